"""Files and folders that only their owner can read.

SQLite would make its file with the modes that the umask leaves. So each file is made here,
0600 from its first moment, before SQLite opens it. What was there before keeps its modes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from debrief_cli.errors import JournalProblem
from debrief_cli.store.problems import explained

if TYPE_CHECKING:
    from pathlib import Path


def check_place(path: Path) -> None:
    """Raise a JournalProblem if something that is no file stands at `path`."""
    with explained(path):
        if path.is_dir():
            raise JournalProblem(
                f"{path} is a folder, not a journal.",
                f"Give the path of a file in it, such as {path / 'journal.db'}.",
            )
        if path.exists() and not path.is_file():
            raise JournalProblem(f"{path} is not a file.", "Give the path of another file.")


def check_name(path: Path) -> None:
    """Raise a JournalProblem if the system knows no file of such a name."""
    with explained(path):
        path.exists()


def is_new(path: Path) -> bool:
    """Whether nothing has been written at `path` yet (a kill may leave an empty file)."""
    with explained(path):
        return not path.exists() or path.stat().st_size == 0


def make_file(path: Path) -> None:
    """Make an empty file, and the folders above it, unless there is one; 0600 and 0700."""
    check_place(path)
    with explained(path):
        if make_new(path):
            sync_folder(path.parent)
        elif is_new(path):
            path.chmod(0o600)


def make_new(path: Path) -> bool:
    """Make an empty file, 0600, and the folders above it; whether there was none before."""
    with explained(path):
        _make_folder(path.parent)
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            return False
        return True


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    # Another process may make it at the same moment.
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_file(path: Path) -> None:
    """Return when the content of `path` is on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the names in `folder` are on the disk (Windows does that by itself)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
