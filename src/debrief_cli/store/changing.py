"""What happens to plans, promises and the week's one thing after they were written down."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from debrief_cli.errors import DebriefError
from debrief_cli.records import Focus, Promise
from debrief_cli.store import assembling, revisions, rows
from debrief_cli.store.plans import Plans
from debrief_cli.store.uids import focus_uid

if TYPE_CHECKING:
    from datetime import date

    from debrief_cli.records import Check, Play
    from debrief_cli.store.saving import Saving
    from debrief_cli.store.settling import Settling


class Changing:
    """Changes records within one transaction. Raises DebriefError; then nothing is stored."""

    def __init__(self, saving: Saving, settling: Settling) -> None:
        self._saving = saving
        self._settling = settling
        self._plans = Plans(saving)

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
        self._settling.put("play", play.uid, revisions.of_play(play, from_uid))

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
        self._settling.put("check", uid, revisions.of_check(stored, day, uid, position))
        return play

    # Promises

    def add_promise(self, text: str, due: str | None) -> Promise:
        """Note a promise that comes of no debrief."""
        uid = str(uuid4())
        promise = Promise(text=text, due=due, uid=uid, created_at=self._saving.now)
        self._put_promise(promise, None)
        return promise._replace(id=self._settling.number_of("promise", uid) or 0)

    def close_promise(self, number: int, state: str, note: str | None) -> Promise:
        """Say how a promise ended; without a note an earlier one stays."""
        promise, debrief = self._promise(number)
        closed = promise._replace(
            state=state,
            note=promise.note if note is None else note,
            closed_at=self._saving.now,
        )
        self._put_promise(closed, debrief)
        return closed

    def reword_promise(self, number: int, text: str, due: str | None) -> Promise:
        """Give a promise other words, or another day."""
        promise, debrief = self._promise(number)
        reworded = promise._replace(text=text, due=due)
        if reworded != promise:
            self._put_promise(reworded, debrief)
        return reworded

    def _promise(self, number: int) -> tuple[Promise, str | None]:
        """A stored promise, and the uid of the debrief it was given in."""
        found = self._saving.ask(f"{assembling.PROMISE} WHERE id = ?", (number,))
        if not found:
            raise DebriefError(f"There is no promise {number}.", "See: debrief promises")
        ((debrief,),) = self._saving.ask("SELECT debrief FROM promise WHERE id = ?", (number,))
        return assembling.promise(found[0]), debrief

    def _put_promise(self, promise: Promise, debrief: str | None) -> None:
        self._settling.put("promise", promise.uid, revisions.of_promise(promise, debrief))

    # The week's one thing

    def focus(self, week: str, text: str, reference: int | str | None) -> Focus:
        """Set the one thing of a week, in the place of an earlier one."""
        play = None if reference is None else self._found(reference)
        uid = focus_uid(week)
        focus = Focus(week, text, play.id if play else None, uid=uid)
        document = revisions.of_focus(focus, play.uid if play else None)
        self._settling.put("focus", uid, document)
        return focus._replace(id=self._settling.number_of("focus", uid) or 0)


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
