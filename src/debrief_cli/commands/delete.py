"""debrief delete: take an entry away; undo brings it back."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts.confirming import confirm
from debrief_cli.acts.finding import find, label, named, title
from debrief_cli.context import Context
from debrief_cli.records import document
from debrief_cli.render.text import one_line


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="7, r4, p3 or m2.")],
    yes: options.Yes = False,
) -> None:
    """Take an entry away. Its plan and its promises stay; undo brings it back."""
    context: Context = ctx.obj
    kind, number = named(id_)
    with context.reading() as reading:
        record = find(reading, id_)
    name = f"{label(kind, number)} “{one_line(title(kind, document(record)), 50)}”"
    confirm(context, [f"Delete {name}?"], yes=yes, refused="Nothing was deleted.")
    context.journal.delete(kind, number)
    print(f"Deleted {name}. To bring it back: debrief undo")
