"""The prompter for a terminal that is only lines: printed questions, answers with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from debrief_cli.errors import Cancelled
from debrief_cli.interview import BACK, Answered, Ask, Back
from debrief_cli.prompts import widgets
from debrief_cli.render.text import one_line
from debrief_cli.wording import in_words


class PlainPrompter:
    """Asks line by line; what a screen reader or a dumb terminal can follow."""

    def ask(self, ask: Ask) -> Answered | Back:
        """One question, answered by a line or by a key and Enter."""
        shown = ([f"\n{ask.heading}"] if ask.heading else []) + widgets.lines(ask)
        if hint := widgets.hint(ask):
            shown.append(f"  {hint}")
        if ask.problem:
            shown.append(f"  {one_line(ask.problem, 200)}")
        before = ask.proposal if ask.earlier is None else in_words(ask.question.kind, ask.earlier)
        if before is not None and not widgets.one_key(ask):
            shown.append(f"  Enter takes: {one_line(str(before), 200)}")
        typed = self._input(shown)
        if widgets.one_key(ask):
            return widgets.read_key(ask, typed.strip().lower())
        if not typed.strip():
            return Answered(ask.earlier)
        return widgets.read_line(ask, typed)

    def press(self, lines: Sequence[str], keys: str) -> str | Back:
        """One key of `keys` and Enter, or Enter alone."""
        while True:
            typed = self._input(lines).strip().lower()
            if typed == "<":
                return BACK
            if not typed or (len(typed) == 1 and typed in keys):
                return typed

    def read(self, lines: Sequence[str], default: str = "") -> str | Back:
        """A line of text; Enter alone gives the default."""
        typed = self._input(lines)
        return BACK if typed.strip() == "<" else typed or default

    def accept(self, ask: Ask, value: Any) -> None:
        """Nothing: the line that was typed still stands there."""

    def retreat(self) -> None:
        """Nothing: lines stay where they are."""

    def say(self, text: str) -> None:
        """Print a line."""
        print(text)

    @staticmethod
    def _input(lines: Sequence[str]) -> str:
        print("\n".join(lines))
        try:
            return input("> ")
        except (KeyboardInterrupt, EOFError):
            print()
            raise Cancelled("Stopped.") from None
