"""A saved record is changed where it stands, and nobody's change is lost."""

import json

import pytest

from debrief_cli.errors import DebriefError, Rejected
from debrief_cli.records import Check, Customer, NextTime, Promised
from debrief_cli.store.journal import Journal
from debrief_cli.store.telling import history


@pytest.fixture
def stored(reading):
    def read(number=1):
        with reading() as journal:
            return journal.debrief(number)

    return read


def told(reading, kind="debrief", number=1):
    with reading() as journal:
        return history(journal.connection, kind, number)


def test_an_edit_changes_what_differs_and_nothing_else(journal, clock, stored, whole_debrief):
    """Every other key, the id and the day stay as they were."""
    journal.add_play("before", "then")
    journal.add_debriefs([whole_debrief()])
    before = stored()
    clock.forward(hours=1)
    journal.edit_debrief(before, before._replace(outcome="met", tags=("other",)))
    after = stored()
    assert after.updated_at > before.updated_at
    assert after == before._replace(outcome="met", tags=("other",), updated_at=after.updated_at)


def test_an_edit_that_changes_nothing_leaves_no_trace(journal, reading, stored, debrief):
    """Looking at an old answer is no change."""
    journal.add_debriefs([debrief()])
    journal.edit_debrief(stored(), stored())
    assert len(told(reading)) == 1


def test_two_edits_at_a_time_both_hold(journal, path, clock, reading, stored, debrief):
    """The second is told which keys the first changed; neither is lost, nor the history."""
    journal.add_debriefs([debrief()])
    seen = stored()
    clock.forward(minutes=1)
    first = Journal(path, clock).edit_debrief(seen, seen._replace(customer="a man"))
    clock.forward(minutes=1)
    second = Journal(path, clock).edit_debrief(seen, seen._replace(situation="other"))
    assert first.meanwhile == ()
    assert second.meanwhile == ("customer",)
    assert (stored().customer, stored().situation) == ("a man", "other")
    assert [each.changed for each in told(reading)] == [(), ("customer",), ("situation",)]


def test_other_words_for_a_plan_are_the_plans_own_change(journal, reading, stored, debrief):
    """A debrief only shows its plan: editing it there rewords it for all."""
    journal.add_debriefs([debrief(next_time=NextTime(then="x"))] * 2)
    before = stored()
    edited = journal.edit_debrief(
        before, before._replace(next_time=before.next_time._replace(then="y"))
    )
    assert (edited.play.id, edited.play_is_new) == (1, False)
    assert stored(2).next_time.then == "y"
    assert [each.changed for each in told(reading, "play")] == [(), ("then",)]
    assert len(told(reading)) == 1


def test_a_first_plan_given_later_is_made_like_any(journal, stored, debrief):
    """A debrief written in haste gets its plan when it is finished."""
    journal.add_debriefs([debrief()])
    before = stored()
    edited = journal.edit_debrief(before, before._replace(next_time=NextTime(then="x")))
    assert edited.play_is_new
    assert stored().next_time == NextTime("second call", "x", None, 1)


def test_a_plan_taken_off_a_debrief_stays_a_plan(journal, reading, stored, debrief):
    """The link goes; what one means to do stays."""
    journal.add_debriefs([debrief(next_time=NextTime(then="x"))])
    journal.edit_debrief(stored(), stored()._replace(next_time=None))
    assert stored().next_time is None
    with reading() as journal:
        assert [play.then for play in journal.plays()] == ["x"]


def test_promises_are_reworded_and_added_but_not_left_out(journal, reading, stored, debrief):
    """Leaving a line out of a document must not make a promise vanish."""
    journal.add_debriefs([debrief(promises=(Promised("ring back"),))])
    wanted = (Promised("ring back at noon", "2026-03-09"), Promised("send it"))
    journal.edit_debrief(stored(), stored()._replace(promises=wanted))
    assert stored().promises == wanted
    with reading() as journal_:
        assert [each.id for each in journal_.promises()] == [1, 2]
    with pytest.raises(DebriefError, match="not taken away"):
        journal.edit_debrief(stored(), stored()._replace(promises=wanted[:1]))


def test_checks_of_a_debrief_are_changed_in_it(journal, reading, stored, debrief):
    """A check belongs to where it was given."""
    journal.add_play("if", "then")
    journal.add_debriefs([debrief(checks=(Check(1, True, "forgot"),))])
    journal.edit_debrief(stored(), stored()._replace(checks=(Check(1, True, "yes", "yes"),)))
    with reading() as journal_:
        assert journal_.play(1).worked == 1
    with pytest.raises(Rejected, match="no plan 9"):
        journal.edit_debrief(stored(), stored()._replace(checks=(Check(9, True, "yes"),)))


def test_a_reflection_is_edited_like_a_debrief(journal, reading, debrief, reflection):
    """Its customers' links are found, its day stays."""
    journal.add_debriefs([debrief()])
    (before,) = journal.add_reflections([reflection()])
    wanted = (Customer("exceeded", "woman", debrief=1),)
    journal.edit_reflection(before, before._replace(customers=wanted, further="smile"))
    with reading() as journal_:
        after = journal_.reflection(1)
    assert (after.customers, after.further, after.day) == (wanted, "smile", before.day)


def test_history_tells_a_deleted_record_by_the_number_it_had(journal, reading, debrief):
    """What is gone can still be read, with what each change changed."""
    journal.add_debriefs([debrief()])
    journal.delete("debrief", 1)
    first, last = told(reading)
    assert (first.deleted, last.deleted) == (False, True)
    assert json.loads(json.dumps(last.document)) == first.document
    assert told(reading, "debrief", 2) == []


def test_what_is_not_there_cannot_be_changed(journal, stored, debrief):
    """A record that another window deleted meanwhile is said to be gone."""
    journal.add_debriefs([debrief()])
    seen = stored()
    journal.delete("debrief", 1)
    with pytest.raises(DebriefError, match="There is no debrief 1"):
        journal.edit_debrief(seen, seen._replace(outcome="met"))
    with pytest.raises(DebriefError, match="There is no debrief 1"):
        journal.delete("debrief", 1)
