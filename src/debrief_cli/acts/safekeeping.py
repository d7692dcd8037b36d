"""Backups and the way back to one, with a person or a program."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from debrief_cli.acts.confirming import confirm
from debrief_cli.context import Context
from debrief_cli.errors import DebriefError, JournalProblem
from debrief_cli.render import backups as pages
from debrief_cli.render.text import one_line
from debrief_cli.store import backup, files, holding, restoring, shelf
from debrief_cli.store.backup import Made
from debrief_cli.store.holding import Holding
from debrief_cli.store.problems import explained


class Restored(NamedTuple):
    """What the journal holds now, and where what it replaced is kept, if anything was."""

    journal: Path
    holding: Holding
    kept: Path | None


def back_up(context: Context, wanted: Path | None, *, yes: bool) -> Made:
    """Make a backup in the usual folder, in the folder `wanted`, or as that file."""
    if wanted is None:
        return backup.make(context.path, context.clock.now())
    target = wanted.absolute()
    files.check_name(target)
    if target.is_dir():
        target /= f"{context.path.stem}-{context.clock.now():%Y-%m-%d-%H%M%S}{context.path.suffix}"
    elif target.exists():
        backup.refuse_target(context.path, target)
        said = one_line(f"{target.name} is there already.")
        confirm(context, [said], "replace it", yes=yes, refused="No backup was made.")
    return backup.make_at(context.path, target)


def restore(context: Context, name: str, *, yes: bool) -> Restored:
    """Go back to a backup, named by its path or as the list has it.

    Raises JournalProblem when it is no whole journal.
    """
    chosen = _found(context.path, name)
    # Said before the question: a file that will not do is no choice.
    with holding.opened(chosen) as opened:
        holding.check(opened, chosen)
        then = holding.of(opened)
    lines = pages.exchange(_present(context.path), then, context.clock.today())
    confirm(context, lines, "go back to it", yes=yes, refused="Everything is as it was.")
    kept = restoring.restore(context.path, chosen, context.clock.now())
    return Restored(context.path, holding.of_file(context.path), kept)


def _found(journal: Path, name: str) -> Path:
    """The file that is meant: a path, or the name of one among the backups or by the journal."""
    given = Path(name).absolute()
    with explained(given):
        if given.exists():
            return given
        if Path(name).name == name:
            for folder in (shelf.folder_of(journal), journal.parent):
                if (folder / name).is_file():
                    return folder / name
    raise JournalProblem(f"There is no {given}.", "See: debrief restore --list")


def _present(journal: Path) -> str | Holding:
    """What is in the journal now; in words, when that is nothing or cannot be read."""
    if files.is_new(journal):
        return "nothing yet"
    try:
        return holding.of_file(journal)
    except DebriefError:
        return "cannot be read whole"
