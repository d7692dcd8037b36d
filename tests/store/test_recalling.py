"""What a journal offers for comparing with a situation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from debrief_cli.store.reading import open_reading
from debrief_cli.store.recalling import interaction_candidates, plan_candidates

Run = Callable[..., Any]
EXAMPLES = Path(__file__).parents[2] / "examples" / "debriefs.json"


def saved(run: Run, path: Path, *debriefs: dict[str, Any]) -> None:
    """Save debriefs that went better unless they say otherwise."""
    plain = {"outcome": "exceeded", "occurred_at": "2026-03-02T09:00:00-06:00"}
    result = run("new", "--journal", path, "--from", [{**plain, **debrief} for debrief in debriefs])
    assert result.code == 0, result.err


def test_a_plan_comes_with_the_debriefs_behind_it(run: Run, path: Path) -> None:
    """Those that made it or in which it came up: situation, customer, tags, channel, ways."""
    assert run("new", "--from", EXAMPLES, "--journal", path).code == 0
    with open_reading(path) as reading, reading.snapshot() as connection:
        found = {each.key: each for each in plan_candidates(connection, ("trying", "resting"))}
        made = plan_candidates(connection, ("standard",))
    assert made == []
    assert set(found) == {1, 2, 3, 4, 5, 6}
    assert found[5].texts == (
        "a courier left a parcel at the wrong door",
        "ring the depot while they are on the line",
        "a trace by mail takes two days",
    )
    assert found[6].texts[1:] == ("walk to the shelf with them before I explain",)
    assert found[5].behind == (
        "parcel at the wrong door, two houses down\nman missing a parcel with a mirror\ncourier",
        "parcel at the wrong door for the second time\ncaller whose parcel went next door\ncourier",
    )
    assert found[2].channels == ("chat",) * 4
    assert found[2].behind[0].endswith("\ntwo chats delivery")
    assert sorted(found[2].tags) == ["delivery"] * 3 + ["two_chats"] * 4
    assert set(found[6].techniques) == {"offer_options"}


def test_a_plan_that_came_up_often_brings_its_newest_debriefs(run: Run, path: Path) -> None:
    """Twenty of them and the one that made it, so that an old journal is as quick as a new one."""
    check = {"checks": [{"play": 1, "came_up": True, "did": "yes"}]}
    away = {"checks": [{"play": 1, "came_up": False}]}
    saved(run, path, {"situation": "first", "next_time": {"if": "a", "then": "b"}})
    saved(run, path, *({"situation": f"number {n}", **check} for n in range(2, 32)))
    saved(run, path, {"situation": "not that", **away})
    with open_reading(path) as reading, reading.snapshot() as connection:
        (plan,) = plan_candidates(connection, ("trying",))
    told = [text.split("\n")[0] for text in plan.behind]
    assert told == [*(f"number {n}" for n in range(31, 11, -1)), "first"]


def test_the_newest_interactions_come_first(run: Run, path: Path) -> None:
    """By their day, not by when they were written."""
    saved(
        run,
        path,
        {"situation": "new", "occurred_at": "2026-03-03T09:00:00-06:00", "customer": "a man",
         "tags": ["a_b", "c"], "channel": "chat"},
        {"situation": "old", "occurred_at": "2026-03-01T09:00:00-06:00"},
    )  # fmt: skip
    with open_reading(path) as reading, reading.snapshot() as connection:
        found = interaction_candidates(connection)
    assert [(each.key, each.texts) for each in found] == [
        (1, ("new\na man\na b c",)),
        (2, ("old\n\n",)),
    ]
    assert found[0].channels == ("chat",)
