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
from debrief_cli.store.engine import engine_for
from debrief_cli.store.problems import explained, problem
from debrief_cli.store.saving import Saving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from debrief_cli.records import Debrief, Reflection

__all__ = ["Journal", "SavedDebrief", "reflection_uid"]


class Journal:
    """A journal file to write in; it is made by the first write.

    Each method is one short transaction: all of it is stored, or nothing. What one instance
    writes counts as one command, which is undone as a whole.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.path = path
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

    @cached_property
    def _engine(self) -> Engine:
        migrations.make_or_upgrade(self.path)
        return engine_for(self.path)

    @contextmanager
    def _adding(self) -> Iterator[Adding]:
        """One transaction, in which nothing is stored if anything is wrong."""
        try:
            with explained(self.path), self._engine.begin() as connection:
                saving = Saving(connection, self._clock(), self._command)
                adding = Adding(saving)
                yield adding
                adding.links.refuse_problems()
                saving.write()
        except DBAPIError as error:
            raise problem(self.path, error.orig) from None
