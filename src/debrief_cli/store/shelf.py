"""Where the backups of a journal stand and what they are called.

They are in the folder `backups` beside it: journal-2026-03-06-180500-daily.db. The name is the
journal's own, so that several journals in one folder do not mix; it sorts by its local time.
"""

from __future__ import annotations

import re
import time
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.store import files
from debrief_cli.store.problems import explained

if TYPE_CHECKING:
    from pathlib import Path

DAILY = "daily"
BY_HAND = "by-hand"
BEFORE_UPGRADE = "before-upgrade"
BEFORE_RESTORE = "before-restore"
BEFORE_REPAIR = "before-repair"
DAMAGED = "damaged"
KINDS = (DAILY, BY_HAND, BEFORE_UPGRADE, BEFORE_RESTORE, BEFORE_REPAIR, DAMAGED)

UNFINISHED = ".unfinished"
_A_DAY = 24 * 60 * 60


class Backup(NamedTuple):
    """One backup: its file, the local time it was made at (naive), and why it was."""

    path: Path
    made_at: datetime
    kind: str


def folder_of(journal: Path) -> Path:
    """The folder with the backups of a journal."""
    return journal.parent / "backups"


def place_for(journal: Path, now: datetime, kind: str) -> tuple[Path, Path]:
    """The path of a new backup, and the empty private file to write it to before.

    That file is made here: no other process gets the same names.
    """
    number, again = 1, ""
    with explained(folder_of(journal)):
        while True:
            name = f"{journal.stem}-{now:%Y-%m-%d-%H%M%S}{again}-{kind}{journal.suffix}"
            target = folder_of(journal) / name
            unfinished = target.with_name(name + UNFINISHED)
            if not target.exists() and files.make_new(unfinished):
                # Whoever had the name until a moment ago may have finished with it.
                if not target.exists():
                    return target, unfinished
                unfinished.unlink()
            number += 1
            again = f"-{number}"


def kept(journal: Path) -> list[Backup]:
    """The backups of a journal, the latest first."""
    name = re.compile(
        re.escape(journal.stem)
        + r"-(\d{4}-\d\d-\d\d)-(\d{6})(?:-(\d+))?-("
        + "|".join(KINDS)
        + ")"
        + re.escape(journal.suffix)
    )
    found = []
    with explained(folder_of(journal)):
        for path in _files_in(folder_of(journal)):
            if fits := name.fullmatch(path.name):
                try:
                    made_at = datetime.fromisoformat(f"{fits[1]}T{fits[2]}")
                except ValueError:
                    continue
                found.append((made_at, int(fits[3] or 1), Backup(path, made_at, fits[4])))
    return [backup for *_, backup in sorted(found, reverse=True)]


def has_daily(journal: Path, day: date) -> bool:
    """Whether the backup of a day has been made."""
    return any(each.kind == DAILY and each.made_at.date() == day for each in kept(journal))


def sweep(journal: Path) -> None:
    """Remove what a kill left of backups more than a day ago."""
    with explained(folder_of(journal)):
        for path in _files_in(folder_of(journal)):
            own = path.name.startswith(f"{journal.stem}-") and path.name.endswith(UNFINISHED)
            if own and path.stat().st_mtime < time.time() - _A_DAY:
                path.unlink(missing_ok=True)


def _files_in(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
