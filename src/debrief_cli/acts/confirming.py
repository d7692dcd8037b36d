"""Asking before something is deleted, erased or overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from debrief_cli.context import Context
from debrief_cli.errors import DebriefError


def confirm(context: Context, question: Sequence[str], *, yes: bool, refused: str) -> None:
    """Go on only when the person says so, at the prompt or beforehand by `--yes`.

    `refused` says what was not done. Raises DebriefError when the answer is no, and when
    nobody is there to give one.
    """
    if yes:
        return
    if not context.can_prompt:
        raise DebriefError(refused, "Nobody is there to ask: add --yes.")
    *lines, last = question
    prompt = [*lines, f"{last}  y = yes   Enter = no"]
    if context.prompter().press(prompt, "y") != "y":
        raise DebriefError(refused)
