"""Telling what undo and redo have moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from debrief_cli.acts.finding import label, title
from debrief_cli.context import Context
from debrief_cli.render.text import one_line

if TYPE_CHECKING:
    from debrief_cli.store.journal import Moved

_SHOWN = 8
_ORDER = ("debrief", "reflection", "play", "promise", "focus", "check")
_NAMES = {
    "debrief": "Written up", "reflection": "Looks back", "play": "Plans", "promise": "Promises",
    "focus": "One thing of the week", "check": "How plans went",
}  # fmt: skip
_UNNUMBERED = {"check": "How a plan went", "focus": "The week's one thing"}


def told(
    context: Context, steps: Sequence[Sequence[Moved]], *, nothing: str, otherwise: str
) -> None:
    """Print one line for each record that moved; of many, how many of each sort.

    `nothing` is said when there was no step; `otherwise` of a record that is there as before.
    """
    if not steps:
        context.note(nothing)
        return
    moved = [each for step in steps for each in step]
    if len(moved) > _SHOWN:
        print("\n".join(_in_all(moved, otherwise)))
    else:
        for each in sorted(moved, key=lambda each: _ORDER.index(each.kind)):
            print(_line(each, otherwise))
    if not moved:
        print("What it had changed was erased for good since.")


def _in_all(moved: Sequence[Moved], otherwise: str) -> list[str]:
    """How many of each sort are gone, back, or otherwise than before."""
    counts = Counter((_ORDER.index(each.kind), _what(each, otherwise)) for each in moved)
    return [
        f"{_NAMES[_ORDER[place]]}: {count} {what.removeprefix('is ')}"
        for (place, what), count in sorted(counts.items())
    ]


def _what(moved: Moved, otherwise: str) -> str:
    if not moved.there:
        return "is gone again"
    return otherwise if moved.was_there else "is back"


def _line(moved: Moved, otherwise: str) -> str:
    name = _UNNUMBERED.get(moved.kind) or label(moved.kind, moved.id)
    words = title(moved.kind, moved.document)
    about = f" “{one_line(words, 46)}”" if words else ""
    return f"{name}{about} {_what(moved, otherwise)}."
