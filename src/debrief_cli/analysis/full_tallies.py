"""What was counted for the full report alone; the first screen does without it."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from debrief_cli.analysis.tallies import FocusOf, OutcomeCount, Words
from debrief_cli.records import GivenCheck

_NONE: Mapping[str, int] = MappingProxyType({})


class PlanDay(NamedTuple):
    """Plans made on a day, and the answers about plans given on it."""

    day: date
    made: int = 0
    came_up: int = 0
    did: int = 0
    partly: int = 0
    worked: int = 0


class Happened(NamedTuple):
    """One debrief in a line: what it was about and how it left the customer."""

    id: int
    day: date
    outcome: str
    situation: str


class MadePlan(NamedTuple):
    """A plan with the day it was made on and the debrief that it came from, if any."""

    id: int
    if_: str
    then: str
    day: date
    from_debrief: int | None


class Answered(NamedTuple):
    """So many debriefs that gave one answer; `value` is its JSON, text without its quotes."""

    key: str
    value: str
    n: int


class StageDebriefs(NamedTuple):
    """So many debriefs that noted one part of the call with one verdict."""

    stage: str
    verdict: str
    n: int


class FocusDay(NamedTuple):
    """What so many evenings of a day answered about the week's one thing."""

    day: date
    answer: str
    n: int


class Looked(NamedTuple):
    """What the closer looks brought.

    `lenses` counts the debriefs with any answer of a lens (but for those that the save line
    asks for as well), `keys` those with a question's.
    `tension` has (start, end, debriefs); `noted` the debriefs that noted a verdict at any
    part; `thanks` how often each name was thanked; `promised` promises by their state now;
    `said` the newest own words under each question.
    """

    lenses: Mapping[str, int] = _NONE
    keys: Mapping[str, int] = _NONE
    answers: tuple[Answered, ...] = ()
    tension: tuple[tuple[int, int, int], ...] = ()
    stages: tuple[StageDebriefs, ...] = ()
    noted: Mapping[str, int] = _NONE
    thanks: tuple[tuple[str, int], ...] = ()
    promised: Mapping[str, int] = _NONE
    said: tuple[tuple[str, Words], ...] = ()


class FullTallies(NamedTuple):
    """All counts that only the full report needs.

    `channels` and `tags` cover the period; `causes`, with `causes_named` for the debriefs
    that name any, the eight whole weeks compared; `looked` the period and eight weeks at
    least; `focuses` with their answers and checks the weeks side by side; `plan_days` those,
    or months. `happened` are the newest debriefs up to the period's end.
    """

    channels: tuple[OutcomeCount, ...] = ()
    tags: tuple[OutcomeCount, ...] = ()
    causes: tuple[OutcomeCount, ...] = ()
    causes_named: Mapping[str, int] = _NONE
    plan_days: tuple[PlanDay, ...] = ()
    plans: tuple[MadePlan, ...] = ()
    happened: tuple[Happened, ...] = ()
    focuses: tuple[FocusOf, ...] = ()
    focus_days: tuple[FocusDay, ...] = ()
    focus_checks: tuple[tuple[int, GivenCheck], ...] = ()
    looked: Looked = Looked()
