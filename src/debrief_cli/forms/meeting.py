"""Meeting a plan again: the questions that ask how it went, and the checks they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from debrief_cli.form import Answers, Question
from debrief_cli.kinds import OneOf, Text
from debrief_cli.records import Play
from debrief_cli.vocabulary import Term

# Finds the plan to ask about, from what was answered so far; None for no plan.
Find = Callable[[Answers], Play | None]

# One key says whether it came up, whether it was done and whether it worked.
MET = (
    Term("worked", "it worked", "y"),
    Term("mixed", "so-so", "m"),
    Term("no_help", "no help", "n"),
    Term("cannot_tell", "can't tell", "c"),
    Term("partly", "did it partly", "p"),
    Term("forgot", "slipped my mind", "s"),
    Term("chose_not", "chose not to", "x"),
    Term("not_come_up", "not this time", "0"),
)
_CHECKS: dict[str, dict[str, Any]] = {
    "worked": {"came_up": True, "did": "yes", "worked": "yes"},
    "mixed": {"came_up": True, "did": "yes", "worked": "mixed"},
    "no_help": {"came_up": True, "did": "yes", "worked": "no"},
    "cannot_tell": {"came_up": True, "did": "yes", "worked": "cannot_tell"},
    "partly": {"came_up": True, "did": "partly"},
    "forgot": {"came_up": True, "did": "forgot"},
    "chose_not": {"came_up": True, "did": "chose_not"},
    "not_come_up": {"came_up": False},
}


def check_of(met: str, play: int) -> dict[str, Any]:
    """The check that the answer makes, as a document has it."""
    return {"play": play, **_CHECKS[met]}


def in_words(play: Play) -> str:
    """The plan as a sentence."""
    return f"when it is like this: {play.if_}, I will {play.then}"


def how_it_went(find: Find) -> Question:
    """How the plan that was met went; Enter is "not now" and costs nothing."""

    def ask(answers: Answers) -> str:
        play = find(answers)
        return f"Your plan – {in_words(play)}.  How did it go?" if play else ""

    return Question(
        "met", ask, "your plan", OneOf(MET), when=lambda answers: find(answers) is not None,
        hint="Enter = not now", nothing="not now",
    )  # fmt: skip


def keep_it(find: Find) -> Question:
    """Whether the plan stays as it is: a situation that comes again makes no second plan."""
    return Question(
        "keep", "Keep this plan?", "from now on", Text(), nothing="the same plan",
        hint="Enter = yes, or type a new one",
        when=lambda answers: find(answers) is not None,
    )  # fmt: skip
