"""How the week's one thing went, and whether it is worth another week."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from debrief_cli.period import week_label
from debrief_cli.records import Focus, GivenCheck

_NONE: Mapping[str, int] = MappingProxyType({})


class Week(NamedTuple):
    """One week's one thing: what the evenings answered, and the checks of its plan, if it is one.

    `came_up`, `did` and `worked` are of the checks alone.
    """

    focus: Focus
    answers: Mapping[str, int] = _NONE
    came_up: int = 0
    did: int = 0
    worked: int = 0

    @property
    def times(self) -> int:
        """How often it came up; what had no chance to is not counted."""
        answered = ("every_time", "sometimes", "no")
        return self.came_up + sum(self.answers.get(name, 0) for name in answered)

    @property
    def done(self) -> int:
        """How often it was done when it came up."""
        return self.did + self.answers.get("every_time", 0)

    @property
    def holds(self) -> bool:
        """Whether it was done four of five times it came up; never asked is no reason to stay."""
        return self.done * 5 >= self.times * 4


def week_of_focus(
    focus: Focus, answers: Mapping[str, int], checks: Sequence[GivenCheck] = ()
) -> Week:
    """What a week says about its one thing; `checks` are those of its plan, of any week."""
    own = [c for c in checks if c.came_up and week_label(c.day) == focus.week]
    done = [c for c in own if c.did == "yes"]
    worked = sum(c.worked == "yes" for c in done)
    return Week(focus, answers, len(own), len(done), worked)
