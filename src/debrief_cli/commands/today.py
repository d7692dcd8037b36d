"""debrief today: the start of a shift."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts import morning
from debrief_cli.context import Context
from debrief_cli.render.text import one_line


def command(
    ctx: typer.Context,
    short: Annotated[bool, typer.Option("--short", help="One line.")] = False,
    json: options.Json = False,
) -> None:
    """What you meant to do today, what you promised, and your plans."""
    context: Context = ctx.obj
    seen = morning.morning(context)
    if json:
        context.json(morning.as_document(seen))
    elif short:
        print(one_line(morning.short(seen)))
    else:
        context.page(morning.page(seen))
