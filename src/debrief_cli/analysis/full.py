"""The figures that only the full report and its document have: `full_of` is the way in."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from debrief_cli.analysis import windows
from debrief_cli.analysis.comparisons import Comparison, compare_names
from debrief_cli.analysis.customers import OUTCOMES
from debrief_cli.analysis.figures import Sample
from debrief_cli.analysis.full_tallies import FocusDay, FullTallies, Looked
from debrief_cli.analysis.lenses import LensFigure, lenses_of
from debrief_cli.analysis.onething import Week, week_of_focus
from debrief_cli.analysis.plans_in_time import PlanSpan, SincePlan, plans_over_time, since_plans
from debrief_cli.analysis.tallies import FocusOf, OutcomeCount
from debrief_cli.period import Period, week_label
from debrief_cli.records import Focus

_NONE: Mapping[str, int] = MappingProxyType({})


class ByOutcome(NamedTuple):
    """Debriefs that share a channel or a tag, by how they left the customer."""

    name: str
    outcomes: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.outcomes.values())


class Full(NamedTuple):
    """What the full report says beyond the report itself.

    `recent` are the days that closer looks, `solved` and `respect` are counted over.
    `causes` compares each cause with the others, among debriefs that name one, on the
    share that left worse than expected.
    """

    recent: Period | None = None
    channels: tuple[ByOutcome, ...] = ()
    tags: tuple[ByOutcome, ...] = ()
    causes: tuple[Comparison, ...] = ()
    solved: Mapping[str, int] = _NONE
    respect: Mapping[str, int] = _NONE
    lenses: tuple[LensFigure, ...] = ()
    plans_over_time: tuple[PlanSpan, ...] = ()
    since_plans: tuple[SincePlan, ...] = ()
    focus_weeks: tuple[Week, ...] = ()


NOTHING = Full()


def full_of(tallies: FullTallies, period: Period, today: date) -> Full:
    """All of it, out of the counts."""
    return Full(
        recent=windows.recent(period, today),
        channels=by_outcome(tallies.channels),
        tags=by_outcome(tallies.tags),
        causes=_compare_causes(tallies),
        solved=_answers(tallies.looked, "basics.solved"),
        respect=_answers(tallies.looked, "basics.respect"),
        lenses=lenses_of(tallies.looked),
        plans_over_time=plans_over_time(tallies.plan_days, period, today),
        since_plans=since_plans(tallies.plans, tallies.happened),
        focus_weeks=_focus_weeks(tallies),
    )


def by_outcome(rows: Sequence[OutcomeCount]) -> tuple[ByOutcome, ...]:
    """The rows by name, each with every outcome; the most frequent first, then by name."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.name, dict.fromkeys(OUTCOMES, 0))[row.outcome] += row.n
    named = [ByOutcome(name, outcomes) for name, outcomes in found.items()]
    return tuple(sorted(named, key=lambda entry: (-entry.total, entry.name)))


def _compare_causes(tallies: FullTallies) -> tuple[Comparison, ...]:
    named = tallies.causes_named
    everyone = Sample(named.get("below", 0), sum(named.values()))
    return compare_names(tallies.causes, "below", everyone)


def _answers(looked: Looked, key: str) -> Mapping[str, int]:
    return {row.value: row.n for row in looked.answers if row.key == key}


def _focus_weeks(tallies: FullTallies) -> tuple[Week, ...]:
    """Each week's one thing with how it went, the latest first; of two set, the later one."""
    of_week = {entry.week: entry for entry in tallies.focuses}
    return tuple(_focus_week(of_week[week], tallies) for week in sorted(of_week, reverse=True))


def _focus_week(entry: FocusOf, tallies: FullTallies) -> Week:
    answers: dict[str, int] = {}
    for row in _of_week(tallies.focus_days, entry.week):
        answers[row.answer] = answers.get(row.answer, 0) + row.n
    checks = [check for play, check in tallies.focus_checks if play == entry.play]
    return week_of_focus(Focus(entry.week, entry.text, entry.play), answers, checks)


def _of_week(rows: Sequence[FocusDay], week: str) -> list[FocusDay]:
    return [row for row in rows if week_label(row.day) == week]
