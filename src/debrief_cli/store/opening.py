"""A journal open for reading: counts in SQL need no more than this.

SQLAlchemy is not imported here: it costs five times what a whole report does. No cursor
stays open while the caller works, since an open one keeps writers waiting.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Self

from debrief_cli.store import connection, files, migrations
from debrief_cli.store.naming import refuse_name_of_drafts
from debrief_cli.store.problems import damaged, explained

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType


def connected(path: Path) -> sqlite3.Connection:
    """A connection that reads a journal.

    One that does not exist reads as an empty one and is not made. One of an older schema
    is upgraded first.
    """
    files.check_place(path)
    refuse_name_of_drafts(path)
    if files.is_new(path):
        return migrations.in_memory()
    migrations.check_header(path)
    with explained(path):
        opened = connection.to_read(path)
        try:
            schema = connection.patiently(opened, lambda: migrations.schema_of(opened, path))
        except BaseException:
            opened.close()
            raise
        if schema == migrations.JOURNAL.schema:
            return opened
        opened.close()
    if schema == 0:
        return migrations.in_memory()
    migrations.make_or_upgrade(path)
    return connected(path)


def check(path: Path) -> None:
    """Raise a JournalProblem if what is at `path` is damaged. It reads the whole file."""
    with closing(connected(path)) as opened, explained(path):
        if opened.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise damaged(path)


class OpenJournal:
    """A journal open for reading. `connection` is for counts in SQL."""

    def __init__(self, path: Path) -> None:
        self.connection = connected(path)
        self._path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """What several queries see is one moment of the journal. Writers wait: be quick."""
        with explained(self._path):
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            except (ValueError, TypeError):
                # A value that none of our writers left: no JSON, no day, text in place of a number.
                raise damaged(self._path) from None
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
