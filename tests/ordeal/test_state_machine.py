"""Whatever is done in whatever order: the journal holds what a plain dict holds.

To add something that can be done: a method of Model that does it to the dict (raising Refused
where the journal must say no), and a rule here that does it to both through `both`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from debrief_cli.acts.exported import Lines
from debrief_cli.errors import DebriefError, Rejected
from debrief_cli.records import Check, Customer, Debrief, NextTime, Promised, Reflection
from debrief_cli.store import backup, connection, exporting, restoring
from debrief_cli.store.files import is_new
from debrief_cli.store.journal import Journal
from debrief_cli.store.loop import focuses
from debrief_cli.store.merging import Verdicts
from debrief_cli.store.reading import open_reading
from ordeal.model import Model, Record, Refused, by_words

FIRST = datetime(2026, 3, 2, 9, 25, tzinfo=UTC)
# Few words, so that plans and days meet again; two of them differ in case and spaces alone.
words = st.sampled_from(["late refund", "Late  refund", "lost key", "é\x1b[2J'\"漢"])
ids = st.integers(1, 6)
kinds = st.sampled_from(["debrief", "reflection", "play", "promise"])
outcomes = st.sampled_from(["exceeded", "met", "below"])
days = st.dates(date(2026, 3, 2), date(2026, 3, 6))
weeks = st.sampled_from(["2026-W10", "2026-W11"])
# In memory where there is such a place: it is what is done that is looked at here, not the disk.
FOLDER = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


class Crash(Exception):
    """The program is gone in the middle of a write."""


class JournalAndDict(RuleBasedStateMachine):
    """Does the same to a journal and to a dict."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=FOLDER))
        self.path = self.folder / "journal.db"
        self.now = FIRST
        self.model = Model()
        self.journal = Journal(self.path, self.clock)
        self.backups: list[tuple[Path, Model]] = []
        self.exports: list[list[bytes]] = []

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def both(self, do: Callable[[Journal], Any], expect: Callable[[Model], Any]) -> None:
        """Do it to both, as one command: each refuses, or both do it and give the same id."""
        expected = self.model.kept()
        self.journal.command = str(uuid4())
        commands = self.commands()
        try:
            wanted = expect(expected)
        except Refused:
            with pytest.raises(DebriefError):
                do(self.journal)
            return
        made = do(self.journal)
        if self.commands() > commands:
            expected.done.append((self.model.records, expected.kept().records))
            expected.undone.clear()
        else:
            assert expected.records == self.model.records
        self.model = expected
        if isinstance(wanted, int):
            assert made == wanted

    def commands(self) -> int:
        """How many commands have changed something so far."""
        if is_new(self.path):
            return 0
        with closing(connection.to_read(self.path)) as asked:
            return int(asked.execute("SELECT count(*) FROM command").fetchone()[0])

    # What can be done

    @rule(
        situation=words, outcome=outcomes, then=st.none() | words, promise=st.none() | words,
    )  # fmt: skip
    def add_debrief(
        self, situation: str, outcome: str, then: str | None, promise: str | None
    ) -> None:
        given = debrief(situation, outcome, then, promise)
        self.both(
            lambda journal: journal.add_debriefs([given])[0].debrief.id,
            lambda model: model.debrief(situation, outcome, then, promise),
        )

    @rule(situation=words, then=words)
    def add_several_of_which_one_is_wrong(self, situation: str, then: str) -> None:
        good = debrief(situation, "met", then, None)
        with pytest.raises(Rejected):
            self.journal.add_debriefs([good, good._replace(next_time=NextTime(play=999))])

    @rule(day=days, further=words, replace=st.booleans())
    def reflect(self, day: date, further: str, replace: bool) -> None:
        given = Reflection(day, FIRST, (Customer("met"),), further=further)
        self.both(
            lambda journal: journal.add_reflections([given], replace)[0].id,
            lambda model: model.reflection(day, further, replace),
        )

    @rule(day=days, further=words)
    def reflect_with_a_plan(self, day: date, further: str) -> None:
        given = Reflection(day, FIRST, (Customer("met"),), further=further)

        def expect(model: Model) -> int:
            made = model.reflection(day, further, replace=False)
            model.play("the evening", further)
            return made

        self.both(
            lambda journal: journal.add_evening(given, ("the evening", further))[0].id, expect
        )

    @rule(if_=words, then=words)
    def add_play(self, if_: str, then: str) -> None:
        self.both(
            lambda journal: journal.add_play(if_, then).id, lambda model: model.play(if_, then)
        )

    @rule(
        number=ids,
        state=st.none() | st.sampled_from(["trying", "resting", "standard", "dropped"]),
        then=st.none() | words,
    )
    def change_play(self, number: int, state: str | None, then: str | None) -> None:
        self.both(
            lambda journal: journal.change_play(number, state=state, then=then) and None,
            lambda model: model.change_play(number, state, then),
        )

    @rule(number=ids, did=st.sampled_from(["yes", "partly", "forgot"]))
    def check_play(self, number: int, did: str) -> None:
        given = Check(number, True, did)
        self.both(
            lambda journal: journal.check_play(given, FIRST.date()) and None,
            lambda model: model.check(number, did),
        )

    @rule(text=words)
    def add_promise(self, text: str) -> None:
        self.both(lambda journal: journal.add_promise(text).id, lambda model: model.promise(text))

    @rule(number=ids, state=st.sampled_from(["kept", "broken"]), note=st.none() | words)
    def close_promise(self, number: int, state: str, note: str | None) -> None:
        self.both(
            lambda journal: journal.close_promise(number, state, note) and None,
            lambda model: model.close_promise(number, state, note),
        )

    @rule(week=weeks, text=words)
    def set_focus(self, week: str, text: str) -> None:
        self.both(
            lambda journal: journal.set_focus(week, text) and None,
            lambda model: model.focus(week, text),
        )

    @rule(number=ids, situation=words, outcome=outcomes)
    def edit(self, number: int, situation: str, outcome: str) -> None:
        def do(journal: Journal) -> None:
            with open_reading(self.path) as reading:
                seen = reading.debrief(number)
            if seen is None:
                raise DebriefError("It is not there.")
            journal.edit_debrief(seen, seen._replace(situation=situation, outcome=outcome))

        self.both(do, lambda model: model.edit(number, situation, outcome))

    @rule(kind=kinds, number=ids)
    def delete(self, kind: str, number: int) -> None:
        self.both(
            lambda journal: journal.delete(kind, number) and None,
            lambda model: model.delete(kind, number),
        )

    @rule(kind=kinds, number=ids)
    def purge(self, kind: str, number: int) -> None:
        expected = self.model.kept()
        try:
            expected.purge(kind, number)
        except Refused:
            with pytest.raises(DebriefError):
                self.journal.purge(kind, number)
        else:
            self.journal.purge(kind, number)
            self.model = expected

    @rule(steps=st.integers(1, 3))
    def undo(self, steps: int) -> None:
        moved = self.journal.undo(steps)
        assert len(moved) == min(steps, len(self.model.done))
        for _ in moved:
            self.model.undo()

    @rule(steps=st.integers(1, 3))
    def redo(self, steps: int) -> None:
        moved = self.journal.redo(steps)
        assert len(moved) == min(steps, len(self.model.undone))
        for _ in moved:
            self.model.redo()

    # What leads to another file and back

    @rule(freed=st.booleans())
    def back_up(self, freed: bool = True) -> None:
        if freed:  # the number of a promise, which must not be given again
            self.add_promise("lost key")
            self.delete("promise", self.model.last_id["promise"])
        if self.commands():
            self.backups.append((backup.make(self.path, self.clock()).path, self.model.kept()))

    @rule(which=st.integers(0, 3))
    def restore(self, which: int) -> None:
        """All is as it was then; what it replaces is a backup, from which the way leads back."""
        if not self.backups:
            self.back_up()
            return
        chosen, then = self.backups[which % len(self.backups)]
        replaced = restoring.restore(self.path, chosen, self.clock())
        assert replaced is not None
        self.backups.append((replaced, self.model))
        self.model = then.kept()
        # The exports know more than the journal does now: to import one changes something.
        self.exports.clear()
        self.look()
        if which % 2:
            self.undo(1)
            self.redo(1)
            self.look()
        else:
            self.add_debrief("lost key", "met", "late refund", "lost key")

    @rule()
    def export(self) -> None:
        self.exports.append(exported(self.path))

    @rule(which=st.integers(0, 3))
    def import_what_went_out_of_here(self, which: int) -> None:
        """It brings nothing: all of it is known, and what was erased since stays so."""
        if not self.exports:
            self.export()
            return
        lines = self.exports[which % len(self.exports)]
        commands = self.commands()
        verdicts = merged(self.journal, lines)
        assert not any(verdicts.of(what) for what in ("new", "changed", "erased", "deleted"))
        assert sum(verdicts.of("already_there").values()) == len(lines)
        assert self.commands() == commands

    @rule(
        change=st.sampled_from(["add", "edit", "delete"]),
        number=ids, situation=words, outcome=outcomes, then=st.none() | words,
    )  # fmt: skip
    def change_it_on_another_computer(
        self, change: str, number: int, situation: str, outcome: str, then: str | None
    ) -> None:
        """An empty journal takes all of it; what is changed there comes back as one command."""

        def do(journal: Journal) -> None:
            other = Journal(self.folder / "other.db", self.clock)
            try:
                merged(other, exported(self.path))
                assert by_words(found_in(other.path)) == by_words(self.model.visible())
                if change == "add":
                    other.add_debriefs([debrief(situation, outcome, then, situation)])
                else:
                    self.change_the_same(other, change, number, situation, outcome)
                merged(journal, exported(other.path))
            finally:
                other.path.unlink(missing_ok=True)

        def expect(model: Model) -> None:
            if change == "add":
                model.debrief(situation, outcome, then, situation)
            elif change == "edit":
                model.edit(number, situation, outcome)
            else:
                model.delete("debrief", number)

        self.both(do, expect)

    def change_the_same(
        self, other: Journal, change: str, number: int, situation: str, outcome: str
    ) -> None:
        """Edit or delete the debrief that has this number here."""
        with open_reading(self.path) as here, open_reading(other.path) as there:
            known = here.debrief(number)
            seen = there.debrief(there.debrief_id(known.uid) or 0) if known else None
        if seen is None or seen.id is None:
            raise DebriefError("It is not there.")
        if change == "edit":
            other.edit_debrief(seen, seen._replace(situation=situation, outcome=outcome))
        else:
            other.delete("debrief", seen.id)

    # What may happen at any moment

    @rule()
    def reopen(self) -> None:
        self.journal = Journal(self.path, self.clock)

    @rule(situation=words, then=words)
    def crash(self, situation: str, then: str) -> None:
        with suppress(Crash), self.journal._adding() as adding:
            adding.debrief(debrief(situation, "met", then, situation))
            adding._saving.write()
            raise Crash

    @rule()
    def power_cut(self) -> None:
        if not self.path.exists():
            return
        left = self.folder / "left"
        left.mkdir()
        writing = connection.to_write(self.path)
        writing.execute("PRAGMA cache_size = 1")
        writing.execute("BEGIN IMMEDIATE")
        for table in ("debrief", "play", "promise"):
            writing.execute(f"DELETE FROM {table}")  # noqa: S608
        for each in self.folder.glob("journal.db*"):
            shutil.copy(each, left)
        writing.execute("ROLLBACK")
        writing.close()
        for each in left.iterdir():
            each.replace(self.folder / each.name)
        left.rmdir()
        self.reopen()

    # What is found

    @rule()
    def look(self) -> None:
        assert found_in(self.path) == self.model.visible()

    def teardown(self) -> None:
        if hasattr(self, "path"):
            self.look()
            shutil.rmtree(self.folder)


def debrief(situation: str, outcome: str, then: str | None, promise: str | None) -> Debrief:
    """A debrief as the rules make it."""
    return Debrief(
        FIRST, FIRST.date(), situation, outcome,
        next_time=None if then is None else NextTime(then=then),
        promises=() if promise is None else (Promised(promise),),
    )  # fmt: skip


def exported(path: Path) -> list[bytes]:
    """The lines of an export."""
    with open_reading(path) as reading:
        return [f"{line}\n".encode() for _, line in exporting.lines(reading)]


def merged(journal: Journal, lines: list[bytes]) -> Verdicts:
    """Bring the lines of an export in."""
    with tempfile.TemporaryFile() as kept:
        incoming = Lines(kept)
        incoming.check(lines, lambda _: None)
        return journal.merge(incoming.records(lambda _: None))


def found_in(path: Path) -> dict[str, dict[int, Record]]:
    """All that a journal holds, as the dict has it."""
    with open_reading(path) as reading:
        with reading.snapshot() as asked:
            assert asked.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert asked.execute("PRAGMA foreign_key_check").fetchone() is None
            by_week = {each.id: {"week": each.week, "text": each.text} for each in focuses(asked)}
        return {
            "debrief": {
                each.id: {
                    "situation": each.situation,
                    "outcome": each.outcome,
                    "play": each.next_time.play if each.next_time else None,
                }
                for each in reading.debriefs()
            },
            "reflection": {
                each.id: {"day": each.day, "further": each.further}
                for each in reading.reflections()
            },
            "play": {
                each.id: {
                    "if": each.if_,
                    "then": each.then,
                    "state": each.state,
                    "checks": [check.did for check in each.checks],
                }
                for each in reading.plays()
            },
            "promise": {
                each.id: {"text": each.text, "state": each.state, "note": each.note}
                for each in reading.promises()
            },
            "focus": by_week,
        }


@pytest.mark.parametrize(
    ("runs", "steps"), [(100, 30), pytest.param(2_000, 50, marks=pytest.mark.soak)]
)
def test_the_journal_holds_what_a_dict_holds(runs: int, steps: int) -> None:
    """After any sequence of things done, refused, crashed and reopened, both are the same."""
    run_state_machine_as_test(
        JournalAndDict,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            derandomize=runs == 100,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
