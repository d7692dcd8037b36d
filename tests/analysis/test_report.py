"""The report out of its counts: customers, comparisons and lines."""

from __future__ import annotations

from datetime import date

import pytest

from debrief_cli import period
from debrief_cli.analysis.report import build, choose
from debrief_cli.analysis.tallies import (
    CustomerCount,
    DebriefCount,
    FactorCount,
    OutcomeCount,
    Tallies,
    Words,
)

TODAY = date(2026, 3, 6)
WEEK = period.week_of(TODAY)
PASSED = date(2026, 2, 11)


def report(asked=WEEK, today=TODAY, **counts):
    return build(Tallies(**counts), asked, today, "Europe/Berlin")


def debriefs(**outcomes):
    return tuple(DebriefCount(PASSED, name, False, n) for name, n in outcomes.items())


def customers(first, count, verdicts, days=10):
    """So many customers a verdict on each of some days."""
    return tuple(
        CustomerCount(date.fromordinal(first.toordinal() + day), verdict, False, False, count)
        for day in range(days)
        for verdict in verdicts
    )


def test_an_empty_report_claims_nothing():
    """Without a count there is no figure, no line and no next step."""
    found = report()
    assert found.reflections.exceeded.gate == "too_few"
    assert found.change["exceeded"].difference.gate == "too_few"
    assert found.multitasking.difference.needs == 10
    assert found.effort.gate == "too_few"
    assert found.next is None
    assert found.focus is None
    assert (found.days_looked_back.k, found.days_looked_back.n) == (0, 0)


def test_the_contracts_week():
    """Fifteen customers of five days, four of them delighted, are worth 10.714286."""
    rows = []
    for day in range(2, 7):
        rows.append(CustomerCount(date(2026, 3, day), "met", False, False, 2))
        verdict = "below" if day == 2 else "exceeded"
        rows.append(CustomerCount(date(2026, 3, day), verdict, False, day == 3, 1))
    found = report(customers=tuple(rows)).reflections
    assert found.counts.customers == 15
    assert found.counts.linked == 1
    assert found.effective_n == pytest.approx(10.714286, abs=5e-7)
    assert (found.exceeded.k, found.met_or_better.k) == (4, 14)


def test_set_apart_is_in_no_total():
    """Who was abusive is counted apart, in debriefs and among customers."""
    found = report(
        debriefs=(DebriefCount(TODAY, "below", True, 2), DebriefCount(TODAY, "met", False, 1)),
        customers=(CustomerCount(TODAY, "below", True, True, 1),),
        first_day=TODAY,
    )
    assert (found.debriefs.total, found.debriefs.set_apart) == (1, 2)
    assert found.reflections.counts.customers == found.reflections.counts.days == 0
    assert (found.reflections.counts.set_apart, found.reflections.counts.linked) == (1, 0)
    assert found.days_looked_back.k == 1


def test_debriefs_and_reflections_are_never_mixed():
    """Notable cases give no share: the shares and changes are of reflected customers alone."""
    found = report(debriefs=(*debriefs(exceeded=50), DebriefCount(TODAY, "exceeded", False, 9)))
    assert found.debriefs.total == 9
    assert found.reflections.exceeded.n == 0
    assert found.change["exceeded"].now.n == 0


def test_change_is_now_less_before():
    """A change reads up when the later weeks are clearly better."""
    before = customers(date(2026, 1, 12), 1, ["met", "below", "below"])
    now = customers(date(2026, 2, 9), 1, ["met", "met", "exceeded"])
    change = report(customers=before + now).change
    assert (change["met_or_better"].now.k, change["met_or_better"].before.k) == (30, 10)
    assert change["met_or_better"].difference.reading == "up"
    assert change["met_or_better"].difference.difference == pytest.approx(2 / 3)
    assert change["exceeded"].difference.reading == "up"


def test_change_needs_an_effective_ten():
    """Twelve customers of four days are worth fewer than ten, and show no change."""
    before = customers(date(2026, 1, 12), 3, ["below"], days=4)
    now = customers(date(2026, 2, 9), 3, ["exceeded"], days=4)
    difference = report(customers=before + now).change["exceeded"].difference
    assert difference.gate == "too_few"
    assert difference.needs == 4


def test_this_week_is_in_no_change():
    """The customers of a running week are in the period and not in its change."""
    found = report(customers=customers(date(2026, 3, 2), 3, ["exceeded"], days=5))
    assert found.reflections.exceeded.k == 15
    assert found.change["exceeded"].now.n == 0


def test_ways_of_serving_are_held_against_all_others():
    """The rest of the window's debriefs is the other side, and shrinking is towards all."""
    found = report(
        debriefs=debriefs(exceeded=21, below=29),
        techniques=(
            OutcomeCount("set_expectation", "exceeded", 9),
            OutcomeCount("set_expectation", "met", 3),
            OutcomeCount("open_question", "below", 2),
        ),
    )
    first, second = found.techniques
    assert first.name == "set_expectation"
    assert (first.with_.k, first.with_.n, first.without.k, first.without.n) == (9, 12, 12, 38)
    assert first.shrunk == pytest.approx(0.601399, abs=5e-6)
    assert first.lift == pytest.approx(0.178322, abs=5e-6)
    assert second.difference.gate == "too_few"
    assert second.shrunk is None
    assert second.lift is None


def test_needs_are_held_against_other_needs():
    """Debriefs in which no need was named are on neither side."""
    found = report(
        debriefs=debriefs(exceeded=40),
        needs=(OutcomeCount("heard", "exceeded", 4), OutcomeCount("valued", "below", 6)),
    ).needs
    assert [(n.name, n.with_.n, n.without.n) for n in found] == [("valued", 6, 4), ("heard", 4, 6)]


def test_multitasking_looks_at_worse():
    """Doing anything else is one side, doing nothing else the other, on the share of worse."""
    found = report(
        multitasking=(
            OutcomeCount("none", "below", 1),
            OutcomeCount("none", "met", 5),
            OutcomeCount("typing", "below", 4),
            OutcomeCount("message", "exceeded", 2),
        )
    ).multitasking
    assert (found.with_.k, found.with_.n, found.without.k, found.without.n) == (4, 6, 1, 6)
    assert found.difference.gate == "ok"


@pytest.mark.parametrize(
    ("rows", "tau", "needs"),
    [
        ([("exceeded", 1, 5), ("below", 5, 4)], None, 1),
        ([("exceeded", 1, 5), ("below", 5, 5)], -1.0, 0),
        ([("exceeded", 1, 5), ("exceeded", 5, 5)], None, 0),
    ],
)
def test_effort_and_outcome(rows, tau, needs):
    """τ-b stands from ten answers on, and not where all ended alike."""
    effort = report(effort=tuple(rows)).effort
    assert (effort.tau_b, effort.needs) == (tau, needs)
    assert effort.gate == ("too_few" if needs else "ok")
    assert effort.grid["exceeded"][0] == 5
    assert effort.grid["met"] == (0, 0, 0, 0, 0)


def lines(*pairs):
    return [Words(n, date(2026, 3, day), text) for n, (day, text) in enumerate(pairs, 1)]


def test_lines_are_of_different_days():
    """Three lines are of three days while there are three, the newest first."""
    found = choose(lines((2, "a"), (3, "b"), (5, "c"), (5, "d"), (5, "e")))
    assert [line.text for line in found] == ["e", "b", "a"]


def test_lines_of_a_day_stand_in_when_days_are_few():
    """With two days the newer one gives two lines."""
    assert [w.text for w in choose(lines((2, "a"), (5, "c"), (5, "d"), (5, "e")))] == [
        "e",
        "d",
        "a",
    ]


def test_short_lines_come_before_long_ones():
    """Of one day, the line that fits a screen is shown, be it older."""
    assert [w.text for w in choose(lines((5, "short"), (5, "long" * 20)), 1)] == ["short"]
    assert [w.text for w in choose(lines((5, "x" * 60), (5, "y" * 61)), 1)] == ["x" * 60]


def test_a_newer_day_comes_before_a_shorter_line():
    """A day's only line is taken for being new, though it must be cut."""
    found = choose(lines((2, "a"), (3, "b"), (4, "c"), (5, "long" * 20)))
    assert [line.day.day for line in found] == [5, 4, 3]


def test_causes_are_listed_by_how_often_they_were_seen():
    """The cause seen most often stands first."""
    causes = (FactorCount("a", 1, 0), FactorCount("b", 1, 2), FactorCount("c", 4, 0))
    assert [row.factor for row in report(factors=causes).factors] == ["c", "b", "a"]


def test_days_looked_back_do_not_reach_beyond_today():
    """A day to come is neither counted nor waited for."""
    rows = (DebriefCount(date(2026, 3, 3), "met", False, 1),)
    rows += (DebriefCount(date(2026, 3, 7), "met", False, 1),)
    found = report(debriefs=rows, check_days=(date(2026, 3, 5),), first_day=date(2026, 3, 3))
    assert (found.days_looked_back.k, found.days_looked_back.n) == (2, 4)


def test_counts_of_weeks_add_up_to_the_period():
    """The weeks of a month of whole weeks hold what the month holds."""
    asked = period.between(date(2026, 2, 2), date(2026, 3, 1))
    rows = customers(date(2026, 2, 2), 2, ["met", "below"], days=28)
    found = report(asked, customers=rows, debriefs=debriefs(met=4))
    assert found.reflections.counts.customers == 112
    assert sum(week.reflections.customers for week in found.weeks) == 112
    assert sum(week.debriefs.total for week in found.weeks) == found.debriefs.total == 4
    assert found.weeks[-1].week.label == "2026-W09"


def test_a_report_is_a_value():
    """Results are frozen and compare by what they say."""
    assert report(plays_made=1) == report(plays_made=1) != report(plays_made=2)
