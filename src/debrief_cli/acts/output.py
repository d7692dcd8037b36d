"""Where a result goes: standard output, or a file that is whole or not there at all.

A file is written beside its place and moved there when all of it is on the disk, so that a full
disk or Ctrl-C leaves what was there before. Only its owner can read it.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from debrief_cli.acts.confirming import confirm
from debrief_cli.context import Context
from debrief_cli.errors import DebriefError

STANDARD = "-"


@contextmanager
def output(context: Context, target: Path | None, *, yes: bool) -> Iterator[IO[bytes]]:
    """What to write a result into; without a target (or for `-`) standard output.

    Raises DebriefError as `check_target` does, before anything is written.
    """
    if target is None or str(target) == STANDARD:
        yield sys.stdout.buffer
        return
    check_target(context, str(target), yes=yes)
    with atomically(target) as file:
        yield file


def check_target(context: Context, target: str, *, yes: bool) -> None:
    """Raise DebriefError where nothing can be written; ask before a file is overwritten.

    Without a terminal `yes` must answer.
    """
    if target == STANDARD:
        return
    path = Path(target)
    try:
        _check_place(context, path)
        taken = path.exists()
    except OSError as error:
        raise _problem(path, error) from None
    if taken:
        there = f"“{path}” is there already."
        confirm(context, [there], "overwrite it", yes=yes, refused=f"{there} Nothing was changed.")


def _check_place(context: Context, path: Path) -> None:
    if path.is_dir():
        raise DebriefError(
            f"“{path}” is a folder.", f"Give the path of a file in it, such as {path / 'week.html'}"
        )
    if path.exists() and not path.is_file():
        raise DebriefError(f"“{path}” is not a file.", "For standard output, write -o -")
    if not path.parent.is_dir():
        raise DebriefError(
            f"There is no folder “{path.parent}”.", "Make it first, or name another."
        )
    if path.exists() and context.path.exists() and path.samefile(context.path):
        raise DebriefError(f"“{path}” is your journal.", "Give the path of another file.")


def deliver(target: str, data: bytes) -> None:
    """Put `data` on standard output for `-`, else into the file.

    Raises DebriefError when it cannot be; what was there before is then untouched.
    """
    if target == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    with atomically(Path(target)) as file:
        file.write(data)


@contextmanager
def atomically(target: Path) -> Iterator[IO[bytes]]:
    """A file to write into, which stands at `target` once the block has ended well; 0600.

    Raises DebriefError when it cannot; what was there before is then untouched.
    """
    # Both are for a file alone: what goes to a screen or a pipe is quicker without.
    from tempfile import mkstemp

    from debrief_cli.store.files import sync_folder

    try:
        # What a link leads to is written, and the link stays.
        path = target.resolve()
        descriptor, name = mkstemp(dir=path.parent, prefix=".debrief-")
        part = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise _problem(target, error) from None


def _problem(path: Path, error: OSError) -> DebriefError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DebriefError(
            f"The disk has no room left for “{path}”.", "Nothing was changed. Free some space."
        )
    reason = (error.strerror or type(error).__name__).lower()
    return DebriefError(
        f"“{path}” cannot be written: {reason}.", "Nothing was changed. Name another file."
    )
