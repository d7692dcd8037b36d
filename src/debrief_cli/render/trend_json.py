"""A trend as a document: schema 1, whose keys are never changed, only added to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from debrief_cli.analysis.measures import COUNT, MEAN
from debrief_cli.render import trend_words
from debrief_cli.render.figures import gate, rounded, share

if TYPE_CHECKING:
    from debrief_cli.analysis.trends import PChart, Point, Shift, Trend, XmRChart

SCHEMA = 1


def measures() -> list[dict[str, Any]]:
    """Everything that can be followed."""
    return [
        {"metric": name, "title": words.title, "meaning": words.meaning}
        for name, words in trend_words.MEASURES.items()
    ]


def trend(result: Trend) -> dict[str, Any]:
    """A trend as plain JSON values; floats have six decimals.

    `needs` stands beside a `gate` that says too_few, and is otherwise left out.
    """
    period = result.period
    return {
        "schema": SCHEMA,
        "metric": result.measure.name,
        "measure": result.measure.kind,
        "by": result.by,
        "period": {
            "label": period.label,
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
            "timezone": result.timezone,
        },
        "points": [_point(result, point) for point in result.points],
        "median": rounded(result.median),
        "shift": _shift(result, result.shift),
        "p_chart": result.p_chart and _p_chart(result, result.p_chart),
        "xmr": result.xmr and _xmr(result, result.xmr),
    }


def _point(result: Trend, point: Point) -> dict[str, Any]:
    unit = {
        "label": point.unit.label,
        "start": point.unit.start.isoformat(),
        "end": point.unit.end.isoformat(),
        "whole": point.whole,
    }
    if result.measure.kind == COUNT:
        return {**unit, "value": rounded(point.value), "gate": point.gate}
    if result.measure.kind == MEAN or point.share is None:
        value = {"value": rounded(point.value), "n": point.n}
        return {**unit, **value, **gate(point.gate, point.needs)}
    return {**unit, **share(point.share), "effective_n": rounded(point.effective_n)}


def _label(result: Trend, place: int) -> str:
    return result.points[place].unit.label


def _shift(result: Trend, shift: Shift) -> dict[str, Any]:
    return {
        "n": shift.n,
        "longest_run": shift.longest,
        "longest_run_limit": shift.longest_limit,
        "crossings": shift.crossings,
        "crossings_limit": shift.crossings_limit,
        "reading": shift.reading,
        "runs": [
            {
                "first": _label(result, run.first),
                "last": _label(result, run.last),
                "length": run.length,
                "side": "above" if run.above else "below",
            }
            for run in shift.runs
        ],
        **gate(shift.gate, shift.needs),
    }


def _p_chart(result: Trend, chart: PChart) -> dict[str, Any]:
    return {
        "baseline": {"k": chart.k, "n": chart.n},
        "centre": rounded(chart.centre),
        "plotted_from": chart.plotted_from,
        "signal_from": chart.signal_from,
        "points": [
            {
                "label": _label(result, limits.place),
                "low": rounded(limits.low),
                "high": rounded(limits.high),
                "outside": limits.outside,
                "signal": limits.signal,
            }
            for limits in chart.points
        ],
        **gate(chart.gate, chart.needs),
    }


def _xmr(result: Trend, chart: XmRChart) -> dict[str, Any]:
    limits = chart.limits
    return {
        "baseline": {"n": chart.n},
        "mean": rounded(limits and limits.mean),
        "moving_range": rounded(limits and limits.moving_range),
        "low": rounded(limits and limits.low),
        "high": rounded(limits and limits.high),
        "range_limit": rounded(limits and limits.range_limit),
        "signals": [_label(result, place) for place in chart.outside],
        **gate(chart.gate, chart.needs),
    }
