"""debrief recall: before or during a call, what is known of such a situation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from debrief_cli import options
from debrief_cli.analysis.matching import ALIKE, Situation, rank
from debrief_cli.context import Context
from debrief_cli.errors import BadInput, Invalid, Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debrief_cli.store.opening import OpenJournal

    Ranked = list[tuple[int, float]]

# Those let go do not come back by themselves.
_STATES = ("standard", "trying", "resting")
_PLANS = 2
# Of what is alike, so much is read to find what is told on one page.
_LOOKED_AT = 40


def command(
    ctx: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT...", help="What it is about, in a few words."),
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Where you are; what was alike there comes first."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="At most N (usually what fits a screen; 0: all)."),
    ] = None,
    json: options.Json = False,
) -> None:
    """What helps with this: your plans for it, what worked, what turned, who helped."""
    context: Context = ctx.obj
    situation = Situation(_text(text), _channel(context, channel))
    with context.counting() as journal:
        plans, earlier = _alike(journal, situation)
        if limit:
            plans, earlier = plans[:limit], earlier[: max(0, limit - len(plans))]
        if json:
            context.json(_documents(journal, plans, earlier))
            return
        if limit is None:
            plans, earlier = plans[:_PLANS], earlier[:_LOOKED_AT]
        _print_page(context, journal, plans, earlier, whole=limit is not None)


def _text(given: Sequence[str] | None) -> str:
    text = " ".join(given or ()).strip()
    if not text:
        raise BadInput(
            "Say in a few words what it is about.", "Like this: debrief recall late refund"
        )
    return text


def _channel(context: Context, given: str | None) -> str | None:
    if given is None:
        return None
    from debrief_cli.kinds import OneOf

    try:
        OneOf(context.words.channels).parse(given)
    except Invalid as invalid:
        raise Rejected([problem.under("--channel") for problem in invalid.problems]) from None
    return given


def _alike(journal: OpenJournal, situation: Situation) -> tuple[Ranked, Ranked]:
    """The plans and the interactions that are like it. Nothing is compared while writers wait."""
    from debrief_cli.store import recalling

    with journal.snapshot() as connection:
        plans = recalling.plan_candidates(connection, _STATES)
        earlier = recalling.interaction_candidates(connection)
    return rank(situation, plans), rank(situation, earlier, ALIKE)


def _documents(journal: OpenJournal, plans: Ranked, earlier: Ranked) -> list[dict[str, Any]]:
    from debrief_cli.records import Play, document
    from debrief_cli.store import recalling

    scores = {"play": dict(plans), "debrief": dict(earlier)}
    with journal.snapshot() as connection:
        found = recalling.records(connection, list(scores["play"]), list(scores["debrief"]))
    named = [("play" if isinstance(each, Play) else "debrief", each) for each in found]
    return [
        {"kind": kind, **document(each), "score": scores[kind][each.id]} for kind, each in named
    ]


def _print_page(
    context: Context, journal: OpenJournal, plans: Ranked, earlier: Ranked, *, whole: bool
) -> None:
    from debrief_cli.render import recall
    from debrief_cli.store import recalling

    with journal.snapshot() as connection:
        lines = recalling.plan_lines(connection, list(dict(plans)))
        told = recalling.earlier(connection, list(dict(earlier)))
    most = recall.ALL if whole else recall.ONE_SCREEN
    context.page(recall.recall_page(lines, told, context.words, context.clock.today(), most))
