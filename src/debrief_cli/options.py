"""Command-line options that commands share, and the periods they name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from debrief_cli.errors import Invalid, Problem, Rejected
from debrief_cli.period import Period, between, last, parse_month, parse_week, week_of

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
From = Annotated[
    Path | None,
    typer.Option(
        "--from", metavar="FILE", help="Take documents from FILE, or - for standard input."
    ),
]
Edit = Annotated[bool, typer.Option("--edit", help="Write it in $EDITOR, as a document.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write it to FILE; - is standard output."),
]
Overwrite = Annotated[bool, typer.Option("--yes", help="Overwrite FILE without asking.")]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="From this day on.")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Up to and with this day.")]


def period_of(
    today: date,
    read_day: Callable[[str], date],
    first_day: Callable[[], date | None],
    *,
    week: str | None,
    month: str | None,
    since: str | None,
    until: str | None,
    span: str | None,
) -> Period:
    """The one period that the options name; this week when they name none.

    `until` alone means everything up to that day: from `first_day`, that of the first entry.
    Raises Rejected when they name several, or none that exists.
    """
    named = [
        flag
        for flag, value in (
            ("--week", week), ("--month", month), ("--since/--until", since or until),
            ("--last", span),
        )
        if value
    ]  # fmt: skip
    if len(named) > 1:
        raise Rejected([Problem("", f"{' and '.join(named)} each name a period; give one of them")])
    flag = named[0] if named else ""
    try:
        if week:
            return parse_week(week)
        if month:
            return parse_month(month)
        if span:
            return last(span, today)
        if since or until:
            return _range(today, read_day, first_day, since, until)
    except Invalid as invalid:
        raise Rejected([p.under(flag) for p in invalid.problems]) from None
    except ValueError as error:
        raise Rejected([Problem(flag, str(error))]) from None
    return week_of(today)


def _range(
    today: date,
    read_day: Callable[[str], date],
    first_day: Callable[[], date | None],
    since: str | None,
    until: str | None,
) -> Period:
    end = read_day(until) if until else today
    start = read_day(since) if since else min(first_day() or end, end)
    if start > end:
        raise ValueError(f"{start} is after {end}")
    if end == date.max:
        raise ValueError(f"{end} is too far ahead")
    return between(start, end)


def looks_like_id(text: str) -> re.Match[str] | None:
    """`7`, `r4`, `p3` or `m2`, split into its letter and its number."""
    return re.fullmatch(r"([rpm]?)(\d{1,15})", text.strip().lower())
