"""A period's report, from the journal to the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.context import Context
from debrief_cli.period import Period

if TYPE_CHECKING:
    from datetime import date

    from debrief_cli.analysis.report import Report


def report_of(context: Context, period: Period, timezone: str = "") -> Report:
    """Everything that the journal says about a period, as of today; `timezone` is named in it."""
    from debrief_cli.analysis.report import build
    from debrief_cli.store.counting import tally

    today = context.clock.today()
    with context.counting() as journal, journal.snapshot() as connection:
        tallies = tally(connection, period, today)
    return build(tallies, period, today, timezone)


def first_day(context: Context) -> date | None:
    """The day of the first entry ever; None in an empty journal."""
    from debrief_cli.store import counting

    with context.counting() as journal, journal.snapshot() as connection:
        return counting.first_day(connection)


def print_report(context: Context, report: Report, *, full: bool) -> None:
    """Its first screen, or all of it."""
    from debrief_cli.render import compose

    blocks = (compose.full if full else compose.first_screen)(report, context.words)
    context.page(blocks)
