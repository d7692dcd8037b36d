"""Records out: every way to read a journal, through its views and Python's own sqlite3.

SQLAlchemy is not imported here: it costs five times what a whole report does. No cursor
stays open while the caller works, since an open one keeps writers waiting.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from debrief_cli.store import assembling
from debrief_cli.store.filters import Condition, Filter, condition, marks
from debrief_cli.store.opening import OpenJournal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from debrief_cli.records import Debrief, Focus, Play, Promise, Reflection

__all__ = ["Filter", "Reading", "open_reading"]

PAGE = 200

_EVERYTHING = Filter()
_NEWEST = "ORDER BY day DESC, occurred_at DESC, id DESC"
_LATEST = "ORDER BY julianday(created_at) DESC, id DESC LIMIT 1"


def open_reading(path: Path) -> Reading:
    """Open a journal to read it; close it again, or use it as a context manager.

    One that does not exist reads as an empty one and is not made. One of an older schema
    is upgraded first.
    """
    return Reading(path)


class Reading(OpenJournal):
    """Everything there is to read in a journal."""

    # Debriefs

    def debrief(self, id: int) -> Debrief | None:  # noqa: A002 - the word of the domain
        """The debrief of that id."""
        with self.snapshot():
            rows = self._ask(f"{assembling.DEBRIEF} WHERE id = ?", (id,))
            return next(iter(assembling.debriefs(self._ask, rows)), None)

    def debriefs(self, wanted: Filter = _EVERYTHING, limit: int | None = None) -> Iterator[Debrief]:
        """The wanted debriefs, newest first, fetched page by page."""
        with self.snapshot():
            where = condition(wanted, self._ask)
        after: tuple[object, ...] | None = None
        for size in _sizes(limit):
            page, after = self._page(where, after, size)
            yield from page
            if len(page) < size:
                return

    def _page(
        self, where: Condition, after: tuple[object, ...] | None, size: int
    ) -> tuple[list[Debrief], tuple[object, ...] | None]:
        """One page, and the place after its last debrief."""
        beyond = "(day, occurred_at, id) < (?, ?, ?)" if after else "1"
        sql = f"{assembling.DEBRIEF} WHERE {where.sql} AND {beyond} {_NEWEST} LIMIT {size}"
        with self.snapshot():
            rows = self._ask(sql, (*where.values, *(after or ())))
            page = assembling.debriefs(self._ask, rows)
        return page, (rows[-1][3], rows[-1][2], rows[-1][0]) if rows else None

    def count(self, wanted: Filter = _EVERYTHING) -> int:
        """How many debriefs are wanted."""
        with self.snapshot():
            where = condition(wanted, self._ask)
            sql = f"SELECT count(*) FROM debriefs WHERE {where.sql}"
            return sum(row[0] for row in self._ask(sql, where.values))

    def debrief_id(self, uid: str) -> int | None:
        """The id that a debrief has in this journal."""
        found: int | None = self._one("SELECT id FROM debriefs WHERE uid = ?", uid)
        return found

    def commands(self, among: Iterable[str]) -> set[str]:
        """Those of the given uids under which something was written (a draft may be saved)."""
        given = list(among)
        with self.snapshot():
            sql = f"SELECT DISTINCT command FROM revisions WHERE command IN ({marks(len(given))})"
            return {row[0] for row in self._ask(sql, given)}

    def last_channel(self) -> str | None:
        """The channel of the debrief that was last written."""
        found: str | None = self._one(f"SELECT channel FROM debriefs {_LATEST}")
        return found

    # Reflections

    def reflection(self, id: int) -> Reflection | None:  # noqa: A002
        """The reflection of that id."""
        return self._reflection("id = ?", id)

    def reflection_on(self, day: date) -> Reflection | None:
        """The reflection of that day."""
        return self._reflection("day = ?", day.isoformat())

    def _reflection(self, where: str, value: object) -> Reflection | None:
        with self.snapshot():
            rows = self._ask(f"{assembling.REFLECTION} WHERE {where}", (value,))
            return next(iter(assembling.reflections(self._ask, rows)), None)

    def reflections(
        self, since: date | None = None, until: date | None = None, limit: int | None = None
    ) -> Iterator[Reflection]:
        """The reflections from `since` up to but without `until`, newest first."""
        start = (since or date.min).isoformat()
        end = until.isoformat() if until else "9999-99"
        sql = f"{assembling.REFLECTION} WHERE day >= ? AND day < ? ORDER BY day DESC LIMIT ?"
        for size in _sizes(limit):
            with self.snapshot():
                page = assembling.reflections(self._ask, self._ask(sql, (start, end, size)))
            yield from page
            if len(page) < size:
                return
            end = page[-1].day.isoformat()

    # Both

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written down yet."""
        return self.last_day() is None

    def last_day(self) -> date | None:
        """The latest day with a debrief or a reflection."""
        latest = "SELECT max(day) FROM debriefs UNION ALL SELECT max(day) FROM reflections"
        with self.snapshot():
            return max(
                (date.fromisoformat(day) for (day,) in self._ask(latest) if day), default=None
            )

    def latest(self) -> Debrief | Reflection | None:
        """The record that was made last."""
        newest = "SELECT julianday(created_at), id FROM {} " + _LATEST
        with self.snapshot():
            debriefs = self._ask(newest.format("debriefs"))
            reflections = self._ask(newest.format("reflections"))
        # Of two that were made at once, the reflection: it comes at the end of a day.
        if reflections and (not debriefs or reflections[0][0] >= debriefs[0][0]):
            return self.reflection(reflections[0][1])
        return self.debrief(debriefs[0][1]) if debriefs else None

    # Plans, promises, the week's one thing

    def play(self, id: int) -> Play | None:  # noqa: A002
        """The plan of that id, with its checks, oldest first."""
        return next(iter(self._plays("id = ?", (id,))), None)

    def plays(self, states: Sequence[str] = ()) -> list[Play]:
        """The plans in one of the states (all without any), with their checks, oldest first."""
        return self._plays(f"state IN ({marks(len(states))})" if states else "1", states)

    def _plays(self, where: str, values: Sequence[object]) -> list[Play]:
        with self.snapshot():
            rows = self._ask(f"{assembling.PLAY} WHERE {where} ORDER BY id", values)
            pages = [rows[start : start + PAGE] for start in range(0, len(rows), PAGE)]
            return [play for page in pages for play in assembling.plays(self._ask, page)]

    def play_id(self, uid: str) -> int | None:
        """The id that a plan has in this journal."""
        found: int | None = self._one("SELECT id FROM plays WHERE uid = ?", uid)
        return found

    def promise(self, id: int) -> Promise | None:  # noqa: A002
        """The promise of that id."""
        return next(iter(self._promises("id = ?", (id,))), None)

    def promises(self, state: str | None = None, due_until: date | None = None) -> list[Promise]:
        """The promises in a state and due up to and on a day, if given; first due first."""
        where = Condition()
        if state:
            where = Condition("state = ?", (state,))
        if due_until:
            due = (*where.values, due_until.isoformat())
            where = Condition(f"{where.sql} AND substr(due, 1, 10) <= ?", due)
        return self._promises(where.sql, where.values)

    def _promises(self, where: str, values: Sequence[object]) -> list[Promise]:
        with self.snapshot():
            sql = f"{assembling.PROMISE} WHERE {where} ORDER BY due IS NULL, due, id"
            return [assembling.promise(row) for row in self._ask(sql, values)]

    def focus(self, week: str) -> Focus | None:
        """The one thing of an ISO week; after a merge of two machines, the later one."""
        with self.snapshot():
            sql = f"{assembling.FOCUS} WHERE week = ? ORDER BY id DESC LIMIT 1"
            return next((assembling.focus(row) for row in self._ask(sql, (week,))), None)

    # How the queries are made

    def _ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self.connection.execute(sql, values).fetchall()
        except (OverflowError, UnicodeEncodeError):
            return []  # nothing is stored under what cannot be stored

    def _one(self, sql: str, *values: object) -> Any:
        with self.snapshot():
            return next((row[0] for row in self._ask(sql, values)), None)


def _sizes(limit: int | None) -> Iterator[int]:
    """The sizes of the pages to fetch, until `limit` is reached or for ever."""
    left = limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        yield size
        left = None if left is None else left - size
