"""From records to rows of the tables. Links in the records given here are uids."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.store.revisions import as_json
from debrief_cli.store.tables import (
    AnswerRow,
    CheckRow,
    CustomerRow,
    DebriefRow,
    FocusRow,
    LineRow,
    MarkRow,
    PlayRow,
    PromiseRow,
    ReflectionRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from sqlmodel import SQLModel

    from debrief_cli.records import Check, Debrief, Focus, Play, Promise, Reflection


class Row(NamedTuple):
    """The values of one row, and the table it belongs in."""

    model: type[SQLModel]
    values: dict[str, object]


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def of_debrief(debrief: Debrief) -> Iterator[Row]:
    """The debrief itself and everything that belongs to it, but for plans and promises."""
    yield Row(
        DebriefRow,
        {
            "id": debrief.id,
            "uid": debrief.uid,
            "occurred_at": debrief.occurred_at.isoformat(),
            "day": debrief.day.isoformat(),
            "channel": debrief.channel,
            "customer": debrief.customer,
            "reference": debrief.reference,
            "situation": debrief.situation,
            "outcome": debrief.outcome,
            "evidence": debrief.evidence,
            "customer_words": debrief.customer_words,
            "expectation": debrief.expectation,
            "conduct": debrief.conduct,
            "play": debrief.next_time.play if debrief.next_time else None,
            "created_at": _text(debrief.created_at),
            "updated_at": _text(debrief.updated_at),
        },
    )
    yield from _lines(debrief)
    yield from _marks(debrief)
    for key, value in debrief.answers.items():
        yield Row(AnswerRow, {"debrief": debrief.id, "key": key, "value": as_json(value)})
    yield from _checks(debrief.checks, debrief.day, debrief=debrief.id)


def _lines(debrief: Debrief) -> Iterator[Row]:
    for position, text in enumerate(debrief.contributions):
        yield _line(debrief.id, "contribution", position, text)
    for position, text in enumerate(debrief.would_change):
        yield _line(debrief.id, "would_change", position, text)
    for position, kudos in enumerate(debrief.kudos):
        yield _line(debrief.id, "kudos", position, kudos.to, kudos.for_)


def _line(debrief: int, kind: str, position: int, text: str, note: str | None = None) -> Row:
    values = {"debrief": debrief, "kind": kind, "position": position, "text": text, "note": note}
    return Row(LineRow, values)


def _marks(debrief: Debrief) -> Iterator[Row]:
    for position, each in enumerate(debrief.factors):
        yield _mark(debrief.id, "factor", position, each.factor, each.direction, each.note)
    for position, stage in enumerate(debrief.stages):
        yield _mark(debrief.id, "stage", position, stage.stage, stage.verdict, stage.note)
    for position, name in enumerate(debrief.techniques):
        yield _mark(debrief.id, "technique", position, name)
    for position, name in enumerate(debrief.tags):
        yield _mark(debrief.id, "tag", position, name)


def _mark(
    debrief: int,
    kind: str,
    position: int,
    name: str,
    verdict: str | None = None,
    note: str | None = None,
) -> Row:
    values = {
        "debrief": debrief,
        "kind": kind,
        "position": position,
        "name": name,
        "verdict": verdict,
        "note": note,
    }
    return Row(MarkRow, values)


def _checks(
    checks: Sequence[Check], day: date, debrief: int | None = None, reflection: int | None = None
) -> Iterator[Row]:
    for position, check in enumerate(checks):
        row = of_check(check, day)
        place = {"debrief": debrief, "reflection": reflection, "position": position}
        yield row._replace(values={**row.values, **place})


def of_check(check: Check, day: date, uid: str | None = None) -> Row:
    """One check; with a uid it is a record of its own."""
    return Row(
        CheckRow,
        {
            "uid": uid,
            "play": check.play,
            "debrief": None,
            "reflection": None,
            "position": 0,
            "day": day.isoformat(),
            "came_up": int(check.came_up),
            "did": check.did,
            "worked": check.worked,
            "note": check.note,
        },
    )


def of_reflection(reflection: Reflection) -> Iterator[Row]:
    """The reflection itself, its customers and its checks."""
    yield Row(
        ReflectionRow,
        {
            "id": reflection.id,
            "uid": reflection.uid,
            "day": reflection.day.isoformat(),
            "recorded_at": reflection.recorded_at.isoformat(),
            "further": reflection.further,
            "went_well": reflection.went_well,
            "tomorrow": reflection.tomorrow,
            "focus": reflection.focus,
            "created_at": _text(reflection.created_at),
            "updated_at": _text(reflection.updated_at),
        },
    )
    for position, customer in enumerate(reflection.customers):
        place = {"reflection": reflection.id, "position": position}
        yield Row(CustomerRow, {**place, **customer._asdict()})
    yield from _checks(reflection.checks, reflection.day, reflection=reflection.id)


def of_play(play: Play, from_debrief: str | None) -> Row:
    """The plan itself; `from_debrief` is a uid."""
    return Row(
        PlayRow,
        {
            "id": play.id,
            "uid": play.uid,
            "if": play.if_,
            "then": play.then,
            "because": play.because,
            "state": play.state,
            "created_at": play.created_at.isoformat(),
            "from_debrief": from_debrief,
            "likeness": likeness(play.if_, play.then),
        },
    )


def likeness(if_: str, then: str) -> str:
    """The same for two plans whose words are the same, case and spaces apart."""
    words = "\0".join(" ".join(text.split()).casefold() for text in (if_, then))
    return blake2b(words.encode(), digest_size=16).hexdigest()


def of_promise(promise: Promise, debrief: str | None) -> Row:
    """The promise itself; `debrief` is a uid."""
    return Row(
        PromiseRow,
        {
            "id": promise.id,
            "uid": promise.uid,
            "text": promise.text,
            "due": promise.due,
            "state": promise.state,
            "note": promise.note,
            "debrief": debrief,
            "created_at": promise.created_at.isoformat(),
            "closed_at": _text(promise.closed_at),
        },
    )


def of_focus(focus: Focus, play: str | None) -> Row:
    """The week's one thing; `play` is a uid."""
    return Row(
        FocusRow,
        {"id": focus.id, "uid": focus.uid, "week": focus.week, "text": focus.text, "play": play},
    )
