"""Plans over time, and how calls like a plan's ended before it was made and since."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from debrief_cli.analysis import matching, windows
from debrief_cli.analysis.customers import MET_OR_BETTER
from debrief_cli.analysis.figures import SIDE_FROM, Difference, Sample, difference_of
from debrief_cli.analysis.full_tallies import Happened, MadePlan, PlanDay
from debrief_cli.period import Period, month_of

# A longer period goes by months: more weeks than these do not stand side by side.
MOST_WEEKS = windows.SHOWN_WEEKS
MOST_MONTHS = 120
# How many plans are looked at, and debriefs for each: matching reads every word.
PLANS_LOOKED_AT = 5
DEBRIEFS_LOOKED_AT = 400


class PlanSpan(NamedTuple):
    """A week or a month: plans made in it, and the answers about plans given in it."""

    span: Period
    made: int
    came_up: int
    did: int
    partly: int
    worked: int


class SincePlan(NamedTuple):
    """Calls like a plan's that ended as expected or better: before it was made, and since."""

    plan: MadePlan
    before: Sample
    since: Sample
    difference: Difference


def plans_over_time(days: Sequence[PlanDay], period: Period, today: date) -> tuple[PlanSpan, ...]:
    """The weeks side by side, or the months of a period that has more weeks than those.

    Months begin with the first in which a plan was made or came up.
    """
    spans = [_sum_of(days, span) for span in spans_of(period, today)]
    if spans[0].span.kind == "month":
        while len(spans) > 1 and not any(spans[0][1:]):
            del spans[0]
    return tuple(spans)


def spans_of(period: Period, today: date) -> list[Period]:
    """The weeks or months that plans are counted by, the latest last."""
    weeks = windows.shown_weeks(period, today)
    if len(weeks) <= MOST_WEEKS:
        return weeks
    months = [month_of(windows.last_day(period, today))]
    while months[0].start > period.start and len(months) < MOST_MONTHS:
        months.insert(0, month_of(date.fromordinal(months[0].start.toordinal() - 1)))
    return months


def days_of_plans(period: Period, today: date) -> Period:
    """The days of the period and of every week or month that plans are counted by."""
    spans = [period, *spans_of(period, today)]
    start = min(span.start for span in spans)
    return Period(period.label, start, max(span.end for span in spans))


def _sum_of(days: Sequence[PlanDay], span: Period) -> PlanSpan:
    within = [row for row in days if row.day in span]
    return PlanSpan(
        span,
        sum(row.made for row in within),
        sum(row.came_up for row in within),
        sum(row.did for row in within),
        sum(row.partly for row in within),
        sum(row.worked for row in within),
    )


def since_plans(plans: Sequence[MadePlan], happened: Sequence[Happened]) -> tuple[SincePlan, ...]:
    """For each plan: how calls like its situation ended before its day, and after it.

    Both sides are found by the same words, so that what was noticed since does not count
    for more. The plan's own day is on neither side: it is there because of how it went.
    """
    candidates = [matching.Candidate(row.id, (row.situation,)) for row in happened]
    return tuple(_since(plan, happened, candidates) for plan in plans)


def _since(
    plan: MadePlan, happened: Sequence[Happened], candidates: Sequence[matching.Candidate]
) -> SincePlan:
    situation = matching.Situation(plan.if_)
    like = {key for key, _ in matching.rank(situation, candidates, matching.ALIKE)}
    alike = [row for row in happened if row.id in like and row.id != plan.from_debrief]
    before = _went_well([row for row in alike if row.day < plan.day])
    since = _went_well([row for row in alike if row.day > plan.day])
    return SincePlan(plan, before, since, difference_of(since, before, SIDE_FROM))


def _went_well(rows: Sequence[Happened]) -> Sample:
    return Sample(sum(row.outcome in MET_OR_BETTER for row in rows), len(rows))
