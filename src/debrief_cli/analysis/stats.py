"""The formulas, each with its source. Shares lie between 0 and 1; n may be fractional."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Z95 = 1.959964
LIKENESS = 0.2
PRIOR_WEIGHT = 10


def wilson(share: float, n: float, z: float = Z95) -> tuple[float, float] | None:
    """The score interval of a share of `n` cases; None without cases.

    Wilson (1927), without continuity correction, clipped to 0 and 1. `share` is k/n;
    `n` counts cases and may be an effective number; `z` is the normal quantile
    (1.959964 for 95 per cent).
    """
    if n <= 0:
        return None
    scale = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
    # In floats a bound may pass its share by a hair, at none or all of n.
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def newcombe(
    share1: float, n1: float, share2: float, n2: float, z: float = Z95
) -> tuple[float, float, float] | None:
    """The difference of two independent shares with its interval: (difference, low, high).

    Newcombe (1998), method 10: the Wilson bounds of each share, combined. The unit is
    that of a share (0.1 is ten in a hundred). None when either side has no cases.
    """
    first, second = wilson(share1, n1, z), wilson(share2, n2, z)
    if first is None or second is None:
        return None
    difference = share1 - share2
    low = difference - sqrt((share1 - first[0]) ** 2 + (second[1] - share2) ** 2)
    high = difference + sqrt((first[1] - share1) ** 2 + (share2 - second[0]) ** 2)
    return difference, low, high


def design_effect(cases: float, groups: float, likeness: float = LIKENESS) -> float:
    """How many cases weigh as much as one independent case: 1 + (m − 1)ρ.

    Kish (1965). m is the mean number of cases in a group (customers in a day), ρ their
    assumed likeness within it. Without groups it is 1.
    """
    if not groups:
        return 1.0
    return 1 + (cases / groups - 1) * likeness


def effective_n(cases: float, groups: float, likeness: float = LIKENESS) -> float:
    """How many independent cases `cases` in `groups` are worth (cases ÷ design effect)."""
    return cases / design_effect(cases, groups, likeness)


def base_share(successes: int, cases: int) -> float:
    """The share of all cases, drawn a little to one half: (K + 1)/(N + 2), after Laplace."""
    return (successes + 1) / (cases + 2)


def shrunk(k: int, n: int, base: float, weight: float = PRIOR_WEIGHT) -> float:
    """The share k/n drawn towards `base` as by `weight` further, average cases.

    The mean of a beta posterior, (k + m·p₀)/(n + m). m = 10 is a choice, not an estimate:
    few cases say little, many are left as they are.
    """
    return (k + weight * base) / (n + weight)


def kendall_tau_b(table: Sequence[Sequence[int]]) -> float | None:
    """Kendall's τ-b (1945) of two ordered scales, from −1 to 1, out of their cross table.

    `table[i][j]` counts the cases at step i of one scale and step j of the other, both
    ascending. None when either scale has all its cases on one step.
    """
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    pairs = _pairs(sum(rows))
    free_rows = pairs - sum(map(_pairs, rows))
    free_columns = pairs - sum(map(_pairs, columns))
    if not free_rows or not free_columns:
        return None
    mirrored = [tuple(reversed(row)) for row in table]
    agreeing = _rising_pairs(table) - _rising_pairs(mirrored)
    return agreeing / sqrt(free_rows * free_columns)


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _rising_pairs(table: Sequence[Sequence[int]]) -> int:
    """The pairs of cases of which one is higher on both scales."""
    return sum(
        count * sum(sum(higher[j + 1 :]) for higher in table[i + 1 :])
        for i, row in enumerate(table)
        for j, count in enumerate(row)
    )
