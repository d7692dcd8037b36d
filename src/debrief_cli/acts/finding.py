"""A record by the name that people give it: 7, r4, p3, m2 or last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from debrief_cli import options
from debrief_cli.errors import BadInput, DebriefError
from debrief_cli.records import Debrief, Play, Promise, Reflection
from debrief_cli.render.dates import weekday_and_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debrief_cli.store.reading import Reading

Record: TypeAlias = Debrief | Reflection | Play | Promise

_LETTERS = {"": "debrief", "r": "reflection", "p": "play", "m": "promise"}
_NAMES = {"debrief": "debrief", "reflection": "look back", "play": "plan", "promise": "promise"}


class Named(NamedTuple):
    """A record that was named, whether it is there or not: its type and its id."""

    kind: str
    id: int


def named(text: str) -> Named:
    """The record that `7`, `r4`, `p3` or `m2` names. Raises BadInput for anything else."""
    found = options.looks_like_id(text)
    if not found:
        raise BadInput(f"“{text[:40]}” is not an id.", "Write 7, r4, p3 or m2.")
    return Named(_LETTERS[found[1]], int(found[2]))


def find(reading: Reading, text: str) -> Record:
    """The record of that name, or `last`. Raises DebriefError when there is none."""
    if text.strip().lower() == "last":
        latest = reading.latest()
        if latest is None:
            raise DebriefError("There is nothing yet.", "Start with: debrief new")
        return latest
    if not options.looks_like_id(text):
        raise BadInput(f"“{text[:40]}” is not an id.", "Write 7, r4, p3, m2 or last.")
    kind, number = named(text)
    read: dict[str, Any] = {
        "debrief": reading.debrief, "reflection": reading.reflection,
        "play": reading.play, "promise": reading.promise,
    }  # fmt: skip
    record: Record | None = read[kind](number)
    if record is None:
        raise missing(kind, number)
    return record


def missing(kind: str, number: int) -> DebriefError:
    """The refusal when no such record is there."""
    where = {"play": "playbook", "promise": "promises"}.get(kind, "list")
    return DebriefError(f"There is no {_NAMES[kind]} {number}.", f"See: debrief {where}")


def label(kind: str, number: int | None) -> str:
    """What people call it: 7, r4, p3, m2."""
    letters = {kind: letter for letter, kind in _LETTERS.items()}
    return f"{letters.get(kind, '')}{number or ''}"


def title(kind: str, document: Mapping[str, Any]) -> str:
    """A record's own words for itself, from its document."""
    if kind == "reflection":
        from datetime import date

        return weekday_and_date(date.fromisoformat(document["day"]))
    keys = {"debrief": "situation", "play": "then", "promise": "text", "focus": "text"}
    return str(document[keys[kind]]) if kind in keys else ""
