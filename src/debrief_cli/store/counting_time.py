"""Counts about plans and the week's one thing over time, for the full report; see `counting`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from debrief_cli.analysis.full_tallies import FocusDay, Happened, MadePlan, PlanDay
from debrief_cli.analysis.plans_in_time import DEBRIEFS_LOOKED_AT, PLANS_LOOKED_AT
from debrief_cli.records import GivenCheck

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debrief_cli.analysis.tallies import FocusOf, PlayCount
    from debrief_cli.store.counting import Days


def plan_days(days: Days) -> tuple[PlanDay, ...]:
    """Plans made and answered about, by day."""
    # In two parts, because only then does the first find its rows by an index.
    made = days.rows(
        """SELECT d.day, count(*), 0, 0, 0, 0
             FROM debriefs d JOIN plays p ON p.from_debrief = d.id
            WHERE d.day >= :since AND d.day < :until GROUP BY d.day
            UNION ALL
           SELECT day, count(*), 0, 0, 0, 0 FROM plays
            WHERE created_at >= :since AND created_at < :until AND from_debrief IS NULL
            GROUP BY day"""
    )
    asked = days.rows(
        """SELECT day, 0, sum(came_up), sum(came_up AND did IS 'yes'),
                  sum(came_up AND did IS 'partly'),
                  sum(came_up AND did IS 'yes' AND worked IS 'yes')
             FROM checks
            WHERE day >= :since AND day < :until AND play IS NOT NULL AND conduct IS NULL
            GROUP BY day"""
    )
    return tuple(PlanDay(date.fromisoformat(day), *counts) for day, *counts in (*made, *asked))


def plans(days: Days, plays: Sequence[PlayCount]) -> tuple[MadePlan, ...]:
    """The plans that came up most in the period, with the day that each was made on."""
    most = sorted((p for p in plays if not p.later), key=lambda play: (-play.came_up, play.id))
    found = (
        row
        for play in most[:PLANS_LOOKED_AT]
        for row in days.rows(
            'SELECT id, "if", "then", day, from_debrief FROM plays WHERE id = :play', play=play.id
        )
    )
    return tuple(
        MadePlan(id_, if_, then, date.fromisoformat(day), source)
        for id_, if_, then, day, source in found
    )


def happened(days: Days) -> tuple[Happened, ...]:
    """The newest debriefs up to the period's end."""
    found = days.rows(
        """SELECT id, day, outcome, situation FROM debriefs
            WHERE day < :until AND conduct IS NULL ORDER BY day DESC, id DESC LIMIT :most""",
        most=DEBRIEFS_LOOKED_AT,
    )
    return tuple(
        Happened(id_, date.fromisoformat(day), outcome, situation)
        for id_, day, outcome, situation in found
    )


def focus_days(days: Days) -> tuple[FocusDay, ...]:
    """What the evenings answered about the week's one thing, by day."""
    found = days.rows(
        """SELECT day, focus, count(*) FROM reflections
            WHERE day >= :since AND day < :until AND focus IS NOT NULL GROUP BY day, focus"""
    )
    return tuple(FocusDay(date.fromisoformat(day), answer, n) for day, answer, n in found)


def focus_checks(days: Days, focuses: Sequence[FocusOf]) -> tuple[tuple[int, GivenCheck], ...]:
    """The answers about plans that were some week's one thing, each with its plan's id."""
    wanted = {entry.play for entry in focuses if entry.play is not None}
    if not wanted:
        return ()
    found = days.rows(
        """SELECT play, day, came_up, did, worked FROM checks
            WHERE day >= :since AND day < :until AND play IS NOT NULL AND conduct IS NULL
            ORDER BY day"""
    )
    return tuple(
        (play, GivenCheck(date.fromisoformat(day), "", None, bool(came_up), did, worked))
        for play, day, came_up, did, worked in found
        if play in wanted
    )
