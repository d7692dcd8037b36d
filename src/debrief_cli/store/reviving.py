"""From the document of a revision back to the record: the other way than `revisions.py`.

Links in the records given back are uids, as in the documents.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.period import day_of
from debrief_cli.records import (
    Check,
    Customer,
    Debrief,
    Factor,
    Focus,
    Kudos,
    NextTime,
    Play,
    Promise,
    Reflection,
    StageNote,
)
from debrief_cli.store import rows
from debrief_cli.store.tables import (
    CheckRow,
    DebriefRow,
    FocusRow,
    PlayRow,
    PromiseRow,
    ReflectionRow,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import time

    from sqlmodel import SQLModel

    from debrief_cli.store.rows import Row

    Document = Mapping[str, Any]

# Each type of record and the table of its rows.
MODELS: Mapping[str, type[SQLModel]] = {
    "debrief": DebriefRow,
    "reflection": ReflectionRow,
    "play": PlayRow,
    "promise": PromiseRow,
    "focus": FocusRow,
    "check": CheckRow,
}


class Place(NamedTuple):
    """What a record has here besides its document.

    `day` is the one that a debrief was given when it was saved, if it was.
    """

    id: int
    changed_at: datetime
    starts_at: time
    day: date | None = None


def rows_of(kind: str, document: Document, place: Place) -> Iterable[Row]:
    """The rows of a record of that type; checks within are rows of their own."""
    return _ROWS[kind](document, place)


def debrief(document: Document, place: Place) -> Debrief:
    """The debrief; its promises are records of their own and not in it."""
    occurred_at = datetime.fromisoformat(document["occurred_at"])
    plan = document["next_time"]
    as_they_are = (
        "uid", "channel", "customer", "reference", "situation", "outcome", "evidence",
        "customer_words", "expectation", "conduct", "answers",
    )  # fmt: skip
    return Debrief(
        id=place.id,
        occurred_at=occurred_at,
        day=place.day or day_of(occurred_at, place.starts_at),
        created_at=datetime.fromisoformat(document["created_at"]),
        updated_at=place.changed_at,
        contributions=tuple(document["contributions"]),
        would_change=tuple(document["would_change"]),
        techniques=tuple(document["techniques"]),
        tags=tuple(document["tags"]),
        factors=tuple(Factor(**each) for each in document["factors"]),
        stages=tuple(StageNote(**each) for each in document["stages"]),
        next_time=NextTime(play=plan["play"]) if plan else None,
        kudos=tuple(Kudos(each["to"], each["for"]) for each in document["kudos"]),
        checks=_checks(document),
        **{key: document[key] for key in as_they_are},
    )


def _checks(document: Document) -> tuple[Check, ...]:
    return tuple(Check(**each) for each in document["checks"])


def reflection(document: Document, place: Place) -> Reflection:
    """The reflection."""
    as_they_are = ("uid", "further", "went_well", "tomorrow", "focus")
    return Reflection(
        id=place.id,
        day=date.fromisoformat(document["day"]),
        recorded_at=datetime.fromisoformat(document["recorded_at"]),
        created_at=datetime.fromisoformat(document["created_at"]),
        updated_at=place.changed_at,
        customers=tuple(Customer(**each) for each in document["customers"]),
        checks=_checks(document),
        **{key: document[key] for key in as_they_are},
    )


def play(document: Document, place: Place) -> Play:
    """The plan, without the debrief it is from."""
    return Play(
        id=place.id,
        uid=document["uid"],
        if_=document["if"],
        then=document["then"],
        because=document["because"],
        state=document["state"],
        created_at=datetime.fromisoformat(document["created_at"]),
    )


def promise(document: Document, place: Place) -> Promise:
    """The promise, without the debrief it was given in."""
    closed_at = document["closed_at"]
    return Promise(
        id=place.id,
        uid=document["uid"],
        text=document["text"],
        due=document["due"],
        state=document["state"],
        note=document["note"],
        created_at=datetime.fromisoformat(document["created_at"]),
        closed_at=datetime.fromisoformat(closed_at) if closed_at else None,
    )


def _play_row(document: Document, place: Place) -> list[Row]:
    return [rows.of_play(play(document, place), document["from_debrief"])]


def _promise_row(document: Document, place: Place) -> list[Row]:
    return [rows.of_promise(promise(document, place), document["debrief"])]


def _focus_row(document: Document, place: Place) -> list[Row]:
    focus = Focus(document["week"], document["text"], None, place.id, document["uid"])
    return [rows.of_focus(focus, document["play"])]


def _check_row(document: Document, _place: Place) -> list[Row]:
    keys = ("play", "came_up", "did", "worked", "note")
    check = Check(**{key: document[key] for key in keys})
    row = rows.of_check(check, date.fromisoformat(document["day"]), document["uid"])
    # Several of one day show in the order in which they were given.
    return [row._replace(values={**row.values, "position": document.get("position", 0)})]


_ROWS: Mapping[str, Callable[[Document, Place], Iterable[Row]]] = {
    "debrief": lambda document, place: rows.of_debrief(debrief(document, place)),
    "reflection": lambda document, place: rows.of_reflection(reflection(document, place)),
    "play": _play_row,
    "promise": _promise_row,
    "focus": _focus_row,
    "check": _check_row,
}
