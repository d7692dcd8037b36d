"""Files that are no sound journal: a clear line or the right page, and never a byte changed."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

PAGE = 4096
READS = (("list",), ("show", "1"), ("report",), ("today",))
WRITE = ("new", "--outcome", "met", "--situation", "x")


@pytest.fixture
def sound(run: Run, tmp_path: Path) -> bytes:
    """A journal with something of everything."""
    path = tmp_path / "sound.db"
    one = {
        "outcome": "exceeded", "situation": "late refund " * 30, "contributions": ["listened"],
        "tags": ["refund"], "techniques": ["listen_fully"], "answers": {"effort.mine": 2},
        "promises": [{"text": "ring back"}], "kudos": [{"to": "night shift"}],
        "factors": [{"factor": "queue_or_wait", "direction": "hurt"}],
    }  # fmt: skip
    debriefs = [{**one, "next_time": {"then": f"do {number}"}} for number in range(20)]
    for command, given in (("new", debriefs), ("reflect", {"customers": [{"verdict": "met"}]})):
        done = run("--journal", path, command, "--from", "-", stdin=json.dumps(given))
        assert done.code == 0
    return path.read_bytes()


def flipped(sound: bytes, chance: random.Random) -> bytes:
    """Some bits are not what they were."""
    broken = bytearray(sound)
    for _ in range(chance.choice((1, 3, 30, 300))):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def flipped_at_the_start(sound: bytes, chance: random.Random) -> bytes:
    """The same where SQLite's own order stands."""
    broken = bytearray(sound)
    for _ in range(chance.choice((1, 2, 8))):
        broken[chance.randrange(200)] ^= 1 << chance.randrange(8)
    return bytes(broken)


def truncated(sound: bytes, chance: random.Random) -> bytes:
    """The end is missing, in the middle of a page or between two."""
    length = chance.randrange(1, len(sound))
    return sound[: length // PAGE * PAGE or PAGE] if chance.random() < 0.5 else sound[:length]


def with_pages_mixed_up(sound: bytes, chance: random.Random) -> bytes:
    """Two pages have changed places, or one is empty."""
    pages = [sound[at : at + PAGE] for at in range(0, len(sound), PAGE)]
    one, other = chance.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], chance.choice((pages[one], bytes(PAGE)))
    return b"".join(pages)


def newer(sound: bytes, chance: random.Random) -> bytes:
    """A later debrief's."""
    return sound[:60] + chance.randrange(2, 2**31).to_bytes(4, "big") + sound[64:]


def foreign(sound: bytes, chance: random.Random) -> bytes:
    """Another program's: a database, a text, a picture's beginning, nothing but zeros."""
    other = sound[:68] + chance.randbytes(4) + sound[72:]
    return chance.choice(
        (other, b"Dear diary\n" * 99, b"\x89PNG\r\n" + chance.randbytes(999), bytes(9999))
    )


def encrypted(sound: bytes, chance: random.Random) -> bytes:
    """Noise of the same size, as another program's encryption leaves it."""
    return chance.randbytes(len(sound))


HARMS = (
    flipped,
    flipped,
    flipped_at_the_start,
    truncated,
    with_pages_mixed_up,
    newer,
    foreign,
    encrypted,
)


def clear(result: Any, *, may_work: bool) -> None:
    """The right page, or exit 1 with what is wrong and what to do; never our insides."""
    assert "Traceback" not in result.err
    assert "inside debrief" not in result.err
    if result.code == 0:
        assert may_work
        return
    assert result.code == 1, result
    assert result.out == "", result.out
    assert len(result.err.splitlines()) <= 2, result.err


@pytest.mark.rounds(200, 2_000)
def test_no_damage_ends_in_anything_but_a_clear_line(
    run: Run, sound: bytes, tmp_path: Path, rounds: int
) -> None:
    """Four commands read it and change no byte; one that writes does so or leaves it alone."""
    chance = random.Random(13)  # noqa: S311 - the same every time
    path = tmp_path / "journal.db"
    seen = {0: 0, 1: 0}
    for number in range(rounds):
        harm = HARMS[number % len(HARMS)]
        broken = harm(sound, chance)
        path.write_bytes(broken)
        certain = harm in (newer, foreign, encrypted)
        for command in READS:
            result = run("--journal", path, *command)
            clear(result, may_work=not certain)
            seen[result.code] += 1
            assert path.read_bytes() == broken, (number, command)
        clear(written := run("--journal", path, *WRITE), may_work=not certain)
        if written.code:
            assert path.read_bytes() == broken, number
    # Were all of them refused, or none, the harm would not be what it is meant to be.
    assert min(seen.values()) > rounds / 2


@pytest.mark.parametrize("what", ["newer", "foreign"])
def test_what_it_is_is_said(run: Run, sound: bytes, tmp_path: Path, what: str) -> None:
    """A later debrief's journal names the release that reads it; another program's is not ours."""
    path = tmp_path / "journal.db"
    path.write_bytes(sound)
    edited = sqlite3.connect(path, isolation_level=None)
    if what == "newer":
        edited.execute("PRAGMA user_version = 99")
        edited.execute("UPDATE setting SET value = '9.8.7' WHERE key = 'needs'")
    else:
        edited.execute("PRAGMA application_id = 7")
    edited.close()
    for command in (*READS, WRITE):
        said = run("--journal", path, *command).err
        wanted = "debrief 9.8.7 or newer" if what == "newer" else "not a journal of debrief"
        assert wanted in said, command


@pytest.mark.parametrize("whole", [True, False])
def test_a_fault_is_laid_at_the_right_door(
    run: Run, sound: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    """Where nobody foresaw it: a damaged journal is told as such, a fault of ours as ours."""
    path = tmp_path / "journal.db"
    pages = [sound[at : at + PAGE] for at in range(0, len(sound), PAGE)]
    path.write_bytes(sound if whole else b"".join([*pages[:-1], b"\xff" * PAGE]))
    monkeypatch.setattr("debrief_cli.context.Context.page", lambda *_: {}["nobody foresaw this"])
    result = run("--journal", path, "list")
    assert result.code == 1
    assert "nobody" not in result.err
    assert ("inside debrief (KeyError" in result.err) == whole
    assert ("is damaged" in result.err) != whole
