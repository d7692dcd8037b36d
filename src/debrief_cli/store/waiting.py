"""Saying that another process has the file: once a command, by whoever made the call.

The store itself prints nothing. A thread that keeps drafts says nothing either: it has no
notice of its own, and its words would land in the middle of a question.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_notice: ContextVar[Callable[[], object] | None] = ContextVar("notice", default=None)


def tell(notice: Callable[[], object]) -> None:
    """Have `notice` called when the next wait takes longer than a moment."""
    _notice.set(notice)


def say_so() -> None:
    """Call what was asked for, the first time; say nothing the second."""
    notice = _notice.get()
    _notice.set(None)
    if notice:
        notice()
