"""Asking before something is deleted, erased or overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from debrief_cli.context import Context
from debrief_cli.errors import DebriefError
from debrief_cli.prompts import forget_typed_ahead


def confirm(
    context: Context, lines: Sequence[str], act: str = "yes", *, yes: bool, refused: str
) -> None:
    """Go on only when the person says so, at the prompt or beforehand by `--yes`.

    `lines` ask whether to do `act` (“replace it”); `refused` says what was not done. What was
    typed before the question was there is no answer to it. Raises DebriefError when the answer
    is no, and when nobody is there to give one.
    """
    if yes:
        return
    if not context.can_prompt:
        raise DebriefError(refused, "Nobody is there to ask: add --yes.")
    prompter = context.prompter()
    forget_typed_ahead()
    if prompter.press([*lines, f"  y = {act}    Enter = no, leave it"], "y") != "y":
        raise DebriefError(refused)
