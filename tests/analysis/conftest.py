"""Random journals, as rows of the views, and a database that holds them."""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from datetime import date, timedelta

import pytest

from debrief_cli import period

COLUMNS = {
    "debriefs": (
        "id", "day", "outcome", "evidence", "conduct", "play", "created_at",
        "channel", "situation",
    ),
    "contributions": ("debrief", "position", "text"),
    "would_change": ("debrief", "position", "text"),
    "factors": ("debrief", "position", "factor", "direction"),
    "techniques": ("debrief", "position", "technique"),
    "stages": ("debrief", "position", "stage", "verdict"),
    "tags": ("debrief", "position", "tag"),
    "kudos": ("debrief", "position", "to", "for"),
    "answers": ("debrief", "key", "value"),
    "reflections": ("id", "day", "further", "went_well", "focus"),
    "customers": ("reflection", "position", "day", "verdict", "conduct", "debrief", "why"),
    "plays": ("id", "if", "then", "state", "created_at", "day", "from_debrief", "worked"),
    "checks": ("play", "day", "came_up", "did", "worked", "conduct"),
    "promises": ("id", "due", "state", "debrief", "created_at", "closed_at"),
    "focuses": ("id", "week", "text", "play"),
}  # fmt: skip
OUTCOMES = ("below", "met", "exceeded")
SITUATIONS = (
    "second call about a late refund", "late refund, angry caller", "two chats at once",
    "voucher ran out yesterday", "asked for opening hours",
)  # fmt: skip
TODAY = date(2026, 3, 6)
# Journals begin before a year of 53 weeks ended, and go on for a while after today.
FIRST = date(2025, 12, 20)
PERIODS = (
    period.week_of(TODAY),
    period.parse_month("2026-01"),
    period.last("9w", TODAY),
    period.between(date(2025, 12, 27), date(2026, 1, 5)),
    period.between(date(2020, 1, 1), date(2027, 1, 1)),
)


_opened: list[sqlite3.Connection] = []


@pytest.fixture(autouse=True)
def closed():
    """No connection outlives its test."""
    yield
    while _opened:
        _opened.pop().close()


class Journal:
    """Rows by view. `random` fills them; `connect` puts them into plain tables."""

    def __init__(self):
        self.rows = {name: [] for name in COLUMNS}

    def add(self, table, *values):
        self.rows[table].append(dict(zip(COLUMNS[table], values, strict=True)))

    def connect(self):
        connection = sqlite3.connect(":memory:")
        _opened.append(connection)
        for table, columns in COLUMNS.items():
            names = ", ".join(f'"{column}"' for column in columns)
            connection.execute(f"CREATE TABLE {table} ({names})")
            marks = ", ".join("?" * len(columns))
            connection.executemany(
                f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608
                [tuple(row.values()) for row in self.rows[table]],
            )
        return connection


def random_journal(seed):
    """A journal in which all that may stand beside each other does."""
    dice = random.Random(seed)  # noqa: S311
    journal = Journal()
    size = dice.choice([0, 1, 5, 60])
    plays = list(range(1, dice.choice([1, 6]) + 1))
    for id_ in range(1, size + 1):
        _add_debrief(journal, dice, id_, _some_day(dice), plays)
    days = sorted({_some_day(dice) for _ in range(size)})
    for id_, day in enumerate(days, 1):
        _add_reflection(journal, dice, id_, day, size)
    _add_plays(journal, dice, plays, size)
    for id_ in range(size // 3):
        state = dice.choice(["open", "kept", "broken"])
        closed = None if state == "open" else _moment(_some_day(dice))
        due = dice.choice([None, _some_day(dice), _moment(_some_day(dice))])
        debrief = dice.choice([None, dice.randint(1, size)])
        journal.add("promises", id_, due, state, debrief, _moment(_some_day(dice)), closed)
    for id_ in range(size // 10):
        week = date.fromisoformat(_some_day(dice)).isocalendar()
        label = f"{week.year}-W{week.week:02}"
        journal.add("focuses", id_, label, f"focus {id_}", dice.choice([None, *plays]))
    return journal


def _some_day(dice):
    return (FIRST + timedelta(days=dice.randrange(85))).isoformat()


def _moment(day):
    return f"{day}T12:00:00+00:00"


def _add_debrief(journal, dice, id_, day, plays):
    conduct = "abusive" if dice.random() < 0.1 else None
    play = dice.choice([None, None, *plays])
    evidence = dice.choice([None, "guess", "said_so", "survey"])
    channel, situation = dice.choice(["phone", "chat"]), dice.choice(SITUATIONS)
    journal.add(
        "debriefs", id_, day, dice.choice(OUTCOMES), evidence, conduct, play, _moment(day),
        channel, situation,
    )  # fmt: skip
    for position in range(dice.randrange(3)):
        journal.add("contributions", id_, position, f"did {id_}.{position}" * dice.choice([1, 9]))
        journal.add("would_change", id_, position, f"try  {dice.randrange(9)}")
        journal.add("factors", id_, position, dice.choice("abc"), dice.choice(["helped", "hurt"]))
        journal.add("techniques", id_, position, dice.choice("xyz"))
        verdict = dice.choice(["worked", "neutral", "turned"])
        journal.add("stages", id_, position, dice.choice("rst"), verdict)
        journal.add("tags", id_, position, dice.choice("uvw"))
        journal.add("kudos", id_, position, dice.choice("KLM"), None)
    for key, values in (
        ("effort.mine", [1, 2, 3, 4, 5]),
        ("feelings.need", ["heard", "valued"]),
        ("attention.multitasking", ["none", "typing", "message"]),
        ("attention.assumption_right", [True, False]),
        ("basics.solved", ["yes", "partly", "cannot_be"]),
        ("basics.respect", ["yes", "mostly"]),
        ("effort.ease", [1, 4, 5, 7]),
        ("feelings.tension_start", [1, 3, 5]),
        ("feelings.tension_end", [1, 3]),
        ("expectation.real", [f"really “{id_}”", "another\nline"]),
        ("stages.earlier", [f"before {id_}"]),
    ):
        if dice.random() < 0.6:
            journal.add("answers", id_, key, json.dumps(dice.choice(values)))


def _add_reflection(journal, dice, id_, day, size):
    focus = dice.choice([None, "every_time", "sometimes", "no", "no_chance"])
    further = dice.choice([None, f"go {dice.randrange(9)}"])
    journal.add("reflections", id_, day, further, dice.choice([None, f"well {id_}"]), focus)
    for position in range(dice.randint(1, 3)):
        conduct = "abusive" if dice.random() < 0.1 else None
        link = dice.choice([None, dice.randint(1, size)])
        why = dice.choice([None, f"because {id_}"])
        journal.add("customers", id_, position, day, dice.choice(OUTCOMES), conduct, link, why)


def _add_plays(journal, dice, plays, size):
    for _ in range(size):
        came_up = dice.random() < 0.8
        did = dice.choice(["yes", "yes", "partly", "forgot", "chose_not"]) if came_up else None
        worked = dice.choice(["yes", "mixed", "no", None]) if did in {"yes", "partly"} else None
        play = dice.choice([*plays, None])
        apart = "abusive" if dice.random() < 0.1 else None
        journal.add("checks", play, _some_day(dice), int(came_up), did, worked, apart)
    for id_ in plays:
        day = _some_day(dice)
        state = dice.choice(["trying", "resting", "standard", "dropped"])
        from_debrief = dice.choice([None, *(row["id"] for row in journal.rows["debriefs"])])
        source = next((r for r in journal.rows["debriefs"] if r["id"] == from_debrief), None)
        proven = sum(
            check["play"] == id_
            and check["did"] == check["worked"] == "yes"
            and check["conduct"] is None
            for check in journal.rows["checks"]
        )
        then = dice.choice([f"Try {id_}", f"do {id_}"])
        when = dice.choice([f"when {id_}", *SITUATIONS])
        made = source["day"] if source else day
        journal.add("plays", id_, when, then, state, _moment(day), made, from_debrief, proven)


@pytest.fixture(params=range(16))
def journal(request):
    """Sixteen journals, one after the other."""
    return random_journal(request.param)


@pytest.fixture(params=PERIODS, ids=lambda p: p.label)
def asked(request):
    return request.param


class ByHand:
    """The rows of a journal, looked at one by one."""

    def __init__(self, journal, asked):
        self.journal, self.asked = journal, asked
        self.by_id = {row["id"]: row for row in journal.rows["debriefs"]}

    def within(self, table, days=None):
        """The rows of those days; of answers about plans those that are not set apart."""
        days = days or self.asked
        rows = [r for r in self.journal.rows[table] if date.fromisoformat(r["day"]) in days]
        return [r for r in rows if r["conduct"] is None] if table == "checks" else rows

    def counted(self, days=None):
        """The debriefs that count, by id."""
        return {r["id"]: r for r in self.within("debriefs", days) if r["conduct"] is None}

    def parts(self, table, days=None):
        """The rows of a table that belong to debriefs that count, with their debriefs."""
        counted = self.counted(days)
        return [
            (row, counted[row["debrief"]])
            for row in self.journal.rows[table]
            if row["debrief"] in counted
        ]

    def answers(self, key, days=None):
        return Counter(
            (json.loads(row["value"]), debrief["outcome"])
            for row, debrief in self.parts("answers", days)
            if row["key"] == key
        )


@pytest.fixture
def hand(journal, asked):
    """The same journal, to be counted one by one."""
    return ByHand(journal, asked)
