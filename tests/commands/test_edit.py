"""What was saved can be changed: by flags, on its page, in the editor; undo takes it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from debrief_cli.prompts.scripted import CTRL_C

Run = Callable[..., Any]

WHOLE = {
    "outcome": "exceeded", "situation": "second call about a late refund", "channel": "phone",
    "contributions": ["named the first call"], "tags": ["refund"], "techniques": ["listen_fully"],
    "next_time": {"then": "name the first call"}, "promises": [{"text": "ring back"}],
    "answers": {"effort.mine": 2},
}  # fmt: skip
EVENING = {
    "customers": [{"customer": "man", "verdict": "met", "felt": "fine"}, {"verdict": "below"}],
    "further": "smile",
}


@pytest.fixture
def written(run: Run) -> Run:
    """A journal with one of each: debrief 1, plan 1, promise 1, reflection 1."""
    assert run("new", "--from", WHOLE).code == 0
    assert run("reflect", "--from", EVENING).code == 0
    return run


def shown(run: Run, name: str = "1") -> Any:
    """A record as JSON."""
    return run("show", name, "--json").json


def test_a_flag_takes_the_place_of_what_was_there(written: Run) -> None:
    """Only what was named changes; a list is replaced, not added to."""
    before = shown(written)
    edited = written("edit", "1", "--did", "gave a date", "--outcome", "met", "--json")
    assert edited.code == 0
    assert edited.json == shown(written)
    assert edited.json == {
        **before,
        "outcome": "met",
        "contributions": ["gave a date"],
        "updated_at": edited.json["updated_at"],
    }


@pytest.mark.parametrize(
    ("name", "key", "empty"),
    [
        ("tags", "tags", []),
        ("contributions", "contributions", []),
        ("next_time", "next_time", None),
        ("effort.mine", "answers", {}),
        ("answers.effort.mine", "answers", {}),
    ],
)
def test_clear_empties_one_answer(written: Run, name: str, key: str, empty: Any) -> None:
    """What was written by mistake can be taken out again."""
    assert written("edit", "1", "--clear", name).code == 0
    assert shown(written)[key] == empty


@pytest.mark.parametrize("name", ["situation", "outcome", "promises", "tag", "x"])
def test_what_an_entry_needs_cannot_be_emptied(written: Run, name: str) -> None:
    """A debrief without a situation would be none, and a promise is not forgotten so."""
    before = shown(written)
    refused = written("edit", "1", "--clear", name)
    assert refused.code == 2
    assert f"“{name}” cannot be emptied" in refused.err
    assert shown(written) == before


def test_a_wrong_value_changes_nothing(written: Run) -> None:
    """All problems are named, and the entry stays as it was."""
    before = shown(written)
    refused = written("edit", "1", "--outcome", "great", "--factor", "moon")
    assert refused.code == 2
    assert "outcome: “great”" in refused.err
    assert "factors[0].factor: “moon”" in refused.err
    assert shown(written) == before


def test_the_page_has_every_answer_and_changes_one(written: Run) -> None:
    """At a prompt the old answers stand there; a number opens one, Enter saves."""
    edited = written("edit", "1", typed=[("read", "3"), ("situation", "third call"), ("read", "")])
    assert edited.code == 0, edited.err
    assert shown(written)["situation"] == "third call"
    assert shown(written)["contributions"] == ["named the first call"]


def test_changes_cut_short_are_offered_when_it_is_opened_again(written: Run) -> None:
    """Ctrl-C on the page loses no confirmed answer, and touches nothing that is saved."""
    cut = written("edit", "1", typed=[("read", "3"), ("situation", "third call"), ("read", CTRL_C)])
    assert cut.code == 130
    assert "Go on with: debrief edit 1" in cut.err
    assert shown(written)["situation"] == "second call about a late refund"
    assert written("edit", "1", "--tag", "other").code == 0  # another window, meanwhile
    on = written("edit", "1", typed=[("press", ""), ("read", "")])
    assert on.code == 0, on.err
    assert (shown(written)["situation"], shown(written)["tags"]) == ("third call", ["other"])
    assert written("edit", "1", typed=[("read", "")]).code == 0  # nothing is left to offer


def test_a_draft_left_on_purpose_waits(written: Run) -> None:
    """q keeps the changes without saving them; n starts again from what is saved."""
    left = written("edit", "1", typed=[("read", "3"), ("situation", "x"), ("read", "q")])
    assert left.code == 0
    assert "Left 1 as it was saved" in left.err
    again = written("edit", "1", typed=[("press", "n"), ("read", "")])
    assert again.code == 0
    assert shown(written)["situation"] == "second call about a late refund"


def test_a_plan_and_a_promise_are_changed_by_their_flags(written: Run) -> None:
    """p1 and m1 are entries of their own; the debrief shows their new words."""
    assert written("edit", "p1", "--then", "give a date").code == 0
    assert written("edit", "m1", "--promise", "ring back::2026-03-09").code == 0
    assert shown(written)["next_time"]["then"] == "give a date"
    assert shown(written)["promises"] == [{"text": "ring back", "due": "2026-03-09"}]
    assert written("edit", "p1", "--tag", "x").code == 2


def test_a_plan_and_a_promise_are_changed_at_the_prompt(written: Run) -> None:
    """Each line has its old words; Enter keeps them."""
    lines = [("read", ""), ("read", "give a date"), ("read", "they can plan")]
    assert written("edit", "p1", typed=lines).code == 0
    plan = shown(written, "p1")
    assert (plan["then"], plan["because"]) == ("give a date", "they can plan")
    assert written("edit", "m1", typed=[("read", "call"), ("read", "2026-03-09")]).code == 0
    assert shown(written, "m1")["due"] == "2026-03-09"


def test_a_look_back_is_changed_on_its_page(written: Run) -> None:
    """Its customers and its thoughts, each by its number; a customer without a name has none."""
    before = shown(written, "r1")
    assert written("edit", "r1", typed=[("read", "")]).code == 0
    assert shown(written, "r1") == before
    assert (
        written("edit", "r1", typed=[("read", "2"), ("last.felt", "glad"), ("read", "")]).code == 0
    )
    after = shown(written, "r1")
    assert [c["felt"] for c in after["customers"]] == ["glad", None]
    assert [c["customer"] for c in after["customers"]] == ["man", None]
    assert after["further"] == "smile"


def test_without_a_terminal_nothing_is_asked(written: Run) -> None:
    """edit without a flag says what to do; delete and purge want --yes."""
    assert written("edit", "1").code == 2
    for command in ("delete", "purge"):
        refused = written(command, "1")
        assert refused.code == 1
        assert "--yes" in refused.err
    assert shown(written)["id"] == 1


def test_delete_asks_and_undo_brings_it_back(written: Run) -> None:
    """Enter alone deletes nothing."""
    before = shown(written)
    assert written("delete", "1", typed=[("press", "")]).code == 1
    assert shown(written) == before
    assert written("delete", "1", typed=[("press", "y")]).code == 0
    assert written("show", "1").code == 1
    assert written("report", "--json").json["debriefs"]["total"] == 0
    back = written("undo")
    assert back.out == "1 “second call about a late refund” is back.\n"
    after = shown(written)
    assert after | {"updated_at": 0} == before | {"updated_at": 0}


def test_history_tells_every_state(written: Run) -> None:
    """Each change with its keys, in words and as JSON; a deleted entry has one too."""
    written("edit", "1", "--situation", "other words", "--clear", "tags")
    written("delete", "1", "--yes")
    told = written("history", "1", "--json").json
    assert [(t["number"], t["deleted"], t["changed"]) for t in told] == [
        (1, False, []),
        (2, False, ["situation", "tags"]),
        (3, True, []),
    ]
    assert told[1]["document"]["situation"] == "other words"
    page = written("history", "1").out
    assert "second call about a late refund\n" in page
    assert "now: other words" in page
    assert "DELETED" in page


def test_purge_leaves_nothing_to_read(written: Run) -> None:
    """Neither show nor history nor undo has the words; the plan that came of it stays."""
    assert written("purge", "1", typed=[("press", "y")]).code == 0
    assert written("show", "1").code == 1
    assert "second call" not in written("history", "1").out
    assert written("show", "p1").code == 0
    assert written("purge", "1", "--yes").code == 1


def test_of_many_that_move_it_says_how_many(run: Run) -> None:
    """Undoing a large import must not fill the screen with its entries."""
    run("new", "--from", [WHOLE | {"situation": f"call {number}"} for number in range(9)])
    sorts = ("Written up", "Plans", "Promises")
    assert run("undo").out == "".join(f"{sort}: 9 gone again\n" for sort in sorts)
    assert run("redo").out == "".join(f"{sort}: 9 back\n" for sort in sorts)


def test_a_look_back_that_was_erased_is_not_written_again(written: Run) -> None:
    """Its day means the same on every machine, so that erasing it holds on all; said at once."""
    assert written("purge", "r1", "--yes").code == 0
    refused = written("reflect", "--from", EVENING)
    assert refused.code == 1
    assert "erased for good" in refused.err
    assert "erased for good" in written("reflect", typed=[]).err
    assert written("reflect", "--day", "yesterday", "--from", EVENING).code == 0


def test_undo_and_redo_say_when_there_is_nothing(run: Run) -> None:
    """Nothing to take back is no failure."""
    for command in ("undo", "redo"):
        done = run(command)
        assert (done.code, done.out) == (0, "")
        assert "nothing" in done.err


@pytest.mark.parametrize("name", ["x7", "", "-1", "f1", "9" * 16])
@pytest.mark.parametrize("command", ["edit", "delete", "purge", "history"])
def test_what_is_no_id_is_said_to_be_none(run: Run, command: str, name: str) -> None:
    """A slip in the id is a wrong word, not a failure."""
    assert run(command, "--", name).code == 2


def test_a_tag_is_renamed_everywhere(written: Run) -> None:
    """One that has both keeps one; undo brings the old names back."""
    written("new", "--outcome", "met", "--situation", "b", "--tag", "money", "--tag", "refund")
    assert written("tags", "rename", "refund", "money").code == 0
    assert shown(written)["tags"] == shown(written, "2")["tags"] == ["money"]
    written("undo")
    assert written("tags", "--json").json == [
        {"tag": "refund", "debriefs": 2},
        {"tag": "money", "debriefs": 1},
    ]
    assert written("tags", "rename", "refnd", "money").code == 1
    assert written("tags", "rename", "refund", "no good").code == 2


HASTY = {"outcome": "below", "situation": "voucher ran out yesterday"}
LOOK_BACK = [
    ("last.customer", "man collecting an order"), ("last.felt", ""), ("last.verdict", "a"),
    ("before.customer", ""), ("further", ""), ("tomorrow", ""), ("went_well", ""),
]  # fmt: skip


def test_reflect_offers_to_finish_what_was_written_in_haste(run: Run) -> None:
    """One key leads through the second and third step; the entry keeps its number and time."""
    run("new", "--from", HASTY)
    before = shown(run)
    evening = [
        *LOOK_BACK, ("press", "f"), ("evidence", ""), ("factors", "2"),
        ("contributions", "told them at once"), ("would_change", ""), ("next_time.if", ""),
        ("next_time.then", "look at the date"),
    ]  # fmt: skip
    assert run("reflect", typed=evening).code == 0
    after = shown(run)
    assert after["contributions"] == ["told them at once"]
    assert after["next_time"]["then"] == "look at the date"
    assert (after["id"], after["occurred_at"]) == (1, before["occurred_at"])
    assert run("edit", "1", typed=[("read", "")]).code == 0  # no draft is left


def test_one_left_in_haste_is_left_at_peace(run: Run) -> None:
    """Enter leaves it; a finished one, and one of another day, are not offered."""
    run("new", "--from", {**HASTY, "occurred_at": "2026-03-05T10:00:00-06:00"})
    run("new", "--from", {**HASTY, "contributions": ["said so"]})
    assert run("reflect", typed=LOOK_BACK).code == 0
    run("new", "--from", HASTY)
    assert run("reflect", "--replace", typed=[*LOOK_BACK, ("press", "")]).code == 0


def test_finishing_cut_short_keeps_the_answers(run: Run) -> None:
    """The evening is saved, and the half-finished entry goes on with edit."""
    run("new", "--from", HASTY)
    evening = [*LOOK_BACK, ("press", "f"), ("evidence", "s"), ("factors", CTRL_C)]
    assert run("reflect", typed=evening).code == 0
    assert run("show", "r1").code == 0
    assert shown(run)["evidence"] is None
    assert run("edit", "1", typed=[("press", ""), ("read", "")]).code == 0
    assert shown(run)["evidence"] == "said_so"


def test_half_a_line_of_a_change_is_kept(written: Run, journal: Any) -> None:
    """What stood on the line when it was cut short is there again when edit is opened next."""
    from debrief_cli.store.drafts import Drafts

    uid = shown(written)["uid"]
    drafts = Drafts(journal)
    draft = drafts.begin("edit", datetime(2026, 3, 6, tzinfo=UTC))
    drafts.keep(draft, {"record": uid, "gone": []})
    drafts.keep_half(draft, "situation", "third ca")
    drafts.close()
    page = [("press", ""), ("read", "3"), ("situation", "third call"), ("read", "")]
    on = written("edit", "1", typed=page)
    assert on.code == 0, on.err
    assert shown(written)["situation"] == "third call"


def test_changes_that_are_not_wanted_are_thrown_away(written: Run) -> None:
    """n at the offer leaves no draft behind; doctor has none to speak of."""
    left = [("read", "3"), ("situation", "x"), ("read", "q")]
    assert written("edit", "1", typed=left).code == 0
    assert "debrief today" in written("doctor").out
    assert written("edit", "1", typed=[("press", "n"), ("read", "")]).code == 0
    drafts = [f for f in written("doctor", "--json").json if f["name"] == "drafts"]
    assert drafts[0]["finding"] == "none"


def test_erasing_an_entry_erases_its_unsaved_changes(written: Run, journal: Any) -> None:
    """Words of an erased entry must not live on in a draft."""
    left = [("read", "3"), ("situation", "a secret change"), ("read", "q")]
    assert written("edit", "1", typed=left).code == 0
    assert written("purge", "1", "--yes").code == 0
    assert b"a secret change" not in journal.with_name("drafts.db").read_bytes()


def test_an_entry_that_went_while_it_was_changed_gives_its_text_back(
    written: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No draft could lead to it any more: what was typed is printed, to copy."""
    from debrief_cli.acts.review import Review

    run_page = Review.run

    def deleted_meanwhile(self: Review) -> Any:
        saves = run_page(self)
        monkeypatch.setattr(Review, "run", run_page)
        written("delete", "1", "--yes")
        return saves

    monkeypatch.setattr(Review, "run", deleted_meanwhile)
    done = written("edit", "1", typed=[("read", "3"), ("situation", "third call"), ("read", "")])
    assert done.code == 1


def test_history_speaks_in_words(written: Run) -> None:
    """No uid, no clerical key: what a person changed, as a person would say it."""
    written("edit", "1", "--check", "1:yes:yes", "--at", "2026-03-05T10:00:00-06:00")
    written("reflect", "--replace", "--from", {"customers": [{"verdict": "met", "debrief": 1}]})
    for name in ("1", "r1"):
        page = written("history", name).out
        assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", page), page
        assert "created_at" not in page
        assert "recorded" not in page


def test_changes_to_a_look_back_cut_short_are_offered_again(written: Run) -> None:
    """Ctrl-C on its page loses no confirmed answer, and touches nothing that is saved."""
    cut = [("read", "2"), ("last.felt", "glad"), ("read", CTRL_C)]
    stopped = written("edit", "r1", typed=cut)
    assert stopped.code == 130
    assert "Go on with: debrief edit r1" in stopped.err
    assert shown(written, "r1")["customers"][0]["felt"] == "fine"
    assert written("edit", "r1", typed=[("press", ""), ("read", "")]).code == 0
    assert shown(written, "r1")["customers"][0]["felt"] == "glad"
    assert written("edit", "r1", typed=[("read", "q")]).code == 0
    assert written("edit", "r1", typed=[("read", "")]).code == 0
