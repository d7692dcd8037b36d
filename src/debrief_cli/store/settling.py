"""What holds of a record, out of all its revisions, and how the tables come to say so."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.store import revisions, reviving
from debrief_cli.store.reviving import MODELS, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debrief_cli.store.revisions import Stamp
    from debrief_cli.store.saving import Saving

_STATE = "SELECT type, time, deleted, document FROM revision WHERE uid = ?"
# A tombstone wins over everything, whenever it was made.
_WINNER = "ORDER BY document IS NULL DESC, time DESC, device DESC, number DESC LIMIT 1"


class State(NamedTuple):
    """A record at one of its revisions; without a document it was erased for good."""

    kind: str
    time: datetime
    deleted: bool
    document: Mapping[str, Any] | None

    @property
    def is_there(self) -> bool:
        """Whether the record is to be seen in this state."""
        return not self.deleted and self.document is not None


class Settling:
    """Puts records into the state that a revision says, within one transaction."""

    def __init__(self, saving: Saving, starts_at: time) -> None:
        self._saving = saving
        self._starts_at = starts_at

    def state(self, uid: str, up_to: int | None = None) -> State | None:
        """What holds of a record, or held once the command `up_to` had been carried out."""
        return self._state(uid) if up_to is None else self._state(uid, " AND arrived <= ?", up_to)

    def _state(self, uid: str, when: str = "", *values: object) -> State | None:
        sql = f"{_STATE}{when} {_WINNER}"
        for kind, moment, deleted, document in self._saving.ask(sql, (uid, *values)):
            whole = None if document is None else json.loads(document)
            return State(kind, datetime.fromisoformat(moment), bool(deleted), whole)
        return None

    def state_at(self, uid: str, moment: datetime) -> State | None:
        """What held of a record at a moment."""
        return self._state(uid, " AND time <= ?", revisions.sortable(moment))

    def put(
        self,
        kind: str,
        uid: str,
        document: Mapping[str, Any],
        *,
        deleted: bool = False,
        at: datetime | None = None,
    ) -> Stamp:
        """Add a revision, made now or at another time, and make the tables say what it says."""
        stamp = revisions.next_stamp(self._saving.ask, uid, at or self._saving.now)
        number = self.number_of(kind, uid)
        self._saving.revise(kind, uid, number, document, stamp, deleted=deleted)
        self.show(uid, State(kind, stamp.time, deleted, document), number)
        return stamp

    def number_of(self, kind: str, uid: str) -> int | None:
        """The id that a record has here, or had, or now gets; a check has none."""
        if kind == "check":
            return None
        sql = "SELECT record FROM revision WHERE uid = ? AND record IS NOT NULL LIMIT 1"
        for (number,) in self._saving.ask(sql, (uid,)):
            return int(number)
        return self._saving.next_id(kind)

    def show(self, uid: str, state: State, number: int | None) -> None:
        """Make the tables say what a state says, and nothing else of that record."""
        model = MODELS[state.kind]
        day = self._day_of(uid, state) if state.kind == "debrief" else None
        self._saving.write()
        self._saving.remove(model, uid)
        if state.is_there and state.document is not None:
            place = Place(number or 0, state.time, self._starts_at, day)
            self._saving.add(reviving.rows_of(state.kind, state.document, place))
            self._saving.write()

    def _day_of(self, uid: str, state: State) -> date | None:
        """The day that a debrief was given; while its time stays, so does its day."""
        wanted = state.document["occurred_at"] if state.document else None
        sql = "SELECT day FROM debrief WHERE uid = ? AND occurred_at = ?"
        for (day,) in self._saving.ask(sql, (uid, wanted)):
            return date.fromisoformat(day)
        return None
