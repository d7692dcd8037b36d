"""Counts about plans and what may become one, for a report; see `counting`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from debrief_cli.analysis.plans import MOST_TRYING
from debrief_cli.analysis.tallies import FocusOf, HeldCount, Idea, PlayCount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from debrief_cli.store.counting import Days

NEWEST_IDEAS = 20


def ideas(days: Days) -> tuple[Idea, ...]:
    """What the period's entries would try, newest first, as far as no plan says it yet."""
    evenings = days.rows(
        """SELECT 'reflection', id, day, further FROM reflections
            WHERE day >= :since AND day < :until AND further IS NOT NULL
            ORDER BY day DESC LIMIT :most""",
        most=NEWEST_IDEAS,
    )
    debriefs = days.rows(
        """SELECT 'debrief', d.id, d.day, w.text
             FROM debriefs d JOIN would_change w ON w.debrief = d.id
            WHERE d.day >= :since AND d.day < :until AND d.conduct IS NULL AND d.play IS NULL
            ORDER BY d.day DESC, d.id DESC, w.position LIMIT :most""",
        most=NEWEST_IDEAS,
    )
    found = [
        Idea(source, id_, date.fromisoformat(day), text)
        for source, id_, day, text in (*evenings, *debriefs)
    ]
    if not found:
        return ()
    # A plan is made on the day of its idea or later; a day more, for clocks far apart.
    oldest = min(idea.day for idea in found).toordinal() - 1
    plans = days.rows(
        'SELECT "then" FROM plays WHERE created_at >= :oldest',
        oldest=date.fromordinal(max(oldest, 1)).isoformat(),
    )
    planned = {_folded(then) for (then,) in plans}
    unplanned = [idea for idea in found if _folded(idea.text) not in planned]
    return tuple(sorted(unplanned, key=lambda idea: idea.day, reverse=True))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def plays(days: Days) -> tuple[PlayCount, ...]:
    """The plans asked about in the period or on trial, with their counts."""
    asked = days.rows(
        """SELECT p.id, p."if", p."then", p.state, sum(c.came_up),
                  sum(c.came_up AND c.did IS 'yes'), sum(c.came_up AND c.did IS 'partly'),
                  sum(c.came_up AND c.did IS 'yes' AND c.worked IS 'yes')
             FROM checks c JOIN plays p ON p.id = c.play
            WHERE c.day >= :since AND c.day < :until AND c.conduct IS NULL GROUP BY p.id"""
    )
    plays = {row[0]: PlayCount(*row) for row in asked}
    trying = days.rows(
        """SELECT id, "if", "then", state, worked, day >= :until FROM plays
            WHERE state = 'trying'"""
    )
    for id_, if_, then, state, proven, later in trying:
        play = plays.get(id_) or PlayCount(id_, if_, then, state, later=bool(later))
        plays[play.id] = play._replace(proven=proven, slipped=_slipped(days, play.id))
    return tuple(plays.values())


def places_taken(plays: Sequence[PlayCount]) -> bool:
    """Whether as many plans are on trial as there are places."""
    return sum(play.state == "trying" for play in plays) >= MOST_TRYING


def _slipped(days: Days, play: int) -> int:
    # Asked for one plan at a time: for several at once SQLite would read all checks.
    found = days.rows(
        "SELECT count(*) FROM checks WHERE play = :play AND came_up AND did = 'forgot'"
        " AND conduct IS NULL",
        play=play,
    )
    return sum(count for (count,) in found)


def held(days: Days) -> tuple[HeldCount, ...]:
    found = days.rows(
        """SELECT c.day, c.play, p.state = 'standard', c.did IS 'yes', count(*)
             FROM checks c JOIN plays p ON p.id = c.play
            WHERE c.day >= :since AND c.day < :until AND c.came_up AND c.conduct IS NULL
              AND (p.state = 'standard' OR c.play IN (
                    SELECT play FROM focuses WHERE week BETWEEN :first_week AND :last_week))
            GROUP BY 1, 2, 3, 4"""
    )
    return tuple(
        HeldCount(date.fromisoformat(day), play, bool(standard), bool(done), count)
        for day, play, standard, done, count in found
    )


def focuses(days: Days) -> tuple[FocusOf, ...]:
    found = days.rows(
        """SELECT week, text, play FROM focuses
            WHERE week BETWEEN :first_week AND :last_week ORDER BY week, id"""
    )
    return tuple(map(FocusOf._make, found))


def focus_answers(days: Days) -> Mapping[str, int]:
    return dict(
        days.rows(
            """SELECT focus, count(*) FROM reflections
                WHERE day >= :since AND day < :until AND focus IS NOT NULL GROUP BY focus"""
        )
    )


def promises(days: Days) -> Mapping[str, int]:
    # A due time or a moment of closing sorts among days as text: its date is written first.
    return dict(
        days.rows(
            """SELECT state, count(*) FROM promises
                WHERE state = 'open' AND (due < :until OR created_at < :until) GROUP BY state
                UNION ALL
               SELECT state, count(*) FROM promises
                WHERE state IN ('kept', 'broken')
                  AND closed_at >= :since AND closed_at < :until GROUP BY state"""
        )
    )
