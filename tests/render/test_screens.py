"""The report's first screen: what stands on it, and what must not."""

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
from debrief_cli.render.text import width_of
from debrief_cli.vocabulary import Vocabulary

NAMES = ("empty", "first_friday", "week_of_3", "week_of_30", "week_of_300")
HOSTILE = "\x1b[31mred\u202e\r\nnext\ttab [b]漢字👍" * 9


def assert_fits(text):
    lines = text.removesuffix("\n").split("\n")
    assert len(lines) <= 23
    assert max(map(width_of, lines)) <= 80


@pytest.mark.parametrize("name", NAMES)
def test_first_screens(pages, name):
    """The first screen is as its snapshot shows it, and fits 24 rows by 80."""
    text = pages.first(pages.screens[name])
    assert_fits(text)
    pages.assert_snapshot(name, text)


@pytest.mark.parametrize("entries", [3, 30, 300, 30_000])
def test_first_screens_of_any_size_fit(pages, entries):
    """However much was written in a week, its first screen fits 24 rows by 80."""
    assert_fits(pages.first(pages.a_week_with(entries)))


@pytest.mark.parametrize("name", NAMES)
def test_the_first_screen_has_counts_and_own_words_alone(pages, name):
    """No percentage, no interval, no key and no reproach stands on it."""
    text = pages.first(pages.screens[name])
    assert "%" not in text
    pages.assert_kind_words(text)


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
    text = pages.first(tallies, asked)
    assert_fits(text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def reflected(**verdicts):
    return tuple(
        CustomerCount(date(2026, 3, 4), verdict, False, False, n) for verdict, n in verdicts.items()
    )


def test_who_got_what_they_came_for(pages):
    """As expected is a success: met and better are counted together."""
    text = pages.first(Tallies(customers=reflected(exceeded=3, met=7, below=2)))
    assert "10 of 12 got what they came for" in text


def test_a_week_of_worse_alone_is_not_held_against_anyone(pages):
    """When nobody got what they came for, that is not counted out."""
    assert "0 of" not in pages.first(Tallies(customers=reflected(below=2)))


def test_notable_cases_are_not_a_sample(pages):
    """Without an evening's look back there is no count of how customers left."""
    tallies = Tallies(debriefs=(DebriefCount(pages.today, "exceeded", False, 9),))
    assert "CUSTOMERS LEFT" not in pages.first(tallies)


def test_what_went_well_stands_in(pages):
    """Where nothing went better than expected, the evenings' own lines stand, under their name."""
    lines = (Words(1, pages.today, "calm all day"),)
    day = (DebriefCount(pages.today, "below", False, 1),)
    text = pages.first(Tallies(debriefs=day, went_well=lines))
    assert "WHAT WENT WELL, YOU WROTE\n  “calm all day”" in text
    both = pages.first(Tallies(debriefs=day, contributions=lines, went_well=lines))
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
    assert line in pages.first(changed(before, now))


def test_an_unclear_change_is_not_mentioned(pages):
    """What may be chance is not on the first screen."""
    text = pages.first(changed("met", "met"))
    assert "CUSTOMERS LEFT" in text
    assert "before." not in text


def test_causes_are_what_hurt(pages):
    """Not in your hands lists what made it harder, three at most, in words."""
    counts = [("queue_or_wait", 0, 1), ("other", 9, 0), ("own_cause", 0, 3)]
    factors = tuple(FactorCount(*row) for row in counts)
    day = (DebriefCount(pages.today, "met", False, 1),)
    own = Vocabulary().with_own({"factors": {"own_cause": "the lift"}})
    text = pages.first(Tallies(debriefs=day, factors=factors), words=own)
    assert "NOT IN YOUR HANDS   the lift 3 times · the queue 1\n" in text


def test_what_came_once_or_twice_is_not_yet_to_be_passed_on(pages):
    """It takes three times to be worth others' while."""
    day = (DebriefCount(pages.today, "met", False, 1),)
    text = pages.first(Tallies(debriefs=day, factors=(FactorCount("queue_or_wait", 0, 2),)))
    assert "the queue twice" in text
    assert "passing on" not in text


def test_in_a_hard_week_what_helped_a_little_is_quoted(pages):
    """Nothing went better: what one did all the same is worth reading again."""
    day = (DebriefCount(pages.today, "below", False, 1),)
    line = Words(1, pages.today, "told them at once")
    text = pages.first(Tallies(debriefs=day, helped_a_little=(line,)))
    assert "WHAT HELPED, EVEN A LITTLE, YOU WROTE\n  “told them at once”" in text


def test_own_words_are_promised_only_where_there_are_some(pages):
    """A first page without a line of one's own does not speak of them."""
    day = (DebriefCount(pages.today, "below", False, 1),)
    text = pages.first(Tallies(debriefs=day, first_day=pages.today))
    assert "Patterns need a few weeks.\n" in text
    assert "your own words" not in text


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
            "pass it on to those who can change it.",
        ),
        ({"focuses": (FocusOf("2026-W10", "smile", None),)}, "stay with “smile”", "debrief focus"),
    ],
)
def test_one_thing_next(pages, counts, seen, command):
    """The next step says what was seen and which command takes it."""
    day = (DebriefCount(pages.today, "met", False, 1),)
    text = pages.first(Tallies(debriefs=day, **counts))
    assert f"ONE THING NEXT   {seen}\n" in text
    assert f" {command}\n" in text
    # What the next step says is not said a second time beside the causes.
    assert text.count("on to those who can change it") == ("queue" in seen)


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
    text = pages.first(Tallies(debriefs=day, first_day=first_day))
    assert ("Patterns need a few weeks" in text) is patterns
    assert ("More: debrief report --full" in text) is more


def test_the_foot_of_another_period(pages):
    """For a period that was asked for, the full page is the same command with --full."""
    day = (DebriefCount(date(2026, 2, 3), "met", False, 1),)
    tallies = Tallies(debriefs=day, first_day=date(2025, 1, 1))
    for asked in (period.parse_week("2026-W06"), period.last("8w", pages.today)):
        assert "More: the same command with --full" in pages.first(tallies, asked)


def test_a_page_without_entries_still_has_the_plans(pages):
    """A week in which nothing was written is fine, teaches the next step, keeps the plans."""
    text = pages.first(Tallies(plays=(PlayCount(1, "a", "b", "trying"),)))
    assert text == pages.full(Tallies(plays=(PlayCount(1, "a", "b", "trying"),)))
    assert "that is fine" in text
    assert "debrief new      a minute" in text
    assert "waits for the next one" in text


def test_a_cause_of_ones_own_is_shown_readably(pages):
    """A name that the configuration no longer knows is shown without its underscores."""
    day = (DebriefCount(pages.today, "met", False, 1),)
    text = pages.first(Tallies(debriefs=day, factors=(FactorCount("the_lift", 0, 1),)))
    assert "the lift once" in text
