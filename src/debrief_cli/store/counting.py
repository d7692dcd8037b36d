"""Counts for a report, made in SQL from the journal's views; records are never loaded.

Every count is bound by days, so that a week costs the same in a large journal. What is
not bound stays small by nature: plans on trial, promises, the first day of all.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.analysis import windows
from debrief_cli.analysis.tallies import (
    CustomerCount,
    DebriefCount,
    FactorCount,
    Tallies,
    Words,
)
from debrief_cli.period import Period, week_label
from debrief_cli.store import counting_plans

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

# Lines are chosen from the newest, however long the period.
NEWEST_LINES = 200


def tally(
    connection: sqlite3.Connection, period: Period, today: date, *, full: bool = True
) -> Tallies:
    """Every count that a report of `period` needs, as of `today`; unless `full`, its first screen.

    Call it within one read transaction: the counts are set against each other, and must
    be of one moment.
    """
    whole = Days(connection, windows.all_days(period, today))
    days = Days(connection, period)
    plays = counting_plans.plays(days)
    found = Tallies(
        first_day=first_day(connection),
        debriefs=_debriefs(whole),
        customers=_customers(whole),
        check_days=_check_days(days),
        factors=_factors(days),
        contributions=_contributions(days, "="),
        whys=_whys(days),
        went_well=_went_well(days),
        # No idea is proposed while every place is taken.
        ideas=() if counting_plans.places_taken(plays) else counting_plans.ideas(days),
        plays=plays,
        focuses=counting_plans.focuses(days),
    )
    if not (found.contributions or found.whys or found.went_well):
        found = found._replace(helped_a_little=_contributions(days, "!="))
    if not full:
        return found
    # The first screen, which people ask for more often, does without these.
    from debrief_cli.store import counting_full

    return found._replace(**counting_full.the_rest(days, today, plays))


def first_day(connection: sqlite3.Connection) -> date | None:
    """The day of the first entry ever; None in an empty journal."""
    found = connection.execute(
        "SELECT min(day) FROM debriefs UNION ALL SELECT min(day) FROM reflections"
    )
    return min((date.fromisoformat(day) for (day,) in found if day), default=None)


class Days(NamedTuple):
    """A journal, asked about the days of one period: :since and :until in the queries."""

    connection: sqlite3.Connection
    period: Period

    def rows(self, query: str, **values: object) -> Iterator[Any]:
        since, until = self.period.start, self.period.end
        bound = {
            "since": since.isoformat(),
            "until": until.isoformat(),
            "first_week": week_label(since),
            "last_week": week_label(until - timedelta(days=1)),
        }
        return iter(self.connection.execute(query, {**bound, **values}))


def _debriefs(days: Days) -> tuple[DebriefCount, ...]:
    found = days.rows(
        """SELECT day, outcome, conduct IS NOT NULL, count(*) FROM debriefs
            WHERE day >= :since AND day < :until
            GROUP BY day, outcome, conduct IS NOT NULL ORDER BY day"""
    )
    return tuple(
        DebriefCount(date.fromisoformat(day), outcome, bool(apart), count)
        for day, outcome, apart, count in found
    )


def _customers(days: Days) -> tuple[CustomerCount, ...]:
    found = days.rows(
        """SELECT day, verdict, conduct IS NOT NULL, debrief IS NOT NULL, count(*)
             FROM customers WHERE day >= :since AND day < :until
            GROUP BY 1, 2, 3, 4 ORDER BY day"""
    )
    return tuple(
        CustomerCount(date.fromisoformat(day), verdict, bool(apart), bool(linked), count)
        for day, verdict, apart, linked, count in found
    )


def _check_days(days: Days) -> tuple[date, ...]:
    found = days.rows("SELECT DISTINCT day FROM checks WHERE day >= :since AND day < :until")
    return tuple(date.fromisoformat(day) for (day,) in found)


def _factors(days: Days) -> tuple[FactorCount, ...]:
    found = days.rows(
        """SELECT f.factor, sum(f.direction = 'helped'), sum(f.direction = 'hurt')
             FROM debriefs d JOIN factors f ON f.debrief = d.id
            WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
            GROUP BY f.factor"""
    )
    return tuple(map(FactorCount._make, found))


def _words(found: Iterator[Any]) -> tuple[Words, ...]:
    return tuple(Words(id_, date.fromisoformat(day), text) for id_, day, text in found)


def _contributions(days: Days, than_exceeded: str) -> tuple[Words, ...]:
    """What helped where it went better than expected (`=`), or in all the others (`!=`)."""
    return _words(
        days.rows(
            f"""SELECT d.id, d.day, c.text
                 FROM debriefs d JOIN contributions c ON c.debrief = d.id
                WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
                  AND d.outcome {than_exceeded} 'exceeded'
                ORDER BY d.day DESC, d.id DESC, c.position LIMIT :most""",
            most=NEWEST_LINES,
        )
    )


def _whys(days: Days) -> tuple[Words, ...]:
    """What made it better for a reflected customer; one written up says so in its debrief."""
    return _words(
        days.rows(
            """SELECT reflection, day, why FROM customers
                WHERE day >= :since AND day < :until AND conduct IS NULL
                  AND verdict = 'exceeded' AND why IS NOT NULL AND debrief IS NULL
                ORDER BY day DESC, reflection DESC, position LIMIT :most""",
            most=NEWEST_LINES,
        )
    )


def _went_well(days: Days) -> tuple[Words, ...]:
    return _words(
        days.rows(
            """SELECT id, day, went_well FROM reflections
                WHERE day >= :since AND day < :until AND went_well IS NOT NULL
                ORDER BY day DESC LIMIT :most""",
            most=NEWEST_LINES,
        )
    )
