"""Connections to a file that exists, through Python's own sqlite3, with settings that keep it.

DELETE and EXTRA: in a simulation of power cuts nothing else lost nothing. `mode=rw` never
makes a file: `files.py` does, so that it is private from the start.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS = 30
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
        for setting in _WRITING:
            connection.execute(setting)
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


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # as_uri() quotes what SQLite would take for a part of the address: ?, # and %.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
    )
