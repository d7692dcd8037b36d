"""Every change can be taken back, and done again."""

import pytest

from debrief_cli.errors import DebriefError
from debrief_cli.records import Check, NextTime, Promised
from debrief_cli.store.journal import Journal


@pytest.fixture
def command(path, clock):
    """A Journal as each call of the program opens one."""

    def new():
        clock.forward(minutes=1)
        return Journal(path, clock)

    return new


@pytest.fixture
def everything(reading):
    """All that a person can see of a journal."""

    def read():
        with reading() as journal:
            weeks = [f"2026-W{week:02}" for week in range(1, 54)]
            return (
                [d._replace(updated_at=None) for d in journal.debriefs()],
                [r._replace(updated_at=None) for r in journal.reflections()],
                journal.plays(),
                journal.promises(),
                [journal.focus(week) for week in weeks],
            )

    return read


def changes(debrief, reflection):
    """One of each thing that a command can do, in an order in which all are possible."""
    given = debrief(next_time=NextTime(then="x"), promises=(Promised("ring back"),))
    yield lambda j: j.add_debriefs([given, debrief()])
    yield lambda j: j.add_play("if", "then")
    yield lambda j: j.change_play(1, state="standard", then="other words")
    yield lambda j: j.add_reflections([reflection(checks=(Check(1, True, "yes", "yes"),))])
    yield lambda j: j.add_reflections([reflection()], replace=True)
    yield lambda j: j.check_play(Check(2, True, "partly"), reflection().day)
    yield lambda j: j.add_promise("call", "2026-03-09")
    yield lambda j: j.close_promise(1, "kept", "done")
    yield lambda j: j.set_focus("2026-W10", "slow down", 1)
    yield lambda j: j.set_focus("2026-W10", "slower")
    yield lambda j: j.edit_promise(2, "call twice", None)
    for kind in ("play", "promise", "reflection", "debrief"):
        yield lambda j, kind=kind: j.delete(kind, 1)
    yield lambda j: j.add_reflections([reflection()])


def test_each_kind_of_change_is_taken_back_and_done_again(command, everything, debrief, reflection):
    """After as many steps back the journal reads as it did; after as many on, as at the end."""
    seen = [everything()]
    for change in changes(debrief, reflection):
        change(command())
        seen.append(everything())
    for before in reversed(seen[:-1]):
        assert len(command().undo()) == 1
        assert everything() == before
    assert command().undo() == []
    for after in seen[1:]:
        assert len(command().redo()) == 1
        assert everything() == after
    assert command().redo() == []


def test_several_steps_at_once_are_as_many_single_ones(command, everything, debrief, reflection):
    """`undo 3` then `redo 3` ends where it began."""
    for change in changes(debrief, reflection):
        change(command())
    end = everything()
    assert len(command().undo(5)) == 5
    assert everything() != end
    assert len(command().redo(99)) == 5
    assert everything() == end


def test_a_command_is_taken_back_as_a_whole(command, everything, debrief):
    """What one call of the program wrote in several transactions goes together."""
    start = everything()
    journal = command()
    journal.add_debriefs([debrief(next_time=NextTime(then="x")), debrief()])
    journal.change_play(1, state="dropped")
    (moved,) = command().undo()
    assert {(each.kind, each.id) for each in moved} == {
        ("debrief", 1),
        ("debrief", 2),
        ("play", 1),
    }
    assert everything() == start


def test_a_new_change_ends_what_could_be_done_again(command, reading, debrief):
    """Redo never puts something old over something new."""
    command().add_debriefs([debrief()])
    command().undo()
    command().add_debriefs([debrief()])
    assert command().redo() == []
    assert reading().count() == 1


def test_an_id_is_never_given_twice(command, reading, debrief):
    """What was taken back keeps its number for when it comes again."""
    command().add_debriefs([debrief()])
    command().undo()
    command().add_debriefs([debrief(situation="another")])
    assert [each.id for each in reading().debriefs()] == [2]


def test_taking_back_leaves_the_history_whole(command, reading, debrief):
    """Undo adds to what was; it removes nothing."""
    command().add_debriefs([debrief()])
    command().delete("debrief", 1)
    command().undo()
    command().redo()
    rows = reading().connection.execute("SELECT deleted FROM revisions ORDER BY number").fetchall()
    assert rows == [(0,), (1,), (0,), (1,)]


def test_what_was_erased_for_good_stays_so(command, everything, path, debrief):
    """A purge is no step, and undoing what came before brings nothing of it back."""
    secret = "the one to forget"  # noqa: S105 - no password
    command().add_debriefs([debrief(situation=secret), debrief()])
    command().purge("debrief", 1)
    (moved,) = command().undo()
    assert [each.id for each in moved] == [2]
    command().redo()
    assert [each.id for each in everything()[0]] == [2]
    assert secret.encode() not in path.read_bytes()


def test_what_was_deleted_can_still_be_erased(command, path, debrief):
    """Deleting first must not be in the way of erasing."""
    command().add_debriefs([debrief(situation="forget me")])
    command().delete("debrief", 1)
    command().purge("debrief", 1)
    assert b"forget me" not in path.read_bytes()
    with pytest.raises(DebriefError, match="There is no debrief 1"):
        command().purge("debrief", 1)
    with pytest.raises(DebriefError, match="There is no debrief 1"):
        command().delete("debrief", 1)


def test_a_debriefs_plan_and_promise_outlive_it(command, reading, debrief):
    """Deleting what happened does not delete what is meant to happen."""
    given = debrief(next_time=NextTime(then="x"), promises=(Promised("ring back"),))
    command().add_debriefs([given])
    command().delete("debrief", 1)
    with reading() as journal:
        assert journal.count() == 0
        assert [(play.id, play.from_debrief) for play in journal.plays()] == [(1, None)]
        assert [(promise.id, promise.debrief) for promise in journal.promises()] == [(1, None)]
