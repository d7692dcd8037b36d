"""A plan comes back when its situation does, is asked about by one key, and finds its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from debrief_cli.prompts.scripted import CTRL_C

Run = Callable[..., Any]

REFUND = {
    "outcome": "exceeded", "situation": "second call about a late refund", "channel": "phone",
    "next_time": {"then": "name the first call and give a date first"},
}  # fmt: skip
AGAIN = [
    ("outcome", "b"), ("evidence", ""), ("situation", "refund late, rang a second time"),
    ("contributions", "said the date"),
]  # fmt: skip
ELSE = [
    ("outcome", "a"), ("evidence", ""), ("situation", "broken vase at the door"),
    ("contributions", ""), ("next_time.if", "-"), ("press", ""),
]  # fmt: skip


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Move the clock to so many days after the first, at six in the evening."""

    def move(day: int) -> None:
        month, rest = divmod(day, 28)
        monkeypatch.setenv("DEBRIEF_NOW", f"2026-{2 + month:02}-{rest + 1:02}T18:00:00-06:00")

    move(0)
    return move


@pytest.fixture
def planned(run: Run, days: Callable[[int], None]) -> Run:
    """A journal with one plan on trial, made on the first day."""
    assert run("new", "--from", REFUND).code == 0
    days(1)
    return run


def plan(run: Run, number: int = 1) -> Any:
    """A plan as JSON."""
    return run("show", f"p{number}", "--json").json


def test_a_situation_that_comes_again_asks_about_its_plan(planned: Run) -> None:
    """One key says how it went, Enter keeps the plan, and no second plan is made."""
    saved = planned("new", typed=[*AGAIN, ("met", "y"), ("keep", ""), ("press", "")])
    assert saved.code == 0, saved.err
    seen = plan(planned)
    assert (seen["came_up"], seen["did"], seen["worked"]) == (1, 1, 1)
    assert planned("show", "2", "--json").json["next_time"]["play"] == 1
    assert planned("show", "p2").code == 1


def test_another_situation_asks_about_no_plan(planned: Run) -> None:
    """Silence is better than a wrong plan."""
    assert planned("new", typed=ELSE).code == 0


def test_not_now_is_one_key_and_free(planned: Run) -> None:
    """Enter leaves no answer behind, and the plan stays."""
    assert planned("new", typed=[*AGAIN, ("met", ""), ("keep", ""), ("press", "")]).code == 0
    assert plan(planned)["checks"] == []


@pytest.mark.parametrize(
    ("key", "counts"),
    [
        ("y", (1, 1, 0, 1)), ("m", (1, 1, 0, 0)), ("n", (1, 1, 0, 0)), ("c", (1, 1, 0, 0)),
        ("p", (1, 0, 1, 0)), ("s", (1, 0, 0, 0)), ("x", (1, 0, 0, 0)), ("0", (0, 0, 0, 0)),
    ],
)  # fmt: skip
def test_each_key_counts_as_it_says(
    planned: Run, key: str, counts: tuple[int, int, int, int]
) -> None:
    """Came up, did, partly, worked; "not this time" counts nowhere."""
    planned("new", typed=[*AGAIN, ("met", key), ("keep", ""), ("press", "")])
    seen = plan(planned)
    assert (seen["came_up"], seen["did"], seen["partly"], seen["worked"]) == counts


def test_a_new_plan_can_be_typed_in_its_place(planned: Run) -> None:
    """What is typed at "keep this plan?" becomes a plan for the same situation."""
    planned("new", typed=[*AGAIN, ("met", "s"), ("keep", "write the date down"), ("press", "")])
    assert plan(planned, 2)["then"] == "write the date down"
    assert plan(planned, 2)["if"] == plan(planned)["if"]


def test_a_plan_that_worked_is_left_alone_for_a_while(
    planned: Run, days: Callable[[int], None]
) -> None:
    """The same evening it is not asked about again; the next day it is."""
    planned("new", typed=[*AGAIN, ("met", "y"), ("keep", ""), ("press", "")])
    planned("new", typed=[*AGAIN, ("next_time.if", "-"), ("press", "")])
    days(2)
    planned("new", typed=[*AGAIN, ("met", "y"), ("keep", ""), ("press", "")])
    assert plan(planned)["worked"] == 2


def test_after_three_times_it_may_become_how_one_works(
    planned: Run, days: Callable[[int], None]
) -> None:
    """The question comes once it has worked three times; y makes it a standard."""
    for day in (2, 4):
        days(day)
        planned("new", typed=[*AGAIN, ("met", "y"), ("keep", ""), ("press", "")])
    days(9)
    done = planned("new", typed=[*AGAIN, ("met", "y"), ("keep", ""), ("press", ""), ("press", "y")])
    assert done.code == 0, done.err
    assert plan(planned)["state"] == "standard"


@pytest.mark.parametrize(
    ("answers", "state", "then"),
    [
        ([("press", "g")], "dropped", "name the first call and give a date first"),
        ([("press", "r"), ("read", "give a date")], "trying", "give a date"),
        ([("press", "")], "trying", "name the first call and give a date first"),
    ],
)
def test_after_three_slips_it_may_be_made_smaller_or_let_go(
    planned: Run, answers: list[tuple[str, str]], state: str, then: str
) -> None:
    """No reproach: other words, let it go, or Enter to leave it."""
    for _ in range(2):
        planned("new", typed=[*AGAIN, ("met", "s"), ("keep", ""), ("press", "")])
    planned("new", typed=[*AGAIN, ("met", "s"), ("keep", ""), ("press", ""), *answers])
    assert (plan(planned)["state"], plan(planned)["then"]) == (state, then)


def test_a_stop_at_a_question_after_saving_leaves_only_that_question(
    planned: Run, days: Callable[[int], None]
) -> None:
    """Ctrl-C at "is that how you work now?": the entry is saved and said to be, the plan stays."""
    for day in (2, 4):
        days(day)
        planned("new", typed=[*AGAIN, ("met", "y"), ("keep", ""), ("press", "")])
    days(9)
    stopped = [*AGAIN, ("met", "y"), ("keep", ""), ("press", ""), ("press", CTRL_C)]
    done = planned("new", typed=stopped)
    assert (done.code, done.out.split(".")[0]) == (0, "Saved as 4")
    assert plan(planned)["state"] == "trying"


EVENING = [
    ("last.customer", "woman with a vase"), ("last.felt", ""), ("last.verdict", "a"),
    ("before.customer", ""),
]  # fmt: skip


def test_an_evening_asks_about_the_plan_longest_unasked(planned: Run) -> None:
    """After the customers, one plan; it need not fit any of them."""
    typed = [*EVENING, ("further", ""), ("met", "s"), ("tomorrow", ""), ("went_well", "")]
    assert planned("reflect", typed=typed).code == 0
    seen = plan(planned)
    assert (seen["came_up"], seen["did"]) == (1, 0)
    assert seen["checks"][0]["given_in"] == "reflection"


def test_an_evening_asks_first_about_the_plan_that_fits_a_customer(
    run: Run, days: Callable[[int], None]
) -> None:
    """The nearest to one of the three goes before the one longest unasked."""
    run("new", "--outcome", "met", "--situation", "broken vase at the door", "--then", "pack it")
    run("new", "--from", REFUND)
    days(1)
    typed = [
        ("last.customer", "woman with a lid"), ("last.felt", ""), ("last.verdict", "a"),
        ("before.customer", "caller ringing again about a late refund"), ("before.felt", ""),
        ("before.verdict", "a"), ("third.customer", ""), ("further", ""), ("met", "y"),
        ("tomorrow", ""), ("went_well", ""),
    ]  # fmt: skip
    assert run("reflect", typed=typed).code == 0
    assert (plan(run, 1)["came_up"], plan(run, 2)["came_up"]) == (0, 1)


def test_what_would_have_gone_further_becomes_a_plan_by_one_key(planned: Run) -> None:
    """y, and it is on trial, for a customer like the one who left least content."""
    typed = [
        ("last.customer", "man at the till"), ("last.felt", ""), ("last.verdict", "w"),
        ("last.why", ""), ("before.customer", ""), ("further", "say it first"),
        ("make_plan", "y"), ("met", ""), ("tomorrow", ""), ("went_well", ""),
    ]  # fmt: skip
    assert planned("reflect", typed=typed).code == 0
    made = plan(planned, 2)
    assert (made["if"], made["then"], made["state"]) == (
        "man at the till",
        "say it first",
        "trying",
    )


def test_a_waiting_plan_is_offered_when_a_place_is_free(run: Run, days: Any) -> None:
    """The oldest that waits; y puts it on trial."""
    for number in range(4):
        run("new", "--outcome", "met", "--situation", f"s{number}", "--then", "t")
    assert plan(run, 4)["state"] == "resting"
    run("playbook", "drop", "2")
    days(1)
    typed = [*EVENING, ("further", ""), ("met", ""), ("tomorrow", ""), ("went_well", ""),
             ("press", "y")]  # fmt: skip
    assert run("reflect", typed=typed).code == 0
    assert plan(run, 4)["state"] == "trying"


def test_the_weeks_one_thing_is_asked_about_in_the_evening(planned: Run) -> None:
    """Unless it is the plan that was just asked about."""
    assert planned("focus", "set", "read", "to", "the", "end").code == 0
    typed = [*EVENING, ("further", ""), ("met", ""), ("focus", "n"), ("tomorrow", ""),
             ("went_well", "")]  # fmt: skip
    assert planned("reflect", typed=typed).code == 0
    assert planned("show", "r1", "--json").json["focus"] == "sometimes"


def test_a_customer_of_an_evening_can_be_written_up_later(run: Run) -> None:
    """`new --reflection` starts from what is known, and both records are linked."""
    evening = {"day": "2026-03-05", "customers": [
        {"customer": "a caller", "verdict": "met"},
        {"customer": "woman comparing bags", "verdict": "exceeded", "channel": "in_person",
         "why": "told her the cheap one fits"},
    ]}  # fmt: skip
    run("reflect", "--from", evening)
    assert run("today", "--json").json["offer"] == {
        "reflection": 1, "customer": 2, "label": "woman comparing bags", "verdict": "exceeded",
    }  # fmt: skip
    assert "debrief new --reflection 1.2" in run("today").out
    typed = [("evidence", "s"), ("situation", "which bag fits"), ("next_time.if", ""),
             ("next_time.then", ""), ("press", "")]  # fmt: skip
    saved = run("new", "--reflection", "1.2", typed=typed)
    assert saved.code == 0, saved.err
    made = run("show", "1", "--json").json
    assert (made["outcome"], made["channel"], made["contributions"]) == (
        "exceeded", "in_person", ["told her the cheap one fits"],
    )  # fmt: skip
    assert run("show", "r1", "--json").json["customers"][1]["debrief"] == 1
    assert run("today", "--json").json["offer"] is None


@pytest.mark.parametrize(
    ("named", "code"), [("1.3", 1), ("9.1", 1), ("x", 2), ("1", 2), ("1.0", 1)]
)
def test_a_customer_that_does_not_exist_is_refused(run: Run, named: str, code: int) -> None:
    """One line, and nothing is written."""
    run("reflect", "--from", {"customers": [{"customer": "x", "verdict": "met"}]})
    refused = run("new", "--reflection", named, "--situation", "x")
    assert refused.code == code
    assert refused.err
    assert run("list", "--json").json == []
