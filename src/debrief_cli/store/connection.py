"""Connections to a file that exists, through Python's own sqlite3, with settings that keep it.

DELETE and EXTRA: in a simulation of power cuts nothing else lost nothing. `mode=rw` never
makes a file: `files.py` does, so that it is private from the start.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from typing import TYPE_CHECKING, TypeVar

from debrief_cli.store import waiting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

# After so long somebody who waits for another process is told; after so long it is given up.
TOLD_AFTER_SECONDS = 1.0
BUSY_SECONDS = 30.0
SQLITE = sqlite3.sqlite_version

_WRITING = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    # Elsewhere fsync reaches the disk by itself.
    *(("PRAGMA fullfsync = ON",) if sys.platform == "darwin" else ()),
)


def to_write(path: Path) -> sqlite3.Connection:
    """A connection that writes, in transactions that the caller begins."""
    connection = _connect(path, "rw")
    try:
        patiently(connection, lambda: [connection.execute(setting) for setting in _WRITING])
    except BaseException:
        connection.close()
        raise
    return connection


def to_read(path: Path) -> sqlite3.Connection:
    """A connection that changes no content.

    It still opens for writing where it can: only so can SQLite take back what a killed
    writer left half done.
    """
    connection = _connect(path, "rw" if os.access(path.parent, os.W_OK) else "ro")
    connection.execute("PRAGMA query_only = ON")
    return connection


def begin(connection: sqlite3.Connection) -> None:
    """Begin a transaction that has the write lock, once another writer is done with it."""
    patiently(connection, lambda: connection.execute("BEGIN IMMEDIATE"))


def patiently(connection: sqlite3.Connection, act: Callable[[], T]) -> T:
    """What `act` gives. When another process keeps it waiting, that is said once.

    Raises sqlite3.OperationalError (SQLITE_BUSY) when it waited in vain.
    """
    _wait_at_most(connection, min(TOLD_AFTER_SECONDS, BUSY_SECONDS))
    try:
        return act()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
    finally:
        _wait_at_most(connection, BUSY_SECONDS)
    waiting.say_so()
    return act()


def _wait_at_most(connection: sqlite3.Connection, seconds: float) -> None:
    connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # as_uri() quotes what SQLite would take for a part of the address: ?, # and %.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
    )
