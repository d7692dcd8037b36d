"""Whole and verified copies of an SQLite file, private, and under their name only when done."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from debrief_cli.store import connection as connecting
from debrief_cli.store import files, problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_PART = 1 << 20
_OF_THE_SOURCE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Facts(NamedTuple):
    """What a copy must have in common with its source: both numbers, and rows by table."""

    application_id: int
    schema: int
    rows: Mapping[str, int]


def facts(connection: sqlite3.Connection) -> Facts:
    """The facts of an open file."""

    def number(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return Facts(
        number("PRAGMA application_id"),
        number("PRAGMA user_version"),
        {name: number(f'SELECT count(*) FROM "{name}"') for (name,) in tables},
    )


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong in an open file."""
    try:
        found: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except UnicodeDecodeError:  # it names something that is damaged
        return False
    return found == "ok"


@contextmanager
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that keeps writers away while it is open, so that nothing changes meanwhile.

    Where the file cannot be written there is no writer either, and no lock to be had.
    """
    may_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    opened = connecting.to_write(path) if may_write else connecting.to_read(path)
    with closing(opened) as connection:
        connection.execute("BEGIN IMMEDIATE" if may_write else "BEGIN")
        yield connection


def copy(source: Path, expected: Facts, target: Path, unfinished: Path) -> None:
    """Copy `source`, which a lock of the caller keeps as it is, to `target`.

    It is written to `unfinished`, which must be there, empty and private, and gets its name
    when it is whole, has what is `expected`, and is on the disk; else it is gone. Raises
    JournalProblem about the file that is to blame.
    """
    with _telling(source, target, unfinished):
        with closing(connecting.to_read(source)) as connection:
            connection.execute("PRAGMA query_only = OFF")  # VACUUM INTO counts as a change
            connection.execute("VACUUM INTO ?", (str(unfinished.absolute()),))
        _finish(source, expected, target, unfinished)


def copy_through(
    connection: sqlite3.Connection, source: Path, target: Path, unfinished: Path
) -> None:
    """The same through a connection to `source` that lets nobody else in."""
    with _telling(source, target, unfinished):
        expected = facts(connection)
        connection.execute("VACUUM INTO ?", (str(unfinished.absolute()),))
        _finish(source, expected, target, unfinished)


@contextmanager
def _telling(source: Path, target: Path, unfinished: Path) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        if isinstance(error, UnicodeDecodeError):
            raise problems.damaged(source) from None
        if not isinstance(error, (sqlite3.Error, OSError)):
            raise
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        blamed = source if code in _OF_THE_SOURCE else target
        raise problems.problem(blamed, error) from None


def _finish(source: Path, expected: Facts, target: Path, unfinished: Path) -> None:
    with closing(connecting.to_read(unfinished)) as made:
        if not is_whole(made) or facts(made) != expected:
            raise problems.damaged(source)
    files.sync_file(unfinished)
    unfinished.replace(target)
    files.sync_folder(target.parent)


def copy_bytes(given: BinaryIO, source: Path, target: Path, unfinished: Path) -> None:
    """Copy the open file `given` byte for byte, whatever is in it; else as `copy` does.

    The caller opens it, since to close a file gives up every lock that this process has on it.
    """
    with _telling(source, target, unfinished):
        with unfinished.open("r+b") as made:
            while part := given.read(_PART):
                made.write(part)
        files.sync_file(unfinished)
        unfinished.replace(target)
        files.sync_folder(target.parent)
