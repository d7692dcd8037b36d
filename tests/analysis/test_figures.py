"""Gates: no figure that the data cannot carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debrief_cli.analysis.figures import Sample, difference_of, share_of
from debrief_cli.analysis.stats import wilson


@st.composite
def samples(draw):
    """Any k of n; of one to three customers a day, or each case alone."""
    n = draw(st.integers(0, 60))
    k = draw(st.integers(0, n))
    days = draw(st.integers(-(-n // 3), n))
    return Sample(k, n, draw(st.sampled_from([None, days])))


@given(samples())
def test_a_share_keeps_its_gate(sample):
    """Below an effective five there is no share and no interval, and never a count too few."""
    share = share_of(sample)
    figures = (share.share, share.low, share.high)
    assert (share.k, share.n) == (sample.k, sample.n)
    if sample.effective_n < 5 - 1e-9:
        assert figures == (None, None, None)
        assert share.gate == "too_few"
        assert share.needs > 0
    else:
        assert None not in figures
        assert (share.gate, share.needs) == ("ok", 0)
        assert share.low <= share.share <= share.high


@given(samples(), samples(), st.sampled_from([5, 10]))
def test_a_difference_keeps_its_gate(first, second, gate):
    """A difference needs enough on both sides, and reads up or down only beyond zero."""
    found = difference_of(first, second, gate)
    enough = min(first.effective_n, second.effective_n) >= gate - 1e-9
    assert (found.gate == "ok") is enough
    if not enough:
        assert (found.difference, found.low, found.high) == (None, None, None)
        assert found.reading == "no_clear_change"
        assert found.needs > 0
    else:
        assert found.needs == 0
        assert (found.reading == "up") is (found.low > 0)
        assert (found.reading == "down") is (found.high < 0)


@pytest.mark.parametrize(
    ("sample", "needs"),
    [
        (Sample(0, 0), 5),
        (Sample(1, 4), 1),
        (Sample(1, 5), 0),
        (Sample(0, 0, 0), 7),
        (Sample(2, 6, 2), 1),
        (Sample(2, 6, 3), 0),
        (Sample(1, 3, 1), 4),
        (Sample(1, 4, 4), 1),
        (Sample(1, 5, 5), 0),
    ],
)
def test_what_is_missing_is_counted_in_cases(sample, needs):
    """`needs` counts customers as they come: at three a day seven are worth five."""
    assert share_of(sample).needs == needs


@given(samples())
def test_what_is_missing_is_enough(sample):
    """With the missing cases, at as many a day as so far, the gate opens; with one less not."""
    gate = 10
    needs = sample.missing(gate)
    if sample.days and sample.n and needs:
        a_day = sample.n / sample.days
        with_them = sample.n + needs
        worth = Sample(0, with_them, None).n / (1 + (a_day - 1) * 0.2)
        assert worth >= gate - 1e-6
        assert (with_them - 1) / (1 + (a_day - 1) * 0.2) < gate


def test_the_missing_of_both_sides_are_added():
    """`needs` of a difference is what both sides lack together."""
    assert difference_of(Sample(1, 3), Sample(0, 1), 5).needs == 6
    assert difference_of(Sample(1, 30), Sample(0, 1), 5).needs == 4


def test_reflected_shares_are_less_sure():
    """A day's likeness widens the interval and leaves the share as it is."""
    alone, alike = share_of(Sample(4, 15)), share_of(Sample(4, 15, 5))
    assert alone.share == alike.share == pytest.approx(4 / 15)
    assert (alike.low, alike.high) == pytest.approx(wilson(4 / 15, 15 / 1.4))
    assert alike.low < alone.low
    assert alone.high < alike.high


@pytest.mark.parametrize(
    ("now", "before", "reading"),
    [((10, 10), (5, 10), "up"), ((5, 10), (10, 10), "down"), ((7, 10), (5, 10), "no_clear_change")],
)
def test_readings(now, before, reading):
    """A difference is clear only when its interval leaves zero out."""
    assert difference_of(Sample(*now), Sample(*before), 10).reading == reading
