"""debrief tags: the tags in use, and another name for one."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts import given
from debrief_cli.context import Context
from debrief_cli.errors import DebriefError, Invalid, Rejected
from debrief_cli.kinds import Name
from debrief_cli.render.blocks import Column, Prose, Table
from debrief_cli.spelling import nearest

group = typer.Typer(add_completion=False, rich_markup_mode=None)


@group.callback(invoke_without_command=True)
def read(ctx: typer.Context, json: options.Json = False) -> None:
    """The tags in use, the most frequent first."""
    given.refuse_before(ctx.invoked_subcommand, json)
    if ctx.invoked_subcommand:
        return
    context: Context = ctx.obj
    counts = _counts(context)
    if json:
        context.json([{"tag": tag, "debriefs": count} for tag, count in counts.items()])
    elif not counts:
        context.page([Prose("No tags yet. A debrief takes some by --tag, or behind m.", indent=1)])
    else:
        rows = tuple((tag, str(count)) for tag, count in counts.items())
        context.page([Table((Column(), Column(right=True)), rows)])


def _counts(context: Context) -> dict[str, int]:
    sql = "SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY count(*) DESC, tag"
    with context.counting() as journal, journal.snapshot() as connection:
        return dict(connection.execute(sql).fetchall())


@group.command()
def rename(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The tag as it is.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The tag as it shall be.")],
) -> None:
    """Give a tag another name on every entry; one that has both keeps one."""
    context: Context = ctx.obj
    try:
        Name().parse(new)
    except Invalid as invalid:
        raise Rejected([p.under("NEW") for p in invalid.problems]) from None
    counts = _counts(context)
    if old not in counts:
        raise DebriefError(
            f"No entry has the tag “{old[:40]}”{nearest(old, list(counts))}", "See: debrief tags"
        )
    changed = context.journal.rename_tag(old, new)
    entries = "One entry has" if changed == 1 else f"{changed} entries have"
    print(f"{entries} the tag {new} now. To take it back: debrief undo")
