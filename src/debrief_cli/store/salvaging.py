"""Rows out of a damaged file: what can be read is, what cannot is passed over.

What comes out may still have been changed by the damage: each value is held against what its
column can be, and a row with one that cannot be is left where it is.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

Row = tuple[Any, ...]

_NAME = re.compile(r"[\w.-]{1,80}")
# How often in a row a table is asked in vain for what lies beside an unreadable place.
_PATIENCE = 1_000


class Shape(NamedTuple):
    """A table as its schema has it: columns with their types, and the first of its key."""

    name: str
    columns: Mapping[str, str]
    key: str


def shape_of(connection: sqlite3.Connection, table: str) -> Shape:
    """The shape of a table in a sound journal."""
    told = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    key = next(row[1] for row in told if row[5] == 1)
    return Shape(table, {row[1]: row[2] for row in told}, key)


def rows_of(damaged: sqlite3.Connection, shape: Shape, farthest: int) -> Iterator[Row]:
    """The rows of a table that can be read and can be; `damaged` hands out text as bytes.

    They are read along the key, up and down, to where that stops; what lies between is halved
    and tried again, until only the unreadable place is left. No key is beyond `farthest`.
    """
    # With its table in front: a name that the damaged file does not know would else be taken
    # for a text, and stand in every row.
    names = ", ".join(f'"{shape.name}"."{name}"' for name in shape.columns)
    sql = f'SELECT "{shape.key}", {names} FROM "{shape.name}"'
    if shape.columns[shape.key] != "INTEGER":
        yield from _checked(shape, readable(damaged, sql))
        return
    sql += f' WHERE "{shape.key}" BETWEEN ? AND ? ORDER BY "{shape.key}"'
    waiting = deque([(0, farthest)])
    in_vain = 0
    while waiting and in_vain < _PATIENCE:
        low, high = waiting.popleft()
        up = _Reading(damaged, sql, low, high)
        yield from _checked(shape, up.rows())
        if up.is_done:
            continue
        down = _Reading(damaged, f"{sql} DESC", up.low, high)
        yield from _checked(shape, down.rows())
        in_vain = 0 if (up.low, down.high) != (low, high) else in_vain + 1
        if not down.is_done and up.low < down.high:
            middle = (up.low + down.high) // 2
            waiting += [(up.low, middle), (middle + 1, down.high)]


def count_of(damaged: sqlite3.Connection, shape: Shape) -> int:
    """How many rows of a table can be read from its start on, and can be."""
    names = ", ".join(f'"{name}"' for name in shape.columns)
    sql = f'SELECT 0, {names} FROM "{shape.name}"'
    return sum(1 for _ in _checked(shape, readable(damaged, sql)))


class _Reading:
    """One way along a range of keys, which shrinks to what is not read yet."""

    def __init__(self, damaged: sqlite3.Connection, sql: str, low: int, high: int) -> None:
        self._damaged, self._sql = damaged, sql
        self._downward = sql.endswith("DESC")
        self.low, self.high = low, high
        self.is_done = False

    def rows(self) -> Iterator[Row]:
        """The rows, as far as it comes. Of one owner several may follow each other."""
        low, high = self.low, self.high
        try:
            for row in self._damaged.execute(self._sql, (low, high)):
                key = row[0]
                # Keys in disorder are of a page that is not what it was.
                if not isinstance(key, int) or not self.low - 1 <= key <= self.high + 1:
                    continue
                if self._downward:
                    self.high = key - 1
                else:
                    self.low = key + 1
                yield row
            self.is_done = True
        except (sqlite3.Error, MemoryError, OverflowError):
            return


def readable(damaged: sqlite3.Connection, sql: str) -> Iterator[Row]:
    """The rows of a query, as far as it comes."""
    try:
        yield from damaged.execute(sql)
    except (sqlite3.Error, MemoryError, OverflowError):
        return


def _checked(shape: Shape, rows: Iterator[Row]) -> Iterator[Row]:
    """Those of the rows whose values can be, without the key in front, text as text."""
    for row in rows:
        try:
            yield tuple(
                _value(name, type_, value)
                for (name, type_), value in zip(shape.columns.items(), row[1:], strict=True)
            )
        except (ValueError, TypeError, RecursionError):
            continue


def _value(name: str, type_: str, value: object) -> object:
    """A value as its column has it. Raises ValueError or TypeError if it cannot be there."""
    if value is None:
        return None
    if type_ == "INTEGER":
        if not isinstance(value, int):
            raise TypeError(name)
        return value
    if not isinstance(value, bytes):
        raise TypeError(name)
    text = value.decode("utf-8")
    if "\0" in text:
        raise ValueError(name)
    check = _CHECKS.get(name)
    if check:
        check(text)
    return text


def _named(text: str) -> None:
    if not _NAME.fullmatch(text):
        raise ValueError(text)


# By the name of a text column, since one name means one thing in all tables.
_CHECKS: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(("uid", "play", "debrief", "from_debrief", "device", "command"), _named),
    **dict.fromkeys(("kind", "type", "channel", "key"), _named),
    **dict.fromkeys(
        ("occurred_at", "created_at", "updated_at", "recorded_at", "closed_at", "time"),
        datetime.fromisoformat,
    ),
    "due": datetime.fromisoformat,
    "day": date.fromisoformat,
    "document": json.loads,
}
