"""From rows of the views to records, a page at a time: one query for each kind of list."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from debrief_cli.records import (
    Check,
    Customer,
    Debrief,
    Factor,
    Focus,
    GivenCheck,
    Kudos,
    NextTime,
    Play,
    Promise,
    Promised,
    Reflection,
    StageNote,
)
from debrief_cli.store.filters import marks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Ask = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]

T = TypeVar("T")

DEBRIEF = (
    "SELECT id, uid, occurred_at, day, channel, customer, reference, situation, outcome,"
    " evidence, customer_words, expectation, conduct, play, created_at, updated_at FROM debriefs"
)
REFLECTION = (
    "SELECT id, uid, day, recorded_at, further, went_well, tomorrow, focus, created_at,"
    " updated_at FROM reflections"
)
PLAY = (
    'SELECT id, uid, "if", "then", because, state, created_at, from_debrief, came_up, did,'
    " partly, worked FROM plays"
)
PROMISE = "SELECT id, uid, text, due, state, note, debrief, created_at, closed_at FROM promises"
FOCUS = "SELECT id, uid, week, text, play FROM focuses"


class _Lists:
    """The lists of some records, found by their owner's id."""

    def __init__(self, ask: Ask, ids: Sequence[int]) -> None:
        self._ask = ask
        self._ids = ids

    def of(
        self,
        columns: str,
        view: str,
        make: Callable[..., T],
        owner: str = "debrief",
        order: str = "position",
        where: str = "1",
    ) -> dict[int, tuple[T, ...]]:
        """What `make` makes of the columns, in order, for each owner that has any."""
        found: dict[int, list[T]] = defaultdict(list)
        # An owner found by a join may be missing; “> 0” tells SQLite that such rows are not
        # wanted, so that it starts from the owners and not from all rows of the view.
        rows = self._ask(
            f"SELECT {owner}, {columns} FROM {view} WHERE {owner} IN ({marks(len(self._ids))})"
            f" AND {owner} > 0 AND {where} ORDER BY {owner}, {order}",
            self._ids,
        )
        for row in rows:
            found[row[0]].append(make(*row[1:]))
        return {key: tuple(items) for key, items in found.items()}


def debriefs(ask: Ask, rows: Sequence[tuple[Any, ...]]) -> list[Debrief]:
    """The debriefs of some rows of DEBRIEF, whole."""
    lists = _Lists(ask, [row[0] for row in rows])
    plans = _plans(ask, [row[13] for row in rows if row[13] is not None])
    parts: dict[str, dict[int, tuple[Any, ...]]] = {
        "contributions": lists.of("text", "contributions", str),
        "would_change": lists.of("text", "would_change", str),
        "factors": lists.of("factor, direction, note", "factors", Factor),
        "techniques": lists.of("technique", "techniques", str),
        "tags": lists.of("tag", "tags", str),
        "stages": lists.of("stage, verdict, note", "stages", StageNote),
        "kudos": lists.of('"to", "for"', "kudos", Kudos),
        "promises": lists.of("text, due", "promises", Promised, order="id"),
        "checks": _checks(lists, "debrief"),
    }
    answers = lists.of("key, value", "answers", _answer, order="key")
    return [
        _debrief(
            row,
            next_time=plans.get(row[13]),
            answers=dict(answers.get(row[0], ())),
            **{name: found.get(row[0], ()) for name, found in parts.items()},
        )
        for row in rows
    ]


def _debrief(row: tuple[Any, ...], **parts: Any) -> Debrief:
    return Debrief(
        id=row[0],
        uid=row[1],
        occurred_at=datetime.fromisoformat(row[2]),
        day=date.fromisoformat(row[3]),
        channel=row[4],
        customer=row[5],
        reference=row[6],
        situation=row[7],
        outcome=row[8],
        evidence=row[9],
        customer_words=row[10],
        expectation=row[11],
        conduct=row[12],
        created_at=datetime.fromisoformat(row[14]),
        updated_at=datetime.fromisoformat(row[15]),
        **parts,
    )


def _answer(key: str, value: str) -> tuple[str, object]:
    return key, json.loads(value)


def _plans(ask: Ask, ids: Sequence[int]) -> dict[int, NextTime]:
    wanted = sorted(set(ids))
    rows = ask(
        f'SELECT "if", "then", because, id FROM plays WHERE id IN ({marks(len(wanted))})', wanted
    )
    return {row[3]: NextTime(*row) for row in rows}


def _checks(lists: _Lists, given_in: str) -> dict[int, tuple[Check, ...]]:
    # A check whose plan is not (or no longer) in this journal tells nothing by itself.
    where = f"given_in = '{given_in}' AND play IS NOT NULL"
    return lists.of(
        "play, came_up, did, worked, note", "checks", _check, owner="given_id", where=where
    )


def _check(play: int, came_up: int, *rest: str | None) -> Check:
    return Check(play, bool(came_up), *rest)


def reflections(ask: Ask, rows: Sequence[tuple[Any, ...]]) -> list[Reflection]:
    """The reflections of some rows of REFLECTION, whole."""
    lists = _Lists(ask, [row[0] for row in rows])
    customers = lists.of(
        "verdict, customer, channel, felt, why, evidence, conduct, debrief",
        "customers",
        Customer,
        owner="reflection",
    )
    checks = _checks(lists, "reflection")
    return [
        Reflection(
            id=row[0],
            uid=row[1],
            day=date.fromisoformat(row[2]),
            recorded_at=datetime.fromisoformat(row[3]),
            further=row[4],
            went_well=row[5],
            tomorrow=row[6],
            focus=row[7],
            created_at=datetime.fromisoformat(row[8]),
            updated_at=datetime.fromisoformat(row[9]),
            customers=customers.get(row[0], ()),
            checks=checks.get(row[0], ()),
        )
        for row in rows
    ]


def plays(ask: Ask, rows: Sequence[tuple[Any, ...]]) -> list[Play]:
    """The plans of some rows of PLAY, with their checks, oldest first."""
    checks = _Lists(ask, [row[0] for row in rows]).of(
        "day, given_in, given_id, came_up, did, worked, note",
        "checks",
        _given_check,
        owner="play",
        order="day, given_in, given_id, position",
    )
    return [
        Play(
            id=row[0],
            uid=row[1],
            if_=row[2],
            then=row[3],
            because=row[4],
            state=row[5],
            created_at=datetime.fromisoformat(row[6]),
            from_debrief=row[7],
            checks=checks.get(row[0], ()),
            came_up=row[8],
            did=row[9],
            partly=row[10],
            worked=row[11],
        )
        for row in rows
    ]


def _given_check(
    day: str, given_in: str, given_id: int | None, came_up: int, *rest: str | None
) -> GivenCheck:
    return GivenCheck(date.fromisoformat(day), given_in, given_id, bool(came_up), *rest)


def promise(row: tuple[Any, ...]) -> Promise:
    """The promise of a row of PROMISE."""
    return Promise(
        id=row[0],
        uid=row[1],
        text=row[2],
        due=row[3],
        state=row[4],
        note=row[5],
        debrief=row[6],
        created_at=datetime.fromisoformat(row[7]),
        closed_at=None if row[8] is None else datetime.fromisoformat(row[8]),
    )


def focus(row: tuple[Any, ...]) -> Focus:
    """The week's one thing of a row of FOCUS."""
    return Focus(id=row[0], uid=row[1], week=row[2], text=row[3], play=row[4])
