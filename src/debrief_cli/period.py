"""Days, ISO weeks, months and ranges of them: start inclusive, end exclusive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAY_STARTS_AT = time(4)
# Beyond these, days and zones come to the ends of what Python can count.
FIRST_YEAR, LAST_YEAR = 1900, 9000


def day_of(moment: datetime, starts_at: time = DAY_STARTS_AT) -> date:
    """The working day of a moment as written, in its own offset.

    A shift that ends after midnight belongs to the day before, until `starts_at`.
    """
    shift = timedelta(hours=starts_at.hour, minutes=starts_at.minute)
    return (moment.replace(tzinfo=None) - shift).date()


@dataclass(frozen=True)
class Period:
    """Some days: from `start` up to but without `end`, under the name `label`.

    `kind` is how they were asked for (week, month, range, last): a comparison with the
    time before depends on it.
    """

    label: str
    start: date
    end: date
    kind: str = "range"

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days


def monday_of(day: date) -> date:
    """The Monday of the ISO week that `day` lies in."""
    return day - timedelta(days=day.weekday())


def week_label(day: date) -> str:
    """The ISO week of `day`, as in 2026-W10 (the year is the week's, not the day's)."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def week_of(day: date) -> Period:
    """The ISO week that `day` lies in."""
    monday = monday_of(day)
    return Period(week_label(day), monday, monday + timedelta(weeks=1), "week")


def parse_week(text: str) -> Period:
    """The week named `2026-W10`. Raises ValueError when there is no such week."""
    found = re.fullmatch(r"(\d{4})-?[Ww](\d{1,2})", text.strip())
    if not found:
        raise ValueError(f"“{text}” is not a week; write it as 2026-W10")
    year, week = int(found[1]), int(found[2])
    try:
        return week_of(date.fromisocalendar(year, week, 1))
    except (ValueError, OverflowError):
        raise ValueError(f"there is no week {week} in {year}") from None


def month_of(day: date) -> Period:
    """The calendar month that `day` lies in."""
    start = day.replace(day=1)
    following = (start + timedelta(days=31)).replace(day=1)
    return Period(f"{start:%Y-%m}", start, following, "month")


def parse_month(text: str) -> Period:
    """The month named `2026-03`. Raises ValueError when there is no such month."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
    if not found:
        raise ValueError(f"“{text}” is not a month; write it as 2026-03")
    try:
        return month_of(date(int(found[1]), int(found[2]), 1))
    except (ValueError, OverflowError):
        raise ValueError(f"there is no month {found[2]} in {found[1]}") from None


def between(since: date, until: date) -> Period:
    """The days from `since` to `until`, both included."""
    return Period(f"{since}..{until}", since, until + timedelta(days=1))


def last(text: str, today: date) -> Period:
    """`8w`, `30d` or `3m` up to and with today's own week, day or month.

    Raises ValueError for anything else, and for spans over 10,000 days.
    """
    found = re.fullmatch(r"([1-9]\d{0,4})\s*([dwm])", text.strip().lower())
    if not found:
        raise ValueError(f"“{text}” is not a span; write it as 8w, 30d or 3m")
    count, unit = int(found[1]), found[2]
    if count * {"d": 1, "w": 7, "m": 31}[unit] > 10_000:
        raise ValueError(f"“{text}” is too long a span")
    if unit == "d":
        end = today + timedelta(days=1)
        start = end - timedelta(days=count)
    elif unit == "w":
        end = week_of(today).end
        start = end - timedelta(weeks=count)
    else:
        end = month_of(today).end
        start = month_of(today).start
        for _ in range(count - 1):
            start = month_of(start - timedelta(days=1)).start
    return Period(f"last {count}{unit}", start, end, "last")


def weeks_until(end: date, count: int) -> list[Period]:
    """The `count` ISO weeks of which the last has the day before `end` in it."""
    final = monday_of(end - timedelta(days=1))
    return [week_of(final - timedelta(weeks=back)) for back in range(count - 1, -1, -1)]
