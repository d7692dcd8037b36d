"""Days and times for people: the same words on every screen, whatever the locale."""

from __future__ import annotations

from datetime import date, datetime

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def weekday(day: date) -> str:
    """Mon, Tue …"""
    return _DAYS[day.weekday()][:3]


def weekday_and_date(day: date) -> str:
    """Tuesday 3 March"""
    return f"{_DAYS[day.weekday()]} {day.day} {month(day)}"


def month(day: date) -> str:
    """March"""
    return _MONTHS[day.month - 1]


def short_date(day: date) -> str:
    """3 Mar"""
    return f"{day.day} {month(day)[:3]}"


def clock_time(moment: datetime) -> str:
    """15:40"""
    return f"{moment:%H:%M}"
