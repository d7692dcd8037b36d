"""A run chart in characters, by plotille. The only place that knows it."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

from plotille import Canvas

from debrief_cli.analysis.charts import same

HEIGHT = 13
_TICKS = 4
_LABEL_GAP = 3
_LEAST_ROOM = 12


class Marks(NamedTuple):
    """The characters of a chart. Lines are dots of the `pen`, Braille if there is none."""

    point: str
    shifted: str
    median: str
    axis: str
    floor: str
    corner: str
    pen: str


UNICODE = Marks(point="○", shifted="●", median="┄", axis="│", floor="─", corner="└", pen="")
ASCII = Marks(point="o", shifted="#", median="-", axis="|", floor="-", corner="+", pen=".")
_NO_DOTS = "⠀"
# A character has two dots across and four up.
_HALF_DOT = (1 / 4, 1 / 8)


class Axis(NamedTuple):
    """The values at the foot and the top of a chart, and those that are labelled."""

    low: float
    high: float
    ticks: tuple[float, ...]


class Scene(NamedTuple):
    """What is drawn: a value or None for each step, in order, and a label for each step.

    `shifted` are the places of the values that are part of a shift.
    """

    values: Sequence[float | None]
    labels: Sequence[str]
    median: float
    shifted: frozenset[int]
    axis: Axis


def axis_for(values: Sequence[float], least: float, bounds: tuple[float, float]) -> Axis:
    """An axis with round numbers about all values, over `least` at the least, within `bounds`.

    It need not begin at zero: a run chart tells sides of a line, not sizes.
    """
    low, high = min(values), max(values)
    lacking = max(0.0, least - (high - low)) / 2
    low, high = max(low - lacking, bounds[0]), min(high + lacking, bounds[1])
    step = _step(max(high - low, least))
    first, last = floor(low / step), ceil(high / step)
    return Axis(first * step, last * step, tuple(n * step for n in range(first, last + 1)))


def _step(span: float) -> float:
    """The smallest round number that divides the span into few enough parts."""
    size = 10.0 ** floor(log10(span / _TICKS))
    return next(size * n for n in (1, 2, 5, 10) if span / (size * n) <= _TICKS)


def draw(scene: Scene, ticks: Sequence[str], width: int, marks: Marks) -> list[str]:
    """The lines of the chart, at most `width` wide; `ticks` are the axis's in words.

    On a terminal too narrow for any chart they are wider.
    """
    margin = max(map(len, ticks)) + 1
    room = max(_LEAST_ROOM, width - margin - 1)
    labelled = {
        _row(scene.axis, value): text for value, text in zip(scene.axis.ticks, ticks, strict=True)
    }
    lines = [
        f"{labelled.get(place, ''):>{margin - 1}} {marks.axis}{row}".rstrip()
        for place, row in enumerate(_picture(scene, room, marks))
        if row.strip() or place in range(1, HEIGHT + 1)
    ]
    foot = f"{' ' * margin}{marks.corner}{marks.floor * room}"
    return [*lines, foot, " " * (margin + 1) + _dates(scene.labels, room)]


def _picture(scene: Scene, room: int, marks: Marks) -> list[str]:
    """The field of the chart: the median first, the line over it, the points on top.

    A line above and one below are to spare, for points beside a median at the edge. With more
    points than columns the line alone is drawn, and what is part of a shift.
    """
    axis, last = scene.axis, max(1, len(scene.values) - 1)
    # A cell's middle stands for its values, so that the first and the last have a whole one.
    canvas = Canvas(room, HEIGHT + 2, xmin=0, ymin=0, xmax=room, ymax=HEIGHT + 2)

    def at(place: int, value: float) -> tuple[float, float]:
        height = _height(axis, value)
        if floor(height) == middle and not same(value, scene.median):
            # Which side it is on must be seen, be it by less than a line.
            height = middle + (1.1 if value > scene.median else -0.1)
        # Half a dot less, since a canvas rounds to the nearest dot and not to the one below.
        return place / last * (room - 1) + 0.5 - _HALF_DOT[0], height - _HALF_DOT[1]

    middle = floor(_height(axis, scene.median))
    canvas.text(0, middle + 0.5, marks.median * room)
    points = [
        (place, at(place, value)) for place, value in enumerate(scene.values) if value is not None
    ]
    for (before, start), (place, end) in pairwise(points):
        if place == before + 1:
            _line(canvas, start, end, marks.pen)
    crowded = len(scene.values) > room
    for place, (x, y) in points:
        if crowded and place not in scene.shifted:
            continue
        canvas.point(x, y, marker=marks.shifted if place in scene.shifted else marks.point)
    drawn: str = canvas.plot("\n")
    return drawn.replace(_NO_DOTS, " ").split("\n")


def _line(canvas: Canvas, start: tuple[float, float], end: tuple[float, float], pen: str) -> None:
    if not pen:
        canvas.line(*start, *end)
        return
    steps = max(1, round(max(abs(end[0] - start[0]), abs(end[1] - start[1]))))
    for step in range(1, steps):
        way = step / steps
        x, y = (a + (b - a) * way for a, b in zip(start, end, strict=True))
        canvas.point(x, y, marker=pen)


def _row(axis: Axis, value: float) -> int:
    """The line, from the top, on which a value is drawn."""
    return HEIGHT + 1 - floor(_height(axis, value))


def _height(axis: Axis, value: float) -> float:
    """How high in the field, in lines; the middle of a line stands for its value."""
    return (value - axis.low) / (axis.high - axis.low) * (HEIGHT - 1) + 1.5


def _dates(labels: Sequence[str], room: int) -> str:
    """As many labels as have room, each beginning under its point; the last one ends the line."""
    last = max(1, len(labels) - 1)
    line = ""
    for place, label in enumerate(labels):
        column = min(round(place / last * (room - 1)), room - len(label))
        if not line or column >= len(line) + _LABEL_GAP:
            line = f"{line:<{column}}{label}"
    return line
