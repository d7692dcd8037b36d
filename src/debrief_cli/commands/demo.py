"""debrief demo: the examples, in a journal of their own."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli.acts.example import demo
from debrief_cli.context import Context


def command(
    ctx: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Print every section.")] = False,
) -> None:
    """Six weeks of example entries, and the report on the last of them.

    They go into a temporary journal, or into the one named by --journal. Yours is not touched.
    """
    context: Context = ctx.obj
    demo(context, full=full)
