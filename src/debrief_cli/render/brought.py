"""What an import brought, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.render.blocks import Block, Column, Gap, Prose, Table, Title

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABELS = {
    "debrief": "written up",
    "reflection": "looking back",
    "play": "plans",
    "promise": "promises",
    "focus": "the week's one thing",
    "check": "how plans went",
}
_HEADS = {
    "new": "new",
    "changed": "changed",
    "gone": "deleted there",
    "erased": "erased for good",
    "deleted": "deleted before",
    "already_there": "here already",
}


def page(
    source: str, counts: Mapping[str, Mapping[str, int]], *, dry_run: bool, changes: bool
) -> list[Block]:
    """How much of what came in, and how to take it back."""
    if dry_run:
        title = f"What {source} would bring in"
    else:
        title = f"Brought in from {source}" if changes else f"Nothing new in {source}"
    heads = [what for what in _HEADS if counts[what]]
    kinds = [kind for kind in _LABELS if any(counts[what].get(kind) for what in heads)]
    columns = (Column(), *(Column(_HEADS[what], right=True) for what in heads))
    rows = tuple(
        (_LABELS[kind], *(str(counts[what].get(kind) or "") for what in heads)) for kind in kinds
    )
    blocks: list[Block] = [Title(title)]
    if rows:
        blocks += [Gap(), Table(columns, rows), Gap()]
    if dry_run:
        blocks.append(Prose("Nothing was changed.", quiet=True))
    elif changes:
        blocks.append(Prose("To take all of it back: debrief undo", quiet=True))
    return blocks
