"""Every change leaves a revision: the whole record as it then was."""

import json
from datetime import datetime, timedelta

import pytest

from debrief_cli.records import Check, Customer, NextTime, Promised
from debrief_cli.store.journal import Journal


@pytest.fixture
def revisions(reading):
    def read(kind):
        query = "SELECT * FROM revisions WHERE type = ? ORDER BY time"
        cursor = reading().connection.execute(query, (kind,))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    return read


def test_each_record_that_a_debrief_makes_has_its_own(journal, revisions, debrief):
    """Undo and merging need the debrief, its plan and its promise one by one."""
    given = debrief(next_time=NextTime(then="x"), promises=(Promised("ring back"),))
    (saved,) = journal.add_debriefs([given])
    for kind in ("debrief", "play", "promise"):
        (found,) = revisions(kind)
        assert (found["number"], found["deleted"]) == (1, 0)
        assert datetime.fromisoformat(found["time"]) == saved.debrief.created_at


def test_a_document_means_the_same_on_every_machine(journal, revisions, whole_debrief):
    """Links are uids; there is no local id and nothing that is found from elsewhere."""
    play = journal.add_play("before", "then")
    (saved,) = journal.add_debriefs([whole_debrief()])
    document = json.loads(revisions("debrief")[0]["document"])
    assert not {"id", "day", "updated_at", "promises"} & set(document)
    assert document["uid"] == saved.debrief.uid
    assert document["occurred_at"] == "2026-03-02T09:25:00-06:00"
    assert document["next_time"] == {"play": saved.play.uid}
    assert [check["play"] for check in document["checks"]] == [play.uid, play.uid]
    assert document["kudos"][0] == {"to": "Ann", "for": "the date"}
    assert document["answers"] == {
        "effort.mine": 2,
        "judgement.sign_off": True,
        "story.line": "like a friend",
    }
    plan = json.loads(revisions("play")[1]["document"])
    assert plan == {
        "if": "it is the second call",
        "then": "name the first",
        "because": "they feel known",
        "created_at": "2026-03-02T09:25:00-06:00",
        "state": "trying",
        "uid": saved.play.uid,
        "from_debrief": saved.debrief.uid,
    }
    promise = json.loads(revisions("promise")[0]["document"])
    assert promise["debrief"] == saved.debrief.uid
    assert (promise["text"], promise["state"]) == ("ring back", "open")


def test_a_reflections_document_keeps_its_day(journal, revisions, debrief, reflection):
    """The day of a reflection is its own, and its customers' debriefs are uids."""
    (saved,) = journal.add_debriefs([debrief()])
    journal.add_reflections([reflection(customers=(Customer("met", debrief=1),))])
    document = json.loads(revisions("reflection")[0]["document"])
    assert document["day"] == "2026-03-03"
    assert document["customers"][0]["debrief"] == saved.debrief.uid


def test_what_one_command_wrote_is_known(path, clock, revisions, debrief):
    """All revisions of one Journal carry one command; those of another, another."""
    for _ in range(2):
        journal = Journal(path, clock)
        journal.add_debriefs([debrief(), debrief()])
        journal.add_debriefs([debrief()])
    commands = [each["command"] for each in revisions("debrief")]
    assert sorted(commands.count(command) for command in set(commands)) == [3, 3]


def test_a_journal_is_one_device(path, clock, revisions, debrief):
    """The device is drawn once and stays."""
    for _ in range(2):
        Journal(path, clock).add_debriefs([debrief()])
    assert len({each["device"] for each in revisions("debrief")}) == 1


@pytest.mark.parametrize("back", [0, 90])
def test_revisions_of_a_record_go_forward_whatever_the_clock(
    journal, clock, revisions, reflection, back
):
    """With a clock that stands or is set back, the later change still comes later."""
    journal.add_reflections([reflection()])
    clock.forward(minutes=-back)
    (second,) = journal.add_reflections([reflection()], replace=True)
    first, last = revisions("reflection")
    assert (first["number"], last["number"]) == (1, 2)
    times = [datetime.fromisoformat(each["time"]) for each in (first, last)]
    assert times[1] - times[0] == timedelta(microseconds=1)
    assert second.updated_at == times[1]


def test_the_local_id_stays_known(journal, reading, debrief):
    """A deleted record can come back under the number it had."""
    journal.add_debriefs([debrief(), debrief()])
    query = "SELECT record FROM revision WHERE type = 'debrief' ORDER BY id"
    assert reading().connection.execute(query).fetchall() == [(1,), (2,)]


def test_a_check_is_a_part_of_what_it_was_given_in(journal, revisions, debrief):
    """A plan's own revision does not change with the checks that others give of it."""
    journal.add_play("if", "then")
    journal.add_debriefs([debrief(checks=(Check(1, True, "yes"),))])
    assert len(revisions("play")) == 1
