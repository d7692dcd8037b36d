"""Counts in SQL against the same counts made one by one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date, timedelta
from importlib import resources

import pytest

from debrief_cli import period
from debrief_cli.analysis import windows
from debrief_cli.analysis.full_tallies import FullTallies
from debrief_cli.analysis.report import build
from debrief_cli.analysis.tallies import Tallies
from debrief_cli.render.json import report as as_document
from debrief_cli.store.counting import tally

TODAY = date(2026, 3, 6)
WEEK = period.week_of(TODAY)


def counter(rows):
    """Rows whose last value is a number, as a Counter of what comes before it."""
    return Counter({tuple(row[:-1]): row[-1] for row in rows})


def test_days_of_debriefs_and_customers(journal, asked, hand):
    """Every debrief and customer of all windows is counted under its day, once."""
    found = tally(journal.connect(), asked, TODAY)
    days = windows.all_days(asked, TODAY)
    assert counter(found.debriefs) == Counter(
        (date.fromisoformat(r["day"]), r["outcome"], r["conduct"] is not None)
        for r in hand.within("debriefs", days)
    )
    assert counter(found.customers) == Counter(
        (
            date.fromisoformat(r["day"]),
            r["verdict"],
            r["conduct"] is not None,
            r["debrief"] is not None,
        )
        for r in hand.within("customers", days)
    )
    assert [r.day for r in found.debriefs] == sorted(r.day for r in found.debriefs)
    assert [r.day for r in found.customers] == sorted(r.day for r in found.customers)


def test_the_first_day_of_all(journal, asked):
    """The first day is that of the first debrief or reflection ever."""
    days = [r["day"] for r in (*journal.rows["debriefs"], *journal.rows["reflections"])]
    expected = date.fromisoformat(min(days)) if days else None
    assert tally(journal.connect(), asked, TODAY).first_day == expected


def test_what_is_compared(journal, asked, hand):
    """Ways of serving, needs and multitasking are those of the eight whole weeks."""
    found = tally(journal.connect(), asked, TODAY)
    compared = windows.compared_weeks(asked, TODAY)
    techniques = {
        (row["technique"], debrief["outcome"], debrief["id"])
        for row, debrief in hand.parts("techniques", compared)
    }
    assert counter(found.techniques) == Counter((name, outcome) for name, outcome, _ in techniques)
    assert counter(found.needs) == hand.answers("feelings.need", compared)
    assert counter(found.multitasking) == hand.answers("attention.multitasking", compared)


def test_what_is_of_the_period(journal, asked, hand):
    """Causes, parts of the call, effort and evidence are those of the period's debriefs."""
    found = tally(journal.connect(), asked, TODAY)
    factors = Counter((r["factor"], r["direction"]) for r, _ in hand.parts("factors"))
    assert {r.factor for r in found.factors} == {name for name, _ in factors}
    for row in found.factors:
        assert row.helped == factors[row.factor, "helped"]
        assert row.hurt == factors[row.factor, "hurt"]
    stages = Counter((r["stage"], r["verdict"]) for r, _ in hand.parts("stages"))
    assert {r.stage for r in found.stages} == {name for name, _ in stages}
    for row in found.stages:
        assert row[1:] == tuple(stages[row.stage, v] for v in ("worked", "neutral", "turned"))
    efforts = Counter({(o, step): n for (step, o), n in hand.answers("effort.mine").items()})
    assert counter(found.effort) == efforts
    evidence = Counter(r["evidence"] for r in hand.counted().values() if r["evidence"])
    assert found.evidence == evidence


def test_lines(journal, asked, hand):
    """Own lines are contributions of debriefs that went better, and what went well."""
    found = tally(journal.connect(), asked, TODAY)
    assert Counter(found.contributions) == Counter(
        (d["id"], date.fromisoformat(d["day"]), row["text"])
        for row, d in hand.parts("contributions")
        if d["outcome"] == "exceeded"
    )
    assert Counter(found.whys) == Counter(
        (r["reflection"], date.fromisoformat(r["day"]), r["why"])
        for r in hand.within("customers")
        if r["why"] and r["verdict"] == "exceeded" and not r["conduct"] and not r["debrief"]
    )
    assert Counter(found.went_well) == Counter(
        (r["id"], date.fromisoformat(r["day"]), r["went_well"])
        for r in hand.within("reflections")
        if r["went_well"]
    )


def test_ideas(journal, asked, hand):
    """An idea is a `further` or `would_change` that no plan says, newest first.

    While three plans are on trial there is no place for one, and none is looked for.
    """
    found = tally(journal.connect(), asked, TODAY).ideas
    if sum(play["state"] == "trying" for play in journal.rows["plays"]) >= 3:
        assert found == ()
        return
    ideas = [
        ("reflection", r["id"], r["day"], r["further"])
        for r in hand.within("reflections")
        if r["further"]
    ]
    changes = [
        ("debrief", d["id"], d["day"], row["text"])
        for row, d in hand.parts("would_change")
        if d["play"] is None
    ]
    evenings = sorted(ideas, key=lambda i: i[2])[-20:]
    tries = sorted(changes, key=lambda i: (i[2], i[1]))
    newest = {
        *evenings,
        *(i for i in tries if sum((j[2], j[1]) > (i[2], i[1]) for j in tries) < 20),
    }
    oldest = min((day for _, _, day, _ in newest), default="")
    said = {
        " ".join(p["then"].split()).casefold()
        for p in journal.rows["plays"]
        if p["created_at"][:10] >= oldest
    }
    expected = {i for i in newest if " ".join(i[3].split()).casefold() not in said}
    assert {(i.source, i.id, i.day.isoformat(), i.text) for i in found} <= expected
    assert bool(found) is bool(expected)
    assert [i.day for i in found] == sorted((i.day for i in found), reverse=True)


def test_plans(journal, asked, hand):
    """Plans on trial or asked about are listed with the answers of the period."""
    found = tally(journal.connect(), asked, TODAY)
    checks = hand.within("checks")
    plays = {row["id"]: row for row in journal.rows["plays"]}
    asked_about = {check["play"] for check in checks} - {None}
    trying = {id_ for id_, play in plays.items() if play["state"] == "trying"}
    assert {play.id for play in found.plays} == asked_about | trying
    assert found.plays_made == len(hand.within("plays"))
    for play in found.plays:
        own = [c for c in checks if c["play"] == play.id and c["came_up"]]
        ever = [c for c in journal.rows["checks"] if c["play"] == play.id and c["conduct"] is None]
        done = [c for c in own if c["did"] == "yes"]
        assert play.came_up == len(own)
        assert play.did == len(done)
        assert play.partly == sum(c["did"] == "partly" for c in own)
        assert play.worked == sum(c["worked"] == "yes" for c in done)
        if play.id in trying:
            assert play.slipped == sum(c["did"] == "forgot" for c in ever)
            assert play.proven == sum(c["did"] == c["worked"] == "yes" for c in ever)


def test_consistency(journal, asked, hand):
    """What one works by is standards, a week's focus and the evening's answer about it."""
    connection = journal.connect()
    found = build(tally(connection, asked, TODAY), asked, TODAY, "UTC").consistency
    standards = {p["id"] for p in journal.rows["plays"] if p["state"] == "standard"}
    focus = {row["week"]: row["play"] for row in journal.rows["focuses"]}
    exist = {p["id"] for p in journal.rows["plays"]}
    done = came_up = 0
    for check in hand.within("checks"):
        week = period.week_label(date.fromisoformat(check["day"]))
        held = check["play"] in standards or focus.get(week, 0) == check["play"]
        if held and check["play"] in exist and check["came_up"]:
            came_up += 1
            done += check["did"] == "yes"
    for row in hand.within("reflections"):
        came_up += row["focus"] in {"every_time", "sometimes", "no"}
        done += row["focus"] == "every_time"
    assert (found.k, found.n) == (done, came_up)


def test_days_looked_back(journal, asked):
    """Days with anything recorded are counted, of those that have come since the first entry."""
    found = build(tally(journal.connect(), asked, TODAY), asked, TODAY, "UTC").days_looked_back
    rows = [r for t in ("debriefs", "reflections") for r in journal.rows[t]]
    first = min((r["day"] for r in rows), default="9999")
    recorded = {r["day"] for r in (*rows, *journal.rows["checks"])}
    day, k, n = asked.start, 0, 0
    while day < asked.end and day <= TODAY:
        if day.isoformat() >= first:
            n += 1
            k += day.isoformat() in recorded
        day += timedelta(days=1)
    assert (found.k, found.n) == (k, n)


def test_promises(journal, asked):
    """Open ones are those made or due by the end, kept and broken ones those closed within."""
    found = tally(journal.connect(), asked, TODAY).promises
    start, end = asked.start.isoformat(), asked.end.isoformat()
    expected = Counter()
    for row in journal.rows["promises"]:
        if row["state"] == "open":
            expected["open"] += (row["due"] or end)[:10] < end or row["created_at"][:10] < end
        else:
            expected[row["state"]] += start <= row["closed_at"][:10] < end
    assert Counter(found) == +expected


def test_the_whole_report_adds_up(journal, asked):
    """Parts are no more than their whole, wherever counts are set against each other."""
    report = as_document(build(tally(journal.connect(), asked, TODAY), asked, TODAY, "UTC"))
    debriefs, reflections = report["debriefs"], report["reflections"]
    assert sum(debriefs["outcomes"].values()) == debriefs["total"]
    assert sum(reflections["verdicts"].values()) == reflections["customers"]
    assert reflections["linked"] <= reflections["customers"]
    assert reflections["days"] <= reflections["customers"] <= 3 * reflections["days"]
    assert sum(report["evidence"].values()) <= debriefs["total"]
    assert sum(map(sum, report["effort"]["grid"].values())) <= debriefs["total"]
    for entry in (*report["techniques"], *report["needs"], report["multitasking"]):
        for side in ("with", "without"):
            assert 0 <= entry[side]["k"] <= entry[side]["n"]
    assert report["days_looked_back"]["k"] <= report["days_looked_back"]["n"]
    plays = report["plays"]
    assert plays["did"] + plays["partly"] <= plays["came_up"]
    assert plays["worked"] <= plays["did"]


@pytest.fixture
def real():
    """An empty journal with the program's own tables and views."""
    connection = sqlite3.connect(":memory:")
    store = resources.files("debrief_cli.store")
    for name in ("schema_1.sql", "views.sql"):
        connection.executescript((store / name).read_text())
    yield connection
    connection.close()


def test_the_views_have_what_is_asked_for(real):
    """On the program's own views every count is made, and an empty journal counts nothing."""
    found = tally(real, WEEK, TODAY)
    assert found == Tallies(full=FullTallies())


def test_a_week_never_reads_all_debriefs(real):
    """No count walks through all debriefs or checks: a week costs the same in a large journal."""
    asked = []
    real.set_trace_callback(asked.append)
    tally(real, WEEK, TODAY)
    real.set_trace_callback(None)
    assert len(asked) > 15
    for query in asked:
        for _, parent, _, step in real.execute(f"EXPLAIN QUERY PLAN {query}"):
            assert not step.startswith(("SCAN d", "SCAN a")), (query, step)
            # At the root c is what was found of the checks; below it is all of them.
            assert not (parent and step.startswith("SCAN c")), (query, step)
