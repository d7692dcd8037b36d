"""Run charts and control charts: what tells a change over time from chance.

Values come in the order of their weeks (or days, or months); weeks without a value are left
out beforehand. Shares lie between 0 and 1; n may be fractional.
"""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Sequence
from itertools import groupby, pairwise
from math import inf, isclose, log2, sqrt
from statistics import fmean, median
from typing import NamedTuple

XMR_LIMIT = 2.66
XMR_RANGE_LIMIT = 3.267
P_SIGMAS = 3
PLOTTED_FROM = 1
SIGNAL_FROM = 4
# Five per cent, as one in so many: counted in whole numbers, which no float has room for.
CROSSINGS_ONE_IN = 20
# Room for the last bits of a float: a value this near to the median lies on it.
_SAME = 1e-9


class Run(NamedTuple):
    """Values in a row on one side of the median: the places of the first and the last.

    `length` counts those on that side; a value on the median breaks no run and counts in none.
    """

    first: int
    last: int
    length: int
    above: bool


class RunChart(NamedTuple):
    """The median of some values, and the runs on either side of it, in order.

    `n` counts the values off the median, `crossings` how often it is crossed.
    """

    median: float
    n: int
    runs: tuple[Run, ...]

    @property
    def crossings(self) -> int:
        """How often two values that follow each other lie on different sides."""
        return max(0, len(self.runs) - 1)

    @property
    def longest(self) -> int:
        """The length of the longest run."""
        return max((run.length for run in self.runs), default=0)


class XmR(NamedTuple):
    """The limits of single values: their mean, the mean moving range, and what follows."""

    mean: float
    moving_range: float
    low: float
    high: float
    range_limit: float


def same(value: float, middle: float) -> bool:
    """Whether a value lies on the median, but for the last bits of a float."""
    return isclose(value, middle, rel_tol=0, abs_tol=_SAME)


def beyond(value: float, low: float, high: float) -> bool:
    """Whether a value lies outside its limits, by more than the last bits of a float."""
    return value < low - _SAME or value > high + _SAME


def run_chart(values: Sequence[float]) -> RunChart:
    """The runs of `values` about their median; there must be a value.

    Values on the median are dropped (Anhøj and Olesen 2014).
    """
    middle = median(values)
    off = [(place, value > middle) for place, value in enumerate(values) if not same(value, middle)]
    runs = []
    for above, group in groupby(off, key=lambda entry: entry[1]):
        places = [place for place, _ in group]
        runs.append(Run(places[0], places[-1], len(places), above))
    return RunChart(middle, len(off), tuple(runs))


def longest_run_limit(n: int) -> int:
    """The longest run that chance makes among n values off the median: round(log₂ n + 3).

    A longer one is a shift. Schilling (2012), as used by Anhøj and Olesen (2014).
    """
    return round(log2(n) + 3)


def crossings_limit(n: int) -> int:
    """The fewest crossings that chance makes among n values off the median.

    The 5 per cent point of the binomial distribution of n − 1 steps, each a crossing with
    chance ½; fewer are a shift. Chen (2010), as used by Anhøj and Olesen (2014).
    """
    steps = n - 1
    ways, total, place = 1, 1, 0
    while total * CROSSINGS_ONE_IN < 2**steps:
        ways = ways * (steps - place) // (place + 1)
        total += ways
        place += 1
    return place


def p_centre(baseline: Sequence[tuple[int, int]]) -> float:
    """The centre of a p-chart: all k over all n of the baseline; there must be cases."""
    return sum(k for k, _ in baseline) / sum(n for _, n in baseline)


def p_limits(centre: float, n: float) -> tuple[float, float]:
    """The limits of a share of n cases: centre ± 3√(p̄(1 − p̄)/n), within 0 and 1.

    Shewhart's p-chart with limits of their own for each week (Montgomery 2009).
    """
    reach = P_SIGMAS * sqrt(centre * (1 - centre) / n)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def p_gates(centre: float) -> tuple[float, float]:
    """The cases from which a share is plotted, and from which one outside is a signal.

    1/q and 4/q with q the smaller of p̄ and 1 − p̄ (Hart and Hart 2007, after ASTM);
    endless when all cases are alike.
    """
    smaller = min(centre, 1 - centre)
    if smaller <= 0:
        return inf, inf
    # A hair less than the quotient, so that a whole number of cases meets its own gate.
    return PLOTTED_FROM / smaller - _SAME, SIGNAL_FROM / smaller - _SAME


def xmr(baseline: Sequence[float]) -> XmR:
    """The chart of single values: mean ± 2.66 mean moving ranges (Wheeler 1993).

    The range limit is 3.267 mean moving ranges. There must be two values; a moving range is
    the distance of one to the next.
    """
    mean = fmean(baseline)
    moving = fmean(abs(later - earlier) for earlier, later in pairwise(baseline))
    reach = XMR_LIMIT * moving
    return XmR(mean, moving, mean - reach, mean + reach, XMR_RANGE_LIMIT * moving)
