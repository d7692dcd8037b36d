"""debrief promises: noted, kept, or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
HOSTILE = "\x1b]0;x\x07 ‮[bold]x[/bold]\r\n# `y`"


@pytest.fixture
def three(run: Run) -> Run:
    """One without a day, one due later, one due today at noon."""
    run("promises", "add", "send the form")
    run("promises", "add", "write", "--due", "2026-03-20")
    run("promises", "add", "ring back", "--due", "2026-03-06T12:00:00-06:00")
    return run


def test_with_nothing_yet_the_page_teaches_the_next_step(run: Run) -> None:
    """One kind page, an empty array, exit 0."""
    assert "debrief promises add" in run("promises").out
    assert run("promises", "--json").json == []


def test_open_ones_come_first_as_they_are_due(three: Run) -> None:
    """Then those without a day, then the kept, then the others, the latest closed first."""
    assert [p["id"] for p in three("promises", "--json").json] == [3, 2, 1]
    page = three("promises").out
    assert page == (
        "Promises\n\nOpen\n"
        "  m3  ring back\n      by today, 12:00\n"
        "  m2  write\n      by Fri 20 Mar\n"
        "  m1  send the form\n"
    )
    three("promises", "keep", "1")
    three("promises", "break", "2", "--note", "no stock; told her at once")
    assert [p["id"] for p in three("promises", "--json").json] == [3, 1, 2]
    page = three("promises").out
    places = [page.index(said) for said in ("Open", "ring back", "Lately kept", "send the form",
                                            "Could not keep", "write", "no stock")]  # fmt: skip
    assert places == sorted(places)
    assert "broken" not in page


def test_lately_means_the_latest(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page shows the last eight that were kept; JSON has all, the latest first."""
    for number in range(1, 11):
        monkeypatch.setenv("DEBRIEF_NOW", f"2026-03-06T09:{number:02}:00-06:00")
        run("promises", "add", f"promise {number}.")
        run("promises", "keep", number)
    page = run("promises").out
    assert "Nothing is open." in page
    assert "promise 10." in page
    assert "promise 2." not in page
    assert [p["id"] for p in run("promises", "--json").json] == list(range(10, 0, -1))


@pytest.mark.parametrize(
    ("due", "kept", "said"),
    [
        ("tomorrow", "2026-03-07", "by Sat 7 Mar"),
        ("2026-03-09", "2026-03-09", "by Mon 9 Mar"),
        ("2027-01-02", "2027-01-02", "by Sat 2 Jan 2027"),
        ("2026-03-06T19:00:00-06:00", "2026-03-06T19:00:00-06:00", "by today, 19:00"),
    ],
)
def test_a_due_day_in_natural_words(run: Run, due: str, kept: str, said: str) -> None:
    """Kept as the day or the time that it is, and said back."""
    assert run("promises", "add", "ring", "--due", due).out == f"Noted as m1, {said}.\n"
    (promise,) = run("promises", "--json").json
    assert (promise["due"], promise["state"]) == (kept, "open")
    assert run("promises", "add", "ring").out == "Noted as m2.\n"


@pytest.mark.parametrize(
    "words",
    [("ring", "--due", "someday"), ("ring", "--due", ""), ("",), (" ",), (), ("a\ud800",)],
    ids=repr,
)
def test_a_promise_that_does_not_hold_is_refused(run: Run, words: tuple[str, ...]) -> None:
    """Exit 2 with a line, and nothing is stored."""
    refused = run("promises", "add", *words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err
    assert run("promises", "--json").json == []


def test_keeping_and_not_keeping_say_what_is_so(three: Run) -> None:
    """One line each, without reproach; it can be changed later and keeps its note."""
    assert three("promises", "keep", "m1").out == "m1 is kept.\n"
    told = three("promises", "break", "1", "--note", "the form is gone; told him today")
    assert told.out == "m1 could not be kept. What happened is kept with it.\n"
    again = three("promises", "keep", "1", "--json").json
    assert (again["state"], again["note"]) == ("kept", "the form is gone; told him today")
    assert again["closed_at"] == "2026-03-06T18:05:00-06:00"


def test_breaking_asks_one_question(three: Run) -> None:
    """What happened and what was said; Enter skips, < leaves the promise as it was."""
    three("promises", "break", "1", typed=[("read", "told him today")])
    assert three("show", "m1", "--json").json["note"] == "told him today"
    three("promises", "break", "2", typed=[("read", "")])
    assert three("show", "m2", "--json").json["state"] == "broken"
    left = three("promises", "break", "3", typed=[("read", "<")])
    assert left.err == "m3 stays as it was.\n"
    assert three("show", "m3", "--json").json["state"] == "open"
    assert three("promises", "break", "3", "--note", "x", typed=[]).code == 0


def test_without_a_terminal_breaking_asks_nothing(three: Run) -> None:
    """The note is free; an empty one by flag is wrong."""
    assert three("promises", "break", "1").out == "m1 could not be kept.\n"
    assert three("promises", "break", "2", "--no-input").code == 0
    assert three("promises", "break", "3", "--note", "").code == 2


@pytest.mark.parametrize("act", ["keep", "break"])
@pytest.mark.parametrize(("id_", "code"), [("9", 1), ("m9", 1), ("p1", 2), ("x", 2), ("", 2)])
def test_a_bad_number_is_refused(run: Run, journal: Any, act: str, id_: str, code: int) -> None:
    """An unknown one is 1, what is no promise's number 2; no journal is made for it."""
    refused = run("promises", act, id_)
    assert (refused.code, refused.out) == (code, "")
    assert not journal.exists()


def test_hostile_text_is_inert(run: Run) -> None:
    """Shown spelled out, stored as typed."""
    run("promises", "add", HOSTILE)
    run("promises", "break", "1", "--note", HOSTILE)
    page = run("promises").out
    assert "\x1b" not in page
    assert "‮" not in page
    assert "[bold]x[/bold]" in page
    (promise,) = run("promises", "--json").json
    assert promise["text"] == promise["note"] == HOSTILE


def test_a_promise_of_a_debrief_leads_back_to_it(run: Run) -> None:
    """The page names the debrief, and closing keeps the link."""
    run("new", "--outcome", "met", "--situation", "x", "--promise", "ring::2026-03-09")
    assert "written up: 1" in run("promises").out
    assert run("promises", "keep", "1", "--json").json["debrief"] == 1


@pytest.mark.parametrize("words", [(), ("add",), ("keep",), ("break",)], ids=str)
def test_each_has_help(run: Run, words: tuple[str, ...]) -> None:
    """With a line that says what it does; options of the read stand alone."""
    shown = run("promises", *words, "--help")
    assert shown.code == 0
    assert "--json" in shown.out
    if words:
        assert run("promises", "--json", *words, "1").code == 2
