"""What happens to plans, promises and the week's one thing after they were written down."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

from debrief_cli.errors import DebriefError
from debrief_cli.records import Focus, Promise
from debrief_cli.store import assembling, revisions, rows
from debrief_cli.store.plans import Plans
from debrief_cli.store.revisions import Stamp
from debrief_cli.store.tables import FocusRow, PlayRow, PromiseRow

if TYPE_CHECKING:
    from datetime import date

    from debrief_cli.records import Check, Play
    from debrief_cli.store.saving import Saving

_FOCUSES = UUID("0b6f3f0e-6c86-4d0b-8f5c-3f8e4f1f7a52")


def focus_uid(week: str) -> str:
    """The uid of the one thing of an ISO week: the same on every machine."""
    return str(uuid5(_FOCUSES, week))


class Changing:
    """Changes records within one transaction. Raises DebriefError; then nothing is stored."""

    def __init__(self, saving: Saving) -> None:
        self._saving = saving
        self._plans = Plans(saving)

    def _next(self, uid: str) -> Stamp:
        return revisions.next_stamp(self._saving.ask, uid, self._saving.now)

    # Plans

    def play(
        self, number: int, state: str | None, words: tuple[str | None, str | None, str | None]
    ) -> Play:
        """Give a plan another state or other words; what is None stays as it is."""
        play = self._found(number)
        if_, then, because = words
        wanted = play._replace(
            state=state or play.state,
            if_=if_ or play.if_,
            then=then or play.then,
            because=play.because if because is None else because or None,
        )
        if wanted == play:
            return play
        self._refuse_twin(play, wanted)
        if wanted.state == "trying" != play.state:
            self._refuse_fourth(play)
        self._replace_play(wanted)
        return wanted

    def _found(self, reference: int | str) -> Play:
        play = self._plans.find(reference)
        if play is None:
            raise DebriefError(f"There is no plan {reference}.", "See: debrief playbook")
        return play

    def _refuse_twin(self, play: Play, wanted: Play) -> None:
        """Two plans with the same words would both be asked about."""
        back = play.state == "dropped" != wanted.state
        before, after = (rows.likeness(each.if_, each.then) for each in (play, wanted))
        twin = self._plans.alike(wanted) if back or before != after else None
        if twin:
            raise DebriefError(f"p{twin} says the same already.", f"Read it: debrief show p{twin}")

    def _refuse_fourth(self, play: Play) -> None:
        trying = self._plans.on_trial()
        if self._plans.has_place():
            return
        named = ", ".join(f"p{number} “{_brief(then)}”" for number, then in trying)
        waits = "" if play.state == "resting" else f"; or debrief playbook rest {play.id}"
        first = trying[0][0]
        raise DebriefError(
            f"On trial already: {named}. Three at a time is enough.",
            f"This frees a place: debrief playbook standard {first}, rest {first} or"
            f" drop {first}{waits}",
        )

    def _replace_play(self, play: Play) -> None:
        ((from_uid,),) = self._saving.ask("SELECT from_debrief FROM play WHERE id = ?", (play.id,))
        self._saving.remove(PlayRow, play.id)
        self._saving.add([rows.of_play(play, from_uid)])
        document = revisions.of_play(play, from_uid)
        self._saving.revise("play", play.uid, play.id, document, self._next(play.uid))

    def check(self, given: Check, day: date) -> Play:
        """Keep a check that belongs to no other record."""
        play = self._found(given.play)
        uid = str(uuid4())
        stored = given._replace(play=play.uid)
        # Several on one day show in the order in which they were given.
        ((position,),) = self._saving.ask(
            "SELECT coalesce(max(position) + 1, 0) FROM play_check"
            " WHERE play = ? AND uid IS NOT NULL AND day = ?",
            (play.uid, day.isoformat()),
        )
        row = rows.of_check(stored, day, uid)
        self._saving.add([row._replace(values={**row.values, "position": position})])
        document = revisions.of_check(stored, day, uid)
        self._saving.revise("check", uid, None, document, self._next(uid))
        return play

    # Promises

    def add_promise(self, text: str, due: str | None) -> Promise:
        """Note a promise that comes of no debrief."""
        promise = Promise(
            id=self._saving.next_id("promise"),
            uid=str(uuid4()),
            text=text,
            due=due,
            created_at=self._saving.now,
        )
        self._put_promise(promise, None)
        return promise

    def close_promise(self, number: int, state: str, note: str | None) -> Promise:
        """Say how a promise ended; without a note an earlier one stays."""
        found = self._saving.ask(f"{assembling.PROMISE} WHERE id = ?", (number,))
        if not found:
            raise DebriefError(f"There is no promise {number}.", "See: debrief promises")
        promise = assembling.promise(found[0])
        closed = promise._replace(
            state=state,
            note=promise.note if note is None else note,
            closed_at=self._saving.now,
        )
        ((debrief,),) = self._saving.ask("SELECT debrief FROM promise WHERE id = ?", (number,))
        self._saving.remove(PromiseRow, number)
        self._put_promise(closed, debrief)
        return closed

    def _put_promise(self, promise: Promise, debrief: str | None) -> None:
        self._saving.add([rows.of_promise(promise, debrief)])
        document = revisions.of_promise(promise, debrief)
        stamp = self._next(promise.uid)
        self._saving.revise("promise", promise.uid, promise.id, document, stamp)

    # The week's one thing

    def focus(self, week: str, text: str, reference: int | str | None) -> Focus:
        """Set the one thing of a week, in the place of an earlier one."""
        play = None if reference is None else self._found(reference)
        uid = focus_uid(week)
        earlier = self._saving.ask("SELECT id FROM focus WHERE uid = ?", (uid,))
        number = earlier[0][0] if earlier else self._saving.next_id("focus")
        if earlier:
            self._saving.remove(FocusRow, number)
        focus = Focus(week, text, play.id if play else None, number, uid)
        play_uid = play.uid if play else None
        self._saving.add([rows.of_focus(focus, play_uid)])
        document = revisions.of_focus(focus, play_uid)
        self._saving.revise("focus", uid, number, document, self._next(uid))
        return focus


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
