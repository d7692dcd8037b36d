"""Drafts that are saved are not offered again; drafts that are not are never thrown away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from debrief_cli.acts.drafting import Drafting
from debrief_cli.prompts.scripted import CTRL_C
from debrief_cli.store import connection
from debrief_cli.store.adding import Adding

Run = Callable[..., Any]

CALL = [
    ("outcome", "a"), ("evidence", ""), ("situation", "late refund"), ("contributions", ""),
    ("next_time.if", "-"), ("press", ""),
]  # fmt: skip
EVENING = [
    ("last.customer", "a caller"), ("last.felt", "fine"), ("last.verdict", "a"),
    ("before.customer", ""), ("further", "ask the name"), ("make_plan", "y"), ("tomorrow", ""),
    ("went_well", ""),
]  # fmt: skip


def draft_of(run: Run) -> Any:
    """The draft that the page of the day shows."""
    return run("today", "--json").json["draft"]


@pytest.mark.parametrize(("command", "typed"), [("new", CALL), ("reflect", EVENING)])
def test_a_stop_between_saving_and_removing_leaves_no_double(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, typed: list[tuple[str, str]]
) -> None:
    """The record is there, so its draft is not offered again, and goes."""
    with monkeypatch.context() as stopping:
        stopping.setattr(Drafting, "done", lambda _: 1 / 0)
        assert run(command, typed=typed).code == 1
    assert run("show", "1" if command == "new" else "r1").code == 0
    assert draft_of(run) is None
    assert "no draft" in run(command, "--resume", typed=[]).err


def test_a_day_that_was_saved_otherwise_leaves_the_draft(run: Run) -> None:
    """A reflection of the same day that came from elsewhere does not take a draft's place."""
    assert run("reflect", typed=[*EVENING[:2], ("last.verdict", CTRL_C)]).code == 130
    assert run("reflect", "--from", {"customers": [{"verdict": "met"}]}).code == 0
    assert draft_of(run)["kind"] == "reflect"


def test_an_evening_and_its_plan_are_saved_together(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the plan cannot be stored, neither is the evening; the draft has both."""
    with monkeypatch.context() as stopping:
        stopping.setattr(Adding, "play", lambda *_: 1 / 0)
        assert run("reflect", typed=EVENING).code == 1
    assert run("show", "r1").code == 1
    assert draft_of(run)["kind"] == "reflect"
    assert run("reflect", "--resume", typed=EVENING[3:4] + EVENING[6:]).code == 0
    assert run("show", "p1", "--json").json["then"] == "ask the name"


@pytest.fixture
def cut_short(run: Run) -> Run:
    """Two drafts, the second the newer."""
    for situation in ("first", "second"):
        again = [("press", "n")] if situation == "second" else []
        typed = [*again, ("outcome", "a"), ("evidence", ""), ("situation", situation)]
        assert run("new", typed=[*typed, ("contributions", CTRL_C)]).code == 130
    return run


def test_throwing_a_draft_away_asks(cut_short: Run) -> None:
    """Enter leaves it; y throws away the newest, and the older one stays."""
    assert cut_short("new", "--discard", typed=[("press", "")]).code == 1
    assert draft_of(cut_short)["situation"] == "second"
    assert "second" in cut_short("new", "--discard", typed=[("press", "y")]).err
    assert draft_of(cut_short)["situation"] == "first"


def test_throwing_away_without_a_terminal_needs_yes(cut_short: Run) -> None:
    """Nobody there to ask: exit 1 and the draft stays; --yes answers."""
    refused = cut_short("new", "--discard")
    assert refused.code == 1
    assert "--yes" in refused.err
    assert draft_of(cut_short)["situation"] == "second"
    assert cut_short("new", "--discard", "--yes").code == 0
    assert draft_of(cut_short)["situation"] == "first"


def test_yes_is_for_what_asks(run: Run) -> None:
    """Beside anything else it is wrong usage."""
    assert run("new", "--yes", "--outcome", "met", "--situation", "x").code == 2


def test_several_drafts_wait_for_their_turn(cut_short: Run) -> None:
    """A new one leaves them all; each --resume goes on with the newest that is left."""
    offered = cut_short("new", typed=[("press", "n"), ("outcome", CTRL_C)])
    assert offered.code == 130
    assert draft_of(cut_short)["situation"] == "second"
    cut_short("new", "--resume", typed=[*CALL[3:]])
    assert draft_of(cut_short)["situation"] == "first"
    told = cut_short("new", "--resume", typed=[*CALL[3:]])
    assert told.code == 0
    assert draft_of(cut_short) is None


def changed(run: Run, number: int, typed: str) -> None:
    """A change to that debrief, cut short before it was saved."""
    keys = [("read", "3"), ("situation", typed), ("read", CTRL_C)]
    assert run("edit", str(number), typed=keys).code == 130


def test_changes_that_are_not_saved_are_told_by_their_number(run: Run) -> None:
    """On today's page and on that of debrief alone; each debrief once, an interview first."""
    for situation in ("first", "second"):
        assert run("new", "--outcome", "met", "--situation", situation).code == 0
    changed(run, 2, "other words")
    told = "Changes to 2 are not saved yet: debrief edit 2"
    assert told in run("today").out
    assert told in run().out
    assert {"kind": "edit", "record": 2, "situation": "other words"}.items() <= draft_of(
        run
    ).items()
    assert run("edit", "2", typed=[("press", ""), ("read", "3"), ("situation", CTRL_C)]).code == 130
    changed(run, 1, "more")
    assert run("new", typed=[("outcome", "a"), ("evidence", CTRL_C)]).code == 130
    page = run("today").out
    assert page.index("--resume") < page.index("debrief edit 1") < page.index("debrief edit 2")
    assert page.count("are not saved yet") == 2
    assert (draft_of(run)["kind"], draft_of(run)["record"]) == ("new", None)


def test_changes_to_what_is_deleted_wait_until_it_is_back(run: Run) -> None:
    """There is nothing to go on with meanwhile, and nothing of them is thrown away."""
    assert run("new", "--outcome", "met", "--situation", "x").code == 0
    changed(run, 1, "other words")
    assert run("delete", "1", "--yes").code == 0
    assert draft_of(run) is None
    assert "not saved yet" not in run("today").out
    assert run("undo").code == 0
    assert draft_of(run)["record"] == 1
    assert run("edit", "1", typed=[("press", ""), ("read", "")]).code == 0
    assert run("show", "1", "--json").json["situation"] == "other words"


def test_changes_to_what_is_erased_are_erased(run: Run, journal: Path) -> None:
    """For good means for good: no word of them is left in the drafts; others' changes stay."""
    for situation in ("first", "second"):
        assert run("new", "--outcome", "met", "--situation", situation).code == 0
    changed(run, 1, "a secret of hers")
    changed(run, 2, "other words")
    drafts = journal.with_name("drafts.db")
    assert b"a secret of hers" in drafts.read_bytes()
    assert run("purge", "1", "--yes").code == 0
    assert b"a secret of hers" not in drafts.read_bytes()
    assert draft_of(run)["record"] == 2


def test_both_interviews_that_wait_are_told(cut_short: Run) -> None:
    """The newest of each, and how many are behind it."""
    assert cut_short("reflect", typed=[("last.customer", "a"), ("last.felt", CTRL_C)]).code == 130
    page = cut_short("today").out
    assert "second”   (1 older behind it)" in page
    assert "debrief new --resume" in page
    assert "debrief reflect --resume" in page


def test_a_command_that_waits_says_so(
    run: Run, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On standard error, once; waiting in vain ends in one clear line and exit 1."""
    saved = ("new", "--outcome", "met", "--situation", "x")
    assert run(*saved).code == 0
    monkeypatch.setattr(connection, "TOLD_AFTER_SECONDS", 0.02)
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    other = connection.to_write(journal)
    other.execute("BEGIN EXCLUSIVE")
    for command in (saved, ("list",)):
        waited = run(*command)
        assert waited.code == 1
        assert waited.err.splitlines()[0] == "Another debrief is writing; waiting …"
        assert len(waited.err.splitlines()) == 3
        assert "is in use by another program" in waited.err
    other.close()
    assert run("list", "--json").json[0]["situation"] == "x"


def test_an_evening_can_be_thrown_away_too(run: Run) -> None:
    """reflect --discard asks, and then there is nothing to go on with."""
    assert run("reflect", typed=[("last.customer", "man"), ("last.felt", CTRL_C)]).code == 130
    assert run("reflect", "--discard").code == 1
    assert run("reflect", "--discard", "--yes").code == 0
    assert run("reflect", "--resume", typed=[]).code == 1
    assert run("reflect", "--discard", "--yes").code == 1
