"""debrief purge: erase an entry and all that it ever was, for good."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts.confirming import confirm
from debrief_cli.acts.drafting import forget_changes
from debrief_cli.acts.finding import label, missing, named, title
from debrief_cli.context import Context
from debrief_cli.render.text import one_line


def command(
    ctx: typer.Context,
    id_: Annotated[str, typer.Argument(metavar="ID", help="7, r4, p3 or m2, deleted ones too.")],
    yes: options.Yes = False,
) -> None:
    """Erase an entry with its whole history. Nothing brings it back, not even undo.

    Plans and promises that came of it are entries of their own and stay. So do backups and
    exports that were made before.
    """
    from debrief_cli.store.telling import history

    context: Context = ctx.obj
    kind, number = named(id_)
    with context.counting() as journal, journal.snapshot() as connection:
        told = history(connection, kind, number)
    documents = [each.document for each in told if each.document is not None]
    if not documents:
        raise missing(kind, number)
    name = f"{label(kind, number)} “{one_line(title(kind, documents[-1]), 50)}”"
    question = [
        f"Erase {name} and its history for good?",
        "  Nothing brings it back. Backups and exports made before still have it.",
    ]
    confirm(context, question, yes=yes, refused="Nothing was erased.")
    context.journal.purge(kind, number)
    print(f"Erased {label(kind, number)} for good. Backups and exports made before still have it.")
    forget_changes(context, documents[-1]["uid"])
