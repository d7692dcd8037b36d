"""How a plan is found, met again or made, within one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from debrief_cli.records import Play
from debrief_cli.store import revisions, rows
from debrief_cli.store.revisions import Stamp

if TYPE_CHECKING:
    from debrief_cli.store.links import Target
    from debrief_cli.store.saving import Saving

MOST_ON_TRIAL = 3

_COLUMNS = 'id, uid, "if", "then", because, state, created_at, from_debrief'


class Plans:
    """The plans of the journal, together with those made by this transaction.

    Each is looked up once: nothing but this transaction changes them meanwhile.
    """

    def __init__(self, saving: Saving) -> None:
        self._saving = saving
        self._known: dict[int | str, Play] = {}
        self._alike: dict[str, Play] = {}
        self._trying: int | None = None

    def find(self, reference: int | str) -> Play | None:
        """The plan of that id or uid."""
        if reference not in self._known:
            column = "uid" if isinstance(reference, str) else "id"
            self._remember(self._stored(f"{column} = ?", reference))
        return self._known.get(reference)

    def meet_or_make(self, wanted: Play, source: Target | None) -> tuple[Play, bool]:
        """The plan with these words that was not let go, or a new one; and whether it is new."""
        likeness = rows.likeness(wanted.if_, wanted.then)
        if likeness not in self._alike:
            where = "id = (SELECT min(id) FROM play WHERE likeness = ? AND state != 'dropped')"
            met = self._stored(where, likeness)
            self._alike[likeness] = met or self._make(wanted, source)
            return self._alike[likeness], met is None
        return self._alike[likeness], False

    def _remember(self, play: Play | None) -> None:
        if play:
            self._known |= {play.id: play, play.uid: play}

    def _stored(self, where: str, value: int | str) -> Play | None:
        found = self._saving.ask(f"SELECT {_COLUMNS} FROM plays WHERE {where}", (value,))
        if not found:
            return None
        id_, uid, if_, then, because, state, created_at, from_debrief = found[0]
        return Play(
            if_=if_,
            then=then,
            created_at=datetime.fromisoformat(created_at),
            because=because,
            state=state,
            id=id_,
            uid=uid,
            from_debrief=from_debrief,
        )

    def _make(self, wanted: Play, source: Target | None) -> Play:
        play = wanted._replace(
            id=self._saving.next_id("play"),
            uid=str(uuid4()),
            state="trying" if self.has_place() else "resting",
            from_debrief=source.id if source else None,
        )
        self._trying = self._counted() + (play.state == "trying")
        self._remember(play)
        from_uid = source.uid if source else None
        self._saving.add([rows.of_play(play, from_uid)])
        document = revisions.of_play(play, from_uid)
        self._saving.revise("play", play.uid, play.id, document, Stamp(1, self._saving.now))
        return play

    def has_place(self) -> bool:
        """Whether one more plan may go on trial."""
        return self._counted() < MOST_ON_TRIAL

    def on_trial(self) -> list[tuple[int, str]]:
        """The stored plans on trial: the id of each, and what it says one will do."""
        sql = "SELECT id, \"then\" FROM play WHERE state = 'trying' ORDER BY id"
        return [(number, then) for number, then in self._saving.ask(sql)]

    def alike(self, play: Play) -> int | None:
        """The id of another stored plan with the same words that was not let go."""
        sql = (
            "SELECT id FROM play WHERE likeness = ? AND state != 'dropped' AND id != ?"
            " ORDER BY id LIMIT 1"
        )
        for (number,) in self._saving.ask(sql, (rows.likeness(play.if_, play.then), play.id)):
            return int(number)
        return None

    def _counted(self) -> int:
        if self._trying is None:
            counted = self._saving.ask("SELECT count(*) FROM play WHERE state = 'trying'")
            self._trying = int(counted[0][0])
        return self._trying
