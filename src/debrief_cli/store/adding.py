"""What happens when debriefs and reflections are written down for the first time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from debrief_cli.records import NextTime, Play, Promise
from debrief_cli.store import revisions, rows
from debrief_cli.store.links import Links, Target
from debrief_cli.store.plans import Plans
from debrief_cli.store.revisions import Stamp
from debrief_cli.store.uids import reflection_uid

if TYPE_CHECKING:
    from debrief_cli.records import Debrief, Promised, Reflection
    from debrief_cli.store.saving import Saving
    from debrief_cli.store.settling import Settling


class SavedDebrief(NamedTuple):
    """A debrief as it is now stored, and the plan it led to.

    The plan comes without its checks and counts: ask `Reading.play` for those.
    """

    debrief: Debrief
    play: Play | None = None
    play_is_new: bool = False


class Adding:
    """Adds records to one transaction; `links` gathers what is wrong with them.

    What a record has of its own (a uid, times: a draft or an import gives them) is kept.
    """

    def __init__(self, saving: Saving, settling: Settling) -> None:
        self._saving = saving
        self._settling = settling
        self._plans = Plans(saving)
        self.links = Links(saving, self._plans)
        self._uids: set[str] = set()

    def debrief(self, given: Debrief) -> SavedDebrief:
        """Add a debrief with the plan, the promises and the checks that come of it."""
        now = self._saving.now
        here = Target(self._saving.next_id("debrief"), self._fresh_uid(given.uid))
        checks = self.links.checks(given.checks)
        play, is_new = self.next_time(given, here)
        stored = given._replace(
            id=here.id,
            uid=here.uid,
            created_at=given.created_at or now,
            updated_at=given.updated_at or now,
            next_time=NextTime(play.if_, play.then, play.because, play.id) if play else None,
            checks=checks.shown,
        )
        link = NextTime(play=play.uid) if play else None
        self._put(stored._replace(next_time=link, checks=checks.stored))
        for promised in given.promises:
            self.promise(promised, here, stored.occurred_at)
        self._saving.write_if_much()
        return SavedDebrief(stored, play, is_new)

    def _fresh_uid(self, given: str) -> str:
        if not given:
            return str(uuid4())
        if given in self._uids or revisions.is_known(self._saving.ask, given):
            self.links.problem("uid", f"there is a record {given} already")
        self._uids.add(given)
        return given

    def _put(self, debrief: Debrief) -> None:
        """Have a debrief written whose links are uids."""
        self._saving.add(rows.of_debrief(debrief))
        document = revisions.of_debrief(debrief)
        stamp = Stamp(1, debrief.updated_at or self._saving.now)
        self._saving.revise("debrief", debrief.uid, debrief.id, document, stamp)

    def next_time(self, debrief: Debrief, here: Target) -> tuple[Play | None, bool]:
        """The plan that a debrief leads to, and whether it is new."""
        given = debrief.next_time
        if given is None:
            return None, False
        if given.play is not None:
            return self.links.play("next_time.play", given.play), False
        if not given.then:
            return None, False
        wanted = Play(
            if_=given.if_ or debrief.situation,
            then=given.then,
            because=given.because,
            created_at=debrief.occurred_at,
        )
        return self._plans.meet_or_make(wanted, here)

    def promise(self, given: Promised, debrief: Target, made_at: datetime) -> None:
        """Add a promise that was given in a debrief."""
        promise = Promise(
            id=self._saving.next_id("promise"),
            uid=str(uuid4()),
            text=given.text,
            due=given.due,
            debrief=debrief.id,
            created_at=made_at,
        )
        self._saving.add([rows.of_promise(promise, debrief.uid)])
        document = revisions.of_promise(promise, debrief.uid)
        stamp = Stamp(1, self._saving.now)
        self._saving.revise("promise", promise.uid, promise.id, document, stamp)

    def reflection(self, given: Reflection, replacing: bool) -> Reflection:
        """Add the reflection of a day, or put it in the place of the one that is there."""
        uid = reflection_uid(given.day)
        if revisions.is_erased(self._saving.ask, uid):
            self.links.problem("day", f"the look back of {given.day} was erased for good")
            return given
        earlier = self._made_at(uid)
        if earlier and not replacing:
            told = f"{given.day} has a reflection already; --replace puts this one in its place"
            self.links.problem("day", told, "--replace")
            return given
        if not earlier and self._is_erased(uid):
            # It would have the uid of the one that was, and be erased by the next import.
            told = f"the look back of {given.day} was erased for good; no other takes its place"
            self.links.problem("day", told)
            return given
        checks = self.links.checks(given.checks)
        customers = self.links.customers(given.customers)
        made_at = earlier or given.created_at or self._saving.now
        made = given._replace(uid=uid, created_at=made_at)
        linked = made._replace(checks=checks.stored, customers=customers.stored)
        document = revisions.of_reflection(linked)
        stamp = self._settling.put("reflection", uid, document, at=given.updated_at)
        return made._replace(
            id=self._settling.number_of("reflection", uid) or 0,
            updated_at=stamp.time,
            checks=checks.shown,
            customers=customers.shown,
        )

    def _is_erased(self, uid: str) -> bool:
        sql = "SELECT 1 FROM revision WHERE uid = ? AND document IS NULL"
        return bool(self._saving.ask(sql, (uid,)))

    def _made_at(self, uid: str) -> datetime | None:
        """When a reflection was made that is there already."""
        sql = "SELECT created_at FROM reflection WHERE uid = ?"
        for (created_at,) in self._saving.ask(sql, (uid,)):
            return datetime.fromisoformat(created_at)
        return None

    def play(self, wanted: Play, reference: int | str | None) -> Play:
        """Add a plan that comes of no new debrief, unless one with its words is there."""
        source = self.links.debrief("from_debrief", reference)
        return self._plans.meet_or_make(wanted, source)[0]
