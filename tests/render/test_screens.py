"""The report's pages: what stands on them, and what must not."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest

from debrief_cli import period
from debrief_cli.analysis.tallies import (
    CustomerCount,
    DebriefCount,
    FactorCount,
    FocusOf,
    Idea,
    PlayCount,
    Tallies,
    Words,
)
from debrief_cli.render import compose
from debrief_cli.render.text import width_of
from debrief_cli.vocabulary import Vocabulary

WORDS = Vocabulary()
KEYS = re.compile(r"\b(exceeded|met|below|hurt|helped|[a-z]+_[a-z_]+)\b")
REPROACH = re.compile(
    r"\b(only|missed|missing|failed|not done|should|must|forgot|streak|0 written|0 days)\b",
    re.IGNORECASE,
)
HOSTILE = "\x1b[31mred\u202e\r\nnext\ttab [b]漢字👍" * 9


def first(pages, tallies, asked=None, today=None, words=WORDS):
    report = pages.report_of(tallies, asked or pages.week, today or pages.today)
    return pages.as_text(compose.first_screen(report, words))


def full(pages, tallies, asked=None, today=None):
    report = pages.report_of(tallies, asked or pages.week, today or pages.today)
    return pages.as_text(compose.full(report, WORDS))


def assert_fits(text):
    lines = text.removesuffix("\n").split("\n")
    assert len(lines) <= 23
    assert max(map(width_of, lines)) <= 80


SCREENS = {
    "empty": lambda _: Tallies(),
    "first_friday": lambda pages: pages.first_friday,
    "week_of_3": lambda pages: pages.a_week_with(3),
    "week_of_30": lambda pages: pages.a_week_with(30),
    "week_of_300": lambda pages: pages.a_week_with(300),
}


@pytest.mark.parametrize("name", SCREENS)
def test_first_screens(pages, name):
    """The first screen is as its snapshot shows it, and fits 24 rows by 80."""
    text = first(pages, SCREENS[name](pages))
    assert_fits(text)
    pages.assert_snapshot(name, text)


@pytest.mark.parametrize("name", ["first_friday", "week_of_30"])
def test_full_reports(pages, name):
    """The full report is as its snapshot shows it."""
    text = full(pages, SCREENS[name](pages))
    assert max(map(width_of, text.split("\n"))) <= 80
    pages.assert_snapshot(f"{name}_full", text)


@pytest.mark.parametrize("name", SCREENS)
def test_the_first_screen_has_counts_and_own_words_alone(pages, name):
    """No percentage, no interval, no key and no reproach stands on it."""
    text = first(pages, SCREENS[name](pages))
    assert "%" not in text
    assert not KEYS.findall(text)
    assert not REPROACH.findall(text)


@pytest.mark.parametrize("name", SCREENS)
def test_the_full_page_speaks_in_words(pages, name):
    """No key of the vocabulary and no reproach stands on the full page."""
    text = full(pages, SCREENS[name](pages))
    assert not KEYS.findall(text)
    assert not REPROACH.findall(text)


def a_mixed_report(dice):
    """Counts of all kinds, with any text, as large or small as they come."""
    day = date(2026, 3, dice.randint(2, 6))
    most = dice.choice([1, 20, 3000])
    text = dice.choice(["short", "a longer line of words " * 9, HOSTILE])
    states = ("trying", "trying", "standard", "dropped")
    older = tuple(CustomerCount(date(2026, 1, 5 + n), "below", False, False, 3) for n in range(20))
    newer = tuple(CustomerCount(date(2026, 2, 2 + n), "met", False, False, 3) for n in range(20))
    return Tallies(
        first_day=dice.choice([day, date(2026, 2, 20), date(2025, 1, 1)]),
        debriefs=(
            DebriefCount(day, "exceeded", False, dice.randint(1, most)),
            DebriefCount(day, "met", True, dice.randint(1, most)),
        ),
        customers=dice.choice([(), older + newer])
        + tuple(
            CustomerCount(day, verdict, False, False, dice.randint(1, most))
            for verdict in ("below", "exceeded", "met")
            if dice.random() < 0.7
        ),
        contributions=tuple(Words(n, day, text) for n in range(dice.randint(0, 5))),
        went_well=tuple(Words(n, day, text) for n in range(dice.randint(0, 5))),
        factors=tuple(
            FactorCount(dice.choice(["own_" + "x" * 60, "other", text]), 1, dice.randint(0, most))
            for _ in range(dice.randint(0, 6))
        ),
        ideas=tuple(Idea("reflection", 1, day, text) for _ in range(dice.randint(0, 1))),
        plays=tuple(
            PlayCount(
                n, text, text, dice.choice(states), *[dice.choice([0, most])] * 4,
                dice.randint(0, 4), dice.randint(0, 5),
            )
            for n in range(dice.randint(0, 7))
        ),
        focuses=tuple(FocusOf("2026-W10", text, None) for _ in range(dice.randint(0, 1))),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_every_first_screen_fits(pages, seed):
    """Whatever was recorded, the first screen keeps to 23 rows and 80 columns, inert."""
    dice = random.Random(seed)  # noqa: S311
    tallies = a_mixed_report(dice)
    asked = dice.choice([pages.week, period.last("8w", pages.today), period.month_of(pages.today)])
    text = first(pages, tallies, asked)
    assert_fits(text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def reflected(**verdicts):
    return tuple(
        CustomerCount(date(2026, 3, 4), verdict, False, False, n) for verdict, n in verdicts.items()
    )


def test_who_got_what_they_came_for(pages):
    """As expected is a success: met and better are counted together."""
    text = first(pages, Tallies(customers=reflected(exceeded=3, met=7, below=2)))
    assert "10 of 12 got what they came for" in text


def test_a_week_of_worse_alone_is_not_held_against_anyone(pages):
    """When nobody got what they came for, that is not counted out."""
    assert "0 of" not in first(pages, Tallies(customers=reflected(below=2)))


def test_notable_cases_are_not_a_sample(pages):
    """Without an evening's look back there is no count of how customers left."""
    tallies = Tallies(debriefs=(DebriefCount(pages.today, "exceeded", False, 9),))
    assert "CUSTOMERS LEFT" not in first(pages, tallies)


def test_what_went_well_stands_in(pages):
    """Where nothing went better than expected, the evenings' own lines stand, under their name."""
    lines = (Words(1, pages.today, "calm all day"),)
    day = (DebriefCount(pages.today, "below", False, 1),)
    text = first(pages, Tallies(debriefs=day, went_well=lines))
    assert "WHAT WENT WELL, YOU WROTE\n  “calm all day”" in text
    both = first(pages, Tallies(debriefs=day, contributions=lines, went_well=lines))
    assert "WHAT WENT WELL" not in both


def changed(before, now):
    rows = []
    for start, verdict in ((date(2026, 1, 12), before), (date(2026, 2, 9), now)):
        for n in range(12):
            day = date.fromordinal(start.toordinal() + n)
            rows.append(CustomerCount(day, verdict, False, False, 3))
    return Tallies(customers=(*rows, *reflected(met=3)))


@pytest.mark.parametrize(
    ("before", "now", "line"),
    [
        ("below", "met", "More got what they came for: 36 of 36 in four weeks, 0 of 36 before."),
        ("met", "below", "Fewer got what they came for: 0 of 36 in four weeks, 36 of 36 before."),
        ("met", "exceeded", "More left better than expected: 36 of 36 in four weeks, 0 of 36"),
    ],
)
def test_a_clear_change_is_one_line(pages, before, now, line):
    """A change is said once, in counts, when its interval leaves zero out."""
    assert line in first(pages, changed(before, now))


def test_an_unclear_change_is_not_mentioned(pages):
    """What may be chance is not on the first screen, and not called a change on the full one."""
    assert "before." not in first(pages, changed("met", "met"))
    assert "WHAT HAS CHANGED" not in full(pages, changed("met", "met"))


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
    assert words in first(pages, Tallies(customers=rows), asked)
    assert heads in full(pages, Tallies(customers=rows), asked)


def test_causes_are_what_hurt(pages):
    """Not in your hands lists what made it harder, three at most, in words."""
    counts = [("queue_or_wait", 0, 1), ("other", 9, 0), ("own_cause", 0, 2)]
    factors = tuple(FactorCount(*row) for row in counts)
    day = (DebriefCount(pages.today, "met", False, 1),)
    own = WORDS.with_own({"factors": {"own_cause": "the lift"}})
    text = first(pages, Tallies(debriefs=day, factors=factors), words=own)
    assert "NOT IN YOUR HANDS   the lift twice · the queue 1\n  worth passing on: debrief" in text


@pytest.mark.parametrize(
    ("counts", "seen", "command"),
    [
        (
            {"plays": (PlayCount(2, "a", "date first", "trying", proven=3),)},
            "“date first” has worked three times.",
            "debrief playbook standard 2",
        ),
        (
            {"plays": (PlayCount(2, "a", "date first", "trying", slipped=3),)},
            "“date first” is hard to catch in time.",
            "debrief playbook reword 2",
        ),
        ({"ideas": (Idea("debrief", 1, None, "ask"),)}, "you wrote “ask”", "debrief playbook add"),
        (
            {"factors": (FactorCount("queue_or_wait", 0, 3),)},
            "the queue made it harder three times.",
            "debrief huddle",
        ),
        ({"focuses": (FocusOf("2026-W10", "smile", None),)}, "stay with “smile”", "debrief focus"),
    ],
)
def test_one_thing_next(pages, counts, seen, command):
    """The next step says what was seen and which command takes it."""
    day = (DebriefCount(pages.today, "met", False, 1),)
    text = first(pages, Tallies(debriefs=day, **counts))
    assert f"ONE THING NEXT   {seen}\n" in text
    assert f"   {command}\n" in text
    assert text.count("debrief huddle") == (command == "debrief huddle")


@pytest.mark.parametrize(
    ("first_day", "patterns", "more"),
    [
        (date(2026, 3, 2), True, False),
        (date(2026, 2, 27), True, True),
        (date(2026, 2, 13), False, True),
        (None, False, True),
    ],
)
def test_the_foot_of_a_page(pages, first_day, patterns, more):
    """A young journal hears that patterns need weeks; one with a past, where there is more."""
    day = (DebriefCount(pages.today, "met", False, 1),)
    text = first(pages, Tallies(debriefs=day, first_day=first_day))
    assert ("Patterns need a few weeks" in text) is patterns
    assert ("More: debrief report --full" in text) is more


def test_the_foot_of_another_period(pages):
    """For a period that was asked for, the full page is the same command with --full."""
    day = (DebriefCount(date(2026, 2, 3), "met", False, 1),)
    tallies = Tallies(debriefs=day, first_day=date(2025, 1, 1))
    for asked in (period.parse_week("2026-W06"), period.last("8w", pages.today)):
        assert "More: the same command with --full" in first(pages, tallies, asked)


def test_a_page_without_entries_still_has_the_plans(pages):
    """A week in which nothing was written is fine, teaches the next step, keeps the plans."""
    text = first(pages, Tallies(plays=(PlayCount(1, "a", "b", "trying"),)))
    assert text == full(pages, Tallies(plays=(PlayCount(1, "a", "b", "trying"),)))
    assert "that is fine" in text
    assert "debrief new      a minute" in text
    assert "waits for the next one" in text


def test_an_abusive_customer_alone(pages):
    """A week with nothing but an abusive customer says that it is kept and set apart."""
    tallies = Tallies(debriefs=(DebriefCount(pages.today, "below", True, 1),))
    assert "1 set apart" in first(pages, tallies).split("\n")[0]
    assert "One entry with an abusive customer is kept" in full(pages, tallies)


def test_two_abusive_customers(pages):
    """Several are counted together, of calls written up and of the day's last three."""
    tallies = Tallies(
        debriefs=(DebriefCount(pages.today, "below", True, 1),),
        customers=(CustomerCount(pages.today, "below", True, False, 1),),
    )
    assert "2 entries with an abusive customer are kept" in full(pages, tallies)


def test_long_spans_show_the_last_weeks(pages):
    """Of a long span the last eight weeks stand side by side, and it says so."""
    text = full(pages, pages.a_week_with(30), period.last("20w", pages.today))
    assert "The last 8 of 20 weeks" in text
    assert "The last week is still running." in text


def test_a_past_week_is_not_running(pages):
    """A week that is over is not called running."""
    text = full(pages, pages.a_week_with(30), period.parse_week("2026-W08"))
    assert "BY WEEK" in text
    assert "still running" not in text


def test_many_plans_are_not_all_listed(pages):
    """Twelve plans are listed; the playbook has the rest."""
    plays = tuple(PlayCount(n, f"when {n}", "go", "resting", 1) for n in range(15))
    day = (DebriefCount(pages.today, "met", False, 1),)
    text = full(pages, Tallies(debriefs=day, plays=plays))
    assert "and 3 more: debrief playbook" in text
    assert "Done 0 of the 15 times they came up: 0 % (0 to 20)." in text


def test_plans_made_and_not_yet_met(pages):
    """Plans that have not come up yet are told as made."""
    day = (DebriefCount(pages.today, "met", False, 1),)
    text = full(pages, Tallies(debriefs=day, plays_made=1))
    assert "PLANS OVER THIS TIME\n  1 plan made.\n" in text


def test_a_cause_of_ones_own_is_shown_readably(pages):
    """A name that the configuration no longer knows is shown without its underscores."""
    day = (DebriefCount(pages.today, "met", False, 1),)
    text = first(pages, Tallies(debriefs=day, factors=(FactorCount("the_lift", 0, 1),)))
    assert "the lift once" in text


def test_numbers_appear_with_their_gate(pages):
    """Six customers of two days have no percentage yet; seven of seven days have one."""
    days = [date(2026, 3, day) for day in range(2, 9)]
    few = tuple(CustomerCount(day, "met", False, False, 3) for day in days[:2])
    assert "%" not in full(pages, Tallies(customers=few))
    assert "expected: 1 more customer" in full(pages, Tallies(customers=few))
    enough = tuple(CustomerCount(day, "met", False, False, 1) for day in days)
    text = full(pages, Tallies(customers=enough))
    assert "7 of 7  100 % (65 to 100)" in text
    assert "these 7 are worth about 7" in text
