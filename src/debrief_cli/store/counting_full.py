"""Counts that only the full report and its document need; see `counting`.

They are apart because the first screen is asked for more often, and costs less without.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from debrief_cli.analysis import windows
from debrief_cli.analysis.full_tallies import FullTallies
from debrief_cli.analysis.plans_in_time import days_of_plans
from debrief_cli.analysis.tallies import OutcomeCount, StageCount
from debrief_cli.store import counting_lenses, counting_plans, counting_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from debrief_cli.analysis.tallies import PlayCount
    from debrief_cli.store.counting import Days


def the_rest(days: Days, today: date, plays: Sequence[PlayCount]) -> dict[str, Any]:
    """The fields of Tallies that a first screen leaves empty; `days` are those of the period."""
    compared = days._replace(period=windows.compared_weeks(days.period, today))
    recent = days._replace(period=windows.recent(days.period, today))
    plans = counting_time.plans(days, plays)
    weeks = days._replace(period=windows.side_by_side(days.period, today))
    plan_days = counting_time.plan_days(days._replace(period=days_of_plans(days.period, today)))
    focuses = counting_plans.focuses(weeks)
    return {
        "techniques": _techniques(compared),
        "needs": _answered(compared, "feelings.need"),
        "multitasking": _answered(compared, "attention.multitasking"),
        "stages": _stages(days),
        "effort": _effort(days),
        "evidence": _evidence(days),
        "plays_made": sum(row.made for row in plan_days if row.day in days.period),
        "held": counting_plans.held(days),
        "focus_answers": counting_plans.focus_answers(days),
        "promises": counting_plans.promises(days),
        "full": FullTallies(
            channels=_channels(days),
            tags=_tags(days),
            causes=_causes(compared),
            causes_named=_causes_named(compared),
            plan_days=plan_days,
            plans=plans,
            happened=counting_time.happened(days) if plans else (),
            focuses=focuses,
            focus_days=counting_time.focus_days(weeks),
            focus_checks=counting_time.focus_checks(weeks, focuses),
            looked=counting_lenses.looked(recent),
        ),
    }


def _techniques(days: Days) -> tuple[OutcomeCount, ...]:
    # A way of serving may stand twice in one debrief, and that is still one debrief.
    found = days.rows(
        """SELECT t.technique, d.outcome, count(DISTINCT d.id)
             FROM debriefs d JOIN techniques t ON t.debrief = d.id
            WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
            GROUP BY t.technique, d.outcome"""
    )
    return tuple(map(OutcomeCount._make, found))


def _answered(days: Days, key: str) -> tuple[OutcomeCount, ...]:
    # CROSS JOIN: the days first. Otherwise all answers to a question are read, ever given.
    found = days.rows(
        """SELECT a.value, d.outcome, count(*)
             FROM debriefs d CROSS JOIN answers a ON a.debrief = d.id
            WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL AND a.key = :key
            GROUP BY a.value, d.outcome""",
        key=key,
    )
    # The value is JSON; the name in it is well-formed and has nothing to unescape.
    return tuple(OutcomeCount(value.strip('"'), outcome, count) for value, outcome, count in found)


def _stages(days: Days) -> tuple[StageCount, ...]:
    found = days.rows(
        """SELECT s.stage, sum(s.verdict = 'worked'), sum(s.verdict = 'neutral'),
                  sum(s.verdict = 'turned')
             FROM debriefs d JOIN stages s ON s.debrief = d.id
            WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
            GROUP BY s.stage"""
    )
    return tuple(map(StageCount._make, found))


def _effort(days: Days) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (outcome, int(step), count)
        for step, outcome, count in _answered(days, "effort.mine")
        if step in {"1", "2", "3", "4", "5"}
    )


def _evidence(days: Days) -> Mapping[str, int]:
    return dict(
        days.rows(
            """SELECT evidence, count(*) FROM debriefs
                WHERE day >= :since AND day < :until AND conduct IS NULL
                  AND evidence IS NOT NULL GROUP BY evidence"""
        )
    )


def _channels(days: Days) -> tuple[OutcomeCount, ...]:
    found = days.rows(
        """SELECT channel, outcome, count(*) FROM debriefs
            WHERE day >= :since AND day < :until AND conduct IS NULL
            GROUP BY channel, outcome"""
    )
    return tuple(map(OutcomeCount._make, found))


def _tags(days: Days) -> tuple[OutcomeCount, ...]:
    found = days.rows(
        """SELECT t.tag, d.outcome, count(DISTINCT d.id)
             FROM debriefs d JOIN tags t ON t.debrief = d.id
            WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
            GROUP BY t.tag, d.outcome"""
    )
    return tuple(map(OutcomeCount._make, found))


def _causes(days: Days) -> tuple[OutcomeCount, ...]:
    found = days.rows(
        """SELECT f.factor, d.outcome, count(DISTINCT d.id)
             FROM debriefs d JOIN factors f ON f.debrief = d.id
            WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
            GROUP BY f.factor, d.outcome"""
    )
    return tuple(map(OutcomeCount._make, found))


def _causes_named(days: Days) -> Mapping[str, int]:
    """The debriefs that name any cause, by outcome."""
    return dict(
        days.rows(
            """SELECT d.outcome, count(DISTINCT d.id)
                 FROM debriefs d JOIN factors f ON f.debrief = d.id
                WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL
                GROUP BY d.outcome"""
        )
    )
