"""Putting questions to a person: at a terminal, line by line, or from a script."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable

from debrief_cli.interview import Prompter

# Called with the key of a question and what stands on its line, while it is being typed.
OnHalf = Callable[[str, str], None]


def can_prompt() -> bool:
    """Whether somebody sits in front of this: both ends are a terminal."""
    try:
        return sys.stdin.isatty() and sys.stdout.isatty()
    except (AttributeError, ValueError):  # closed or missing streams
        return False


def prompter(*, plain: bool, color: bool, on_half: OnHalf) -> Prompter:
    """The prompter for this terminal. Where keys cannot be read one by one, the plain one."""
    if plain or os.environ.get("TERM", "") in ("dumb", "unknown"):
        from debrief_cli.prompts.plain import PlainPrompter

        return PlainPrompter()
    from debrief_cli.prompts.terminal import TerminalPrompter

    return TerminalPrompter(color=color, on_half=on_half)


def forget_typed_ahead() -> None:
    """Drop what was typed before the next question is on the screen."""
    try:
        import termios
    except ImportError:  # not POSIX
        return
    with contextlib.suppress(termios.error, OSError, ValueError):  # not a terminal
        termios.tcflush(sys.stdin, termios.TCIFLUSH)
