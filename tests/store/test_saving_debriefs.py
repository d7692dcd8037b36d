"""What comes of a debrief when it is first saved."""

import sqlite3
from datetime import timedelta
from uuid import uuid4

import pytest

from debrief_cli.errors import JournalProblem, Rejected
from debrief_cli.records import Check, NextTime, Promised
from debrief_cli.store.reading import Filter


def problems(refused):
    return {problem.key: problem.message for problem in refused.value.problems}


def test_what_was_saved_is_what_is_read(journal, reading, whole_debrief):
    """Every key comes back as it was given, and as the save said."""
    journal.add_play("before", "then")
    given = whole_debrief()
    (saved,) = journal.add_debriefs([given])
    assert reading().debrief(saved.debrief.id) == saved.debrief
    kept = saved.debrief._replace(id=0, uid="", created_at=None, updated_at=None)
    assert kept == given._replace(next_time=given.next_time._replace(play=2))


def test_a_debrief_knows_when_it_was_made(journal, clock, debrief):
    """Ids, uids and the times of making are the journal's to give."""
    (saved,) = journal.add_debriefs([debrief()])
    assert saved.debrief.id == 1
    assert len(saved.debrief.uid) == 36
    assert saved.debrief.created_at == saved.debrief.updated_at == clock.now


def test_a_uid_that_was_given_is_kept(journal, reading, debrief):
    """A draft and the debrief that came of it have one uid."""
    uid = str(uuid4())
    journal.add_debriefs([debrief(uid=uid)])
    assert reading().debrief(1).uid == uid


def test_a_uid_is_used_once(journal, debrief):
    """The same draft cannot be saved twice."""
    journal.add_debriefs([debrief(uid="one")])
    with pytest.raises(Rejected) as refused:
        journal.add_debriefs([debrief(uid="one")], single=True)
    assert list(problems(refused)) == ["uid"]
    with pytest.raises(Rejected) as refused:
        journal.add_debriefs([debrief(uid="two"), debrief(uid="two")])
    assert list(problems(refused)) == ["[1].uid"]


def test_next_time_makes_a_plan(journal, reading, clock, debrief):
    """The plan starts on trial, from that debrief, at the time of the call."""
    given = debrief(next_time=NextTime(then="give a date", because="they can plan"))
    (saved,) = journal.add_debriefs([given])
    assert saved.play_is_new
    assert saved.debrief.next_time == NextTime("second call", "give a date", "they can plan", 1)
    clock.forward(days=1)
    play = reading().play(1)
    assert play == saved.play
    assert (play.if_, play.then, play.because) == ("second call", "give a date", "they can plan")
    assert (play.state, play.from_debrief, play.created_at) == ("trying", 1, given.occurred_at)


def test_the_fourth_plan_waits(journal, debrief):
    """At most three plans are on trial, also within one batch."""
    given = [debrief(next_time=NextTime(then=f"do {n}")) for n in range(4)]
    saved = journal.add_debriefs(given)
    assert [each.play.state for each in saved] == ["trying", "trying", "trying", "resting"]
    (fifth,) = journal.add_debriefs([debrief(next_time=NextTime(then="do 5"))])
    assert fifth.play.state == "resting"


@pytest.mark.parametrize("then", ["Give a  date ", "give\ta\nDATE", "  give a date"])
def test_the_same_words_mean_the_same_plan(journal, reading, debrief, then):
    """Case and spaces apart, a plan is not made twice but met again."""
    journal.add_debriefs([debrief(next_time=NextTime(then="give a date"))])
    (saved,) = journal.add_debriefs([debrief(next_time=NextTime("SECOND  call", then))])
    assert not saved.play_is_new
    assert saved.debrief.next_time == NextTime("second call", "give a date", None, 1)
    assert len(reading().plays()) == 1


def test_the_same_words_in_one_batch_mean_the_same_plan(journal, debrief):
    """Nor is a plan made twice by one document."""
    given = [debrief(next_time=NextTime(then="give a date")) for _ in range(3)]
    saved = journal.add_debriefs(given)
    assert [(each.play.id, each.play_is_new) for each in saved] == [
        (1, True),
        (1, False),
        (1, False),
    ]


def test_where_one_sentence_ends_matters(journal, debrief):
    """Words moved from "if" to "then" make another plan."""
    given = [NextTime("a b", "c"), NextTime("a", "b c")]
    saved = journal.add_debriefs([debrief(next_time=each) for each in given])
    assert [each.play.id for each in saved] == [1, 2]


def test_a_plan_that_was_let_go_is_not_met_again(journal, path, debrief):
    """What was let go may be tried anew, as a new plan."""
    journal.add_debriefs([debrief(next_time=NextTime(then="give a date"))])
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE play SET state = 'dropped'")
    connection.close()
    (saved,) = journal.add_debriefs([debrief(next_time=NextTime(then="give a date"))])
    assert (saved.play.id, saved.play_is_new) == (2, True)


@pytest.mark.parametrize("empty", [NextTime(), NextTime("when"), NextTime("when", "")])
def test_a_next_time_without_an_act_is_none(journal, debrief, empty):
    """An "if" alone is no plan."""
    (saved,) = journal.add_debriefs([debrief(next_time=empty)])
    assert saved.debrief.next_time is None
    assert saved.play is None


def test_a_next_time_with_a_plan_shows_the_plans_words(journal, debrief):
    """By id or by uid, one's own words beside it change nothing."""
    play = journal.add_play("it rains", "take an umbrella", "dry")
    for reference in (play.id, play.uid):
        given = NextTime("other", "words", play=reference)
        (saved,) = journal.add_debriefs([debrief(next_time=given)])
        assert saved.debrief.next_time == NextTime("it rains", "take an umbrella", "dry", play.id)
        assert (saved.play, saved.play_is_new) == (play, False)


def test_promises_become_records_of_their_own(journal, reading, debrief):
    """Each is open, from that debrief, made at the time of the call."""
    given = debrief(promises=(Promised("ring back", "2026-03-04"), Promised("look it up")))
    journal.add_debriefs([given])
    first, second = reading().promises()
    assert (first.text, first.due, first.state) == ("ring back", "2026-03-04", "open")
    assert (first.debrief, first.created_at, first.closed_at) == (1, given.occurred_at, None)
    assert (second.text, second.due) == ("look it up", None)


def test_checks_count_for_their_plan(journal, reading, debrief):
    """A plan's evidence is what the checks given anywhere say, and nothing else."""
    play = journal.add_play("it rains", "take an umbrella")
    answers = [
        Check(play.id, True, "yes", "yes"),
        Check(play.uid, True, "yes", "no"),
        Check(play.id, True, "partly", "yes"),
        Check(play.id, True, "forgot"),
        Check(play.id, False),
    ]
    days = [timedelta(days=n) for n in range(len(answers))]
    journal.add_debriefs(
        [
            debrief(occurred_at=debrief().occurred_at - day, checks=(check,))
            for day, check in zip(days, answers, strict=True)
        ]
    )
    found = reading().play(play.id)
    assert (found.came_up, found.did, found.partly, found.worked) == (4, 2, 1, 1)
    assert [check.given_id for check in found.checks] == [5, 4, 3, 2, 1]  # the oldest first
    assert {check.given_in for check in found.checks} == {"debrief"}
    assert found.checks[0].day == (debrief().day - days[4])


def test_unknown_plans_are_refused_by_key(journal, debrief):
    """Every link that leads nowhere is named, with the place of its document."""
    given = [
        debrief(),
        debrief(checks=(Check(9, False), Check("nobody", False)), next_time=NextTime(play=7)),
        debrief(checks=(Check(10**30, False),)),
    ]
    with pytest.raises(Rejected) as refused:
        journal.add_debriefs(given)
    assert problems(refused) == {
        "[1].checks[0].play": "there is no plan 9",
        "[1].checks[1].play": "there is no plan nobody",
        "[1].next_time.play": "there is no plan 7",
        "[2].checks[0].play": f"there is no plan {10**30}",
    }
    with pytest.raises(Rejected) as refused:
        journal.add_debriefs([debrief(checks=(Check(9, False),))], single=True)
    assert list(problems(refused)) == ["checks[0].play"]


def test_a_later_document_may_refer_to_what_an_earlier_one_made(journal, reading, debrief):
    """A batch reads like the same documents one after the other."""
    journal.add_debriefs(
        [debrief(next_time=NextTime(then="give a date")), debrief(checks=(Check(1, True, "yes"),))]
    )
    assert reading().play(1).did == 1


def test_a_debrief_cannot_check_the_plan_it_makes(journal, debrief):
    """A check is about a plan that was there before."""
    given = debrief(next_time=NextTime(then="give a date"), checks=(Check(1, True),))
    with pytest.raises(Rejected):
        journal.add_debriefs([given])


def test_one_bad_document_keeps_all_out(journal, reading, debrief):
    """A batch is stored whole or not at all."""
    journal.add_debriefs([debrief(situation="before")])
    bad = debrief(checks=(Check(9, False),))
    with pytest.raises(Rejected):
        journal.add_debriefs([debrief(next_time=NextTime(then="x")), bad, debrief()])
    with reading() as read:
        assert [each.situation for each in read.debriefs()] == ["before"]
        assert read.plays() == []
        assert read.connection.execute("SELECT count(*) FROM revisions").fetchone() == (1,)


def test_a_value_off_its_list_keeps_all_out_too(journal, reading, debrief):
    """What slips past every check of a form still cannot enter, and says no words of anyone."""
    given = [debrief(), debrief(outcome="splendid", situation="secret")]
    with pytest.raises(JournalProblem) as refused:
        journal.add_debriefs(given)
    assert "secret" not in f"{refused.value} {refused.value.hint} {refused.value.__cause__}"
    assert reading().count() == 0


def test_an_id_is_never_used_again(journal, path, debrief):
    """A number that somebody noted down cannot come to mean another debrief."""
    journal.add_debriefs([debrief(), debrief(next_time=NextTime(then="x"))])
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DELETE FROM debrief")
    connection.execute("DELETE FROM play")
    connection.close()
    (saved,) = journal.add_debriefs([debrief(next_time=NextTime(then="y"))])
    assert (saved.debrief.id, saved.play.id) == (3, 2)


def test_thousands_go_in_at_once(journal, reading, debrief):
    """A long batch is stored in one transaction, in its order."""
    given = [debrief(situation=f"call {n}", tags=("a", "b", "c")) for n in range(3_000)]
    journal.add_debriefs(given)
    with reading() as read:
        assert read.count(Filter(tag=("b",))) == 3_000
        assert read.debrief(2_000).situation == "call 1999"


def test_plans_can_be_added_by_themselves(journal, reading, debrief):
    """The same rules hold: three on trial, no words twice, a debrief that exists."""
    (saved,) = journal.add_debriefs([debrief()])
    plays = [journal.add_play("if", f"then {n}", from_debrief=saved.debrief.id) for n in range(4)]
    assert [play.state for play in plays] == ["trying", "trying", "trying", "resting"]
    assert journal.add_play("IF", "then  2", from_debrief=saved.debrief.uid) == plays[2]
    with reading() as read:
        assert read.plays() == plays
        assert read.plays(("resting",)) == plays[3:]
    with pytest.raises(Rejected) as refused:
        journal.add_play("if", "then", from_debrief=9)
    assert problems(refused) == {"from_debrief": "there is no debrief 9"}
