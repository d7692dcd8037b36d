"""debrief report: what the week says."""

from __future__ import annotations

from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts.reporting import first_day, print_report, report_of
from debrief_cli.context import Context
from debrief_cli.errors import BadInput
from debrief_cli.spelling import nearest

_FORMATS = ("terminal", "json")


def command(
    ctx: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Every section.")] = False,
    week: Annotated[str | None, typer.Option(metavar="2026-W11", help="An ISO week.")] = None,
    month: Annotated[str | None, typer.Option(metavar="2026-03", help="A month.")] = None,
    since: options.Since = None,
    until: options.Until = None,
    last: Annotated[
        str | None, typer.Option(metavar="8w", help="The last weeks (w), days (d) or months (m).")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="|".join(_FORMATS), help="How to print it.")
    ] = "terminal",
    json: options.Json = False,
) -> None:
    """What your week says, on one screen; with --full the trends of eight weeks.

    Without a period it is this week.
    """
    context: Context = ctx.obj
    if format_ not in _FORMATS:
        raise BadInput(
            f"--format: “{format_}” is not one of {', '.join(_FORMATS)}{nearest(format_, _FORMATS)}"
        )
    period = options.period_of(
        context.clock.today(),
        context.clock.any_day,
        lambda: first_day(context),
        week=week, month=month, since=since, until=until, span=last,
    )  # fmt: skip
    as_document = json or format_ == "json"
    # Finding the zone's name takes a while, and only the document has it.
    report = report_of(context, period, context.clock.zone_name if as_document else "")
    if as_document:
        from debrief_cli.render.json import report as as_json

        context.json(as_json(report))
    else:
        print_report(context, report, full=full)
