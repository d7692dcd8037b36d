"""Scenes with processes of their own: `python scenes.py NAME PATH [HOW_OFTEN]`.

Each prints what it saw.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from debrief_cli.errors import DebriefError
from debrief_cli.records import Debrief, NextTime
from debrief_cli.store import backup, migrations, restoring, shelf
from debrief_cli.store.drafts import Drafts
from debrief_cli.store.journal import Journal
from debrief_cli.store.reading import open_reading

NOW = datetime(2026, 3, 2, 9, 25, tzinfo=UTC)


def debrief(situation: str) -> Debrief:
    given = NextTime("it rings", f"do {situation[-1]}")
    return Debrief(NOW, NOW.date(), situation, "met", tags=("a", "b"), next_time=given)


def child(act, *arguments) -> int:
    """Run `act` in a process of its own; its number."""
    process = os.fork()
    if process:
        return process
    try:
        act(*arguments)
    except BaseException as error:
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def all_well(processes) -> None:
    for process in processes:
        _, status = os.waitpid(process, 0)
        assert status == 0, status


def whole(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
    return connection


def write(path: Path, name: int, each: int) -> None:
    for number in range(each):
        Journal(path, lambda: NOW).add_debriefs([debrief(f"{name}.{number}")])


def writers(path: Path, each: int) -> None:
    """Eight at once, each its own process and engine, from a journal that is not there yet."""
    all_well([child(write, path, name, each) for name in range(8)])
    with open_reading(path) as reading:
        stored = {each.situation for each in reading.debriefs()}
        plans = len(reading.plays())
    whole(path).close()
    print(len(stored), plans)


def write_for_ever(path: Path, name: int, acknowledged: int) -> None:
    journal = Journal(path, lambda: NOW)
    number = 0
    while True:
        journal.add_debriefs([debrief(f"{name}.{number}")])
        os.write(acknowledged, f"{name}.{number}\n".encode())
        number += 1


def killed_writers(path: Path, kills: int) -> None:
    """So many kills, each at any moment of a write loop."""
    chance = random.Random(3)  # noqa: S311 - the same every time
    promised: set[str] = set()
    for name in range(kills):
        end, start = os.pipe()
        process = child(write_for_ever, path, name, start)
        os.close(start)
        with os.fdopen(end) as told:
            promised |= {told.readline().strip() for _ in range(chance.randrange(4))}
            time.sleep(chance.uniform(0.0, 0.02))
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            promised |= {line.strip() for line in told if line.endswith("\n")}
    with open_reading(path) as reading:
        found = {each.situation: each for each in reading.debriefs()}
    connection = whole(path)
    revised = connection.execute("SELECT count(*) FROM revision WHERE type = 'debrief'").fetchone()
    torn = [each for each in found.values() if each.tags != ("a", "b") or not each.next_time]
    connection.close()
    lost = promised - set(found)
    print(len(promised) > kills, len(lost), len(torn), revised[0] - len(found))


def _slow_step(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE more (id INTEGER PRIMARY KEY, text)")
    for number in range(400):
        connection.execute("INSERT INTO more VALUES (?, ?)", (number, "x" * 2_000))
    connection.execute("ALTER TABLE debrief ADD COLUMN more TEXT")


TALLER = migrations.Ladder(
    migrations.JOURNAL.application_id,
    (*migrations.JOURNAL.steps, migrations.Step("9.0.0", _slow_step)),
    migrations.JOURNAL.views,
)


def killed_migrations(path: Path, kills: int) -> None:
    """So many kills, each at any moment of an upgrade; then one is let through."""
    Journal(path, lambda: NOW).add_debriefs([debrief(str(n)) for n in range(50)])
    begun = path.read_bytes()
    chance = random.Random(5)  # noqa: S311 - the same every time
    ended: set[int] = set()
    for _ in range(kills):
        path.write_bytes(begun)
        process = child(migrations.make_or_upgrade, path, TALLER)
        time.sleep(chance.uniform(0.0, 0.03))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        connection = whole(path)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        more = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'more'")
        assert more.fetchone() == (version - migrations.JOURNAL.schema,)
        assert connection.execute("SELECT count(*) FROM debriefs").fetchone() == (50,)
        connection.close()
        ended.add(version)
    migrations.make_or_upgrade(path, TALLER)
    left = sorted(each.name for each in path.parent.iterdir())
    print(migrations.JOURNAL.schema in ended, *left)


def six_migrations(path: Path, rounds: int) -> None:
    """Six that upgrade at the same moment, so many times over."""
    for number in range(rounds):
        journal = path.with_name(f"{number}.db")
        Journal(journal, lambda: NOW).add_debriefs([debrief(str(n)) for n in range(50)])
        all_well([child(migrations.make_or_upgrade, journal, TALLER) for _ in range(6)])
        connection = whole(journal)
        print(*connection.execute("SELECT count(*) FROM more").fetchone())
        connection.close()


def full_disk(path: Path) -> None:
    """A write into a file that may not grow."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
    try:
        Journal(path, lambda: NOW).add_debriefs([debrief("x" * 50_000) for _ in range(20)])
    except DebriefError as error:
        print(f"{type(error).__name__}: {error.message} {error.hint}")


def _killed(act, *arguments, within: float) -> None:
    process = child(act, *arguments)
    time.sleep(CHANCE.uniform(0.0, within))
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def _seconds(act, *arguments) -> float:
    """How long an act takes in a process of its own, so that kills fall within it."""
    start = time.perf_counter()
    all_well([child(act, *arguments)])
    return time.perf_counter() - start


CHANCE = random.Random(9)  # noqa: S311 - the same every time


def _situations(path: Path) -> set[str]:
    connection = whole(path)
    found = {row[0] for row in connection.execute("SELECT situation FROM debriefs")}
    assert connection.execute("SELECT count(*) FROM revision").fetchone()[0] >= len(found)
    connection.close()
    return found


def killed_restores(path: Path, times: str) -> None:
    """Kills at any moment of going back and forth between two backups."""
    Journal(path, lambda: NOW).add_debriefs([debrief(f"old {n}") for n in range(200)])
    old = backup.make(path, NOW).path
    Journal(path, lambda: NOW).add_debriefs([debrief(f"new {n}") for n in range(200)])
    new = backup.make(path, NOW).path
    contents = [_situations(old), _situations(new)]
    usual = _seconds(restoring.restore, path, new, NOW)
    ended = []
    for number in range(int(times)):
        chosen = (old, new)[number % 2]
        _killed(restoring.restore, path, chosen, NOW, within=1.5 * usual)
        ended.append(contents.index(_situations(path)))
        kept = [b.path for b in shelf.kept(path) if b.kind == shelf.BEFORE_RESTORE]
        assert all(_situations(each) in contents for each in kept)
    restoring.restore(path, old, NOW)
    print(0 in ended, 1 in ended, _situations(path) == contents[0])


def killed_backups(path: Path, times: str) -> None:
    """Kills at any moment of making a backup."""
    Journal(path, lambda: NOW).add_debriefs([debrief(f"old {n}") for n in range(400)])
    usual = _seconds(backup.make, path, NOW)
    for _ in range(int(times)):
        _killed(backup.make, path, NOW, within=1.5 * usual)
    kept = shelf.kept(path)
    torn = [each for each in kept if len(_situations(each.path)) != 400]
    left = [each for each in shelf.folder_of(path).iterdir() if each.suffix == shelf.UNFINISHED]
    print(len(left) > 0, len(torn))


def full_disk_for_copies(path: Path, saved: str) -> None:
    """A backup in both places and a restore, where no file may grow."""
    limit = path.stat().st_size // 2
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    acts = (
        lambda: backup.make(path, NOW),
        lambda: backup.make_at(path, path.with_name("mine.db")),
        lambda: restoring.restore(path, Path(saved), NOW),
    )
    for act in acts:
        try:
            act()
        except DebriefError as error:
            print(f"{type(error).__name__}: {error.message}")
    print(*sorted(each.name for each in path.parent.iterdir()))


def killed_draft(path: Path) -> None:
    """A draft is kept, half a line is typed, and the process is gone."""

    def write(told: int) -> None:
        drafts = Drafts(path)
        draft = drafts.begin("debrief", NOW)
        drafts.keep(draft, {"outcome": "met"})
        drafts.keep_half(draft, "situation", "second ca")
        drafts.keep_half(draft, "situation", "second call ab")
        os.write(told, b".")
        time.sleep(60)

    end, start = os.pipe()
    process = child(write, start)
    os.read(end, 1)
    open_elsewhere = _wait_for_half(path)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    (kept,) = Drafts(path).all()
    print(open_elsewhere, kept.active, kept.answers, kept.half_key, kept.half_text)


def _wait_for_half(path: Path) -> bool:
    for _ in range(500):
        (kept,) = Drafts(path).all()
        if kept.half_text:
            return kept.active
        time.sleep(0.02)
    raise AssertionError("half a line was never kept")


if __name__ == "__main__":
    arguments = (int(each) if each.isdecimal() else each for each in sys.argv[3:])
    globals()[sys.argv[1]](Path(sys.argv[2]), *arguments)
