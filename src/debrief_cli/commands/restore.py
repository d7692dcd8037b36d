"""debrief restore: go back to a backup."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts import safekeeping
from debrief_cli.acts.safekeeping import Restored
from debrief_cli.context import Context
from debrief_cli.errors import BadInput
from debrief_cli.render import backups as pages
from debrief_cli.render.text import one_line
from debrief_cli.store.backup import Kept, all_kept


def command(
    ctx: typer.Context,
    file: Annotated[
        str | None, typer.Argument(help="A backup's name as in --list, or any file's path.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the backups.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: options.Json = False,
) -> None:
    """Go back to a backup: the journal is then as it was when that was made.

    It says what will come and go, and asks. What is replaced is kept as a backup of its own,
    so that you can come back.
    """
    context: Context = ctx.obj
    if listing and file is not None:
        raise BadInput("It is either FILE or --list; give one of them.")
    if listing:
        _list(context, json=json)
    elif file is None:
        raise BadInput("Which backup?", "debrief restore --list has them; then give its name.")
    else:
        _tell(context, safekeeping.restore(context, file, yes=yes), json=json)


def _list(context: Context, *, json: bool) -> None:
    kept = all_kept(context.path)
    if json:
        context.json([_document(each) for each in kept])
    else:
        context.page(pages.page(context.path.name, kept, context.clock.today()))


def _document(kept: Kept) -> dict[str, object]:
    held = kept.holding
    return {
        "file": str(kept.path),
        "made_at": kept.made_at.isoformat(),
        "kind": kept.kind,
        "bytes": kept.size,
        "readable": held is not None,
        "debriefs": held and held.debriefs,
        "reflections": held and held.reflections,
        "latest_day": held and held.latest_day,
    }


def _tell(context: Context, restored: Restored, *, json: bool) -> None:
    if json:
        kept = restored.kept and str(restored.kept)
        file = str(restored.journal)
        context.json({"file": file, "kept": kept, **restored.holding._asdict()})
        return
    print(one_line(f"Done: {pages.in_words(restored.holding, context.clock.today())}."))
    if restored.kept:
        print(one_line(f"What it replaced is kept: {restored.kept.name}"))
