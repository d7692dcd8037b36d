"""Where a result goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from debrief_cli.acts.confirming import confirm
from debrief_cli.context import Context
from debrief_cli.errors import DebriefError

STANDARD = "-"


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
    """Put `data` on standard output for `-`, else into the file, readable by its owner alone.

    The file is written beside its place and moved there when all of it is on the disk. Raises
    DebriefError when it cannot be; what was there before is then untouched.
    """
    if target == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    # What a link leads to is written, and the link stays.
    path = Path(target).resolve()
    try:
        _write_whole(path, data)
    except OSError as error:
        raise _problem(Path(target), error) from None


def _write_whole(path: Path, data: bytes) -> None:
    # Both are for a file alone: what goes to a screen or a pipe is quicker without.
    from tempfile import NamedTemporaryFile

    from debrief_cli.store.files import sync_folder

    # It is made 0600, under a name that nothing has.
    with NamedTemporaryFile(dir=path.parent, prefix=".debrief-", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(file.name).unlink()
            raise
    sync_folder(path.parent)


def _problem(path: Path, error: OSError) -> DebriefError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DebriefError(
            f"The disk has no room left for “{path}”.", "Nothing was changed. Free some space."
        )
    reason = (error.strerror or type(error).__name__).lower()
    return DebriefError(
        f"“{path}” cannot be written: {reason}.", "Nothing was changed. Name another file."
    )
