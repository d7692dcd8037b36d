"""debrief undo: take back the last command that changed something."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli.acts.undoing import told
from debrief_cli.context import Context


def command(
    ctx: typer.Context,
    steps: Annotated[int, typer.Argument(metavar="[STEPS]", min=1, help="How many.")] = 1,
) -> None:
    """Take back the last command that changed something, as a whole; redo does it again."""
    context: Context = ctx.obj
    done = context.journal.undo(steps)
    told(context, done, nothing="There is nothing to take back.", otherwise="is as it was before")
