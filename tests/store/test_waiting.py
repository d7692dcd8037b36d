"""Whoever waits for another process is told so once, and goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

import pytest

from debrief_cli.errors import JournalProblem
from debrief_cli.store import connection, waiting
from debrief_cli.store.journal import Journal
from debrief_cli.store.reading import open_reading


@pytest.fixture
def other(path, journal, debrief, monkeypatch) -> Iterator[sqlite3.Connection]:
    """Another process that can be at the journal; nobody here waits for long."""
    journal.add_debriefs([debrief()])
    monkeypatch.setattr(connection, "TOLD_AFTER_SECONDS", 0.02)
    made = connection.to_write(path)
    yield made
    made.close()
    waiting.tell(lambda: None)


@pytest.fixture
def told(other: sqlite3.Connection) -> list[str]:
    """What was said; saying it lets the other process finish."""
    said: list[str] = []

    def notice() -> None:
        said.append("waiting")
        other.execute("ROLLBACK")

    waiting.tell(notice)
    return said


def reads(path, _clock, _debrief) -> int:
    with open_reading(path) as reading:
        return reading.count()


def writes(path, clock, debrief) -> int:
    return len(Journal(path, clock).add_debriefs([debrief()]))


@pytest.mark.parametrize(
    ("lock", "act"),
    [("BEGIN IMMEDIATE", writes), ("BEGIN EXCLUSIVE", writes), ("BEGIN EXCLUSIVE", reads)],
)
def test_one_who_waits_is_told_and_goes_on(
    path, clock, debrief, other, told, lock: str, act: Callable[..., int]
) -> None:
    """The notice comes while it waits; when the other is done, the work is done."""
    other.execute(lock)
    assert act(path, clock, debrief) == 1
    assert told == ["waiting"]


def test_it_is_said_once(path, clock, debrief, other, told, monkeypatch) -> None:
    """A second wait of the same command is silent, and in vain it ends with one clear line."""
    other.execute("BEGIN IMMEDIATE")
    writes(path, clock, debrief)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with pytest.raises(JournalProblem, match="in use"):
        writes(path, clock, debrief)
    assert told == ["waiting"]


def test_without_a_wait_nothing_is_said(path, clock, debrief, told) -> None:
    """A journal that nobody else has says nothing."""
    assert writes(path, clock, debrief) == 1
    assert told == []


def test_what_is_not_a_wait_is_raised_at_once(other, told) -> None:
    """Another error of SQLite is not taken for one, and leaves the patience as it was."""
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        connection.patiently(other, lambda: other.execute("SELECT * FROM nowhere"))
    assert told == []
    patience = other.execute("PRAGMA busy_timeout").fetchone()
    assert patience == (connection.BUSY_SECONDS * 1000,)
