"""Journals that are given each other's exports hold the same, whatever happened to them."""

import contextlib
import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debrief_cli.acts.exported import Lines
from debrief_cli.errors import DebriefError, Rejected
from debrief_cli.records import Check, NextTime, Promised
from debrief_cli.store import exporting
from debrief_cli.store.journal import Journal
from debrief_cli.store.opening import OpenJournal

# What a person sees, without what is of one machine: ids, and the zone a change is told in.
VISIBLE = (
    "SELECT uid, occurred_at, day, channel, situation, outcome, play FROM debrief",
    "SELECT d.uid, l.kind, l.position, l.text FROM debrief_line l JOIN debrief d ON d.id = debrief",
    "SELECT d.uid, m.kind, m.position, m.name FROM debrief_mark m JOIN debrief d ON d.id = debrief",
    "SELECT d.uid, key, value FROM debrief_answer JOIN debrief d ON d.id = debrief",
    "SELECT uid, day, further FROM reflection",
    "SELECT r.uid, c.position, verdict, customer FROM reflection_customer c"
    " JOIN reflection r ON r.id = reflection",
    'SELECT uid, "if", "then", state, from_debrief FROM play',
    "SELECT uid, text, due, state, note, debrief FROM promise",
    "SELECT uid, week, text, play FROM focus",
    "SELECT c.uid, d.uid, r.uid, c.play, c.position, c.did FROM play_check c"
    " LEFT JOIN debrief d ON d.id = c.debrief LEFT JOIN reflection r ON r.id = c.reflection",
)
REVISIONS = "SELECT uid, type, number, time, device, command, deleted, document FROM revisions"


def exported(path):
    with OpenJournal(path) as journal:
        return [line for _, line in exporting.lines(journal)]


def bring(journal, lines):
    kept = Lines(BytesIO())
    kept.check([f"{line}\n".encode() for line in lines], lambda _: None)
    return journal.merge(kept.records(lambda _: None))


def ask(path, *queries):
    with closing(sqlite3.connect(path)) as connection:
        return [sorted(connection.execute(sql).fetchall(), key=repr) for sql in queries]


def union(paths):
    """The plain rule: all revisions of all, but of what was erased only the marks."""
    rows = {row for path in paths for row in ask(path, REVISIONS)[0]}
    erased = {row[0] for row in rows if row[-1] is None}
    return sorted((r for r in rows if r[-1] is None or r[0] not in erased), key=repr)


def seen(path):
    return ask(path, *VISIBLE)


def whole(path):
    return ask(path, REVISIONS, *VISIBLE)


def count(path, table):
    return len(ask(path, f"SELECT * FROM {table}")[0])  # noqa: S608 - a table of our own


ACTS = {
    "add": lambda j, n, make: j.add_debriefs([make(n, next_time=NextTime(then=f"x{n % 3}"))]),
    "promise": lambda j, n, make: j.add_debriefs([make(n, promises=(Promised(f"y{n}"),))]),
    "check": lambda j, n, _: j.check_play(Check(n % 3 + 1, True, "yes"), date(2026, 3, 2)),
    "play": lambda j, n, _: j.change_play(n % 3 + 1, state="resting" if n % 2 else "dropped"),
    "keep": lambda j, n, _: j.close_promise(n % 2 + 1, "kept", f"n{n}"),
    "focus": lambda j, n, _: j.set_focus(f"2026-W{10 + n % 2}", f"f{n}"),
    "delete": lambda j, n, _: j.delete(("debrief", "play", "promise")[n % 3], n % 2 + 1),
    "purge": lambda j, n, _: j.purge(("debrief", "play", "promise")[n % 3], n % 2 + 1),
    "undo": lambda j, n, _: j.undo(n % 2 + 1),
    "redo": lambda j, _n, _: j.redo(),
}
histories = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 11)), max_size=7)


@pytest.fixture
def made(tmp_path, clock, debrief, reflection):
    """Makes a journal with a history, at a path of its own."""
    numbers = iter(range(10**6))

    def make(history, start=()):
        path = tmp_path / f"{next(numbers)}" / "journal.db"
        bring(Journal(path, clock), start)
        further = str(next(numbers))
        Journal(path, clock).add_reflections([reflection(further=further)], replace=True)
        for act, number in history:
            # Machines have clocks of their own: some changes fall on the same moment.
            clock.now += timedelta(seconds=number % 2)
            with contextlib.suppress(DebriefError):
                ACTS[act](
                    Journal(path, clock),
                    number,
                    lambda n, **more: debrief(situation=f"s{n}", tags=("a",), **more),
                )
        return path

    return make


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    start=histories,
    three=st.lists(histories, min_size=2, max_size=3),
    order=st.randoms(use_true_random=False),
)
def test_in_any_order_and_any_number_of_times_all_end_the_same(made, clock, start, three, order):
    """Two or three machines that once held the same, each given what the others had, twice."""
    common = exported(made([("add", 0), ("promise", 1), *start]))
    then = clock.now
    paths = []
    for history in three:
        clock.now = then
        paths.append(made(history, common))
    exports = [exported(path) for path in paths]
    known = union(paths)
    for path in paths:
        for lines in order.sample([*exports, *exports], 2 * len(exports)):
            bring(Journal(path, clock), lines)
    first = whole(paths[0])
    assert first[0] == known
    for path in paths[1:]:
        assert whole(path) == first
    assert not any(bring(Journal(paths[0], clock), exported(paths[-1])).of("changed"))
    assert whole(paths[0]) == first


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(history=histories, later=histories)
def test_what_goes_out_and_comes_in_goes_out_again_the_same(made, tmp_path, clock, history, later):
    """An empty journal filled from an export gives the very same lines, in their order."""
    path = made([*history, *later])
    lines = exported(path)
    copy = tmp_path / "copies" / f"{path.parent.name}.db"
    bring(Journal(copy, clock), lines)
    assert exported(copy) == lines
    assert whole(copy) == whole(path)


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(here=histories, there=histories)
def test_an_import_is_taken_back_as_a_whole(made, clock, here, there):
    """undo brings back exactly what was to be seen; redo what came."""
    path, other = made(here), made(there)
    before = seen(path)
    bring(Journal(path, clock), exported(other))
    after = seen(path)
    if "purge" in {act for act, _ in [*here, *there]}:
        return
    clock.forward(minutes=1)
    assert len(Journal(path, clock).undo()) == 1
    assert seen(path) == before
    Journal(path, clock).redo()
    assert seen(path) == after


def test_a_record_keeps_the_number_it_has_here(journal, clock, debrief, tmp_path):
    """Numbers are of one journal: what comes in gets the next that were never used."""
    other = Journal(tmp_path / "other.db", clock)
    other.add_debriefs([debrief(situation="theirs"), debrief(situation="theirs too")])
    other.delete("debrief", 2)
    journal.add_debriefs([debrief(situation="mine")])
    bring(journal, exported(other.path))
    bring(journal, exported(other.path))
    assert ask(journal.path, "SELECT id, situation FROM debrief") == [[(1, "mine"), (2, "theirs")]]
    (saved,) = Journal(journal.path, clock).add_debriefs([debrief()])
    assert saved.debrief.id == 4  # 3 is that of the one that came deleted


def test_erased_anywhere_is_erased_everywhere(journal, clock, debrief, tmp_path):
    """A purge wins over later changes, takes the content away, and cannot be overrun."""
    journal.add_debriefs([debrief(situation="to be forgotten")])
    before = exported(journal.path)
    other = Journal(tmp_path / "other.db", clock)
    bring(other, before)
    other.purge("debrief", 1)
    clock.forward(hours=1)
    journal.delete("debrief", 1)
    assert bring(Journal(journal.path, clock), exported(other.path)).of("erased") == {"debrief": 1}
    bring(Journal(journal.path, clock), before)
    assert count(journal.path, "debrief") == 0
    assert b"to be forgotten" not in journal.path.read_bytes()
    assert exported(journal.path) == exported(other.path)


def test_of_two_contents_under_one_key_all_take_the_same(journal, clock, debrief, tmp_path):
    """A revision that was tampered with ends the same on every machine."""
    journal.add_debriefs([debrief(situation="aaa")])
    lines = exported(journal.path)
    other = Journal(tmp_path / "other.db", clock)
    bring(other, [line.replace("aaa", "bbb") for line in lines])
    theirs = exported(other.path)
    bring(other, lines)
    bring(Journal(journal.path, clock), theirs)
    assert whole(journal.path) == whole(other.path)
    assert seen(journal.path)[0][0][4] == "bbb"


def test_one_file_may_have_a_record_twice(journal, clock, reflection, tmp_path):
    """Exports of two machines one behind the other are as good as one after the other."""
    other = Journal(tmp_path / "other.db", clock)
    other.add_reflections([reflection(further="theirs")])
    clock.forward(hours=1)
    journal.add_reflections([reflection(further="mine")])
    lines = [*exported(other.path), *exported(journal.path), *exported(other.path)]
    third = Journal(tmp_path / "third.db", clock)
    bring(third, lines)
    bring(journal, lines)
    assert whole(third.path) == whole(journal.path)
    assert [row[2] for row in seen(third.path)[4]] == ["mine"]


def test_a_record_of_two_types_is_refused(journal, clock, debrief, tmp_path):
    """The line is named and nothing is changed."""
    journal.add_debriefs([debrief(uid="11111111-1111-4111-8111-111111111111")])
    other = Journal(tmp_path / "other.db", clock)
    other.add_promise("x")
    (line,) = exported(other.path)
    uid = json.loads(line)["uid"]
    before = journal.path.read_bytes()
    with pytest.raises(Rejected, match="line 1: is a promise there and a debrief here"):
        bring(journal, [line.replace(uid, "11111111-1111-4111-8111-111111111111")])
    assert journal.path.read_bytes() == before


def test_no_look_back_takes_the_place_of_one_that_was_erased(journal, clock, reflection):
    """It would have the uid of that day, and the next import would erase it too."""
    journal.add_reflections([reflection(further="to be forgotten")])
    journal.purge("reflection", 1)
    clock.forward(days=1)
    with pytest.raises(Rejected, match="day: the look back of 2026-03-03 was erased for good"):
        journal.add_reflections([reflection(further="new")])
    bring(journal, exported(journal.path))
    assert seen(journal.path)[4] == []
