"""A thread with a connection of its own, so that typing never waits for the disk."""

from __future__ import annotations

import queue
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from debrief_cli.store import connection as connecting
from debrief_cli.store import migrations
from debrief_cli.store.problems import explained

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from debrief_cli.store.migrations import Ladder

T = TypeVar("T")

# What may wait is done so long after it was first asked for.
PAUSE = 0.3


class _Job(NamedTuple):
    act: Callable[[sqlite3.Connection], Any]
    result: Future[Any]
    may_wait: bool = False
    is_last: bool = False


class Worker:
    """Does acts on one file, each in a transaction, in the order in which they come."""

    def __init__(self, path: Path, ladder: Ladder) -> None:
        self._path = path
        self._ladder = ladder
        self._jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._waiting: _Job | None = None
        self._due = 0.0
        self._connection: sqlite3.Connection | None = None
        self._thread = threading.Thread(target=self._work, name="drafts", daemon=True)
        self._thread.start()

    def do(self, act: Callable[[sqlite3.Connection], T]) -> T:
        """Do `act`, in place of what waits, and return when it is on the disk."""
        job = _Job(act, Future())
        self._jobs.put(job)
        done: T = job.result.result()
        return done

    def do_soon(self, act: Callable[[sqlite3.Connection], object]) -> None:
        """Do `act` in a moment, unless another comes in its place; return at once."""
        self._jobs.put(_Job(act, Future(), may_wait=True))

    def finish(self, act: Callable[[sqlite3.Connection], object]) -> None:
        """Do what waits, then `act`, and end."""
        job = _Job(act, Future(), is_last=True)
        self._jobs.put(job)
        self._thread.join()
        job.result.result()

    def _work(self) -> None:
        """The life of the thread."""
        while True:
            job = self._next()
            if job and job.may_wait:
                self._postpone(job)
            elif job:
                self._do_now(job)
                if job.is_last:
                    break
            if self._waiting and time.monotonic() >= self._due:
                self._try_waiting()
        if self._connection:
            self._connection.close()

    def _next(self) -> _Job | None:
        """The next job; none if what waits is due before one comes."""
        left = max(0.0, self._due - time.monotonic()) if self._waiting else None
        try:
            return self._jobs.get(timeout=left)
        except queue.Empty:
            return None

    def _postpone(self, job: _Job) -> None:
        # Counted from the first, so that somebody who types without a pause is safe too.
        if self._waiting is None:
            self._due = time.monotonic() + PAUSE
        self._waiting = job

    def _do_now(self, job: _Job) -> None:
        try:
            if job.is_last and self._waiting:
                self._transact(self._waiting)
            self._waiting = None
            job.result.set_result(self._transact(job))
        except BaseException as error:  # raised where the act was asked for
            job.result.set_exception(error)

    def _try_waiting(self) -> None:
        """Do what waits; if that fails it is tried again, at the latest at the end."""
        try:
            if self._waiting:
                self._transact(self._waiting)
            self._waiting = None
        except Exception:  # nobody is here to be told; the end tells
            self._due = time.monotonic() + PAUSE

    def _transact(self, job: _Job) -> object:
        with explained(self._path):
            connection = self._opened()
            connecting.begin(connection)
            try:
                result = job.act(connection)
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            return result

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            migrations.make_or_upgrade(self._path, self._ladder)
            self._connection = connecting.to_write(self._path)
        return self._connection
