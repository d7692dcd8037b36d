"""A prompter that reads its answers from a script, and fails on a question it did not expect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from debrief_cli.errors import Cancelled
from debrief_cli.interview import BACK, Answered, Ask, Back
from debrief_cli.prompts import widgets

CTRL_C = "\x03"


class ScriptedPrompter:
    """Answers from `(key of the question, what is typed)`, in their order.

    A press is expected as `("press", key)`, a read line as `("read", text)`; `CTRL_C` as what
    is typed cancels. `transcript` has what the person would have seen.
    """

    def __init__(self, script: Iterable[tuple[str, str]]) -> None:
        self._script = list(script)
        self.transcript: list[str] = []

    def ask(self, ask: Ask) -> Answered | Back:
        """The scripted answer, read as if it had been typed."""
        self.transcript += [ask.heading] if ask.heading else []
        self.transcript += [*widgets.lines(ask), widgets.hint(ask)]
        typed = self._next(ask.question.key)
        if widgets.one_key(ask):
            assert typed in ("", "<") or typed in widgets.keys_of(ask), typed
            return widgets.read_key(ask, typed)
        return widgets.read_line(ask, typed) if typed else Answered(ask.earlier)

    def press(self, lines: Sequence[str], keys: str) -> str | Back:
        """The scripted key, which must be one of `keys`."""
        self.transcript += lines
        typed = self._next("press")
        assert typed in ("<", "") or typed in keys, f"{typed!r} is none of {keys!r}"
        return BACK if typed == "<" else typed

    def read(self, lines: Sequence[str], default: str = "") -> str | Back:
        """The scripted line."""
        self.transcript += lines
        typed = self._next("read")
        return BACK if typed == "<" else typed or default

    def accept(self, ask: Ask, value: Any) -> None:
        """Note what was kept."""
        self.transcript.append(f"{ask.question.label}: {value}")

    def retreat(self) -> None:
        """Note the step back."""
        self.transcript.append("(back)")

    def say(self, text: str) -> None:
        """Note what was said."""
        self.transcript.append(text)

    def assert_done(self) -> None:
        """Fail when the script has more than was asked."""
        assert not self._script, f"never asked: {self._script}"

    def _next(self, expected: str) -> str:
        assert self._script, f"unexpected question {expected!r}: the script is at its end"
        key, typed = self._script.pop(0)
        assert key == expected, f"unexpected question {expected!r}; the script has {key!r}"
        if typed == CTRL_C:
            raise Cancelled("Stopped.")
        return typed
