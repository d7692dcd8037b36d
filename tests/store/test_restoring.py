"""Going back to a backup: all of it or nothing, and nothing is lost by it."""

import os
import sqlite3
import sys

import pytest

from debrief_cli.errors import JournalProblem
from debrief_cli.store import backup, connection, migrations, shelf
from debrief_cli.store.journal import Journal
from debrief_cli.store.reading import open_reading
from debrief_cli.store.restoring import restore


@pytest.fixture
def saved(path, clock, whole_debrief, reflection):
    """A backup of a journal with something in every table; more was written since."""
    journal = Journal(path, clock)
    journal.add_play("if", "then")
    journal.add_debriefs([whole_debrief(), whole_debrief()])
    journal.add_reflections([reflection()])
    journal.set_focus("2026-W10", "one chat at a time")
    edited = sqlite3.connect(path, isolation_level=None)
    edited.execute("PRAGMA foreign_keys = ON")
    edited.execute("DELETE FROM debrief WHERE id = 2")  # an id that must not come again
    edited.close()
    made = backup.make(path, clock()).path
    journal.add_debriefs([whole_debrief(situation="later")])
    return made


def test_the_journal_is_then_what_the_backup_is(saved, path, clock, dump):
    """Every row of every table comes back, and no id is given a second time."""
    restore(path, saved, clock())
    assert dump(path) == dump(saved)
    assert ("debrief", 2) in dump(path)["sqlite_sequence"]


def test_what_is_replaced_can_be_brought_back(saved, path, clock, dump):
    """It is kept whole as a backup of its own, and leads back to where one was."""
    before = dump(path)
    kept = restore(path, saved, clock())
    assert next(b for b in shelf.kept(path) if b.path == kept).kind == shelf.BEFORE_RESTORE
    assert dump(kept) == before
    restore(path, kept, clock())
    assert dump(path) == before


def test_a_journal_that_is_gone_comes_back(saved, path, clock, dump):
    """With no journal there is nothing to keep, and the backup takes its place."""
    path.unlink()
    assert restore(path, saved, clock()) is None
    assert dump(path) == dump(saved)


def test_an_open_window_goes_on_in_the_same_journal(saved, path, clock, debrief):
    """Who had the journal open writes into what was restored, not into a file that is gone."""
    window = Journal(path, clock)
    window.add_debriefs([debrief(situation="before")])
    reader = connection.to_read(path)
    assert reader.execute("SELECT count(*) FROM debriefs").fetchone() == (3,)
    restore(path, saved, clock())
    assert reader.execute("SELECT count(*) FROM debriefs").fetchone() == (1,)
    reader.close()
    window.add_debriefs([debrief(situation="after")])
    with open_reading(path) as reading:
        assert [each.situation for each in reading.debriefs()] == ["after", "second call"]


def test_nobody_writes_between_the_copy_and_the_exchange(
    saved, path, clock, debrief, monkeypatch, dump
):
    """What another window would save just then is refused there, not lost."""
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    place_for = shelf.place_for

    def meanwhile(*given):
        with pytest.raises(JournalProblem, match="in use"):
            Journal(path, clock).add_debriefs([debrief()])
        return place_for(*given)

    monkeypatch.setattr(shelf, "place_for", meanwhile)
    restore(path, saved, clock())
    assert dump(path) == dump(saved)


def foreign(path):
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.commit()
    other.close()


def newer(path):
    second = migrations.Step("9.8.7", lambda c: c.execute("CREATE TABLE more (id)"))
    steps = (*migrations.JOURNAL.steps, second)
    migrations.make_or_upgrade(path, migrations.Ladder(migrations.JOURNAL.application_id, steps))


def lacking(path):
    migrations.make_or_upgrade(path)
    edited = sqlite3.connect(path, isolation_level=None)
    edited.execute("DROP TABLE debrief_line")
    edited.close()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (foreign, "not a journal of debrief"),
        (newer, "newer debrief"),
        (lacking, "damaged"),
        (lambda path: path.write_text("Dear diary"), "not a journal of debrief"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda _: None, "There is no"),
    ],
)
@pytest.mark.usefixtures("saved")
def test_only_a_whole_journal_is_gone_back_to(path, clock, tmp_path, make, words):
    """Whatever else is named is told as what it is, and the journal stays as it was."""
    before = path.read_bytes()
    make(tmp_path / "chosen.db")
    with pytest.raises(JournalProblem, match=words) as problem:
        restore(path, tmp_path / "chosen.db", clock())
    assert problem.value.hint
    assert path.read_bytes() == before
    assert len(shelf.kept(path)) == 1


def test_a_damaged_backup_is_not_gone_back_to(saved, path, clock):
    """One broken page is enough."""
    before = path.read_bytes()
    whole = saved.read_bytes()
    saved.write_bytes(whole[:-4096] + os.urandom(4096))
    with pytest.raises(JournalProblem, match="damaged"):
        restore(path, saved, clock())
    assert path.read_bytes() == before


@pytest.mark.usefixtures("saved")
def test_the_journal_itself_is_no_backup(path, clock):
    """It cannot take its own place."""
    with pytest.raises(JournalProblem, match="journal itself"):
        restore(path, path, clock())


@pytest.mark.parametrize("make", [foreign, newer, lambda p: p.write_text("Dear diary")])
def test_what_is_no_journal_of_ours_is_not_replaced(saved, tmp_path, clock, make):
    """Neither another program's file nor a newer journal is written over."""
    other = tmp_path / "other.db"
    make(other)
    before = other.read_bytes()
    with pytest.raises(JournalProblem):
        restore(other, saved, clock())
    assert other.read_bytes() == before


@pytest.mark.parametrize(
    "break_",
    [
        lambda whole: whole[:5000],
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:20_000] + bytes(30_000) + whole[50_000:],
        lambda whole: whole[:16] + b"\xff" * 50 + whole[66:],
        lambda whole: whole[:100] + bytes(3996) + whole[4096:],
        lambda whole: bytes(4096) + whole[4096:],
    ],
    ids=["start", "half", "middle", "header", "schema", "page"],
)
def test_a_damaged_journal_is_replaced_and_kept_as_it_was(saved, path, clock, break_, dump):
    """Byte for byte, for whoever wants to look for more in it."""
    path.write_bytes(break_(path.read_bytes()))
    broken = path.read_bytes()
    kept = restore(path, saved, clock())
    assert kept.read_bytes() == broken
    assert kept.name.endswith("-damaged.db")
    assert dump(path) == dump(saved)
    assert sorted(each.name for each in path.parent.iterdir()) == ["backups", "journal.db"]


@pytest.mark.parametrize("end", ["-journal", "-wal"])
def test_what_lay_beside_a_damaged_journal_does_not_spoil_the_new_one(
    saved, path, clock, end, dump
):
    """A half-done write of the old file is not taken for one of the new."""
    path.write_bytes(path.read_bytes()[:16] + b"\xff" * 50 + path.read_bytes()[66:])
    path.with_name(f"journal.db{end}").write_bytes(b"left over" * 100)
    restore(path, saved, clock())
    assert sorted(each.name for each in path.parent.iterdir()) == ["backups", "journal.db"]
    assert dump(path) == dump(saved)


def test_an_older_backup_is_brought_up_to_date(saved, path, clock, monkeypatch):
    """It is upgraded once it is in its place."""
    second = migrations.Step("9.0.0", lambda c: c.execute("ALTER TABLE debrief ADD COLUMN mood"))
    ladder = migrations.JOURNAL._replace(steps=(*migrations.JOURNAL.steps, second))
    monkeypatch.setattr(migrations, "JOURNAL", ladder)
    for each in (migrations.schema_of, migrations.make_or_upgrade):
        monkeypatch.setattr(each, "__defaults__", (ladder,))
    restore(path, saved, clock())
    with open_reading(path) as reading:
        assert reading.count() == 1
    opened = sqlite3.connect(path)
    assert opened.execute("PRAGMA user_version").fetchone() == (ladder.schema,)
    opened.close()


def test_a_backup_that_another_tool_opened_brings_no_other_mode(saved, path, clock):
    """A file in write-ahead mode becomes a journal like any other."""
    other = sqlite3.connect(saved)
    other.execute("PRAGMA journal_mode = WAL")
    other.close()
    restore(path, saved, clock())
    assert path.read_bytes()[18:20] == b"\x01\x01"


def test_a_restore_that_is_killed_is_done_or_not_begun(in_processes, path):
    """At no moment does a kill leave half of both; afterwards one goes through."""
    assert in_processes("killed_restores", str(path), "20") == "True True True"


@pytest.mark.soak
def test_two_hundred_killed_restores(in_processes, path):
    """The same, ten times as often."""
    assert in_processes("killed_restores", str(path), "200") == "True True True"


def test_a_backup_that_is_killed_leaves_only_whole_ones(in_processes, path):
    """What has its name is whole; what has not is swept away later."""
    assert in_processes("killed_backups", str(path), "20") == "True 0"


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_a_full_disk_is_told_and_the_journal_is_as_it_was(in_processes, saved, path, dump):
    """Neither a backup nor a restore that finds no room leaves anything behind."""
    before = dump(path)
    told = in_processes("full_disk_for_copies", str(path), str(saved))
    assert told.count("JournalProblem: The disk ") == 3
    assert dump(path) == before
    assert [each.path for each in shelf.kept(path)] == [saved]
    assert sorted(each.name for each in shelf.folder_of(path).iterdir()) == [saved.name]
