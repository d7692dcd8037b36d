"""The sections of the full report that stand on counts the first screen does without."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest

from debrief_cli import period
from debrief_cli.analysis.full_tallies import (
    Answered,
    FullTallies,
    Happened,
    Looked,
    MadePlan,
    PlanDay,
    StageDebriefs,
)
from debrief_cli.analysis.tallies import CustomerCount, DebriefCount, FocusOf, OutcomeCount, Tallies
from debrief_cli.analysis.tallies import Words as OwnWords
from debrief_cli.render.section_lenses import often

TODAY = date(2026, 3, 6)
A_DAY = (DebriefCount(TODAY, "met", False, 1),)
MONDAY = date(2026, 3, 2)


def full(pages, asked=None, **counts):
    """The full page on one debrief and these counts of FullTallies."""
    tallies = Tallies(debriefs=A_DAY, full=FullTallies(**counts))
    return pages.full(tallies, asked or pages.week)


def test_with_nothing_behind_it_no_section_is_there(pages):
    """Each of them is left out until it has something to say."""
    page = full(pages)
    for title in ("BY CHANNEL", "BY TAG", "BY CAUSE", "SOLVED", "CLOSER", "PLANS, BY", "BEFORE A"):
        assert title not in page
    assert "ONE THING A WEEK" not in page
    assert "closer looks" not in page


def test_one_channel_says_nothing(pages):
    """Channels are set side by side from the second one on."""
    one = (OutcomeCount("phone", "met", 4), OutcomeCount("phone", "below", 1))
    assert "BY CHANNEL" not in full(pages, channels=one)
    page = full(pages, channels=(*one, OutcomeCount("in_person", "met", 1)))
    assert "BY CHANNEL  better  as expected  worse\n  call" in page
    assert page.index("  call") < page.index("  visit")


def test_tags_that_came_more_than_once(pages):
    """A tag of one call alone is left out; of many the most frequent are shown, and it says so."""
    rows = (OutcomeCount("late_refund", "met", 1), OutcomeCount("till", "met", 1))
    assert "BY TAG" not in full(pages, tags=rows)
    many = tuple(OutcomeCount(f"tag_{n:02}", "met", n + 1) for n in range(12))
    page = full(pages, tags=many)
    assert "tag 11" in page
    assert "tag 03" not in page
    assert "The 8 most frequent of 11 tags." in page


@pytest.mark.parametrize(
    ("k", "n", "words"),
    [
        (0, 5, "not once of 5"),
        (1, 5, "once of 5"),
        (2, 5, "twice of 5"),
        (3, 5, "3 times of 5"),
        (5, 5, "all 5 times"),
    ],
)
def test_how_often(k, n, words):
    """A count of a count, in words that one says."""
    assert often(k, n) == words


def test_a_closer_look_waits_for_five_answers(pages):
    """Until then it is in the list at the end, with how many answers it lacks."""
    given = (Answered("attention.assumption_right", "true", 4),)
    looked = Looked(lenses={"attention": 4}, answers=given)
    page = full(pages, looked=looked)
    assert "You assumed right" not in page
    assert "“where your attention was” lacks 1 answer" in page
    given = (*given, Answered("attention.assumption_right", "false", 1))
    page = full(pages, looked=Looked(lenses={"attention": 5}, answers=given))
    assert "You assumed right 4 times of 5." in page
    assert "lacks" not in page.split("CAN'T SAY")[1].split("closer looks")[-1]


def test_what_never_was_is_not_told(pages):
    """A part that was noted once, a rule that was never in the way: no line."""
    looked = Looked(
        lenses={"stages": 5, "judgement": 5},
        stages=(StageDebriefs("greet", "turned", 1),),
        noted={"turned": 5},
    )
    assert "CLOSER LOOKS" not in full(pages, looked=looked)


def test_quoted_words_are_inert_and_on_one_line(pages):
    """What was typed is shown, never obeyed, under what it answers."""
    said = (("story.line", OwnWords(3, MONDAY, "first\n\x1b[2Jsecond " * 9)),)
    page = full(pages, looked=Looked(lenses={"story": 5}, said=said))
    (line,) = [line for line in page.split("\n") if "what they would tell, 2 Mar" in line]
    assert "first ^[[2Jsecond" in line
    assert len(line) <= 80
    thanks = (("Ops\x1b[2J", 5),)
    page = full(pages, looked=Looked(lenses={"people": 5}, thanks=thanks))
    assert "You thanked “Ops^[[2J” most: all 5 times." in page


def alike(before, since, *, well_before=0, well_since=0):
    """So many calls like a plan's before the day it was made and since, some gone well."""
    made = date(2026, 2, 2)
    sides = (
        (made - timedelta(days=1), before, well_before),
        (made + timedelta(days=1), since, well_since),
    )
    rows = [
        (day, "met" if place < well else "below")
        for day, count, well in sides
        for place in range(count)
    ]
    happened = (Happened(n, *row, "late refund, second call") for n, row in enumerate(rows, 1))
    return {
        "plans": (MadePlan(3, "second call about a late refund", "give a date", made, None),),
        "happened": tuple(happened),
    }


def test_before_a_plan_and_since(pages):
    """A clear difference is shown in a hundred, and nothing says why it is."""
    page = full(pages, **alike(8, 9, well_before=1, well_since=9))
    assert "1 of 8  9 of 9" in page
    assert "+88 (+42 to +98)" in page
    assert "not why" in page


def test_what_may_be_chance_is_no_difference_since_a_plan(pages):
    """An interval that holds zero is told as no clear difference."""
    page = full(pages, **alike(8, 9, well_before=4, well_since=5))
    assert "4 of 8  5 of 9  no clear difference" in page


def test_too_few_calls_like_a_plans(pages):
    """Fewer than five on a side: in the list at the end; beside another, in its own row."""
    few = alike(4, 9, well_since=9)
    page = full(pages, **few)
    assert "BEFORE A PLAN" not in page
    assert "“give a date” lacks 1" in page
    enough = alike(5, 9)
    other = enough["plans"][0]._replace(id=4, then="ask first", from_debrief=1)
    page = full(pages, plans=(*enough["plans"], other), happened=enough["happened"])
    assert "0 of 4  0 of 9   too few yet to say" in page


def test_causes_when_nobody_left_worse(pages):
    """Causes are compared on leaving worse; where nobody did there is nothing to say."""
    rows = (OutcomeCount("queue_or_wait", "met", 6), OutcomeCount("other", "met", 6))
    assert "BY CAUSE" not in full(pages, causes=rows, causes_named={"met": 12})
    worse = (*rows, OutcomeCount("other", "below", 1))
    page = full(pages, causes=worse, causes_named={"met": 12, "below": 1})
    table = rows_under(page, "WORSE THAN EXPECTED, BY CAUSE")
    assert "1 of 7" in table[1].split("0 of 6")[0]
    assert "0 of 6" in table[2].split("1 of 7")[0]
    assert "2 compared" in page
    assert "not because of" in page


def test_plans_by_month_show_the_last_eight(pages):
    """Of a longer time the last eight months stand side by side, and it says of how many."""
    days = tuple(PlanDay(date(2025, month, 3), 1, 2, 1) for month in range(1, 13))
    page = full(pages, period.last("12m", pages.today), plan_days=days)
    heads = rows_under(page, "PLANS, BY MONTH")[0].split()
    assert heads == ["Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    assert "The last 8 of 12 months." in page


def test_plans_of_one_week_are_no_row_of_weeks(pages):
    """The weeks stand side by side from the second one on that has a plan in it."""
    one = PlanDay(MONDAY, 1, 1, 1)
    assert "PLANS, BY WEEK" not in full(pages, plan_days=(one,))
    made = PlanDay(date(2026, 2, 9), 1)
    page = full(pages, plan_days=(made, one))
    rows = rows_under(page, "PLANS, BY WEEK")
    assert rows[0].split() == ["12", "Jan", "19", "26", "2", "Feb", "9", "16", "23", "2", "Mar"]
    assert rows[1].split() == ["made", *"····1··1"]


def test_one_thing_of_many_weeks(pages):
    """Eight weeks are listed, the latest first; the page of its own has the others."""
    weeks = period.weeks_until(date(2026, 3, 9), 10)
    focuses = tuple(FocusOf(week.label, f"thing {n}", None) for n, week in enumerate(weeks))
    page = full(pages, focuses=focuses)
    assert page.index("thing 9") < page.index("thing 2")
    assert "thing 1" not in page
    assert "and 2 more: debrief focus" in page


def rows_under(page, title):
    """The heads and rows of a table under that title."""
    return page.split(f"{title}\n")[1].split("\n\n")[0].split("\n")


def test_shares_have_no_line_below_their_gate(pages):
    """A week with too few customers has a gap in the small line; with none enough, no line."""
    mondays = [date(2026, 2, 16), date(2026, 2, 23)]
    few = tuple(CustomerCount(day, "met", False, False, 3) for day in mondays)
    rows = rows_under(pages.full(Tallies(debriefs=A_DAY, customers=few)), "LAST THREE, BY WEEK")
    assert rows[2].split() == ["as", "expected", *"·····33·"]
    days = [mondays[1] + timedelta(days=n) for n in range(5)]
    more = tuple(CustomerCount(day, "met", False, False, 3) for day in (mondays[0], *days))
    page = pages.full(Tallies(debriefs=A_DAY, customers=more))
    rows = rows_under(page, "LAST THREE, BY WEEK")
    assert rows[2].split() == ["as", "expected", *"·····3", "15", "·", "█"]
    assert rows[1].split()[-1] == "▁"
    assert "a gap: too few for one" in " ".join(page.split())


@pytest.mark.parametrize(("entries", "shown"), [(3, "3"), (300, "100"), (30_000, "10k")])
def test_eight_weeks_fit_eighty_columns(pages, entries, shown):
    """However many there are, the weeks stand side by side uncut."""
    page = pages.full(pages.a_week_with(entries))
    rows = rows_under(page, "WRITTEN UP, BY WEEK")[:4]
    assert all(len(row) <= 80 and "…" not in row for row in rows)
    assert rows[1].split() == ["better", *[shown] * 8, "████████"]


def test_thousands_a_week_are_whole(pages):
    """Four digits stand in full, and their small line with them."""
    days = [date(2026, 1, 12) + timedelta(weeks=n) for n in range(8)]
    rows = tuple(DebriefCount(day, "below", False, 9999) for day in days)
    table = rows_under(pages.full(Tallies(debriefs=rows)), "WRITTEN UP, BY WEEK")
    assert table[3].split() == ["worse", *["9999"] * 8, "████████"]


def test_the_first_screen_loads_nothing_of_these():
    """Who asks for the first screen waits for no code that only the full report needs."""
    code = """
import sys, sqlite3
from datetime import date
from importlib import resources
from debrief_cli.analysis.report import build
from debrief_cli.period import week_of
from debrief_cli.render import compose
from debrief_cli.store.counting import tally
from debrief_cli.vocabulary import Vocabulary

journal = sqlite3.connect(":memory:")
for name in ("schema_1.sql", "views.sql"):
    journal.executescript((resources.files("debrief_cli.store") / name).read_text())
today = date(2026, 3, 6)
counts = tally(journal, week_of(today), today, full=False)
compose.first_screen(build(counts, week_of(today), today, ""), Vocabulary())
print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "debrief_cli.render.summary" in loaded
    for name in (
        "analysis.full", "analysis.full_tallies", "analysis.matching", "store.counting_full",
        "forms.lens_lines", "render.sections", "render.section_plans", "render.trend",
    ):  # fmt: skip
        assert f"debrief_cli.{name}" not in loaded, name
