"""debrief report: the counts of a period, and the periods it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def debrief(day: str, outcome: str, **more: Any) -> dict[str, Any]:
    """A small debrief of some day at noon."""
    return {"occurred_at": f"{day}T12:00:00-06:00", "outcome": outcome, "situation": "s", **more}


FOURTEEN = [
    *(debrief(f"2026-02-{day:02}", "exceeded") for day in (16, 17, 18)),  # W08: 3 and 1
    debrief("2026-02-22", "below"),
    *(debrief(f"2026-02-{day:02}", "met") for day in (23, 24, 25, 26)),  # W09: 4
    debrief("2026-03-02", "exceeded", contributions=["gave the date first"]),  # W10: 6
    debrief("2026-03-03", "below", factors=[{"factor": "queue_or_wait", "direction": "hurt"}]),
    debrief("2026-03-03", "below", conduct="abusive"),
    debrief("2026-03-04", "met"),
    debrief("2026-03-05", "met"),
    debrief("2026-03-06", "exceeded", contributions=["answered yes in the first line"]),
]
FIVE = [
    {"day": f"2026-03-0{day}", "customers": [{"verdict": v} for v in verdicts]}
    for day, verdicts in (
        (2, ("exceeded", "met", "met")),
        (3, ("below", "met", "met")),
        (4, ("met", "exceeded", "met")),
        (5, ("below", "exceeded", "met")),
        (6, ("exceeded", "below", "met")),
    )
]


@pytest.fixture
def filled(run: Run) -> Run:
    """A journal with fourteen debriefs and five reflections over three weeks."""
    assert run("new", "--from", FOURTEEN).code == 0
    assert run("reflect", "--from", FIVE).code == 0
    return run


def test_the_counts_of_each_week_are_those_of_the_documents(filled: Run) -> None:
    """Fourteen debriefs and five reflections come out of the report as they went in."""
    report = filled("report", "--week", "2026-W10", "--json").json
    assert report["schema"] == 1
    assert report["period"] == {
        "label": "2026-W10", "start": "2026-03-02", "end": "2026-03-09",
        "timezone": report["period"]["timezone"],
    }  # fmt: skip
    assert report["debriefs"] == {
        "total": 5, "outcomes": {"below": 1, "met": 2, "exceeded": 2}, "set_apart": 1,
    }  # fmt: skip
    reflections = report["reflections"]
    assert reflections["verdicts"] == {"below": 3, "met": 8, "exceeded": 4}
    assert (reflections["days"], reflections["customers"]) == (5, 15)
    assert reflections["effective_n"] == 10.714286
    assert reflections["exceeded"]["share"] == 0.266667
    weeks = {w["week"]: w["debriefs"]["total"] for w in report["weeks"]}
    assert len(weeks) == 8
    assert (weeks["2026-W08"], weeks["2026-W09"], weeks["2026-W10"]) == (4, 4, 5)
    assert report["factors"] == [{"factor": "queue_or_wait", "helped": 0, "hurt": 1}]
    assert [o["text"] for o in report["own_words"]] == [
        "answered yes in the first line", "gave the date first",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "total"),
    [
        ((), 5),
        (("--week", "2026-W09"), 4),
        (("--month", "2026-02"), 8),
        (("--since", "2026-02-26", "--until", "2026-03-02"), 2),
        (("--since", "2026-03-04"), 3),
        (("--until", "2026-02-24"), 6),
        (("--until", "2026-03-06"), 13),
        (("--until", "2026-02-16"), 1),
        (("--until", "2026-02-01"), 0),
        (("--last", "2w"), 9),
        (("--last", "3d"), 3),
        (("--last", "2m"), 13),
        (("--week", "2025-W01"), 0),
    ],
    ids=str,
)
def test_every_period_counts_its_own_days(
    filled: Run, options: tuple[str, ...], total: int
) -> None:
    """A week, a month, a range and a span each have just their days."""
    assert filled("report", *options, "--json").json["debriefs"]["total"] == total
    assert filled("report", *options).code == 0
    assert filled("report", *options, "--full").code == 0


def test_until_alone_begins_with_the_first_entry(filled: Run) -> None:
    """Up to a day means everything up to and with it; in an empty journal, that day."""
    period = filled("report", "--until", "2026-02-24", "--json").json["period"]
    assert (period["start"], period["end"]) == ("2026-02-16", "2026-02-25")
    before = filled("report", "--until", "2026-02-01", "--json").json["period"]
    assert (before["start"], before["end"]) == ("2026-02-01", "2026-02-02")


@pytest.mark.parametrize(
    ("week", "shown"),
    [("2026-W11", "2026-W04"), ("2026-W30", "2026-W23"), ("2026-W10", "2026-W03")],
)
def test_a_week_asked_for_is_among_the_weeks(filled: Run, week: str, shown: str) -> None:
    """A week to come is the last of the eight side by side, as any other is."""
    labels = [entry["week"] for entry in filled("report", "--week", week, "--json").json["weeks"]]
    assert (labels[0], labels[-1], len(labels)) == (shown, week, 8)
    assert "still running" not in filled("report", "--week", "2026-W11", "--full").out


@pytest.mark.parametrize(
    "options",
    [
        ("--week", "2026-W54"), ("--week", "last"), ("--month", "2026-13"), ("--last", "0w"),
        ("--last", "8y"), ("--last", "99999w"), ("--until", "someday"),
        ("--since", "2026-03-05", "--until", "2026-03-01"), ("--since", "someday"),
        ("--week", "2026-W09", "--month", "2026-03"), ("--format", "pdf"),
    ],
    ids=str,
)  # fmt: skip
def test_a_period_that_is_none_is_refused(run: Run, options: tuple[str, ...]) -> None:
    """One plain line, exit 2."""
    refused = run("report", *options)
    assert refused.code == 2
    assert refused.out == ""
    assert options[0].removeprefix("--") in refused.err or "period" in refused.err


def test_an_empty_journal_teaches_the_next_step(run: Run) -> None:
    """The report of nothing says what to do, kindly, and makes no journal."""
    page = run("report")
    assert page.code == 0
    assert "debrief new" in page.out


def test_the_first_screen_has_no_percentage_and_fits(filled: Run) -> None:
    """Counts and own words first: no share, no interval, at most 24 rows of 80."""
    page = filled("report", "--no-color").out
    assert "%" not in page
    assert "gave the date first" in page
    assert len(page.splitlines()) <= 24
    assert max(map(len, page.splitlines())) <= 80


def test_what_made_it_better_in_an_evening_is_quoted_too(run: Run) -> None:
    """One's own lines are those of debriefs and of evenings; the document has the debriefs'."""
    why = "told her the cheap one fits"
    run("reflect", "--from", {"customers": [{"verdict": "exceeded", "why": why}]})
    assert why in run("report").out
    assert run("report", "--json").json["own_words"] == []


def test_reading_makes_no_journal(run: Run, journal: Any) -> None:
    """Looking at an empty journal leaves nothing on the disk."""
    for args in (("report",), ("list",), ("today",), ("--no-input",), ("show", "last")):
        run(*args)
    assert not journal.exists()


def test_a_monday_morning_still_has_the_weeks_before(run: Run) -> None:
    """Nothing this week yet: in full it says so, and what the weeks before it say stays."""
    for week in (2, 9, 16, 23):
        for day in range(week, week + 5):
            customers = [{"verdict": verdict} for verdict in ("met", "met", "exceeded")]
            run("reflect", "--from", {"day": f"2026-02-{day:02}", "customers": customers})
    run("promises", "add", "ring back")
    page = run("report", "--full").out
    assert "and that is fine" in page
    assert "LAST THREE, BY WEEK" in page
    assert "PROMISES   open 1" in page
    assert "CAN'T SAY" not in page
