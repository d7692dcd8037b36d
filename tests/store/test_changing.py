"""Plans, promises and the week's one thing after they were written down."""

import json
import sqlite3
import threading
from datetime import date

import pytest

from debrief_cli.errors import DebriefError
from debrief_cli.records import Check, NextTime, Promised
from debrief_cli.store.journal import Journal
from debrief_cli.store.uids import focus_uid

DAY = date(2026, 3, 2)


@pytest.fixture
def four(journal):
    """Three plans on trial and a fourth that waits."""
    return [journal.add_play(f"if {n}", f"then {n}", "why") for n in range(1, 5)]


@pytest.fixture
def documents(reading):
    """The documents of all revisions of a kind, the first first."""

    def read(kind):
        sql = "SELECT number, document FROM revision WHERE type = ? ORDER BY id"
        rows = reading().connection.execute(sql, (kind,)).fetchall()
        return [(number, json.loads(text)) for number, text in rows]

    return read


def states(reading):
    return [play.state for play in reading().plays()]


@pytest.mark.parametrize("state", ["resting", "standard", "dropped"])
def test_a_plan_can_have_any_state_and_come_back(journal, reading, four, state):
    """What was set aside, kept or let go can go on trial again, as long as there is a place."""
    journal.change_play(1, state=state)
    assert states(reading)[0] == state
    assert journal.change_play(1, state="trying").state == "trying"
    assert reading().play(1) == four[0]


@pytest.mark.usefixtures("four")
def test_a_fourth_on_trial_is_refused_by_name(journal, reading, documents):
    """The line names the three and a way to free a place; nothing at all is stored."""
    before = documents("play")
    with pytest.raises(DebriefError) as refused:
        journal.change_play(4, state="trying")
    assert refused.value.exit_code == 1
    assert all(f"p{n} “then {n}”" in refused.value.message for n in (1, 2, 3))
    assert "debrief playbook standard 1" in refused.value.hint
    assert states(reading) == ["trying"] * 3 + ["resting"]
    assert documents("play") == before


@pytest.mark.usefixtures("four")
def test_a_plan_that_is_on_trial_may_be_put_there_again(journal, documents):
    """What is so already is no change, and leaves no revision."""
    journal.change_play(1, state="trying", then="then 1")
    assert len(documents("play")) == 4


def test_a_change_of_words_keeps_everything_else(journal, reading, debrief, documents):
    """Id, uid, debrief, checks and counts stay; the revision has the whole plan."""
    given = debrief(next_time=NextTime("rings", "answer"), checks=())
    (saved,) = journal.add_debriefs([given])
    journal.add_debriefs([debrief(checks=(Check(1, True, "yes", "yes"),))])
    before = reading().play(1)
    journal.change_play(1, then="answer at once", because="they wait")
    after = reading().play(1)
    assert after == before._replace(then="answer at once", because="they wait")
    assert (after.from_debrief, after.worked) == (1, 1)
    number, document = documents("play")[-1]
    assert (number, document["then"], document["uid"]) == (2, "answer at once", before.uid)
    assert document["from_debrief"] == saved.debrief.uid
    assert journal.change_play(1, because="").because is None


def test_a_plan_remembers_a_debrief_that_is_gone(journal, path, debrief, documents):
    """A link to a record that this journal lost is not lost with a change of the plan."""
    (saved,) = journal.add_debriefs([debrief(next_time=NextTime("a", "b"))])
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM debrief")
    connection.close()
    journal.change_play(1, state="standard")
    assert documents("play")[-1][1]["from_debrief"] == saved.debrief.uid


@pytest.mark.usefixtures("four")
def test_the_words_of_another_plan_are_refused(journal, reading):
    """Unless that one was let go; and one that was let go does not come back as a double."""
    with pytest.raises(DebriefError, match="p2 says the same"):
        journal.change_play(1, if_="IF  2", then="then 2")
    journal.change_play(2, state="dropped")
    journal.change_play(1, if_="if 2", then="then 2")
    with pytest.raises(DebriefError, match="p1 says the same"):
        journal.change_play(2, state="resting")
    journal.change_play(1, because="the reason alone is no other plan")
    assert states(reading) == ["trying", "dropped", "trying", "resting"]


@pytest.mark.usefixtures("four")
def test_a_reworded_plan_is_met_by_its_new_words(journal):
    """Likeness follows the words: the new ones meet it, the old ones make another."""
    journal.change_play(1, if_="new", then="words")
    assert journal.add_play("NEW", "words").id == 1
    assert journal.add_play("if 1", "then 1").id == 5


def test_two_windows_cannot_both_take_the_last_place(path, clock, reading):
    """Each with its own engine: one plan goes on trial, the others are refused."""
    journal = Journal(path, clock)
    for number in range(8):
        journal.add_play("if", f"then {number}")
    journal.change_play(1, state="resting")
    refused = []

    def put_on_trial(number):
        try:
            Journal(path, clock).change_play(number, state="trying")
        except DebriefError as error:
            refused.append(error.message)

    threads = [threading.Thread(target=put_on_trial, args=(n,)) for n in (1, 4, 5, 6, 7, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 5
    assert all("Three at a time" in message for message in refused)
    assert states(reading).count("trying") == 3


def test_a_check_of_its_own_counts_and_has_a_uid(journal, reading, documents, four):
    """The plan shows it as given in the playbook; its revision means the same everywhere."""
    journal.check_play(Check(1, True, "yes", "mixed", "late"), DAY)
    journal.check_play(Check(four[0].uid, False), DAY)
    play = reading().play(1)
    assert (play.came_up, play.did, play.worked) == (1, 1, 0)
    first, second = play.checks
    assert first == (DAY, "playbook", None, True, "yes", "mixed", "late")
    assert (second.came_up, second.did) == (False, None)
    (number, document), (_, other) = documents("check")
    assert number == 1
    assert document.pop("uid") != other["uid"]
    assert document == {
        "play": four[0].uid, "came_up": True, "did": "yes", "worked": "mixed", "note": "late",
        "day": "2026-03-02", "position": 0,
    }  # fmt: skip


@pytest.mark.parametrize("reference", [9, "no such uid", 2**63])
def test_an_unknown_plan_is_refused(journal, documents, reference):
    """For a check, a change and a focus alike, and nothing is stored."""
    for act in (
        lambda: journal.check_play(Check(reference, False), DAY),
        lambda: journal.change_play(reference, state="resting"),
        lambda: journal.set_focus("2026-W10", "x", reference),
    ):
        with pytest.raises(DebriefError, match="There is no plan"):
            act()
    assert documents("check") == documents("focus") == []


def test_a_promise_is_opened_and_closed(journal, reading, clock, documents):
    """Closing says how and when; closing again changes it, and keeps the note."""
    made = journal.add_promise("ring back", "2026-03-04")
    assert (made.id, made.state, made.debrief, made.created_at) == (1, "open", None, clock.now)
    assert reading().promise(1) == made
    clock.forward(days=1)
    broken = journal.close_promise(1, "broken", "no stock; told her at once")
    assert reading().promise(1) == broken
    assert (broken.state, broken.closed_at) == ("broken", clock.now)
    clock.forward(days=1)
    kept = journal.close_promise(1, "kept")
    assert reading().promise(1) == kept
    assert kept == broken._replace(state="kept", closed_at=clock.now)
    assert [number for number, _ in documents("promise")] == [1, 2, 3]
    assert documents("promise")[1][1]["note"] == "no stock; told her at once"
    with pytest.raises(DebriefError, match="There is no promise 2"):
        journal.close_promise(2, "kept")


def test_a_closed_promise_keeps_its_debrief(journal, reading, debrief, documents):
    """The link shows as an id and is kept as a uid."""
    (saved,) = journal.add_debriefs([debrief(promises=(Promised("ring"),))])
    journal.close_promise(1, "kept")
    assert reading().promise(1).debrief == 1
    assert documents("promise")[-1][1]["debrief"] == saved.debrief.uid


def test_a_week_has_one_thing(journal, reading, documents, four):
    """A second replaces it under the same id; the uid follows from the week on every machine."""
    first = journal.set_focus("2026-W10", "one chat at a time")
    second = journal.set_focus("2026-W10", "then 2", 2)
    other = journal.set_focus("2026-W11", "then 2", four[1].uid)
    assert reading().focus("2026-W10") == second
    assert (first.id, first.uid) == (second.id, second.uid) == (1, focus_uid("2026-W10"))
    assert (other.id, other.play) == (2, 2)
    assert [number for number, _ in documents("focus")] == [1, 2, 1]
    assert documents("focus")[1][1] == {
        "week": "2026-W10", "text": "then 2", "play": four[1].uid, "uid": first.uid,
    }  # fmt: skip


@pytest.mark.parametrize("words", ["\x1b[2J‮\r\n", "'); DROP TABLE play; --", " x \n", "语言"])
def test_changed_text_comes_back_as_it_was_typed(journal, reading, words):
    """Control characters and markup are kept; nothing is run."""
    journal.add_play("a", "b")
    journal.change_play(1, if_=words, then=words, because=words)
    journal.check_play(Check(1, False, note=words), DAY)
    journal.add_promise(words)
    journal.close_promise(1, "broken", words)
    journal.set_focus("2026-W10", words)
    read = reading()
    assert read.play(1)[:2] == (words, words)
    assert read.play(1).because == read.play(1).checks[0].note == words
    assert (read.promise(1).text, read.promise(1).note) == (words, words)
    assert read.focus("2026-W10").text == words


@pytest.mark.usefixtures("four")
def test_a_state_that_is_none_is_refused(journal, reading):
    """The tables are the second line: no other state is ever stored."""
    with pytest.raises(DebriefError):
        journal.change_play(1, state="won")
    assert states(reading)[0] == "trying"
