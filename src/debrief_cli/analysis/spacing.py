"""When a plan is asked about again, and what its answers say about it.

The rule is ours: a plan that worked is asked about less and less often, one that slipped
comes back the next time its situation does, and one that did not come up costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from debrief_cli.records import GivenCheck, Play

READY_FROM = 3
SLIPPED_FROM = 3
# Days of rest after so many times in a row that it was done and worked.
RESTS = (0, 1, 3, 7)
STANDARD_RESTS = 14
_LATELY = 3


def _worked(check: GivenCheck) -> bool:
    return check.did == "yes" and check.worked == "yes"


def _slipped(check: GivenCheck) -> bool:
    return check.did == "forgot"


def streak(checks: Sequence[GivenCheck]) -> int:
    """How many times in a row, up to the last, it came up, was done and worked."""
    count = 0
    for check in reversed([c for c in checks if c.came_up]):
        if not _worked(check):
            break
        count += 1
    return count


def rest_after(play: Play) -> timedelta:
    """How long the plan is left alone after its last answer."""
    if play.state == "standard":
        return timedelta(days=STANDARD_RESTS)
    return timedelta(days=RESTS[min(streak(play.checks), len(RESTS) - 1)])


def is_due(play: Play, today: date) -> bool:
    """Whether the plan may be asked about today."""
    return not play.checks or today - play.checks[-1].day >= rest_after(play)


def longest_unasked(plays: Sequence[Play], today: date) -> Play | None:
    """The plan that was not asked about for the longest time, among those that are due."""
    due = [play for play in plays if is_due(play, today)]
    return min(
        due,
        key=lambda play: (play.checks[-1].day if play.checks else date.min, play.id),
        default=None,
    )


def turning(play: Play) -> str:
    """What a plan's answers call for: "ready", "slipped", "failing" or nothing ("").

    ready: on trial, done and worked three times. slipped: on trial, slipped three times and
    more often than it worked. failing: a standard of which two of the last three times
    slipped or were no help.
    """
    came_up = [check for check in play.checks if check.came_up]
    worked = sum(map(_worked, came_up))
    slipped = sum(map(_slipped, came_up))
    if play.state == "trying" and slipped >= SLIPPED_FROM and slipped > worked:
        return "slipped"
    if play.state == "trying" and worked >= READY_FROM:
        return "ready"
    lately = came_up[-_LATELY:]
    bad = sum(_slipped(check) or check.worked == "no" for check in lately)
    return "failing" if play.state == "standard" and bad >= _LATELY - 1 else ""
