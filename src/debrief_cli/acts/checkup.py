"""Everything that doctor looks at: the settings, the journal and what is around it."""

from __future__ import annotations

import shutil
from pathlib import Path

from debrief_cli.context import Context
from debrief_cli.errors import DebriefError
from debrief_cli.render.backups import moment
from debrief_cli.render.words import counted
from debrief_cli.settings import Settings, config_path, default_journal
from debrief_cli.store import examining, holding, shelf, synced
from debrief_cli.store.connection import SQLITE
from debrief_cli.store.examining import NOTE, OK, WRONG, Finding

# In bytes: less than the first is worth a word, less than the second stops a write.
_LITTLE, _NONE = 200 * 1024 * 1024, 10 * 1024 * 1024
# The oldest SQLite that everything here was tried with.
_TRIED = (3, 40)


def checkup(context: Context) -> list[Finding]:
    """One finding for each thing, in the order of the page."""
    found = [_configuration(context)]
    path = context.path
    found += examining.journal(path)
    found.append(_modes(path))
    found.append(_drafts(context))
    found.append(_backups(context))
    found.append(_place(path))
    found.append(_disk(path))
    found.append(_sqlite())
    return found


def _modes(path: Path) -> Finding:
    try:
        return examining.modes(path, own_folder())
    except DebriefError as error:  # a folder that not even its owner may look into
        return Finding("rights", WRONG, error.message, error.hint)


def own_folder() -> Path | None:
    """The folder that debrief makes for its journal; None where there is no home."""
    try:
        return default_journal().parent
    except DebriefError:
        return None


def _configuration(context: Context) -> Finding:
    try:
        context.settings  # noqa: B018 - read here
    except DebriefError as error:
        # The rest can be looked at without it.
        context.settings = Settings()
        return Finding("settings", WRONG, error.message, "Mend that line, or take it out.")
    try:
        path = config_path()
        said = f"read from {path}" if path.exists() else "none, the usual ones are used"
    except (DebriefError, OSError):
        said = "none, the usual ones are used"
    return Finding("settings", OK, said)


def _drafts(context: Context) -> Finding:
    try:
        left = context.drafts.all()
    except DebriefError as error:
        return Finding("drafts", WRONG, error.message, error.hint)
    if not left:
        return Finding("drafts", OK, "none")
    here = context.clock.now().tzinfo
    since = moment(left[-1].updated_at.astimezone(here), context.clock.today())
    said = f"{counted(len(left), 'draft')}, the first from {since}"
    # A draft is of the kind of the command that began it; today's page knows what changes are to.
    kind = left[0].kind
    way_on = "See: debrief today" if kind == "edit" else f"To go on: debrief {kind} --resume"
    return Finding("drafts", NOTE, said, way_on)


def _backups(context: Context) -> Finding:
    try:
        kept = shelf.kept(context.path)
    except DebriefError as error:
        return Finding("backups", WRONG, error.message, error.hint)
    unreadable = [b.path.name for b in kept if b.kind != shelf.DAMAGED and not _is_read(b.path)]
    if unreadable or (kept and kept[0].kind != shelf.DAMAGED and not _is_whole(kept[0].path)):
        name = unreadable[0] if unreadable else kept[0].path.name
        return Finding(
            "backups", WRONG, f"{name} is not whole", "To make a new one: debrief backup"
        )
    if not kept:
        return Finding("backups", NOTE, "none yet", "To make one now: debrief backup")
    said = f"{len(kept)} kept, the latest {moment(kept[0].made_at, context.clock.today())}"
    if not context.settings.backup.auto:
        advice = "They are made by hand alone, as your settings say: debrief backup"
        return Finding("backups", NOTE, said, advice)
    return Finding("backups", OK, said)


def _is_read(path: Path) -> bool:
    try:
        holding.of_file(path)
    except DebriefError:
        return False
    return True


def _is_whole(path: Path) -> bool:
    try:
        with holding.opened(path) as connection:
            holding.check(connection, path)
    except DebriefError:
        return False
    return True


def _place(path: Path) -> Finding:
    service = synced.service_of(path)
    if service is None:
        return Finding("place", OK, str(path))
    return Finding(
        "place",
        NOTE,
        f"{path} is in a folder that {service} copies",
        "Two machines that write at once may spoil it: keep it elsewhere, and put copies there"
        " with debrief backup FOLDER",
    )


def _disk(path: Path) -> Finding:
    folder = next((each for each in path.parents if each.is_dir()), Path(path.anchor))
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.exists() else 0
    said = f"{_bytes(free)} free"
    if free < max(_NONE, size):
        return Finding("disk", WRONG, said, "Free some space: the next entry may find no room.")
    if free < max(_LITTLE, 3 * size):
        return Finding("disk", NOTE, said, "Free some space before it runs out.")
    return Finding("disk", OK, said)


def _bytes(count: int) -> str:
    """Bytes in words: 12 MB, 3 GB."""
    for unit, size in (("GB", 10**9), ("MB", 10**6)):
        if count >= size:
            return f"{count // size} {unit}"
    return f"{count // 1000} kB"


def _sqlite() -> Finding:
    numbers = tuple(int(part) for part in SQLITE.split(".")[:2])
    if numbers < _TRIED:
        return Finding("sqlite", NOTE, SQLITE, "A newer Python brings a newer SQLite.")
    return Finding("sqlite", OK, SQLITE)
