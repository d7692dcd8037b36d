"""Which file beside a journal is whose: every journal has drafts of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.errors import JournalProblem
from debrief_cli.store import files

if TYPE_CHECKING:
    from pathlib import Path


def drafts_path(journal: Path) -> Path:
    """Where the drafts of a journal lie: drafts.db, other.drafts.db for other.db.

    A name without the ending gets none either: other.drafts for other, so that no two
    journals have the same drafts.
    """
    if journal.name == "journal.db":
        return journal.with_name("drafts.db")
    stem = journal.name.removesuffix(".db")
    return journal.with_name(f"{stem}.drafts{journal.name.removeprefix(stem)}")


def refuse_name_of_drafts(journal: Path) -> None:
    """Raise a JournalProblem if a new journal would lie where another one keeps its drafts."""
    name = journal.name
    if (name == "drafts.db" or name.endswith((".drafts", ".drafts.db"))) and files.is_new(journal):
        raise JournalProblem(
            f"{name} is a name for drafts, so no journal is made there.",
            "Give the journal another name, such as shop.db.",
        )
