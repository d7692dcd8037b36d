"""What earlier entries suggest for now: the closer looks taken lately, what worked before."""

from __future__ import annotations

import sqlite3
from datetime import date

# Far enough back to know what was looked at lately; every look-up stays short.
_RECENT = 60


def recent_lenses(connection: sqlite3.Connection) -> list[str]:
    """The closer looks of the latest debriefs, each once, the latest first."""
    rows = connection.execute(
        "SELECT key FROM answers WHERE debrief > (SELECT max(id) FROM debriefs) - ?"
        " ORDER BY debrief DESC, key",
        (_RECENT,),
    )
    return list(dict.fromkeys(key.partition(".")[0] for (key,) in rows))


def what_worked(
    connection: sqlite3.Connection, since: date, until: date, limit: int
) -> list[tuple[int, date, str]]:
    """Contributions of debriefs that went better than expected, the latest first.

    Days from `since` up to but without `until`; each as (debrief id, day, text).
    """
    rows = connection.execute(
        "SELECT d.id, d.day, c.text FROM debriefs d JOIN contributions c ON c.debrief = d.id"
        " WHERE d.outcome = 'exceeded' AND d.conduct IS NULL AND d.day >= ? AND d.day < ?"
        " ORDER BY d.day DESC, d.id DESC, c.position LIMIT ?",
        (since.isoformat(), until.isoformat(), limit),
    )
    return [(number, date.fromisoformat(day), text) for number, day, text in rows]
