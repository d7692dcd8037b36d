"""What comes of a reflection when it is saved."""

from datetime import date

import pytest

from debrief_cli.errors import Rejected
from debrief_cli.records import Check, Customer
from debrief_cli.store.uids import reflection_uid


def keys(refused):
    return [problem.key for problem in refused.value.problems]


def test_what_was_saved_is_what_is_read(journal, reading, debrief, reflection):
    """Every key comes back as it was given, links as ids, whichever way they were given."""
    play = journal.add_play("if", "then")
    (saved,) = journal.add_debriefs([debrief()])
    customers = (
        Customer("below", "a man", "phone", "angry", "the wait", "guess", "abusive", 1),
        Customer("met", debrief=saved.debrief.uid),
    )
    given = reflection(
        customers=customers,
        further="say it first",
        went_well="the start",
        tomorrow="ask Ops",
        focus="sometimes",
        checks=(Check(play.uid, True, "yes", "mixed", "late"),),
    )
    (stored,) = journal.add_reflections([given])
    assert reading().reflection(1) == reading().reflection_on(given.day) == stored
    assert [customer.debrief for customer in stored.customers] == [1, 1]
    assert stored.checks == (Check(play.id, True, "yes", "mixed", "late"),)
    assert stored.focus == "sometimes"
    assert reading().play(play.id).checks[0].given_in == "reflection"


def test_a_day_has_the_same_uid_on_every_machine(journal, reflection):
    """Two machines that reflect on one day mean the same record."""
    (stored,) = journal.add_reflections([reflection(date(2026, 3, 3), uid="ignored")])
    assert stored.uid == reflection_uid(date(2026, 3, 3)) == "b26386fd-5fe5-5903-850d-180a534eb48b"


def test_a_day_has_one_reflection(journal, reflection):
    """A second one is refused, in a later command and in the same batch, and the way is told."""
    journal.add_reflections([reflection()])
    with pytest.raises(Rejected) as refused:
        journal.add_reflections([reflection()], single=True)
    assert keys(refused) == ["day"]
    assert "--replace" in str(refused.value)
    twice = reflection(date(2026, 3, 4))
    with pytest.raises(Rejected) as refused:
        journal.add_reflections([twice, twice])
    assert keys(refused) == ["[1].day"]


def test_a_replacement_keeps_what_others_know_it_by(journal, reading, clock, reflection):
    """Its id, uid and time of making stay; its content, customers and checks are the new ones."""
    play = journal.add_play("if", "then")
    check = Check(play.id, True, "yes", "yes")
    (first,) = journal.add_reflections([reflection(tomorrow="ask", checks=(check, check))])
    clock.forward(hours=1)
    one = (Customer("below"),)
    (second,) = journal.add_reflections([reflection(customers=one, checks=(check,))], replace=True)
    assert (second.id, second.uid, second.created_at) == (first.id, first.uid, first.created_at)
    assert second.updated_at == clock.now
    with reading() as read:
        assert read.reflection(1) == second
        assert (second.tomorrow, second.customers) == (None, one)
        assert read.play(play.id).did == 1


def test_replacing_nothing_is_adding(journal, reading, reflection):
    """--replace may be given always; of one day's documents the last one stays."""
    journal.add_reflections([reflection(tomorrow="a"), reflection(tomorrow="b")], replace=True)
    assert [each.tomorrow for each in reading().reflections()] == ["b"]


def test_unknown_links_are_refused_by_key(journal, reflection):
    """A customer's debrief and a check's plan must be there."""
    given = reflection(
        customers=(Customer("met"), Customer("met", debrief=5)), checks=(Check(3, False),)
    )
    with pytest.raises(Rejected) as refused:
        journal.add_reflections([given], single=True)
    assert sorted(keys(refused)) == ["checks[0].play", "customers[1].debrief"]
    with pytest.raises(Rejected) as refused:
        journal.add_reflections([reflection(date(2026, 3, 1)), given])
    assert sorted(keys(refused)) == ["[1].checks[0].play", "[1].customers[1].debrief"]


def test_a_refused_replacement_leaves_the_old_one(journal, reading, reflection):
    """Nothing is taken away before its successor is sound."""
    (first,) = journal.add_reflections([reflection(tomorrow="ask")])
    with pytest.raises(Rejected):
        journal.add_reflections([reflection(checks=(Check(9, False),))], replace=True)
    assert reading().reflection(1) == first
