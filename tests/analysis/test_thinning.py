"""Which backups stay as they grow older."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debrief_cli.analysis.thinning import Backups, to_keep

FIRST = datetime.fromisoformat("2025-01-01T08:30")
YEARS = timedelta(days=730)
MOMENTS = st.sets(st.datetimes(FIRST, FIRST + YEARS), max_size=60)
COUNTS = st.integers(0, 12)


def every_day(days: int) -> list[datetime]:
    """One backup each morning."""
    return [FIRST + timedelta(days=number) for number in range(days)]


def test_a_year_of_days_leaves_a_week_a_month_and_a_year() -> None:
    """The last seven days, the last of each of four weeks, the last of each of twelve months."""
    kept = sorted(to_keep(every_day(365), Backups()), reverse=True)
    days = [f"{moment:%m-%d}" for moment in kept]
    assert days == [
        "12-31", "12-30", "12-29", "12-28", "12-27", "12-26", "12-25",
        "12-21", "12-14", "11-30", "10-31", "09-30", "08-31", "07-31", "06-30", "05-31",
        "04-30", "03-31", "02-28", "01-31",
    ]  # fmt: skip


def test_days_without_an_entry_cost_no_backup() -> None:
    """Whoever writes once a quarter keeps the last seven, however long ago that is."""
    seldom = [FIRST + timedelta(days=91 * number) for number in range(20)]
    assert to_keep(seldom, Backups(weekly=0, monthly=0)) == set(seldom[-7:])


def test_the_latest_of_a_day_stays() -> None:
    """Of two on one day the later has more in it."""
    early, late = FIRST, FIRST + timedelta(hours=5)
    assert to_keep([early, late], Backups()) == {late}


@pytest.mark.parametrize("made", [[], every_day(30)])
def test_the_very_latest_always_stays(made: list[datetime]) -> None:
    """Even when nothing is wanted: a setting of nought is no order to be without."""
    assert to_keep(made, Backups(daily=0, weekly=0, monthly=0)) == set(made[-1:])


@given(MOMENTS, COUNTS, COUNTS, COUNTS)
def test_thinning_twice_is_thinning_once(
    made: set[datetime], daily: int, weekly: int, monthly: int
) -> None:
    """What stays is never more than was wanted, is of what there was, and stays the next time."""
    wanted = Backups(True, daily, weekly, monthly)
    kept = to_keep(made, wanted)
    assert kept <= made
    assert len(kept) <= max(1, daily + weekly + monthly)
    assert to_keep(kept, wanted) == kept
    assert bool(kept) == bool(made)
