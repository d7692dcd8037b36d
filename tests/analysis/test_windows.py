"""Which days are looked at: whole weeks alone are set against each other."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debrief_cli import period
from debrief_cli.analysis import windows

FRIDAY = date(2026, 3, 6)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
kinds = st.sampled_from(["week", "month", "last", "range"])


def days_of(*pairs):
    return [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in pairs]


def change(asked, today):
    return [(w.start, w.end) for w in windows.change_windows(asked, today) or ()]


def asked_for(kind, day, length):
    if kind == "week":
        return period.week_of(day)
    if kind == "month":
        return period.month_of(day)
    if kind == "last":
        return period.last(f"{length}{'dwm'[length % 3]}", day)
    return period.between(day, day + timedelta(days=length))


def test_a_running_week_is_set_against_nothing():
    """On Friday the last four whole weeks end on the Sunday before."""
    assert change(period.week_of(FRIDAY), FRIDAY) == days_of(
        ("2026-01-05", "2026-02-02"), ("2026-02-02", "2026-03-02")
    )


def test_a_week_is_whole_from_its_monday_after():
    """On Sunday a week still runs; on Monday it is the last whole one."""
    week = period.week_of(FRIDAY)
    assert change(week, date(2026, 3, 8))[1][1] == date(2026, 3, 2)
    assert change(week, date(2026, 3, 9))[1][1] == date(2026, 3, 9)


def test_a_past_week_ends_its_own_windows():
    """A week of long ago is compared as of then, over the end of a year of 53 weeks."""
    week = period.parse_week("2026-W02")
    assert change(week, FRIDAY) == days_of(
        ("2025-11-17", "2025-12-15"), ("2025-12-15", "2026-01-12")
    )
    assert (
        change(period.parse_week("2020-W53"), FRIDAY)[1] == days_of(("2020-12-07", "2021-01-04"))[0]
    )


def test_a_month_ends_with_its_last_whole_week():
    """A week that reaches over the end of a month is not a whole week of it."""
    assert (
        change(period.parse_month("2026-01"), FRIDAY)[1] == days_of(("2025-12-29", "2026-01-26"))[0]
    )


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("8w", [("2026-01-19", "2026-02-09"), ("2026-02-09", "2026-03-02")]),
        ("9w", [("2026-01-05", "2026-02-02"), ("2026-02-02", "2026-03-02")]),
        ("3w", [("2026-02-16", "2026-02-23"), ("2026-02-23", "2026-03-02")]),
        ("2w", []),
        ("1w", []),
        ("30d", [("2026-02-16", "2026-02-23"), ("2026-02-23", "2026-03-02")]),
        ("5d", []),
        ("2m", [("2026-02-02", "2026-02-16"), ("2026-02-16", "2026-03-02")]),
    ],
)
def test_a_span_is_halved_in_whole_weeks(span, expected):
    """With --last the running week and an odd first one are dropped, then half meets half."""
    assert change(period.last(span, FRIDAY), FRIDAY) == days_of(*expected)


def test_a_range_meets_the_same_length_before():
    """A range is set against as many days before it; a day still running is left out."""
    past = period.between(date(2026, 2, 10), date(2026, 2, 19))
    assert change(past, FRIDAY) == days_of(
        ("2026-01-31", "2026-02-10"), ("2026-02-10", "2026-02-20")
    )
    running = period.between(date(2026, 3, 2), FRIDAY)
    assert change(running, FRIDAY) == days_of(
        ("2026-02-26", "2026-03-02"), ("2026-03-02", "2026-03-06")
    )
    assert change(period.between(FRIDAY, FRIDAY), FRIDAY) == []
    yesterday = date(2026, 3, 5)
    assert change(period.between(yesterday, FRIDAY), FRIDAY) == days_of(
        ("2026-03-04", "2026-03-05"), ("2026-03-05", "2026-03-06")
    )


@given(kinds, days, st.integers(1, 100), days)
def test_windows_keep_their_promises(kind, day, length, today):
    """Windows are as long as each other, meet, are over by today, and lie before the end."""
    asked = asked_for(kind, day, length)
    found = windows.change_windows(asked, today)
    if found:
        before, now = found
        assert before.end == now.start
        assert before.days == now.days > 0
        assert now.end <= min(asked.end, today)
        if kind != "range":
            assert now.end.weekday() == now.start.weekday() == 0
        if kind == "last":
            assert before.start >= asked.start
    compared = windows.compared_weeks(asked, today)
    assert compared.days == 56
    assert compared.start.weekday() == 0
    assert compared.end <= min(asked.end, today)
    assert (min(asked.end, today) - compared.end).days < 7


@given(kinds, days, st.integers(1, 300), days)
def test_weeks_side_by_side(kind, day, length, today):
    """There are 8 to 60 weeks without a gap; the last holds the period's last day so far.

    A period that is all to come has its own weeks too: a week asked for is never lacking.
    """
    asked = asked_for(kind, day, length)
    weeks = windows.shown_weeks(asked, today)
    assert 8 <= len(weeks) <= 60
    assert all(a.end == b.start for a, b in pairwise(weeks))
    if asked.start > today:
        today = asked.end
    assert min(asked.end - timedelta(days=1), today) in weeks[-1]
    if len(weeks) < 60:
        assert weeks[0].start <= asked.start
    come = [n for n in range(asked.days) if asked.start + timedelta(days=n) <= today]
    own = {period.week_label(asked.start + timedelta(days=n)) for n in come}
    assert len(weeks) == min(60, max(8, len(own)))


@given(kinds, days, st.integers(1, 100), days)
def test_all_days_hold_every_window(kind, day, length, today):
    """What is counted by day covers the period, its weeks and every window."""
    asked = asked_for(kind, day, length)
    whole = windows.all_days(asked, today)
    inner = [asked, *windows.shown_weeks(asked, today), windows.compared_weeks(asked, today)]
    inner += windows.change_windows(asked, today) or ()
    assert whole.start == min(window.start for window in inner)
    assert whole.end == max(window.end for window in inner)


def test_year_ends_keep_their_weeks():
    """The weeks around a new year are ISO weeks: W53 of 2026 stands before W01 of 2027."""
    weeks = windows.shown_weeks(period.week_of(date(2027, 1, 5)), date(2027, 1, 5))
    assert [week.label for week in weeks][-3:] == ["2026-W52", "2026-W53", "2027-W01"]


def test_the_calendars_first_days():
    """At the very beginning of the calendar there are fewer weeks, and no error."""
    first = period.between(date.min, date(1, 1, 10))
    assert len(windows.shown_weeks(first, FRIDAY)) == 2
    assert windows.all_days(first, FRIDAY).start == date.min


@pytest.mark.parametrize(
    ("first_day", "expected"),
    [(None, 0), (date(2025, 1, 1), 5), (date(2026, 3, 2), 5), (date(2026, 3, 5), 2),
     (FRIDAY, 1), (date(2026, 3, 7), 0)],
)  # fmt: skip
def test_days_that_have_come(first_day, expected):
    """Days count from the first entry ever, up to today and with it."""
    assert windows.elapsed(period.week_of(FRIDAY), FRIDAY, first_day).days == expected


def test_days_of_a_time_to_come():
    """A period that lies ahead has no day that has come."""
    ahead = period.week_of(date(2026, 6, 1))
    assert windows.elapsed(ahead, FRIDAY, date(2025, 1, 1)).days == 0


def test_recent_days_are_the_period_and_eight_weeks_at_least():
    """A week looks back on eight, and a long period is looked at as a whole, to its own end."""
    week = period.week_of(date(2026, 3, 6))
    recent = windows.recent(week, date(2026, 3, 6))
    assert (recent.start, recent.end) == (date(2026, 1, 12), date(2026, 3, 9))
    long = period.between(date(2024, 1, 3), date(2026, 3, 4))
    recent = windows.recent(long, date(2026, 3, 6))
    assert (recent.start, recent.end) == (date(2024, 1, 3), date(2026, 3, 5))


def test_weeks_side_by_side_are_whole():
    """From the Monday of the first to the Sunday of the last, whatever the period's own ends."""
    asked = period.between(date(2026, 2, 25), date(2026, 3, 4))
    beside = windows.side_by_side(asked, date(2026, 3, 6))
    assert (beside.start, beside.end) == (date(2026, 1, 12), date(2026, 3, 9))
