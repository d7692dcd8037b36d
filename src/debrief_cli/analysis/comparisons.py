"""What goes together with an outcome. Never what causes it: nobody drew lots."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from debrief_cli.analysis.customers import OUTCOMES
from debrief_cli.analysis.figures import (
    SIDE_FROM,
    TAU_FROM,
    Difference,
    Sample,
    Share,
    difference_of,
    share_of,
)
from debrief_cli.analysis.stats import base_share, kendall_tau_b, shrunk
from debrief_cli.analysis.tallies import OutcomeCount

EFFORT_STEPS = (1, 2, 3, 4, 5)
ALONE = "none"


class Comparison(NamedTuple):
    """The share of an outcome among debriefs with something, and among those without.

    `shrunk` is the share with it, drawn towards that of all; `lift` is how far it then
    lies above it. Both, and the difference, need five debriefs on each side.
    """

    name: str
    with_: Share
    without: Share
    shrunk: float | None
    lift: float | None
    difference: Difference


class Effort(NamedTuple):
    """One's own effort (1 to 5) by outcome, and how far the two go together (τ-b)."""

    grid: Mapping[str, tuple[int, ...]]
    tau_b: float | None
    gate: str
    needs: int


def compare(name: str, with_: Sample, everyone: Sample) -> Comparison:
    """Debriefs `with_` something against all the others of `everyone`."""
    without = Sample(everyone.k - with_.k, everyone.n - with_.n)
    difference = difference_of(with_, without, SIDE_FROM)
    drawn = lift = None
    if difference.gate == "ok":
        base = base_share(everyone.k, everyone.n)
        drawn = shrunk(with_.k, with_.n, base)
        lift = drawn - base
    return Comparison(name, share_of(with_), share_of(without), drawn, lift, difference)


def compare_names(
    rows: Sequence[OutcomeCount], outcome: str, everyone: Sample
) -> tuple[Comparison, ...]:
    """Each name of the rows against the rest of `everyone`, the most frequent first."""
    names = sorted({row.name for row in rows})
    found = [compare(name, sample_of(rows, outcome, {name}), everyone) for name in names]
    return tuple(sorted(found, key=lambda comparison: -comparison.with_.n))


def compare_needs(rows: Sequence[OutcomeCount]) -> tuple[Comparison, ...]:
    """Each need against the other needs, among debriefs that name one, on `exceeded`."""
    return compare_names(rows, "exceeded", sample_of(rows, "exceeded"))


def compare_multitasking(rows: Sequence[OutcomeCount]) -> Comparison:
    """Doing something else meanwhile against doing nothing else, on the share `below`."""
    busy = {row.name for row in rows} - {ALONE}
    return compare("multitasking", sample_of(rows, "below", busy), sample_of(rows, "below"))


def sample_of(rows: Sequence[OutcomeCount], outcome: str, names: set[str] | None = None) -> Sample:
    """How many of the debriefs with one of `names` (all, if unset) had that outcome."""
    rows = [row for row in rows if names is None or row.name in names]
    return Sample(sum(row.n for row in rows if row.outcome == outcome), sum(row.n for row in rows))


def effort_of(rows: Sequence[tuple[str, int, int]]) -> Effort:
    """The grid of (outcome, effort, count) rows; τ-b from ten answers on.

    τ-b stays None beyond its gate when all efforts or all outcomes are the same: there
    is then no order to compare.
    """
    counts = {(outcome, step): 0 for outcome in OUTCOMES for step in EFFORT_STEPS}
    for outcome, step, count in rows:
        counts[outcome, step] += count
    grid = {outcome: tuple(counts[outcome, step] for step in EFFORT_STEPS) for outcome in OUTCOMES}
    needs = max(0, TAU_FROM - sum(counts.values()))
    if needs:
        return Effort(grid, None, "too_few", needs)
    table = [[grid[outcome][step - 1] for outcome in OUTCOMES] for step in EFFORT_STEPS]
    return Effort(grid, kendall_tau_b(table), "ok", 0)
