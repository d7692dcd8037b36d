"""A trend as pages, held against snapshots; and the chart in characters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debrief_cli import period
from debrief_cli.analysis.measures import MEASURES, DaySum
from debrief_cli.analysis.trends import build
from debrief_cli.render import trend_html, trend_page, trend_words
from debrief_cli.render.run_chart import ASCII, HEIGHT, UNICODE, Scene, axis_for, draw

TODAY = date(2026, 3, 6)
MONDAY = date(2025, 9, 8)
HALF_A_YEAR = period.last("26w", TODAY)
# Customers that left happier, of fifteen a week: a better time from the fifteenth week on.
SHARES = (4, 6, 3, 5, 5, 2, 6, 4, 3, 5, 4, 6, 2, 4, 8, 9, 7, 10, 8, 9, 11, 8, 7, 9, 10, 6)
EFFORTS = (3.5, 2.5, 3.0, 4.0, 2.0, 3.5, 3.0, 2.5, 4.5, 3.0, 2.5, 3.5)
COUNTS = (5, 7, 6, 9, 0, 4, 8, 5, 7, 6, 8, 7, 9)


def evenings(shares, skipped=()):
    """Five evenings a week with three customers each."""
    return [
        DaySum(MONDAY + timedelta(weeks=week, days=day), k // 5 + (day < k % 5), 3)
        for week, k in enumerate(shares)
        if week not in skipped
        for day in range(5)
    ]


def trend(name, rows, by="week", asked=HALF_A_YEAR):
    return build(MEASURES[name], rows, asked, by, TODAY, MONDAY, "UTC")


TRENDS = {
    "shift": trend("exceeded", evenings(SHARES, skipped=(6, 7))),
    "no_shift": trend(
        "my_effort",
        [DaySum(MONDAY + timedelta(weeks=n), v * 2, 2) for n, v in enumerate(EFFORTS)],
    ),
    "counts": trend(
        "written_up", [DaySum(MONDAY + timedelta(weeks=n), v, v) for n, v in enumerate(COUNTS)]
    ),
    "few": trend("exceeded", evenings(SHARES[:4], skipped=(1,))[:-4]),
}


def text_of(pages, found, width=80, ascii_only=False):
    return pages.as_text(trend_page.page(found, width, ascii_only=ascii_only), width)


@pytest.mark.parametrize("name", TRENDS)
@pytest.mark.parametrize("ascii_only", [False, True], ids=["unicode", "ascii"])
def test_a_page_at_80_columns(pages, name, ascii_only):
    """Chart, reading and table at 80 columns, with marks and in plain characters."""
    text = text_of(pages, TRENDS[name], ascii_only=ascii_only)
    assert max(map(len, text.splitlines())) <= 80
    assert text.isascii() or not ascii_only
    pages.assert_kind_words(text)
    pages.assert_snapshot(f"trend_{name}{'_ascii' if ascii_only else ''}", text)


def test_a_wide_terminal_gets_a_wider_chart(pages):
    """At 120 columns the chart is wider and the table has more columns beside each other."""
    narrow, wide = (text_of(pages, TRENDS["shift"], width).splitlines() for width in (80, 120))
    assert 110 < max(map(len, wide)) <= 120
    assert len(wide) < len(narrow)
    pages.assert_snapshot("trend_shift_120", "\n".join(wide) + "\n")


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
@pytest.mark.parametrize("name", TRENDS)
def test_no_line_is_wider_than_the_page(pages, name, width):
    """Whatever the width, nothing is wider, and the table still has every number."""
    text = text_of(pages, TRENDS[name], width)
    assert max(map(len, text.splitlines())) <= width
    for point in TRENDS[name].points:
        if point.n:
            assert trend_words.label(TRENDS[name], point) in text


@pytest.mark.parametrize("width", [1, 5, 12, 24])
def test_a_terminal_too_narrow_for_a_chart(pages, width):
    """Nothing breaks, however little room there is, and no line is wider than it."""
    for found in TRENDS.values():
        text = text_of(pages, found, width)
        assert max(map(len, text.splitlines())) <= width


def test_the_marks_of_a_shift(pages):
    """Points of a long run are filled; those in no long run, and all by chance, are not."""
    shifted = trend_page.shifted_places(TRENDS["shift"])
    on_the_line = {place for place in range(14) if SHARES[place] == 6}
    assert shifted == set(TRENDS["shift"].drawn) - on_the_line
    assert "●" in text_of(pages, TRENDS["shift"])
    assert trend_page.shifted_places(TRENDS["no_shift"]) == frozenset()
    assert "●" not in text_of(pages, TRENDS["no_shift"])


def test_what_was_not_asked_yet_is_not_shown(pages):
    """Weeks before the first answer and after the last are no rows; those between are."""
    rows = [DaySum(MONDAY + timedelta(weeks=n), 3, 1) for n in (8, 9, 11, 12, 13, 14, 15)]
    found = trend("ease", rows)
    text, html = text_of(pages, found), trend_html.page(found)
    assert list(trend_words.seen(found)) == list(range(8, 16))
    for shown, there in (("27 Oct", False), ("3 Nov", True), ("24 Nov", True), ("29 Dec", False)):
        assert (shown in text.split("week of", 1)[1]) is there
        assert (f">{shown}<" in html) is there
    assert "still running" not in text


def test_a_tension_that_rose_is_shown_below_nought(pages):
    """A drop may be less than none; what rounds to none is 0.0, with no sign before it."""
    rows = [DaySum(MONDAY + timedelta(weeks=n), total, 30) for n, total in enumerate((-45, -1, 30))]
    text = text_of(pages, trend("tension_drop", rows))
    assert [f"  {value}  " in text for value in ("-1.5", "0.0", "1.0", "-0.0")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_the_ticks_of_an_axis_have_as_many_decimals():
    """Where one tick needs a decimal, all have one; counts have none."""
    found = TRENDS["no_shift"]
    assert trend_page.ticks_of(found, axis_for([2.2, 3.1], 1.0, (1, 5)))[0] == "2.0"
    assert trend_page.ticks_of(found, axis_for([1.2, 4.1], 1.0, (1, 5)))[0] == "1"
    assert trend_page.ticks_of(TRENDS["counts"], axis_for([0.0, 9.0], 4.0, (0, 99)))[0] == "0"


def test_few_crossings_in_words():
    """A shift without a long run is told by its crossings."""
    rows = evenings([3, 3, 3, 3, 9, 9, 9, 9, 9, 9, 3, 3, 3, 3, 9, 9])
    assert trend_words.readings(trend("exceeded", rows))[1] == (
        "A shift: it crosses the middle line 3 times; by chance it would be 4 times or more."
    )


def test_how_far_from_telling_a_shift():
    """Too early says how many points are there: none, one, some."""
    for shares, said in (
        ([6] * 8, "there are none."),
        ([6] * 8 + [5], "there is one."),
        ([6] * 8 + [5, 7], "there are two."),
    ):
        assert trend_words.readings(trend("exceeded", evenings(shares)))[1].endswith(said)


def test_a_page_of_months_over_years_names_the_years(pages):
    """Beyond a year each label has its year, since a month alone would not be enough."""
    rows = [DaySum(MONDAY + timedelta(days=30 * n), n % 4 + 1, n % 4 + 1) for n in range(6)]
    asked = period.last("24m", TODAY)
    found = build(MEASURES["written_up"], rows, asked, "month", TODAY, date(2024, 5, 6))
    text = text_of(pages, found)
    assert "May 2024" in text
    assert "Sep 2025" in text
    assert text_of(pages, found, 120, ascii_only=True).isascii()


def test_a_html_page_of_each():
    """Each page is whole: a title, its reading, and every label; a chart where there is enough."""
    for name, found in TRENDS.items():
        html = trend_html.page(found)
        assert html.startswith("<!doctype html>")
        assert html.rstrip().endswith("</html>")
        assert f"<h1>{trend_words.title(found)}</h1>" in html
        for reading in trend_words.readings(found):
            assert f"<p>{reading}</p>" in html
        assert html.count('<th scope="row">') == len(trend_words.seen(found))
        assert ("<svg" in html) == (name != "few")


def test_a_gap_breaks_the_line_of_a_html_page():
    """Weeks without a share are bridged by no line: one line for each unbroken row."""
    assert trend_html.page(TRENDS["shift"]).count("<polyline") == 2
    assert trend_html.page(TRENDS["no_shift"]).count("<polyline") == 1


values = st.lists(st.floats(0, 1), min_size=2, max_size=40)


@settings(deadline=None, max_examples=300)
@example([0.0, 0.578125, 0.59375], UNICODE, 30)
@given(values, st.sampled_from([UNICODE, ASCII]), st.integers(30, 110))
def test_a_point_is_seen_on_its_side_of_the_median(shares, marks, width):
    """However near to the median, a point stands above its line or below it."""
    middle = sorted(shares)[len(shares) // 2]
    axis = axis_for(shares, 0.2, (0.0, 1.0))
    place = shares.index(max(shares))
    scene = Scene(
        [value if n == place else None for n, value in enumerate(shares)],
        ["x"] * len(shares), middle, frozenset({place}), axis,
    )  # fmt: skip
    lines = draw(scene, [f"{tick:g}" for tick in axis.ticks], width, marks)
    field = lines[:-2]
    assert HEIGHT <= len(field) <= HEIGHT + 1
    (row,) = [n for n, line in enumerate(field) if marks.shifted in line.split(marks.axis, 1)[1]]
    (line,) = [n for n, line in enumerate(field) if marks.median * 3 in line]
    assert (row < line) == (max(shares) > middle + 1e-9)
    assert (row == line) == (max(shares) <= middle + 1e-9)
    assert all(len(line) <= width for line in lines)


@settings(deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.sampled_from([0.2, 1.0, 4.0]))
def test_an_axis_has_room_for_all_values(given_values, least):
    """All values lie on the axis; it has a few round ticks, from its foot to its top."""
    axis = axis_for(given_values, least, (float("-inf"), float("inf")))
    span = axis.high - axis.low
    assert axis.low <= min(given_values) + span * 1e-9
    assert axis.high >= max(given_values) - span * 1e-9
    assert axis.ticks[0] == pytest.approx(axis.low, abs=span * 1e-9)
    assert axis.ticks[-1] == pytest.approx(axis.high, abs=span * 1e-9)
    assert 2 <= len(axis.ticks) <= 6


def test_an_axis_keeps_within_what_can_be():
    """No share below none or above all, no count below none."""
    assert axis_for([1.0, 1.0], 0.2, (0.0, 1.0)).high == pytest.approx(1.0)
    assert axis_for([0.0, 0.0], 4.0, (0.0, float("inf"))).low == 0.0


def test_a_crowd_of_points_is_a_line_alone():
    """With more points than columns only those of a shift are marked."""
    shares = [(n % 7) / 10 for n in range(300)]
    axis = axis_for(shares, 0.2, (0.0, 1.0))
    ticks = [f"{tick:g}" for tick in axis.ticks]
    for shifted in (frozenset[int](), frozenset(range(10))):
        scene = Scene(shares, ["x"] * 300, 0.3, shifted, axis)
        text = "\n".join(draw(scene, ticks, 80, UNICODE))
        assert UNICODE.point not in text
        assert (UNICODE.shifted in text) == bool(shifted)
