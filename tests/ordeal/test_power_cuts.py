"""The power goes at any moment: what was acknowledged is there when it comes back.

What debrief really sends to SQLite is replayed on a disk that loses, tears and reorders
whatever was not synced. The reopening is debrief's own, on real files.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from debrief_cli.records import Customer, Debrief, NextTime, Promised, Reflection
from debrief_cli.store.drafts import Drafts
from debrief_cli.store.journal import Journal
from debrief_cli.store.reading import open_reading
from ordeal.disk import Disk, Platter
from ordeal.statements import Recorder, Statement, replay

NOW = datetime(2026, 3, 2, 9, 25, tzinfo=UTC)


def write_a_life(path: Path, recorder: Recorder) -> None:
    """Make a journal and write in it all that debrief can write, with its drafts."""
    journal, drafts = Journal(path, lambda: NOW), Drafts(path, lambda: NOW)
    for number in range(12):
        draft = drafts.begin("new", NOW)
        drafts.keep(draft, {"situation": f"draft {number}"})
        recorder.acknowledged(f"draft {number}")
        given = [
            Debrief(
                NOW, NOW.date(), f"debrief {number}.{each} " + "x" * 300 * (number % 4), "met",
                tags=("a", "b"),
                next_time=NextTime(then=f"plan {number}"),
                promises=(Promised(f"promise {number}"),),
            )
            for each in range(1 + 20 * (number == 7))
        ]  # fmt: skip
        saved = journal.add_debriefs(given)
        recorder.acknowledged(given[-1].situation.strip("x "))
        drafts.keep(draft, {"situation": f"draft {number}", "more": "y" * 2000})
        day = NOW.date() + timedelta(days=number)
        journal.add_reflections([Reflection(day, NOW, (Customer("met"),), further=str(number))])
        recorder.acknowledged(f"reflection {number}")
        if saved[0].play:
            journal.change_play(saved[0].play.id, state="dropped")
            recorder.acknowledged(f"dropped {number}")
        if number == 5:
            journal.set_focus("2026-W10", "smile")
    drafts.close()


def found_in(path: Path) -> set[str]:
    """What debrief finds of that life, having looked for damage."""
    names = set()
    with open_reading(path) as reading:
        names |= {each.situation.strip("x ") for each in reading.debriefs()}
        names |= {f"reflection {each.further}" for each in reading.reflections()}
        dropped = (play for play in reading.plays() if play.state == "dropped")
        names |= {f"dropped {play.then.removeprefix('plan ')}" for play in dropped}
    names |= {str(draft.answers["situation"]) for draft in Drafts(path).all()}
    for file in path.parent.glob("*.db"):
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return names


class Outcome(NamedTuple):
    """What the cuts left: how many of them lost something, how many left a damaged file."""

    cuts: int
    losing: int
    damaged: int


def cut(disk: Disk, cuts: int, folder: Path, seed: int) -> Outcome:
    """Cut the power so many times, each at some moment of what the disk went through."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    moments = sorted(chance.randrange(1, len(disk.log) + 1) for _ in range(cuts))
    platter, losing, damaged, place = Platter(), 0, 0, 0
    for number, moment in enumerate(moments):
        for op in disk.log[place:moment]:
            platter.apply(op)
        place = moment
        home = folder / str(number)
        home.mkdir()
        for name, content in platter.after_a_cut(chance).items():
            (home / name).write_bytes(content)
        try:
            found = found_in(home / "journal.db")
        except Exception:  # a file that not even debrief can open
            damaged += 1
        else:
            losing += not found.issuperset(platter.acknowledged)
        for file in home.iterdir():
            file.unlink()
    return Outcome(cuts, losing, damaged)


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sequence[Statement]:
    """The statements of a life, as debrief itself sent them."""
    recorder = Recorder()
    with recorder.listening(monkeypatch):
        write_a_life(tmp_path / "life" / "journal.db", recorder)
    return recorder.statements


def test_the_life_is_whole(life: Sequence[Statement], tmp_path: Path) -> None:
    """The replay says what debrief said: at its end the other disk holds the same files."""
    sent = {statement.sql for statement in life}
    for said in ("journal_mode = DELETE", "synchronous = EXTRA", "foreign_keys = ON"):
        assert f"PRAGMA {said}" in sent
    assert {"BEGIN IMMEDIATE", "COMMIT"} <= sent
    disk = replay(life)
    for name, inode in disk.names.items():
        (tmp_path / name).write_bytes(disk.contents[inode])
    told = {op.name for op in disk.log if op.kind == "acknowledged"}
    assert len(told) == 48
    assert told <= found_in(tmp_path / "journal.db") == found_in(tmp_path / "life" / "journal.db")


@pytest.mark.rounds(300, 5_000)
def test_a_power_cut_loses_nothing_that_was_acknowledged(
    life: Sequence[Statement], tmp_path: Path, rounds: int
) -> None:
    """Debrief's own settings: after every cut every acknowledged entry is there, and whole."""
    assert cut(replay(life), rounds, tmp_path, seed=11) == Outcome(rounds, losing=0, damaged=0)


@pytest.mark.parametrize(
    "settings",
    [
        {
            "journal_mode": "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL",
            "synchronous": "PRAGMA synchronous = NORMAL",
        },
        {"synchronous": "PRAGMA synchronous = FULL"},
        {"synchronous": "PRAGMA synchronous = OFF"},
    ],
    ids=["WAL, NORMAL", "DELETE, FULL", "DELETE, OFF"],
)
def test_weaker_settings_do_lose(
    life: Sequence[Statement], tmp_path: Path, settings: dict[str, str]
) -> None:
    """The control: were the cuts too gentle to prove anything, nothing would be lost here."""
    assert cut(replay(life, settings), 100, tmp_path, seed=11).losing > 0
