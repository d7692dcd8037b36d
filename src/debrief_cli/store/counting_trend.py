"""Sums by day for one measure over time, made in SQL; see `counting`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from debrief_cli.analysis.measures import DaySum
from debrief_cli.analysis.plans import consistency_of
from debrief_cli.analysis.tallies import HeldCount, Tallies
from debrief_cli.store import counting_plans
from debrief_cli.store.counting import Days

if TYPE_CHECKING:
    import sqlite3

    from debrief_cli.period import Period

Sums = tuple[DaySum, ...]


def day_sums(connection: sqlite3.Connection, measure: str, period: Period) -> Sums:
    """What each day of the period adds to the measure of that name, in the order of the days.

    Debriefs and customers with `conduct` add nothing. A day on which anything was recorded,
    be it one of these, is looked back on, as in a report.
    """
    return _SUMS[measure](Days(connection, period))


def _sums(found: Iterator[Any]) -> Sums:
    return tuple(DaySum(date.fromisoformat(day), total, n) for day, total, n in found)


def _customers(verdicts: str) -> Callable[[Days], Sums]:
    def sums(days: Days) -> Sums:
        return _sums(
            days.rows(
                f"""SELECT day, sum(verdict IN ({verdicts})), count(*) FROM customers
                     WHERE day >= :since AND day < :until AND conduct IS NULL
                     GROUP BY day ORDER BY day"""
            )
        )

    return sums


def _written_up(days: Days) -> Sums:
    return _sums(
        days.rows(
            """SELECT day, count(*), count(*) FROM debriefs
                WHERE day >= :since AND day < :until AND conduct IS NULL
                GROUP BY day ORDER BY day"""
        )
    )


def _looked_back(days: Days) -> Sums:
    return _sums(
        days.rows(
            """SELECT day, 1, 1 FROM (
                 SELECT day FROM debriefs WHERE day >= :since AND day < :until
                  UNION SELECT day FROM reflections WHERE day >= :since AND day < :until
                  UNION SELECT day FROM checks WHERE day >= :since AND day < :until)
                ORDER BY day"""
        )
    )


def _answers(key: str, most: int) -> Callable[[Days], Sums]:
    """The whole numbers from 1 to `most` (at most 9) that were answered to a question."""

    def sums(days: Days) -> Sums:
        # CROSS JOIN: the days first. Otherwise all answers to a question are read, ever given.
        return _sums(
            days.rows(
                """SELECT d.day, sum(CAST(a.value AS INTEGER)), count(*)
                     FROM debriefs d CROSS JOIN answers a ON a.debrief = d.id
                    WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
                      AND a.key = :key
                      AND length(a.value) = 1 AND a.value BETWEEN '1' AND :most
                    GROUP BY d.day ORDER BY d.day""",
                key=key,
                most=str(most),
            )
        )

    return sums


def _tension_drop(days: Days) -> Sums:
    return _sums(
        days.rows(
            """SELECT d.day, sum(CAST(s.value AS INTEGER) - CAST(e.value AS INTEGER)), count(*)
                 FROM debriefs d CROSS JOIN answers s ON s.debrief = d.id
                      CROSS JOIN answers e ON e.debrief = d.id
                WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
                  AND s.key = 'feelings.tension_start' AND s.value IN ('1', '2', '3', '4', '5')
                  AND e.key = 'feelings.tension_end' AND e.value IN ('1', '2', '3', '4', '5')
                GROUP BY d.day ORDER BY d.day"""
        )
    )


def _follow_through(days: Days) -> Sums:
    # As in a report: answers about plans that there still are.
    return _sums(
        days.rows(
            """SELECT c.day, sum(c.did IS 'yes'), count(*)
                 FROM checks c JOIN plays p ON p.id = c.play
                WHERE c.day >= :since AND c.day < :until AND c.came_up AND c.conduct IS NULL
                GROUP BY c.day ORDER BY c.day"""
        )
    )


def _consistency(days: Days) -> Sums:
    """Day by day what `consistency_of` counts over a period."""
    focuses = counting_plans.focuses(days)
    held: dict[date, list[HeldCount]] = {}
    for row in counting_plans.held(days):
        held.setdefault(row.day, []).append(row)
    answers: dict[date, Counter[str]] = {}
    for day, answer, count in days.rows(
        """SELECT day, focus, count(*) FROM reflections
            WHERE day >= :since AND day < :until AND focus IS NOT NULL GROUP BY day, focus"""
    ):
        answers.setdefault(date.fromisoformat(day), Counter())[answer] += count
    found = []
    for day in sorted(held.keys() | answers.keys()):
        tallies = Tallies(
            held=tuple(held.get(day, ())), focuses=focuses, focus_answers=answers.get(day, {})
        )
        count = consistency_of(tallies)
        found.append(DaySum(day, count.k, count.n))
    return tuple(found)


_SUMS: Mapping[str, Callable[[Days], Sums]] = {
    "exceeded": _customers("'exceeded'"),
    "met_or_better": _customers("'met', 'exceeded'"),
    "written_up": _written_up,
    "looked_back": _looked_back,
    "my_effort": _answers("effort.mine", 5),
    "ease": _answers("effort.ease", 7),
    "tension_drop": _tension_drop,
    "confidence": _answers("effort.confidence", 5),
    "follow_through": _follow_through,
    "consistency": _consistency,
}
