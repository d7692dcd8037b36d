"""One measure over time: its points, and whether they shift. `build` is the way in."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil, inf
from typing import NamedTuple

from debrief_cli.analysis import charts
from debrief_cli.analysis.charts import Run, XmR
from debrief_cli.analysis.figures import Sample, Share, share_of
from debrief_cli.analysis.measures import COUNT, MEAN, SHARE, DaySum, Measure
from debrief_cli.period import Period, month_of, week_of

SHIFT_FROM = 10
LIMITS_FROM = 10


class Point(NamedTuple):
    """One week (or day, or month). `whole` unless it still runs or the period cuts it.

    `value` is what a chart draws: a share, a mean or a count; None where its gate is shut.
    `share` and `effective_n` are those of a share; `n` are its cases, or the answers that a
    mean is made of.
    """

    unit: Period
    whole: bool
    n: int
    value: float | None
    gate: str
    needs: int
    share: Share | None = None
    effective_n: float = 0.0


class Shift(NamedTuple):
    """Whether the drawn points move as chance does; without figures where `gate` is too_few.

    `runs` are those longer than chance makes, by places among all points of the trend.
    """

    n: int
    longest: int | None
    longest_limit: int | None
    crossings: int | None
    crossings_limit: int | None
    reading: str | None
    runs: tuple[Run, ...]
    gate: str
    needs: int


class Limits(NamedTuple):
    """What one point of a p-chart is held against."""

    place: int
    low: float
    high: float
    outside: bool
    signal: bool


class PChart(NamedTuple):
    """Limits of weekly shares out of all whole weeks but the latest; k of n are theirs.

    `points` are those with enough cases to be plotted; the gates count independent cases,
    and are None when all of the baseline are alike.
    """

    k: int
    n: int
    centre: float | None
    plotted_from: int | None
    signal_from: int | None
    points: tuple[Limits, ...]
    gate: str
    needs: int


class XmRChart(NamedTuple):
    """Limits of weekly values out of all whole weeks but the latest.

    `outside` are the places, among all points, of the values that lie beyond them.
    """

    n: int
    limits: XmR | None
    outside: tuple[int, ...]
    gate: str
    needs: int


class Trend(NamedTuple):
    """One measure over a period, by `unit` day, week or month.

    `drawn` are the places of the points that a line is drawn through: whole ones, with a
    value. The median, the shift and the limits are of these alone.
    """

    measure: Measure
    by: str
    period: Period
    today: date
    timezone: str
    points: tuple[Point, ...]
    drawn: tuple[int, ...]
    median: float | None
    shift: Shift
    p_chart: PChart | None
    xmr: XmRChart | None


def build(
    measure: Measure,
    rows: Sequence[DaySum],
    period: Period,
    by: str,
    today: date,
    first_day: date | None,
    timezone: str = "",
) -> Trend:
    """The trend out of sums in the order of their days; `first_day` is that of the first entry."""
    points = tuple(
        _point(measure, _within(rows, unit), unit, whole)
        for unit, whole in units_of(period, by, today, first_day)
    )
    drawn = tuple(
        place for place, point in enumerate(points) if point.whole and point.value is not None
    )
    values = [point.value for point in points if point.whole and point.value is not None]
    return Trend(
        measure=measure,
        by=by,
        period=period,
        today=today,
        timezone=timezone,
        points=points,
        drawn=drawn,
        median=charts.run_chart(values).median if values else None,
        shift=_shift(values, drawn),
        p_chart=_p_chart(points) if measure.kind == SHARE else None,
        xmr=None if measure.kind == SHARE else _xmr_chart(values, drawn, points),
    )


def units_of(
    period: Period, by: str, today: date, first_day: date | None
) -> list[tuple[Period, bool]]:
    """The days, weeks or months of a period that have begun, since that of the first entry.

    Each with whether it is whole: over by today, and no part of it outside the period.
    """
    until = min(period.end, today + timedelta(days=1))
    if first_day is None or first_day >= until:
        return []
    around = _UNITS[by]
    day = max(period.start, around(first_day).start)
    found = []
    while day < until:
        unit = around(day)
        whole = unit.start >= period.start and unit.end <= min(period.end, today)
        end = min(unit.end, period.end)
        found.append((Period(unit.label, max(unit.start, period.start), end, unit.kind), whole))
        day = unit.end
    return found


def _day_of(day: date) -> Period:
    return Period(day.isoformat(), day, day + timedelta(days=1), "day")


_UNITS: Mapping[str, Callable[[date], Period]] = {
    "day": _day_of,
    "week": week_of,
    "month": month_of,
}
BY = tuple(_UNITS)


def _within(rows: Sequence[DaySum], unit: Period) -> Sequence[DaySum]:
    first = bisect_left(rows, unit.start, key=lambda row: row.day)
    return rows[first : bisect_left(rows, unit.end, key=lambda row: row.day)]


def _point(measure: Measure, rows: Sequence[DaySum], unit: Period, whole: bool) -> Point:
    total, n = sum(row.total for row in rows), sum(row.n for row in rows)
    if measure.kind == COUNT:
        return Point(unit, whole, n, float(total), "ok", 0)
    if measure.kind == MEAN:
        if not n:
            return Point(unit, whole, n, None, "too_few", 1)
        return Point(unit, whole, n, total / n, "ok", 0)
    days = sum(row.n > 0 for row in rows) if measure.alike else None
    sample = Sample(int(total), n, days)
    share = share_of(sample)
    return Point(unit, whole, n, share.share, share.gate, share.needs, share, sample.effective_n)


def _shift(values: Sequence[float], drawn: Sequence[int]) -> Shift:
    chart = charts.run_chart(values) if values else None
    n = chart.n if chart else 0
    if chart is None or n < SHIFT_FROM:
        return Shift(n, None, None, None, None, None, (), "too_few", SHIFT_FROM - n)
    longest, fewest = charts.longest_run_limit(n), charts.crossings_limit(n)
    runs = tuple(
        run._replace(first=drawn[run.first], last=drawn[run.last])
        for run in chart.runs
        if run.length > longest
    )
    shifted = bool(runs) or chart.crossings < fewest
    reading = "shift" if shifted else "no_shift"
    return Shift(n, chart.longest, longest, chart.crossings, fewest, reading, runs, "ok", 0)


def _p_chart(points: Sequence[Point]) -> PChart:
    """The baseline is all whole weeks but the latest; weeks without a case add nothing."""
    whole = [place for place, point in enumerate(points) if point.whole]
    counted = [place for place in whole if points[place].n]
    baseline = [share for place in whole[:-1] if (share := points[place].share)]
    k, n = sum(share.k for share in baseline), sum(share.n for share in baseline)
    needs = max(0, LIMITS_FROM - len(counted))
    if needs:
        return PChart(k, n, None, None, None, (), "too_few", needs)
    centre = charts.p_centre([(k, n)])
    plotted_from, signal_from = charts.p_gates(centre)
    limits = tuple(
        _limits(place, points[place], centre, signal_from)
        for place in counted
        if points[place].effective_n >= plotted_from
    )
    return PChart(k, n, centre, _whole(plotted_from), _whole(signal_from), limits, "ok", 0)


def _limits(place: int, point: Point, centre: float, signal_from: float) -> Limits:
    low, high = charts.p_limits(centre, point.effective_n)
    share = point.share.k / point.n if point.share else centre
    outside = charts.beyond(share, low, high)
    return Limits(place, low, high, outside, outside and point.effective_n >= signal_from)


def _whole(cases: float) -> int | None:
    return None if cases == inf else ceil(cases)


def _xmr_chart(values: Sequence[float], drawn: Sequence[int], points: Sequence[Point]) -> XmRChart:
    whole = [place for place, point in enumerate(points) if point.whole]
    latest = bool(drawn) and drawn[-1] == whole[-1]
    baseline = values[:-1] if latest else values
    needs = max(0, LIMITS_FROM - len(values))
    if needs:
        return XmRChart(len(baseline), None, (), "too_few", needs)
    limits = charts.xmr(baseline)
    outside = tuple(
        place
        for place, value in zip(drawn, values, strict=True)
        if charts.beyond(value, limits.low, limits.high)
    )
    return XmRChart(len(baseline), limits, outside, "ok", 0)
