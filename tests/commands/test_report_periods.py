"""debrief report: which days a period has, wherever and whenever they were written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
LATER = "2027-02-01T09:00:00-06:00"


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is asked about is over."""
    monkeypatch.setenv("DEBRIEF_NOW", LATER)


def debrief(moment: str, **more: Any) -> dict[str, Any]:
    """A small debrief of that very moment."""
    return {"occurred_at": moment, "outcome": "met", "situation": "s", **more}


def totals(run: Run, *periods: str) -> list[int]:
    """How many debriefs each period counts, asked for as `--week 2026-W10` and so on."""
    return [run("report", *asked.split(), "--json").json["debriefs"]["total"] for asked in periods]


def test_a_week_across_new_year_is_one_week(run: Run) -> None:
    """The last days of December are in the first week of January, and not in the last of a year."""
    days = ("2025-12-28", "2025-12-29", "2025-12-31", "2026-01-01", "2026-01-04", "2026-01-05")
    run("new", "--from", [debrief(f"{day}T12:00:00-06:00") for day in days])
    asked = ("2025-W52", "2026-W01", "2026-W02")
    assert totals(run, *(f"--week {week}" for week in asked)) == [1, 4, 1]
    report = run("report", "--week", "2026-W02", "--json").json
    assert [week["week"] for week in report["weeks"]][-4:] == [
        "2025-W51", "2025-W52", "2026-W01", "2026-W02",
    ]  # fmt: skip
    assert totals(run, "--month 2025-12", "--month 2026-01") == [3, 3]


def test_a_long_year_has_its_53rd_week(run: Run) -> None:
    """2026 has 53 weeks, the last of which ends in January."""
    days = ("2026-12-27", "2026-12-28", "2027-01-03", "2027-01-04")
    run("new", "--from", [debrief(f"{day}T12:00:00-06:00") for day in days])
    assert totals(run, "--week 2026-W53", "--week 2027-W01") == [2, 1]


def test_a_range_has_both_its_ends(run: Run) -> None:
    """The first and the last day belong to it, also over the end of a year."""
    days = ("2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02")
    run("new", "--from", [debrief(f"{day}T12:00:00-06:00") for day in days])
    assert totals(run, "--since 2025-12-31 --until 2026-01-01") == [2]


def test_the_night_belongs_to_the_day_before(run: Run) -> None:
    """Until four in the morning it is still yesterday, over the end of a week and of a month."""
    moments = ("2026-03-01T23:30", "2026-03-02T03:59", "2026-03-02T04:00")
    run("new", "--from", [debrief(f"{moment}:00-06:00") for moment in moments])
    assert totals(run, "--week 2026-W09", "--week 2026-W10") == [2, 1]
    moments = ("2026-04-01T02:00", "2026-04-01T12:00")
    run("new", "--from", [debrief(f"{moment}:00-05:00") for moment in moments])
    assert totals(run, "--month 2026-03", "--month 2026-04") == [4, 1]


def test_a_day_that_starts_late(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who works the night through sets when the day starts; what is saved keeps its day."""
    run("new", "--from", debrief("2026-03-02T08:00:00-06:00"))
    (tmp_path / "config.toml").write_text('day_starts_at = "11:00"\n', encoding="utf-8")
    monkeypatch.setenv("DEBRIEF_CONFIG", str(tmp_path / "config.toml"))
    run("new", "--from", debrief("2026-03-02T08:00:00-06:00"))
    assert totals(run, "--week 2026-W09", "--week 2026-W10") == [1, 1]


@pytest.mark.parametrize("zone", ["America/Chicago", "UTC"])
def test_a_clock_change_within_the_week(
    run: Run, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    """The hour that is skipped, or there twice, moves no entry to another day or week."""
    monkeypatch.setenv("TZ", zone)
    spring = ("2026-03-08T01:30:00-06:00", "2026-03-08T03:30:00-05:00", "2026-03-08T04:00:00-05:00")
    run("new", "--from", [debrief(moment) for moment in (*spring, "2026-03-09T03:59:00-05:00")])
    assert totals(run, "--since 2026-03-07 --until 2026-03-07") == [2]
    assert totals(run, "--since 2026-03-08 --until 2026-03-08") == [2]
    assert totals(run, "--week 2026-W10", "--week 2026-W11") == [4, 0]
    autumn = ("2026-11-01T01:30:00-05:00", "2026-11-01T01:30:00-06:00", "2026-11-01T04:00:00-06:00")
    run("new", "--from", [debrief(moment) for moment in autumn])
    assert totals(run, "--month 2026-10", "--month 2026-11") == [2, 1]


def test_a_trip_keeps_the_days_of_where_one_was(run: Run) -> None:
    """A day is that of the clock on the wall there, whatever it is at home."""
    tokyo = ("2026-03-09T03:00:00+09:00", "2026-03-09T08:00:00+09:00")  # Sunday at home, both
    honolulu = ("2026-03-15T23:00:00-10:00",)  # Monday at home
    run("new", "--from", [debrief(moment) for moment in (*tokyo, *honolulu)])
    assert totals(run, "--week 2026-W10", "--week 2026-W11", "--week 2026-W12") == [1, 2, 0]


def test_a_week_of_set_apart_alone(run: Run) -> None:
    """It is counted as set apart and in nothing else, and every page can be read."""
    run("new", "--from", debrief(
        "2026-03-04T12:00:00-06:00", conduct="abusive", tags=["queue"], channel="chat",
        factors=[{"factor": "queue_or_wait"}], techniques=["stay_patient"],
        answers={"attention.assumption_right": True, "basics.solved": "no"},
        stages=[{"stage": "greet"}], kudos=[{"to": "Ops"}],
    ))  # fmt: skip
    customer = {"verdict": "below", "conduct": "abusive"}
    run("reflect", "--from", {"day": "2026-03-04", "customers": [customer]})
    report = run("report", "--week", "2026-W10", "--json").json
    assert (report["debriefs"]["total"], report["debriefs"]["set_apart"]) == (0, 1)
    assert (report["reflections"]["customers"], report["reflections"]["set_apart"]) == (0, 1)
    for key in ("factors", "stages", "techniques", "channels", "tags", "causes", "lenses"):
        assert report[key] == [], key
    assert report["basics"] == {"solved": {}, "respect": {}}
    assert report["days_looked_back"]["k"] == 1
    assert "1 set apart" in run("report", "--week", "2026-W10").out
    page = run("report", "--week", "2026-W10", "--full").out
    assert "2 entries with an abusive customer are kept" in page
    assert "%" not in page


def test_a_plan_made_later_is_not_of_the_period(run: Run) -> None:
    """A report on an earlier week lists the plans that were there."""
    for day in ("2026-03-04", "2026-03-09"):
        plan = {"then": f"look first on {day}"}
        run("new", "--from", debrief(f"{day}T12:00:00-06:00", next_time=plan))
    for week, made in (("2026-W10", ["2026-03-04"]), ("2026-W11", ["2026-03-04", "2026-03-09"])):
        plays = run("report", "--week", week, "--json").json["plays"]
        assert [play["then"][-10:] for play in plays["list"]] == made
        assert plays["made"] == 1


def test_the_sections_of_full_over_a_year(run: Run) -> None:
    """Over a longer time plans go by month, and each shows what was made and came up in it."""
    run("new", "--from", debrief("2026-01-15T12:00:00-06:00", next_time={"then": "ask first"}))
    check = {"play": 1, "came_up": True, "did": "yes", "worked": "yes"}
    for day in ("2026-02-10", "2026-02-12", "2026-06-01"):
        run("new", "--from", debrief(f"{day}T12:00:00-06:00", checks=[check]))
    asked = ("report", "--since", "2026-01-01", "--until", "2026-06-30")
    spans = run(*asked, "--json").json["plans_over_time"]
    assert [(s["label"], s["made"], s["came_up"]) for s in spans] == [
        ("2026-01", 1, 0), ("2026-02", 0, 2), ("2026-03", 0, 0),
        ("2026-04", 0, 0), ("2026-05", 0, 0), ("2026-06", 0, 1),
    ]  # fmt: skip
    page = run(*asked, "--full").out
    assert " ".join(page.split()).count("PLANS, BY MONTH Jan Feb Mar Apr May Jun made") == 1
