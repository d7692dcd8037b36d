"""debrief list, show, today, demo and debrief alone."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
MANY = [
    {"outcome": "exceeded", "situation": "late refund", "occurred_at": "2026-03-02T09:00-06:00",
     "channel": "phone", "tags": ["refund"], "techniques": ["set_expectation"],
     "contributions": ["gave the date first"], "answers": {"effort.mine": 2},
     "next_time": {"if": "a late refund", "then": "give the date"},
     "promises": [{"text": "ring back", "due": "2026-03-06T12:00:00-06:00"},
                  {"text": "write", "due": "2026-03-20"}]},
    {"outcome": "below", "situation": "voucher ran out", "occurred_at": "2026-03-03T09:00-06:00",
     "channel": "chat", "factors": [{"factor": "policy_or_authority"}],
     "stages": [{"stage": "discover"}]},
    {"outcome": "met", "situation": "wrong door", "occurred_at": "2026-03-05T09:00-06:00",
     "channel": "phone"},
]  # fmt: skip


@pytest.fixture
def filled(run: Run) -> Run:
    """A journal with three debriefs and a reflection of yesterday."""
    assert run("new", "--from", MANY).code == 0
    evening = {"day": "2026-03-05", "customers": [{"verdict": "met"}], "tomorrow": "ask Ops"}
    assert run("reflect", "--from", evening).code == 0
    return run


def ids(result: Any) -> list[int]:
    """The ids of a JSON list."""
    return [record["id"] for record in result.json]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), [3, 2, 1]),
        (("--limit", "2"), [3, 2]),
        (("--limit", "0"), [3, 2, 1]),
        (("--outcome", "below"), [2]),
        (("--outcome", "below", "--outcome", "met"), [3, 2]),
        (("--channel", "phone"), [3, 1]),
        (("--channel", "phone", "--outcome", "met"), [3]),
        (("--tag", "refund"), [1]),
        (("--technique", "set_expectation"), [1]),
        (("--factor", "policy_or_authority"), [2]),
        (("--stage", "discover"), [2]),
        (("--has", "effort"), [1]),
        (("--has", "promise"), [1]),
        (("--has", "stages"), [2]),
        (("--has", "people"), []),
        (("--has", "basics"), []),
        (("--on", "2026-03-03"), [2]),
        (("--since", "2026-03-03"), [3, 2]),
        (("--until", "2026-03-03"), [2, 1]),
        (("--since", "monday", "--until", "tuesday"), [2, 1]),
        (("--tag", "nothing"), []),
    ],
    ids=str,
)
def test_list_takes_filters(filled: Run, options: tuple[str, ...], expected: list[int]) -> None:
    """The latest first; different filters narrow, the same one twice takes either."""
    assert ids(filled("list", "--json", *options)) == expected
    assert filled("list", *options).code == 0


@pytest.mark.parametrize(
    "options",
    [("--outcome", "great"), ("--channel", "fax"), ("--on", "never"), ("--limit", "-1"),
     ("--has", "nose"), ("--on", "monday", "--since", "monday")],
    ids=str,
)  # fmt: skip
def test_list_refuses_a_filter_that_does_not_exist(run: Run, options: tuple[str, ...]) -> None:
    """Exit 2 with a line that names it."""
    refused = run("list", *options)
    assert refused.code == 2
    assert options[0] in refused.err


@pytest.mark.parametrize(
    ("id_", "said"),
    [("1", "late refund"), ("r1", "ask Ops"), ("p1", "give the date"), ("m1", "ring back"),
     ("last", "ask Ops"), ("R1", "ask Ops")],
)  # fmt: skip
def test_show_reads_one_entry_in_full(filled: Run, id_: str, said: str) -> None:
    """By the number of its kind, or the last one made."""
    assert said in filled("show", id_).out
    assert said in filled("show", id_, "--json").out


@pytest.mark.parametrize(("id_", "code"), [("9", 1), ("r9", 1), ("x1", 2), ("", 2), ("-1", 2)])
def test_show_says_when_there_is_no_such_entry(run: Run, id_: str, code: int) -> None:
    """An unknown number is 1; what is no number at all is 2."""
    refused = run("show", id_)
    assert refused.code == code
    assert refused.err


def test_today_has_what_was_meant_promised_and_planned(filled: Run) -> None:
    """Last evening's line, what is due today and not what is due later, and the plans."""
    seen = filled("today", "--json").json
    assert list(seen) == [
        "date", "tomorrow", "promises", "focus", "plays", "lesson", "offer", "draft",
    ]  # fmt: skip
    assert (seen["date"], seen["tomorrow"]) == ("2026-03-06", "ask Ops")
    assert [p["text"] for p in seen["promises"]] == ["ring back"]
    assert [p["then"] for p in seen["plays"]] == ["give the date"]
    assert seen["lesson"]["text"] == "gave the date first"
    page = filled("today").out
    for said in ("Friday 6 March", "ask Ops", "ring back, by 12:00", "give the date"):
        assert said in page
    assert filled("today", "--short").out == "Promised for today: ring back, by 12:00\n"


def test_after_some_days_away_today_is_quiet(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promises and one plan, nothing else, and no word about the days."""
    monkeypatch.setenv("DEBRIEF_NOW", "2026-03-16T08:00:00-06:00")
    seen = filled("today", "--json").json
    assert (seen["tomorrow"], seen["lesson"], len(seen["plays"])) == (None, None, 1)
    assert "days" not in filled("today").out


def test_the_first_day_has_a_welcome_and_later_ones_today(run: Run) -> None:
    """Nothing written: what it is. Afterwards: where one stands. Both exit 0."""
    first = run()
    assert first.code == 0
    for said in ("debrief new", "debrief reflect", "debrief report", "only you can read it"):
        assert said in first.out
    run("new", "--outcome", "met", "--situation", "x", "--then", "y")
    assert "If it happens today" in run().out


def test_the_demo_uses_a_journal_of_its_own(run: Run, journal: Path) -> None:
    """It prints the report on last week and leaves one's own journal alone."""
    page = run("demo")
    assert page.code == 0
    assert "Mon 23 February to Sun 1 March" in page.out
    assert not journal.exists()


def test_the_demo_fills_a_named_journal_once(run: Run, tmp_path: Path) -> None:
    """Its entries are there to look around in; a journal with entries is not touched."""
    path = tmp_path / "demo.db"
    assert run("demo", "--journal", path).code == 0
    assert len(run("list", "--json", "--journal", path).json) >= 24
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = run("--journal", path, "demo")
    assert again.code == 1
    assert "has entries already" in again.err


def test_global_options_stand_before_or_after_the_command(run: Run, tmp_path: Path) -> None:
    """--journal means the same in both places."""
    path = tmp_path / "j.db"
    run("--journal", path, "new", "--outcome", "met", "--situation", "x")
    assert ids(run("list", "--json", "--journal", path)) == [1]


def test_a_slip_in_a_command_or_option_names_the_nearest(run: Run) -> None:
    """Wrong usage is exit 2 with what may be meant."""
    assert "did you mean report?" in run("reprot").err
    assert "--situation" in run("new", "--situatoin", "x").err
    assert run("reprot").code == run("new", "--situatoin", "x").code == 2


def test_the_version_and_the_help_are_printed(run: Run) -> None:
    """--version and --help end with 0; the help names every command."""
    from debrief_cli import __version__
    from debrief_cli.app import COMMANDS

    assert run("--version").out == run("list", "--version").out == f"debrief {__version__}\n"
    page = run("--help").out
    assert all(f"  {name} " in page for name in COMMANDS)
    for name in COMMANDS:
        assert run(name, "--help").code == 0
