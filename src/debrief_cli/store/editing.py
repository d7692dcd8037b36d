"""What happens when a record that was saved is changed, taken away or erased for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.errors import DebriefError
from debrief_cli.records import NextTime
from debrief_cli.store import revisions, reviving
from debrief_cli.store.links import Target
from debrief_cli.store.reviving import MODELS, Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, time

    from debrief_cli.records import Debrief, Play, Promised, Reflection
    from debrief_cli.store.adding import Adding
    from debrief_cli.store.changing import Changing
    from debrief_cli.store.saving import Saving
    from debrief_cli.store.settling import Settling, State

# What a person calls each type of record.
NAMES = {"debrief": "debrief", "reflection": "look back", "play": "plan", "promise": "promise"}


class Edited(NamedTuple):
    """What came of an edit: the plan it led to, if any, and whether somebody was quicker.

    `meanwhile` are the keys that had been changed elsewhere since the record was read.
    """

    play: Play | None = None
    play_is_new: bool = False
    meanwhile: tuple[str, ...] = ()


class Editing:
    """Changes saved records within one transaction. Raises DebriefError; then nothing is stored."""

    def __init__(self, saving: Saving, settling: Settling, starts_at: time) -> None:
        self._saving = saving
        self._settling = settling
        self._starts_at = starts_at

    # Debriefs and reflections

    def debrief(
        self, before: Debrief, after: Debrief, adding: Adding, changing: Changing
    ) -> Edited:
        """Bring what differs between the two into the debrief as it is stored by now.

        A key that nobody here changed keeps what somebody else may have put there meanwhile.
        """
        uid, state = self._found("debrief", before.id)
        place = Place(before.id, state.time, self._starts_at, before.day)
        stored = reviving.debrief(state.document or {}, place)
        changed = _differences(before, after)
        here = Target(before.id, uid)
        play, is_new = None, False
        if "next_time" in changed:
            play, is_new = self._plan(before, after, here, adding, changing)
            changed["next_time"] = NextTime(play=play.uid) if play else None
        if "checks" in changed:
            changed["checks"] = adding.links.checks(after.checks).stored
        if "promises" in changed:
            self._promises(before, changed.pop("promises"), here, adding, changing)
        edited = stored._replace(**changed)
        if edited != stored:
            self._settling.put("debrief", uid, revisions.of_debrief(edited))
        return Edited(play, is_new, self._meanwhile(before.updated_at, uid, state))

    def reflection(self, before: Reflection, after: Reflection, adding: Adding) -> Edited:
        """The same for a reflection."""
        uid, state = self._found("reflection", before.id)
        place = Place(before.id, state.time, self._starts_at)
        stored = reviving.reflection(state.document or {}, place)
        changed = _differences(before, after)
        if "checks" in changed:
            changed["checks"] = adding.links.checks(after.checks).stored
        if "customers" in changed:
            changed["customers"] = adding.links.customers(after.customers).stored
        edited = stored._replace(**changed)
        if edited != stored:
            self._settling.put("reflection", uid, revisions.of_reflection(edited))
        return Edited(meanwhile=self._meanwhile(before.updated_at, uid, state))

    def _plan(
        self, before: Debrief, after: Debrief, here: Target, adding: Adding, changing: Changing
    ) -> tuple[Play | None, bool]:
        """The plan that the debrief leads to now: other words are the plan's own change."""
        old, new = before.next_time, after.next_time
        if new is None:
            return None, False
        if old is None or old.play is None or new.play not in (None, old.play):
            return adding.next_time(after, here)
        words = (new.if_, new.then, "" if new.because is None else new.because)
        return changing.play(int(old.play), None, words), False

    def _promises(
        self,
        before: Debrief,
        wanted: tuple[Promised, ...],
        here: Target,
        adding: Adding,
        changing: Changing,
    ) -> None:
        """Give promises their new words, add new ones; one that is missing is not taken away."""
        if len(wanted) < len(before.promises):
            raise DebriefError(
                "A promise is not taken away by leaving it out.",
                "debrief promises shows its number; then: debrief delete m2",
            )
        sql = "SELECT id FROM promise WHERE debrief = ? ORDER BY id"
        numbers = [number for (number,) in self._saving.ask(sql, (here.uid,))]
        for number, old, new in zip(numbers, before.promises, wanted, strict=False):
            if old != new:
                changing.reword_promise(number, new.text, new.due)
        for new in wanted[len(before.promises) :]:
            adding.promise(new, here, self._saving.now)

    def _meanwhile(self, seen: datetime | None, uid: str, state: State) -> tuple[str, ...]:
        """The keys that were changed after `seen`."""
        if seen is None or state.time <= seen or state.document is None:
            return ()
        then = self._settling.state_at(uid, seen)
        return revisions.changed_keys(then.document if then else None, state.document)

    # Any record

    def delete(self, kind: str, number: int) -> Mapping[str, Any]:
        """Take a record away; it stays in the history, and undo brings it back."""
        uid, state = self._found(kind, number)
        document = state.document or {}
        self._settling.put(kind, uid, document, deleted=True)
        return document

    def purge(self, kind: str, number: int) -> None:
        """Erase a record and its whole history; only the mark stays that there was one."""
        uid = self._uid(kind, number)
        if uid is None:
            raise _missing(kind, number)
        self._saving.remove(MODELS[kind], uid)
        self._saving.entomb(kind, uid, number)

    def rename_tag(self, old: str, new: str) -> int:
        """Put one tag in the place of another wherever it stands; on how many debriefs."""
        sql = (
            "SELECT uid FROM debrief WHERE id IN"
            " (SELECT debrief FROM debrief_mark WHERE kind = 'tag' AND name = ?)"
        )
        uids = [uid for (uid,) in self._saving.ask(sql, (old,))]
        for uid in uids:
            state = self._settling.state(uid)
            if state and state.document:
                tags = [new if tag == old else tag for tag in state.document["tags"]]
                renamed = {**state.document, "tags": list(dict.fromkeys(tags))}
                self._settling.put("debrief", uid, renamed)
        return len(uids)

    def _found(self, kind: str, number: int) -> tuple[str, State]:
        """The uid of a record that is there, and its state."""
        uid = self._uid(kind, number)
        state = self._settling.state(uid) if uid else None
        if uid is None or state is None or not state.is_there:
            raise _missing(kind, number)
        return uid, state

    def _uid(self, kind: str, number: int) -> str | None:
        """The uid of a record that is here, or was before it was deleted."""
        for sql in (
            f"SELECT uid FROM {kind} WHERE id = ?",
            f"SELECT uid FROM revision WHERE type = '{kind}' AND record = ?"
            " AND deleted = 1 AND document IS NOT NULL LIMIT 1",
        ):
            for (uid,) in self._saving.ask(sql, (number,)):
                return str(uid)
        return None


def _missing(kind: str, number: int) -> DebriefError:
    return DebriefError(f"There is no {NAMES[kind]} {number}.", "See: debrief list")


_GIVEN_HERE = {"id", "uid", "created_at", "updated_at"}


def _differences(before: Any, after: Any) -> dict[str, Any]:
    """The fields that the second record has otherwise, with its values."""
    return {
        name: getattr(after, name)
        for name in before._fields
        if name not in _GIVEN_HERE and getattr(before, name) != getattr(after, name)
    }
