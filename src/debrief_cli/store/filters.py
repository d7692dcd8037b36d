"""Which debriefs are wanted, and how that is said in SQL over the views."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from typing import Any

    Ask = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]

# Up to so many debriefs are fetched and sorted; a name that more of them have is met often
# enough by looking through the days from the newest on.
_FEW = 2_000


# Closer looks whose answers are parts of the debrief itself.
_ELSEWHERE = {"people": "kudos", "promise": "promises", "stages": "stages"}


class Filter(NamedTuple):
    """What debriefs must have to be shown; each of a tuple is an alternative.

    `until` is exclusive. `has` is the name of a lens that was answered.
    """

    since: date | None = None
    until: date | None = None
    outcome: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    technique: tuple[str, ...] = ()
    factor: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    has: str | None = None


class Condition(NamedTuple):
    """A piece of SQL that is true of the wanted rows, with the values for its marks."""

    sql: str = "1"
    values: tuple[object, ...] = ()


def marks(count: int) -> str:
    """`?, ?, ?` for so many values."""
    return ", ".join("?" * count)


def condition(wanted: Filter, ask: Ask) -> Condition:
    """The filter as a condition on the view `debriefs`; `ask` finds out what is rare."""
    parts = [*_of_itself(wanted), *(_through(names, ask) for names in _named(wanted))]
    return Condition(
        " AND ".join(part.sql for part in parts) or "1",
        tuple(value for part in parts for value in part.values),
    )


def _of_itself(wanted: Filter) -> Iterator[Condition]:
    if wanted.since:
        yield Condition("day >= ?", (wanted.since.isoformat(),))
    if wanted.until:
        yield Condition("day < ?", (wanted.until.isoformat(),))
    for column in ("outcome", "channel"):
        if values := getattr(wanted, column):
            yield Condition(f"{column} IN ({marks(len(values))})", values)


def _named(wanted: Filter) -> Iterator[Condition]:
    """For each list that is asked for, the debriefs that have the name."""
    views = {"tag": "tags", "technique": "techniques", "factor": "factors", "stage": "stages"}
    for column, view in views.items():
        if values := getattr(wanted, column):
            names = f"{column} IN ({marks(len(values))})"
            yield Condition(f"SELECT debrief FROM {view} WHERE {names}", values)
    if wanted.has in _ELSEWHERE:
        yield Condition(f"SELECT debrief FROM {_ELSEWHERE[wanted.has]} WHERE debrief > 0")
    elif wanted.has:
        # From "lens." up to the next character after the point: an index finds that.
        ends = (f"{wanted.has}.", f"{wanted.has}/")
        yield Condition("SELECT debrief FROM answers WHERE key >= ? AND key < ?", ends)


def _through(names: Condition, ask: Ask) -> Condition:
    counted = f"SELECT count(*) FROM ({names.sql} LIMIT {_FEW + 1})"
    found = sum(int(row[0]) for row in ask(counted, names.values))
    if found <= _FEW:
        return Condition(f"id IN ({names.sql})", names.values)
    return Condition(f"EXISTS ({names.sql} AND debrief = debriefs.id)", names.values)
