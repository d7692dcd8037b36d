"""How customers left: counts by period and week, shares, and what has changed."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from debrief_cli.analysis import windows
from debrief_cli.analysis.figures import (
    CHANGE_FROM,
    Difference,
    Sample,
    Share,
    difference_of,
    share_of,
)
from debrief_cli.analysis.tallies import CustomerCount, DebriefCount, Tallies
from debrief_cli.period import Period

# From the poorest to the best, as the scale runs.
OUTCOMES = ("below", "met", "exceeded")
MET_OR_BETTER = ("met", "exceeded")

Row = TypeVar("Row", DebriefCount, CustomerCount)


class Debriefs(NamedTuple):
    """Debriefs by outcome; those set apart are in no other count."""

    total: int
    outcomes: Mapping[str, int]
    set_apart: int


class Customers(NamedTuple):
    """Reflected customers by verdict; those set apart are in no other count.

    `days` are the days with a customer that counts.
    """

    days: int
    customers: int
    verdicts: Mapping[str, int]
    set_apart: int
    linked: int

    def sample(self, verdicts: Sequence[str]) -> Sample:
        """The customers with one of these verdicts, of all."""
        return Sample(sum(self.verdicts[v] for v in verdicts), self.customers, self.days)


class Week(NamedTuple):
    """One ISO week with its counts."""

    week: Period
    debriefs: Debriefs
    reflections: Customers


class Change(NamedTuple):
    """A share now against before; the counts are customers, each as it came."""

    now: Sample
    before: Sample
    difference: Difference


class Reflections(NamedTuple):
    """The customers of a period, what they are worth as independent ones, and two shares."""

    counts: Customers
    effective_n: float
    exceeded: Share
    met_or_better: Share


def debriefs_in(rows: Sequence[DebriefCount], period: Period) -> Debriefs:
    """The debriefs of a period out of rows in the order of their days."""
    rows = _within(rows, period)
    outcomes = dict.fromkeys(OUTCOMES, 0)
    for row in rows:
        if not row.apart:
            outcomes[row.outcome] += row.n
    return Debriefs(sum(outcomes.values()), outcomes, sum(row.n for row in rows if row.apart))


def customers_in(rows: Sequence[CustomerCount], period: Period) -> Customers:
    """The reflected customers of a period out of rows in the order of their days."""
    rows = _within(rows, period)
    counted = [row for row in rows if not row.apart]
    verdicts = dict.fromkeys(OUTCOMES, 0)
    for row in counted:
        verdicts[row.verdict] += row.n
    return Customers(
        days=len({row.day for row in counted}),
        customers=sum(verdicts.values()),
        verdicts=verdicts,
        set_apart=sum(row.n for row in rows if row.apart),
        linked=sum(row.n for row in counted if row.linked),
    )


def reflections_in(rows: Sequence[CustomerCount], period: Period) -> Reflections:
    """The same with the shares that a journal can give: these customers were not chosen."""
    counts = customers_in(rows, period)
    return Reflections(
        counts,
        counts.sample(MET_OR_BETTER).effective_n,
        share_of(counts.sample(("exceeded",))),
        share_of(counts.sample(MET_OR_BETTER)),
    )


def weeks_of(tallies: Tallies, period: Period, today: date) -> tuple[Week, ...]:
    """The weeks that stand side by side, the latest last."""
    return tuple(
        Week(
            week,
            debriefs_in(tallies.debriefs, week),
            customers_in(tallies.customers, week),
        )
        for week in windows.shown_weeks(period, today)
    )


def changes_of(tallies: Tallies, period: Period, today: date) -> Mapping[str, Change]:
    """What has changed since the time before, for the two shares of reflected customers."""
    nothing = Period("", period.start, period.start)
    before, now = windows.change_windows(period, today) or (nothing, nothing)
    earlier = customers_in(tallies.customers, before)
    later = customers_in(tallies.customers, now)
    return {
        name: _change(later.sample(verdicts), earlier.sample(verdicts))
        for name, verdicts in (("exceeded", ("exceeded",)), ("met_or_better", MET_OR_BETTER))
    }


def _change(now: Sample, before: Sample) -> Change:
    return Change(now, before, difference_of(now, before, CHANGE_FROM))


def _within(rows: Sequence[Row], period: Period) -> Sequence[Row]:
    first = bisect_left(rows, period.start, key=lambda row: row.day)
    return rows[first : bisect_left(rows, period.end, key=lambda row: row.day)]
