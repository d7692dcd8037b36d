"""Backups as a page, and what they hold in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from debrief_cli.render.blocks import Block, Fields, Gap, Prose, Title
from debrief_cli.render.dates import clock_time, weekday
from debrief_cli.render.words import counted, dated

if TYPE_CHECKING:
    from debrief_cli.store.backup import Kept
    from debrief_cli.store.holding import Holding

# Why a backup was made, when not by itself before the first entry of its day.
_WHY = {
    "by-hand": ", by hand",
    "before-upgrade": ", before an upgrade",
    "before-restore": ", before going back",
    "before-repair": ", before a repair",
}


def page(name: str, kept: Sequence[Kept], today: date) -> list[Block]:
    """The backups of the journal of that name, given the latest first."""
    if not kept:
        return [
            Title(f"Backups of {name}"),
            Gap(),
            Prose("None yet. One is made by itself before the first entry of a day."),
            Prose("To make one now: debrief backup"),
        ]
    rows = tuple((moment(each.made_at, today), _lines(each, today)) for each in kept)
    return [
        Title(f"Backups of {name}", f"{len(kept)} kept"),
        Gap(),
        Fields(rows),
        Gap(),
        Prose("To go back to one: debrief restore NAME", quiet=True),
    ]


def _lines(kept: Kept, today: date) -> str:
    if kept.kind == "damaged":
        return f"a damaged journal, as it was\n{kept.path.name}"
    held = in_words(kept.holding, today) if kept.holding else "cannot be read"
    return f"{held}{_WHY.get(kept.kind, '')}\n{kept.path.name}"


def moment(made_at: datetime, today: date) -> str:
    """today 18:05, Fri 6 Mar 18:05"""
    day = made_at.date()
    named = "today" if day == today else f"{weekday(day)} {dated(day, today)}"
    return f"{named} {clock_time(made_at)}"


def in_words(held: Holding, today: date) -> str:
    """12 written up, 5 days looked back, up to Fri 6 Mar"""
    parts = [f"{held.debriefs} written up"]
    if held.reflections:
        parts.append(f"{counted(held.reflections, 'day')} looked back")
    if held.latest_day:
        day = date.fromisoformat(held.latest_day)
        parts.append(f"up to {weekday(day)} {dated(day, today)}")
    return ", ".join(parts)


def exchange(present: str | Holding, then: Holding, today: date) -> list[str]:
    """What is there now and what will be, before one goes back to a backup."""
    now = present if isinstance(present, str) else in_words(present, today)
    lines = [f"now    {now}", f"then   {in_words(then, today)}"]
    if present != "nothing yet":
        lines.append("What is there now is kept as a backup first.")
    return lines
