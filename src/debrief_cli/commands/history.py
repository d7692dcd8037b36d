"""debrief history: every state that an entry has had."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts.finding import label, missing, named, title
from debrief_cli.context import Context
from debrief_cli.records import document


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="7, r4, p3 or m2, deleted ones too.")],
    json: options.Json = False,
) -> None:
    """Every state that an entry has had, with what each change changed."""
    from debrief_cli.store.telling import history

    context: Context = ctx.obj
    kind, number = named(id_)
    with context.counting() as journal, journal.snapshot() as connection:
        told = history(connection, kind, number)
    if not told:
        raise missing(kind, number)
    if json:
        context.json([document(each) for each in told])
        return
    from debrief_cli.render.history import history_page

    last = next((each.document for each in reversed(told) if each.document is not None), None)
    name = label(kind, number)
    head = f"{name} · {title(kind, last)}" if last else name
    form = context.reflection_form if kind == "reflection" else context.debrief_form
    context.page(history_page(head, told, form, context.clock.now().tzinfo))
