"""The full report's sections about plans, the week's one thing, and promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.analysis.full import NOTHING
from debrief_cli.period import parse_week
from debrief_cli.render.blocks import Block, Cell, Column, Fields, Heading, Prose, Table
from debrief_cli.render.dates import month
from debrief_cli.render.focus import went
from debrief_cli.render.summary import plan_name
from debrief_cli.render.text import one_line
from debrief_cli.render.trend import across, heads_of
from debrief_cli.render.words import counted, dated, percent, points
from debrief_cli.vocabulary import PROMISE_STATES, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from debrief_cli.analysis.figures import Sample
    from debrief_cli.analysis.onething import Week
    from debrief_cli.analysis.plans_in_time import PlanSpan, SincePlan
    from debrief_cli.analysis.report import Report
    from debrief_cli.render.trend import Row

PLANS_LISTED = 12
WEEKS_LISTED = 8
SPANS_ACROSS = 8
ONE_THING = 60
_STEPS = (("made", "made"), ("came_up", "came up"), ("did", "did it"), ("worked", "worked"))
_SINCE_NOTE = (
    "Of the newest calls written up, those whose situation is like the plan's. It says how they "
    "ended, not why: calls differ, and so do weeks."
)


def plans(report: Report, _: Vocabulary) -> list[Block]:
    plays = report.plays
    asked = [play for play in plays.entries if play.came_up]
    blocks: list[Block] = []
    if asked:
        heads = ("came up", "did it", "partly", "worked")
        columns = (Column(wide=True), *(Column(head, right=True) for head in heads))
        rows: Iterable[tuple[Cell, ...]] = (
            (plan_name(play), *map(str, (play.came_up, play.did, play.partly, play.worked)))
            for play in asked[:PLANS_LISTED]
        )
        blocks.append(Table(columns, tuple(rows), "PLANS OVER THIS TIME"))
        if len(asked) > PLANS_LISTED:
            blocks.append(Prose(f"and {len(asked) - PLANS_LISTED} more: debrief playbook"))
        blocks += [Prose(line) for line in _follow_through(report)]
    if plays.made:
        made = Prose(f"{counted(plays.made, 'plan')} made.")
        blocks += [made] if blocks else [Heading("PLANS OVER THIS TIME"), made]
    return blocks


def _follow_through(report: Report) -> list[str]:
    done, helped = report.plays.done, report.plays.helped
    said = [f"Done {done.k} of the {counted(done.n, 'time')} they came up{_with(percent(done))}."]
    if helped.n:
        said.append(f"Worked {helped.k} of these {helped.n}{_with(percent(helped))}.")
    return said


def _with(figure: str) -> str:
    return figure and f": {figure}"


def over_time(report: Report, _: Vocabulary) -> list[Block]:
    """Made, came up, did it, worked: by week, or by month over a longer time."""
    spans = (report.full or NOTHING).plans_over_time[-SPANS_ACROSS:]
    if sum(any(span[1:]) for span in spans) < 2:  # one alone is no row of weeks
        return []
    by_month = spans[-1].span.kind == "month"
    starts = [entry.span.start for entry in spans]
    heads = [month(start)[:3] for start in starts] if by_month else heads_of(starts)
    most = max(entry.came_up for entry in spans)
    rows = (_row(spans, name, words, most) for name, words in _STEPS)
    blocks = across(f"PLANS, BY {'MONTH' if by_month else 'WEEK'}", heads, rows)
    every = len((report.full or NOTHING).plans_over_time)
    if every > len(spans):
        blocks.append(Prose(f"The last {len(spans)} of {every} months.", quiet=True))
    return blocks


def _row(spans: Sequence[PlanSpan], name: str, words: str, most: int) -> Row:
    """What came up is the measure of what was done; how many were made is another matter."""
    numbers = [getattr(span, name) for span in spans]
    return words, numbers, () if name == "made" else numbers, most


def since(report: Report, _: Vocabulary) -> list[Block]:
    """How calls like a plan's ended before it was made and since, once one has enough."""
    plans = (report.full or NOTHING).since_plans
    met = [entry for entry in plans if entry.before.n and entry.since.n]
    if not any(entry.difference.gate == "ok" for entry in met):
        return []
    heads = ("before", "since", "in a hundred")
    columns = (Column(wide=True), *(Column(head, right=True) for head in heads))
    rows = tuple(
        (plan_name(entry.plan), _of(entry.before), _of(entry.since), _read(entry)) for entry in met
    )
    return [
        Heading("BEFORE A PLAN AND SINCE", "calls like it that ended as expected, or better"),
        Table(columns, rows),
        Prose(_SINCE_NOTE, quiet=True),
    ]


def _of(sample: Sample) -> str:
    return f"{sample.k} of {sample.n}"


def _read(entry: SincePlan) -> str:
    """The difference when it is clear; else in words that it is not, or that few were alike."""
    if entry.difference.gate != "ok":
        return "too few yet to say"
    if entry.difference.reading == "no_clear_change":
        return "no clear difference"
    return points(entry.difference)


def focus_weeks(report: Report, _: Vocabulary) -> list[Block]:
    """Each week's one thing and how it went, the latest first."""
    weeks = (report.full or NOTHING).focus_weeks
    if not weeks:
        return []
    rows = tuple((_week_of(week, report.today), _one_thing(week)) for week in weeks[:WEEKS_LISTED])
    blocks: list[Block] = [Heading("ONE THING A WEEK"), Fields(rows)]
    if len(weeks) > WEEKS_LISTED:
        blocks.append(Prose(f"and {len(weeks) - WEEKS_LISTED} more: debrief focus"))
    return blocks


def _week_of(week: Week, today: date) -> str:
    return f"from {dated(parse_week(week.focus.week).start, today)}"


def _one_thing(week: Week) -> str:
    said = (one_line(week.focus.text, ONE_THING), went(week))
    return "\n".join(line for line in said if line)


def consistency(report: Report, _: Vocabulary) -> list[Block]:
    kept = report.consistency
    if not kept.n:
        return []
    return [
        Heading("WHAT YOU WORK BY"),
        Prose(
            f"Your one thing of the week and how you work now: {kept.k} of the "
            f"{counted(kept.n, 'time')} there was a chance."
        ),
    ]


def promises(report: Report, _: Vocabulary) -> list[Block]:
    said = [
        f"{term.words} {report.promises[term.name]}"
        for term in PROMISE_STATES
        if report.promises[term.name]
    ]
    return [Heading("PROMISES", " · ".join(said))] if said else []
