"""debrief list: what was written up, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from debrief_cli import options
from debrief_cli.context import Context
from debrief_cli.errors import BadInput, Invalid, Problem, Rejected
from debrief_cli.records import document
from debrief_cli.render.entries import list_page
from debrief_cli.vocabulary import OUTCOMES, Term

if TYPE_CHECKING:
    from debrief_cli.store.filters import Filter

_USUAL = 20
Names = Annotated[list[str] | None, typer.Option(metavar="NAME")]


def command(
    ctx: typer.Context,
    since: options.Since = None,
    until: options.Until = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="On this day.")] = None,
    outcome: Names = None,
    channel: Names = None,
    tag: Names = None,
    technique: Names = None,
    factor: Names = None,
    stage: Names = None,
    has: Annotated[
        str | None, typer.Option(metavar="LENS", help="With answers of this closer look.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help=f"At most N (usually {_USUAL}; 0: all).")
    ] = None,
    json: options.Json = False,
) -> None:
    """What you wrote up, the latest first. An option given twice takes either."""
    context: Context = ctx.obj
    chosen = _filter(
        context,
        {"--since": since, "--until": until, "--on": on},
        {
            "outcome": outcome, "channel": channel, "tag": tag, "technique": technique,
            "factor": factor, "stage": stage, "has": [has] if has else None,
        },
    )  # fmt: skip
    most = limit if limit is not None else (None if json else _USUAL)
    with context.reading() as reading:
        found = list(reading.debriefs(chosen, limit=most or None))
        in_all = len(found) if json else reading.count(chosen)
    if json:
        context.json(document(found))
    else:
        context.page(list_page(found, in_all, context.words, context.clock.today()))


def _filter(
    context: Context, days: dict[str, str | None], names: dict[str, list[str] | None]
) -> Filter:
    from datetime import timedelta

    from debrief_cli.store.filters import Filter

    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for flag, text in days.items():
        try:
            values[flag] = context.clock.any_day(text) if text else None
        except Invalid as invalid:
            problems += [p.under(flag) for p in invalid.problems]
    for name, given in names.items():
        for text in given or ():
            try:
                _kinds(context)[name].parse(text)
            except Invalid as invalid:
                problems += [p.under(f"--{name}") for p in invalid.problems]
    if problems:
        raise Rejected(problems)
    if values["--on"] and (values["--since"] or values["--until"]):
        raise BadInput("--on names one day: no --since or --until beside it.")
    start = values["--on"] or values["--since"]
    final = values["--on"] or values["--until"]
    lists = {name: tuple(given or ()) for name, given in names.items() if name != "has"}
    return Filter(
        since=start,
        until=final + timedelta(days=1) if final else None,
        has=names["has"][0] if names["has"] else None,
        **lists,
    )


def _kinds(context: Context) -> dict[str, Any]:
    # Only a filter needs them.
    from debrief_cli.forms.lenses import LENSES
    from debrief_cli.kinds import Name, OneOf

    words = context.words
    return {
        "outcome": OneOf(OUTCOMES),
        "channel": OneOf(words.channels),
        "tag": Name(),
        "technique": OneOf(words.techniques),
        "factor": OneOf(words.factors),
        "stage": OneOf(words.stages),
        "has": OneOf(tuple(Term(name, name) for name in ("basics", *LENSES))),
    }
