"""A month in one journal, day by day: every plan's way from a wish to its end, counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

Run = Callable[..., Any]
Script = Sequence[tuple[str, str]]

REFUND = "second call about a late refund"
DATE_FIRST = "name the first call and give a date first"


class Month:
    """The journal of a month, and how many questions each sitting put."""

    def __init__(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        self._run, self._monkeypatch = run, monkeypatch
        self.prompts: dict[str, list[int]] = {"new": [], "reflect": []}

    def at(self, moment: str) -> None:
        """Move the clock: `03-02 11:05`, of 2026."""
        day, _, hour = moment.partition(" ")
        self._monkeypatch.setenv("DEBRIEF_NOW", f"2026-{day}T{hour}:00-06:00")

    def __call__(self, *words: Any, typed: Script | None = None) -> Any:
        done = self._run(*words, typed=typed)
        assert done.code == 0, (words, done.err)
        if typed is not None and words[0] in self.prompts:
            self.prompts[words[0]].append(len(typed))
        return done

    def again(self, situation: str, key: str, *after: str) -> None:
        """A good call in which a plan is met: its answer, and Enter to keep it."""
        self(
            "new",
            typed=[
                ("outcome", "b"), ("evidence", ""), ("situation", situation),
                ("contributions", "gave the date"), ("met", key), ("keep", ""), ("press", ""),
                *(("press", each) for each in after),
            ],
        )  # fmt: skip

    def evening(self, customer: str, *rest: tuple[str, str]) -> None:
        """One customer as expected, then the rest of the evening's answers."""
        first = [
            ("last.customer", customer), ("last.felt", "fine"),
            ("last.verdict", "a"), ("before.customer", ""),
        ]  # fmt: skip
        self("reflect", typed=[*first, *rest])


@pytest.fixture
def month(run: Run, monkeypatch: pytest.MonkeyPatch) -> Month:
    """An empty journal on the first morning."""
    return Month(run, monkeypatch)


def first_week(month: Month) -> None:
    """Three plans are made, a fourth waits; two come up; a promise is made and kept."""
    month.at("03-02 11:05")
    month(
        "new",
        typed=[
            ("outcome", "b"), ("evidence", "s"), ("situation", REFUND),
            ("contributions", "named the first call"), ("next_time.if", ""),
            ("next_time.then", DATE_FIRST), ("press", "2"),
        ],
    )  # fmt: skip
    month.at("03-02 18:00")  # the plan made today is asked about already; not now
    month.evening(
        "man collecting an order",
        ("further", "say I would be annoyed too"), ("make_plan", "y"), ("met", ""),
        ("tomorrow", "ask about the voucher mails"), ("went_well", "the refund call"),
    )  # fmt: skip
    month.at("03-03 15:40")
    month(
        "new",
        typed=[
            ("outcome", "w"), ("evidence", "t"), ("situation", "voucher ran out yesterday"),
            ("factors", "2 4"), ("contributions", "told them at once"),
            ("would_change", "check the date"), ("next_time.if", ""),
            ("next_time.then", "look at the date before I answer"), ("press", ""),
        ],
    )  # fmt: skip
    month("promises", "add", "ring back about the voucher", "--due", "2026-03-04")
    month("playbook", "add", "--if", "a second chat opens", "--then", "read its form to the end")
    month.at("03-04 10:00")
    month.again("refund late, rang a second time", "y")
    month("promises", "keep", "1")
    month.at("03-05 10:00")
    month("playbook", "check", "2", "not_come_up")
    month("playbook", "check", "3", "forgot")


def second_week(month: Month) -> None:
    """The one thing is set; the first plan is ready after its third time; the third slips."""
    month.at("03-09 09:00")
    month("focus", "set", "read the form to the end")
    month("playbook", "check", "3", "forgot")
    month.at("03-10 10:00")
    month.again("the refund is late and she rings again", "y")
    month.at("03-10 18:00")  # the plan that fits the customer is asked about
    month.evening(
        "a man who collects his order",
        ("further", ""), ("met", "0"), ("focus", "e"), ("tomorrow", ""), ("went_well", ""),
    )  # fmt: skip
    month.at("03-16 10:00")
    month.again("refund still late, second call", "y", "y")  # how I work now
    month.at("03-16 18:00")  # none fits: the one longest unasked; let go, another gets its place
    month.evening(
        "woman with two bags",
        ("further", ""), ("met", "s"), ("tomorrow", ""), ("went_well", ""), ("press", "g"),
        ("press", "y"),
    )  # fmt: skip


def last_weeks(month: Month) -> None:
    """The new plan is done partly; the one thing has no chance; a promise cannot be kept."""
    month.at("03-17 12:00")
    month("playbook", "check", "4", "partly:yes")
    month("promises", "add", "send the form", "--due", "2026-03-18")
    month.at("03-20 12:00")
    month("promises", "break", "2", "--note", "rang to say so")
    month("promises", "add", "call about the parcel", "--due", "2026-03-31")
    month.at("03-23 09:00")
    month("focus", "set", "--plan", "4", "--yes")
    month("playbook", "check", "4", "yes:yes")
    month.at("03-31 09:00")


def test_a_month_counts_as_it_was_lived(month: Month) -> None:
    """What playbook, report and today say agrees with a count by hand."""
    first_week(month)
    second_week(month)
    last_weeks(month)

    # By hand: what became of each plan, and how often it came up, was done, partly, worked.
    plays = month("playbook", "--json").json
    assert {
        play["id"]: (play["state"], play["came_up"], play["did"], play["partly"], play["worked"])
        for play in plays
    } == {
        1: ("standard", 3, 3, 0, 3),
        2: ("trying", 0, 0, 0, 0),
        3: ("dropped", 3, 0, 0, 0),
        4: ("trying", 2, 1, 1, 1),
    }

    whole = month("report", "--month", "2026-03", "--json").json
    counts = {key: whole["plays"][key] for key in ("made", "came_up", "did", "partly", "worked")}
    assert counts == {"made": 4, "came_up": 8, "did": 4, "partly": 1, "worked": 4}
    assert whole["promises"] == {"open": 1, "kept": 1, "broken": 1}
    assert whole["debriefs"]["outcomes"] == {"below": 1, "met": 0, "exceeded": 4}
    assert whole["reflections"]["verdicts"] == {"below": 0, "met": 3, "exceeded": 0}
    # Plan 1, which is how one works now, three times; the evening's “each time” about the one
    # thing; plan 4 once in its week as the one thing.
    assert whole["consistency"] == {"k": 5, "n": 5}

    by_week = {
        week: month("report", "--week", week, "--json").json["plays"]
        for week in ("2026-W10", "2026-W11", "2026-W12", "2026-W13", "2026-W14")
    }
    assert {
        week: (plays["made"], plays["came_up"], plays["did"], plays["worked"])
        for week, plays in by_week.items()
    } == {
        "2026-W10": (4, 2, 1, 1),
        "2026-W11": (0, 2, 1, 1),
        "2026-W12": (0, 3, 1, 1),
        "2026-W13": (0, 1, 1, 1),
        "2026-W14": (0, 0, 0, 0),
    }

    today = month("today", "--json").json
    # Six days without an entry of the day: promises and one plan, nothing else.
    assert [promise["id"] for promise in today["promises"]] == [3]
    assert [play["id"] for play in today["plays"]] == [2]
    assert (today["tomorrow"], today["focus"], today["lesson"]) == (None, None, None)


def test_no_sitting_of_the_month_asked_more_than_it_may(month: Month) -> None:
    """Seven questions after a good call, nine after a bad one, eighteen in the evening at most.

    One more stands behind saving when a plan's answers call for it.
    """
    first_week(month)
    second_week(month)
    assert month.prompts["new"] == [7, 9, 7, 7, 8]
    assert max(month.prompts["reflect"]) <= 18


def test_did_not_come_up_lowers_no_rate(month: Month) -> None:
    """A month of "not this time" leaves every share as it was."""
    first_week(month)
    month.at("03-06 10:00")
    before = month("report", "--json").json["plays"]
    for _ in range(5):
        month("playbook", "check", "1", "not_come_up")
    assert month("report", "--json").json["plays"] == before


def test_what_is_set_apart_is_no_evidence_of_a_plan(month: Month) -> None:
    """How a plan went with an abusive customer is kept, and counts nowhere."""
    first_week(month)
    month.at("03-06 10:00")
    before = month("report", "--json").json
    plan = {"play": 1, "came_up": True, "did": "forgot"}
    given = {"situation": "x", "outcome": "below", "conduct": "abusive", "checks": [plan]}
    month("new", "--from", given)
    after = month("report", "--json").json
    assert after["plays"] == before["plays"]
    assert after["consistency"] == before["consistency"]
    assert after["debriefs"]["set_apart"] == 1
    (kept,) = [play for play in month("playbook", "--json").json if play["id"] == 1]
    assert (kept["came_up"], len(kept["checks"])) == (1, 2)
