"""What the system or SQLite says about a file, as one line for people and what to do.

Never the words of SQLite itself: they may hold a statement, and a statement holds notes.
"""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from debrief_cli.errors import JournalProblem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAGIC = b"SQLite format 3\0"
_UNTOUCHED = "Nothing was changed or overwritten."
_COPIES = f"{_UNTOUCHED} See what can be done: debrief doctor"
_FREE = "Nothing was saved. Free some space, then try again."
_RIGHTS = "Check who may write to it and to its folder; nothing was changed."
_TAKEN = "Nothing was saved. Wait a moment or close the other program, then try again."


class Damaged(JournalProblem):
    """A journal of ours that is no longer whole."""


class Unreadable(Damaged):
    """A file without any order that we know: damaged from its start on, or encrypted."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise a JournalProblem about `path` in place of an error of SQLite or the system."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise problem(path, error) from None
    except UnicodeDecodeError:
        # Damaged text; sqlite3 meets it even in what SQLite says of the damage.
        raise damaged(path) from None


def problem(path: Path, error: BaseException | None) -> JournalProblem:
    """The JournalProblem that tells of `error`."""
    if isinstance(error, OSError):
        return _of_system(path, error)
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return JournalProblem(f"{path} could not be used.", _COPIES)
    return _of_sqlite(path, code & 0xFF)


def foreign(path: Path) -> JournalProblem:
    """Some other program's file."""
    return JournalProblem(
        f"{path} is not a journal of debrief.", f"{_UNTOUCHED} Give the path of another file."
    )


def newer(path: Path, needs: str | None) -> JournalProblem:
    """A file that a later release has written; `needs` is the first that reads it."""
    reader = f"debrief {needs} or newer" if needs else "A newer debrief"
    return JournalProblem(
        f"{path} was written by a newer debrief.", f"{reader} reads it. {_UNTOUCHED}"
    )


def damaged(path: Path) -> JournalProblem:
    """A journal that is no longer whole."""
    return Damaged(f"{path} is damaged.", _COPIES)


def _of_sqlite(path: Path, code: int) -> JournalProblem:
    if code == sqlite3.SQLITE_NOTADB:
        return _unreadable(path)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return JournalProblem("The journal cannot hold one of these values.", "Nothing was saved.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
        # SQLITE_ERROR is “no such table”: our own statements are tested.
        return damaged(path)
    message, hint = _SQLITE.get(code, ("{} could not be used.", _COPIES))
    return JournalProblem(message.format(path), hint)


_SQLITE = {
    sqlite3.SQLITE_FULL: ("The disk has no room left for {}.", _FREE),
    sqlite3.SQLITE_BUSY: ("{} is in use by another program.", _TAKEN),
    sqlite3.SQLITE_LOCKED: ("{} is in use by another program.", _TAKEN),
    sqlite3.SQLITE_READONLY: ("{} cannot be written to.", _RIGHTS),
    sqlite3.SQLITE_PERM: ("{} cannot be opened.", _RIGHTS),
    sqlite3.SQLITE_CANTOPEN: ("{} cannot be opened.", _RIGHTS),
    sqlite3.SQLITE_IOERR: (
        "The disk could not read or write {}.",
        f"{_UNTOUCHED} Check the disk and its free space, then try again.",
    ),
}


def _of_system(path: Path, error: OSError) -> JournalProblem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return JournalProblem(f"The disk has no room left for {path}.", _FREE)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return JournalProblem(f"There is no permission to use {path}.", _RIGHTS)
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return JournalProblem(
            f"A folder on the way to {path} is a file.", "Give a path whose folders can be made."
        )
    why = (error.strerror or "the system refused").lower()
    return JournalProblem(f"{path} cannot be used: {why}.", "Give the path of another file.")


def _unreadable(path: Path) -> JournalProblem:
    """A file without SQLite's order: damaged, encrypted or something else altogether."""
    with explained(path), path.open("rb") as file:
        start = file.read(512)
    if start.startswith(MAGIC):
        return damaged(path)
    if b"\0" not in start and len(set(start)) < 128:
        # Text, and small files of all kinds; what is encrypted uses every byte there is.
        return foreign(path)
    return Unreadable(
        f"{path} cannot be read: it is encrypted, damaged or no journal.",
        f"{_UNTOUCHED} Decrypt it with what encrypted it, or name another with --journal PATH.",
    )
