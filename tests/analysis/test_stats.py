"""The formulas against worked cases and against SciPy."""

from __future__ import annotations

import itertools
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, kendalltau, norm

from debrief_cli.analysis.stats import (
    Z95,
    base_share,
    design_effect,
    effective_n,
    kendall_tau_b,
    newcombe,
    shrunk,
    wilson,
)

ORACLES = json.loads((Path(__file__).parents[1] / "oracles.json").read_text())["oracles"]
WITHIN = 5e-6
OUTCOMES = ("below", "met", "exceeded")

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
tables = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=5)


def about(value: float) -> object:
    return pytest.approx(value, abs=WITHIN)


@pytest.mark.parametrize("case", ORACLES["wilson"]["cases"], ids=lambda c: f"{c['k']}of{c['n']}")
def test_wilson_worked_cases(case):
    """The interval of a share is Wilson's, at 95 and at 80 per cent."""
    share = case["k"] / case["n"]
    assert wilson(share, case["n"]) == (about(case["lo95"]), about(case["hi95"]))
    z80 = float(norm.ppf(0.9))
    assert wilson(share, case["n"], z80) == (about(case["lo80"]), about(case["hi80"]))


@given(counts)
def test_wilson_is_scipys(case):
    """For every count the interval is the one that SciPy gives."""
    k, n = case
    found = binomtest(k, n).proportion_ci(0.95, "wilson")
    low, high = wilson(k / n, n, float(norm.ppf(0.975)))
    assert low == pytest.approx(found.low, abs=1e-9)
    assert high == pytest.approx(found.high, abs=1e-9)


@given(st.floats(0, 1), st.floats(0.1, 1e6))
def test_wilson_stays_within_a_share(share, n):
    """An interval lies between 0 and 1 and holds its share, for effective numbers too."""
    low, high = wilson(share, n)
    assert 0 <= low <= share <= high <= 1


def test_no_cases_no_interval():
    """Nothing counted has no interval, and no difference from anything."""
    assert wilson(0.0, 0) is None
    assert newcombe(0.0, 0, 0.5, 10) is None
    assert newcombe(0.5, 10, 0.0, 0) is None


@pytest.mark.parametrize("case", ORACLES["newcombe_difference"]["cases"], ids=lambda c: c["label"])
def test_newcombe_worked_cases(case):
    """A difference has the interval that Newcombe's method 10 gives."""
    found = newcombe(case["k1"] / case["n1"], case["n1"], case["k2"] / case["n2"], case["n2"])
    assert found == (about(case["diff"]), about(case["lo95"]), about(case["hi95"]))
    assert (found[1] > 0 or found[2] < 0) is case["excludes_zero"]


@given(counts, counts)
def test_newcombe_from_scipys_bounds(first, second):
    """Newcombe's interval is what SciPy's two Wilson intervals combine to, and turns with sides."""
    (k1, n1), (k2, n2) = first, second
    one = binomtest(k1, n1).proportion_ci(0.95, "wilson")
    two = binomtest(k2, n2).proportion_ci(0.95, "wilson")
    p1, p2 = k1 / n1, k2 / n2
    difference, low, high = newcombe(p1, n1, p2, n2)
    assert difference == pytest.approx(p1 - p2)
    assert low == pytest.approx(p1 - p2 - math.hypot(p1 - one.low, two.high - p2), abs=1e-6)
    assert high == pytest.approx(p1 - p2 + math.hypot(one.high - p1, p2 - two.low), abs=1e-6)
    assert newcombe(p2, n2, p1, n1) == pytest.approx((-difference, -high, -low))
    assert -1 - 1e-12 <= low <= high <= 1 + 1e-12


@pytest.mark.parametrize("case", ORACLES["technique_shrinkage"]["cases"])
def test_shrinkage_worked_cases(case):
    """A share of few cases is drawn towards that of all, as by ten average ones."""
    base = base_share(case["K_all"], case["N_all"])
    drawn = shrunk(case["k_with"], case["n_with"], base, case["m"])
    assert base == about(case["p0"])
    assert drawn == about(case["post_mean"])
    assert drawn - base == about(case["lift"])
    assert shrunk(case["k_with"], case["n_with"], base) == drawn


@pytest.mark.parametrize("case", ORACLES["reflection_clusters"]["cases"])
def test_cluster_worked_cases(case):
    """Customers of one day count for less the more alike they are."""
    days = case["n"] / case["m"]
    assert design_effect(case["n"], days, case["rho"]) == about(case["deff"])
    assert effective_n(case["n"], days, case["rho"]) == about(case["n_eff"])


def test_the_likeness_of_a_day():
    """Fifteen customers on five days are worth 10.714286, at a likeness of 0.2."""
    assert effective_n(15, 5) == about(10.714286)
    assert effective_n(0, 0) == 0
    assert design_effect(0, 0) == 1


def test_kendall_worked_case():
    """Effort and outcome go together as the worked case says."""
    case = ORACLES["effort_vs_outcome"]["case"]
    pairs = list(zip(case["effort"], case["outcome"], strict=True))
    table = [[pairs.count((step, outcome)) for outcome in OUTCOMES] for step in range(1, 6)]
    assert kendall_tau_b(table) == about(case["tau_b"])


@given(tables)
def test_kendall_is_scipys(table):
    """τ-b out of a table is the one that SciPy finds among the cases one by one."""
    cases = [
        pair
        for i, j in itertools.product(range(len(table)), range(3))
        for pair in [(i, j)] * table[i][j]
    ]
    tied = len({i for i, _ in cases}) < 2 or len({j for _, j in cases}) < 2
    if tied:
        assert kendall_tau_b(table) is None
    else:
        expected = kendalltau(*zip(*cases, strict=True)).statistic
        assert kendall_tau_b(table) == pytest.approx(expected, abs=1e-9)


def test_z_is_that_of_95_per_cent():
    """The quantile is that of 95 per cent, to six decimals."""
    assert round(float(norm.ppf(0.975)), 6) == Z95
