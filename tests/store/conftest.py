"""What the tests of the store share: a place for a journal, a clock, a debrief to vary."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

import debrief_cli
from debrief_cli.records import (
    Check,
    Customer,
    Debrief,
    Factor,
    Kudos,
    NextTime,
    Promised,
    Reflection,
    StageNote,
)
from debrief_cli.store.journal import Journal
from debrief_cli.store.reading import open_reading

CHICAGO = timezone(timedelta(hours=-6))
MORNING = datetime(2026, 3, 2, 9, 25, tzinfo=CHICAGO)


class Clock:
    """A clock that stands still unless it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> None:
        self.now += timedelta(**step)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "journal.db"


@pytest.fixture
def journal(path, clock):
    return Journal(path, clock)


@pytest.fixture
def reading(path):
    """Opens the journal anew each time, as every command does."""
    opened = []

    def read():
        opened.append(open_reading(path))
        return opened[-1]

    yield read
    for each in opened:
        each.close()


@pytest.fixture
def debrief():
    def make(**changes):
        given = {"occurred_at": MORNING, "situation": "second call", "outcome": "met", **changes}
        return Debrief(**{"day": given["occurred_at"].date(), **given})

    return make


@pytest.fixture
def whole_debrief(debrief):
    """A debrief with something under every key; its plan and checks need a play 1."""

    def make(**changes):
        given = {
            "channel": "phone",
            "customer": "caller about a late refund",
            "reference": "R-1",
            "outcome": "exceeded",
            "evidence": "said_so",
            "customer_words": "finally",
            "expectation": "to wait again",
            "contributions": ("named the first call", "freed the refund"),
            "would_change": ("give the date first",),
            "factors": (Factor("system_or_tool", "helped", "quick"), Factor("other", "hurt")),
            "techniques": ("set_expectation", "listen_fully"),
            "tags": ("refund", "late"),
            "conduct": "abusive",
            "stages": (
                StageNote("acknowledge", "worked", "at once"),
                StageNote("greet", "neutral"),
            ),
            "next_time": NextTime("it is the second call", "name the first", "they feel known"),
            "answers": {
                "effort.mine": 2,
                "judgement.sign_off": True,
                "story.line": "like a friend",
            },
            "kudos": (Kudos("Ann", "the date"), Kudos("Ops")),
            "promises": (Promised("ring back", "2026-03-04"), Promised("send the form")),
            "checks": (Check(1, True, "yes", "yes", "twice"), Check(1, False)),
            **changes,
        }
        return debrief(**given)

    return make


@pytest.fixture
def reflection():
    def make(day=date(2026, 3, 3), **changes):
        customers = (Customer("met", "man collecting an order"), Customer("exceeded"))
        given = {"recorded_at": MORNING, "customers": customers, **changes}
        return Reflection(day=day, **given)

    return make


@pytest.fixture
def in_processes():
    """Runs a scene of scenes.py, which forks, kills and counts in processes of its own."""
    if not hasattr(os, "fork"):
        pytest.skip("the scenes fork")

    def run(scene, *arguments):
        source = str(Path(debrief_cli.__file__).parents[1])
        done = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("scenes.py")), scene, *arguments],
            env={**os.environ, "PYTHONPATH": source},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


@pytest.fixture
def dump():
    """Every row of every table of a file, the counters of ids too."""

    def read(path):
        with closing(sqlite3.connect(path)) as opened:
            found = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {
                name: opened.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - ours
                for (name,) in found
            }

    return read
