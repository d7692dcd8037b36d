"""Which backups are kept as they grow older: many of the last days, few of long ago."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple


class Backups(NamedTuple):
    """What is set about backups: whether they are made by themselves, and how many are kept."""

    auto: bool = True
    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def to_keep(made: Iterable[datetime], wanted: Backups) -> set[datetime]:
    """Which of the moments stay, given when each backup was made.

    The latest of each of the last `daily` days, `weekly` ISO weeks and `monthly` months that
    have one: days without an entry cost no backup. The very latest always stays.
    """
    latest_first = sorted(set(made), reverse=True)
    days = {moment.date(): moment for moment in reversed(latest_first)}
    weeks = {moment.isocalendar()[:2]: moment for moment in reversed(latest_first)}
    months = {(moment.year, moment.month): moment for moment in reversed(latest_first)}
    kept = set(latest_first[:1])
    for periods, count in (
        (days, wanted.daily), (weeks, wanted.weekly), (months, wanted.monthly),
    ):  # fmt: skip
        kept.update(sorted(periods.values(), reverse=True)[:count])
    return kept
