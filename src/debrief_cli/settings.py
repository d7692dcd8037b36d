"""Where things are and how they are set: paths, the environment, the configuration file."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any

from debrief_cli.analysis.thinning import Backups
from debrief_cli.errors import BadInput, DebriefError, JournalProblem
from debrief_cli.vocabulary import OPEN_LISTS, Vocabulary

APP = "debrief"
_MOST_BACKUPS = 1000
_NAME = re.compile(r"[a-z0-9_.]{1,64}")


def _doc(text: str) -> dict[str, str]:
    return {"doc": text}


@dataclass(frozen=True)
class Settings:
    """Everything that the configuration file can say."""

    day_starts_at: time = field(
        default=time(4),
        metadata=_doc("When a working day starts; what is earlier belongs to the day before."),
    )
    prompts: str = field(
        default="full",
        metadata=_doc("“plain” asks line by line, without one-key answers (for screen readers)."),
    )
    journals: Mapping[str, str] = field(
        default_factory=dict, metadata=_doc("Journals by name, for --journal NAME.")
    )
    backup: Backups = field(
        default=Backups(),
        metadata=_doc("Backups by themselves (auto), and how many stay: daily, weekly, monthly."),
    )
    words: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict,
        metadata=_doc("Own entries of channels, stages, techniques, needs and factors."),
    )

    def vocabulary(self) -> Vocabulary:
        """The lists, with one's own entries."""
        return Vocabulary().with_own(self.words)


def config_path() -> Path:
    """The configuration file: `DEBRIEF_CONFIG`, else config.toml in the platform's folder."""
    if given := os.environ.get("DEBRIEF_CONFIG"):
        return Path(given).expanduser()
    import platformdirs

    return _at_home(lambda: platformdirs.user_config_path(APP, appauthor=False) / "config.toml")


def default_journal() -> Path:
    """journal.db in the platform's folder for the user's data."""
    import platformdirs

    return _at_home(lambda: platformdirs.user_data_path(APP, appauthor=False) / "journal.db")


def _at_home(path: Any) -> Path:
    try:
        found: Path = path()
    except (RuntimeError, KeyError, OSError):
        found = Path("~")
    if str(found).startswith("~"):
        raise JournalProblem(
            "There is no home folder to keep the journal in.",
            "Name a place: --journal PATH, or set DEBRIEF_JOURNAL.",
        )
    return found


def load() -> Settings:
    """The settings; the defaults where there is no configuration file.

    Raises BadInput when the file cannot be read or says something unknown.
    """
    path = config_path()
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except UnicodeDecodeError:
        raise BadInput(
            f"The configuration {path} cannot be read: it is not UTF-8 text.", "Save it as UTF-8."
        ) from None
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise DebriefError(
            f"The configuration {path} cannot be read: {why}.", "Check who may read it."
        ) from None
    import tomllib

    try:
        return _checked(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"The configuration {path} is not TOML: {error}") from None
    except ValueError as error:
        raise BadInput(f"The configuration {path}: {error}") from None


def _checked(data: Mapping[str, Any]) -> Settings:
    known = ("day_starts_at", "prompts", "journals", "backup", "words")
    for key in data:
        if key not in known:
            raise ValueError(f"“{key}” is not a setting; there are {', '.join(known)}")
    if data.get("prompts", "full") not in ("full", "plain"):
        raise ValueError("prompts must be “full” or “plain”")
    journals = _table(data.get("journals", {}), "journals")
    for name, place in journals.items():
        if not isinstance(place, str):
            raise ValueError(f"journals.{name} must be a path, in quotes")  # noqa: TRY004
    words = _table(data.get("words", {}), "words")
    for name, own in words.items():
        if name not in OPEN_LISTS:
            raise ValueError(f"words.{name} is not a list; there are {', '.join(OPEN_LISTS)}")
        for key, text in _table(own, f"words.{name}").items():
            if not _NAME.fullmatch(key) or not isinstance(text, str):
                raise ValueError(
                    f"words.{name}.{key} must be a name of a–z, 0–9, _ and ., and its words"
                )
    return Settings(
        day_starts_at=_time(data.get("day_starts_at", "04:00")),
        prompts=data.get("prompts", "full"),
        journals=journals,
        backup=_backups(_table(data.get("backup", {}), "backup")),
        words=words,
    )


def _backups(given: Mapping[str, Any]) -> Backups:
    for key, value in given.items():
        if key not in Backups._fields:
            raise ValueError(
                f"backup.{key} is not a setting; there are {', '.join(Backups._fields)}"
            )
        if key == "auto" and not isinstance(value, bool):
            raise ValueError("backup.auto must be true or false")
        if key != "auto" and (type(value) is not int or not 0 <= value <= _MOST_BACKUPS):
            raise ValueError(f"backup.{key} must be a number from 0 to {_MOST_BACKUPS}")
    return Backups(**given)


def _table(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{name} must be a table")  # noqa: TRY004 - one kind of error for all
    return value


def _time(value: Any) -> time:
    try:
        found = value if isinstance(value, time) else time.fromisoformat(str(value))
    except ValueError:
        raise ValueError("day_starts_at must be a time such as “04:00”") from None
    if found.hour >= 12:
        raise ValueError("day_starts_at must be before noon")
    return found


def journal_path(given: str | None, settings: Settings) -> Path:
    """The journal meant by `--journal` or `DEBRIEF_JOURNAL`: a known name or a path."""
    named = given or os.environ.get("DEBRIEF_JOURNAL")
    if not named:
        return default_journal()
    if named in settings.journals:
        named = settings.journals[named]
    try:
        return Path(named).expanduser().absolute()
    except RuntimeError:
        raise JournalProblem(f"“{named}” has no home folder to start from.") from None
