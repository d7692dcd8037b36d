"""Where a result goes: standard output, or a file that is whole or not there at all.

A file is written beside its place under another name and put there when it is complete, so
that a full disk or Ctrl-C leaves what was there before. Only its owner can read it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from debrief_cli.context import Context
from debrief_cli.errors import Cancelled, DebriefError


@contextmanager
def output(context: Context, target: Path | None, *, yes: bool) -> Iterator[IO[bytes]]:
    """What to write the result into; without a target (or for `-`) standard output.

    Raises DebriefError when the target cannot be written or may not be overwritten. It is
    asked about before anything is written; `yes` answers that.
    """
    if target is None or str(target) == "-":
        yield sys.stdout.buffer
        return
    _refuse_the_journal(context, target)
    if target.exists() and not target.is_file() and not target.is_dir():
        with _explained(target), target.open("wb") as device:  # /dev/stdout, a pipe
            yield device
        return
    if target.is_dir():
        raise DebriefError(f"“{target}” is a folder.", f"Name a file in it: {target / 'name'}")
    if target.exists() and not yes:
        _ask(context, target)
    with atomically(target) as file:
        yield file


def _refuse_the_journal(context: Context, target: Path) -> None:
    with contextlib.suppress(OSError):
        if target.samefile(context.path):
            raise DebriefError(f"“{target}” is your journal itself.", "Name another file.")


def _ask(context: Context, target: Path) -> None:
    """Let the person decide whether a file is replaced."""
    if not context.can_prompt:
        raise DebriefError(
            f"“{target}” is there already.", "Name another file, or give --yes to replace it."
        )
    _forget_typed_ahead()
    answer = context.prompter().press(
        [f"“{target}” is there already. Replace it?", "  y yes    Enter = no"], "yn"
    )
    if answer != "y":
        raise Cancelled("It stays as it was.")


def _forget_typed_ahead() -> None:
    """What was typed before the question is no answer to it."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)


@contextmanager
def atomically(target: Path) -> Iterator[IO[bytes]]:
    """A file to write into, which stands at `target` once the block has ended well; 0600."""
    from debrief_cli.store.files import sync_folder

    target = target.resolve()  # the file that a link leads to, not the link
    with _explained(target):
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
        part = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
            sync_folder(target.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise DebriefError(
            f"“{target}” cannot be written: {reason}.", "What was there before is unharmed."
        ) from None
