"""Run charts and control charts against worked cases and against independent counts."""

from __future__ import annotations

import json
import math
import statistics
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from debrief_cli.analysis.charts import (
    beyond,
    crossings_limit,
    longest_run_limit,
    p_centre,
    p_gates,
    p_limits,
    run_chart,
    xmr,
)

ORACLES = json.loads((Path(__file__).parents[1] / "oracles.json").read_text())["oracles"]
P_CHART, XMR, RUN_CHART = (ORACLES[name] for name in ("p_chart", "xmr_chart", "run_chart"))

values = st.lists(st.integers(-20, 20).map(lambda n: n / 10), min_size=1, max_size=60)


def about(value: float) -> object:
    return pytest.approx(value, abs=5e-6)


@pytest.mark.parametrize("case", RUN_CHART["limits"], ids=lambda case: str(case["n"]))
def test_limits_of_chance_worked_cases(case):
    """The longest run and the fewest crossings of chance are those of the worked cases."""
    assert longest_run_limit(case["n"]) == case["longest_run_limit"]
    assert crossings_limit(case["n"]) == case["crossings_lower_limit"]


def test_the_crossings_of_chance_are_scipys():
    """The fewest crossings are SciPy's 5 per cent point, for more points than floats can hold."""
    points = [*range(1, 400), 1030, 2000]
    expected = {n: max(0, int(binom.ppf(0.05, n - 1, 0.5))) for n in points}
    assert {n: crossings_limit(n) for n in points} == expected


def test_a_run_chart_worked_case():
    """Sixteen values have one crossing and two runs of eight about their median."""
    case = RUN_CHART["case"]
    chart = run_chart(case["values"])
    assert chart.median == about(case["median"])
    assert (chart.n, chart.longest, chart.crossings) == (
        case["n_useful"], case["longest_run"], case["crossings"],
    )  # fmt: skip
    assert chart.longest > longest_run_limit(chart.n)
    assert chart.crossings < crossings_limit(chart.n)


@settings(deadline=None)
@given(values)
def test_runs_are_those_of_the_signs(given_values):
    """Runs are the unbroken stretches of one sign once what lies on the median is dropped."""
    chart = run_chart(given_values)
    middle = statistics.median(map(Fraction, map(str, given_values)))
    assert chart.median == about(float(middle))
    signs = "".join("+" if Fraction(str(v)) > middle else "-" for v in given_values
                    if Fraction(str(v)) != middle)  # fmt: skip
    assert chart.n == len(signs)
    assert chart.crossings == signs.count("+-") + signs.count("-+")
    assert chart.longest == max(
        map(len, signs.replace("+-", "+ -").replace("-+", "- +").split()), default=0
    )
    assert "".join(("+" if run.above else "-") * run.length for run in chart.runs) == signs
    for run in chart.runs:
        for place in (run.first, run.last):
            assert (given_values[place] > chart.median) == run.above
        assert run.last - run.first + 1 >= run.length


def test_a_value_on_the_median_breaks_no_run():
    """Two halves that only differ by the last bit of a float lie on the median, both."""
    chart = run_chart([0.1 + 0.2, 0.3, 0.5, 0.3, 0.6, 0.1, 0.2])
    assert (chart.n, chart.crossings) == (4, 1)
    assert [(run.first, run.last, run.length) for run in chart.runs] == [(2, 4, 2), (5, 6, 2)]


def test_p_chart_worked_cases():
    """Centre, gates and the limits of each week are those of the worked cases."""
    centre = p_centre([(P_CHART["baseline_k"], P_CHART["baseline_n"])])
    assert centre == about(P_CHART["pbar"])
    plotted, signal = p_gates(centre)
    assert (math.ceil(plotted), math.ceil(signal)) == (
        P_CHART["min_n_plot"], P_CHART["min_n_signal"],
    )  # fmt: skip
    for case in P_CHART["cases"]:
        low, high = p_limits(centre, case["n"])
        assert (low, high) == (about(case["lcl"]), about(case["ucl"]))
        outside = not low <= case["k"] / case["n"] <= high
        assert outside == case["outside"]
        assert (case["n"] >= plotted) == case["n_at_least_1_over_q"]
        assert (outside and case["n"] >= signal) == case["signal"]


@settings(deadline=None)
@given(st.floats(0.01, 0.99), st.integers(1, 500))
def test_p_limits_are_three_binomial_deviations(centre, n):
    """The limits lie three of SciPy's standard deviations from the centre, within 0 and 1."""
    reach = 3 * float(binom.std(n, centre)) / n
    low, high = p_limits(centre, n)
    assert low == pytest.approx(max(0, centre - reach), abs=1e-9)
    assert high == pytest.approx(min(1, centre + reach), abs=1e-9)


def test_when_all_are_alike_no_week_is_enough():
    """With a centre of none or all there is nothing that could lie outside."""
    assert p_gates(0.0) == p_gates(1.0) == (math.inf, math.inf)
    assert p_limits(1.0, 5) == (1.0, 1.0)


@pytest.mark.parametrize("n", range(2, 60))
def test_a_whole_number_of_cases_meets_its_own_gate(n):
    """With a centre of 1/n, n cases are enough to be plotted and 4n to call a signal."""
    plotted, signal = p_gates(1 / n)
    assert n >= plotted > n - 0.5
    assert 4 * n >= signal > 4 * n - 0.5


@pytest.mark.parametrize(
    ("value", "outside"), [(0.3, False), (0.1 + 0.2, False), (0.3001, True), (0.0999, True)]
)
def test_on_a_limit_is_not_beyond_it(value, outside):
    """Only what lies beyond its limits by more than a float's last bits is outside."""
    assert beyond(value, 0.1, 0.3) is outside


def test_xmr_worked_case():
    """Mean, limits and the one signal are those of the worked case."""
    case = XMR["case"]
    chart = xmr(case["values"][:10])
    assert (chart.mean, chart.moving_range) == (about(case["mean"]), about(case["mr_bar"]))
    assert (chart.low, chart.high) == (about(case["lnpl"]), about(case["unpl"]))
    assert chart.range_limit == about(case["url"])
    beyond = [n for n, v in enumerate(case["values"], 1) if not chart.low <= v <= chart.high]
    assert beyond == case["signals_at_index_1_based"]


@settings(deadline=None)
@given(st.lists(st.floats(-100, 100), min_size=2, max_size=40))
def test_xmr_is_the_plain_formula(given_values):
    """The limits are 2.66 mean moving ranges about the mean, computed in fractions."""
    exact = [Fraction(v) for v in given_values]
    mean = sum(exact) / len(exact)
    moving = sum(abs(b - a) for a, b in pairwise(exact)) / (len(exact) - 1)
    chart = xmr(given_values)
    assert chart.low == pytest.approx(float(mean - Fraction("2.66") * moving), abs=1e-6)
    assert chart.high == pytest.approx(float(mean + Fraction("2.66") * moving), abs=1e-6)
