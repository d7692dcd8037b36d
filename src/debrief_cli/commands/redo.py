"""debrief redo: do again what undo took back."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli.acts.undoing import told
from debrief_cli.context import Context


def command(
    ctx: typer.Context,
    steps: Annotated[int, typer.Argument(metavar="[STEPS]", min=1, help="How many.")] = 1,
) -> None:
    """Do again what undo took back, unless something else was changed since."""
    context: Context = ctx.obj
    done = context.journal.redo(steps)
    told(context, done, nothing="There is nothing to do again.", otherwise="is changed again")
