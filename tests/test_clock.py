"""The times that people write."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from debrief_cli.clock import Clock
from debrief_cli.errors import BadInput, Invalid

FRIDAY = Clock("2026-03-06T18:05:00-06:00")


@pytest.fixture
def chicago(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine in America/Chicago: clocks go forward on 8 March and back on 1 November 2026."""
    monkeypatch.setenv("TZ", "America/Chicago")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-02T09:25:00-06:00", "2026-03-02T09:25:00-06:00"),
        ("2026-03-02T09:25:00-05:00", "2026-03-02T09:25:00-05:00"),
        ("2026-03-02T09:25", "2026-03-02T09:25:00-06:00"),
        ("2026-03-02 09:25", "2026-03-02T09:25:00-06:00"),
        ("yesterday 3pm", "2026-03-05T15:00:00-06:00"),
        ("monday 9:15", "2026-03-02T09:15:00-06:00"),
        ("friday 12:00", "2026-03-06T12:00:00-06:00"),
        ("friday 19:00", "2026-02-27T19:00:00-06:00"),
        ("9:15", "2026-03-06T09:15:00-06:00"),
        ("20 minutes ago", "2026-03-06T17:45:00-06:00"),
        ("tuesday", "2026-03-03T12:00:00-06:00"),
        ("2026-03-02", "2026-03-02T12:00:00-06:00"),
    ],
)
def test_a_time_is_read_as_iso_or_in_words(text: str, meant: str) -> None:
    """A time without an offset is local; a day without a time stands at its noon."""
    assert FRIDAY.past(text).isoformat() == meant


def test_today_in_the_morning_is_not_in_the_future() -> None:
    """ "today" said before noon is now, not a noon still to come."""
    early = Clock("2026-03-06T08:00:00-06:00")
    assert early.past("2026-03-06") == early.now()


@pytest.mark.parametrize("text", ["tomorrow", "2026-03-06T18:05:01-06:00", "2030-01-01"])
def test_a_future_time_is_refused(text: str) -> None:
    """What has not happened cannot be written up."""
    with pytest.raises(Invalid, match="in the future"):
        FRIDAY.past(text)


@pytest.mark.parametrize("text", ["soonish", "", "3/2/2026", "2026-02-30", "99:99", "x" * 500])
def test_what_is_not_a_time_is_refused_with_an_example(text: str) -> None:
    """The line says how to write it."""
    with pytest.raises(Invalid, match="yesterday 3pm"):
        FRIDAY.past(text)


@pytest.mark.usefixtures("chicago")
def test_a_local_time_that_never_was_is_refused() -> None:
    """02:30 on the night the clocks go forward did not exist; the line says what to write."""
    clock = Clock("2026-03-08T18:05:00-05:00")
    with pytest.raises(Invalid, match=r"02:30 did not exist on 2026-03-08.*03:30"):
        clock.past("2026-03-08T02:30")
    assert clock.past("2026-03-08T03:30").isoformat() == "2026-03-08T03:30:00-05:00"
    assert clock.past("2026-03-08T01:59").isoformat() == "2026-03-08T01:59:00-06:00"


@pytest.mark.usefixtures("chicago")
def test_a_local_time_that_came_twice_is_the_first() -> None:
    """01:30 on the night the clocks go back is the summer one, unless an offset says other."""
    clock = Clock("2026-11-02T12:00:00-06:00")
    assert clock.past("2026-11-01T01:30").isoformat() == "2026-11-01T01:30:00-05:00"
    assert clock.past("2026-11-01T01:30-06:00").isoformat() == "2026-11-01T01:30:00-06:00"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-09", "2026-03-09"),
        ("tomorrow", "2026-03-07"),
        ("monday", "2026-03-09"),
        ("tomorrow noon", "2026-03-07T12:00:00-06:00"),
        ("2026-03-09T12:00:00+01:00", "2026-03-09T12:00:00+01:00"),
    ],
)
def test_a_due_day_looks_ahead(text: str, meant: str) -> None:
    """For a promise, a weekday is the next one; a day alone stays a day."""
    assert FRIDAY.due(text) == meant


def test_a_night_shift_belongs_to_the_day_before() -> None:
    """Until the day starts, at 04:00 unless configured, it is still yesterday's shift."""
    assert Clock("2026-03-06T03:59:00-06:00").today() == date(2026, 3, 5)
    assert Clock("2026-03-06T04:00:00-06:00").today() == date(2026, 3, 6)
    assert Clock("2026-03-06T05:59:00-06:00", time(6)).today() == date(2026, 3, 5)


@pytest.mark.usefixtures("chicago")
def test_the_zone_is_named_as_the_machine_has_it() -> None:
    """A fixed clock at the zone's own offset lives in that zone."""
    assert Clock("2026-03-06T18:05:00-06:00").zone_name == "America/Chicago"


def test_a_clock_that_is_set_wrongly_is_refused() -> None:
    """DEBRIEF_NOW must be a time."""
    with pytest.raises(BadInput, match="DEBRIEF_NOW"):
        Clock("noonish")


def test_the_clock_runs_when_it_is_not_set() -> None:
    """Without DEBRIEF_NOW it is now."""
    before = datetime.now().astimezone()
    assert before <= Clock().now() <= datetime.now().astimezone()
