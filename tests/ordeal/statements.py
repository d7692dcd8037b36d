"""What debrief sends to SQLite, written down while it works, and sent once more to another disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

import apsw
import pytest

from debrief_cli.store import connection
from ordeal.disk import Disk

_disks = count()


class Statement(NamedTuple):
    """One statement on one connection to one file; or, without SQL, what was acknowledged."""

    connection: int
    file: str
    sql: str


class Recorder:
    """Writes down every statement that debrief's own connections carry out."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self._numbers = count()

    def acknowledged(self, what: str) -> None:
        """Note that the latest COMMIT saved it: from the moment that returned it is a promise."""
        place = len(self.statements)
        while self.statements[place - 1].sql != "COMMIT":
            place -= 1
        self.statements.insert(place, Statement(-1, what, ""))

    @contextmanager
    def listening(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """Within: whatever debrief opens is heard."""
        connect = connection._connect

        def heard(path: Path, mode: str) -> object:
            made = connect(path, mode)
            number = next(self._numbers)
            made.set_trace_callback(lambda sql: self._hear(number, path.name, sql))
            return made

        with monkeypatch.context() as patched:
            patched.setattr(connection, "_connect", heard)
            yield

    def _hear(self, number: int, file: str, sql: str) -> None:
        self.statements.append(Statement(number, file, sql))


def replay(statements: Sequence[Statement], settings: dict[str, str] | None = None) -> Disk:
    """Send them to a new disk, each connection closed behind its last statement.

    `settings` are what is said in place of `PRAGMA journal_mode = DELETE` and the like, by
    the name of the setting.
    """
    disk = Disk(f"ordeal{next(_disks)}")
    for file in dict.fromkeys(each.file for each in statements if each.sql):
        # files.make_file makes it and syncs its folder before SQLite opens it.
        disk.make(file)
    disk.log.append(disk.log[0]._replace(kind="sync_folder"))
    last = {each.connection: place for place, each in enumerate(statements)}
    opened: dict[int, apsw.Connection] = {}
    for place, each in enumerate(statements):
        if not each.sql:
            disk.acknowledge(each.file)
            continue
        if each.connection not in opened:
            opened[each.connection] = apsw.Connection(each.file, vfs=disk.vfs_name)
        opened[each.connection].execute(_instead(each.sql, settings or {})).fetchall()
        if last[each.connection] == place:
            opened.pop(each.connection).close()
    return disk


def _instead(sql: str, settings: dict[str, str]) -> str:
    for name, said in settings.items():
        if sql.startswith(f"PRAGMA {name} ="):
            return said
    return sql
