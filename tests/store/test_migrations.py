"""The ladder: from any older schema to the present one, whole or not at all."""

import sqlite3

import pytest

from debrief_cli.errors import JournalProblem
from debrief_cli.store import copying, migrations, shelf
from debrief_cli.store.journal import Journal
from debrief_cli.store.migrations import JOURNAL, Ladder, Step, make_or_upgrade
from debrief_cli.store.reading import open_reading


def add_mood(connection):
    connection.execute("ALTER TABLE debrief ADD COLUMN mood TEXT")


def taller(*applied, views=JOURNAL.views):
    steps = tuple(Step("9.0.0", apply) for apply in applied)
    return Ladder(JOURNAL.application_id, (*JOURNAL.steps, *steps), views)


def ask(path, query):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_a_new_journal_says_what_it_is(path, journal, debrief):
    """Its application, its schema and the release that reads it stand in the file."""
    journal.add_debriefs([debrief()])
    assert ask(path, "PRAGMA application_id") == [(0x44425246,)]
    assert ask(path, "PRAGMA user_version") == [(JOURNAL.schema,)]
    assert ask(path, "SELECT value FROM setting WHERE key = 'needs'") == [
        (JOURNAL.steps[-1].release,)
    ]


def test_an_upgrade_keeps_everything_and_a_copy(path, journal, debrief):
    """The copy made beforehand is a whole journal of the old schema."""
    (saved,) = journal.add_debriefs([debrief()])
    make_or_upgrade(path, taller(add_mood))
    assert ask(path, "PRAGMA user_version") == [(JOURNAL.schema + 1,)]
    assert ask(path, "SELECT situation, mood FROM debrief") == [("second call", None)]
    assert ask(path, "SELECT value FROM setting WHERE key = 'needs'") == [("9.0.0",)]
    (kept,) = shelf.kept(path)
    assert kept.kind == shelf.BEFORE_UPGRADE
    assert ask(kept.path, "PRAGMA user_version") == [(JOURNAL.schema,)]
    with open_reading(kept.path) as copy:
        assert copy.debrief(1) == saved.debrief


def test_views_are_rebuilt_last(path, journal, debrief):
    """A step may change what a view stands on, and a view may tell of what a step made."""
    journal.add_debriefs([debrief()])

    def rename(connection):
        connection.execute("ALTER TABLE debrief RENAME COLUMN situation TO what")

    views = "CREATE VIEW debriefs AS SELECT what FROM debrief;"
    make_or_upgrade(path, taller(rename, views=lambda: views))
    assert ask(path, "SELECT * FROM debriefs") == [("second call",)]
    assert ask(path, "SELECT name FROM sqlite_master WHERE type = 'view'") == [("debriefs",)]


def test_the_present_schema_is_left_alone(path, journal, debrief):
    """No copy, no change, when there is nothing to upgrade."""
    journal.add_debriefs([debrief()])
    before = path.read_bytes()
    make_or_upgrade(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["journal.db"]


def test_a_step_that_fails_changes_nothing(path, journal, debrief):
    """Neither the steps before it nor the version stay."""
    journal.add_debriefs([debrief()])

    def fail(connection):
        connection.execute("DROP TABLE promise")
        connection.execute("DROP TABLE no_such_thing")

    with pytest.raises(JournalProblem):
        make_or_upgrade(path, taller(add_mood, fail))
    assert ask(path, "PRAGMA user_version") == [(JOURNAL.schema,)]
    assert ask(path, "SELECT count(*) FROM promise") == [(0,)]
    assert "mood" not in str(ask(path, "SELECT sql FROM sqlite_master WHERE name = 'debrief'"))


def test_a_step_that_breaks_a_link_changes_nothing(path, journal, debrief):
    """A row without its owner is found before the upgrade is kept."""
    journal.add_debriefs([debrief(tags=("a",))])
    with pytest.raises(JournalProblem, match="damaged"):
        make_or_upgrade(path, taller(lambda c: c.execute("DELETE FROM debrief")))
    assert ask(path, "SELECT count(*) FROM debrief") == [(1,)]


def test_a_damaged_journal_is_not_upgraded(path, journal, debrief, monkeypatch):
    """A copy that is not whole ends the upgrade before it begins."""
    journal.add_debriefs([debrief()])
    before = path.read_bytes()
    monkeypatch.setattr(copying, "is_whole", lambda _: False)
    with pytest.raises(JournalProblem, match="damaged"):
        make_or_upgrade(path, taller(add_mood))
    assert path.read_bytes() == before
    assert list(shelf.folder_of(path).iterdir()) == []


def test_an_older_journal_is_upgraded_before_it_is_read(path, journal, debrief, monkeypatch):
    """Whoever reads first after an update reads the present schema."""
    journal.add_debriefs([debrief()])
    monkeypatch.setattr(migrations, "JOURNAL", taller(add_mood))
    monkeypatch.setattr(migrations.schema_of, "__defaults__", (migrations.JOURNAL,))
    monkeypatch.setattr(migrations.make_or_upgrade, "__defaults__", (migrations.JOURNAL,))
    with open_reading(path) as reading:
        assert reading.count() == 1
    assert ask(path, "PRAGMA user_version") == [(JOURNAL.schema + 1,)]


def test_an_empty_journal_is_made_in_memory():
    """The ladder needs no file, and there leaves no copy."""
    connection = migrations.in_memory(taller(add_mood))
    assert connection.execute("PRAGMA user_version").fetchone() == (JOURNAL.schema + 1,)
    assert connection.execute("SELECT count(*) FROM debriefs").fetchone() == (0,)
    connection.close()


def test_the_first_of_two_makes_the_journal(path, clock, debrief, monkeypatch):
    """Who waited for the lock finds the journal made, and makes nothing."""
    climb = migrations._climb
    climbed = []

    def late(connection, found, ladder):
        climbed.append(found)
        climb(connection, found, ladder)

    monkeypatch.setattr(migrations, "_climb", late)
    for _ in range(2):
        Journal(path, clock).add_debriefs([debrief()])
    assert climbed == [0]


@pytest.mark.rounds(30, 300)
def test_an_upgrade_that_is_killed_is_done_or_not_begun(in_processes, path, rounds):
    """At no moment does a kill leave a journal between two schemas, or a torn copy for good."""
    expected = "True backups journal.db"
    assert in_processes("killed_migrations", str(path), str(rounds)) == expected


@pytest.mark.rounds(3, 25)
def test_six_that_upgrade_at_once_upgrade_once(in_processes, path, rounds):
    """One does it; the others wait and go on."""
    assert in_processes("six_migrations", str(path), str(rounds)).split() == ["400"] * rounds
