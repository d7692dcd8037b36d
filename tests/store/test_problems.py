"""What is no sound journal: one clear line each, and never a byte overwritten."""

import os
import random
import sqlite3
import sys
from datetime import UTC, datetime

import pytest

from debrief_cli.errors import JournalProblem
from debrief_cli.records import NextTime, Promised
from debrief_cli.store import connection, migrations, problems
from debrief_cli.store.drafts import Drafts
from debrief_cli.store.journal import Journal
from debrief_cli.store.naming import drafts_path
from debrief_cli.store.reading import open_reading

NOW = datetime(2026, 3, 2, 9, 25, tzinfo=UTC)


@pytest.fixture
def told(path, clock, debrief):
    """The lines for reading and for writing; they agree, and the file stays as it is."""

    def run():
        before = path.read_bytes()
        lines = set()
        for act in (
            lambda: open_reading(path),
            lambda: Journal(path, clock).add_debriefs([debrief()]),
        ):
            with pytest.raises(JournalProblem) as problem:
                act()
            lines.add(f"{problem.value.message} {problem.value.hint}")
        assert path.read_bytes() == before
        (line,) = lines
        return line

    return run


def placed(path, content):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "content", [b"Dear diary,\n" * 50, b"{}", b"%PDF-1.7 and so on", b"x" * 5000]
)
def test_another_kind_of_file_is_told(path, told, content):
    """A text that somebody names by mistake is not a journal, and stays as it was."""
    placed(path, content)
    assert "not a journal of debrief" in told()


def test_another_programs_database_is_told(path, told):
    """Nothing is added to somebody else's SQLite file."""
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.commit()
    other.close()
    assert "not a journal of debrief" in told()


def test_another_programs_database_is_not_even_opened(path, told):
    """To open and close a database that keeps a log beside it may change it."""
    path.parent.mkdir()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE notes (text)")
    log = path.with_name("journal.db-wal")
    before = log.read_bytes()
    told()
    assert log.read_bytes() == before
    other.close()


def test_a_broken_first_page_is_damage(path, told, journal, debrief):
    """A file that still begins as SQLite's do is not taken for an encrypted one."""
    journal.add_debriefs([debrief()])
    placed(path, path.read_bytes()[:16] + b"\xff" * 50 + path.read_bytes()[66:])
    assert "damaged" in told()


def test_what_looks_encrypted_is_told(path, told):
    """A file of nothing but noise may be an encrypted journal, and the way on is named."""
    noise = random.Random(1).randbytes(20_000)  # noqa: S311 - the same every time
    placed(path, noise)
    line = told()
    assert "encrypted" in line
    assert "Decrypt it" in line


def test_a_newer_journal_names_the_release_that_reads_it(path, told):
    """An older program never touches a newer journal, and says what would read it."""
    second = migrations.Step("9.8.7", lambda c: c.execute("CREATE TABLE more (id)"))
    steps = (*migrations.JOURNAL.steps, second)
    migrations.make_or_upgrade(path, migrations.Ladder(migrations.JOURNAL.application_id, steps))
    assert "debrief 9.8.7 or newer" in told()


def test_a_newer_journal_that_tells_no_release_is_refused_too(path, told, journal, debrief):
    """Without its word for it, a newer debrief is still what reads it."""
    journal.add_debriefs([debrief()])
    later = sqlite3.connect(path, isolation_level=None)
    later.execute("DROP TABLE setting")
    later.execute("PRAGMA user_version = 7")
    later.close()
    assert "A newer debrief" in told()


def test_a_journal_without_its_version_is_damaged(path, told, journal, debrief):
    """A file of ours that says it has no schema is not filled again."""
    journal.add_debriefs([debrief()])
    broken = sqlite3.connect(path, isolation_level=None)
    broken.execute("PRAGMA user_version = 0")
    broken.close()
    assert "damaged" in told()


def test_a_truncated_journal_is_damaged(path, journal, clock, debrief):
    """Half a file is told as what it is, and stays half a file."""
    journal.add_debriefs([debrief(situation="x" * 5_000) for _ in range(50)])
    placed(path, path.read_bytes()[:70_000])
    before = path.read_bytes()
    with pytest.raises(JournalProblem, match="damaged"), open_reading(path) as reading:
        list(reading.debriefs())
    with pytest.raises(JournalProblem, match="damaged"):
        Journal(path, clock).add_debriefs([debrief() for _ in range(50)])
    assert path.read_bytes() == before


def read_all(path):
    with open_reading(path) as reading:
        list(reading.debriefs())
        list(reading.reflections())
        reading.plays()
        reading.promises()
        reading.latest()


def test_flipped_bits_never_end_in_anything_but_a_clear_line(
    path, journal, whole_debrief, reflection
):
    """Whatever a bad disk does to the file, reading tells it, or reads; and changes nothing."""
    journal.add_play("if", "then")
    journal.add_debriefs([whole_debrief() for _ in range(20)])
    journal.add_reflections([reflection()])
    sound = path.read_bytes()
    chance = random.Random(7)  # noqa: S311 - the same every time
    for _ in range(200):
        broken = bytearray(sound)
        for _ in range(chance.choice([1, 10, 100])):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        path.write_bytes(broken)
        try:
            read_all(path)
        except JournalProblem as problem:
            assert problem.hint  # noqa: PT017 - reading may also succeed
        assert path.read_bytes() == bytes(broken)


def test_a_value_that_cannot_be_is_damage(path, journal, debrief):
    """A day that is no day, changed by hand, is not a crash."""
    journal.add_debriefs([debrief()])
    edited = sqlite3.connect(path, isolation_level=None)
    edited.execute("UPDATE debrief SET day = 'yesterday'")
    edited.close()
    with pytest.raises(JournalProblem, match="damaged"):
        read_all(path)


def test_a_journal_in_use_is_told(path, journal, clock, debrief, monkeypatch):
    """After waiting its time a writer says that another program is at it."""
    journal.add_debriefs([debrief()])
    other = connection.to_write(path)
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    for act in (
        lambda: Journal(path, clock).add_debriefs([debrief()]),
        lambda: open_reading(path),
    ):
        with pytest.raises(JournalProblem, match="in use"):
            act()
    other.close()
    with open_reading(path) as reading:
        assert reading.count() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_a_full_disk_is_told_and_nothing_is_half_done(in_processes, path, journal, debrief):
    """A write that finds no room leaves the journal as it was."""
    journal.add_debriefs([debrief(situation="before")])
    line = in_processes("full_disk", str(path))
    assert line.startswith("JournalProblem: The disk ")
    with open_reading(path) as reading:
        assert [each.situation for each in reading.debriefs()] == ["before"]


def test_no_error_shows_a_note(path, journal, debrief):
    """What SQLite says may hold a statement and its values: none of it is passed on."""
    journal.add_debriefs([debrief()])
    edited = sqlite3.connect(path, isolation_level=None)
    edited.execute("DROP TABLE promise")
    edited.close()
    given = debrief(
        situation="secret", promises=(Promised("secret"),), next_time=NextTime("secret")
    )
    with pytest.raises(JournalProblem) as problem:
        journal.add_debriefs([given])
    assert "secret" not in repr(problem.value) + problem.value.hint
    assert problem.value.__suppress_context__


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "no room"),
        (OSError(5, "Input/output error"), "input/output error"),
        (PermissionError(13, "denied"), "permission"),
        (sqlite3.OperationalError("of the module itself"), "could not be used"),
        (None, "could not be used"),
    ],
)
def test_every_error_of_the_system_is_a_line(path, error, words):
    """Nothing that can go wrong with a file reaches a person as a traceback."""
    problem = problems.problem(path, error)
    assert words in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    "code",
    [
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_BUSY_SNAPSHOT,
        sqlite3.SQLITE_CORRUPT_INDEX,
        sqlite3.SQLITE_CONSTRAINT_CHECK,
        sqlite3.SQLITE_NOMEM,
    ],
)
def test_every_error_of_sqlite_is_a_line(path, code):
    """Extended codes are read as what they extend; one without words of its own has some too."""
    error = sqlite3.OperationalError("secret")
    error.sqlite_errorcode = code
    problem = problems.problem(path, error)
    assert problem.hint
    assert "secret" not in problem.message


def test_drafts_that_cannot_be_kept_are_told(path):
    """A foreign file under the drafts' name is left alone."""
    placed(drafts_path(path), b"something else entirely")
    drafts = Drafts(path)
    for act in (
        lambda: drafts.all(),
        lambda: drafts.keep(drafts.begin("debrief", NOW), {"a": 1}),
    ):
        with pytest.raises(JournalProblem, match="not a journal"):
            act()
    assert drafts_path(path).read_bytes() == b"something else entirely"
    with pytest.raises(JournalProblem):
        drafts.close()


def test_damaged_drafts_are_told(path):
    """A draft that cannot be read is not a crash."""
    drafts = Drafts(path)
    drafts.keep(drafts.begin("debrief", NOW), {"a": 1})
    drafts.close()
    edited = sqlite3.connect(drafts_path(path), isolation_level=None)
    edited.execute("UPDATE draft SET answers = 'oops'")
    edited.close()
    with pytest.raises(JournalProblem, match="damaged"):
        drafts.all()


def test_a_link_to_nowhere_is_told(tmp_path, clock, debrief):
    """A symbolic link whose target is missing is not followed into making one."""
    if not hasattr(os, "symlink"):
        pytest.skip("no links here")
    path = tmp_path / "journal.db"
    path.symlink_to(tmp_path / "gone" / "journal.db")
    with pytest.raises(JournalProblem, match="cannot be used"):
        Journal(path, clock).add_debriefs([debrief()])
