"""When a plan is asked about again, and what its answers call for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debrief_cli.analysis.spacing import is_due, longest_unasked, rest_after, streak, turning
from debrief_cli.records import GivenCheck, Play

FIRST = date(2026, 3, 2)
ANSWERS = {
    "w": {"came_up": True, "did": "yes", "worked": "yes"},
    "n": {"came_up": True, "did": "yes", "worked": "no"},
    "p": {"came_up": True, "did": "partly"},
    "f": {"came_up": True, "did": "forgot"},
    "x": {"came_up": True, "did": "chose_not"},
    "0": {"came_up": False},
}


def play(answers: str, state: str = "trying", number: int = 1) -> Play:
    """A plan with one answer a day, from the first day on."""
    checks = tuple(
        GivenCheck(FIRST + timedelta(days=day), "reflection", None, **ANSWERS[answer])
        for day, answer in enumerate(answers)
    )
    return Play("a", "b", datetime(2026, 3, 1, tzinfo=UTC), None, state, number, "", None, checks)


@pytest.mark.parametrize(
    ("answers", "days"),
    [("", 0), ("f", 0), ("w", 1), ("ww", 3), ("www", 7), ("wwwwww", 7), ("wwf", 0), ("wfw", 1),
     ("w0", 1), ("ww00", 3), ("wp", 0), ("wx", 0), ("wn", 0)],
)  # fmt: skip
def test_what_worked_is_asked_about_less_often(answers: str, days: int) -> None:
    """Each time in a row that it worked, it rests longer; a slip brings it back at once."""
    assert rest_after(play(answers)) == timedelta(days=days)


def test_a_standard_is_asked_about_once_a_fortnight() -> None:
    """How one works now is seldom checked."""
    assert rest_after(play("www", "standard")) == timedelta(days=14)


def test_a_plan_that_was_never_asked_about_is_due() -> None:
    """It need not rest before its first answer."""
    assert is_due(play(""), FIRST)
    assert not is_due(play("w"), FIRST)
    assert is_due(play("w"), FIRST + timedelta(days=1))


@pytest.mark.parametrize(
    ("answers", "state", "turn"),
    [
        ("ww", "trying", ""), ("www", "trying", "ready"), ("wfwfw", "trying", "ready"),
        ("ff", "trying", ""), ("fff", "trying", "slipped"), ("fffwww", "trying", "ready"),
        ("ffffwww", "trying", "slipped"), ("xxx", "trying", ""), ("000", "trying", ""),
        ("www", "resting", ""), ("www", "standard", ""), ("wwwf", "standard", ""),
        ("wwwff", "standard", "failing"), ("wwwnf", "standard", "failing"),
        ("wwwff0w", "standard", "failing"), ("wwwffww", "standard", ""),
        ("fff", "dropped", ""),
    ],
)  # fmt: skip
def test_three_answers_of_a_kind_turn_a_plan(answers: str, state: str, turn: str) -> None:
    """Worked three times: ready. Slipped three times and more: slipped. A standard can fail."""
    assert turning(play(answers, state)) == turn


def test_the_longest_unasked_comes_first() -> None:
    """Never asked before asked, and of two the one whose last answer is older."""
    today = FIRST + timedelta(days=30)
    old, new, never = play("f", number=1), play("ffff", number=2), play("", number=3)
    assert longest_unasked([new, old], today) == old
    assert longest_unasked([new, old, never], today) == never
    assert longest_unasked([play("w")], FIRST) is None
    assert longest_unasked([], FIRST) is None


@given(st.text(alphabet="wnpfx", max_size=12), st.lists(st.integers(0, 12), max_size=6))
def test_not_come_up_never_changes_a_figure(answers: str, places: list[int]) -> None:
    """Wherever "did not come up" stands, streak and turn are as they were without it."""
    sprinkled = answers
    for place in places:
        sprinkled = sprinkled[:place] + "0" + sprinkled[place:]
    for state in ("trying", "standard"):
        assert turning(play(sprinkled, state)) == turning(play(answers, state))
    assert streak(play(sprinkled).checks) == streak(play(answers).checks)
