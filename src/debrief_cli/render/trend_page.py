"""One measure over time as a page: its chart, what it says, and its table."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from debrief_cli.analysis.charts import same
from debrief_cli.analysis.measures import COUNT, MEAN
from debrief_cli.render import trend_words
from debrief_cli.render.blocks import Block, Column, Drawing, Gap, Prose, Table, Title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from debrief_cli.analysis.trends import Trend
    from debrief_cli.render.run_chart import Axis

WIDEST = 120
ROWS_SHOWN = 60
_INDENT = 2
_GAP = 2
_MOST_BESIDE = 4
# Ticks are sums of floats.
_SAME = 1e-9
# The least that an axis spans, so that a small wobble does not look like a storm.
_LEAST_SPAN = {"share": 0.2, "mean": 1.0, "count": 4.0}


def measures() -> list[Block]:
    """Everything that can be followed, in words."""
    rows = tuple(
        (trend_words.typed(name), f"{words.title}: {words.meaning}.")
        for name, words in trend_words.MEASURES.items()
    )
    return [
        Title("What you can follow over time"),
        Gap(),
        Table((Column(), Column(wide=True, wraps=True)), rows),
        Gap(),
        Prose("Like this: debrief trend exceeded", quiet=True),
    ]


def page(trend: Trend, width: int, *, ascii_only: bool) -> list[Block]:
    """The page for so many columns; a chart only where there is enough for one."""
    blocks: list[Block] = [Title(trend_words.title(trend), trend_words.days(trend)), Gap()]
    if len(trend.drawn) >= trend_words.DRAWN_FROM:
        blocks += [*_chart(trend, width - _INDENT, ascii_only=ascii_only), Gap()]
    blocks += [Prose(line) for line in trend_words.readings(trend)]
    if any(point.n for point in trend.points):
        blocks += [Gap(), _table(trend, width)]
        notes, rows = trend_words.notes(trend), len(trend_words.seen(trend))
        if rows > ROWS_SHOWN:
            notes.append(f"The latest {ROWS_SHOWN} of {rows}; --json has them all.")
        if notes:
            blocks += [Gap(), *(Prose(note, quiet=True) for note in notes)]
    return blocks


def axis_of(trend: Trend, limits: Sequence[float] = ()) -> Axis:
    """The axis of its chart, with room for `limits`; there must be a point that is drawn."""
    from debrief_cli.render.run_chart import axis_for

    kind = trend.measure.kind
    ends = {"share": (0.0, 1.0), "count": (0.0, float("inf"))}.get(kind)
    bounds = ends or trend.measure.scale or (float("-inf"), float("inf"))
    values = [value for place in trend.drawn if (value := trend.points[place].value) is not None]
    values += [min(max(limit, bounds[0]), bounds[1]) for limit in limits]
    return axis_for(values, _LEAST_SPAN[kind], bounds)


def ticks_of(trend: Trend, axis: Axis) -> list[str]:
    """The labels of an axis, all with as many decimals."""
    if trend.measure.kind not in {MEAN, COUNT}:
        return [f"{tick * 100:.0f} %" for tick in axis.ticks]
    decimals = 0 if all(abs(tick - round(tick)) < _SAME for tick in axis.ticks) else 1
    return [f"{tick:.{decimals}f}" for tick in axis.ticks]


def shifted_places(trend: Trend) -> frozenset[int]:
    """The drawn points that are part of a shift; those on the median are in no run."""
    runs = [range(run.first, run.last + 1) for run in trend.shift.runs]
    drawn = frozenset(trend.drawn)
    return frozenset(
        place
        for place in chain.from_iterable(runs)
        if place in drawn and not on_median(trend, place)
    )


def on_median(trend: Trend, place: int) -> bool:
    """Whether a drawn point lies on the middle line."""
    value, middle = trend.points[place].value, trend.median
    return value is not None and middle is not None and same(value, middle)


def _chart(trend: Trend, width: int, *, ascii_only: bool) -> Iterator[Block]:
    from debrief_cli.render import run_chart

    marks = run_chart.ASCII if ascii_only else run_chart.UNICODE
    axis, drawn, places = axis_of(trend), frozenset(trend.drawn), trend_words.seen(trend)
    scene = run_chart.Scene(
        values=[trend.points[place].value if place in drawn else None for place in places],
        labels=[trend_words.label(trend, trend.points[place]) for place in places],
        median=trend.median or 0.0,
        shifted=frozenset(place - places.start for place in shifted_places(trend)),
        axis=axis,
    )
    yield Drawing(tuple(run_chart.draw(scene, ticks_of(trend, axis), width, marks)))
    legend = [f"{marks.point} a {trend.by}"]
    if scene.shifted:
        legend.append(f"{marks.shifted} in a shift")
    legend.append(f"{marks.median * 3} the middle line")
    yield Prose("   ".join(legend), quiet=True)


def _table(trend: Trend, width: int) -> Table:
    """The points in order, down one column of them and on in the next."""
    places = trend_words.seen(trend)[-ROWS_SHOWN:]
    rows = [trend_words.cells(trend, trend.points[place]) for place in places]
    heads = trend_words.heads(trend)
    wide = sum(max(map(len, column)) + _GAP for column in zip(heads, *rows, strict=True))
    beside = min(_MOST_BESIDE, max(1, (width - _INDENT + 2 * _GAP) // (wide + 2 * _GAP)))
    length = -(-len(rows) // beside)
    groups = [rows[start : start + length] for start in range(0, len(rows), length)]
    empty = ("",) * len(heads)
    columns: list[Column] = []
    for number in range(len(groups)):
        columns += [Column(width=1)] if number else []
        columns += [Column(head, right=True) for head in heads]
    lines = []
    for place in range(length):
        cells: list[str] = []
        for number, group in enumerate(groups):
            cells += [""] if number else []
            cells += group[place] if place < len(group) else empty
        lines.append(tuple(cells))
    return Table(tuple(columns), tuple(lines))
