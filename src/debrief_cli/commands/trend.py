"""debrief trend: one measure over weeks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from debrief_cli import options
from debrief_cli.acts.output import STANDARD, check_target, deliver
from debrief_cli.acts.reporting import first_day
from debrief_cli.acts.trending import in_a_file, trend_of
from debrief_cli.analysis.measures import MEASURES, Measure
from debrief_cli.analysis.trends import BY, Trend
from debrief_cli.context import Context
from debrief_cli.errors import BadInput
from debrief_cli.render.text import one_line
from debrief_cli.render.trend_words import typed
from debrief_cli.spelling import nearest

_FORMATS = ("terminal", "html", "json")
_ENDINGS = {".html": "html", ".htm": "html", ".json": "json"}
# Enough for a shift to show: half a year of weeks, eight weeks of days, two years of months.
_USUAL_SPANS = {"day": "8w", "week": "26w", "month": "24m"}


def command(
    ctx: typer.Context,
    metric: Annotated[
        str | None, typer.Argument(metavar="METRIC", help="Without one, what there is.")
    ] = None,
    by: Annotated[str, typer.Option(metavar="|".join(BY), help="What one point is.")] = "week",
    week: Annotated[str | None, typer.Option(metavar="2026-W11", help="An ISO week.")] = None,
    month: Annotated[str | None, typer.Option(metavar="2026-03", help="A month.")] = None,
    since: options.Since = None,
    until: options.Until = None,
    last: Annotated[
        str | None,
        typer.Option(metavar="26w", help="The last weeks (w), days (d) or months (m)."),
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="|".join(_FORMATS), help="How to print it.")
    ] = None,
    output: options.Output = None,
    yes: options.Overwrite = False,
    ascii_: Annotated[bool, typer.Option("--ascii", help="A chart in plain characters.")] = False,
    json: options.Json = False,
) -> None:
    """One measure over time: a chart, whether it shifts, and its numbers.

    Without a period it is the last 26 weeks (by day 8 weeks, by month 24 months).
    """
    context: Context = ctx.obj
    shape = "json" if json else _shape(format_, output)
    unit = _one_of("--by", by, BY)
    if output:
        check_target(context, output, yes=yes)
    if metric is None:
        _print_measures(context, shape)
        return
    measure = _measure(metric, unit)
    unnamed = not (week or month or since or until or last)
    period = options.period_of(
        context.clock.today(), context.clock.any_day, lambda: first_day(context),
        week=week, month=month, since=since, until=until,
        span=_USUAL_SPANS[unit] if unnamed else last,
    )  # fmt: skip
    # Finding the zone's name takes a while, and only the document has it.
    zone = context.clock.zone_name if shape == "json" else ""
    trend = trend_of(context, measure, period, unit, zone)
    if output and output != STANDARD:
        deliver(output, in_a_file(trend, shape, ascii_only=ascii_).encode())
        context.note(f"Written: {one_line(output)}")
    else:
        _print(context, trend, shape, plain=ascii_)


def _print(context: Context, trend: Trend, shape: str, *, plain: bool) -> None:
    if shape == "terminal":
        from debrief_cli.render import trend_page

        width = context.width(trend_page.WIDEST)
        plain = plain or not _has_braille(sys.stdout.encoding)
        context.page(trend_page.page(trend, width, ascii_only=plain), width)
    else:
        sys.stdout.write(in_a_file(trend, shape))


def _shape(named: str | None, target: str | None) -> str:
    """The format that was asked for, else the one that the file's ending says."""
    if named is not None:
        return _one_of("--format", named, _FORMATS)
    return _ENDINGS.get(Path(target or "").suffix.lower(), _FORMATS[0])


def _one_of(flag: str, given: str, known: tuple[str, ...]) -> str:
    if given not in known:
        near = nearest(given, known)
        raise BadInput(f"{flag}: “{given}” is not one of {', '.join(known)}{near}")
    return given


def _measure(given: str, by: str) -> Measure:
    name = given.strip().lower().replace("-", "_")
    if name not in MEASURES:
        near = nearest(typed(name), list(map(typed, MEASURES)))
        raise BadInput(f"There is no measure “{given}”{near}", "debrief trend lists them all.")
    if name == "looked_back" and by == "day":
        raise BadInput("Days looked back are counted by week or by month.", "Leave out --by day.")
    return MEASURES[name]


def _print_measures(context: Context, shape: str) -> None:
    if shape == "json":
        from debrief_cli.render import trend_json

        context.json(trend_json.measures())
    elif shape == "html":
        raise BadInput("--format html needs a METRIC.", "debrief trend lists them all.")
    else:
        from debrief_cli.render import trend_page

        context.page(trend_page.measures())


def _has_braille(encoding: str | None) -> bool:
    """Whether the characters of a chart can be written."""
    try:
        "⣿●┄".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
