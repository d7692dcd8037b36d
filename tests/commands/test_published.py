"""Published worked examples, written down as entries and read from what the program prints.

Each figure is held twice: against what was printed in the source, to its decimals, and to six
decimals against an independent computation.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean
from typing import Any

import pytest
from scipy.stats import binom, binomtest

from debrief_cli.analysis.charts import crossings_limit, longest_run_limit, xmr

Run = Callable[..., Any]
TODAY = date(2026, 3, 6)
MONDAY = date(2026, 3, 2)

# Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3: Wilson (1927).
INTERVALS = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
DIFFERENCES = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]
# Montgomery, Introduction to Statistical Quality Control: frozen orange juice (samples of 50),
# purchase orders (samples of many sizes), viscosity of primer paint (single values).
JUICE = (
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22,
    8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
)  # fmt: skip
ORDERS = (
    (12, 100), (8, 80), (6, 80), (9, 100), (10, 110), (12, 110), (11, 100), (16, 100), (10, 90),
    (6, 90), (20, 110), (15, 120), (9, 120), (8, 120), (6, 110), (8, 80), (10, 80), (7, 80),
    (5, 90), (8, 100), (5, 100), (8, 100), (10, 100), (6, 90), (9, 90),
)  # fmt: skip
PAINT = (
    33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54,
    33.12, 33.84,
)  # fmt: skip
# Anhøj and Olesen (2014), PLoS ONE 9(11): e113825: limits for so many points off the median.
CHANCE = [(10, 6, 2), (15, 7, 4), (20, 7, 6), (24, 8, 8), (30, 8, 10), (100, 10, 41)]


def evenings(k: int, n: int, last: date) -> list[dict[str, Any]]:
    """n evenings with one customer each, up to a day; k of the customers left happier."""
    return [
        {
            "day": str(last - timedelta(days=back)),
            "customers": [{"verdict": "exceeded" if back < k else "met"}],
        }
        for back in range(n)
    ]


def scipys(k: int, n: int) -> Any:
    """SciPy's Wilson interval, with `low` and `high`."""
    return binomtest(k, n).proportion_ci(0.95, "wilson")


@pytest.mark.parametrize(("k", "n", "low", "high"), INTERVALS)
def test_wilson(run: Run, k: int, n: int, low: float, high: float) -> None:
    """The interval of k of n customers, one an evening, is the published one and SciPy's."""
    assert run("reflect", "--from", evenings(k, n, TODAY)).code == 0
    since = str(TODAY - timedelta(days=n - 1))
    found = run("report", "--since", since, "--json").json["reflections"]["exceeded"]
    assert (found["k"], found["n"], found["gate"]) == (k, n, "ok")
    assert (round(found["low"], 4), round(found["high"], 4)) == (low, high)
    assert found["low"] == pytest.approx(scipys(k, n).low, abs=5.1e-7)
    assert found["high"] == pytest.approx(scipys(k, n).high, abs=5.1e-7)


def assert_difference(found: dict[str, Any], case: tuple[Any, ...]) -> None:
    """A difference is the published one, and that of SciPy's bounds, combined."""
    k1, n1, k2, n2, low, high = case
    p1, p2 = k1 / n1, k2 / n2
    assert (found["gate"], found["difference"]) == ("ok", pytest.approx(p1 - p2, abs=5e-7))
    # As printed to four decimals; what is printed here has been rounded once before.
    assert (found["low"], found["high"]) == pytest.approx((low, high), abs=5.1e-5)
    first, second = scipys(k1, n1), scipys(k2, n2)
    down = math.hypot(p1 - first.low, second.high - p2)
    up = math.hypot(first.high - p1, p2 - second.low)
    assert found["low"] == pytest.approx(p1 - p2 - down, abs=6e-7)
    assert found["high"] == pytest.approx(p1 - p2 + up, abs=6e-7)
    assert found["reading"] == ("up" if low > 0 else "no_clear_change")


@pytest.mark.parametrize("case", [c for c in DIFFERENCES if min(c[1], c[3]) >= 10], ids=str)
def test_newcombe_as_a_change(run: Run, case: tuple[Any, ...]) -> None:
    """Two spans of evenings, one after the other, differ by the published interval."""
    k1, n1, k2, n2, *_ = case
    length = max(n1, n2)
    now = evenings(k1, n1, TODAY - timedelta(days=1))
    before = evenings(k2, n2, TODAY - timedelta(days=1 + length))
    assert run("reflect", "--from", [*now, *before]).code == 0
    # The day that still runs is left out of a change, so the range begins `length` days before.
    found = run("report", "--since", str(TODAY - timedelta(days=length)), "--json").json
    change = found["change"]["exceeded"]
    assert change["now"] == {"k": k1, "n": n1}
    assert change["before"] == {"k": k2, "n": n2}
    assert_difference(change, case)


@pytest.mark.parametrize("case", DIFFERENCES, ids=str)
def test_newcombe_as_a_comparison(run: Run, case: tuple[Any, ...]) -> None:
    """Debriefs with a way of serving differ from those without by the published interval."""
    k1, n1, k2, n2, *_ = case
    debriefs = [
        {
            "occurred_at": "2026-02-18T12:00:00-06:00", "situation": "s",
            "outcome": "exceeded" if number < k else "met", "techniques": techniques,
        }
        for k, n, techniques in ((k1, n1, ["listen_fully"]), (k2, n2, []))
        for number in range(n)
    ]  # fmt: skip
    assert run("new", "--from", debriefs).code == 0
    (found,) = run("report", "--json").json["techniques"]
    assert (found["with"]["k"], found["with"]["n"]) == (k1, n1)
    assert (found["without"]["k"], found["without"]["n"]) == (k2, n2)
    assert_difference(found["difference"], case)


def checked(weeks: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """For each week n debriefs that ask about plan 1, of which it was done in k."""
    first = MONDAY - timedelta(weeks=len(weeks))
    yield {
        "occurred_at": f"{first}T08:00:00-06:00", "situation": "s", "outcome": "met",
        "next_time": {"then": "name the date first"},
    }  # fmt: skip
    for week, (k, n) in enumerate(weeks):
        for number in range(n):
            did = "yes" if number < k else "forgot"
            yield {
                "occurred_at": f"{first + timedelta(weeks=week)}T12:00:00-06:00",
                "situation": "s", "outcome": "met", "checks": [{"play": 1, "did": did}],
            }  # fmt: skip


def p_chart_of(run: Run, weeks: list[tuple[int, int]]) -> dict[str, Any]:
    """The p-chart of some weeks and a latest one that is held against them."""
    plan, *rest = checked([*weeks, weeks[0]])
    assert run("new", "--from", plan).code == 0
    assert run("new", "--from", rest).code == 0
    span = f"{len(weeks) + 2}w"
    found: dict[str, Any] = run("trend", "follow-through", "--last", span, "--json").json
    points = [point for point in found["points"] if point["n"]]
    assert [(point["k"], point["n"]) for point in points] == [*weeks, weeks[0]]
    chart: dict[str, Any] = found["p_chart"]
    return chart


def test_montgomerys_orange_juice(run: Run) -> None:
    """Thirty samples of fifty: centre and limits as printed, samples 15 and 23 outside."""
    chart = p_chart_of(run, [(k, 50) for k in JUICE])
    assert chart["baseline"] == {"k": 347, "n": 1500}
    assert round(chart["centre"], 4) == 0.2313
    limits = chart["points"]
    assert (round(limits[0]["low"], 4), round(limits[0]["high"], 4)) == (0.0524, 0.4102)
    deviation = float(binom.std(50, 347 / 1500)) / 50
    for point in limits:
        assert point["low"] == pytest.approx(347 / 1500 - 3 * deviation, abs=5e-7)
        assert point["high"] == pytest.approx(347 / 1500 + 3 * deviation, abs=5e-7)
    assert [n for n, point in enumerate(limits, 1) if point["signal"]] == [15, 23]


def test_montgomerys_purchase_orders(run: Run) -> None:
    """Twenty-five samples of many sizes: each has limits of its own, and sample 11 is outside."""
    chart = p_chart_of(run, list(ORDERS))
    assert chart["baseline"] == {"k": 234, "n": 2450}
    assert round(chart["centre"], 3) == 0.096
    assert (chart["plotted_from"], chart["signal_from"]) == (11, 42)
    for (_, n), point in zip(ORDERS, chart["points"], strict=False):
        deviation = float(binom.std(n, 234 / 2450)) / n
        assert point["low"] == pytest.approx(max(0, 234 / 2450 - 3 * deviation), abs=5e-7)
        assert point["high"] == pytest.approx(234 / 2450 + 3 * deviation, abs=5e-7)
    assert [n for n, point in enumerate(chart["points"], 1) if point["signal"]] == [11]


def test_montgomerys_paint() -> None:
    """Single values: mean, mean moving range and limits as printed, and nothing outside."""
    chart = xmr(PAINT)
    assert (round(chart.mean, 2), round(chart.moving_range, 2)) == (33.52, 0.48)
    assert (round(chart.high, 2), round(chart.low, 2)) == (34.80, 32.24)
    moving = fmean(abs(b - a) for a, b in pairwise(PAINT))
    assert chart.high == pytest.approx(fmean(PAINT) + 2.66 * moving, abs=5e-7)
    assert all(chart.low <= value <= chart.high for value in PAINT)


@pytest.mark.parametrize(("n", "longest", "crossings"), CHANCE)
def test_what_chance_makes(n: int, longest: int, crossings: int) -> None:
    """The longest run and the fewest crossings among n points are the published ones."""
    assert (longest_run_limit(n), crossings_limit(n)) == (longest, crossings)
    assert crossings == binom.ppf(0.05, n - 1, 0.5)


@pytest.mark.parametrize(
    ("weeks", "longest", "reading"),
    [("hhhlhhhllllllllhhlhhlhlh", 8, "no_shift"), ("hhhlhhhlllllllllhhlhhlhh", 9, "shift")],
)
def test_a_run_chart_of_twenty_four_weeks(run: Run, weeks: str, longest: int, reading: str) -> None:
    """With 24 points off the median, nine in a row on one side are a shift, and eight are none."""
    first = MONDAY - timedelta(weeks=24)
    debriefs = [
        {
            "occurred_at": f"{first + timedelta(weeks=week)}T12:00:00-06:00", "situation": "s",
            "outcome": "met", "answers": {"effort.mine": 4 if side == "h" else 2},
        }
        for week, side in enumerate(weeks)
    ]  # fmt: skip
    assert run("new", "--from", debriefs).code == 0
    shift = run("trend", "my-effort", "--json").json["shift"]
    assert (shift["n"], shift["longest_run"], shift["longest_run_limit"]) == (24, longest, 8)
    assert shift["crossings"] >= shift["crossings_limit"] == 8
    assert shift["reading"] == reading
