"""Plans out of their counts: what came of them, and the one thing next."""

from __future__ import annotations

from datetime import date

import pytest

from debrief_cli import period
from debrief_cli.analysis.plans import Next
from debrief_cli.analysis.report import build
from debrief_cli.analysis.tallies import (
    FactorCount,
    FocusOf,
    HeldCount,
    Idea,
    PlayCount,
    Tallies,
)

TODAY = date(2026, 3, 6)
WEEK = period.week_of(TODAY)
PASSED = date(2026, 2, 11)


def report(asked=WEEK, today=TODAY, **counts):
    return build(Tallies(**counts), asked, today, "Europe/Berlin")


def trying(id_, **counts):
    return PlayCount(id_, "if", f"then {id_}", "trying", **counts)


IDEA = Idea("reflection", 4, TODAY, "say it first")
HURT = FactorCount("queue_or_wait", 0, 3)
FOCUS = FocusOf("2026-W10", "read to the end", 9)
EVERYTHING = {
    "plays": (trying(1, proven=3), trying(2, slipped=3)),
    "ideas": (IDEA,),
    "factors": (HURT, FactorCount("other", 9, 2)),
    "focuses": (FOCUS,),
}


def test_what_is_next_in_its_order():
    """Ripe before stuck, stuck before new, new before passing on, and else stay with it."""
    kinds = []
    counts = dict(EVERYTHING)
    for without in ("", "ripe", "stuck", "ideas", "factors", "focuses"):
        if without == "ripe":
            counts["plays"] = (trying(2, slipped=3),)
        elif without == "stuck":
            counts["plays"] = ()
        elif without:
            counts[without] = ()
        found = report(**counts).next
        kinds.append(found and found.kind)
    assert kinds == ["standard", "slipped", "plan", "pass_on", "focus", None]


def test_the_most_proven_plan_is_ripe_first():
    """Of two ripe plans the one that worked more often is asked about; of equals the older."""
    plays = (trying(1, proven=3), trying(2, proven=4), trying(3, proven=4))
    found = report(plays=plays).next
    assert found == Next("standard", 2, "then 2", "", 0, "", 4)


def test_a_plan_is_ripe_from_three():
    """Twice is not yet how one works."""
    assert report(plays=(trying(1, proven=2),)).next is None


def test_only_a_plan_on_trial_is_next():
    """What is already how one works is not asked about again."""
    play = replace_state(trying(1, proven=5, slipped=9), "standard")
    assert report(plays=(play,)).next is None


def replace_state(play, state):
    return play._replace(state=state)


@pytest.mark.parametrize(
    ("slipped", "proven", "kind"), [(3, 0, "slipped"), (2, 0, None), (3, 2, "slipped")]
)
def test_a_plan_that_slips(slipped, proven, kind):
    """A plan that slipped three times, and more often than it worked, is looked at again."""
    found = report(plays=(trying(1, slipped=slipped, proven=proven),)).next
    assert (found and found.kind) == kind


def test_the_most_slippery_plan_comes_first():
    """Of two that slip, the one that slipped more often; of equals the older."""
    plays = (trying(1, slipped=3), trying(2, slipped=5), trying(3, slipped=5))
    assert report(plays=plays).next.play == 2


def test_no_fourth_plan_is_proposed():
    """With three on trial an idea waits."""
    plays = (trying(1), trying(2), trying(3))
    assert report(plays=plays, ideas=(IDEA,)).next is None
    found = report(plays=plays[:2], ideas=(IDEA,)).next
    assert found == Next("plan", None, "say it first", "reflection", 4, "", 0)


def test_the_worst_cause_is_passed_on():
    """The cause that hurt most is passed on, from three times on."""
    found = report(factors=(FactorCount("other", 0, 3), FactorCount("third_party", 0, 4))).next
    assert found == Next("pass_on", None, "", "", 0, "third_party", 4)
    assert report(factors=(FactorCount("other", 7, 2),)).next is None


def test_the_focus_is_that_of_the_last_week():
    """The one thing is that of the week the period ends in; set twice, the later counts."""
    focuses = (FocusOf("2026-W09", "old", None), FocusOf("2026-W10", "first", None), FOCUS)
    assert report(focuses=focuses).focus == FOCUS
    month = period.parse_month("2026-02")
    assert report(month, focuses=focuses).focus.text == "old"
    assert report(period.parse_week("2026-W08"), focuses=focuses).focus is None


def test_consistency_counts_what_came_up():
    """`sometimes`, `no` and partly came up and were not done; no chance does not count."""
    held = (
        HeldCount(date(2026, 3, 2), 1, True, True, 2),
        HeldCount(date(2026, 3, 3), 1, True, False, 1),
        HeldCount(date(2026, 3, 3), 9, False, True, 1),
        HeldCount(date(2026, 2, 27), 9, False, True, 5),
    )
    answers = {"every_time": 3, "sometimes": 2, "no": 1, "no_chance": 8}
    found = report(held=held, focuses=(FOCUS,), focus_answers=answers).consistency
    assert (found.k, found.n) == (6, 10)


def test_partly_is_not_done():
    """Follow-through is done of came up, and worked of done; what was done partly stands apart."""
    plays = (trying(1, came_up=6, did=5, partly=1, worked=4), trying(2, came_up=4, did=1))
    found = report(plays=plays, plays_made=2).plays
    assert (found.made, found.came_up, found.did, found.partly, found.worked) == (2, 10, 6, 1, 4)
    assert (found.done.k, found.done.n, found.helped.k, found.helped.n) == (6, 10, 4, 6)
    assert [play.id for play in found.entries] == [1, 2]


def test_plans_are_listed_by_how_often_they_came_up():
    """The plan that came up most stands first, the older one among equals."""
    plays = (trying(3), trying(2, came_up=4), trying(1))
    assert [play.id for play in report(plays=plays).plays.entries] == [2, 1, 3]


def test_promises_have_all_three_states():
    """A state without a promise counts nothing."""
    assert report(promises={"kept": 2}).promises == {"open": 0, "kept": 2, "broken": 0}
