"""Asking once more before something is put in the place of something else."""

from __future__ import annotations

from collections.abc import Sequence

from debrief_cli.context import Context
from debrief_cli.errors import DebriefError


def confirmed(context: Context, lines: Sequence[str], act: str, *, yes: bool) -> bool:
    """Whether the person says yes to `act` (“replace it”), or did with --yes.

    What was typed before the question was there is no answer to it. Raises DebriefError when
    there is nobody to ask.
    """
    if yes:
        return True
    if not context.can_prompt:
        raise DebriefError(
            "That needs a yes, and nobody is there to ask.", "Add --yes to do it without one."
        )
    from debrief_cli.prompts import forget_typed_ahead

    forget_typed_ahead()
    asked = [*lines, f"y = {act}    Enter = leave everything as it is"]
    return context.prompter().press(asked, "y") == "y"
