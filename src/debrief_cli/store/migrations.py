"""How a journal comes to the present schema: a ladder of steps with frozen SQL.

Each step leads from one schema to the next and is never changed after its release; none
imports `tables.py`, which tells of the present alone. The journal is copied before it is
upgraded, and a kill at any moment leaves it as it was or as it shall be.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.store import connection as connecting
from debrief_cli.store import files, problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HERE = Path(__file__).parent


class Step(NamedTuple):
    """One rung: the first release that reads the result, and what leads there."""

    release: str
    apply: Callable[[sqlite3.Connection], None]


class Ladder(NamedTuple):
    """All steps of one kind of file, and the views that are rebuilt after the last."""

    application_id: int
    steps: tuple[Step, ...]
    views: Callable[[], str] = lambda: ""

    @property
    def schema(self) -> int:
        """The schema it leads to (`user_version`)."""
        return len(self.steps)


def run(connection: sqlite3.Connection, sql: str) -> None:
    """Carry out each statement of `sql` within the running transaction."""
    for statement in _statements(sql):
        connection.execute(statement)


def _statements(sql: str) -> Iterator[str]:
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _schema_1(connection: sqlite3.Connection) -> None:
    run(connection, (_HERE / "schema_1.sql").read_text(encoding="utf-8"))


def _schema_2(connection: sqlite3.Connection) -> None:
    run(connection, (_HERE / "schema_2.sql").read_text(encoding="utf-8"))


def _views() -> str:
    return (_HERE / "views.sql").read_text(encoding="utf-8")


# "DBRF" in ASCII: what `file` and SQLite show as application id 1145197126.
JOURNAL = Ladder(0x44425246, (Step("0.1.0", _schema_1), Step("0.2.0", _schema_2)), _views)


def check_header(path: Path, ladder: Ladder = JOURNAL) -> None:
    """Raise a JournalProblem if another program's database is at `path`.

    Looked at before SQLite opens it: to open and close one may be enough to change it.
    """
    with problems.explained(path), path.open("rb") as file:
        start = file.read(72)
    application = int.from_bytes(start[68:72], "big")
    if start.startswith(problems.MAGIC) and application != ladder.application_id:
        raise problems.foreign(path)


def schema_of(connection: sqlite3.Connection, path: Path, ladder: Ladder = JOURNAL) -> int:
    """The schema of an open file, 0 if it is new. Raises if it is foreign or newer."""
    # One transaction, since another process may be making the file at this moment.
    own = not connection.in_transaction
    if own:
        connection.execute("BEGIN")
    try:
        return _recognised(connection, path, ladder)
    finally:
        if own:
            connection.execute("ROLLBACK")


def _recognised(connection: sqlite3.Connection, path: Path, ladder: Ladder) -> int:
    schema = _pragma(connection, "user_version")
    application = _pragma(connection, "application_id")
    if schema == application == _pragma(connection, "schema_version") == 0:
        return 0
    if application != ladder.application_id:
        raise problems.foreign(path)
    if schema > ladder.schema:
        raise problems.newer(path, _needs(connection))
    if schema < 1:
        raise problems.damaged(path)
    return schema


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _needs(connection: sqlite3.Connection) -> str | None:
    """The release that the file itself asks for."""
    try:
        found = connection.execute("SELECT value FROM setting WHERE key = 'needs'").fetchone()
    except sqlite3.Error:
        return None
    return str(found[0]) if found else None


def in_memory(ladder: Ladder = JOURNAL) -> sqlite3.Connection:
    """An empty journal that is nowhere on the disk."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _upgrade(connection, Path(":memory:"), ladder)
    return connection


def make_or_upgrade(path: Path, ladder: Ladder = JOURNAL) -> None:
    """Make the file at `path` if there is none; bring it to the ladder's schema."""
    files.make_file(path)
    check_header(path, ladder)
    with problems.explained(path), closing(connecting.to_write(path)) as connection:
        if schema_of(connection, path, ladder) < ladder.schema:
            _upgrade(connection, path, ladder)


def _upgrade(connection: sqlite3.Connection, path: Path, ladder: Ladder) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connecting.begin(connection)
    try:
        # Another process may have been quicker while this one waited for the lock.
        found = schema_of(connection, path, ladder)
        if 0 < found < ladder.schema:
            _copy(connection, path)
        if found < ladder.schema:
            _climb(connection, found, ladder)
            _check(connection, path)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _climb(connection: sqlite3.Connection, found: int, ladder: Ladder) -> None:
    views = connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    for (view,) in views:
        connection.execute(f'DROP VIEW "{view}"')
    for step in ladder.steps[found:]:
        step.apply(connection)
    run(connection, ladder.views())
    needs = ladder.steps[-1].release
    connection.execute("INSERT OR REPLACE INTO setting VALUES ('needs', ?)", (needs,))
    connection.execute(f"PRAGMA application_id = {ladder.application_id}")
    connection.execute(f"PRAGMA user_version = {ladder.schema}")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise problems.damaged(path)


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    """Keep a copy of the journal as it is before the upgrade; its write lock is held."""
    from debrief_cli.store import copying, shelf  # hardly ever needed

    now = datetime.now().astimezone()
    target, unfinished = shelf.place_for(path, now, shelf.BEFORE_UPGRADE)
    copying.copy(path, copying.facts(connection), target, unfinished)
