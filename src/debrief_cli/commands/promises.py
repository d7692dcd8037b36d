"""debrief promises: what was promised to customers."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts import given
from debrief_cli.context import Context
from debrief_cli.errors import DebriefError, Invalid, Rejected
from debrief_cli.records import Promise, document
from debrief_cli.render import promises as pages

group = typer.Typer(add_completion=False, rich_markup_mode=None)
Id = Annotated[str, typer.Argument(metavar="ID", help="2 or m2.")]


@group.callback(invoke_without_command=True)
def read(ctx: typer.Context, json: options.Json = False) -> None:
    """What you promised to customers: open first, as it is due; then what was kept lately."""
    given.refuse_before(ctx.invoked_subcommand, json)
    if ctx.invoked_subcommand:
        return
    context: Context = ctx.obj
    with context.reading() as reading:
        found = pages.in_order(reading.promises())
    if json:
        context.json(document(found))
    else:
        context.page(pages.page(found, context.clock.today()))


@group.command()
def add(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you promised.")],
    due: Annotated[
        str | None, typer.Option(metavar="WHEN", help="2026-03-06, tomorrow, friday noon.")
    ] = None,
    json: options.Json = False,
) -> None:
    """Note a promise; it is on the page of its day."""
    context: Context = ctx.obj
    text = given.words(context, "TEXT", text)
    promise = context.journal.add_promise(text, _due(context, due) if due is not None else None)
    when = f", {pages.due_words(promise.due, context.clock.today())}" if promise.due else ""
    _show(context, promise, f"Noted as m{promise.id}{when}.", json=json)


def _due(context: Context, text: str) -> str:
    try:
        return context.clock.due(text)
    except Invalid as invalid:
        raise Rejected([p.under("--due") for p in invalid.problems]) from None


@group.command()
def keep(ctx: typer.Context, id_: Id, json: options.Json = False) -> None:
    """Say that a promise was kept."""
    context: Context = ctx.obj
    promise = context.journal.close_promise(_find(context, id_).id, "kept")
    _show(context, promise, f"m{promise.id} is kept.", json=json)


@group.command("break")
def break_(
    ctx: typer.Context,
    id_: Id,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What happened, and what you said.")
    ] = None,
    json: options.Json = False,
) -> None:
    """Say that a promise could not be kept, and what the customer was told."""
    context: Context = ctx.obj
    promise = _find(context, id_)
    if note is None and context.can_prompt:
        typed = context.prompter().read(
            ["What happened, and what did you say to the customer?", "  Enter skips"]
        )
        if not isinstance(typed, str):
            context.note(f"m{promise.id} stays as it was.")
            return
        note = typed if typed.strip() else None
    if note is not None:
        note = given.words(context, "--note", note)
    closed = context.journal.close_promise(promise.id, "broken", note)
    kept = " What happened is kept with it." if closed.note else ""
    _show(context, closed, f"m{closed.id} could not be kept.{kept}", json=json)


def _find(context: Context, text: str) -> Promise:
    number = given.number(text, "m")
    with context.reading() as reading:
        promise = reading.promise(number)
    if promise is None:
        raise DebriefError(f"There is no promise {number}.", "See: debrief promises")
    return promise


def _show(context: Context, promise: Promise, said: str, *, json: bool) -> None:
    if json:
        context.json(document(promise))
    else:
        print(said)
