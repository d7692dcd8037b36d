"""The whole report, out of the counts: `build` is the way in."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.analysis import windows
from debrief_cli.analysis.comparisons import (
    Comparison,
    Effort,
    compare_multitasking,
    compare_names,
    compare_needs,
    effort_of,
)
from debrief_cli.analysis.customers import (
    Change,
    Debriefs,
    Reflections,
    Week,
    changes_of,
    debriefs_in,
    reflections_in,
    weeks_of,
)
from debrief_cli.analysis.figures import Sample
from debrief_cli.analysis.plans import (
    Count,
    Next,
    Plays,
    consistency_of,
    next_of,
    plays_of,
    promises_of,
)
from debrief_cli.analysis.tallies import FactorCount, FocusOf, StageCount, Tallies, Words
from debrief_cli.period import Period, week_label

if TYPE_CHECKING:
    from debrief_cli.analysis.full import Full

LINES_SHOWN = 3
# Longer than this, a line is cut on a screen; a shorter one of the same day is taken first.
SHORT = 60


class Report(NamedTuple):
    """Everything a report says about a period, as seen on the day `today`.

    `first_day` is that of the first entry ever. `own_words` are of debriefs;
    `better_words` of debriefs and reflections alike; `went_well` stands in for them where
    nothing went better than expected, and `helped_a_little` where neither is. `full` is there
    when the counts for it are.
    """

    period: Period
    today: date
    timezone: str
    first_day: date | None
    debriefs: Debriefs
    reflections: Reflections
    change: Mapping[str, Change]
    weeks: tuple[Week, ...]
    own_words: tuple[Words, ...]
    better_words: tuple[Words, ...]
    went_well: tuple[Words, ...]
    techniques: tuple[Comparison, ...]
    needs: tuple[Comparison, ...]
    multitasking: Comparison
    factors: tuple[FactorCount, ...]
    stages: tuple[StageCount, ...]
    effort: Effort
    evidence: Mapping[str, int]
    plays: Plays
    consistency: Count
    days_looked_back: Count
    promises: Mapping[str, int]
    focus: FocusOf | None
    next: Next | None
    helped_a_little: tuple[Words, ...] = ()
    full: "Full | None" = None


def build(tallies: Tallies, period: Period, today: date, timezone: str) -> Report:
    """The report of a period; `today` decides which weeks are whole and what has come."""
    compared = debriefs_in(tallies.debriefs, windows.compared_weeks(period, today))
    focus = _focus_of(tallies.focuses, windows.last_day(period, today))
    return Report(
        period=period,
        today=today,
        timezone=timezone,
        first_day=tallies.first_day,
        debriefs=debriefs_in(tallies.debriefs, period),
        reflections=reflections_in(tallies.customers, period),
        change=changes_of(tallies, period, today),
        weeks=weeks_of(tallies, period, today),
        own_words=choose(tallies.contributions),
        better_words=choose((*tallies.contributions, *tallies.whys)),
        went_well=choose(tallies.went_well),
        techniques=compare_names(
            tallies.techniques, "exceeded", Sample(compared.outcomes["exceeded"], compared.total)
        ),
        needs=compare_needs(tallies.needs),
        multitasking=compare_multitasking(tallies.multitasking),
        factors=tuple(sorted(tallies.factors, key=lambda row: -row.helped - row.hurt)),
        stages=tallies.stages,
        effort=effort_of(tallies.effort),
        evidence=tallies.evidence,
        plays=plays_of(tallies),
        consistency=consistency_of(tallies),
        days_looked_back=_days_looked_back(tallies, period, today),
        promises=promises_of(tallies.promises),
        focus=focus,
        next=next_of(tallies, focus),
        helped_a_little=choose(tallies.helped_a_little),
        full=_full_of(tallies, period, today),
    )


def _full_of(tallies: Tallies, period: Period, today: date) -> "Full | None":
    if tallies.full is None:
        return None
    # The first screen, which people ask for more often, does without this.
    from debrief_cli.analysis.full import full_of

    return full_of(tallies.full, period, today)


def choose(lines: Sequence[Words], count: int = LINES_SHOWN) -> tuple[Words, ...]:
    """Some of the lines, newest first: each of another day while there are others.

    Of one day's lines, those short enough for a screen are taken first.
    """
    newest = sorted(lines, key=lambda line: (line.day, line.id), reverse=True)
    of_day: dict[date, list[Words]] = {}
    for line in sorted(newest, key=lambda line: len(line.text) > SHORT):
        of_day.setdefault(line.day, []).append(line)
    in_turn = [(turn, line) for lines in of_day.values() for turn, line in enumerate(lines)]
    in_turn.sort(key=lambda entry: (entry[0], -entry[1].day.toordinal()))
    chosen = {id(line) for _, line in in_turn[:count]}
    return tuple(line for line in newest if id(line) in chosen)


def _focus_of(focuses: Sequence[FocusOf], day: date) -> FocusOf | None:
    """The one thing of the week that the period ends in; the latest set, if there are two."""
    week = week_label(day)
    return next((entry for entry in reversed(focuses) if entry.week == week), None)


def _days_looked_back(tallies: Tallies, period: Period, today: date) -> Count:
    """The days with anything recorded, of the days that have come since the first entry."""
    days = windows.elapsed(period, today, tallies.first_day)
    recorded = {row.day for row in tallies.debriefs}
    recorded.update(row.day for row in tallies.customers)
    recorded.update(tallies.check_days)
    return Count(sum(day in days for day in recorded), days.days)
