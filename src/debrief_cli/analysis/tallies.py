"""What was counted: the only thing that the figures are made from.

They are named tuples: the rows come straight from SQL, and there may be many.
"""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from debrief_cli.analysis.full_tallies import FullTallies


class DebriefCount(NamedTuple):
    """Debriefs of one day with one outcome; `apart` are those with `conduct`."""

    day: date
    outcome: str
    apart: bool
    n: int


class CustomerCount(NamedTuple):
    """Reflected customers of one day with one verdict; `linked` were also debriefed."""

    day: date
    verdict: str
    apart: bool
    linked: bool
    n: int


class OutcomeCount(NamedTuple):
    """Debriefs that share a name (a technique, a need, an answer) and an outcome."""

    name: str
    outcome: str
    n: int


class FactorCount(NamedTuple):
    """How often one cause helped and hurt."""

    factor: str
    helped: int
    hurt: int


class StageCount(NamedTuple):
    """How often one part of the call worked, was neutral, and turned."""

    stage: str
    worked: int
    neutral: int
    turned: int


class Words(NamedTuple):
    """A line in the person's own words: the id of its record, its day, the text."""

    id: int
    day: date
    text: str


class Idea(NamedTuple):
    """Something to try that has no plan yet; `source` is debrief or reflection."""

    source: str
    id: int
    day: date
    text: str


class PlayCount(NamedTuple):
    """A plan, its checks within the period, and two counts over all time.

    `worked` are the times it was done and worked. `proven` is the same over all time,
    `slipped` how often it slipped the mind; both are counted for plans on trial alone.
    One that is `later` was made after the period, and nobody was asked about it in there.
    """

    id: int
    if_: str
    then: str
    state: str
    came_up: int = 0
    did: int = 0
    partly: int = 0
    worked: int = 0
    proven: int = 0
    slipped: int = 0
    later: bool = False


class HeldCount(NamedTuple):
    """Checks of one day, of a plan that came up, is a standard or was some week's focus."""

    day: date
    play: int
    standard: bool
    done: bool
    n: int


class FocusOf(NamedTuple):
    """The one thing of a week, as recorded."""

    week: str
    text: str
    play: int | None


_NONE: Mapping[str, int] = MappingProxyType({})


class Tallies(NamedTuple):
    """All counts of a report. Those with a day cover every window, the rest the period.

    `techniques`, `needs` and `multitasking` cover the eight whole weeks compared.
    Debriefs and customers with `conduct` are in the counts by day alone. The first screen
    needs neither `full` nor what stands behind `focuses`: then they are left empty.
    """

    first_day: date | None = None
    debriefs: tuple[DebriefCount, ...] = ()
    customers: tuple[CustomerCount, ...] = ()
    check_days: tuple[date, ...] = ()
    factors: tuple[FactorCount, ...] = ()
    contributions: tuple[Words, ...] = ()
    whys: tuple[Words, ...] = ()
    went_well: tuple[Words, ...] = ()
    ideas: tuple[Idea, ...] = ()
    plays: tuple[PlayCount, ...] = ()
    focuses: tuple[FocusOf, ...] = ()
    techniques: tuple[OutcomeCount, ...] = ()
    needs: tuple[OutcomeCount, ...] = ()
    multitasking: tuple[OutcomeCount, ...] = ()
    stages: tuple[StageCount, ...] = ()
    effort: tuple[tuple[str, int, int], ...] = ()
    evidence: Mapping[str, int] = _NONE
    plays_made: int = 0
    held: tuple[HeldCount, ...] = ()
    focus_answers: Mapping[str, int] = _NONE
    promises: Mapping[str, int] = _NONE
    helped_a_little: tuple[Words, ...] = ()
    full: "FullTallies | None" = None
