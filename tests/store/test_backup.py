"""Backups: whole copies, one a day by itself, thinned with care."""

import os
import sqlite3
import threading
from datetime import timedelta

import pytest

from debrief_cli.analysis.thinning import Backups
from debrief_cli.errors import JournalProblem
from debrief_cli.store import backup, connection, copying, files, shelf
from debrief_cli.store.journal import Journal
from debrief_cli.store.reading import open_reading


@pytest.fixture
def full(path, clock, whole_debrief, reflection):
    """A journal with something in every table."""
    journal = Journal(path, clock)
    journal.add_play("if", "then")
    journal.add_debriefs([whole_debrief()])
    journal.add_reflections([reflection()])
    journal.set_focus("2026-W10", "one chat at a time")
    return journal


@pytest.fixture
def daily(path, clock):
    """Makes the backup of the day."""
    return lambda wanted=Backups(): backup.before_first_write(path, clock(), wanted)  # noqa: B008


def names(path):
    return [each.path.name for each in shelf.kept(path)]


@pytest.mark.usefixtures("full")
def test_a_backup_has_every_row(path, clock, dump):
    """What is in it is what was in the journal, and it says what it holds."""
    made = backup.make(path, clock())
    assert dump(made.path) == dump(path)
    assert all(rows for table, rows in dump(path).items())
    assert made.holding == (1, 1, "2026-03-03")
    assert made.path == path.parent / "backups" / "journal-2026-03-02-153000-by-hand.db"


@pytest.mark.usefixtures("full")
def test_each_backup_has_a_name_of_its_own(path, clock):
    """Two in one second do not take each other's place; the later comes first."""
    made = [backup.make(path, clock()).path for _ in range(3)]
    assert [each.path for each in shelf.kept(path)] == made[::-1]


def test_journals_in_one_folder_do_not_mix(tmp_path, clock, debrief):
    """Names that begin alike, and one that looks like a backup's, each have their own."""
    others = ["a.db", "a", "a-b.db", "a.sqlite", "a-2026-03-02-153000-daily.db", "a.*.db"]
    for name in others:
        Journal(tmp_path / name, clock).add_debriefs([debrief()])
        backup.make(tmp_path / name, clock())
    for name in others:
        assert len(shelf.kept(tmp_path / name)) == 1, name


@pytest.mark.usefixtures("full")
def test_what_only_looks_like_a_backup_is_none(path):
    """A file that somebody put there is not listed and not thinned."""
    folder = shelf.folder_of(path)
    folder.mkdir()
    for name in ("journal-2026-13-02-153000-daily.db", "notes.txt", "journal-old.db"):
        (folder / name).write_text("mine")
    assert shelf.kept(path) == []


@pytest.mark.usefixtures("full")
def test_the_first_write_of_a_day_is_preceded_by_a_backup(path, clock, daily, dump):
    """One a day, made of what was there before."""
    before = dump(path)
    assert daily() is None
    (kept,) = shelf.kept(path)
    assert kept.kind == shelf.DAILY
    assert dump(kept.path) == before
    daily()
    assert len(shelf.kept(path)) == 1
    clock.forward(days=1)
    daily()
    assert len(shelf.kept(path)) == 2


@pytest.mark.usefixtures("clock")
def test_nothing_is_kept_of_nothing(path, journal, debrief, daily):
    """An empty journal has no backup; nor has one that is not there."""
    daily()
    journal.add_debriefs([debrief()])
    shelf_before = names(path)
    sqlite3.connect(path).executescript("DELETE FROM revision").close()
    assert daily() is None
    assert names(path) == shelf_before == []


def test_the_journal_asks_for_it_before_its_first_write(path, clock, debrief):
    """Once for each opening, when the file is there and nothing is written yet."""
    seen = []

    def look():
        with open_reading(path) as reading:
            seen.append(reading.count())

    journal = Journal(path, clock, before_first_write=look)
    for _ in range(2):
        journal.add_debriefs([debrief()])
    assert seen == [0]


@pytest.mark.usefixtures("full")
def test_old_ones_are_thinned_and_those_by_hand_stay(path, clock, daily):
    """Three days are wanted: three stay, and what somebody made stays until they remove it."""
    backup.make(path, clock())
    for _ in range(6):
        daily(Backups(daily=3, weekly=0, monthly=0))
        clock.forward(days=1)
    kept = shelf.kept(path)
    assert [(each.kind, each.made_at.day) for each in kept] == [
        ("daily", 7), ("daily", 6), ("daily", 5), ("by-hand", 2),
    ]  # fmt: skip


@pytest.fixture
def shrunk(path, clock, journal, debrief, daily):
    """A journal of 21, its backup, and then only one of them."""
    journal.add_debriefs([debrief() for _ in range(21)])
    daily()
    edited = sqlite3.connect(path, isolation_level=None)
    edited.execute("DELETE FROM debrief WHERE id > 1")
    edited.close()
    clock.forward(days=1)


@pytest.mark.usefixtures("shrunk")
def test_a_journal_that_shrank_is_told_once(clock, daily):
    """One line with both counts on the day it is seen, then no more."""
    line = daily()
    assert "has 1 written up" in line
    assert "2026-03-02 has 21" in line
    assert "\n" not in line
    clock.forward(days=1)
    assert daily() is None


@pytest.mark.usefixtures("shrunk")
def test_thinning_spares_what_holds_much_more(path, clock, daily):
    """The last backup from before the loss stays, however old it is."""
    for _ in range(5):
        daily(Backups(daily=1, weekly=0, monthly=0))
        clock.forward(days=1)
    assert [each.made_at.day for each in shelf.kept(path)] == [7, 2]


def test_a_small_journal_may_shrink(path, clock, journal, debrief, daily):
    """Of five entries three can be deleted without a word."""
    journal.add_debriefs([debrief() for _ in range(5)])
    daily()
    edited = sqlite3.connect(path, isolation_level=None)
    edited.execute("DELETE FROM debrief WHERE id > 2")
    edited.close()
    clock.forward(days=1)
    assert daily() is None


@pytest.mark.usefixtures("full")
def test_thinning_spares_what_cannot_be_read(path, clock, daily):
    """A backup that is damaged may still be mended: nobody but a person removes it."""
    daily()
    (first,) = shelf.kept(path)
    first.path.write_bytes(first.path.read_bytes()[:3000])
    for _ in range(3):
        clock.forward(days=1)
        daily(Backups(daily=1, weekly=0, monthly=0))
    assert [each.made_at.day for each in shelf.kept(path)] == [5, 2]


@pytest.mark.usefixtures("full")
def test_what_a_kill_left_goes_after_a_day(path, clock, daily):
    """An unfinished copy of today may be somebody's at work; an old one is nobody's."""
    fresh = shelf.place_for(path, clock(), shelf.DAILY)[1]
    old = shelf.place_for(path, clock(), shelf.BY_HAND)[1]
    os.utime(old, (0, 0))
    daily()
    assert fresh.exists()
    assert not old.exists()


@pytest.mark.usefixtures("full")
def test_a_copy_that_is_not_whole_is_none(path, clock, monkeypatch):
    """It is looked through before it gets its name; what does not hold is gone."""
    for doubted in ("is_whole", "facts"):
        with monkeypatch.context() as patch:
            real = getattr(copying, doubted)
            patch.setattr(copying, doubted, lambda c, real=real: real(c) if _is(c, path) else False)
            with pytest.raises(JournalProblem, match="damaged"):
                backup.make(path, clock())
    assert list(shelf.folder_of(path).iterdir()) == []


def _is(opened, path):
    return opened.execute("PRAGMA database_list").fetchone()[2] == str(path)


@pytest.mark.usefixtures("full")
def test_a_damaged_journal_gives_no_backup_and_says_so(path, daily):
    """The write goes on; the line names the damage and the way to look closer."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + bytes(4096) + whole[len(whole) // 2 + 4096 :])
    line = daily()
    assert "could not be made" in line
    assert "debrief doctor" in line
    assert names(path) == []


@pytest.mark.usefixtures("full")
def test_the_last_room_on_a_disk_is_for_the_entry(path, daily, monkeypatch):
    """With hardly any room left the copy is not begun, and a line says so."""
    usage = type("usage", (), {"free": 1_000_000})
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: usage)
    assert "almost full" in daily()
    assert names(path) == []


@pytest.mark.usefixtures("full")
def test_a_place_that_is_taken_is_told(path, daily):
    """A file where the folder should be is one line, and no failure."""
    shelf.folder_of(path).write_text("mine")
    assert "could not be made" in daily()
    assert shelf.folder_of(path).read_text() == "mine"


@pytest.mark.usefixtures("full")
def test_writers_wait_for_a_backup_and_lose_nothing(path, clock, debrief):
    """A copy is of one moment, however many write meanwhile."""
    stop = threading.Event()
    failed = []

    def write():
        try:
            while not stop.is_set():
                Journal(path, clock).add_debriefs([debrief(tags=("a",))])
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    made = [backup.make(path, clock()) for _ in range(8)]
    stop.set()
    for thread in threads:
        thread.join()
    assert failed == []
    for each in made:
        with open_reading(each.path) as reading:
            assert reading.count() == each.holding.debriefs


@pytest.mark.usefixtures("full", "clock")
def test_a_backup_by_name_takes_the_place_of_what_was_there(path, tmp_path, dump):
    """Whole, and without anything left beside it."""
    target = tmp_path / "stick" / "copy.db"
    for _ in range(2):
        backup.make_at(path, target)
    assert dump(target) == dump(path)
    assert [each.name for each in target.parent.iterdir()] == ["copy.db"]


@pytest.mark.usefixtures("full")
def test_a_backup_never_takes_the_journals_own_place(path, tmp_path):
    """Not by another name for it either, nor that of the drafts."""
    before = path.read_bytes()
    (tmp_path / "link.db").symlink_to(path)
    for target in (path, tmp_path / "link.db", path.with_name("drafts.db"), tmp_path):
        with pytest.raises(JournalProblem):
            backup.make_at(path, target)
    assert path.read_bytes() == before


@pytest.mark.usefixtures("full", "clock")
def test_a_read_only_journal_can_be_backed_up_elsewhere(path, tmp_path, monkeypatch, dump):
    """Where no lock can be had there is no writer to keep away."""
    monkeypatch.setattr(copying.os, "access", lambda *_: False)
    monkeypatch.setattr(connection.os, "access", lambda *_: False)
    backup.make_at(path, tmp_path / "copy.db")
    assert dump(tmp_path / "copy.db") == dump(path)


@pytest.mark.usefixtures("full")
def test_the_last_of_two_at_once_makes_none(path, clock, monkeypatch):
    """Who waited for the lock finds today's backup made."""
    answers = iter([False, True])
    monkeypatch.setattr(shelf, "has_daily", lambda *_: next(answers))
    assert backup.before_first_write(path, clock(), Backups()) is None
    assert names(path) == []


@pytest.mark.usefixtures("full")
def test_a_name_taken_meanwhile_is_left(path, clock, monkeypatch):
    """Between the look and the claim another may have finished under the same name."""
    make_new = files.make_new

    def late(unfinished):
        made = make_new(unfinished)
        if "-2-" not in unfinished.name:
            unfinished.with_name(unfinished.name.removesuffix(shelf.UNFINISHED)).write_text("x")
        return made

    monkeypatch.setattr(shelf.files, "make_new", late)
    assert backup.make(path, clock() + timedelta(0)).path.name.endswith("-2-by-hand.db")


@pytest.mark.usefixtures("full")
def test_a_day_that_is_none_is_not_passed_on(path, clock):
    """What somebody changed by hand is not taken for a day, and ends in no crash."""
    edited = sqlite3.connect(path, isolation_level=None)
    edited.execute("UPDATE reflection SET day = 'yesterday'")
    edited.close()
    assert backup.make(path, clock()).holding == (1, 1, "2026-03-02")
