"""A trend in words: what a measure is, how it moves, and what cannot be told yet.

Plain ASCII throughout, for terminals that have no more.
"""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from debrief_cli.analysis.charts import Run
from debrief_cli.analysis.measures import COUNT, MEAN
from debrief_cli.analysis.trends import SHIFT_FROM, Point, Trend
from debrief_cli.render.dates import month, short_date
from debrief_cli.render.words import counted, days_between, spelled

# A line through fewer points would say more than it knows.
DRAWN_FROM = 5
_YEAR = 366


class Words(NamedTuple):
    """A measure's title, what it is, what its cases are called, and where they come from."""

    title: str
    meaning: str
    cases: str
    source: str


_LOOKING_BACK = "It comes from looking back on the day: debrief reflect."
_CLOSER_LOOK = "It comes from a closer look (m or w on the last line of debrief new)."
_PLANS = "It comes from how your plans went: one key in debrief new and debrief reflect."

MEASURES: Mapping[str, Words] = {
    "exceeded": Words(
        "Better than they expected",
        "of the last three customers of each day, the share that it went better for",
        "customers",
        _LOOKING_BACK,
    ),
    "met_or_better": Words(
        "As they expected, or better",
        "of the last three customers of each day, the share that got what they came for",
        "customers",
        _LOOKING_BACK,
    ),
    "written_up": Words(
        "Written up", "how many customers you wrote up", "", "It comes from debrief new."
    ),
    "looked_back": Words(
        "Days looked back",
        "on how many days you noted anything",
        "",
        "It comes from debrief new and debrief reflect.",
    ),
    "my_effort": Words(
        "How hard you had to work",
        "the mean of your answers, 1 barely to 5 all you had",
        "answers",
        "It comes from the one-key question on the last line of debrief new.",
    ),
    "ease": Words(
        "How easy it was for them",
        "the mean of your answers, 1 hard to 7 easy",
        "answers",
        _CLOSER_LOOK,
    ),
    "tension_drop": Words(
        "How far the tension fell",
        "from the start to the end of a call, in steps of 1 to 5; the mean",
        "calls",
        _CLOSER_LOOK,
    ),
    "confidence": Words(
        "How sure you were of what to do",
        "the mean of your answers, 1 not at all to 5 quite sure",
        "answers",
        _CLOSER_LOOK,
    ),
    "follow_through": Words(
        "Plans that were done",
        "of the times a plan came up, the share that you did it",
        "chances",
        _PLANS,
    ),
    "consistency": Words(
        "What you work by, done",
        "the same for this week's one thing and for how you work now",
        "chances",
        _PLANS,
    ),
}


def typed(name: str) -> str:
    """The name of a measure as people type it: met-or-better."""
    return name.replace("_", "-")


def title(trend: Trend) -> str:
    """“Better than they expected, week by week”"""
    return f"{MEASURES[trend.measure.name].title}, {trend.by} by {trend.by}"


def days(trend: Trend) -> str:
    """The days from the first point's to the last one's that has come."""
    if not trend.points:
        return ""
    final = min(trend.points[-1].unit.end - timedelta(days=1), trend.today)
    return days_between(trend.points[0].unit.start, final, trend.today)


def seen(trend: Trend) -> range:
    """The places that are shown: from the first week with a case to the last; of a count, all."""
    if trend.measure.kind == COUNT:
        return range(len(trend.points))
    counted = [place for place, point in enumerate(trend.points) if point.n]
    return range(counted[0], counted[-1] + 1) if counted else range(0)


def figure(trend: Trend, value: float | None) -> str:
    """A value as people read it: 27 %, 2.4 or 7; nothing where there is none."""
    if value is None:
        return ""
    if trend.measure.kind == COUNT:
        return f"{value:g}"
    # Adding zero turns -0.0 into 0.0.
    return f"{round(value, 1) + 0.0:.1f}" if trend.measure.kind == MEAN else f"{value * 100:.0f} %"


def label(trend: Trend, point: Point) -> str:
    """The first day of a point; of a month its name. The year only where there are several."""
    first = point.unit.start
    years = (trend.points[-1].unit.start - trend.points[0].unit.start).days > _YEAR
    name = month(first)[:3] if trend.by == "month" else short_date(first)
    return f"{name} {first.year}" if years else name


def heads(trend: Trend) -> tuple[str, ...]:
    """The heads of its table."""
    when = "week of" if trend.by == "week" else trend.by
    cases = MEASURES[trend.measure.name].cases
    if trend.measure.kind == COUNT:
        return (when, "number")
    return (when, "mean", cases) if trend.measure.kind == MEAN else (when, cases, "share")


def cells(trend: Trend, point: Point) -> tuple[str, ...]:
    """A point as a row of the table; a dot where there is nothing."""
    shown = figure(trend, point.value)
    if trend.measure.kind == COUNT:
        return (label(trend, point), shown if point.n else ".")
    if trend.measure.kind == MEAN:
        return (label(trend, point), shown or ".", str(point.n or "."))
    cases = f"{point.share.k} of {point.n}" if point.share and point.n else "."
    return (label(trend, point), cases, shown)


def readings(trend: Trend) -> list[str]:
    """What the points say, one sentence each, and no more than they can."""
    words = MEASURES[trend.measure.name]
    if not any(point.n for point in trend.points):
        return [f"Nothing to show yet. {words.source}"]
    if trend.measure.alike and trend.by == "day":
        return [f"A day has too few customers for a share. By week: {_by_week(trend)}"]
    if len(trend.drawn) < DRAWN_FROM:
        return [f"Five {trend.by}s make a line; so far there {_are(len(trend.drawn))}."]
    middle = f"The middle line stands at {figure(trend, trend.median)}."
    shift = trend.shift
    if shift.reading is None:
        return [
            middle,
            f"Too early to tell a shift from chance: it takes {spelled(SHIFT_FROM)} {trend.by}s "
            f"off the middle line, and so far there {_are(shift.n)}.",
        ]
    if shift.reading == "no_shift":
        return [middle, *_beyond(trend)]
    return [middle, *_shifted(trend)]


# So many points beyond their limits are named.
_TOLD = 3


def _beyond(trend: Trend) -> list[str]:
    """What to say when the line does not shift; points beyond their limits are told."""
    places = sorted(beyond(trend))
    if not places:
        return ["No shift: it moves as chance does."]
    named = ", ".join(label(trend, trend.points[place]) for place in places[:_TOLD])
    more = f" and {len(places) - _TOLD} more" if len(places) > _TOLD else ""
    lies = "lies" if len(places) == 1 else "lie"
    return [f"No shift of the whole line; {named}{more} {lies} beyond what chance makes."]


def beyond(trend: Trend) -> frozenset[int]:
    """The places of the points that are a signal by their limits."""
    if trend.p_chart:
        return frozenset(limits.place for limits in trend.p_chart.points if limits.signal)
    return frozenset(trend.xmr.outside if trend.xmr else ())


def _by_week(trend: Trend) -> str:
    return f"debrief trend {typed(trend.measure.name)}"


def _are(count: int) -> str:
    return "is one" if count == 1 else f"are {spelled(count) if count else 'none'}"


def _shifted(trend: Trend) -> Iterator[str]:
    shift = trend.shift
    if shift.runs:
        rows = "; ".join(_row(trend, run) for run in shift.runs)
        yield f"A shift: {rows}. Chance seldom makes more than {shift.longest_limit} in a row."
    else:
        yield (
            f"A shift: it crosses the middle line {_times(shift.crossings or 0)}; by chance it "
            f"would be {_times(shift.crossings_limit or 0)} or more."
        )
    yield "What was different then, you will know best."


def _row(trend: Trend, run: Run) -> str:
    first, last = trend.points[run.first], trend.points[run.last]
    side, other = ("above", "under") if run.above else ("under", "above")
    return (
        f"from {label(trend, first)} to {label(trend, last)} "
        f"{counted(run.length, trend.by)} {side} the middle line and none {other} it"
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def notes(trend: Trend) -> list[str]:
    """What the points leave out, and why."""
    found = []
    points = [trend.points[place] for place in seen(trend)]
    gated = sum(bool(point.n) and point.value is None and point.whole for point in points)
    alike = trend.measure.alike
    if gated and not (alike and trend.by == "day"):
        less = " (those of one day count for less, as they resemble each other)"
        found.append(
            f"{counted(gated, trend.by)} not in the line: fewer than five "
            f"{MEASURES[trend.measure.name].cases}{less if alike else ''}."
        )
    cut = [point for point in points if not point.whole]
    if cut and cut[-1].unit.end > trend.today:
        last = "Today" if trend.by == "day" else f"The last {trend.by}"
        found.append(f"{last} is still running; it is not in the line.")
        cut = cut[:-1]
    if cut:
        found.append(f"A {trend.by} that the period cuts is not in the line.")
    return found
