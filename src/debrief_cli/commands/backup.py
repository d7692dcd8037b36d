"""debrief backup: a copy of everything, checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts import safekeeping
from debrief_cli.context import Context
from debrief_cli.render.backups import in_words
from debrief_cli.render.text import one_line


def command(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="A file or a folder; else beside the journal.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Replace a file that is there.")] = False,
    json: options.Json = False,
) -> None:
    """Make a whole and checked copy of the journal, and say where it is.

    Without FILE it goes to the folder “backups” beside the journal and stays until you remove
    it. One a day is made there by itself. To go back to one: debrief restore.
    """
    context: Context = ctx.obj
    made = safekeeping.back_up(context, file, yes=yes)
    if json:
        context.json({"file": str(made.path), **made.holding._asdict()})
        return
    print(one_line(f"Backed up: {in_words(made.holding, context.clock.today())}."))
    print(one_line(str(made.path)))
