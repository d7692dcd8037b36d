"""Is a journal's file in order? One finding for each thing looked at; nothing is changed."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.errors import DebriefError
from debrief_cli.store import copying, files, holding, migrations, shelf
from debrief_cli.store.naming import drafts_path
from debrief_cli.store.problems import MAGIC, Damaged, Unreadable, explained

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

OK, NOTE, WRONG = "ok", "note", "wrong"
TO_REPAIR = (
    "Go back to a backup: debrief restore --list. Or save what can be read: debrief doctor --repair"
)
_RECORDS = ("debrief", "reflection", "play", "promise", "focus", "play_check")
_COMPANIONS = ("-journal", "-wal")


class Finding(NamedTuple):
    """What was found about one thing: ok, a note, or wrong; and what to do about it."""

    name: str
    state: str
    finding: str
    advice: str = ""


def own_files(journal: Path) -> Iterator[tuple[Path, int]]:
    """The files and the folder beside a journal that debrief makes, each with its mode."""
    if journal.is_file() and not is_ours(journal):
        return  # somebody else's file, and so is what lies beside it
    drafts = drafts_path(journal)
    for path in (journal, drafts, *_beside(journal), *_beside(drafts)):
        if path.is_file():
            yield path, 0o600
    folder = shelf.folder_of(journal)
    if folder.is_dir():
        yield folder, 0o700
        yield from ((backup.path, 0o600) for backup in shelf.kept(journal))


def is_ours(path: Path) -> bool:
    """Whether a file is a journal, whole or not: another program's says so, or is no database."""
    try:
        migrations.check_header(path)
    except DebriefError:
        return False
    with explained(path), path.open("rb") as file:
        start = file.read(len(MAGIC))
    return not start or start == MAGIC


def _beside(path: Path) -> list[Path]:
    return [path.with_name(path.name + end) for end in _COMPANIONS]


def open_to_others(journal: Path, own_folder: Path | None) -> list[tuple[Path, int]]:
    """What others could look into, with the mode it should have: own files and folders.

    The journal's folder is one of them when it is `own_folder`; another was chosen by somebody.
    """
    own = list(own_files(journal))
    if journal.parent == own_folder and journal.parent.is_dir():
        own.append((journal.parent, 0o700))
    if os.name != "posix":
        return []
    return [(path, mode) for path, mode in own if stat.S_IMODE(path.stat().st_mode) & 0o077]


def modes(journal: Path, own_folder: Path | None) -> Finding:
    """Whether others can read what is written down, and whether oneself can write."""
    found = open_to_others(journal, own_folder)
    if not found and journal.exists() and not _may_write(journal):
        return Finding(
            "rights",
            NOTE,
            f"{journal.name} or its folder cannot be written to, only read",
            "Check who may write to them, if it is to be more than read.",
        )
    if not found:
        return Finding("rights", OK, "only you can read it")
    names = ", ".join(path.name for path, _ in found[:3]) + (" …" if len(found) > 3 else "")
    return Finding(
        "rights",
        WRONG,
        f"others on this computer may open: {names}",
        "To close them: debrief doctor --repair",
    )


def _may_write(journal: Path) -> bool:
    return os.access(journal, os.W_OK) and os.access(journal.parent, os.W_OK)


def journal(path: Path) -> list[Finding]:
    """What is found about the file itself."""
    if files.is_new(path):
        return [Finding("journal", NOTE, "nothing is written down yet", "To begin: debrief new")]
    cut = _cut_short(path)
    found = [cut] if cut else []
    try:
        with holding.opened(path) as connection:
            found.append(_format(connection, path))
            found += _content(connection, path)
    except Unreadable:
        said = "it cannot be read at all: it is damaged, or something encrypted it"
        advice = f"If you encrypted it, decrypt it. If not: {TO_REPAIR}"
        found.append(Finding("journal", WRONG, said, advice))
    except Damaged:
        found.append(Finding("whole", WRONG, "the journal is damaged", TO_REPAIR))
    except DebriefError as error:
        found.append(Finding("journal", WRONG, error.message, error.hint))
    return found


def _cut_short(path: Path) -> Finding | None:
    """A write that something stopped; SQLite takes it back when the file is next opened."""
    left = path.with_name(path.name + "-journal")
    if not left.is_file() or left.stat().st_size == 0:
        return None
    return Finding(
        "unfinished", NOTE, "a write was going on or was cut short",
        "Nothing to do: what was not finished is taken back by itself.",
    )  # fmt: skip


def _format(connection: sqlite3.Connection, path: Path) -> Finding:
    schema = migrations.schema_of(connection, path)
    if schema < migrations.JOURNAL.schema:
        return Finding(
            "format", NOTE, f"an older journal (schema {schema})",
            "Nothing to do: it is copied and brought up to date when it is next used.",
        )  # fmt: skip
    return Finding("format", OK, f"a journal of debrief (schema {schema})")


def _content(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    if not copying.is_whole(connection):
        yield Finding("whole", WRONG, "parts of it cannot be read as they should", TO_REPAIR)
        return
    lacking = holding.missing(connection, path)
    if lacking:
        yield Finding("whole", WRONG, f"it lacks {', '.join(lacking[:3])}", TO_REPAIR)
        return
    held = holding.of(connection)
    days = f", {held.reflections} looked back" if held.reflections else ""
    yield Finding("whole", OK, f"all of it can be read: {held.debriefs} written up{days}")
    if holding.has_orphans(connection):
        yield Finding("links", WRONG, "a part of an entry belongs to none", TO_REPAIR)
    else:
        yield Finding("links", OK, "every part belongs to its entry")
    yield _history(connection)


def _history(connection: sqlite3.Connection) -> Finding:
    """Whether each record has its history, and each that is not deleted is there."""
    without = sum(
        _number(
            connection,
            f"SELECT count(*) FROM {table} t WHERE uid IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM revision r WHERE r.uid = t.uid)",
        )
        for table in _RECORDS
    )
    absent = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {table} t WHERE t.uid = r.uid)" for table in _RECORDS
    )
    # In the group's last revision: bare columns come from the row that has the max().
    gone = _number(
        connection,
        "SELECT count(*) FROM (SELECT uid, deleted, max(time || device || number) FROM revision"
        f" GROUP BY uid) r WHERE deleted = 0 AND {absent}",
    )
    if not without and not gone:
        return Finding("history", OK, "every entry has its history")
    said = [f"{without} entries without a history"] if without else []
    said += [f"{gone} in the history alone"] if gone else []
    return Finding("history", WRONG, ", ".join(said), TO_REPAIR)


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
