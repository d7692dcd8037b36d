"""debrief show: one entry in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from debrief_cli import options
from debrief_cli.context import Context
from debrief_cli.errors import BadInput, DebriefError
from debrief_cli.records import Debrief, Play, Promise, Reflection, document
from debrief_cli.render import entries

if TYPE_CHECKING:
    from debrief_cli.store.reading import Reading

_NAMES = {"": "debrief", "r": "reflection", "p": "plan", "m": "promise"}


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="7, r4, p3, m2, or last.")],
    json: options.Json = False,
) -> None:
    """One entry in full: 7 is a debrief, r4 a look back, p3 a plan, m2 a promise."""
    context: Context = ctx.obj
    with context.reading() as reading:
        record = _find(reading, id_)
    if json:
        context.json(document(record))
        return
    words = context.words
    if isinstance(record, Debrief):
        context.page(entries.debrief_page(record, words, context.debrief_form))
    elif isinstance(record, Reflection):
        context.page(entries.reflection_page(record, words))
    elif isinstance(record, Play):
        context.page(entries.play_page(record))
    else:
        context.page(entries.promise_page(record))


def _find(reading: Reading, text: str) -> Debrief | Reflection | Play | Promise:
    if text.strip().lower() == "last":
        latest = reading.latest()
        if latest is None:
            raise DebriefError("There is nothing yet.", "Start with: debrief new")
        return latest
    found = options.looks_like_id(text)
    if not found:
        raise BadInput(f"“{text[:40]}” is not an id.", "Write 7, r4, p3, m2 or last.")
    letter, number = found[1], int(found[2])
    by_letter: dict[str, Any] = {
        "": reading.debrief, "r": reading.reflection, "p": reading.play, "m": reading.promise,
    }  # fmt: skip
    record: Debrief | Reflection | Play | Promise | None = by_letter[letter](number)
    if record is None:
        raise DebriefError(f"There is no {_NAMES[letter]} {number}.", "See: debrief list")
    return record
