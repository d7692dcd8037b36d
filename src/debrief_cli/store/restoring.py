"""Going back to a backup: its content in the place of the journal's, all of it or nothing.

The journal's file stays the same file and gets other pages, within one transaction under a
lock that lets nobody else in. Another process that has it open goes on with what is there
then; with a new file under the old name it would write into one that nobody finds again.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from debrief_cli.errors import JournalProblem
from debrief_cli.store import connection as connecting
from debrief_cli.store import copying, files, holding, migrations, shelf
from debrief_cli.store.naming import refuse_name_of_drafts
from debrief_cli.store.problems import Damaged, explained

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

_COMPANIONS = ("-journal", "-wal", "-shm")


def restore(journal: Path, chosen: Path, now: datetime) -> Path | None:
    """Give the journal the content of the file `chosen`; where what it replaced is kept.

    Nothing is kept when nothing was there. Raises JournalProblem, and then the journal is as
    it was, when `chosen` is no whole journal, or the present one is foreign or newer.
    """
    files.check_place(journal)
    if journal.exists() and chosen.exists() and journal.samefile(chosen):
        raise JournalProblem(f"{chosen} is the journal itself.", "See: debrief restore --list")
    with holding.opened(chosen) as source:
        holding.check(source, chosen)
        refuse_name_of_drafts(journal)
        files.make_file(journal)
        migrations.check_header(journal)
        try:
            kept = _into(journal, source, now)
        except Damaged:
            kept = _aside(journal, source, chosen, now)
    migrations.make_or_upgrade(journal)
    return kept


def _into(journal: Path, source: sqlite3.Connection, now: datetime) -> Path | None:
    """Put the content of `source` into the journal's own file."""
    with (
        explained(journal),
        journal.open("rb") as raw,  # closed last: to close it gives up the lock
        closing(connecting.to_write(journal)) as connection,
    ):
        # In this mode the lock of the first transaction stays until the connection is closed.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        kept = None
        if migrations.schema_of(connection, journal) and holding.has_content(connection):
            kept = _kept(journal, connection, raw, now)
        source.backup(connection)
        # A copy that somebody opened with another tool may have brought another mode.
        connection.execute("PRAGMA journal_mode = DELETE")
        return kept


def _kept(journal: Path, connection: sqlite3.Connection, raw: BinaryIO, now: datetime) -> Path:
    """Keep what is there as a backup; if it is damaged, byte for byte."""
    try:
        target, unfinished = shelf.place_for(journal, now, shelf.BEFORE_RESTORE)
        copying.copy_through(connection, journal, target, unfinished)
    except Damaged:
        target, unfinished = shelf.place_for(journal, now, shelf.DAMAGED)
        copying.copy_bytes(raw, journal, target, unfinished)
    return target


def _aside(journal: Path, source: sqlite3.Connection, chosen: Path, now: datetime) -> Path:
    """Put a copy of `chosen`, which `source` keeps as it is, in the place of a journal.

    For one that SQLite cannot open at all, so that nobody writes to it either. It is kept byte
    for byte, with what SQLite had beside it.
    """
    kept, unfinished = shelf.place_for(journal, now, shelf.DAMAGED)
    companions = [journal.with_name(journal.name + end) for end in _COMPANIONS]
    with explained(journal):
        with journal.open("rb") as raw:
            copying.copy_bytes(raw, journal, kept, unfinished)
        for companion in filter(Path.exists, companions):
            beside = kept.with_name(kept.name + companion.name.removeprefix(journal.name))
            files.make_new(beside)
            with companion.open("rb") as raw:
                copying.copy_bytes(raw, companion, beside, beside)
        made = journal.with_name(f"{journal.name}.restoring")
        unfinished = made.with_name(made.name + shelf.UNFINISHED)
        unfinished.unlink(missing_ok=True)
        files.make_new(unfinished)
        copying.copy(chosen, copying.facts(source), made, unfinished)
        for companion in companions:
            companion.unlink(missing_ok=True)
        made.replace(journal)
        files.sync_folder(journal.parent)
    return kept
