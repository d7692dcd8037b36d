"""Periods, numbers and counts in words."""

from __future__ import annotations

from datetime import date

import pytest

from debrief_cli import period
from debrief_cli.analysis.figures import Sample, difference_of, share_of
from debrief_cli.render.words import counted, percent, period_name, points, spelled, times

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("asked", "first_day", "expected"),
    [
        (period.week_of(FRIDAY), None, "Your week · Mon 2 to Fri 6 March"),
        (period.week_of(FRIDAY), date(2025, 1, 1), "Your week · Mon 2 to Fri 6 March"),
        (period.week_of(FRIDAY), date(2026, 3, 5), "Your week · Thu 5 to Fri 6 March"),
        (period.week_of(FRIDAY), FRIDAY, "Your week · Fri 6 March"),
        (period.week_of(FRIDAY), date(2026, 3, 7), "Your week · Mon 2 to Fri 6 March"),
        (period.parse_week("2026-W05"), None, "Your week · Mon 26 January to Sun 1 February"),
        (
            period.parse_week("2026-W01"),
            None,
            "Your week · Mon 29 December 2025 to Sun 4 January 2026",
        ),
        (period.parse_week("2025-W10"), None, "Your week · Mon 3 to Sun 9 March 2025"),
        (period.parse_week("2026-W20"), None, "Your week · Mon 11 to Sun 17 May"),
        (period.month_of(FRIDAY), None, "Your month · March 2026"),
        (period.last("8w", FRIDAY), None, "Your last 8 weeks · 12 January to 6 March"),
        (period.last("1w", FRIDAY), None, "Your week · 2 to 6 March"),
        (period.last("30d", FRIDAY), None, "Your last 30 days · 5 February to 6 March"),
        (
            period.last("3m", FRIDAY),
            FRIDAY,
            "Your last 3 months · 1 January to 6 March",
        ),
        (
            period.between(date(2026, 2, 3), date(2026, 2, 28)),
            FRIDAY,
            "Your days · 3 to 28 February",
        ),
        (
            period.between(date(2024, 2, 3), date(2024, 2, 3)),
            None,
            "Your days · 3 February 2024",
        ),
        (
            period.between(date(2026, 3, 9), date(2026, 3, 10)),
            FRIDAY,
            "Your days · 9 to 10 March",
        ),
    ],
)
def test_a_period_has_a_name(asked, first_day, expected):
    """A title says the days that have come, from the first entry on, and years not this one.

    Of a time to come it says all days.
    """
    assert period_name(asked, FRIDAY, first_day) == expected


def test_counts_agree_with_their_nouns():
    """One day, two days, and none are days too."""
    assert [counted(n, "day") for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


def test_times_in_words():
    """Small numbers are words."""
    assert [times(n) for n in (1, 2, 3, 10, 11)] == [
        "once", "twice", "three times", "ten times", "11 times",
    ]  # fmt: skip
    assert spelled(0) == "no"


def test_a_percentage_is_whole_and_has_its_interval():
    """A share is shown with its interval, or not at all."""
    assert percent(share_of(Sample(4, 15, 5))) == "27 % (9 to 56)"
    assert percent(share_of(Sample(4, 4))) == ""


def test_a_difference_has_its_signs():
    """A difference is shown with a sign on each figure, or not at all."""
    assert points(difference_of(Sample(7, 10), Sample(5, 10), 10)) == "+20 (−20 to +53)"
    assert points(difference_of(Sample(5, 10), Sample(5, 10), 10)).startswith("0 (")
    assert points(difference_of(Sample(5, 9), Sample(5, 10), 10)) == ""
