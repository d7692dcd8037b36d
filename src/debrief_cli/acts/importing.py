"""What another computer or program wrote out, brought into the journal: all of it or nothing."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import contextmanager
from itertools import chain
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from debrief_cli.context import Context
from debrief_cli.documents import INPUT_LIMIT
from debrief_cli.errors import DebriefError
from debrief_cli.render.progress import progress
from debrief_cli.store.opening import OpenJournal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from debrief_cli.store.merging import Verdicts

_WORTH_A_BAR = 16 * 1024 * 1024
# A line of an export has this key near its start, and no document has it.
_IS_EXPORT = re.compile(rb'\s*(\xef\xbb\xbf)?\s*\{[^\n]*?"revisions"\s*:')
WHATS = ("new", "changed", "gone", "erased", "deleted", "already_there")


class Brought(NamedTuple):
    """What an import brought, or would bring: counts by type, and what is to be said."""

    counts: Mapping[str, Mapping[str, int]]
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether it changes anything that a person sees."""
        return any(self.counts[what] for what in ("new", "changed", "gone", "erased"))


def bring_in(context: Context, source: Path, *, dry_run: bool) -> Brought:
    """Import a file, or standard input for `-`; with `dry_run`, say what that would bring.

    Raises Rejected with everything that is wrong in it; then nothing is imported.
    """
    with _opened(source) as file:
        first = b""
        while not first.strip() and (line := file.readline(INPUT_LIMIT + 1)):
            first += line
        if _IS_EXPORT.match(first):
            return _of_lines(context, first, file, dry_run=dry_run)
        data = first + file.read(INPUT_LIMIT + 1)
    return _of_documents(context, data, dry_run=dry_run)


def _of_lines(context: Context, first: bytes, file: IO[bytes], *, dry_run: bool) -> Brought:
    from debrief_cli.acts.exported import Lines

    size = _size_of(file)

    def bar(text: str) -> Any:
        return progress(text, size, worth_it=_WORTH_A_BAR, color=context.color)

    rest = iter(lambda: file.readline(INPUT_LIMIT + 1), b"")
    with tempfile.TemporaryFile() as kept:
        lines = Lines(kept)
        with bar("Checking") as told:
            lines.check(chain(first.splitlines(keepends=True), rest), told)
        with bar("Bringing it in") as told:
            if not dry_run:
                return _brought(context.journal.merge(lines.records(told)))
            from debrief_cli.store.merging import foresee

            with context.counting() as journal:
                return _brought(foresee(_asking(journal), lines.records(told)))


def _size_of(file: IO[bytes]) -> int:
    """How many bytes there are to read; 0 if nobody knows."""
    try:
        return os.fstat(file.fileno()).st_size
    except OSError:
        return 0


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
    try:
        if str(source) == "-":
            yield sys.stdin.buffer
        else:
            with source.open("rb") as file:
                yield file
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise DebriefError(
            f"“{source}” cannot be read: {reason}.", "Nothing was imported."
        ) from None
