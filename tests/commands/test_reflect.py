"""debrief reflect by document: one a day, the last one to three customers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
DAY = {
    "day": "2026-03-05",
    "customers": [{"customer": "man collecting an order", "verdict": "met"}, {"verdict": "below"}],
    "went_well": "the refund call",
}


def test_one_customer_and_its_verdict_are_enough(run: Run) -> None:
    """Nothing else is required; the day is today's working day."""
    made = run("reflect", "--from", {"customers": [{"verdict": "met"}]}, "--json").json
    assert (made["id"], made["day"], len(made["customers"])) == (1, "2026-03-06", 1)


def test_the_document_comes_back_whole(run: Run) -> None:
    """What was given is what `show` has."""
    run("reflect", "--from", DAY)
    shown = run("show", "r1", "--json").json
    assert shown["went_well"] == "the refund call"
    assert [c["verdict"] for c in shown["customers"]] == ["met", "below"]


def test_a_second_reflection_of_a_day_needs_replace(run: Run) -> None:
    """One a day: the second is refused, unless it is to take the first one's place."""
    first = run("reflect", "--from", DAY, "--json").json
    refused = run("reflect", "--from", DAY)
    assert refused.code == 1
    assert "--replace" in refused.err
    changed = {**DAY, "went_well": "the second one"}
    second = run("reflect", "--from", changed, "--replace", "--json").json
    assert (second["id"], second["uid"]) == (first["id"], first["uid"])
    assert run("show", "r1", "--json").json["went_well"] == "the second one"


def test_the_same_day_has_the_same_uid_on_every_machine(run: Run, tmp_path: Path) -> None:
    """Two journals mean the same reflection by the same day."""
    here = run("reflect", "--from", DAY, "--json").json["uid"]
    there = run("--journal", tmp_path / "other.db", "reflect", "--from", DAY, "--json").json["uid"]
    assert here == there


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({}, "customers: is missing"),
        ({"customers": []}, "customers: needs at least 1"),
        ({"customers": [{"verdict": "met"}] * 4}, "at most 3"),
        ({"customers": [{}]}, "customers[0].verdict: is missing"),
        ({"customers": [{"verdict": "god"}]}, "customers[0].verdict: "),
        ({"customers": [{"verdict": "met", "mood": 1}]}, "customers[0].mood: is not a key"),
        ({"customers": [{"verdict": "met", "debrief": 4}]}, "customers[0].debrief: there is no"),
        ({**DAY, "day": "2026-03-07"}, "day: "),
        ({**DAY, "focus": "often"}, "focus: "),
        ({**DAY, "id": 1}, "id: "),
    ],
    ids=str,
)
def test_a_bad_reflection_is_refused_by_its_key(
    run: Run, document: dict[str, Any], said: str
) -> None:
    """The line names the key; nothing is written."""
    refused = run("reflect", "--from", document)
    assert refused.code == (1 if "there is no" in said else 2)
    assert said in refused.err
    assert run("show", "r1").code == 1


def test_a_customer_can_be_one_that_was_written_up(run: Run) -> None:
    """A link counts as linked, and both records stay."""
    run("new", "--outcome", "met", "--situation", "x")
    run("reflect", "--from", {"customers": [{"verdict": "met", "debrief": 1}]})
    report = run("report", "--json").json
    assert report["reflections"]["linked"] == 1
    assert report["debriefs"]["total"] == 1


def test_the_day_can_be_given_beside_a_document(run: Run) -> None:
    """--day is that of a document that names none."""
    made = run("reflect", "--from", {"customers": [{"verdict": "met"}]}, "--day", "yesterday",
               "--json").json  # fmt: skip
    assert made["day"] == "2026-03-05"
    assert run("reflect", "--from", DAY, "--day", "2026-03-01", "--replace").code == 0
    assert run("show", "r1", "--json").json["day"] == "2026-03-05"


def test_an_abusive_customer_is_not_offered_the_next_day(run: Run) -> None:
    """What was abusive is kept and left in peace."""
    customer = {"customer": "a caller", "verdict": "below", "conduct": "abusive"}
    run("reflect", "--from", {"day": "2026-03-05", "customers": [customer]})
    assert run("today", "--json").json["offer"] is None
    assert "abusive" in run("show", "r1").out


def test_without_a_terminal_it_asks_nothing(run: Run) -> None:
    """Exit 2, and the way by document is named."""
    refused = run("reflect")
    assert refused.code == 2
    assert "--from" in refused.err
