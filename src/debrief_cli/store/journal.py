"""The journal as a place to write in: records in, and what was stored of them out."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import time
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy.exc import DBAPIError

from debrief_cli.records import Play
from debrief_cli.store import migrations
from debrief_cli.store.adding import Adding, SavedDebrief
from debrief_cli.store.changing import Changing
from debrief_cli.store.editing import Edited, Editing
from debrief_cli.store.engine import engine_for
from debrief_cli.store.merging import Merging, Verdicts, missing
from debrief_cli.store.naming import refuse_name_of_drafts
from debrief_cli.store.problems import explained, problem
from debrief_cli.store.saving import Saving
from debrief_cli.store.settling import Settling
from debrief_cli.store.undoing import Moved, Undoing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from debrief_cli.records import Check, Debrief, Focus, Promise, Reflection
    from debrief_cli.store.merging import Incoming

__all__ = ["Edited", "Journal", "Moved", "SavedDebrief"]


class Journal:
    """A journal file to write in; it is made by the first write.

    Each method is one short transaction: all of it is stored, or nothing. What one instance
    writes counts as one command, which is undone as a whole; `command` is its uid.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime],
        starts_at: time = time(4),
        before_first_write: Callable[[], None] = lambda: None,
    ) -> None:
        self.path = path
        self._before_first_write = before_first_write
        self._clock = clock
        self._starts_at = starts_at
        self.command = str(uuid4())

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

    def add_evening(
        self, reflection: Reflection, plan: tuple[str, str] | None, replace: bool = False
    ) -> tuple[Reflection, Play | None]:
        """Store a reflection and the plan (if and then) that comes of it: both or neither.

        Raises Rejected as `add_debriefs` does.
        """
        with self._adding() as adding:
            saved = adding.reflection(reflection, replace)
            wanted = plan and Play(if_=plan[0], then=plan[1], created_at=self._clock())
            return saved, adding.play(wanted, None) if wanted else None

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

    # What was saved, changed

    def edit_debrief(self, before: Debrief, after: Debrief) -> Edited:
        """Store what differs between a debrief as it was read and as it shall be.

        Raises Rejected or DebriefError as `add_debriefs` and `change_play` do.
        """
        with self._saving() as saving:
            adding = Adding(saving, self._settling(saving))
            changing = Changing(saving, self._settling(saving))
            edited = self._editing(saving).debrief(before, after, adding, changing)
            adding.links.refuse_problems()
        return edited

    def edit_reflection(self, before: Reflection, after: Reflection) -> Edited:
        """The same for a reflection; its day stays."""
        with self._saving() as saving:
            adding = Adding(saving, self._settling(saving))
            edited = self._editing(saving).reflection(before, after, adding)
            adding.links.refuse_problems()
        return edited

    def edit_promise(self, id: int, text: str, due: str | None) -> Promise:  # noqa: A002
        """Give a promise other words or another day (an ISO date or date-time, as text)."""
        with self._changing() as changing:
            return changing.reword_promise(id, text, due)

    def delete(self, kind: str, id: int) -> Mapping[str, Any]:  # noqa: A002
        """Take a record away; its last document. Its history stays, and undo brings it back."""
        with self._saving() as saving:
            return self._editing(saving).delete(kind, id)

    def purge(self, kind: str, id: int) -> None:  # noqa: A002
        """Erase a record with its history, for good; one that was deleted too."""
        with self._saving() as saving:
            self._editing(saving).purge(kind, id)

    def rename_tag(self, old: str, new: str) -> int:
        """Put one tag in the place of another; on how many debriefs it stood."""
        with self._saving() as saving:
            return self._editing(saving).rename_tag(old, new)

    def merge(self, records: Iterable[Incoming]) -> Verdicts:
        """Bring records from elsewhere together with those here; what came of each.

        What `records` raises leaves the journal as it was. Raises Rejected, too, if one of
        them is of another type here.
        """
        with self._saving() as saving:
            return Merging(saving, self._settling(saving), self._starts_at).merge(records)

    def add_missing(
        self, debriefs: Mapping[str, Debrief], reflections: Mapping[str, Reflection]
    ) -> Verdicts:
        """Store those that are not here and never were; what came of each type.

        The keys are the places they stood in. Raises Rejected as `add_debriefs` does.
        """
        verdicts = Verdicts()
        with self._saving() as saving:
            adding = Adding(saving, self._settling(saving))
            for place, debrief in missing(saving.ask, "debrief", debriefs, verdicts):
                adding.links.at(place)
                saved = adding.debrief(debrief)
                verdicts.add("new", "play", int(saved.play_is_new))
                verdicts.add("new", "promise", len(debrief.promises))
            for place, reflection in missing(saving.ask, "reflection", reflections, verdicts):
                adding.links.at(place)
                adding.reflection(reflection, replacing=False)
            adding.links.refuse_problems()
        return verdicts

    def undo(self, steps: int = 1) -> list[list[Moved]]:
        """Take back the last commands, each as a whole; fewer if there are no more."""
        return self._move("undo", steps)

    def redo(self, steps: int = 1) -> list[list[Moved]]:
        """Do again what `undo` took back last, unless something else was changed since."""
        return self._move("redo", steps)

    def _move(self, way: str, steps: int) -> list[list[Moved]]:
        done: list[list[Moved]] = []
        with self._saving(str(uuid4()), way) as saving:
            undoing = Undoing(saving, self._settling(saving))
            for _ in range(steps):
                moved = undoing.undo() if way == "undo" else undoing.redo()
                if moved is None:
                    break
                done.append(moved)
        return done

    def _editing(self, saving: Saving) -> Editing:
        return Editing(saving, self._settling(saving), self._starts_at)

    @cached_property
    def _engine(self) -> Engine:
        refuse_name_of_drafts(self.path)
        migrations.make_or_upgrade(self.path)
        self._before_first_write()
        return engine_for(self.path)

    @contextmanager
    def _adding(self) -> Iterator[Adding]:
        """One transaction, in which nothing is stored if anything is wrong."""
        with self._saving() as saving:
            adding = Adding(saving, self._settling(saving))
            yield adding
            adding.links.refuse_problems()

    @contextmanager
    def _changing(self) -> Iterator[Changing]:
        """One transaction that changes what is there."""
        with self._saving() as saving:
            yield Changing(saving, self._settling(saving))

    def _settling(self, saving: Saving) -> Settling:
        return Settling(saving, self._starts_at)

    @contextmanager
    def _saving(self, command: str = "", kind: str = "change") -> Iterator[Saving]:
        """One transaction; it is undone when an error leaves it."""
        try:
            with explained(self.path), self._engine.begin() as connection:
                saving = Saving(connection, self._clock(), command or self.command, kind)
                yield saving
                saving.write()
        except DBAPIError as error:
            raise problem(self.path, error.orig) from None
