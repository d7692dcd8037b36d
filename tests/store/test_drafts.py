"""What somebody is writing is never lost."""

import os
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from debrief_cli.errors import DebriefError, JournalProblem
from debrief_cli.store import connection, processes, worker
from debrief_cli.store import drafts as drafting
from debrief_cli.store.drafts import DRAFTS, Drafts
from debrief_cli.store.journal import Journal
from debrief_cli.store.migrations import Ladder, Step
from debrief_cli.store.naming import drafts_path
from debrief_cli.store.restoring import restore

STARTED = datetime(2026, 3, 2, 9, 25, 7, tzinfo=UTC)


@pytest.fixture
def drafts(path, clock):
    opened = Drafts(path, clock)
    yield opened
    opened.close()


@pytest.fixture
def all_drafts(path):
    """What another process would find now."""
    return lambda kind=None: Drafts(path).all(kind)


def eventually(found, right):
    for _ in range(500):
        if right(found()):
            return found()
        time.sleep(0.02)
    raise AssertionError(found())


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        ("journal.db", "drafts.db"),
        ("other.db", "other.drafts.db"),
        ("diary", "diary.drafts"),
        ("diary.db", "diary.drafts.db"),
        ("journal", "journal.drafts"),
        ("a.sqlite", "a.sqlite.drafts"),
        ("a.sqlite.db", "a.sqlite.drafts.db"),
    ],
)
def test_drafts_lie_beside_their_journal(tmp_path, journal, expected):
    """Two journals in one folder have drafts of their own."""
    assert drafts_path(tmp_path / journal) == tmp_path / expected


@pytest.mark.parametrize("name", ["drafts.db", "shop.drafts.db", "shop.drafts"])
def test_no_journal_is_made_where_drafts_lie(tmp_path, clock, name):
    """It would stand in the way of another journal's drafts; one that is there is opened."""
    path = tmp_path / name
    with pytest.raises(JournalProblem, match="a name for drafts"):
        Journal(path, clock).add_play("a", "b")
    assert not path.exists()
    Journal(tmp_path / "shop.db", clock).add_play("a", "b")
    with pytest.raises(JournalProblem, match="a name for drafts"):
        restore(path, tmp_path / "shop.db", STARTED)
    assert not path.exists()
    (tmp_path / "shop.db").rename(path)
    assert Journal(path, clock).add_play("c", "d").id == 2


def test_looking_for_drafts_makes_no_file(drafts, path):
    """Whoever only asks leaves nothing behind."""
    assert drafts.all() == []
    drafts.remove("nobody")
    assert not path.parent.exists()


def test_beginning_keeps_nothing(drafts, path):
    """A question that was only looked at is no draft, nor is a line typed and taken back."""
    draft = drafts.begin("debrief", STARTED)
    drafts.keep_half(draft, "situation", "")
    assert not path.parent.exists()
    drafts.keep_half(draft, "situation", "x")
    drafts.keep_half(draft, "situation", "")
    drafts.close()
    assert drafts.all() == []


def test_what_is_kept_is_on_the_disk(drafts, all_drafts, clock):
    """When `keep` returns, another process finds the answers."""
    draft = drafts.begin("debrief", STARTED)
    drafts.keep(draft, {"outcome": "met"})
    clock.forward(seconds=5)
    drafts.keep(draft, {"outcome": "met", "tags": ["a"], "answers": {"effort.mine": 2}})
    (kept,) = all_drafts()
    assert (kept.uid, kept.kind, kept.started_at) == (draft.uid, "debrief", STARTED)
    assert kept.updated_at == clock.now
    assert kept.answers == {"outcome": "met", "tags": ["a"], "answers": {"effort.mine": 2}}
    assert (kept.half_key, kept.half_text, kept.active) == (None, None, False)


def test_half_a_line_is_kept_by_itself(drafts, all_drafts):
    """Nobody has to confirm anything, or to stop typing, for it to reach the disk."""
    draft = drafts.begin("debrief", STARTED)
    drafts.keep_half(draft, "situation", "sec")

    def go_on():
        drafts.keep_half(draft, "situation", "second c")
        return all_drafts()

    (kept,) = eventually(go_on, bool)
    assert (kept.answers, kept.half_key) == ({}, "situation")
    eventually(all_drafts, lambda found: found[0].half_text == "second c")


def test_a_confirmed_answer_takes_the_place_of_its_half(drafts, all_drafts):
    """What was confirmed is not offered as half-typed a second time."""
    draft = drafts.begin("debrief", STARTED)
    drafts.keep_half(draft, "situation", "second c")
    drafts.keep(draft, {"situation": "second call"})
    drafts.close()
    (kept,) = all_drafts()
    assert (kept.half_key, kept.half_text) == (None, None)


def test_closing_keeps_the_last_half(drafts, all_drafts):
    """Ctrl-C comes sooner than any pause, and loses no letter."""
    draft = drafts.begin("debrief", STARTED)
    drafts.keep(draft, {"outcome": "met"})
    drafts.keep_half(draft, "situation", "second c")
    drafts.close()
    (kept,) = all_drafts()
    assert (kept.answers, kept.half_text) == ({"outcome": "met"}, "second c")


def test_a_half_that_is_deleted_is_forgotten(drafts, all_drafts):
    """An emptied line is not brought back."""
    draft = drafts.begin("debrief", STARTED)
    drafts.keep(draft, {})
    drafts.keep_half(draft, "situation", "second c")
    drafts.close()
    drafts.keep(draft, {})
    drafts.keep_half(draft, "situation", "x")
    drafts.keep_half(draft, "situation", "")
    drafts.close()
    assert all_drafts()[0].half_text is None


def test_a_removed_draft_is_gone(drafts, all_drafts):
    """After its record is saved a draft is not offered again, nor what waited for it."""
    draft = drafts.begin("debrief", STARTED)
    drafts.keep(draft, {})
    drafts.keep_half(draft, "situation", "x")
    drafts.remove(draft.uid)
    drafts.close()
    assert all_drafts() == []


def test_drafts_come_newest_first_by_kind(drafts, clock):
    """The one that was last written in is the first to be offered."""
    for kind in ("debrief", "reflection", "debrief"):
        clock.forward(minutes=1)
        drafts.keep(drafts.begin(kind, STARTED), {"at": str(clock.now)})
    assert [each.kind for each in drafts.all()] == ["debrief", "reflection", "debrief"]
    found = drafts.all("debrief")
    assert found[0].updated_at - found[1].updated_at == timedelta(minutes=2)


def test_a_draft_can_be_gone_on_with(drafts, path, clock, all_drafts):
    """Its uid, kind and start stay, whoever goes on."""
    draft = drafts.begin("debrief", STARTED)
    drafts.keep(draft, {"outcome": "met"})
    drafts.close()
    again = Drafts(path, clock)
    taken = again.take(draft.uid)
    assert taken == draft
    again.keep(taken, {"outcome": "below"})
    again.close()
    assert [each.answers for each in all_drafts()] == [{"outcome": "below"}]


def test_a_draft_that_is_gone_cannot_be_taken(drafts):
    """It may have been saved or discarded in another window meanwhile."""
    with pytest.raises(DebriefError, match="not there"):
        drafts.take("nobody")


@pytest.mark.skipif(os.name != "posix", reason="processes cannot be asked for here")
def test_a_draft_that_is_open_elsewhere_cannot_be_taken(drafts, path, monkeypatch):
    """Two windows never write one draft."""
    monkeypatch.setattr(os, "getpid", os.getppid)
    other = Drafts(path)
    monkeypatch.undo()
    draft = other.begin("debrief", STARTED)
    other.keep(draft, {})
    assert drafts.all()[0].active
    with pytest.raises(DebriefError, match="another window"):
        drafts.take(draft.uid)
    other.close()
    assert not drafts.all()[0].active
    assert drafts.take(draft.uid) == draft


def test_a_process_is_known_by_its_number_and_its_birth():
    """A later process of the same number is another one, and one that is gone does not run."""
    here = os.getpid()
    assert processes.is_running(here, processes.born_of(here)) == (os.name == "posix")
    assert not processes.is_running(here, "another time")
    assert not processes.is_running(2**22 + 1, "")
    assert not processes.is_running(2**80, "")
    assert processes.born_of(2**22 + 1) == ""


def test_a_process_of_somebody_else_runs_too(monkeypatch):
    """No permission to ask is an answer."""

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert processes.is_running(os.getppid(), processes.born_of(os.getppid()))


def test_where_processes_cannot_be_asked_for_none_runs(monkeypatch):
    """On Windows such a question would end the process: it is not asked."""
    monkeypatch.setattr(processes, "os", SimpleNamespace(name="nt"))
    assert processes.born_of(os.getpid()) == ""
    assert not processes.is_running(os.getpid(), "")


@pytest.mark.skipif(os.name != "posix", reason="asks ps")
def test_a_birth_is_known_without_proc(monkeypatch):
    """On macOS `ps` tells it; where there is no `ps`, nothing does."""
    born = processes._born_by_ps(os.getpid())
    assert born == processes._born_by_ps(os.getpid())
    monkeypatch.setenv("PATH", "")
    assert processes._born_by_ps(os.getpid()) == ""


def test_a_killed_process_leaves_answers_and_half_a_line(in_processes, path):
    """While it runs the draft is its own; afterwards it is there for the next."""
    found = in_processes("killed_draft", str(path))
    assert found == "True False {'outcome': 'met'} situation second call ab"


def test_typing_does_not_wait_for_the_disk(drafts, path, all_drafts):
    """A letter is taken at once, however long another process holds the file."""
    draft = drafts.begin("debrief", STARTED)
    drafts.keep(draft, {})
    other = connection.to_write(drafts_path(path))
    other.execute("BEGIN EXCLUSIVE")
    for number in range(100):
        drafts.keep_half(draft, "situation", "x" * number)
    other.execute("ROLLBACK")
    other.close()
    eventually(all_drafts, lambda found: found[0].half_text == "x" * 99)


def test_drafts_of_an_older_schema_are_upgraded_before_they_are_read(drafts, monkeypatch):
    """An update of the program loses no draft."""
    drafts.keep(drafts.begin("debrief", STARTED), {"outcome": "met"})
    drafts.close()
    step = Step("9.0.0", lambda c: c.execute("ALTER TABLE draft ADD COLUMN more TEXT"))
    taller = Ladder(DRAFTS.application_id, (*DRAFTS.steps, step))
    monkeypatch.setattr(drafting, "DRAFTS", taller)
    assert [kept.answers for kept in drafts.all()] == [{"outcome": "met"}]


def test_half_a_line_that_cannot_be_kept_is_tried_again(drafts, path, all_drafts):
    """What stood in the way may go; until then nothing typed is given up."""
    blocked = drafts_path(path)
    blocked.parent.mkdir()
    blocked.write_text("in the way")
    drafts.keep_half(drafts.begin("debrief", STARTED), "situation", "second call")
    time.sleep(worker.PAUSE * 1.5)
    blocked.unlink()
    (kept,) = eventually(all_drafts, bool)
    assert kept.half_text == "second call"
