"""Opening a scratch copy of a damaged journal, so that its rows can be asked for.

The first page says what kind of file it is and where each table begins. When that cannot be
read, another takes its place: debrief makes its tables in one order, so that they begin where
those of a new journal do (or of a new backup).
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from debrief_cli.store.salvaging import count_of, readable, shape_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NEEDED = {b"debrief", b"revision"}
# Whose rows tell whether the tables begin where they were thought to.
_COUNTED = ("debrief", "debrief_line", "reflection", "play", "play_check", "promise", "revision")
_HEADER = 100
# A page of a table without rows, as far as it is not zero: its kind, and where its rows end.
_EMPTY_LEAF = bytes([0x0D, 0, 0, 0, 0, 0, 0, 0])


def opened(scratch: Path, empty: sqlite3.Connection, packed: Path) -> sqlite3.Connection:
    """A connection to the damaged file at `scratch`, which hands out text as bytes.

    `empty` is a new journal of the same schema, `packed` the path of a copy of it, as backups
    are made. The file at `scratch` may be changed.
    """
    connection = _tolerant(scratch)
    if _knows_tables(connection):
        return connection
    best, most = connection, -1
    shapes = [shape_of(empty, table) for table in _COUNTED]
    with closing(sqlite3.connect(packed)) as copy:
        ways = (_beginnings(empty), _beginnings(copy))
    for number, begins in enumerate(ways):
        again = scratch.with_name(f"{scratch.name}.{number}")
        shutil.copyfile(scratch, again)
        _begin_anew(again, packed, begins)
        connection = _tolerant(again)
        count = sum(count_of(connection, shape) for shape in shapes)
        if count > most:
            best.close()
            best, most = connection, count
        else:
            connection.close()
    return best


def _tolerant(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.text_factory = bytes
    with suppress(sqlite3.Error):  # told by whatever is asked next
        # One entry of the schema that cannot be read does not hide the others then.
        connection.execute("PRAGMA writable_schema = ON")
    return connection


def _knows_tables(connection: sqlite3.Connection) -> bool:
    names = {row[0] for row in readable(connection, "SELECT name FROM sqlite_master")}
    return names >= _NEEDED


def _beginnings(sound: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Where the tables and indexes of a sound journal begin, as its schema tells it."""
    return sound.execute(
        "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master"
        " WHERE type IN ('table', 'index') ORDER BY rootpage"
    ).fetchall()


def _begin_anew(path: Path, sound: Path, begins: Sequence[tuple[Any, ...]]) -> None:
    """Give a damaged file the first page of an empty one, and the places of its tables."""
    with sound.open("rb") as file:
        header = bytearray(file.read(_HEADER))
    page = int.from_bytes(header[16:18], "big")
    count = path.stat().st_size // page
    header[24:28] = header[92:96] = (1).to_bytes(4, "big")
    header[28:32] = count.to_bytes(4, "big")
    header[32:40] = bytes(8)  # no page is free, so none is used again
    leaf = bytearray(_EMPTY_LEAF)
    leaf[5:7] = page.to_bytes(2, "big")
    with path.open("r+b") as file:
        file.write(bytes(header) + bytes(leaf) + bytes(page - _HEADER - len(leaf)))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # it is a scratch copy
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", begins)
        connection.execute("COMMIT")
