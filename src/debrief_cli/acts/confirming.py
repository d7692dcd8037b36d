"""Asking before something is thrown away or overwritten."""

from __future__ import annotations

from debrief_cli.context import Context
from debrief_cli.errors import DebriefError
from debrief_cli.prompts import forget_typed_ahead


def confirmed(context: Context, question: str, *, yes: bool) -> bool:
    """Whether the person means it: by --yes, or by one key.

    Raises DebriefError where nobody is there to ask.
    """
    if yes:
        return True
    if not context.can_prompt:
        raise DebriefError(f"{question} Nobody is there to say so.", "If it is meant, add --yes.")
    prompter = context.prompter()
    forget_typed_ahead()
    return prompter.press([question, "  y = yes    Enter = no, leave it"], "y") == "y"
