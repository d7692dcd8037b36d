"""What a journal's file holds, whichever of ours it is: the journal, or a copy of it."""

from __future__ import annotations

from contextlib import closing, contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.errors import JournalProblem
from debrief_cli.store import connection as connecting
from debrief_cli.store import copying, files, migrations
from debrief_cli.store.problems import damaged, explained

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


class Holding(NamedTuple):
    """How much is written down in a file, and the latest day (ISO, None when there is none)."""

    debriefs: int
    reflections: int
    latest_day: str | None


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A journal's file for reading, one moment of it. It is not upgraded.

    Raises JournalProblem when it is not there, no journal, newer, or cannot be read.
    """
    files.check_place(path)
    with explained(path):
        if not path.exists():
            raise JournalProblem(f"There is no {path}.", "See: debrief restore --list")
        migrations.check_header(path)
        with closing(connecting.to_read(path)) as connection:
            connection.execute("BEGIN")
            if migrations.schema_of(connection, path) == 0:
                raise JournalProblem(f"{path} is empty.", "Give the path of another file.")
            yield connection


def of(connection: sqlite3.Connection) -> Holding:
    """What an open file holds."""
    debriefs, last = connection.execute("SELECT count(*), max(day) FROM debriefs").fetchone()
    reflections, evening = connection.execute(
        "SELECT count(*), max(day) FROM reflections"
    ).fetchone()
    return Holding(debriefs, reflections, max(filter(_is_day, (last, evening)), default=None))


def _is_day(value: object) -> bool:
    """Whether it is a day as we write it; a file that somebody edited may have another."""
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def of_file(path: Path) -> Holding:
    """What the file at `path` holds. Raises JournalProblem as `opened` does."""
    with opened(path) as connection:
        return of(connection)


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Raise a JournalProblem if an open journal is not whole, or lacks what its schema has."""
    if not copying.is_whole(connection) or missing(connection, path):
        raise damaged(path)


def has_orphans(connection: sqlite3.Connection) -> bool:
    """Whether a part of an entry in an open journal belongs to none."""
    return bool(connection.execute("PRAGMA foreign_key_check").fetchall())


def missing(connection: sqlite3.Connection, path: Path) -> list[str]:
    """The tables, views and indexes that a journal of this schema should have and has not."""
    schema = migrations.schema_of(connection, path)
    full = migrations.JOURNAL
    # An older schema had other views; the upgrade makes those anew.
    views = full.views if schema == full.schema else lambda: ""
    ladder = full._replace(steps=full.steps[:schema], views=views)
    with closing(migrations.in_memory(ladder)) as expected:
        return sorted(_objects(expected) - _objects(connection))


def _objects(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
    return {name for (name,) in found}


def has_content(connection: sqlite3.Connection) -> bool:
    """Whether anything was ever written into an open journal."""
    return bool(connection.execute("SELECT 1 FROM revision LIMIT 1").fetchall())
