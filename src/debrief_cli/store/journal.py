"""The journal as a place to write in: records in, and what was stored of them out."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy.exc import DBAPIError

from debrief_cli.records import Play
from debrief_cli.store import migrations
from debrief_cli.store.adding import Adding, SavedDebrief, reflection_uid
from debrief_cli.store.changing import Changing
from debrief_cli.store.engine import engine_for
from debrief_cli.store.problems import explained, problem
from debrief_cli.store.saving import Saving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from debrief_cli.records import Check, Debrief, Focus, Promise, Reflection

__all__ = ["Journal", "SavedDebrief", "reflection_uid"]


class Journal:
    """A journal file to write in; it is made by the first write.

    Each method is one short transaction: all of it is stored, or nothing. What one instance
    writes counts as one command, which is undone as a whole.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime],
        before_first_write: Callable[[], None] = lambda: None,
    ) -> None:
        self.path = path
        self._before_first_write = before_first_write
        self._clock = clock
        self._command = str(uuid4())

    def add_debriefs(self, debriefs: Sequence[Debrief], single: bool = False) -> list[SavedDebrief]:
        """Store debriefs with the plans, promises and checks that come of them.

        Raises Rejected with everything that is wrong, its keys under the place in the
        sequence (`[3].checks[0].play`) unless it is a `single` one.
        """
        with self._adding() as adding:
            saved = []
            for place, debrief in enumerate(debriefs):
                adding.links.at("" if single else f"[{place}]")
                saved.append(adding.debrief(debrief))
        return saved

    def add_reflections(
        self, reflections: Sequence[Reflection], replace: bool = False, single: bool = False
    ) -> list[Reflection]:
        """Store reflections, one a day; with `replace`, in the place of earlier ones.

        Raises Rejected as `add_debriefs` does.
        """
        with self._adding() as adding:
            saved = []
            for place, reflection in enumerate(reflections):
                adding.links.at("" if single else f"[{place}]")
                saved.append(adding.reflection(reflection, replace))
        return saved

    def add_play(
        self,
        if_: str,
        then: str,
        because: str | None = None,
        from_debrief: int | str | None = None,
    ) -> Play:
        """Store a plan, on trial while there is a place; or give the one with these words."""
        wanted = Play(if_=if_, then=then, because=because, created_at=self._clock())
        with self._adding() as adding:
            return adding.play(wanted, from_debrief)

    def change_play(
        self,
        id: int,  # noqa: A002 - the word of the domain
        *,
        state: str | None = None,
        if_: str | None = None,
        then: str | None = None,
        because: str | None = None,
    ) -> Play:
        """Give a plan another state or other words (an empty `because` takes it away).

        A fourth on trial, and the words of another plan that was not let go, are refused. As
        from all methods that change a plan, it comes without its checks and counts.
        """
        with self._changing() as changing:
            return changing.play(id, state, (if_, then, because))

    def check_play(self, check: Check, day: date) -> Play:
        """Store how a plan went, as a record of its own; `day` is the working day."""
        with self._changing() as changing:
            return changing.check(check, day)

    def add_promise(self, text: str, due: str | None = None) -> Promise:
        """Store a promise; `due` is an ISO date or date-time, as text."""
        with self._changing() as changing:
            return changing.add_promise(text, due)

    def close_promise(self, id: int, state: str, note: str | None = None) -> Promise:  # noqa: A002
        """Store that a promise was `kept` or `broken`, and when; without a note it keeps its own.

        One that is closed can be closed again, in another way.
        """
        with self._changing() as changing:
            return changing.close_promise(id, state, note)

    def set_focus(self, week: str, text: str, play: int | str | None = None) -> Focus:
        """Store the one thing of an ISO week, in the place of one that is there."""
        with self._changing() as changing:
            return changing.focus(week, text, play)

    @cached_property
    def _engine(self) -> Engine:
        migrations.make_or_upgrade(self.path)
        self._before_first_write()
        return engine_for(self.path)

    @contextmanager
    def _adding(self) -> Iterator[Adding]:
        """One transaction, in which nothing is stored if anything is wrong."""
        with self._saving() as saving:
            adding = Adding(saving)
            yield adding
            adding.links.refuse_problems()

    @contextmanager
    def _changing(self) -> Iterator[Changing]:
        """One transaction that changes what is there."""
        with self._saving() as saving:
            yield Changing(saving)

    @contextmanager
    def _saving(self) -> Iterator[Saving]:
        """One transaction; it is undone when an error leaves it."""
        try:
            with explained(self.path), self._engine.begin() as connection:
                saving = Saving(connection, self._clock(), self._command)
                yield saving
                saving.write()
        except DBAPIError as error:
            raise problem(self.path, error.orig) from None
