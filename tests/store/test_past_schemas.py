"""Journals of every past schema, as their releases left them, are upgraded in each run."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from debrief_cli.store.journal import Journal
from debrief_cli.store.migrations import JOURNAL
from debrief_cli.store.reading import open_reading

JOURNALS = sorted((Path(__file__).parent / "journals").glob("schema_*.sql"))


@pytest.fixture(params=JOURNALS, ids=lambda file: file.stem)
def old(request, path):
    """A journal as the release of that schema left it."""
    path.parent.mkdir(mode=0o700)
    connection = sqlite3.connect(path)
    connection.executescript(request.param.read_text(encoding="utf-8"))
    connection.close()
    return path


def test_there_is_one_of_each_past_schema():
    """A step without a journal to climb it would never be tried."""
    assert [file.stem for file in JOURNALS] == [f"schema_{n}" for n in range(1, JOURNAL.schema)]


def test_everything_is_there_after_the_upgrade(old):
    """What people wrote with an older release reads the same with this one."""
    with open_reading(old) as journal:
        debriefs = list(journal.debriefs())
        (reflection,) = journal.reflections()
        plays, promises, focus = journal.plays(), journal.promises(), journal.focus("2026-W10")
    assert [(d.id, d.day.isoformat(), d.outcome) for d in debriefs] == [
        (3, "2026-03-03", "below"),
        (2, "2026-03-02", "below"),
        (1, "2026-03-02", "exceeded"),
    ]
    assert debriefs[0].situation == "Straße = 'x' [bold]"
    assert debriefs[1].conduct == "abusive"
    assert debriefs[2].answers == {"effort.mine": 2}
    assert debriefs[2].next_time.then == "name the first call"
    assert reflection.further == "say it first"
    assert [(p.state, p.came_up, p.did, p.worked) for p in plays] == [
        ("trying", 3, 2, 1),  # and once more in a debrief that is set apart
        ("dropped", 0, 0, 0),
    ]
    assert [(p.text, p.state) for p in promises] == [
        ("ring back", "kept"),
        ("send the form", "open"),
    ]
    assert focus.text == "read the form"


def test_what_was_done_before_the_upgrade_can_be_taken_back(old):
    """The commands of an older release are known, one by one."""
    steps = 0
    while Journal(old, lambda: datetime(2026, 4, 1, tzinfo=UTC)).undo():
        steps += 1
    assert steps == 11  # as many as the journal was written with
    with open_reading(old) as journal:
        assert journal.is_empty
        assert journal.plays() == journal.promises() == []
