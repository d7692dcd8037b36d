"""What can go wrong, in words for people: each kind owns its exit code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class DebriefError(Exception):
    """A refused or failed act: what happened, and what to do about it.

    Only `app.py` prints these. `message` and `hint` are one line each and never
    hold a traceback; text from people in them is made inert when printed.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadInput(DebriefError):
    """Wrong usage, a bad value, or answers that are missing."""

    exit_code = 2


class Cancelled(DebriefError):
    """The person pressed Ctrl-C or Ctrl-D."""

    exit_code = 130


class JournalProblem(DebriefError):
    """The journal cannot be opened, read or written."""


class Problem(NamedTuple):
    """One thing wrong with one answer: where (`key`), what, and which flag gives it."""

    key: str
    message: str
    flag: str = ""

    def under(self, prefix: str) -> Problem:
        """The same problem seen from one level further out."""
        if not self.key:
            return Problem(prefix, self.message, self.flag)
        joint = "" if self.key.startswith("[") else "."
        return Problem(f"{prefix}{joint}{self.key}", self.message, self.flag)


class Invalid(ValueError):
    """Raised by a kind's `parse`: all problems of one answer at once."""

    def __init__(self, problems: str | Iterable[Problem]) -> None:
        if isinstance(problems, str):
            problems = [Problem("", problems)]
        self.problems = tuple(problems)
        super().__init__("; ".join(p.message for p in self.problems))


class Rejected(BadInput):
    """Answers that do not hold: every problem, one line each.

    `exit_code` is 1 when it is the journal that refuses them: no such id, a day taken.
    """

    def __init__(
        self, problems: Iterable[Problem], hint: str = "", exit_code: int = BadInput.exit_code
    ) -> None:
        self.exit_code = exit_code
        self.problems = tuple(problems)
        lines = [f"{p.key}: {p.message}" if p.key else p.message for p in self.problems]
        super().__init__("\n".join(lines), hint)
