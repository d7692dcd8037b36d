"""At any question, however it ends: what was confirmed is there, and what was half typed too."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

from debrief_cli.store.drafts import Drafts, KeptDraft
from ordeal import paths
from ordeal.paths import Stop

Run = Callable[..., Any]
At = Callable[..., Any]
WAYS = ("ctrl-c", "ctrl-d", "term", "hup", "closed")
PATHS = {"good": paths.GOOD, "bad": paths.BAD, "evening": paths.EVENING, "edit": paths.EDIT}
SAVED = ("new", "--outcome", "exceeded", "--situation", "late refund", "--at", "2026-03-01")


@pytest.fixture
def there(run: Run, journal: Path) -> Callable[[], KeptDraft | None]:
    """A plan and a week's one thing to be asked about; gives what the draft on disk holds.

    For `edit`, a debrief that was saved.
    """
    run("playbook", "add", "--if", "somebody cannot wait", "--then", "name the time")
    run("focus", "set", "smile")

    def draft() -> KeptDraft | None:
        (kept,) = Drafts(journal).all() or [None]
        return kept

    return draft


def end(terminal: Any, way: str) -> None:
    """End the program in that way, and wait until it is gone."""
    if way in ("ctrl-c", "ctrl-d"):
        terminal.type("\x03" if way == "ctrl-c" else "\x04")
        assert terminal.ended() == 130
        kept = "Go on with: debrief" in terminal.text
        assert kept or "Nothing was written." in terminal.text
    elif way == "closed":
        terminal.child.close(force=True)
    else:
        number = getattr(signal, f"SIG{way.upper()}")
        terminal.child.kill(number)
        assert terminal.ended() == -number


def wait_for_half(draft: Callable[[], KeptDraft | None], text: str) -> None:
    """What is half typed reaches the disk by itself."""
    end = time.monotonic() + 20
    while not (kept := draft()) or kept.half_text != text:
        assert time.monotonic() < end, f"{text!r} was never kept: {kept}"
        time.sleep(0.02)


def check(stop: Stop, kept: KeptDraft | None, confirmed: dict[str, Any]) -> None:
    """The draft has all that was confirmed before this question, and its half line."""
    answers = {} if kept is None else dict(kept.answers)
    assert {key: answers.get(key) for key in confirmed} == confirmed
    assert (kept.half_text if kept else None) == (stop.line or stop.half or None)


def ordeal(at: At, draft: Any, path: paths.Path, way: str, where: Collection[int]) -> None:
    """Go through an interview, interrupted in this way at each of these questions."""
    terminal, confirmed = at(*path.command, rows=40), {}
    terminal.until(path.stops[0].words)
    for number, stop in enumerate(path.stops):
        terminal.type(stop.half)
        if number in where:
            if stop.half:
                wait_for_half(draft, stop.line or stop.half)
            end(terminal, way)
            kept = draft()
            check(stop, kept, confirmed)
            terminal = at(*path.command, *(path.resume if kept else ()), rows=40)
            for keys, words in path.offered if kept else ():
                terminal.type(keys, words)
            terminal.until(stop.again or stop.words)
            for keys, words in stop.back:
                terminal.type(keys, words)
            terminal.until(stop.line or stop.half)
        confirmed |= stop.gives
        after = path.stops[number + 1].words if number + 1 < len(path.stops) else path.end
        terminal.type(stop.rest, after)
    assert terminal.ended() == 0
    assert draft() is None


def begun(run: Run, name: str) -> paths.Path:
    """The interview of that name, and before `edit` what is to be edited."""
    if name == "edit":
        assert run(*SAVED).code == 0
    return PATHS[name]


def saved_by(run: Run, path: paths.Path) -> dict[str, Any]:
    """The record that came of it."""
    name = "r1" if path.command == ("reflect",) else "1"
    saved: dict[str, Any] = run("show", name, "--json").json
    return saved


@pytest.mark.parametrize("name", PATHS)
def test_a_kill_at_any_question_loses_nothing(
    run: Run, at: At, there: Callable[[], KeptDraft | None], name: str
) -> None:
    """KILL at every question in turn: the record at the end is what an undisturbed one is."""
    path = begun(run, name)
    ordeal(at, there, path, "kill", range(len(path.stops)))
    killed = saved_by(run, path)
    confirmed = {key: value for stop in path.stops for key, value in stop.gives.items()}
    if name == "evening":
        assert [each["felt"] for each in killed["customers"]] == ["fine"] * 3
        assert [each["verdict"] for each in killed["customers"]] == ["exceeded", "below", "met"]
        assert killed["customers"][1]["why"] == "the queue"
        assert killed["checks"][0]["worked"] == "yes"
        assert run("show", "p2", "--json").json["then"] == "ask the name"
    plain = {k: v for k, v in confirmed.items() if "." not in k and k in killed}
    assert len(plain) > 2
    assert {key: killed[key] for key in plain} == plain
    assert len(run("list", "--json").json) == (name != "evening")


@pytest.mark.parametrize(
    ("way", "name"),
    [
        *zip(WAYS, ("good", "evening", "good", "evening", "good"), strict=True),
        ("ctrl-c", "edit"),
        ("hup", "edit"),
    ],
)
def test_an_interruption_at_three_questions_loses_nothing(
    run: Run, at: At, there: Callable[[], KeptDraft | None], way: str, name: str
) -> None:
    """A choice by key, a line half typed, and the last question but one."""
    path = begun(run, name)
    where = {1, 4, len(path.stops) - 2}
    ordeal(at, there, path, way, where)


@pytest.mark.soak
@pytest.mark.parametrize("again", range(10))
@pytest.mark.parametrize("way", ["kill", *WAYS])
@pytest.mark.parametrize("name", PATHS)
def test_an_interruption_at_any_question_loses_nothing(
    run: Run, at: At, there: Callable[[], KeptDraft | None], name: str, way: str, again: int
) -> None:
    """Every way at every question, ten times."""
    assert again >= 0
    path = begun(run, name)
    ordeal(at, there, path, way, range(len(path.stops)))


@pytest.mark.parametrize("way", ["kill", *WAYS])
def test_a_check_that_is_cut_short_changes_nothing(run: Run, at: At, there: Any, way: str) -> None:
    """Its one question has nothing to lose: the plan stays as it was, and can be asked again."""
    assert there() is None
    before = run("show", "p1", "--json").json
    terminal = at("playbook", "check", "1")
    terminal.until("Enter = not now")
    if way in ("ctrl-c", "ctrl-d"):
        terminal.type("\x03" if way == "ctrl-c" else "\x04")
        assert terminal.ended() == 130
    else:
        end(terminal, way)
    assert run("show", "p1", "--json").json == before
    assert run("playbook", "check", "1", "yes:yes").code == 0
