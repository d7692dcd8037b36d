"""debrief trend: what it takes, what it prints, and what it keeps to itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from debrief_cli.analysis.measures import MEASURES
from debrief_cli.period import week_label

Run = Callable[..., Any]
# The clock stands at Friday 6 March 2026; the week of the 2nd is still running.
MONDAY = date(2026, 3, 2)
REPROACH = re.compile(r"\b(only|missed|failed|must|should|streak|not done)\b", re.IGNORECASE)


def debrief(day: date, effort: int, **more: Any) -> dict[str, Any]:
    """A small debrief of some day at noon, with how hard it was."""
    return {
        "occurred_at": f"{day}T12:00:00-06:00", "outcome": "met", "situation": "s",
        "answers": {"effort.mine": effort}, **more,
    }  # fmt: skip


def week_before(count: int) -> date:
    """The Monday so many weeks before this one."""
    return MONDAY - timedelta(weeks=count)


def evenings(monday: date, exceeded: int, days: int = 5) -> list[dict[str, Any]]:
    """A week of evenings with three customers each, so many of whom left happier."""
    verdicts = ["exceeded"] * exceeded + ["met"] * (days * 3 - exceeded)
    return [
        {
            "day": str(monday + timedelta(days=day)),
            "customers": [{"verdict": verdict} for verdict in verdicts[day::days]],
        }
        for day in range(days)
    ]


@pytest.fixture
def filled(run: Run) -> Run:
    """Eleven whole weeks and the running one, with an effort that falls after the sixth."""
    efforts = [5, 4, 5, 4, 5, 4, 2, 1, 2, 1, 2, 2]
    days = [week_before(11 - week) for week in range(12)]
    debriefs = [debrief(day, effort) for day, effort in zip(days, efforts, strict=True)]
    debriefs.append(debrief(days[0], 1, conduct="abusive"))
    assert run("new", "--from", debriefs).code == 0
    shares = [7, 8, 6, 9, 7, 8, 6, 9, 8, 7, 8]
    found = [e for day, k in zip(days, shares, strict=False) for e in evenings(day, k)]
    assert run("reflect", "--from", [*found, *evenings(MONDAY, 2, days=2)]).code == 0
    return run


def test_without_a_measure_it_says_what_there_is(run: Run) -> None:
    """Every measure is listed by the name one types, with what it means."""
    page = run("trend")
    assert page.code == 0
    listed = run("trend", "--json").json
    assert [entry["metric"] for entry in listed] == list(MEASURES)
    for entry in listed:
        assert f"  {entry['metric'].replace('_', '-')} " in page.out
        assert entry["title"] in page.out


@pytest.mark.parametrize("name", MEASURES)
def test_both_spellings_are_taken(filled: Run, name: str) -> None:
    """Hyphen or underscore, small or capital: the same measure."""
    plain = filled("trend", name, "--json")
    assert plain.code == 0
    assert plain.json["metric"] == name
    assert filled("trend", name.replace("_", "-").upper(), "--json").json == plain.json


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("met-or-bettr",), "did you mean met-or-better?"),
        (("happiness",), "There is no measure “happiness”"),
        (("looked-back", "--by", "day"), "by week or by month"),
        (("exceeded", "--by", "year"), "--by: “year” is not one of day, week, month"),
        (("exceeded", "--format", "pdf"), "--format: “pdf” is not one of"),
        (("--format", "html"), "needs a METRIC"),
        (("exceeded", "--last", "8y"), "is not a span"),
        (("exceeded", "--week", "2026-W09", "--last", "8w"), "each name a period"),
    ],
    ids=str,
)
def test_what_is_not_there_is_refused_in_a_line(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    """Wrong usage is exit 2, with one line that says what is wrong and a nearest where there is."""
    refused = run("trend", *words)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


def test_the_document_to_six_decimals(filled: Run) -> None:
    """Points, median, shift and limits of eleven weeks, worked by hand."""
    found = filled("trend", "my-effort", "--json").json
    assert (found["schema"], found["metric"], found["measure"], found["by"]) == (
        1, "my_effort", "mean", "week",
    )  # fmt: skip
    assert (found["period"]["start"], found["period"]["end"]) == ("2025-09-08", "2026-03-09")
    assert [point["value"] for point in found["points"]] == [5, 4, 5, 4, 5, 4, 2, 1, 2, 1, 2, 2]
    assert [point["whole"] for point in found["points"]] == [True] * 11 + [False]
    assert found["points"][0] == {
        "label": "2025-W51", "start": "2025-12-15", "end": "2025-12-22", "whole": True,
        "value": 5.0, "n": 1, "gate": "ok",
    }  # fmt: skip
    # Of the eleven whole weeks, sorted 1 1 2 2 2 4 4 4 5 5 5, the sixth is the median.
    assert found["median"] == 4.0
    assert found["shift"] == {
        "n": 8, "longest_run": None, "longest_run_limit": None, "crossings": None,
        "crossings_limit": None, "reading": None, "runs": [], "gate": "too_few", "needs": 2,
    }  # fmt: skip
    # The ten weeks before the latest whole one: mean 33/10, moving ranges 1 1 1 1 1 2 1 1 1.
    assert found["xmr"] == {
        "baseline": {"n": 10}, "mean": 3.3, "moving_range": 1.111111, "low": 0.344444,
        "high": 6.255556, "range_limit": 3.63, "signals": [], "gate": "ok",
    }  # fmt: skip
    assert found["p_chart"] is None


def test_the_document_of_a_share(filled: Run) -> None:
    """Reflected customers weigh less than as many strangers, in interval, limits and gates."""
    found = filled("trend", "exceeded", "--json").json
    first = found["points"][0]
    assert (first["k"], first["n"], first["effective_n"]) == (7, 15, 10.714286)
    assert first["share"] == 0.466667
    # The ends of Wilson's interval are the shares that 7/15 is just 1.96 deviations from.
    for end in (first["low"], first["high"]):
        deviation = (end * (1 - end) / (15 / 1.4)) ** 0.5
        assert abs(7 / 15 - end) == pytest.approx(1.959964 * deviation, abs=2e-6)
    running = found["points"][-1]
    assert (running["whole"], running["k"], running["n"]) == (False, 2, 6)
    assert (running["share"], running["gate"], running["needs"]) == (None, "too_few", 1)
    chart = found["p_chart"]
    assert chart["baseline"] == {"k": 75, "n": 150}
    assert (chart["centre"], chart["plotted_from"], chart["signal_from"]) == (0.5, 2, 8)
    assert [point["label"] for point in chart["points"]] == [
        point["label"] for point in found["points"][:-1]
    ]
    # 0.5 ± 3√(0.25 ÷ (15/1.4)).
    assert (chart["points"][0]["low"], chart["points"][0]["high"]) == (0.041742, 0.958258)
    assert found["xmr"] is None


def test_what_is_set_apart_is_left_out(filled: Run) -> None:
    """An abusive call neither counts as written up nor has an effort."""
    first = filled("trend", "written-up", "--json").json["points"][0]
    assert first["value"] == 1
    assert filled("trend", "my-effort", "--json").json["points"][0]["n"] == 1


@pytest.mark.parametrize(
    ("options", "first", "last", "count"),
    [
        ((), "2025-W51", "2026-W10", 12),
        (("--last", "3w"), "2026-W08", "2026-W10", 3),
        (("--week", "2026-W09"), "2026-W09", "2026-W09", 1),
        (("--month", "2026-02"), "2026-W05", "2026-W09", 5),
        (("--since", "2026-02-18"), "2026-W08", "2026-W10", 3),
        (("--until", "2025-12-30"), "2025-W51", "2026-W01", 3),
        (("--by", "day"), "2026-01-12", "2026-03-06", 54),
        (("--by", "month"), "2025-12", "2026-03", 4),
        (("--by", "month", "--month", "2026-02"), "2026-02", "2026-02", 1),
    ],
    ids=str,
)
def test_periods(filled: Run, options: tuple[str, ...], first: str, last: str, count: int) -> None:
    """Points run from the first entry, or the period's first day, to today or its last."""
    points = filled("trend", "written-up", *options, "--json").json["points"]
    assert (points[0]["label"], points[-1]["label"], len(points)) == (first, last, count)


def test_a_week_that_the_period_cuts_is_not_whole(filled: Run) -> None:
    """A range that begins on a Wednesday has only the rest of that week, and says so."""
    found = filled("trend", "written-up", "--since", "2026-02-18", "--json").json
    assert [(p["whole"], p["value"]) for p in found["points"]] == [
        (False, 0), (True, 1), (False, 1),
    ]  # fmt: skip
    assert "cuts" in filled("trend", "written-up", "--since", "2026-02-18").out


def test_a_time_to_come_and_one_before_the_first_entry_have_nothing(filled: Run) -> None:
    """Where nothing can have been written, nothing is counted as nought."""
    for options in (("--week", "2026-W30"), ("--week", "2025-W01")):
        assert filled("trend", "written-up", *options, "--json").json["points"] == []
        assert "Nothing to show yet." in filled("trend", "written-up", *options).out


def test_weeks_across_a_new_year(run: Run) -> None:
    """The last days of December may lie in the first week of the next year."""
    days = (date(2025, 12, 28), date(2025, 12, 29), date(2025, 12, 31), date(2026, 1, 4))
    run("new", "--from", [debrief(day, 3) for day in days])
    points = run("trend", "written-up", "--json").json["points"]
    counts = {point["label"]: point["value"] for point in points}
    assert (counts["2025-W52"], counts["2026-W01"], counts["2026-W02"]) == (1, 3, 0)


def test_a_clock_change_within_a_week(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days are those that the entries were written in, on either side of a change of the clocks."""
    monkeypatch.setenv("TZ", "America/Chicago")
    monkeypatch.setenv("DEBRIEF_NOW", "2026-03-13T18:05:00-05:00")
    times = (
        "2026-03-08T01:30:00-06:00",  # the night before the clocks go forward: still the 7th
        "2026-03-08T12:00:00-05:00",
        "2026-03-09T03:59:00-05:00",  # before four: still the 8th
        "2026-03-09T04:00:00-05:00",
    )
    run("new", "--from", [{"occurred_at": t, "outcome": "met", "situation": "s"} for t in times])
    found = run("trend", "written-up", "--by", "day", "--json").json
    counts = {point["label"]: point["value"] for point in found["points"]}
    assert [counts[f"2026-03-0{day}"] for day in (7, 8, 9)] == [1, 2, 1]
    weeks = run("trend", "written-up", "--json").json["points"]
    assert [(point["label"], point["value"]) for point in weeks] == [
        ("2026-W10", 3), ("2026-W11", 1),
    ]  # fmt: skip


def test_a_page_fits_its_width_and_says_what_it_shows(filled: Run) -> None:
    """Eighty columns, no key of the program, the median, the reading and every number."""
    page = filled("trend", "my-effort").out
    assert max(map(len, page.splitlines())) <= 80
    assert "How hard you had to work, week by week" in page
    assert "The middle line stands at 4.0." in page
    assert "so far there are eight" in page
    assert "The last week is still running" in page
    assert not REPROACH.search(page)
    assert "effort.mine" not in page


@pytest.mark.parametrize("name", MEASURES)
def test_plain_characters(filled: Run, name: str) -> None:
    """With --ascii every page, list and line is pure ASCII and free of escapes."""
    for options in ((), ("--by", "month"), ("--last", "2w")):
        page = filled("trend", name, "--ascii", *options)
        assert page.code == 0
        assert page.out.isascii()
        assert "\x1b" not in page.out


def test_a_terminal_without_the_characters_gets_plain_ones(
    filled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the output cannot write a chart's characters, they are plain by themselves."""
    monkeypatch.setattr("debrief_cli.commands.trend._has_braille", lambda _: False)
    assert filled("trend", "my-effort").out == filled("trend", "my-effort", "--ascii").out


@pytest.mark.parametrize(
    ("encoding", "has"),
    [("utf-8", True), ("latin-1", False), ("ascii", False), (None, False), ("?", False)],
)
def test_which_encodings_have_the_characters(encoding: str | None, has: bool) -> None:
    """UTF-8 has them; what is not known is taken not to."""
    from debrief_cli.commands.trend import _has_braille

    assert _has_braille(encoding) is has


def test_few_entries_say_little_and_say_it_kindly(run: Run) -> None:
    """Three entries: no chart, no median, no reading of a shift; their numbers and one line."""
    run("new", "--from", [debrief(week_before(n), 3) for n in (1, 2)])
    run("reflect", "--from", evenings(week_before(1), 2, days=1))
    for name in ("my-effort", "exceeded", "written-up"):
        page = run("trend", name).out
        assert "│" not in page
        assert "Five weeks make a line" in page
        assert "middle" not in page
        assert "%" not in page
        assert len(page.splitlines()) < 14
        assert not REPROACH.search(page)
    assert "fewer than five customers" in run("trend", "exceeded").out


def test_nothing_yet_says_where_it_comes_from(run: Run, journal: Any) -> None:
    """An empty journal stays unmade, and each measure says what feeds it."""
    for name in MEASURES:
        page = run("trend", name)
        assert page.code == 0
        assert "Nothing to show yet. It comes from" in page.out
        assert run("trend", name, "--format", "html").code == 0
    assert not journal.exists()


def test_a_days_share_is_never_told(filled: Run) -> None:
    """Three customers of one day carry no percentage, and the page leads to the weeks."""
    page = filled("trend", "exceeded", "--by", "day")
    assert "%" not in page.out
    assert "By week: debrief trend exceeded" in page.out
    points = filled("trend", "exceeded", "--by", "day", "--json").json["points"]
    assert {point["share"] for point in points} == {None}


class Page(HTMLParser):
    """What an HTML page has: its tags with their attributes, and its texts by tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.setdefault(self._open[-1], []).append(data.strip())

    def of(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


@pytest.mark.parametrize("name", MEASURES)
def test_a_html_page_stands_alone(filled: Run, name: str) -> None:
    """It loads and runs nothing, knows light and dark, and names its chart for those who listen."""
    html = filled("trend", name, "--format", "html").out
    page = Page(html)
    assert not page.of("script") + page.of("link") + page.of("img") + page.of("iframe")
    assert "http" not in html
    assert "url(" not in html
    assert "prefers-color-scheme: dark" in html
    assert page.of("html") == [{"lang": "en"}]
    for attrs in page.of("svg"):
        assert attrs["role"] == "img"
        assert {"name", "what"} <= {a.get("id") for _, a in page.tags}
        assert page.texts["desc"]


def test_a_html_page_has_the_numbers_of_the_document(filled: Run) -> None:
    """Its table has every point, and its chart one mark for each whole week."""
    page = Page(filled("trend", "my-effort", "--format", "html").out)
    found = filled("trend", "my-effort", "--json").json
    numbers = [f"{point['value']:.1f}" for point in found["points"]]
    assert page.texts["td"][::2] == numbers
    marks = [a for a in page.of("circle") if a["class"] in {"plain", "shifted"}]
    assert len(marks) == 11
    assert any("shaded field" in text for text in page.texts["p"])
    assert [attrs["class"] for attrs in page.of("rect")] == ["band"]


def test_limits_and_signals_are_drawn(filled: Run) -> None:
    """A share has a step for each week; a week beyond its limits has a mark of its own shape."""
    shares = Page(filled("trend", "exceeded", "--format", "html").out)
    assert len(shares.of("rect")) == 11
    assert not [a for a in shares.of("path") if a["class"] == "beyond"]
    efforts = [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 5]
    more = [debrief(week_before(11 - n) + timedelta(days=1), e) for n, e in enumerate(efforts)]
    filled("new", "--from", more * 9)
    found = filled("trend", "my-effort", "--json").json["xmr"]
    drawn = Page(filled("trend", "my-effort", "--format", "html").out)
    beyond = [a for a in drawn.of("path") if a["class"] == "beyond"]
    assert len(beyond) == len(found["signals"]) > 0


def test_six_thousand_entries(run: Run) -> None:
    """A large journal reads as well as a small one: whole weeks, one page, every number right."""
    first = week_before(60)
    debriefs = [
        debrief(first + timedelta(days=number % 420), 1 + number % 5) for number in range(6_000)
    ]
    assert run("new", "--from", debriefs).code == 0
    found = run("trend", "my-effort", "--last", "60w", "--json").json
    efforts: dict[str, list[int]] = {}
    for entry in debriefs:
        label = week_label(date.fromisoformat(entry["occurred_at"][:10]))
        efforts.setdefault(label, []).append(entry["answers"]["effort.mine"])
    for point in found["points"][:-1]:
        of_week = efforts[point["label"]]
        assert (point["n"], point["value"]) == (len(of_week), round(fmean(of_week), 6))
    assert (len(found["points"]), found["points"][-1]["n"]) == (60, 0)
    page = run("trend", "written-up", "--by", "day", "--since", str(first))
    assert page.code == 0
    assert "The latest 60 of" in page.out
    assert len(page.out.splitlines()) < 50


def test_a_trend_goes_into_a_file(run: Run, tmp_path: Path) -> None:
    """Its ending says the format; it is private, and overwritten only when that is meant."""
    run("new", "--outcome", "met", "--situation", "x")
    for name, start in (("a.html", "<!doctype html>"), ("a.json", "{"), ("a.txt", "Written up")):
        target = tmp_path / name
        done = run("trend", "written-up", "-o", target)
        assert (done.code, done.out, done.err) == (0, "", f"Written: {target}\n")
        assert target.read_text(encoding="utf-8").startswith(start)
        assert target.stat().st_mode & 0o777 == 0o600
        assert run("trend", "written-up", "-o", target).code == 1
    assert run("trend", "written-up", "-o", "-", "--json").json["metric"] == "written_up"
