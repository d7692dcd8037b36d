"""The history of a record: every revision it had, the first one first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.store.revisions import changed_keys

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping


class Revision(NamedTuple):
    """One change of a record.

    `time` is ISO 8601 in UTC; `document` the whole record as it then was, its links uids (None
    where it was erased); `changed` are the keys that differ from the revision before.
    """

    number: int
    time: str
    device: str
    deleted: bool
    document: Mapping[str, Any] | None
    changed: tuple[str, ...]


def history(connection: sqlite3.Connection, kind: str, number: int) -> list[Revision]:
    """All revisions of a record, by the id it has or had here; none if there was none."""
    uid = _uid(connection, kind, number)
    rows = connection.execute(
        "SELECT number, time, device, deleted, document FROM revision WHERE uid = ?"
        " ORDER BY time, device, number",
        (uid,),
    ).fetchall()
    told: list[Revision] = []
    for place, moment, device, deleted, written in rows:
        document = None if written is None else json.loads(written)
        before = told[-1].document if told else None
        changed = changed_keys(before, document) if told and document is not None else ()
        told.append(Revision(place, moment, device, bool(deleted), document, changed))
    return told


def _uid(connection: sqlite3.Connection, kind: str, number: int) -> str | None:
    for sql in (
        f"SELECT uid FROM {kind} WHERE id = ?",
        f"SELECT uid FROM revision WHERE type = '{kind}' AND record = ? AND deleted = 1 LIMIT 1",
    ):
        for (uid,) in connection.execute(sql, (number,)):
            return str(uid)
    return None
