"""debrief focus: this week's one thing."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts import focusing, given
from debrief_cli.acts.focusing import Chosen
from debrief_cli.context import Context
from debrief_cli.errors import BadInput, DebriefError
from debrief_cli.period import week_label
from debrief_cli.records import Focus
from debrief_cli.render.text import one_line

# This week and the eight before it.
_MOST_SHOWN = 9

group = typer.Typer(add_completion=False, rich_markup_mode=None)


@group.callback(invoke_without_command=True)
def read(ctx: typer.Context, json: options.Json = False) -> None:
    """This week's one thing with how it goes, and the weeks before."""
    given.refuse_before(ctx.invoked_subcommand, json)
    if ctx.invoked_subcommand:
        return
    context: Context = ctx.obj
    if json:
        from debrief_cli.store.loop import focuses

        with context.reading() as reading, reading.snapshot() as connection:
            found = focuses(connection)
        context.json([_document(focus) for focus in found])
    else:
        from debrief_cli.render.focus import page

        weeks = focusing.weeks_of(context, _MOST_SHOWN)
        context.page(page(weeks, context.clock.today()))


@group.command("set")
def set_(
    ctx: typer.Context,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="In your own words.")
    ] = None,
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="ID", help="One of your plans: 3 or p3.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask whether to stay with the last one.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Set this week's one thing. While the last one still has room, it proposes to stay."""
    context: Context = ctx.obj
    chosen = _chosen(context, text, plan)
    if chosen is None and not context.can_prompt:
        raise BadInput("Nobody is there to ask.", "Write the words behind set, or give --plan ID.")
    week = week_label(context.clock.today())
    weeks = focusing.weeks_of(context, 1)
    last = weeks[0] if weeks else None
    stay = last is not None and not yes and focusing.worth_staying(last, chosen)
    if last and stay and not focusing.wants_new(context, last):
        _stay(context, last.focus, week, json=json)
        return
    if chosen is None:
        typed = focusing.next_words(context.prompter(), weeks)
        if not typed.strip():
            context.note("Nothing was set.")
            return
        chosen = Chosen(given.words(context, "TEXT", typed))
    focus = context.journal.set_focus(week, chosen.text, chosen.play)
    _show(context, focus, f"This week's one thing: {focus.text}", json=json)


def _chosen(context: Context, text: list[str] | None, plan: str | None) -> Chosen | None:
    """What the command line says, checked; None when it says nothing."""
    if text and plan is not None:
        raise BadInput("It is either your own words or --plan; give one of them.")
    if plan is None:
        return Chosen(given.words(context, "TEXT", " ".join(text))) if text else None
    number = given.number(plan, "p")
    with context.reading() as reading:
        play = reading.play(number)
    if play is None:
        raise DebriefError(f"There is no plan {number}.", "See: debrief playbook")
    if play.state == "dropped":
        raise DebriefError(
            f"p{number} is let go.", f"To take it back first: debrief playbook try {number}"
        )
    return Chosen(play.then, play.id)


def _stay(context: Context, last: Focus, week: str, *, json: bool) -> None:
    """Keep to the last one: in a new week it is that week's too."""
    if last.week != week:
        last = context.journal.set_focus(week, last.text, last.play)
    _show(context, last, f"You stay with: {last.text}", json=json)


def _show(context: Context, focus: Focus, said: str, *, json: bool) -> None:
    if json:
        context.json(_document(focus))
    else:
        print(one_line(said))


def _document(focus: Focus) -> dict[str, object]:
    return {"week": focus.week, "text": focus.text, "play": focus.play}
