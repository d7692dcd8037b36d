"""One measure over time, from the journal to its points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.analysis.trends import Trend, build
from debrief_cli.context import Context

if TYPE_CHECKING:
    from debrief_cli.analysis.measures import Measure
    from debrief_cli.period import Period


def trend_of(
    context: Context, measure: Measure, period: Period, by: str, timezone: str = ""
) -> Trend:
    """The measure over the period, by day, week or month; `timezone` is named in it."""
    from debrief_cli.store.counting import first_day
    from debrief_cli.store.counting_trend import day_sums

    with context.counting() as journal, journal.snapshot() as connection:
        first = first_day(connection)
        rows = day_sums(connection, measure.name, period)
    return build(measure, rows, period, by, context.clock.today(), first, timezone)
