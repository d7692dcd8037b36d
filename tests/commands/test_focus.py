"""debrief focus: this week's one thing, and staying with it until it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
HOSTILE = "\x1b[2J‮ [b]x[/b]\r\n"
NEXT_WEEK = "2026-03-09T08:00:00-06:00"


def evenings(run: Run, *answers: str) -> None:
    """One reflection a day from Monday on, each with an answer about the one thing."""
    for day, answer in enumerate(answers, 2):
        given = {"day": f"2026-03-0{day}", "customers": [{"verdict": "met"}], "focus": answer}
        assert run("reflect", "--from", given).code == 0


def texts(run: Run) -> list[str]:
    """What was set, the latest week first."""
    return [focus["text"] for focus in run("focus", "--json").json]


def test_with_nothing_yet_the_page_teaches_the_next_step(run: Run) -> None:
    """One kind page, an empty array, exit 0."""
    assert "debrief focus set" in run("focus").out
    assert run("focus", "--json").json == []


def test_own_words_need_no_quotes(run: Run) -> None:
    """All words behind set are the one thing of this week; today has it."""
    done = run("focus", "set", "one", "chat", "at", "a", "time")
    assert done.out == "This week's one thing: one chat at a time\n"
    expected = {"week": "2026-W10", "text": "one chat at a time", "play": None}
    assert run("focus", "--json").json == [expected]
    assert "one chat at a time" in run("today").out
    changed = run("focus", "set", "another", "--json").json
    assert changed == {**expected, "text": "another"}
    assert texts(run) == ["another"]


def test_a_plan_can_be_the_one_thing(run: Run) -> None:
    """It lends its words, and its checks of the week count."""
    run("playbook", "add", "--if", "it rings", "--then", "answer at once")
    assert run("focus", "set", "--plan", "p1", "--json").json == {
        "week": "2026-W10", "text": "answer at once", "play": 1,
    }  # fmt: skip
    run("playbook", "check", "1", "yes:yes")
    run("playbook", "check", "1", "forgot")
    page = run("focus").out
    assert "answer at once   (p1)" in page
    assert "as a plan: came up 2, did it 1, worked 1" in page


def test_the_page_tells_how_it_went_by_week(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers counted in words, this week and the weeks before; no chance is told apart."""
    run("focus", "set", "one chat at a time")
    evenings(run, "every_time", "sometimes", "every_time", "no_chance")
    said = "each time 2, now and then 1, no chance to 1"
    assert said in run("focus").out
    monkeypatch.setenv("DEBRIEF_NOW", NEXT_WEEK)
    page = run("focus").out
    assert page.index("Nothing yet.") < page.index("Before") < page.index(said)
    assert "2 to 8 March" in page
    run("focus", "set", "one chat at a time")
    assert texts(run) == ["one chat at a time"] * 2


def test_the_page_has_eight_weeks_before_and_json_has_all(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The latest first."""
    for day in range(1, 11):
        monkeypatch.setenv("DEBRIEF_NOW", f"2026-{day:02}-15T12:00:00-06:00")
        run("focus", "set", f"thing {day}.")
    page = run("focus").out
    assert "thing 2." in page
    assert "thing 1." not in page
    assert texts(run) == [f"thing {day}." for day in range(10, 0, -1)]


@pytest.mark.parametrize(
    ("answers", "stays"),
    [
        ((), False),
        (("no_chance", "no_chance"), False),
        (("no",), True),
        (("every_time", "every_time", "every_time", "sometimes"), True),
        (("every_time", "every_time", "every_time", "every_time", "sometimes"), False),
        (("every_time", "no_chance", "no_chance"), False),
    ],
    ids=str,
)
def test_staying_is_proposed_below_four_of_five(
    run: Run, answers: tuple[str, ...], stays: bool
) -> None:
    """Of the times it came up; no chance never counts, and without an answer nothing is said."""
    run("focus", "set", "first")
    evenings(run, *answers)
    refused = run("focus", "set", "second")
    assert refused.code == (1 if stays else 0)
    assert texts(run) == ["first" if stays else "second"]
    if stays:
        assert "--yes" in refused.err
        assert f"of the {len(answers)} times" in refused.err
        assert run("focus", "set", "second", "--yes").code == 0
        assert texts(run) == ["second"]


@pytest.mark.parametrize(("checks", "stays"), [(("yes", "partly"), True), (("yes",), False)])
def test_the_checks_of_a_plan_count_as_well(run: Run, checks: tuple[str, ...], stays: bool) -> None:
    """Partly came up and was not done; what did not come up never counts."""
    run("playbook", "add", "--if", "it rings", "--then", "answer at once")
    run("focus", "set", "--plan", "1")
    for check in (*checks, "not_come_up"):
        run("playbook", "check", "1", check)
    assert run("focus", "set", "second").code == (1 if stays else 0)


def test_at_a_terminal_one_key_decides(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter stays, and makes it the new week's too; y sets the new one; --yes is not asked."""
    run("focus", "set", "first")
    evenings(run, "no")
    monkeypatch.setenv("DEBRIEF_NOW", NEXT_WEEK)
    stayed = run("focus", "set", "second", typed=[("press", "")])
    assert (stayed.code, stayed.out) == (0, "You stay with: first\n")
    assert texts(run) == ["first", "first"]
    given = {"day": "2026-03-09", "customers": [{"verdict": "met"}], "focus": "sometimes"}
    run("reflect", "--from", given)
    assert run("focus", "set", "second", typed=[("press", "y")]).code == 0
    assert run("focus", "set", "third", "--yes", typed=[]).code == 0
    assert texts(run) == ["third", "first"]


def test_the_same_again_needs_no_question(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting what was set before is staying with it."""
    run("focus", "set", "One chat")
    evenings(run, "no")
    monkeypatch.setenv("DEBRIEF_NOW", NEXT_WEEK)
    assert run("focus", "set", "one  chat").code == 0


def test_before_the_very_first_two_questions_are_asked(run: Run) -> None:
    """How customers are to feel, then what one will do for that: that is the one thing."""
    typed = [("read", "safe"), ("read", "say what happens next")]
    done = run("focus", "set", typed=typed)
    assert done.out == "This week's one thing: say what happens next\n"
    assert run("focus", "set", typed=[("read", "another")]).code == 0
    assert texts(run) == ["another"]
    assert run("focus", "set", typed=[("read", "")]).err == "Nothing was set.\n"


@pytest.mark.parametrize("typed", [["<"], ["", ""], ["safe", "<"]], ids=str)
def test_the_first_can_be_left_for_later(run: Run, typed: list[str]) -> None:
    """Nothing is set without words."""
    done = run("focus", "set", typed=[("read", text) for text in typed])
    assert (done.code, done.err) == (0, "Nothing was set.\n")
    assert run("focus", "--json").json == []


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 2), (("",), 2), (("x", "--plan", "1"), 2), (("--plan", "9"), 1), (("--plan", "m1"), 2),
     (("--plan", ""), 2), (("--plan", "1"), 1)],
    ids=str,
)  # fmt: skip
def test_what_does_not_hold_is_refused(run: Run, words: tuple[str, ...], code: int) -> None:
    """Wrong usage is 2, an unknown plan or one that was let go is 1; nothing is stored."""
    run("playbook", "add", "--if", "a", "--then", "b")
    run("playbook", "drop", "1")
    refused = run("focus", "set", *words)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err
    assert run("focus", "--json").json == []


def test_hostile_text_is_inert(run: Run) -> None:
    """Shown spelled out, in questions and refusals too; stored as typed."""
    said = run("focus", "set", HOSTILE)
    evenings(run, "no")
    refused = run("focus", "set", "x")
    for text in (said.out, run("focus").out, refused.err):
        assert "\x1b" not in text
        assert "‮" not in text
        assert "[b]x[/b]" in text
    assert texts(run) == [HOSTILE]


@pytest.mark.parametrize("words", [(), ("set",)], ids=str)
def test_each_has_help(run: Run, words: tuple[str, ...]) -> None:
    """With a line that says what it does; options of the read stand alone."""
    assert "--json" in run("focus", *words, "--help").out
    if words:
        assert run("focus", "--json", *words, "x").code == 2
