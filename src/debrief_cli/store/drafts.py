"""Drafts: answers that are kept while a person still writes, so that none is ever lost.

They lie beside the journal in a file of their own: no answer waits for the journal, for
SQLModel or for another writer. What was typed is kept as JSON, whatever it is.
"""

from __future__ import annotations

import json
import os
from contextlib import closing
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from debrief_cli.errors import DebriefError
from debrief_cli.store import connection as connecting
from debrief_cli.store import files, migrations, processes
from debrief_cli.store.migrations import Ladder, Step
from debrief_cli.store.naming import drafts_path
from debrief_cli.store.problems import damaged, explained
from debrief_cli.store.worker import Worker

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from pathlib import Path


def _schema_1(connection: sqlite3.Connection) -> None:
    migrations.run(
        connection,
        """
        CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE draft (
          uid TEXT NOT NULL PRIMARY KEY,
          kind TEXT NOT NULL,
          started_at TEXT NOT NULL,
          updated_at TEXT NOT NULL,
          answers TEXT NOT NULL,
          half_key TEXT,
          half_text TEXT,
          process INTEGER,
          born TEXT
        );
        """,
    )


# "DBRd" in ASCII.
DRAFTS = Ladder(0x44425264, (Step("0.1.0", _schema_1),))

_KEEP = """
INSERT INTO draft (uid, kind, started_at, updated_at, process, born, answers)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (uid) DO UPDATE SET updated_at = excluded.updated_at, process = excluded.process,
  born = excluded.born, answers = excluded.answers, half_key = NULL, half_text = NULL
"""
_KEEP_HALF = """
INSERT INTO draft (uid, kind, started_at, updated_at, process, born, answers, half_key, half_text)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (uid) DO UPDATE SET updated_at = excluded.updated_at, process = excluded.process,
  born = excluded.born, half_key = excluded.half_key, half_text = excluded.half_text
"""
_FORGET_HALF = "UPDATE draft SET half_key = NULL, half_text = NULL WHERE uid = ?"
_ALL = "SELECT uid, kind, started_at, updated_at, answers, half_key, half_text, process, born"


class Draft(NamedTuple):
    """Something that is being written. Its uid becomes that of the record."""

    uid: str
    kind: str
    started_at: datetime


class KeptDraft(NamedTuple):
    """A draft as it was kept; `active` while another running process has it open."""

    uid: str
    kind: str
    started_at: datetime
    updated_at: datetime
    answers: Mapping[str, Any]
    half_key: str | None
    half_text: str | None
    active: bool


class Drafts:
    """The drafts of one journal, opened on first use.

    Raises JournalProblem when they cannot be kept. `close` when the writing is over; a
    closed one can be used again.
    """

    def __init__(self, journal_path: Path, clock: Callable[[], datetime] | None = None) -> None:
        self.path = drafts_path(journal_path)
        self._clock = clock or (lambda: datetime.now().astimezone())
        self._worker: Worker | None = None
        self._process = os.getpid()
        self._born = ""

    def begin(self, kind: str, started_at: datetime) -> Draft:
        """A new draft. Nothing is written until something is kept."""
        return Draft(str(uuid4()), kind, started_at)

    def keep(self, draft: Draft, answers: Mapping[str, Any]) -> None:
        """Keep all confirmed answers; they are on the disk when this returns."""
        worker = self._working()
        worker.do(_act(_KEEP, *self._row(draft), json.dumps(answers)))

    def keep_half(
        self, draft: Draft, key: str, text: str, about: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        """Keep what is typed so far in answer to `key`; returns at once.

        A draft that was not kept before has the answers in `about`.
        """
        if text:
            worker = self._working()
            half = (key, json.dumps(text))
            worker.do_soon(_act(_KEEP_HALF, *self._row(draft), json.dumps(dict(about)), *half))
        elif self._worker:
            self._worker.do_soon(_act(_FORGET_HALF, draft.uid))

    def all(self, kind: str | None = None) -> list[KeptDraft]:
        """The drafts that are there, the newest first."""
        files.check_place(self.path)
        if files.is_new(self.path):
            return []
        migrations.check_header(self.path, DRAFTS)
        with explained(self.path), closing(connecting.to_read(self.path)) as connection:
            if migrations.schema_of(connection, self.path, DRAFTS) < DRAFTS.schema:
                migrations.make_or_upgrade(self.path, DRAFTS)
            rows = connection.execute(f"{_ALL} FROM draft").fetchall()
        try:
            kept = [self._kept(row) for row in rows]
        except (ValueError, TypeError):
            raise damaged(self.path) from None
        wanted = [draft for draft in kept if kind in (None, draft.kind)]
        return sorted(wanted, key=lambda draft: draft.updated_at, reverse=True)

    def take(self, uid: str) -> Draft:
        """Take a kept draft over, to go on with it."""

        def claim(connection: sqlite3.Connection) -> Draft:
            row = connection.execute(f"{_ALL} FROM draft WHERE uid = ?", (uid,)).fetchone()
            if row is None:
                raise DebriefError("That draft is not there any more.", "Start a new one.")
            kept = self._kept(row)
            if kept.active:
                raise DebriefError("That draft is open in another window.", "Go on with it there.")
            owner = (self._process, self._born, uid)
            connection.execute("UPDATE draft SET process = ?, born = ? WHERE uid = ?", owner)
            return Draft(kept.uid, kept.kind, kept.started_at)

        return self._working().do(claim)

    def remove(self, uid: str) -> None:
        """Remove a draft: its record is saved, or it was discarded."""
        if self._worker or not files.is_new(self.path):
            self._working().do(_act("DELETE FROM draft WHERE uid = ?", uid))

    def close(self) -> None:
        """Return when all is on the disk; from then on another process may go on with it."""
        worker, self._worker = self._worker, None
        if worker:
            release = "UPDATE draft SET process = NULL WHERE process = ?"
            worker.finish(_act(release, self._process))

    def _working(self) -> Worker:
        if self._worker is None:
            self._born = processes.born_of(self._process)
            self._worker = Worker(self.path, DRAFTS)
        return self._worker

    def _row(self, draft: Draft) -> tuple[object, ...]:
        started, now = draft.started_at.isoformat(), self._clock().isoformat()
        return (draft.uid, draft.kind, started, now, self._process, self._born)

    def _kept(self, row: tuple[Any, ...]) -> KeptDraft:
        uid, kind, started_at, updated_at, answers, half_key, half_text, process, born = row
        elsewhere = process is not None and process != self._process
        return KeptDraft(
            uid=uid,
            kind=kind,
            started_at=datetime.fromisoformat(started_at),
            updated_at=datetime.fromisoformat(updated_at),
            answers=json.loads(answers),
            half_key=half_key,
            half_text=None if half_text is None else json.loads(half_text),
            active=elsewhere and processes.is_running(process, born),
        )


def _act(statement: str, *values: object) -> Callable[[sqlite3.Connection], None]:
    def act(connection: sqlite3.Connection) -> None:
        connection.execute(statement, values)

    return act
