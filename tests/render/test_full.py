"""The full report: every section when it has something to say, and what it cannot say."""

from __future__ import annotations

import re
from datetime import date

import pytest

from debrief_cli import period
from debrief_cli.analysis.tallies import (
    CustomerCount,
    DebriefCount,
    PlayCount,
    Tallies,
)
from debrief_cli.render.pages import whole
from debrief_cli.render.text import width_of
from debrief_cli.vocabulary import Vocabulary

NAMES = ("empty", "first_friday", "week_of_3", "week_of_30", "week_of_300")


@pytest.mark.parametrize("name", ["first_friday", "week_of_30"])
def test_full_reports(pages, name):
    """The full report is as its snapshot shows it."""
    text = pages.full(pages.screens[name])
    assert max(map(width_of, text.split("\n"))) <= 80
    pages.assert_snapshot(f"{name}_full", text)


@pytest.mark.parametrize("name", ["first_friday", "week_of_30"])
def test_reports_in_ascii(pages, name):
    """With plain ASCII signs the pages are as their snapshots show them, and as wide."""
    report = pages.report_of(pages.screens[name])
    text = pages.as_text(whole(report, Vocabulary()).blocks, ascii_only=True)
    assert text.isascii()
    drawn = pages.full(pages.screens[name])
    assert [len(line) for line in text.split("\n")] == [len(line) for line in drawn.split("\n")]
    pages.assert_snapshot(f"{name}_ascii", text)


def test_thirty_thousand_entries_read_well(pages):
    """Large numbers break no line of the full page, and none of them is cut."""
    text = pages.full(pages.a_week_with(30_000))
    assert max(map(width_of, text.split("\n"))) <= 80
    assert "30000 written up" in text
    assert not re.search(r"\d…", text)
    assert re.search(r"\n  better  ( +10k){8} ", text)


@pytest.mark.parametrize("name", NAMES)
def test_the_full_page_speaks_in_words(pages, name):
    """No key of the vocabulary and no reproach stands on the full page."""
    text = pages.full(pages.screens[name])
    pages.assert_kind_words(text)


def test_what_may_be_chance_is_no_change(pages):
    """Shares that differ no more than chance may make them are not under what has changed."""
    days = (date.fromordinal(date(2026, 1, 12).toordinal() + n) for n in range(45))
    rows = tuple(CustomerCount(day, "met", False, False, 3) for day in days)
    assert "WHAT HAS CHANGED" not in pages.full(Tallies(customers=rows))


@pytest.mark.parametrize(
    ("asked", "words", "heads"),
    [
        (period.last("8w", date(2026, 3, 6)), "in the later half", "later half  earlier half"),
        (
            period.between(date(2026, 2, 9), date(2026, 2, 22)),
            "in these days",
            "these days  as many before",
        ),
    ],
)
def test_a_change_says_between_what(pages, asked, words, heads):
    """A span and a range name their own two sides."""
    rows = tuple(
        CustomerCount(date.fromordinal(start.toordinal() + n), verdict, False, False, 3)
        for start, verdict in ((date(2026, 1, 26), "below"), (date(2026, 2, 9), "met"))
        for n in range(12)
    )
    assert words in pages.first(Tallies(customers=rows), asked)
    assert heads in pages.full(Tallies(customers=rows), asked)


def test_an_abusive_customer_alone(pages):
    """A week with nothing but an abusive customer says that it is kept and set apart."""
    tallies = Tallies(debriefs=(DebriefCount(pages.today, "below", True, 1),))
    assert "1 set apart" in pages.first(tallies).split("\n")[0]
    assert "One entry with an abusive customer is kept" in pages.full(tallies)


def test_two_abusive_customers(pages):
    """Several are counted together, of calls written up and of the day's last three."""
    tallies = Tallies(
        debriefs=(DebriefCount(pages.today, "below", True, 1),),
        customers=(CustomerCount(pages.today, "below", True, False, 1),),
    )
    assert "2 entries with an abusive customer are kept" in pages.full(tallies)


def test_long_spans_show_the_last_weeks(pages):
    """Of a long span the last eight weeks stand side by side, and it says so."""
    text = pages.full(pages.a_week_with(30), period.last("20w", pages.today))
    assert "The last 8 of 20 weeks" in text
    assert "The last week is still running." in text


def test_a_past_week_is_not_running(pages):
    """A week that is over is not called running."""
    text = pages.full(pages.a_week_with(30), period.parse_week("2026-W08"))
    assert "BY WEEK" in text
    assert "still running" not in text


def test_many_plans_are_not_all_listed(pages):
    """Twelve plans are listed; the playbook has the rest."""
    plays = tuple(PlayCount(n, f"when {n}", "go", "resting", 1) for n in range(15))
    day = (DebriefCount(pages.today, "met", False, 1),)
    text = pages.full(Tallies(debriefs=day, plays=plays))
    assert "and 3 more: debrief playbook" in text
    assert "Done 0 of the 15 times they came up: 0 % (0 to 20)." in text


def test_plans_made_and_not_yet_met(pages):
    """Plans that have not come up yet are told as made."""
    day = (DebriefCount(pages.today, "met", False, 1),)
    text = pages.full(Tallies(debriefs=day, plays_made=1))
    assert "PLANS OVER THIS TIME\n  1 plan made.\n" in text


def test_numbers_appear_with_their_gate(pages):
    """Six customers of two days have no percentage yet; seven of seven days have one."""
    days = [date(2026, 3, day) for day in range(2, 9)]
    few = tuple(CustomerCount(day, "met", False, False, 3) for day in days[:2])
    assert "%" not in pages.full(Tallies(customers=few))
    assert "expected: 1 more customer" in pages.full(Tallies(customers=few))
    enough = tuple(CustomerCount(day, "met", False, False, 1) for day in days)
    text = pages.full(Tallies(customers=enough))
    assert "7 of 7  100 % (65 to 100)" in text
    assert "are worth" not in text  # one a day resembles no other
    two = tuple(CustomerCount(day, "met", False, False, 2) for day in days)
    assert "these 14 are worth about 12" in pages.full(Tallies(customers=two))


@pytest.mark.parametrize(
    ("effort", "reading"),
    [
        ((("below", 5, 1), ("met", 2, 2)), "Once you gave all you had and they still left short;"),
        ((("below", 5, 2),), "Twice you gave all you had and they still left short.\n"),
        ((("exceeded", 1, 1), ("met", 2, 2)), "Three times little was needed.\n"),
        ((("below", 1, 3), ("exceeded", 5, 3)), "\n\nWHAT THIS PAGE"),
    ],
)
def test_effort_is_read_in_words(pages, effort, reading):
    """The grid's corners are read: all given and not enough; little needed and enough."""
    day = (DebriefCount(pages.today, "met", False, 9),)
    text = pages.full(Tallies(debriefs=day, effort=effort))
    assert "5 all I had" in text
    assert reading in text.split("HOW HARD")[1]
