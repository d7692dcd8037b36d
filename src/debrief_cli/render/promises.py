"""Promises to customers as a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from debrief_cli.records import Promise
from debrief_cli.render.blocks import Block, Fields, Gap, Heading, Prose, Title
from debrief_cli.render.dates import clock_time, weekday
from debrief_cli.render.words import dated

_SECTIONS = {"open": "Open", "kept": "Lately kept", "broken": "Could not keep"}
# Of those that are closed; the others are found by --json.
_MOST_CLOSED = 8


def in_order(promises: Sequence[Promise]) -> list[Promise]:
    """Open ones first, as they are due; then the kept and the others, the latest first."""

    def latest_first(promise: Promise) -> float:
        return -promise.closed_at.timestamp() if promise.closed_at else 0.0

    groups = {state: [p for p in promises if p.state == state] for state in _SECTIONS}
    for state in ("kept", "broken"):
        groups[state].sort(key=latest_first)
    return [promise for group in groups.values() for promise in group]


def page(promises: Sequence[Promise], today: date) -> list[Block]:
    """The promises, given in their order, by what has become of them."""
    if not promises:
        return [
            Title("Promises"),
            Gap(),
            Prose("Nothing here yet. What you promise a customer comes up on its day:"),
            Prose('debrief promises add "ring back about the refund" --due friday'),
        ]
    blocks: list[Block] = [Title("Promises")]
    for state, name in _SECTIONS.items():
        group = [promise for promise in promises if promise.state == state]
        shown = group if state == "open" else group[:_MOST_CLOSED]
        if shown:
            rows = tuple((f"m{p.id}", _lines(p, today)) for p in shown)
            blocks += [Heading(name), Fields(rows)]
    if not any(promise.state == "open" for promise in promises):
        blocks[1:1] = [Gap(), Prose("Nothing is open.")]
    return blocks


def _lines(promise: Promise, today: date) -> str:
    lines = [promise.text]
    if promise.state == "open" and promise.due:
        lines.append(due_words(promise.due, today))
    if promise.state != "open" and promise.closed_at:
        day = promise.closed_at.date()
        lines.append(f"{weekday(day)} {dated(day, today)}")
    if promise.note:
        lines.append(promise.note)
    if promise.debrief:
        lines.append(f"written up: {promise.debrief}")
    return "\n".join(lines)


def due_words(due: str, today: date) -> str:
    """by today, 12:00; by Fri 6 Mar."""
    moment = datetime.fromisoformat(due)
    day = moment.date()
    at = f", {clock_time(moment)}" if len(due) > len("2026-03-04") else ""
    named = "today" if day == today else f"{weekday(day)} {dated(day, today)}"
    return f"by {named}{at}"
