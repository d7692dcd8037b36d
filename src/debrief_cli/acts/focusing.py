"""The week's one thing: how it went so far, and whether to stay with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from debrief_cli.analysis.onething import Week, week_of_focus
from debrief_cli.context import Context
from debrief_cli.errors import DebriefError
from debrief_cli.interview import Prompter
from debrief_cli.period import parse_week
from debrief_cli.render.text import one_line


class Chosen(NamedTuple):
    """What a person wants to be the week's one thing: own words, or a plan and its words."""

    text: str
    play: int | None = None


def weeks_of(context: Context, most: int) -> list[Week]:
    """The latest weeks that have a one thing, the latest first, with how it went."""
    from debrief_cli.store.loop import focus_answers, focuses

    with context.reading() as reading:
        with reading.snapshot() as connection:
            found = focuses(connection)[:most]
            if not found:
                return []
            answers = focus_answers(connection, parse_week(found[-1].week).start)
        plays = [reading.play(focus.play) if focus.play else None for focus in found]
    return [
        week_of_focus(focus, answers.get(focus.week, {}), play.checks if play else ())
        for focus, play in zip(found, plays, strict=True)
    ]


def worth_staying(last: Week, chosen: Chosen | None) -> bool:
    """Whether to propose to stay: there is still room in the last one, and this is another."""
    if last.holds:
        return False
    same_plan = chosen and chosen.play is not None and chosen.play == last.focus.play
    same_words = chosen and _folded(chosen.text) == _folded(last.focus.text)
    return not (same_plan or same_words)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def proposal(last: Week) -> str:
    """Why staying is worth it, on one line."""
    return (
        f"“{one_line(last.focus.text, 40)}” was done {last.done} of the {last.times} times"
        " it came up."
    )


def wants_new(context: Context, last: Week) -> bool:
    """Ask whether to set a new one all the same. Without a terminal it takes --yes."""
    if not context.can_prompt:
        raise DebriefError(
            f"{proposal(last)} It may be worth another week.",
            "To set a new one all the same, add --yes.",
        )
    lines = [proposal(last), "  Enter = stay with it, it may take another week    y = the new one"]
    return context.prompter().press(lines, "y") == "y"


def first_words(prompter: Prompter) -> str:
    """The very first one: how customers are to feel, and what one will do for that."""
    feel = prompter.read(["How do you want customers to feel?"])
    if not isinstance(feel, str):
        return ""
    lines = ["What will you do for that? One small thing, each time."]
    if feel.strip():
        lines.append(f"  They feel: {one_line(feel, 60)}")
    typed = prompter.read(lines)
    return typed if isinstance(typed, str) else ""


def next_words(prompter: Prompter, weeks: Sequence[Week]) -> str:
    """A later one, in a line; nothing leaves it as it is."""
    if not weeks:
        return first_words(prompter)
    typed = prompter.read(["This week's one thing: what will you do, each time?"])
    return typed if isinstance(typed, str) else ""
