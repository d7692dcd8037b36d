"""One measure over time, from the journal to its points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.analysis.trends import Trend, build
from debrief_cli.context import Context

if TYPE_CHECKING:
    from debrief_cli.analysis.measures import Measure
    from debrief_cli.period import Period

# A file has no width of its own.
USUAL_WIDTH = 80


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


def in_a_file(trend: Trend, shape: str, *, ascii_only: bool = False) -> str:
    """The trend as the text of a file: `terminal`, `html` or `json`."""
    if shape == "html":
        from debrief_cli.render import trend_html

        return trend_html.page(trend) + "\n"
    if shape == "json":
        import json

        from debrief_cli.render import trend_json

        document = trend_json.trend(trend)
        return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    from io import StringIO

    from debrief_cli.render import trend_page
    from debrief_cli.render.terminal import print_blocks

    file = StringIO()
    page = trend_page.page(trend, USUAL_WIDTH, ascii_only=ascii_only)
    print_blocks(page, color=False, width=USUAL_WIDTH, file=file)
    return file.getvalue()
