"""One measure over time as one self-contained HTML page: an SVG chart, its reading, its table.

The page loads nothing and runs nothing. The chart is in shapes and lines as much as in
colours, and the table has all of it as text.
"""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from debrief_cli.analysis.trends import Trend
from debrief_cli.render import trend_words
from debrief_cli.render.run_chart import Axis
from debrief_cli.render.templating import environment
from debrief_cli.render.trend_page import axis_of, shifted_places, ticks_of

# The chart's own units; it is scaled to the width of the page.
_WIDTH, _HEIGHT = 520, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 508, 12, 246
_LABEL_WIDTH = 64


class Mark(NamedTuple):
    """A point of the chart, in words as well; `shape` is plain, shifted or beyond its limits."""

    x: float
    y: float
    shape: str
    words: str


class Tick(NamedTuple):
    """A label of an axis and where it stands."""

    at: float
    text: str


class Band(NamedTuple):
    """The limits over the width of one point, or of all."""

    left: float
    right: float
    low: float
    high: float


class Chart(NamedTuple):
    """What the template draws; lines are point lists as SVG has them."""

    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    median: float
    centre: float | None
    bands: tuple[Band, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    has_shift: bool
    has_signal: bool


class Field(NamedTuple):
    """The field of the chart: where a place and a value stand in it."""

    axis: Axis
    places: range

    @property
    def step(self) -> float:
        """How far two points are apart."""
        return (_RIGHT - _LEFT) / len(self.places)

    def x(self, place: int) -> float:
        """From the left; a point stands in the middle of its step."""
        return round(_LEFT + (place - self.places.start + 0.5) * self.step, 1)

    def y(self, value: float) -> float:
        """From the top; what lies beyond the axis stands at its end."""
        low, high = self.axis.low, self.axis.high
        share = (min(max(value, low), high) - low) / (high - low)
        return round(_BOTTOM - share * (_BOTTOM - _TOP), 1)


def page(trend: Trend) -> str:
    """The whole page."""
    shown = len(trend.drawn) >= trend_words.DRAWN_FROM
    return (
        environment()
        .get_template("trend.html")
        .render(
            title=trend_words.title(trend),
            days=trend_words.days(trend),
            readings=trend_words.readings(trend),
            notes=[*trend_words.notes(trend), *(_limits_in_words(trend) if shown else ())],
            chart=_chart(trend) if shown else None,
            unit=trend.by,
            heads=trend_words.heads(trend),
            rows=_rows(trend),
            size=(_WIDTH, _HEIGHT),
            edges={"left": _LEFT, "right": _RIGHT, "top": _TOP, "bottom": _BOTTOM},
        )
    )


def _rows(trend: Trend) -> list[tuple[str, ...]]:
    if not any(point.n for point in trend.points):
        return []
    return [trend_words.cells(trend, trend.points[place]) for place in trend_words.seen(trend)]


def _chart(trend: Trend) -> Chart:
    bounds = _bounds(trend)
    field = Field(axis_of(trend, bounds), trend_words.seen(trend))
    spots = {
        place: (field.x(place), field.y(value))
        for place in trend.drawn
        if (value := trend.points[place].value) is not None
    }
    shifted, beyond = shifted_places(trend), trend_words.beyond(trend)
    limits = trend.xmr.limits if trend.xmr else None
    return Chart(
        lines=tuple(_lines(spots)),
        marks=tuple(
            Mark(x, y, _shape(place, shifted, beyond), _point_in_words(trend, place))
            for place, (x, y) in spots.items()
        ),
        median=field.y(trend.median or 0.0),
        centre=_height(field, trend.p_chart.centre if trend.p_chart else limits and limits.mean),
        bands=tuple(_bands(trend, field)),
        across=tuple(_across(trend, field)),
        up=tuple(
            Tick(field.y(value), text)
            for value, text in zip(field.axis.ticks, ticks_of(trend, field.axis), strict=True)
        ),
        has_shift=bool(shifted),
        has_signal=bool(beyond),
    )


def _height(field: Field, value: float | None) -> float | None:
    return None if value is None else field.y(value)


def _bounds(trend: Trend) -> list[float]:
    """The limits, which the axis must have room for."""
    if trend.xmr and trend.xmr.limits:
        return [trend.xmr.limits.low, trend.xmr.limits.high]
    limits = trend.p_chart.points if trend.p_chart else ()
    return [bound for found in limits for bound in (found.low, found.high)]


def _shape(place: int, shifted: frozenset[int], beyond: frozenset[int]) -> str:
    if place in beyond:
        return "beyond"
    return "shifted" if place in shifted else "plain"


def _point_in_words(trend: Trend, place: int) -> str:
    return ", ".join(cell for cell in trend_words.cells(trend, trend.points[place]) if cell)


def _lines(spots: dict[int, tuple[float, float]]) -> Iterator[str]:
    """One line for each row of points without a gap."""
    in_rows = groupby(enumerate(spots), key=lambda entry: entry[1] - entry[0])
    for _, row in in_rows:
        yield " ".join(f"{spots[place][0]},{spots[place][1]}" for _, place in row)


def _bands(trend: Trend, field: Field) -> Iterator[Band]:
    if trend.xmr and trend.xmr.limits:
        limits = trend.xmr.limits
        yield Band(_LEFT, _RIGHT, field.y(limits.low), field.y(limits.high))
    drawn = set(trend.drawn)
    for found in trend.p_chart.points if trend.p_chart else ():
        if found.place in drawn:
            middle, half = field.x(found.place), field.step / 2
            low, high = field.y(found.low), field.y(found.high)
            yield Band(round(middle - half, 1), round(middle + half, 1), low, high)


def _across(trend: Trend, field: Field) -> Iterator[Tick]:
    """As many labels as there is room for."""
    each = max(1, -(-_LABEL_WIDTH // max(1, int(field.step))))
    for place in field.places[::each]:
        yield Tick(field.x(place), trend_words.label(trend, trend.points[place]))


def _limits_in_words(trend: Trend) -> list[str]:
    chart = trend.p_chart or trend.xmr
    if chart is None or chart.gate != "ok":
        return [f"From ten {trend.by}s on, limits are drawn as well."]
    return [
        f"Almost every {trend.by} lies in the shaded field as long as nothing changes. It is made "
        f"from all whole {trend.by}s but the latest."
    ]
