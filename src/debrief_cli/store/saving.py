"""One write transaction: what it finds in the journal, what it will put there.

Ids are given here, from the counters that SQLite keeps, and rows wait to be written many
at a time: that is what makes a batch of thousands quick.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Connection, column, delete, insert, update
from sqlalchemy.dialects import sqlite

from debrief_cli.store import revisions
from debrief_cli.store.tables import CommandRow, RevisionRow, Setting, table

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlmodel import SQLModel

    from debrief_cli.store.revisions import Stamp
    from debrief_cli.store.rows import Row

_ENOUGH = 20_000
# SQLite counts the rows that were written. A record that was deleted before it was imported
# has an id and never had a row.
_LAST_IDS = """
SELECT seq FROM sqlite_sequence WHERE name = ?
UNION ALL SELECT max(record) FROM revision WHERE type = ? AND deleted = 1
"""


class Saving:
    """What one transaction writes, as one command at one moment."""

    def __init__(
        self, connection: Connection, now: datetime, command: str, kind: str = "change"
    ) -> None:
        self.now = now
        self._connection = connection
        self._sqlite: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]
        self._command = command
        self._kind = kind
        self._command_id: int | None = None
        self._waiting: dict[type[SQLModel], list[dict[str, object]]] = defaultdict(list)
        self._ids: dict[str, int] = {}
        self._device = self._find_device()

    def ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Rows of the journal as this transaction sees it, without what still waits.

        Asked of sqlite3 itself: SQLAlchemy takes ten times as long to hand out one row.
        """
        try:
            return self._sqlite.execute(sql, values).fetchall()
        except (OverflowError, UnicodeEncodeError):
            return []  # nothing is stored under what cannot be stored

    def next_id(self, kind: str) -> int:
        """An id that no record of that kind ever had."""
        if kind not in self._ids:
            found = self.ask(_LAST_IDS, (kind, kind))
            self._ids[kind] = max((last for (last,) in found if last), default=0)
        self._ids[kind] += 1
        return self._ids[kind]

    def add(self, rows: Iterable[Row]) -> None:
        """Have rows written, each after the one it belongs to."""
        for row in rows:
            self._waiting[row.model].append(row.values)

    def expect_much(self) -> None:
        """Keep more of the file in memory (32 MiB), for rows by the hundred thousand."""
        self._sqlite.execute("PRAGMA cache_size = -32768")

    def command_id(self) -> int:
        """The place of this command among those of this machine, from its first change on."""
        if self._command_id is None:
            row = {"uid": self._command, "kind": self._kind}
            self._connection.execute(insert(table(CommandRow)).prefix_with("OR IGNORE"), [row])
            found = self.ask("SELECT id FROM command WHERE uid = ?", (self._command,))
            self._command_id = int(found[0][0])
        return self._command_id

    def revise(
        self,
        kind: str,
        uid: str,
        record: int | None,
        document: Mapping[str, object],
        stamp: Stamp,
        *,
        deleted: bool = False,
    ) -> None:
        """Have the record's new revision written; `record` is the id it has here, if any."""
        written = revisions.as_json(document)
        self._add_revision(kind, uid, record, written, stamp, self.command_id(), deleted=deleted)

    def entomb(self, kind: str, uid: str, record: int | None) -> None:
        """Put a mark without content in the place of all revisions of a record, at once.

        It is of no command that could be taken back, and later than all there was.
        """
        stamp = revisions.next_stamp(self.ask, uid, self.now)
        self.forget(uid)
        self._add_revision(kind, uid, record, None, stamp, None, deleted=True)
        self.write()

    def forget(self, uid: str) -> None:
        """Take all revisions of a record away at once: others come in their place."""
        self.write()
        self._connection.execute(delete(table(RevisionRow)).where(column("uid") == uid))

    def _add_revision(
        self,
        kind: str,
        uid: str,
        record: int | None,
        written: str | None,
        stamp: Stamp,
        arrived: int | None,
        *,
        deleted: bool,
    ) -> None:
        self._waiting[RevisionRow].append(
            {
                "uid": uid,
                "type": kind,
                "number": stamp.number,
                "time": revisions.sortable(stamp.time),
                "device": self._device,
                "command": self._command,
                "deleted": int(deleted),
                "document": written,
                "record": record,
                "arrived": arrived,
            }
        )

    def remove(self, model: type[SQLModel], uid: str) -> None:
        """Take a record away at once, with everything that belongs to it."""
        self._connection.execute(delete(table(model)).where(column("uid") == uid))

    def change(self, model: type[SQLModel], row: int, values: Mapping[str, object]) -> None:
        """Give columns of one row other values, at once."""
        self._connection.execute(update(table(model)).where(column("id") == row).values(values))

    def write(self, at_least: int = 1) -> None:
        """Write what waits, if there is that much of it."""
        if sum(map(len, self._waiting.values())) < at_least:
            return
        for model in sorted(self._waiting, key=_belongs_to_another):
            rows = self._waiting[model]
            statement, in_order = _insert(model, tuple(rows[0]))
            self._sqlite.executemany(statement, map(in_order, rows))
        self._waiting.clear()

    def write_if_much(self) -> None:
        """Write what waits before it takes up much memory."""
        self.write(at_least=_ENOUGH)

    def _find_device(self) -> str:
        found = self.ask("SELECT value FROM setting WHERE key = 'device'")
        if found:
            return str(found[0][0])
        device = str(uuid4())
        self._connection.execute(insert(table(Setting)), [{"key": "device", "value": device}])
        return device


@cache
def _belongs_to_another(model: type[SQLModel]) -> bool:
    return bool(table(model).foreign_keys)


@cache
def _insert(
    model: type[SQLModel], columns: tuple[str, ...]
) -> tuple[str, Callable[[dict[str, object]], tuple[object, ...]]]:
    """The statement for rows with these columns, and what puts their values in its order."""
    statement = insert(table(model)).compile(dialect=sqlite.dialect(), column_keys=columns)
    return str(statement), itemgetter(*statement.positiontup or ())
