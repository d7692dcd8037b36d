"""What is kept of every change: the whole record as it then was, for undo and for merging.

A document here differs from what people see in three ways, so that it means the same on
every machine: links are uids; there is no local `id`; and what can be found from elsewhere
is left out (the day of a debrief, the time of the change, the counts and checks of a plan).
A debrief names the plan it led to but does not repeat its words, nor its promises: a change
of those is a change of the plan or the promise, and a purge of one leaves nothing here.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.records import document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from debrief_cli.records import Check, Debrief, Focus, Play, Promise, Reflection

    Ask = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]
    Document = Mapping[str, object]

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_TICK = timedelta(microseconds=1)


class Stamp(NamedTuple):
    """Which revision of a record it is, and when it was made."""

    number: int
    time: datetime


def next_stamp(ask: Ask, uid: str, now: datetime) -> Stamp:
    """The stamp of a record's next revision: always later than all it has, whatever the clock."""
    ((number, time),) = ask("SELECT max(number), max(time) FROM revision WHERE uid = ?", (uid,))
    if number is None:
        return Stamp(1, now)
    after = datetime.fromisoformat(time) + _TICK
    return Stamp(number + 1, max(now, after.astimezone(now.tzinfo)))


def is_known(ask: Ask, uid: str) -> bool:
    """Whether there is or ever was a record of that uid here."""
    return bool(ask("SELECT 1 FROM revision WHERE uid = ? LIMIT 1", (uid,)))


def is_erased(ask: Ask, uid: str) -> bool:
    """Whether the record of that uid was erased for good, here or on another machine."""
    return bool(ask("SELECT 1 FROM revision WHERE uid = ? AND document IS NULL LIMIT 1", (uid,)))


def sortable(moment: datetime) -> str:
    """A moment as text that sorts as time does: in UTC and of one width."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def as_json(value: object) -> str:
    """A value as the JSON that is stored."""
    return _JSON.encode(value)


def _without(record: object, *keys: str) -> dict[str, object]:
    whole: dict[str, object] = document(record)
    return {key: value for key, value in whole.items() if key not in keys}


def of_debrief(debrief: Debrief) -> Document:
    """The document of a debrief whose links are uids."""
    kept = _without(debrief, "id", "day", "updated_at", "promises")
    plan = debrief.next_time.play if debrief.next_time else None
    return {**kept, "next_time": plan and {"play": plan}}


def of_reflection(reflection: Reflection) -> Document:
    """The document of a reflection whose links are uids."""
    return _without(reflection, "id", "updated_at")


def of_play(play: Play, from_debrief: str | None) -> Document:
    """The document of a plan; `from_debrief` is a uid."""
    kept = _without(play, "id", "checks", "came_up", "did", "partly", "worked")
    return {**kept, "from_debrief": from_debrief}


def of_promise(promise: Promise, debrief: str | None) -> Document:
    """The document of a promise; `debrief` is a uid."""
    return {**_without(promise, "id"), "debrief": debrief}


def of_check(check: Check, day: date, uid: str, position: int) -> Document:
    """The document of a check that is a record of its own; its `play` is a uid.

    `position` is its place among those of its plan and day.
    """
    return {**document(check), "day": day.isoformat(), "uid": uid, "position": position}


def of_focus(focus: Focus, play: str | None) -> Document:
    """The document of the week's one thing; `play` is a uid."""
    return {**_without(focus, "id"), "play": play}


def changed_keys(before: Document | None, after: Document | None) -> tuple[str, ...]:
    """The keys whose values differ between two documents of a record."""
    old, new = before or {}, after or {}
    return tuple(key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key))
