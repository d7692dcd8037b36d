"""Telling what undo and redo have moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from debrief_cli.acts.finding import label, title
from debrief_cli.context import Context
from debrief_cli.render.text import one_line

if TYPE_CHECKING:
    from debrief_cli.store.journal import Moved

_SHOWN = 8
_ORDER = ("debrief", "reflection", "play", "promise", "focus", "check")
_UNNUMBERED = {"check": "How a plan went", "focus": "The week's one thing"}


def told(
    context: Context, steps: Sequence[Sequence[Moved]], *, nothing: str, otherwise: str
) -> None:
    """Print one line for each record that moved, the first few of them.

    `nothing` is said when there was no step; `otherwise` of a record that is there as before.
    """
    if not steps:
        context.note(nothing)
        return
    moved = [each for step in steps for each in step]
    for each in sorted(moved, key=lambda each: _ORDER.index(each.kind))[:_SHOWN]:
        print(_line(each, otherwise))
    if len(moved) > _SHOWN:
        print(f"… and {len(moved) - _SHOWN} more.")
    if not moved:
        print("What it had changed was erased for good since.")


def _line(moved: Moved, otherwise: str) -> str:
    name = _UNNUMBERED.get(moved.kind) or label(moved.kind, moved.id)
    words = title(moved.kind, moved.document)
    about = f" “{one_line(words, 46)}”" if words else ""
    what = otherwise if moved.was_there else "is back"
    return f"{name}{about} {what if moved.there else 'is gone again'}."
