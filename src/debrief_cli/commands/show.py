"""debrief show: one entry in full."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts.finding import find
from debrief_cli.context import Context
from debrief_cli.records import Debrief, Play, Reflection, document
from debrief_cli.render import entries


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="7, r4, p3, m2, or last.")],
    json: options.Json = False,
) -> None:
    """One entry in full: 7 is a debrief, r4 a look back, p3 a plan, m2 a promise."""
    context: Context = ctx.obj
    with context.reading() as reading:
        record = find(reading, id_)
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
