"""What can still be read of a damaged journal, into a new one beside it.

The damaged file is only read, byte for byte, into a scratch copy; SQLite opens no other. So
what it would take back or mend by itself changes nothing either.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.store import (
    copying,
    files,
    holding,
    migrations,
    problems,
    salvaging,
    shelf,
    undamaging,
)
from debrief_cli.store.problems import explained
from debrief_cli.store.salvaging import rows_of, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from debrief_cli.store.holding import Holding
    from debrief_cli.store.migrations import Ladder

# Owners before what belongs to them.
_TABLES = (
    "setting", "debrief", "debrief_line", "debrief_mark", "debrief_answer", "reflection",
    "reflection_customer", "play", "play_check", "promise", "focus", "revision", "command",
)  # fmt: skip
_NUMBERED = ("debrief", "reflection", "play", "promise", "focus", "command")
# The text that a record has both in its row and in its history.
_TOLD_TWICE = {
    "debrief": ("situation", "customer", "customer_words", "expectation", "outcome", "channel"),
    "reflection": ("further", "went_well", "tomorrow"),
    "promise": ("text",),
    "play": ("if", "then", "because"),
}
_FAR = 100_000
# The least bytes that a record and its history take; ids that a tiny journal may come to.
_SMALLEST, _SOME = 16, 2_000
_LETTERS = {"debrief": "", "reflection": "r", "promise": "m", "play": "p"}


class Recovered(NamedTuple):
    """The new journal, what it holds, rows by table, and the records that may be misspelt."""

    path: Path
    holding: Holding
    rows: Mapping[str, int]
    doubtful: tuple[str, ...]


def recover(journal: Path, now: datetime) -> Recovered:
    """Save what can be read of a damaged journal. Raises JournalProblem if that is nothing."""
    with explained(journal), tempfile.TemporaryDirectory(dir=journal.parent) as folder:
        scratch = Path(folder) / "damaged.db"
        for end in ("", "-journal"):
            given = journal.with_name(journal.name + end)
            if given.exists():
                shutil.copyfile(given, scratch.with_name(scratch.name + end))
        made = Path(folder) / "recovered.db"
        with (
            closing(migrations.in_memory(_ladder_of(scratch))) as empty,
            closing(_new(made, empty)) as new,
            closing(undamaging.opened(scratch, empty, made)) as damaged,
        ):
            # Ids are given one by one, and a row takes more room than this.
            rows = _fill(new, damaged, max(journal.stat().st_size // _SMALLEST, _SOME))
            if not any(rows[table] for table in (*_NUMBERED, "revision")):
                raise problems.damaged(journal)
            doubtful = _doubtful(new)
        return _kept(journal, made, now, rows, doubtful)


def _new(path: Path, empty: sqlite3.Connection) -> sqlite3.Connection:
    """A connection that fills a copy of an empty journal. A copy of that one will be synced."""
    empty.execute("VACUUM INTO ?", (str(path),))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _kept(
    journal: Path, made: Path, now: datetime, rows: Mapping[str, int], doubtful: tuple[str, ...]
) -> Recovered:
    """Give the new journal its place beside the damaged one."""
    with copying.held(made) as held:
        holding.check(held, made)
        what = copying.facts(held)
        target = _free_name(journal, now)
        unfinished = target.with_name(target.name + shelf.UNFINISHED)
        files.make_new(unfinished)
        copying.copy(made, what, target, unfinished)
    migrations.make_or_upgrade(target)
    return Recovered(target, holding.of_file(target), rows, doubtful)


def _free_name(journal: Path, now: datetime) -> Path:
    number, again = 1, ""
    while True:
        name = f"{journal.stem}.recovered-{now:%Y-%m-%d-%H%M%S}{again}{journal.suffix}"
        if not journal.with_name(name).exists():
            return journal.with_name(name)
        number += 1
        again = f"-{number}"


def _ladder_of(scratch: Path) -> Ladder:
    """The steps that lead to the schema that a file says it has; all, if it says nonsense."""
    with scratch.open("rb") as file:
        schema = int.from_bytes(file.read(64)[60:], "big")
    full = migrations.JOURNAL
    return full._replace(steps=full.steps[:schema]) if 0 < schema <= full.schema else full


def _fill(new: sqlite3.Connection, damaged: sqlite3.Connection, farthest: int) -> dict[str, int]:
    """Put what can be read into a new journal; how many rows of each table."""
    found = dict.fromkeys(_TABLES, 0)
    new.execute("BEGIN IMMEDIATE")
    for table in _present(new, _TABLES):
        shape = shape_of(new, table)
        marks = ", ".join("?" * len(shape.columns))
        names = ", ".join(f'"{name}"' for name in shape.columns)
        # What breaks a rule of the table is passed over, and a second row under one key.
        insert = f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})'
        for row in rows_of(damaged, shape, farthest):
            try:
                found[table] += new.execute(insert, row).rowcount
            except (sqlite3.IntegrityError, OverflowError):
                continue  # the record that it belonged to is lost
    _count_on(new, damaged)
    new.execute("COMMIT")
    return found


def _present(new: sqlite3.Connection, tables: Iterable[str]) -> list[str]:
    """Those of the tables that the journal's schema has."""
    rows = new.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    names = {name for (name,) in rows}
    return [table for table in tables if table in names]


def _count_on(new: sqlite3.Connection, damaged: sqlite3.Connection) -> None:
    """Have the next ids begin behind all that were ever given, as far as can be known."""
    counters: dict[Any, Any] = dict(
        salvaging.readable(damaged, "SELECT name, seq FROM sqlite_sequence")
    )
    for table in _present(new, _NUMBERED):
        seen = new.execute(
            f"SELECT max(coalesce((SELECT max(id) FROM {table}), 0),"
            " coalesce((SELECT max(record) FROM revision WHERE type = ?), 0))",
            (table,),
        ).fetchone()[0]
        counter = counters.get(table.encode())
        # A counter far beyond what it counts is damage.
        if isinstance(counter, int) and seen < counter < seen + _FAR:
            seen = counter
        new.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        new.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, seen))


def _doubtful(new: sqlite3.Connection) -> tuple[str, ...]:
    """The records whose words are not those of their history: one of the two is damaged."""
    found: list[str] = []
    for table, columns in _TOLD_TWICE.items():
        other = " OR ".join(
            f"""t."{name}" IS NOT json_extract(r.document, '$.{name}')""" for name in columns
        )
        told = new.execute(
            f"SELECT t.id FROM {table} t JOIN (SELECT uid, document, deleted,"
            " max(time || device || number) FROM revision GROUP BY uid) r ON r.uid = t.uid"
            f" WHERE NOT r.deleted AND ({other}) ORDER BY t.id"
        ).fetchall()
        found += [f"{_LETTERS[table]}{id_}" for (id_,) in told]
    return tuple(found)
