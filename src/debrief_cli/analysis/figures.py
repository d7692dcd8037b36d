"""Shares and differences behind their gates: too few cases, and there is no figure."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from math import ceil
from typing import NamedTuple

from debrief_cli.analysis.stats import design_effect, effective_n, newcombe, wilson

SHARE_FROM = 5
CHANGE_FROM = 10
SIDE_FROM = 5
TAU_FROM = 10

# How many customers a day has when no day is there to tell: the evening asks for three.
USUAL_A_DAY = 3
# Room for the last bit of a float, so that 12 customers in 6 days are ten and not 9.999…
_ROUNDING = 1e-9


class Sample(NamedTuple):
    """k of n cases. `days` tells how many days they came from, if a day's are alike.

    Without `days` each case stands alone.
    """

    k: int
    n: int
    days: int | None = None

    @property
    def share(self) -> float:
        """k ÷ n, from 0 to 1; there must be cases."""
        return self.k / self.n

    @property
    def effective_n(self) -> float:
        """The number of independent cases that the n are worth."""
        return float(self.n) if self.days is None else effective_n(self.n, self.days)

    def missing(self, gate: int) -> int:
        """How many more cases, counted as they come, until the effective n is `gate`."""
        alike = 1.0
        if self.days is not None:
            alike = design_effect(self.n, self.days) if self.n else design_effect(USUAL_A_DAY, 1)
        return max(0, ceil(gate * alike - _ROUNDING) - self.n)


class Share(NamedTuple):
    """k of n with its share and 95 per cent interval, or None where `gate` is too_few.

    `needs` is how many more cases the gate asks for.
    """

    k: int
    n: int
    share: float | None
    low: float | None
    high: float | None
    gate: str
    needs: int


class Difference(NamedTuple):
    """One share less another, with its 95 per cent interval; None where too_few.

    `reading` is up or down when the interval leaves zero out, else no_clear_change.
    `needs` is how many more cases both sides together lack.
    """

    difference: float | None
    low: float | None
    high: float | None
    reading: str
    gate: str
    needs: int


def share_of(sample: Sample) -> Share:
    """The share of a sample and its Wilson interval, from an effective n of 5 on."""
    needs = sample.missing(SHARE_FROM)
    bounds = None if needs else wilson(sample.share, sample.effective_n)
    if bounds is None:
        return Share(sample.k, sample.n, None, None, None, "too_few", needs)
    return Share(sample.k, sample.n, sample.share, *bounds, "ok", 0)


def difference_of(first: Sample, second: Sample, gate: int) -> Difference:
    """The first share less the second, by Newcombe, when both have an effective n of `gate`."""
    needs = first.missing(gate) + second.missing(gate)
    found = None
    if not needs:
        found = newcombe(first.share, first.effective_n, second.share, second.effective_n)
    if found is None:
        return Difference(None, None, None, "no_clear_change", "too_few", needs)
    difference, low, high = found
    reading = "up" if low > 0 else "down" if high < 0 else "no_clear_change"
    return Difference(difference, low, high, reading, "ok", 0)
