"""debrief doctor: what it finds, what it advises, what it mends."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from debrief_cli.acts import checkup
from debrief_cli.store import examining, synced

Run = Callable[..., Any]
posix = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


def states(run: Run, *options: str) -> dict[str, str]:
    """The state of each thing that was looked at."""
    return {each["name"]: each["state"] for each in run("doctor", "--json", *options).json}


def finding(run: Run, name: str) -> dict[str, str]:
    """What was found about one thing."""
    found: dict[str, str] = next(
        each for each in run("doctor", "--json").json if each["name"] == name
    )
    return found


@pytest.fixture
def written(run: Run, journal: Path) -> Path:
    """A journal with two entries and a backup."""
    for situation in ("one", "two"):
        run("new", "--outcome", "met", "--situation", situation, "--then", f"do {situation}")
    return journal


def edit(path: Path, *statements: str) -> None:
    """Change a journal behind its back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        for statement in statements:
            opened.execute(statement)


def test_a_journal_in_order_is_all_ok(run: Run, written: Path) -> None:
    """Everything is looked at, exit 0, and nothing is changed."""
    before = written.read_bytes()
    done = run("doctor", "--json")
    assert done.code == 0
    assert {each["name"] for each in done.json} == {
        "settings", "format", "whole", "links", "history", "rights", "drafts", "backups",
        "place", "disk", "sqlite",
    }  # fmt: skip
    assert {each["state"] for each in done.json} == {"ok"}
    assert all(set(each) == {"name", "state", "finding", "advice"} for each in done.json)
    assert written.read_bytes() == before


def test_the_page_answers_in_its_first_line(run: Run, written: Path) -> None:
    """Yes, or that something needs you; each with its advice, in 80 columns."""
    told = run("doctor").out
    assert told.splitlines()[0].endswith("yes")
    assert "all of it can be read: 2 written up" in told
    assert max(map(len, told.splitlines())) <= 80
    edit(written, "DELETE FROM revision WHERE type = 'play'")
    done = run("doctor")
    assert done.code == 1
    assert done.out.splitlines()[0].endswith("something needs you")


def test_before_the_first_entry_nothing_is_wrong(run: Run, journal: Path) -> None:
    """A note says how to begin; no file is made."""
    found = states(run)
    assert found["journal"] == "note"
    assert "wrong" not in found.values()
    assert not journal.exists()


@posix
def test_what_others_could_read_is_wrong_until_it_is_closed(run: Run, written: Path) -> None:
    """The journal, its folder, the backups: --repair closes what is ours."""
    opened = [written, written.parent, *written.parent.glob("backups/**/*.db")]
    for path in (*opened, written.parent / "backups"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert states(run)["rights"] == "wrong"
    assert run("doctor").code == 1
    done = run("doctor", "--repair", "--json")
    assert (done.code, done.json[0]["name"]) == (0, "repair")
    for path in (*opened, written.parent / "backups"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.usefixtures("written")
def test_what_can_only_be_read_is_a_note(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive may be meant so; whoever wants to write knows why it fails."""
    monkeypatch.setattr(examining.os, "access", lambda *_: False)
    assert finding(run, "rights")["state"] == "note"


@posix
def test_a_folder_that_somebody_chose_keeps_its_modes(run: Run, tmp_path: Path) -> None:
    """Only our own folders are closed."""
    tmp_path.chmod(0o755)
    path = tmp_path / "mine.db"
    run("--journal", path, "new", "--outcome", "met", "--situation", "x")
    assert run("--journal", path, "doctor", "--repair").code == 0
    assert tmp_path.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DELETE FROM revision WHERE type = 'debrief'", "history"),
        ("DELETE FROM debrief", "history"),
        ("INSERT INTO debrief_line VALUES (9, 'kudos', 0, 'x', NULL)", "links"),
        ("DROP VIEW debriefs", "whole"),
        ("DROP INDEX play_by_state", "whole"),
        ("PRAGMA user_version = 0", "whole"),
        ("PRAGMA user_version = 99", "journal"),
        ("PRAGMA application_id = 1", "journal"),
    ],
)
def test_what_is_not_as_it_should_be_is_found(
    run: Run, written: Path, statement: str, name: str
) -> None:
    """Each has its own line, with what to do; exit 1."""
    edit(written, statement)
    found = finding(run, name)
    assert found["state"] == "wrong"
    assert found["advice"]
    assert run("doctor").code == 1


def test_a_deleted_record_is_no_loss(run: Run, written: Path) -> None:
    """What its last revision says is gone need not be there."""
    edit(
        written,
        "INSERT INTO revision (uid, type, number, time, device, command, deleted, document)"
        " SELECT uid, type, 2, '2027', device, command, 1, document FROM revision"
        " WHERE type = 'debrief' AND record = 1",
        "DELETE FROM debrief WHERE id = 1",
    )
    assert states(run)["history"] == "ok"


def test_a_write_that_was_cut_short_is_a_note(run: Run, written: Path) -> None:
    """SQLite takes it back by itself."""
    written.with_name("journal.db-journal").write_bytes(b"left over")
    assert states(run)["unfinished"] == "note"


@pytest.mark.usefixtures("written")
def test_drafts_are_told_without_reproach(run: Run) -> None:
    """How many, since when, and how to go on."""
    from debrief_cli.prompts.scripted import CTRL_C

    run("new", typed=[("outcome", "b"), ("evidence", CTRL_C)])
    found = finding(run, "drafts")
    assert found["state"] == "note"
    assert found["finding"].startswith("1 draft, the first from ")
    assert "debrief new --resume" in found["advice"]


@pytest.mark.usefixtures("written")
def test_changes_that_are_not_saved_are_told_on_todays_page(run: Run) -> None:
    """They have no --resume: the page of the day names the entry."""
    from debrief_cli.prompts.scripted import CTRL_C

    run("edit", "1", typed=[("read", "3"), ("situation", "other words"), ("read", CTRL_C)])
    assert "debrief today" in finding(run, "drafts")["advice"]


def test_drafts_that_cannot_be_read_are_wrong(run: Run, written: Path) -> None:
    """They are told, and the rest is looked at."""
    written.with_name("drafts.db").write_bytes(b"something else")
    assert states(run)["drafts"] == "wrong"


@pytest.mark.parametrize("spoil", [lambda _: b"torn", lambda b: b[:-4096] + os.urandom(4096)])
def test_a_backup_that_is_not_whole_is_wrong(run: Run, written: Path, spoil: Any) -> None:
    """Its name is told, and how to make a new one."""
    (kept,) = written.parent.glob("backups/*.db")
    kept.write_bytes(spoil(kept.read_bytes()))
    found = finding(run, "backups")
    assert found["state"] == "wrong"
    assert kept.name in found["finding"]


def test_a_place_for_backups_that_is_taken_is_wrong(run: Run, journal: Path) -> None:
    """A file where the folder should be: none can be made."""
    run("new", "--outcome", "met", "--situation", "one")
    assert states(run)["backups"] == "note"
    (journal.parent / "backups").write_text("mine")
    done = run("doctor", "--json")
    assert done.code in (0, 1)
    assert run("backup").code == 1


@pytest.mark.usefixtures("written")
def test_settings_that_cannot_be_read_are_wrong_and_the_rest_is_looked_at(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No other command works then; this one says why."""
    (tmp_path / "config.toml").write_text("colour = 3\n")
    monkeypatch.setenv("DEBRIEF_CONFIG", str(tmp_path / "config.toml"))
    assert run("list").code == 2
    found = states(run)
    assert found["settings"] == "wrong"
    assert found["whole"] == "ok"


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("Dropbox/notes", "Dropbox"), ("Dropbox (Shop)", "Dropbox"),
        ("OneDrive - Shop", "OneDrive"),
        ("Library/Mobile Documents/x", "iCloud Drive"), ("My Drive", "Google Drive"),
        ("Library/CloudStorage/Box", "a file service"), ("nextcloud", "Nextcloud"),
        ("Documents", None), ("dropboxes", None), ("Synchronised", None),
    ],
)  # fmt: skip
def test_a_synced_folder_is_known_by_its_name(
    tmp_path: Path, place: str, service: str | None
) -> None:
    """Two machines that write to one file at once may spoil it."""
    assert synced.service_of(tmp_path / place / "journal.db") == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox"), (".sync_1a2b.db", "Nextcloud")],
)
def test_a_synced_folder_is_known_by_its_marks(
    run: Run, tmp_path: Path, mark: str, service: str
) -> None:
    """What a service leaves in the folder above tells it, whatever its name."""
    (tmp_path / mark).mkdir()
    path = tmp_path / "notes" / "journal.db"
    run("--journal", path, "new", "--outcome", "met", "--situation", "x")
    done = run("--journal", path, "doctor", "--json")
    found = next(each for each in done.json if each["name"] == "place")
    assert (done.code, found["state"]) == (0, "note")
    assert service in found["finding"]


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize(("free", "state"), [(10**12, "ok"), (10**8, "note"), (10**6, "wrong")])
def test_a_disk_without_room_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, free: int, state: str
) -> None:
    """A word in time, and wrong when the next entry may not fit."""
    usage = type("usage", (), {"free": free})
    monkeypatch.setattr(checkup.shutil, "disk_usage", lambda _: usage)
    assert finding(run, "disk")["state"] == state


def test_an_old_sqlite_is_a_note(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Older than what everything was tried with."""
    monkeypatch.setattr(checkup, "SQLITE", "3.31.1")
    assert finding(run, "sqlite")["state"] == "note"


def test_repairing_what_is_in_order_changes_nothing(run: Run, written: Path) -> None:
    """It is a checkup, then."""
    before = written.read_bytes()
    assert "repair" not in states(run, "--repair")
    assert written.read_bytes() == before


def test_from_a_damaged_journal_what_can_be_read_is_saved(run: Run, written: Path) -> None:
    """Into a new file beside it; the page says how much, and how to go on with it."""
    broken = bytes(4096) + written.read_bytes()[4096:]
    written.write_bytes(broken)
    done = run("doctor", "--repair")
    assert done.code == 1
    told = " ".join(done.out.split())
    assert "saved into a new file: 2 written up, 0 days looked back, 2 plans" in told
    assert "debrief restore" in told
    assert written.read_bytes() == broken
    (saved,) = written.parent.glob("journal.recovered-*.db")
    assert len(run("--journal", saved, "list", "--json").json) == 2
    assert run("restore", saved.name, "--yes").code == 0
    assert len(run("list", "--json").json) == 2
    assert run("doctor").code == 0


def test_a_changed_letter_is_pointed_at(run: Run, written: Path) -> None:
    """Where the row and its history differ, somebody should read."""
    whole = written.read_bytes().replace(b"do two", b"do twp", 1)
    edit(written, "INSERT INTO debrief_line VALUES (9, 'kudos', 0, 'x', NULL)")
    written.write_bytes(written.read_bytes().replace(b"do two", b"do twp", 1))
    assert whole != written.read_bytes()
    assert "a letter may be wrong in p2" in " ".join(run("doctor", "--repair").out.split())


def test_where_nothing_can_be_saved_it_says_so(run: Run, journal: Path) -> None:
    """Another program's file is left alone."""
    journal.parent.mkdir(parents=True)
    journal.write_bytes(b"Dear diary\n" * 100)
    done = run("doctor", "--repair")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert journal.read_bytes() == b"Dear diary\n" * 100


def test_no_damage_ends_in_a_crash(run: Run, written: Path) -> None:
    """Flipped bits, looked at and repaired: always a page and 0 or 1, the damaged file kept."""
    sound = written.read_bytes()
    chance = random.Random(4)  # noqa: S311 - the same every time
    for _ in range(25):
        broken = bytearray(sound)
        for _ in range(chance.choice([1, 10, 100])):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        written.write_bytes(broken)
        for options in ((), ("--repair",)):
            done = run("doctor", *options)
            assert done.code in (0, 1)
            assert "inside debrief" not in done.err
            assert "Is everything in order?" in done.out
        kept = [each.read_bytes() for each in written.parent.glob("backups/*-before-repair.db")]
        assert bytes(broken) in (written.read_bytes(), *kept)
