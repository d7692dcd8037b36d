"""Weeks of all sizes, as their counts; pages as text; snapshots to hold them against."""

from __future__ import annotations

import io
import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from debrief_cli import period
from debrief_cli.analysis.full_tallies import (
    Answered,
    FocusDay,
    FullTallies,
    Happened,
    Looked,
    MadePlan,
    PlanDay,
    StageDebriefs,
)
from debrief_cli.analysis.report import build
from debrief_cli.analysis.tallies import (
    CustomerCount,
    DebriefCount,
    FactorCount,
    FocusOf,
    HeldCount,
    OutcomeCount,
    PlayCount,
    StageCount,
    Tallies,
    Words,
)
from debrief_cli.forms.lenses import LENSES
from debrief_cli.records import GivenCheck
from debrief_cli.render import compose
from debrief_cli.render.pages import whole
from debrief_cli.render.terminal import print_blocks
from debrief_cli.vocabulary import Vocabulary

FRIDAY = date(2026, 3, 6)
WEEK = period.week_of(FRIDAY)
WORDS = Vocabulary()
KEYS = re.compile(r"\b(exceeded|met|below|hurt|helped|[a-z]+_[a-z_]+)\b")
REPROACH = re.compile(
    r"\b(only|missed|missing|failed|not done|should|must|forgot|streak|0 written|0 days)\b",
    re.IGNORECASE,
)
SNAPSHOTS = Path(__file__).parent / "snapshots"

FIRST_FRIDAY = Tallies(
    first_day=date(2026, 3, 5),
    debriefs=(
        DebriefCount(date(2026, 3, 5), "below", False, 1),
        DebriefCount(date(2026, 3, 5), "exceeded", False, 1),
    ),
    contributions=(Words(1, date(2026, 3, 5), "named the first call, freed the refund at once"),),
    plays=(PlayCount(1, "second call", "name the first call, a date", "trying"),),
    plays_made=1,
)


def working_days(weeks):
    """The working days of so many weeks up to this Friday."""
    days = (FRIDAY - timedelta(days=back) for back in range(weeks * 7 - 3, -1, -1))
    return [day for day in days if day.weekday() < 5]


def a_week_with(entries):
    """A week like any other in a journal of ten weeks, with so many debriefs a week."""
    days = working_days(10)
    a_day = max(1, entries // 5)
    debriefs = [
        DebriefCount(day, outcome, False, -(-a_day // 3))
        for place, day in enumerate(days)
        if entries >= 5 or place % 5 < entries
        for outcome in (("exceeded", "met", "below") if a_day > 2 else ("exceeded",))
    ]
    then, now = ("met", "met", "below"), ("exceeded", "met", "below")
    customers = [
        CustomerCount(day, verdict, False, False, 1)
        for place, day in enumerate(days)
        for verdict in (now if place >= 25 else then)
    ]
    hard = max(1, entries // 10)
    return Tallies(
        first_day=days[0],
        debriefs=tuple(debriefs),
        customers=tuple(sorted(customers)),
        techniques=tuple(
            OutcomeCount(name, outcome, hard * 3)
            for name in ("listen_fully", "set_expectation")
            for outcome in (("exceeded", "below") if a_day > 2 else ("exceeded",))
        ),
        needs=(OutcomeCount("heard", "exceeded", 3), OutcomeCount("valued", "below", 1)),
        multitasking=(OutcomeCount("none", "met", 9), OutcomeCount("typing", "below", 2)),
        factors=(
            FactorCount("queue_or_wait", 0, hard * 3),
            FactorCount("system_or_tool", hard, hard * 2),
            FactorCount("policy_or_authority", 0, hard),
            FactorCount("customer_mood", 1, 0),
        ),
        stages=(StageCount("resolve", 2, 0, hard), StageCount("greet", 1, 1, 0)),
        effort=(("below", 5, 2), ("exceeded", 1, 2), ("met", 2, 1), ("met", 3, hard)),
        evidence={"guess": entries, "said_so": hard},
        contributions=(
            Words(7, date(2026, 3, 2), "named the first call, freed the refund at once"),
            Words(8, date(2026, 3, 4), "answered yes in the first line, then how to order"),
            Words(9, date(2026, 3, 5), "told her the cheap one fits too"),
        ),
        plays_made=2,
        plays=(
            PlayCount(2, "second call", "name the first call, a date", "trying", 4, 3, 1, 3, 3),
            PlayCount(5, "two chats", "read the form to the end first", "trying", 2, 1, 0, 1),
            PlayCount(7, "a rule is in the way", "say why it is there", "trying"),
            PlayCount(3, "a queue", "say how long, then ask", "standard", 1, 1, 0, 1),
        ),
        held=(HeldCount(date(2026, 3, 3), 3, True, True, 1),),
        focuses=(FocusOf("2026-W10", "read the form to the end before I type", None),),
        focus_answers={"every_time": 1, "sometimes": 2, "no_chance": 1},
        promises={"open": 1, "kept": 2},
        full=full_counts(days, hard),
    )


def full_counts(days, hard):
    """What only the full report of such a week has; `hard` grows with its entries."""
    made = date(2026, 2, 9)
    return FullTallies(
        channels=tuple(
            OutcomeCount(name, outcome, hard * n)
            for name, n in (("phone", 3), ("chat", 1))
            for outcome in ("exceeded", "below")
        ),
        tags=(OutcomeCount("late_refund", "exceeded", hard * 2), OutcomeCount("shop", "met", 1)),
        causes=(
            OutcomeCount("queue_or_wait", "below", hard * 4),
            OutcomeCount("system_or_tool", "met", hard * 6),
        ),
        causes_named={"below": hard * 4, "met": hard * 6},
        plan_days=tuple(
            PlanDay(day, int(place == 5), 3, 2, 1, int(place > 20))
            for place, day in enumerate(days[:48:7])
        ),
        plans=(
            MadePlan(2, "second call", "name the first call, a date", made, None),
            MadePlan(5, "two chats", "read the form to the end first", made, 8),
        ),
        happened=tuple(
            Happened(n, day, "below" if day < made else "exceeded", "a second call about a refund")
            for n, day in enumerate(days[15:48:3])
        ),
        focuses=(
            FocusOf("2026-W09", "name the first call, a date", 2),
            FocusOf("2026-W10", "read the form to the end before I type", None),
        ),
        focus_days=(
            FocusDay(date(2026, 3, 3), "every_time", 1),
            FocusDay(date(2026, 3, 4), "sometimes", 1),
            FocusDay(date(2026, 3, 5), "no_chance", 1),
        ),
        focus_checks=((2, GivenCheck(date(2026, 2, 24), "", None, True, "yes", "yes")),),
        looked=looked_at(hard),
    )


def looked_at(hard):
    """Closer looks, most with enough answers for their line."""
    day = date(2026, 3, 3)
    lenses = dict.fromkeys(LENSES, 6) | {"reply": 2, "story": 5}
    return Looked(
        lenses=lenses,
        keys={"expectation.real": 2, "escalation.who": 6, "business.lacked": 1},
        answers=(
            Answered("basics.solved", "yes", hard + 4),
            Answered("basics.solved", "cannot_be", 1),
            Answered("basics.respect", "mostly", hard),
            Answered("attention.assumption_right", "true", 3),
            Answered("attention.assumption_right", "false", 2),
            Answered("effort.ease", "6", 5),
            Answered("effort.confidence", "2", 5),
            Answered("judgement.sign_off", "true", 1),
            Answered("judgement.sign_off", "false", 4),
            Answered("reply.answered", "true", 2),
        ),
        tension=((5, 2, 4), (3, 3, 1)),
        stages=(StageDebriefs("discover", "turned", 4), StageDebriefs("greet", "worked", 1)),
        noted={"turned": 6, "worked": 6},
        thanks=(("the night shift", 4), ("Ops", 1)),
        promised={"kept": 4, "broken": 1, "open": 1},
        said=(
            ("story.line", Words(8, day, "they knew before I did")),
            ("attention.different", Words(9, day, "two orders in one box")),
            ("effort.steps", Words(9, day, "three desks and one form " * 9)),
            ("reply.next_question", Words(9, day, "when it comes")),
        ),
    )


def report_of(tallies, asked=WEEK, today=FRIDAY):
    """The report of these counts, this week's on Friday unless said otherwise."""
    return build(tallies, asked, today, "America/Chicago")


def as_text(blocks, width=80, ascii_only=False):
    """Blocks as plain text."""
    file = io.StringIO()
    print_blocks(blocks, color=False, width=width, file=file, ascii_only=ascii_only)
    return file.getvalue()


class Pages:
    """What the tests of pages need: counts, reports, text, snapshots."""

    first_friday = FIRST_FRIDAY
    week = WEEK
    today = FRIDAY
    a_week_with = staticmethod(a_week_with)
    report_of = staticmethod(report_of)
    as_text = staticmethod(as_text)
    screens: ClassVar = {
        "empty": Tallies(),
        "first_friday": FIRST_FRIDAY,
        "week_of_3": a_week_with(3),
        "week_of_30": a_week_with(30),
        "week_of_300": a_week_with(300),
    }

    @staticmethod
    def first(tallies, asked=WEEK, today=FRIDAY, words=WORDS):
        """The first screen of these counts."""
        return as_text(compose.first_screen(report_of(tallies, asked, today), words))

    @staticmethod
    def full(tallies, asked=WEEK, today=FRIDAY):
        """The full report on these counts."""
        return as_text(whole(report_of(tallies, asked, today), WORDS).blocks)

    @staticmethod
    def assert_kind_words(text):
        """Neither a key of the vocabulary nor a reproach."""
        assert not KEYS.findall(text)
        assert not REPROACH.findall(text)

    @staticmethod
    def assert_snapshot(name, text):
        """`text` is that of the snapshot; DEBRIEF_UPDATE_SNAPSHOTS=1 makes it so."""
        path = SNAPSHOTS / f"{name}.txt"
        if os.environ.get("DEBRIEF_UPDATE_SNAPSHOTS"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")


@pytest.fixture
def pages():
    """Counts, reports, text and snapshots."""
    return Pages
