"""What the pages of plans and of the week's one thing look up beside the records themselves."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date

from debrief_cli.period import week_label
from debrief_cli.records import Focus
from debrief_cli.store import assembling


def debriefs_behind(connection: sqlite3.Connection) -> dict[int, list[int]]:
    """The debriefs that led to each plan, met it again or say how it went, the first first."""
    found = connection.execute(
        "SELECT play, id FROM debriefs WHERE play IS NOT NULL"
        " UNION SELECT id, from_debrief FROM plays WHERE from_debrief IS NOT NULL"
        " UNION SELECT play, given_id FROM checks WHERE given_in = 'debrief' AND play IS NOT NULL"
        " ORDER BY 1, 2"
    )
    behind: dict[int, list[int]] = defaultdict(list)
    for play, debrief in found:
        behind[play].append(debrief)
    return dict(behind)


def focuses(connection: sqlite3.Connection) -> list[Focus]:
    """The one thing of each week that has one, the latest week first."""
    rows = connection.execute(f"{assembling.FOCUS} ORDER BY week DESC, id DESC")
    by_week: dict[str, Focus] = {}
    for focus in map(assembling.focus, rows):
        by_week.setdefault(focus.week, focus)
    return list(by_week.values())


def focus_answers(connection: sqlite3.Connection, since: date) -> dict[str, dict[str, int]]:
    """How the evenings from a day on answered about it: for each week a count by answer."""
    rows = connection.execute(
        "SELECT day, focus FROM reflections WHERE day >= ? AND focus IS NOT NULL",
        (since.isoformat(),),
    )
    weeks: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for day, answer in rows:
        weeks[week_label(date.fromisoformat(day))][answer] += 1
    return {week: dict(counts) for week, counts in weeks.items()}
