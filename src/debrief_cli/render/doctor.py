"""What doctor found, as a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from debrief_cli.render.blocks import Block, Column, Gap, Table, Title

if TYPE_CHECKING:
    from debrief_cli.store.examining import Finding

_NAMES = {
    "settings": "settings",
    "journal": "the journal",
    "format": "its kind",
    "whole": "its content",
    "links": "its parts",
    "history": "its history",
    "unfinished": "last write",
    "rights": "who can read it",
    "drafts": "drafts",
    "backups": "backups",
    "place": "where it is",
    "disk": "the disk",
    "sqlite": "SQLite",
    "repair": "repaired",
}
_STATES = {"ok": "ok", "note": "note", "wrong": "wrong"}
_COLUMNS = (Column(), Column(), Column(wide=True, wraps=True))


def page(findings: Sequence[Finding]) -> list[Block]:
    """One row for each finding, with what to do under it."""
    wrong = any(finding.state == "wrong" for finding in findings)
    rows = tuple(
        (_STATES[finding.state], _NAMES[finding.name], _lines(finding)) for finding in findings
    )
    answer = "something needs you" if wrong else "yes"
    return [Title("Is everything in order?", answer), Gap(), Table(_COLUMNS, rows)]


def _lines(finding: Finding) -> str:
    return "\n".join(line for line in (finding.finding, finding.advice) if line)
