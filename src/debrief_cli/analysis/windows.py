"""Which days each figure of a report looks at.

A week is whole when it ended on or before today; a running one is never set against it.
"""

from __future__ import annotations

from datetime import date, timedelta

from debrief_cli.period import Period, monday_of, week_label, weeks_until

COMPARED_WEEKS = 8
CHANGE_WEEKS = 4
SHOWN_WEEKS = 8
MOST_WEEKS = 60


def last_day(period: Period, today: date) -> date:
    """The last day of the period that has come."""
    return min(period.end - timedelta(days=1), today)


def elapsed(period: Period, today: date, first_day: date | None) -> Period:
    """The days of the period that have come, today's included, since the first entry ever."""
    end = last_day(period, today) + timedelta(days=1)
    start = end if first_day is None else max(period.start, first_day)
    return Period(period.label, min(start, end), end)


def shown_weeks(period: Period, today: date) -> list[Period]:
    """The weeks that stand side by side: those of the period, at least 8, at most 60.

    The last one holds the period's last day so far, and may still be running; of a period
    that is all to come, its last day.
    """
    ahead = period.start > today
    final = period.end - timedelta(days=1) if ahead else last_day(period, today)
    count = (monday_of(final) - monday_of(period.start)).days // 7 + 1
    since_year_one = (monday_of(final) - date.min).days // 7 + 1
    return weeks_until(
        final + timedelta(days=1), min(max(count, SHOWN_WEEKS), MOST_WEEKS, since_year_one)
    )


def recent(period: Period, today: date) -> Period:
    """The period with the weeks that stand beside it: eight weeks at least."""
    start = min(period.start, shown_weeks(period, today)[0].start)
    return Period(period.label, start, period.end)


def side_by_side(period: Period, today: date) -> Period:
    """The days of the weeks that stand side by side, all of them whole."""
    weeks = shown_weeks(period, today)
    return Period(period.label, weeks[0].start, weeks[-1].end)


def compared_weeks(period: Period, today: date) -> Period:
    """The eight whole weeks that end the period."""
    end = _whole_until(period, today)
    return Period(week_label(end), _before(end, COMPARED_WEEKS * 7), end)


def change_windows(period: Period, today: date) -> tuple[Period, Period] | None:
    """The days before and the days now that a change is read from, earlier ones first.

    A week or a month: the last four whole weeks and the four before. A span asked for
    with --last: its first half and its second, in whole weeks, an odd first one dropped.
    A range: the same length before it, and its days before today. None when there is
    nothing whole to set against.
    """
    if period.kind == "range":
        end = min(period.end, today)
        length = (end - period.start).days
    else:
        end = _whole_until(period, today)
        length = CHANGE_WEEKS * 7
        if period.kind == "last":
            length = _half_of(period, end)
    if length <= 0:
        return None
    middle = _before(end, length)
    start = _before(middle, length)
    return Period("before", start, middle), Period("now", middle, end)


def all_days(period: Period, today: date) -> Period:
    """From the first day that any window needs to the last."""
    windows = [period, *shown_weeks(period, today), compared_weeks(period, today)]
    windows += change_windows(period, today) or ()
    start = min(window.start for window in windows)
    return Period(period.label, start, max(window.end for window in windows))


def _whole_until(period: Period, today: date) -> date:
    """The end of the last whole week of the period: the Monday after it."""
    return monday_of(min(period.end, today))


def _half_of(period: Period, end: date) -> int:
    """The days in half the whole weeks of a period, of which the last ends at `end`."""
    first = monday_of(period.start + timedelta(days=6))
    return (end - first).days // 7 // 2 * 7


def _before(day: date, days: int) -> date:
    """So many days before; the calendar's first day where there are none."""
    return day - timedelta(days=min(days, (day - date.min).days))
