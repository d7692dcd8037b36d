"""debrief new: by flags, by documents, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
GOOD = {"outcome": "exceeded", "situation": "return without a receipt"}


def count(run: Run) -> int:
    """How many debriefs the journal has."""
    return len(run("list", "--json").json)


def test_two_flags_save_without_asking(run: Run) -> None:
    """With outcome and situation nothing is asked, and the first id is 1."""
    saved = run("new", "--outcome", "met", "--situation", "late parcel", typed=[])
    assert (saved.code, saved.out.split(".")[0]) == (0, "Saved as 1")


def test_every_answer_has_a_flag(run: Run) -> None:
    """What the flags say comes back as the document."""
    saved = run(
        "new", "--outcome", "below", "--situation", "voucher ran out", "--customer", "caller",
        "--channel", "phone", "--at", "2026-03-02T09:25:00-06:00", "--reference", "A-17",
        "--evidence", "said_so", "--customer-words", "not again", "--expectation", "the discount",
        "--did", "told them at once", "--did", "offered the match price",
        "--would-change", "check the date", "--factor", "policy_or_authority",
        "--factor", "system_or_tool:helped:quick today", "--technique", "offer_options",
        "--tag", "voucher", "--stage", "discover", "--stage", "greet:worked:calm hello",
        "--if", "a voucher ran out", "--then", "look at the date", "--because", "it is fair",
        "--kudos", "night shift::found it", "--promise", "ring back::2026-03-09",
        "--answer", "effort.mine=4", "--answer", "attention.assumption_right=no", "--json",
    )  # fmt: skip
    assert saved.code == 0, saved.err
    made = saved.json
    expected = {
        "id": 1, "occurred_at": "2026-03-02T09:25:00-06:00", "day": "2026-03-02",
        "channel": "phone", "customer": "caller", "reference": "A-17", "outcome": "below",
        "situation": "voucher ran out", "evidence": "said_so", "customer_words": "not again",
        "expectation": "the discount", "conduct": None,
        "contributions": ["told them at once", "offered the match price"],
        "would_change": ["check the date"], "techniques": ["offer_options"], "tags": ["voucher"],
        "factors": [
            {"factor": "policy_or_authority", "direction": "hurt", "note": None},
            {"factor": "system_or_tool", "direction": "helped", "note": "quick today"},
        ],
        "stages": [
            {"stage": "discover", "verdict": "turned", "note": None},
            {"stage": "greet", "verdict": "worked", "note": "calm hello"},
        ],
        "next_time": {
            "if": "a voucher ran out", "then": "look at the date", "because": "it is fair",
            "play": 1,
        },
        "answers": {"effort.mine": 4, "attention.assumption_right": False},
        "kudos": [{"to": "night shift", "for": "found it"}],
        "promises": [{"text": "ring back", "due": "2026-03-09"}], "checks": [],
    }  # fmt: skip
    assert {key: made[key] for key in expected} == expected


def test_a_document_says_the_same_as_the_flags(run: Run) -> None:
    """What --json printed can be given back, less what the journal gives."""
    first = run("new", "--outcome", "exceeded", "--situation", "x", "--did", "y", "--json").json
    own = ("id", "uid", "day", "created_at", "updated_at")
    document = {key: value for key, value in first.items() if key not in own}
    second = run("new", "--from", document, "--json").json
    assert {k: v for k, v in second.items() if k not in own} == document


@pytest.mark.parametrize(
    ("outcome", "direction", "verdict"),
    [("below", "hurt", "turned"), ("exceeded", "helped", "worked"), ("met", "helped", "worked")],
)
def test_a_bare_cause_takes_its_direction_from_the_outcome(
    run: Run, outcome: str, direction: str, verdict: str
) -> None:
    """After worse it hurt and turned; otherwise it helped and worked."""
    made = run(
        "new", "--outcome", outcome, "--situation", "x", "--factor", "queue_or_wait",
        "--stage", "resolve", "--json",
    ).json  # fmt: skip
    assert made["factors"][0]["direction"] == direction
    assert made["stages"][0]["verdict"] == verdict


def test_all_problems_are_said_at_once(run: Run) -> None:
    """One run names everything that is wrong, each by its key."""
    refused = run(
        "new", "--outcome", "exeeded", "--factor", "queue_or_wai", "--at", "tomorrow",
        "--tag", "Late Refund", "--answer", "effort.mine=9", "--answer", "effort.min=1",
        "--answer", "nothing",
    )  # fmt: skip
    assert refused.code == 2
    for said in (
        "outcome: ", "did you mean exceeded?", "situation: is missing (--situation)",
        "factors[0].factor: ", "did you mean queue_or_wait?", "occurred_at: ", "in the future",
        "tags[0]: ", "write late_refund", "answers.effort.mine: ", "from 1 to 5",
        "did you mean effort.mine?", "has no =",
    ):  # fmt: skip
        assert said in refused.err, said
    assert count(run) == 0


def test_missing_answers_name_their_flags_and_nothing_prompts(run: Run) -> None:
    """Without a terminal nothing is asked: exit 2, and the flags are named."""
    for args in (("new",), ("--no-input", "new"), ("new", "--no-input")):
        refused = run(*args)
        assert refused.code == 2
        assert "outcome: is missing (--outcome)" in refused.err
        assert "situation: is missing (--situation)" in refused.err


def test_many_documents_go_in_all_or_none(run: Run) -> None:
    """One bad document among many keeps all out, named by its number."""
    bad = [GOOD, {"outcome": "great", "situation": " "}, {"situation": "x", "colour": 1}]
    refused = run("new", "--from", bad)
    assert refused.code == 2
    for said in ("[1].outcome: ", "[1].situation: is empty", "[2].outcome: is missing",
                 "[2].colour: is not a key"):  # fmt: skip
        assert said in refused.err, said
    assert "[0]." not in refused.err
    assert count(run) == 0


def test_standard_input_takes_one_object_an_array_or_lines(run: Run) -> None:
    """`--from -` prints an array, unless one object came in."""
    one = '{"outcome": "met", "situation": "a"}'
    assert isinstance(run("new", "--from", "-", "--json", stdin=one).json, dict)
    assert len(run("new", "--from", "-", "--json", stdin=f"[{one}]").json) == 1
    assert len(run("new", "--from", "-", "--json", stdin=f"\ufeff{one}\n\n{one}\n").json) == 2
    assert count(run) == 4


@pytest.mark.parametrize("key", ["id", "uid", "created_at", "updated_at"])
def test_what_the_journal_gives_is_refused_in_a_document(run: Run, key: str) -> None:
    """Ids and times of saving are for import alone."""
    refused = run("new", "--from", {**GOOD, key: 3})
    assert refused.code == 2
    assert f"{key}: " in refused.err
    assert "import" in refused.err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"outcome": None}, "outcome: is missing"),
        ({"situation": ""}, "situation: is empty"),
        ({"situation": "a\0b"}, "situation: has a NUL"),
        ({"situation": "x" * 65_537}, "situation: is longer than 64 KiB"),
        ({"situation": 7}, "situation: must be text"),
        ({"situaton": "x"}, "did you mean situation?"),
        ({"occurred_at": "2026-13-01"}, "occurred_at: "),
        ({"occurred_at": 5}, "occurred_at: must be a time"),
        ({"channel": "fax"}, "channel: "),
        ({"contributions": "one"}, "contributions: must be a list"),
        ({"contributions": [""]}, "contributions[0]: is empty"),
        ({"factors": [{"factor": "other", "direction": "up"}]}, "factors[0].direction: "),
        ({"factors": [{"note": "x"}]}, "factors[0].factor: is missing"),
        ({"next_time": "x"}, "next_time: must be an object"),
        ({"next_time": {"than": "x"}}, "next_time.than: is not a key here; did you mean then?"),
        ({"next_time": {"if": "x"}}, "next_time.then: is missing (--then)"),
        ({"next_time": {"play": 9}}, "next_time.play: there is no plan 9"),
        ({"answers": {"effort.mine": 6}}, "answers.effort.mine: "),
        ({"answers": {"effort.mien": 1}}, "did you mean effort.mine?"),
        ({"checks": [{"play": 9, "came_up": True, "did": "yes"}]}, "checks[0].play: there is no"),
        ({"checks": [{"play": 1, "came_up": True}]}, "checks[0]: needs did"),
        ({"checks": [{"play": 1, "came_up": False, "did": "yes"}]}, "it did not come up"),
        ({"checks": [{"play": 1, "did": "forgot", "worked": "yes"}]}, "has worked, but"),
        ({"promises": [{"due": "2026-03-09"}]}, "promises[0].text: is missing"),
        ({"conduct": "rude"}, "conduct: "),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_document_is_refused_by_its_key(run: Run, change: dict[str, Any], said: str) -> None:
    """The line names the key and what is wrong with it; nothing is written."""
    refused = run("new", "--from", {**GOOD, **change})
    # What only the journal can know is refused by it: no such id.
    assert refused.code == (1 if "there is no" in said else 2)
    assert said in refused.err
    assert "Traceback" not in refused.err
    assert count(run) == 0


@pytest.mark.parametrize(
    "text",
    [
        '{"outcome": "met", "situation": "x", "answers": {"effort.mine": ' + "9" * 5000 + "}}",
        '{"outcome": "met", "situation": "x", "occurred_at": "0001-01-01T00:00:00+14:00"}',
        '{"outcome": "met", "situation": "x", "occurred_at": "9999-12-31T23:59:59-12:00"}',
    ],
    ids=["digits", "first", "last"],
)
def test_the_ends_of_what_can_be_counted_are_refused(run: Run, text: str) -> None:
    """A number of thousands of digits, a time at the ends of the calendar: a plain line."""
    refused = run("new", "--from", "-", stdin=text)
    assert refused.code == 2
    assert "inside debrief" not in refused.err


def test_a_plan_may_be_named_as_screens_name_it(run: Run) -> None:
    """--check p1 is plan 1."""
    run("new", "--outcome", "met", "--situation", "x", "--then", "y")
    checked = run("new", "--outcome", "met", "--situation", "z", "--check", "p1:yes:yes", "--json")
    assert checked.json["checks"][0]["play"] == 1


def test_a_lone_surrogate_is_refused(run: Run) -> None:
    """Half a character cannot be stored, so it is not taken."""
    refused = run("new", "--from", "-", stdin='{"outcome": "met", "situation": "a\\ud800b"}')
    assert refused.code == 2
    assert "situation: has half of a character pair" in refused.err


def test_hostile_text_is_stored_as_typed_and_shown_inert(run: Run) -> None:
    """Controls and markup come back exactly in JSON, and reach no screen as such."""
    text = "[bold red]x[/] \x1b[31mred\x1b]0;title\x07 \u202egnol \r\n tab\t'; DROP TABLE--"
    assert run("new", "--from", {"outcome": "met", "situation": text}).code == 0
    assert run("show", "1", "--json").json["situation"] == text
    for args in (("list",), ("show", "1"), ("report",), ("report", "--full"), ("today",), ()):
        page = run(*args, "--no-color") if args else run("--no-color")
        assert page.code == 0
        assert not {char for char in page.out if ord(char) < 32} - {"\n"}
        assert "\u202e" not in page.out


def test_documents_take_no_answers_by_flag_beside_them(run: Run) -> None:
    """A whole document and single answers do not mix."""
    refused = run("new", "--from", GOOD, "--situation", "x")
    assert refused.code == 2
    assert "--from" in refused.err


def test_an_unreadable_file_is_a_plain_line(run: Run, tmp_path: Path) -> None:
    """A file that is not there, or a folder, is named."""
    for path in (tmp_path / "none.json", tmp_path):
        refused = run("new", "--from", path)
        assert refused.code == 1
        assert str(path) in refused.err


def test_a_fourth_plan_waits_and_the_same_plan_is_not_made_twice(run: Run) -> None:
    """Three are on trial; the same if and then, spaces and case apart, is the same plan."""
    for number in range(4):
        run("new", "--outcome", "met", "--situation", f"s{number}", "--then", "t")
    again = run("new", "--outcome", "met", "--situation", "  S0 ", "--then", " T", "--json").json
    assert again["next_time"]["play"] == 1
    states = [run("show", f"p{n}", "--json").json["state"] for n in range(1, 5)]
    assert states == ["trying", "trying", "trying", "resting"]


def test_a_night_entry_belongs_to_the_day_it_was_written_for(run: Run) -> None:
    """The day is that of the time as written, in its own offset, less four hours."""
    made = run("new", "--outcome", "met", "--situation", "x", "--at", "2026-03-06T03:10:00+09:00",
               "--json").json  # fmt: skip
    assert (made["day"], made["occurred_at"]) == ("2026-03-05", "2026-03-06T03:10:00+09:00")


def test_a_private_number_is_noticed_and_kept(run: Run) -> None:
    """A phone, mail or card number draws a remark; what was written stays as it is."""
    saved = run("new", "--outcome", "met", "--situation", "ring +1 312 555 0188 back")
    assert saved.code == 0
    assert "phone number" in saved.err
    assert run("show", "1", "--json").json["situation"] == "ring +1 312 555 0188 back"


def test_a_record_over_the_limit_is_refused_by_every_way(run: Run) -> None:
    """1 MiB for all of it together, by flags too."""
    flags = [word for _ in range(17) for word in ("--did", "x" * 65_000)]
    refused = run("new", "--outcome", "met", "--situation", "x", *flags)
    assert refused.code == 2
    assert "1 MiB" in refused.err
    assert count(run) == 0


def test_a_lens_asks_nobody_without_a_terminal(run: Run) -> None:
    """--lens means questions; without a terminal it is refused."""
    refused = run("new", "--outcome", "met", "--situation", "x", "--lens", "effort")
    assert refused.code == 2
    assert "--answer" in refused.err


def test_an_unknown_lens_names_the_nearest(run: Run) -> None:
    """A slip in --lens is answered with what may be meant."""
    refused = run("new", "--outcome", "met", "--situation", "x", "--lens", "feeling")
    assert refused.code == 2
    assert "did you mean feelings?" in refused.err
