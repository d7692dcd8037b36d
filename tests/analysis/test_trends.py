"""One measure over time: counted by hand, in whole weeks, and never below a gate."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debrief_cli import period
from debrief_cli.analysis.figures import Sample
from debrief_cli.analysis.measures import MEASURES, DaySum
from debrief_cli.analysis.plans import consistency_of
from debrief_cli.analysis.trends import BY, build, units_of
from debrief_cli.render.trend_json import trend as as_document
from debrief_cli.store.counting import first_day, tally
from debrief_cli.store.counting_trend import day_sums

TODAY = date(2026, 3, 6)
MONDAY = date(2025, 9, 8)
HALF_A_YEAR = period.last("26w", TODAY)
PERIODS = (
    HALF_A_YEAR,
    period.week_of(TODAY),
    period.parse_month("2026-01"),
    period.between(date(2025, 12, 27), date(2026, 1, 14)),
    period.between(date(2020, 1, 1), date(2027, 1, 1)),
    period.week_of(date(2026, 6, 1)),
)
ANSWERS = {
    "my_effort": "effort.mine", "ease": "effort.ease", "confidence": "effort.confidence",
}  # fmt: skip


def more_answers(journal, seed):
    """Answers to the questions that only a trend asks for."""
    dice = random.Random(seed)  # noqa: S311
    scales = {
        "effort.ease": 7, "effort.confidence": 5,
        "feelings.tension_start": 5, "feelings.tension_end": 5,
    }  # fmt: skip
    given = [row for row in journal.rows["answers"] if row["key"] not in scales]
    journal.rows["answers"] = given
    for row in journal.rows["debriefs"]:
        for key, most in scales.items():
            if dice.random() < 0.7:
                journal.add("answers", row["id"], key, json.dumps(dice.randint(1, most)))
    return journal


@pytest.fixture
def answered(journal, request):
    """Sixteen journals, one after the other, with closer looks."""
    return more_answers(journal, request.node.callspec.params["journal"])


@pytest.fixture(params=PERIODS, ids=lambda p: p.label)
def asked(request):
    return request.param


class ByHand:
    """What single entries of a journal add to a measure: (day, amount, cases)."""

    def __init__(self, journal):
        self.rows = journal.rows
        self.counted = {r["id"]: r for r in self.rows["debriefs"] if r["conduct"] is None}

    def entries(self, name):
        if name in ANSWERS:
            return self.answers(ANSWERS[name])
        return getattr(self, name)()

    def answers(self, key):
        return [
            (self.counted[r["debrief"]]["day"], json.loads(r["value"]), 1)
            for r in self.rows["answers"]
            if r["key"] == key and r["debrief"] in self.counted
        ]

    def exceeded(self, good=("exceeded",)):
        return [
            (r["day"], r["verdict"] in good, 1) for r in self.rows["customers"] if not r["conduct"]
        ]

    def met_or_better(self):
        return self.exceeded(("met", "exceeded"))

    def written_up(self):
        return [(r["day"], 1, 1) for r in self.counted.values()]

    def looked_back(self):
        tables = ("debriefs", "reflections", "checks")
        return [(day, 1, 1) for day in {r["day"] for t in tables for r in self.rows[t]}]

    def tension_drop(self):
        sides = {
            side: {
                r["debrief"]: json.loads(r["value"])
                for r in self.rows["answers"]
                if r["key"] == f"feelings.tension_{side}" and r["debrief"] in self.counted
            }
            for side in ("start", "end")
        }
        return [
            (self.counted[id_]["day"], start - sides["end"][id_], 1)
            for id_, start in sides["start"].items()
            if id_ in sides["end"]
        ]

    def follow_through(self):
        return [
            (r["day"], r["did"] == "yes", 1)
            for r in self.rows["checks"]
            if r["came_up"] and r["play"] is not None and r["conduct"] is None
        ]

    def consistency(self):
        focus = {r["week"]: r["play"] for r in self.rows["focuses"]}
        standards = {r["id"] for r in self.rows["plays"] if r["state"] == "standard"}
        held = [
            (r["day"], r["did"] == "yes", 1)
            for r in self.rows["checks"]
            if r["came_up"] and r["play"] is not None and r["conduct"] is None
            and (
                r["play"] in standards
                or focus.get(period.week_label(date.fromisoformat(r["day"]))) == r["play"]
            )
        ]  # fmt: skip
        evenings = [
            (r["day"], r["focus"] == "every_time", 1)
            for r in self.rows["reflections"]
            if r["focus"] in {"every_time", "sometimes", "no"}
        ]
        return held + evenings


def trend(connection, name, asked, by="week", today=TODAY):
    """A trend as the program makes it."""
    rows = day_sums(connection, name, asked)
    return build(MEASURES[name], rows, asked, by, today, first_day(connection))


def label_of(day, by):
    """The name of the day, week or month that a day lies in."""
    return {"day": day.isoformat(), "week": period.week_label(day), "month": f"{day:%Y-%m}"}[by]


@pytest.mark.parametrize("by", BY)
def test_every_point_is_what_one_counts_by_hand(answered, asked, by):
    """Each measure, by day, week and month, adds up what the entries of its days say."""
    connection, hand = answered.connect(), ByHand(answered)
    begun = first_day(connection)
    labels = []
    day = asked.start if begun is None else max(asked.start, begun)
    while begun and day < asked.end and day <= TODAY:
        labels.append(label_of(day, by))
        day += timedelta(days=1)
    for name in MEASURES:
        found = trend(connection, name, asked, by)
        assert [point.unit.label for point in found.points] == list(dict.fromkeys(labels))
        expected = {label: [0, 0, set()] for label in labels}
        for text, amount, cases in hand.entries(name):
            day = date.fromisoformat(text)
            if day in asked and label_of(day, by) in expected:
                point = expected[label_of(day, by)]
                point[0] += amount
                point[1] += cases
                point[2].add(day)
        for point, counted in zip(found.points, expected.values(), strict=True):
            assert_point(MEASURES[name], point, *counted)


def assert_point(measure, point, total, n, days):
    """A point has these sums, and its figure only where the gate is open."""
    assert point.n == n
    if measure.kind == "count":
        assert point.value == total
    elif measure.kind == "mean":
        assert point.value == (pytest.approx(total / n) if n else None)
    else:
        assert (point.share.k, point.share.n) == (total, n)
        sample = Sample(total, n, len(days) if measure.alike else None)
        assert point.effective_n == sample.effective_n
        assert point.value == (total / n if sample.effective_n >= 5 - 1e-9 else None)


@pytest.mark.parametrize("asked", PERIODS[:4], ids=lambda p: p.label)
def test_a_trend_adds_up_to_the_report(answered, asked):
    """Consistency and follow-through over a period are those of its report."""
    connection = answered.connect()
    counts = tally(connection, asked, TODAY)
    for name, k, n in (
        ("consistency", *consistency_of(counts)),
        ("follow_through", sum(p.did for p in counts.plays), sum(p.came_up for p in counts.plays)),
    ):
        rows = day_sums(connection, name, asked)
        assert (sum(row.total for row in rows), sum(row.n for row in rows)) == (k, n)


def test_half_a_year_never_reads_all_debriefs():
    """On the program's own views no sum walks through all debriefs, answers or checks."""
    connection = sqlite3.connect(":memory:")
    with closing(connection):
        store = resources.files("debrief_cli.store")
        for script in ("schema_1.sql", "views.sql"):
            connection.executescript((store / script).read_text())
        asked = []
        connection.set_trace_callback(asked.append)
        for name in MEASURES:
            assert day_sums(connection, name, HALF_A_YEAR) == ()
        connection.set_trace_callback(None)
        assert len(asked) >= len(MEASURES)
        for query in asked:
            for _, parent, _, step in connection.execute(f"EXPLAIN QUERY PLAN {query}"):
                what, name, *_ = step.split()
                # At the root c is what was found of the checks; below it is all of them.
                whole = {"d", "a", "s", "e", "reflection", *(["c"] if parent else [])}
                assert (what, name in whole) != ("SCAN", True), (query, step)


def test_an_answer_that_is_no_number_of_its_scale_counts_for_nothing(answered):
    """What another program left in an answer is passed over, not read as nought."""
    before = {
        name: day_sums(answered.connect(), name, HALF_A_YEAR) for name in (*ANSWERS, "tension_drop")
    }
    odd = ("0", "8", "2.5", '"3"', '"x"', "true", "null", "-1", "55", "")
    for row in list(answered.rows["debriefs"]):
        for key in (*ANSWERS.values(), "feelings.tension_start", "feelings.tension_end"):
            for value in odd:
                answered.add("answers", row["id"], key, value)
    connection = answered.connect()
    assert {name: day_sums(connection, name, HALF_A_YEAR) for name in before} == before


@settings(deadline=None)
@given(st.integers(0, 400), st.integers(1, 300), st.sampled_from(BY), st.integers(-50, 300))
def test_units_meet_and_only_the_last_runs(start, length, by, begun):
    """Units follow each other without a gap, within the period and up to today.

    One is whole when it is over and the period has all of it: only ends can be cut.
    """
    first = TODAY - timedelta(days=200)
    asked = period.between(first + timedelta(days=start), first + timedelta(days=start + length))
    found = units_of(asked, by, TODAY, first + timedelta(days=begun))
    assert all(a.end == b.start for (a, _), (b, _) in pairwise(found))
    for unit, whole in found:
        assert asked.start <= unit.start < unit.end <= asked.end
        assert unit.start <= TODAY
        if whole:
            assert unit.end <= TODAY
            assert label_of(unit.start - timedelta(days=1), by) != unit.label
            assert label_of(unit.end, by) != unit.label
    assert all(whole for _, whole in found[1:-1])


def test_weeks_across_a_new_year_are_iso_weeks():
    """The weeks about a new year are those of the calendar of weeks, W53 among them."""
    asked = period.between(date(2026, 12, 21), date(2027, 1, 17))
    found = units_of(asked, "week", date(2027, 2, 1), date(2026, 1, 1))
    assert [unit.label for unit, _ in found] == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"]
    assert all(whole for _, whole in found)


def rows_of(shares, per_day=3, days=5):
    """Sums by day: for each week, its share of customers that left happier, evenly spread."""
    rows = []
    for week, k in enumerate(shares):
        for day in range(days):
            of_day = k // days + (day < k % days)
            rows.append(DaySum(MONDAY + timedelta(weeks=week, days=day), of_day, per_day))
    return rows


def built(rows, name="exceeded", by="week", today=TODAY):
    return build(MEASURES[name], rows, HALF_A_YEAR, by, today, MONDAY, "UTC")


def test_the_baseline_is_all_whole_weeks_but_the_latest():
    """The centre leaves out the running week and the last whole one, which is held against it."""
    shares = [7, 8, 6, 9, 7, 8, 6, 7, 8, 7, 8, 7, 6, 8, 7, 7, 8, 7, 6, 7, 8, 7, 8, 7, 15, 15]
    rows = rows_of(shares)
    asked = period.between(MONDAY, MONDAY + timedelta(weeks=26, days=-1))
    today = MONDAY + timedelta(weeks=25, days=3)
    found = build(MEASURES["exceeded"], rows, asked, "week", today, MONDAY)
    assert [point.whole for point in found.points] == [True] * 25 + [False]
    chart = found.p_chart
    assert (chart.k, chart.n) == (sum(shares[:24]), 15 * 24)
    latest = chart.points[-1]
    assert (latest.place, latest.outside, latest.signal) == (24, True, True)
    assert not any(limits.outside for limits in chart.points[:-1])
    # Fifteen customers of five days are worth 15 ÷ 1.4.
    centre = chart.k / chart.n
    reach = 3 * (centre * (1 - centre) / (15 / 1.4)) ** 0.5
    assert latest.high == pytest.approx(centre + reach, abs=1e-9)
    assert found.xmr is None


@pytest.mark.parametrize(("weeks", "gate"), [(9, "too_few"), (10, "ok")])
def test_limits_need_ten_whole_weeks(weeks, gate):
    """From ten whole weeks on there are limits, for shares and for values alike."""
    days = period.between(MONDAY, MONDAY + timedelta(weeks=weeks, days=-1))
    rows = rows_of([5, 8] * 13)
    share = build(MEASURES["exceeded"], rows, days, "week", TODAY, MONDAY)
    mean = build(MEASURES["my_effort"], rows, days, "week", TODAY, MONDAY)
    assert share.p_chart.gate == mean.xmr.gate == gate
    assert (share.p_chart.centre is None) == (mean.xmr.limits is None) == (gate == "too_few")
    assert share.p_chart.needs == mean.xmr.needs == 10 - weeks


def test_a_signal_of_the_latest_value():
    """A mean far from those before it lies outside the limits that they make."""
    rows = [
        DaySum(MONDAY + timedelta(weeks=week), total, 10)
        for week, total in enumerate([31, 28, 34, 30, 26, 32, 29, 33, 27, 30, 44])
    ]
    days = period.between(MONDAY, MONDAY + timedelta(weeks=11, days=-1))
    chart = build(MEASURES["my_effort"], rows, days, "week", TODAY, MONDAY).xmr
    assert (chart.n, chart.outside) == (10, (10,))
    assert chart.limits.high == pytest.approx(4.152667, abs=5e-7)


def test_a_latest_week_without_an_answer_leaves_all_the_others():
    """When the last whole week has nothing to judge, the baseline is every week before."""
    rows = [DaySum(MONDAY + timedelta(weeks=week), 3, 1) for week in range(11)]
    days = period.between(MONDAY, MONDAY + timedelta(weeks=12, days=-1))
    assert build(MEASURES["my_effort"], rows, days, "week", TODAY, MONDAY).xmr.n == 11


@pytest.mark.parametrize("total", [1, 7, 11, 13])
def test_what_never_changes_gives_no_signal(total):
    """The same value every week lies on its limits, be it by the last bit of a float."""
    rows = [DaySum(MONDAY + timedelta(weeks=week), total, 3) for week in range(25)]
    found = built(rows, "my_effort")
    assert found.xmr.outside == ()
    assert found.shift.n == 0


def test_a_shift_is_told_with_its_weeks():
    """Two long runs are named by their first and last point; a gap between weeks breaks none."""
    shares = [3, 4, 3, 4, 3, 4, 0, 3, 4, 3, 9, 8, 9, 8, 9, 9, 8, 9, 8]
    empty = period.week_of(MONDAY + timedelta(weeks=6))
    rows = [row for row in rows_of(shares) if row.day not in empty]
    shift = built(rows).shift
    assert shift.reading == "shift"
    assert [(run.first, run.last, run.length, run.above) for run in shift.runs] == [
        (0, 9, 9, False), (10, 18, 9, True),
    ]  # fmt: skip


def test_few_crossings_alone_are_a_shift():
    """Three crossings among sixteen values are fewer than chance makes, without a long run."""
    shift = built(rows_of([3, 3, 3, 3, 9, 9, 9, 9, 9, 9, 3, 3, 3, 3, 9, 9])).shift
    assert (shift.reading, shift.runs, shift.crossings) == ("shift", (), 3)
    assert shift.longest <= shift.longest_limit


def test_what_moves_as_chance_does_is_no_shift():
    """Values on both sides by turns shift nothing."""
    shift = built(rows_of([3, 9, 4, 8, 3, 9, 9, 4, 3, 8, 9, 3, 3, 9])).shift
    assert (shift.reading, shift.runs, shift.gate) == ("no_shift", (), "ok")


random_rows = st.lists(
    st.tuples(st.integers(0, 186), st.integers(0, 3), st.integers(0, 3)), max_size=160
).map(
    lambda found: [
        DaySum(MONDAY + timedelta(days=day), min(k, n), n)
        for day, k, n in sorted({day: (day, k, n) for day, k, n in found}.values())
    ]
)


@settings(deadline=None)
@given(random_rows, st.sampled_from(sorted(MEASURES)), st.sampled_from(BY))
def test_no_figure_appears_below_its_gate(rows, name, by):
    """Whatever the journal holds: where a gate is shut there are counts, and no figure."""
    measure = MEASURES[name]
    document = as_document(built(rows, name, by))
    drawn = 0
    for point in document["points"]:
        of_unit = [r for r in rows if point["start"] <= r.day.isoformat() < point["end"]]
        n, days = sum(r.n for r in of_unit), sum(r.n > 0 for r in of_unit)
        worth = n / (1 + (n / days - 1) * 0.2) if measure.alike and n else n
        if measure.kind == "share":
            assert (point["share"] is not None) == (worth >= 5 - 1e-9) == (point["gate"] == "ok")
            assert (point["low"] is None) == (point["high"] is None) == (point["share"] is None)
        elif measure.kind == "mean":
            assert (point["value"] is not None) == (n > 0) == (point["gate"] == "ok")
        drawn += point["whole"] and point.get("share", point.get("value")) is not None
    shift = document["shift"]
    assert (shift["gate"] == "ok") == (shift["n"] >= 10) == (shift["reading"] is not None)
    assert shift["n"] <= drawn
    if shift["gate"] == "too_few":
        assert shift["needs"] == 10 - shift["n"]
        assert [shift[key] for key in ("longest_run", "crossings", "runs")] == [None, None, []]
    assert (document["median"] is None) == (drawn == 0)
    assert_limits_keep_their_gate(document, drawn)


def assert_limits_keep_their_gate(document, drawn):
    """Limits from ten whole weeks on; of a share, only for those with cases enough."""
    if chart := document["xmr"]:
        assert (chart["gate"] == "ok") == (drawn >= 10) == (chart["mean"] is not None)
        assert (chart["low"] is None) == (chart["mean"] is None)
        assert not chart["signals"] or chart["gate"] == "ok"
    if chart := document["p_chart"]:
        points = {point["label"]: point for point in document["points"]}
        counted = sum(point["whole"] and point["n"] > 0 for point in points.values())
        assert (chart["gate"] == "ok") == (counted >= 10) == (chart["centre"] is not None)
        assert not chart["points"] or chart["gate"] == "ok"
        for limits in chart["points"]:
            point = points[limits["label"]]
            smaller = min(chart["centre"], 1 - chart["centre"])
            assert point["whole"]
            assert point["effective_n"] * smaller >= 1 - 1e-4
            assert not limits["signal"] or point["effective_n"] * smaller >= 4 - 1e-4


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("name", MEASURES)
def test_an_empty_journal_has_no_points(name, by):
    """Before the first entry nothing is counted, not even noughts."""
    found = build(MEASURES[name], [], HALF_A_YEAR, by, TODAY, None)
    assert (found.points, found.drawn, found.median) == ((), (), None)
    assert found.shift.gate == "too_few"
