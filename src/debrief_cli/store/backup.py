"""Backups: by hand, and of each day before its first write; the old ones thinned."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.analysis import thinning
from debrief_cli.errors import DebriefError, JournalProblem
from debrief_cli.store import copying, files, holding, migrations, shelf
from debrief_cli.store.naming import drafts_path
from debrief_cli.store.problems import Damaged, explained

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from debrief_cli.analysis.thinning import Backups
    from debrief_cli.store.holding import Holding

# A journal that lost more than half of at least so many debriefs has shrunk.
_MANY = 20
# What must stay free beside a backup, so that it is not what stops the write: in bytes.
_SPARE = 16 * 1024 * 1024


class Made(NamedTuple):
    """A new backup and what it holds."""

    path: Path
    holding: Holding


class Kept(NamedTuple):
    """A backup with its size in bytes and what it holds, None when it cannot be read."""

    path: Path
    made_at: datetime
    kind: str
    size: int
    holding: Holding | None


def all_kept(journal: Path) -> list[Kept]:
    """The backups of a journal, the latest first."""
    return [Kept(*each, each.path.stat().st_size, _held_by(each)) for each in shelf.kept(journal)]


def make(journal: Path, now: datetime) -> Made:
    """Make a backup in the journal's own folder; it stays until somebody removes it."""
    with _content(journal) as held:
        target, unfinished = shelf.place_for(journal, now, shelf.BY_HAND)
        copying.copy(journal, copying.facts(held), target, unfinished)
        return Made(target, holding.of(held))


def refuse_target(journal: Path, target: Path) -> None:
    """Raise a JournalProblem if `target` is the journal itself, or no file."""
    files.check_place(target)
    with explained(target):
        if target.exists() and journal.exists() and target.samefile(journal):
            raise JournalProblem(f"{target} is the journal itself.", "Name another file.")
        if target == drafts_path(journal):
            raise JournalProblem(f"{target} is where drafts are kept.", "Name another file.")


def make_at(journal: Path, target: Path) -> Made:
    """Make a backup under a name of one's own, in the place of what is there.

    Raises JournalProblem as `refuse_target` does.
    """
    refuse_target(journal, target)
    with explained(target):
        unfinished = target.with_name(f"{target.name}.{os.getpid()}{shelf.UNFINISHED}")
        unfinished.unlink(missing_ok=True)
    with _content(journal) as held:
        files.make_new(unfinished)
        copying.copy(journal, copying.facts(held), target, unfinished)
        return Made(target, holding.of(held))


@contextmanager
def _content(journal: Path) -> Iterator[sqlite3.Connection]:
    """A journal that is held, and has something in it."""
    files.check_place(journal)
    if files.is_new(journal):
        raise JournalProblem(
            f"There is no journal at {journal} yet.", "The first entry makes it: debrief new"
        )
    migrations.check_header(journal)
    with explained(journal), copying.held(journal) as held:
        migrations.schema_of(held, journal)
        yield held


def before_first_write(journal: Path, now: datetime, wanted: Backups) -> str | None:
    """Make the backup of the day, unless there is one or nothing to keep, and thin the others.

    Nothing that goes wrong here stops the write that follows. Gives a line to be told.
    """
    try:
        if shelf.has_daily(journal, now.date()):
            return None
        return _daily(journal, now, wanted)
    except DebriefError as error:
        seen = " See: debrief doctor" if isinstance(error, Damaged) else ""
        return f"Today's backup could not be made: {error.message}{seen}"


def _daily(journal: Path, now: datetime, wanted: Backups) -> str | None:
    with _content(journal) as held:
        # Another process may have been quicker while this one waited for the lock.
        if not holding.has_content(held) or shelf.has_daily(journal, now.date()):
            return None
        _refuse_without_room(journal)
        before = shelf.kept(journal)
        target, unfinished = shelf.place_for(journal, now, shelf.DAILY)
        copying.copy(journal, copying.facts(held), target, unfinished)
        present = holding.of(held)
    with suppress(DebriefError):  # what cannot be removed today is tried again tomorrow
        thin(journal, present, wanted)
        shelf.sweep(journal)
    return _shrunk(before, present)


def _refuse_without_room(journal: Path) -> None:
    """The last room on a disk is for what is being written, not for a copy of the rest."""
    with explained(journal):
        if shutil.disk_usage(journal.parent).free < 2 * journal.stat().st_size + _SPARE:
            raise JournalProblem("the disk is almost full.", "Free some space.")


def _shrunk(earlier: list[shelf.Backup], present: Holding) -> str | None:
    """A line when the journal has lost much since the latest backup that can be read."""
    for backup in earlier:
        held = _held_by(backup)
        if held is None:
            continue
        if not _is_much_more(held, present):
            return None
        return (
            f"This journal has {present.debriefs} written up; its backup of"
            f" {backup.made_at:%Y-%m-%d} has {held.debriefs}."
            " If you did not mean that: debrief restore --list"
        )
    return None


def _held_by(backup: shelf.Backup) -> Holding | None:
    try:
        return holding.of_file(backup.path)
    except DebriefError:
        return None


def _is_much_more(earlier: Holding, present: Holding) -> bool:
    return earlier.debriefs >= _MANY and present.debriefs * 2 < earlier.debriefs


def thin(journal: Path, present: Holding, wanted: Backups) -> None:
    """Remove daily backups that are not wanted any more.

    Not one that holds much more than the journal does now, and none that cannot be read:
    either may be all that is left. Others than the daily ones stay.
    """
    daily = [backup for backup in shelf.kept(journal) if backup.kind == shelf.DAILY]
    stay = thinning.to_keep([backup.made_at for backup in daily], wanted)
    for backup in daily:
        if backup.made_at in stay:
            continue
        held = _held_by(backup)
        if held and not _is_much_more(held, present):
            with explained(backup.path):
                backup.path.unlink(missing_ok=True)
