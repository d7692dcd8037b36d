"""debrief doctor: is everything in order, and what to do if not."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts.checkup import checkup
from debrief_cli.context import Context
from debrief_cli.store.examining import WRONG


def command(
    ctx: typer.Context,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Mend what can be mended safely; save what can be read."),
    ] = False,
    json: options.Json = False,
) -> None:
    """Look whether the journal is whole and private, its backups are, and there is room.

    Ends with 1 when something is wrong. With --repair it closes what others could read and
    mends the indexes. From a damaged journal it saves what can be read into a new file; the
    damaged one stays as it is.
    """
    context: Context = ctx.obj
    found = checkup(context)
    if repair:
        from debrief_cli.acts.mending import mend

        found = [*mend(context, found), *checkup(context)]
    if json:
        context.json([finding._asdict() for finding in found])
    else:
        from debrief_cli.render.doctor import page

        context.page(page(found))
    if any(finding.state == WRONG for finding in found):
        raise typer.Exit(1)
