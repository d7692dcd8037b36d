"""What another computer or program wrote out, brought into the journal: all of it or nothing."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from debrief_cli.context import Context
from debrief_cli.documents import INPUT_LIMIT
from debrief_cli.errors import BadInput, DebriefError
from debrief_cli.render.progress import progress
from debrief_cli.store.opening import OpenJournal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from debrief_cli.store.merging import Verdicts

_WORTH_A_BAR = 16 * 1024 * 1024
# A line of an export has this key near its start, and no document has it.
_IS_EXPORT = re.compile(rb'\s*(\xef\xbb\xbf)?\s*\{[^\n]*?"revisions"\s*:')
_START = 64 * 1024
WHATS = ("new", "changed", "erased", "deleted", "already_there")


class Brought(NamedTuple):
    """What an import brought, or would bring: counts by type, and what is to be said."""

    counts: Mapping[str, Mapping[str, int]]
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it changes anything that a person sees."""
        return any(self.counts[what] for what in ("new", "changed", "erased"))


def bring_in(context: Context, source: Path, *, dry_run: bool) -> Brought:
    """Import a file, or standard input for `-`; with `dry_run`, say what that would bring.

    Raises Rejected with everything that is wrong in it; then nothing is imported.
    """
    with _opened(source) as file:
        is_export = _IS_EXPORT.match(file.read(_START))
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        if is_export:
            return _of_lines(context, file, size, dry_run=dry_run)
        if size > INPUT_LIMIT:
            raise BadInput("The input is larger than 256 MiB.", "Split it into several files.")
        return _of_documents(context, file.read(), dry_run=dry_run)


def _of_lines(context: Context, file: IO[bytes], size: int, *, dry_run: bool) -> Brought:
    from debrief_cli.acts.exported import Lines

    def bar(text: str) -> Any:
        return progress(text, size, worth_it=_WORTH_A_BAR, color=context.color)

    lines = Lines(file)
    with bar("Checking") as told:
        lines.check(told)
    with bar("Bringing it in") as told:
        if dry_run:
            from debrief_cli.store.merging import foresee

            with context.counting() as journal:
                return _brought(foresee(_asking(journal), lines.records(told)))
        return _brought(context.journal.merge(lines.records(told)))


def _of_documents(context: Context, data: bytes, *, dry_run: bool) -> Brought:
    from debrief_cli.acts import foreign

    found = foreign.read(context, data)
    if not dry_run:
        verdicts = context.journal.add_missing(found.debriefs, found.reflections)
        return _brought(verdicts, found.notes)
    from debrief_cli.store.merging import Verdicts, missing

    verdicts = Verdicts()
    with context.counting() as journal:
        ask = _asking(journal)
        for _ in missing(ask, "debrief", found.debriefs, verdicts):
            pass
        for _ in missing(ask, "reflection", found.reflections, verdicts):
            pass
    return _brought(verdicts, found.notes)


def _asking(journal: OpenJournal) -> Callable[..., list[tuple[Any, ...]]]:
    """Puts each question to the journal at a moment of its own: writers wait for none."""

    def ask(sql: str, values: Any) -> list[tuple[Any, ...]]:
        with journal.snapshot() as connection:
            return connection.execute(sql, values).fetchall()

    return ask


def _brought(verdicts: Verdicts, notes: tuple[str, ...] = ()) -> Brought:
    return Brought({what: verdicts.of(what) for what in WHATS}, notes)


@contextmanager
def _opened(source: Path) -> Iterator[IO[bytes]]:
    """A file that can be read twice; what comes through a pipe is put into a private one."""
    if str(source) == "-":
        with _spooled(sys.stdin.buffer) as file:
            yield file
        return
    try:
        with source.open("rb") as given:
            if given.seekable():
                yield given
                return
            with _spooled(given) as file:
                yield file
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise DebriefError(
            f"“{source}” cannot be read: {reason}.", "Check the file's name."
        ) from None


@contextmanager
def _spooled(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(stream, file)
        file.seek(0)
        yield file
