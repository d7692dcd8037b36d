"""debrief import: what another computer or program wrote out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts.importing import bring_in
from debrief_cli.context import Context
from debrief_cli.errors import Cancelled


def command(
    ctx: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file, or - for standard input.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what it would bring in.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Bring in an export of debrief, documents as --json prints them, or jrnl's JSON.

    What is here already stays as it is, so the same file does no harm twice. Something wrong in
    one line, and nothing is brought in. debrief undo takes a whole import back.
    """
    context: Context = ctx.obj
    try:
        brought = bring_in(context, source, dry_run=dry_run)
    except KeyboardInterrupt:
        raise Cancelled("Stopped. Nothing was imported.") from None
    if json:
        context.json({"file": str(source), "dry_run": dry_run, **brought.counts,
                      "notes": brought.notes})  # fmt: skip
        return
    from debrief_cli.render.brought import page

    name = "standard input" if str(source) == "-" else source.name
    context.page(page(name, brought.counts, dry_run=dry_run, changes=brought.changes))
    for note in brought.notes:
        context.note(note)
