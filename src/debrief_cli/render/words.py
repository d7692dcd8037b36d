"""Periods, numbers and counts in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from debrief_cli.render.dates import month, short_date, weekday

if TYPE_CHECKING:
    from debrief_cli.analysis.figures import Difference, Share
    from debrief_cli.period import Period

_UNITS = {"d": "day", "w": "week", "m": "month"}
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_TEN_THOUSAND = 10_000


def dated(day: date, today: date) -> str:
    """12 Feb, and with the year if it is not that of `today`."""
    return short_date(day) if day.year == today.year else f"{short_date(day)} {day.year}"


def days_between(first: date, final: date, today: date, *, weekdays: bool = False) -> str:
    """“Mon 2 to Fri 6 March”: what both ends share is said once, years if not this one."""
    other_year = first.year != today.year or final.year != today.year
    end = _named(final, weekdays, with_month=True, with_year=other_year)
    if first == final:
        return end
    start = _named(
        first,
        weekdays,
        with_month=(first.year, first.month) != (final.year, final.month),
        with_year=first.year != final.year,
    )
    return f"{start} to {end}"


def _named(day: date, weekdays: bool, *, with_month: bool, with_year: bool) -> str:
    parts = [weekday(day)] if weekdays else []
    parts.append(str(day.day))
    if with_month:
        parts.append(month(day))
    if with_year:
        parts.append(str(day.year))
    return " ".join(parts)


def period_name(period: Period, today: date, first_day: date | None) -> str:
    """The name of a period on a page. Days to come, and a week's before the first entry, go.

    A period that is all to come keeps its days.
    """
    first, final = period.start, period.end - timedelta(days=1)
    if first <= today:
        final = min(final, today)
    if period.kind == "month":
        return f"Your month · {month(first)} {first.year}"
    if period.kind == "week":
        if first_day and first < first_day <= final:
            first = first_day
        return f"Your week · {days_between(first, final, today, weekdays=True)}"
    name = f"Your {_span(period.label)}" if period.kind == "last" else "Your days"
    return f"{name} · {days_between(first, final, today)}"


def _span(label: str) -> str:
    """“last 8 weeks” for the label “last 8w”."""
    number = label.removeprefix("last ")
    count, unit = int(number[:-1]), _UNITS[number[-1]]
    return unit if count == 1 else f"last {count} {unit}s"


def counted(count: int, noun: str) -> str:
    """1 day, 4 days."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def or_dot(count: int) -> str:
    """A count in a table, where none is a dot."""
    return str(count) if count else "·"


def in_brief(count: int) -> str:
    """A count among many in a row: a dot for none, and from ten thousand on 12k."""
    return f"{count / 1000:.0f}k" if count >= _TEN_THOUSAND else or_dot(count)


def times(count: int) -> str:
    """once, twice, three times … 11 times."""
    if count in (1, 2):
        return ("once", "twice")[count - 1]
    return f"{spelled(count)} times"


def spelled(count: int) -> str:
    """A number up to ten as a word."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def percent(share: Share) -> str:
    """“27 % (11 to 52)”, or nothing where its gate is shut."""
    if share.share is None or share.low is None or share.high is None:
        return ""
    return f"{share.share:.0%} ({share.low * 100:.0f} to {share.high * 100:.0f})".replace("%", " %")


def points(found: Difference) -> str:
    """“+33 (−9 to +64)” in a hundred, or nothing where its gate is shut."""
    if found.difference is None or found.low is None or found.high is None:
        return ""
    return f"{_signed(found.difference)} ({_signed(found.low)} to {_signed(found.high)})"


def _signed(share: float) -> str:
    whole = round(share * 100)
    return f"{whole:+d}".replace("-", "−") if whole else "0"
