"""Mending what is safe to mend: who can read the files, and indexes that lost their order."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from debrief_cli.errors import DebriefError
from debrief_cli.store import connection as connecting
from debrief_cli.store import copying, examining, holding, migrations, shelf
from debrief_cli.store.problems import explained

if TYPE_CHECKING:
    from datetime import datetime

# No release will ever have so many schemas: a number beyond is damage.
_FAR = 1_000


def close_to_others(journal: Path, own_folder: Path | None) -> list[str]:
    """Take away what others may do with our own files and folders; the names of those."""
    mended = []
    for path, mode in examining.open_to_others(journal, own_folder):
        with explained(path):
            path.chmod(mode)
        mended.append(path.name)
    return mended


def is_sound(journal: Path) -> bool:
    """Whether a journal that is there is whole."""
    try:
        with holding.opened(journal) as connection:
            holding.check(connection, journal)
            return not holding.has_orphans(connection)
    except DebriefError:
        return False


def is_newer(journal: Path) -> bool:
    """Whether a later release has written the journal; a damaged one may say anything."""
    with explained(journal), journal.open("rb") as file:
        header = file.read(72)
    schema = int.from_bytes(header[60:64], "big")
    ours = int.from_bytes(header[68:72], "big") == migrations.JOURNAL.application_id
    return ours and migrations.JOURNAL.schema < schema < _FAR


def rebuild_indexes(journal: Path, now: datetime) -> Path | None:
    """Rebuild the indexes of a damaged journal, if that makes it whole.

    It is tried on a scratch copy; only what helped there is done to the journal, of which a
    copy is kept first. Gives that copy's path, None when it would not help.
    """
    with explained(journal):
        if not _would_help(journal):
            return None
        kept, unfinished = shelf.place_for(journal, now, shelf.BEFORE_REPAIR)
        with journal.open("rb") as raw, closing(connecting.to_write(journal)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            copying.copy_bytes(raw, journal, kept, unfinished)
            connection.execute("REINDEX")
            if not copying.is_whole(connection):
                connection.execute("ROLLBACK")
                return None
            connection.execute("COMMIT")
            return kept


def _would_help(journal: Path) -> bool:
    with tempfile.TemporaryDirectory(dir=journal.parent) as folder:
        scratch = Path(folder) / "scratch.db"
        shutil.copyfile(journal, scratch)
        if journal.with_name(journal.name + "-journal").exists():
            return False
        try:
            with closing(sqlite3.connect(scratch, isolation_level=None)) as connection:
                connection.execute("REINDEX")
        except sqlite3.Error:
            return False
        return is_sound(scratch)
