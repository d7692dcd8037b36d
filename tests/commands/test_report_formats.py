"""debrief report in five formats: the same numbers in each, and none that a gate forbids."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
FORMATS = ("terminal", "markdown", "html", "json", "csv")
WEEK = ("--week", "2026-W09")


@pytest.fixture
def demo(run: Run, tmp_path: Path) -> Run:
    """The program with a journal of six weeks of examples."""
    path = tmp_path / "examples.db"
    assert run("--journal", path, "demo").code == 0
    return lambda *words: run("--journal", path, *words)


class Text(HTMLParser):
    """What stands on a page of HTML for the eye."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self._unseen = "", 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in ("head", "svg") or ("class", "unseen") in attrs
        self.text += " "

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in ("head", "svg") or (tag == "span" and self._unseen > 0)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.text += data


def plain(name: str, printed: str) -> str:
    """A page's words without what a format adds."""
    if name == "html":
        return Text(printed).text.replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\\(.)", r"\1", printed) if name == "markdown" else printed


def figures(value: Any) -> Iterator[int | float]:
    """Every number of a document, wherever it stands; `needs` is no figure of the report."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("schema", "needs") or isinstance(inner, list):
                yield from figures(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from figures(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def test_the_pages_have_the_same_numbers(demo: Run) -> None:
    """Terminal, Markdown and HTML are one page in three forms: no number more or less."""
    pages = {name: demo("report", *WEEK, "--full", "--format", name).out for name in FORMATS[:3]}
    numbers = {name: Counter(re.findall(r"\d+", plain(name, page))) for name, page in pages.items()}
    assert numbers["terminal"].total() > 100
    assert numbers["terminal"] == numbers["markdown"] == numbers["html"]


def test_the_documents_have_the_same_numbers(demo: Run) -> None:
    """Every number of the JSON stands in the CSV, and no other."""
    told = demo("report", *WEEK, "--json").json
    rows = csv.DictReader(io.StringIO(demo("report", *WEEK, "--format", "csv").out))
    cells = [row[column] for row in rows for column in ("value", "count", "n", "low", "high")]
    listed = Counter(float(cell) for cell in cells if re.fullmatch(r"-?\d+(\.\d+)?(e-\d+)?", cell))
    assert listed == Counter(map(float, figures(told)))


def test_the_pages_have_the_numbers_of_the_documents(demo: Run) -> None:
    """What a page says of customers, weeks, causes, parts, effort and plans is what JSON says."""
    told = demo("report", *WEEK, "--json").json
    page = demo("report", *WEEK, "--full").out

    def row(*cells: Any) -> str:
        return r"\n +[^\n]*?" + r" +".join(str(cell or "·") for cell in cells)

    verdicts = told["reflections"]["verdicts"]
    for words, name in (("better", "exceeded"), ("as", "met"), ("worse", "below")):
        assert re.search(rf"\n  {words} [a-z ]+ █+ +{verdicts[name]}\b", page)
        weeks = [week["reflections"]["verdicts"][name] for week in told["weeks"]]
        assert re.search(rf"\n  {words}[a-z ]*" + row(*weeks).removeprefix(r"\n +[^\n]*?"), page)
        assert re.search(row(*told["effort"]["grid"][name]), page)
    for cause in told["factors"]:
        assert re.search(row(cause["helped"], cause["hurt"]), page)
    share = told["reflections"]["exceeded"]
    assert f"{share['k']} of {share['n']}  {share['share']:.0%}".replace("%", " %") in page
    for play in (play for play in told["plays"]["list"] if play["came_up"]):
        counts = (play[key] for key in ("came_up", "did", "partly", "worked"))
        assert re.search(r" +".join(map(str, counts)), page)


def test_the_ending_of_a_file_says_the_format(demo: Run, tmp_path: Path) -> None:
    """week.md is Markdown; --format has the last word; any other ending is the plain page."""
    for ending, name in (
        ("md", "markdown"), ("html", "html"), ("HTM", "html"), ("json", "json"), ("csv", "csv"),
        ("txt", "terminal"),
    ):  # fmt: skip
        path = tmp_path / f"week.{ending}"
        done = demo("report", *WEEK, "-o", path)
        assert (done.code, done.out) == (0, "")
        printed = demo("report", *WEEK, "--format", name).out
        assert path.read_text(encoding="utf-8-sig") == printed
    other = tmp_path / "other.md"
    assert demo("report", "--format", "json", "-o", other).code == 0
    assert json.loads(other.read_text())["schema"] == 1


def test_a_spreadsheet_knows_the_alphabet_of_a_file(demo: Run, tmp_path: Path) -> None:
    """A CSV file begins with the mark of UTF-8; what goes into a pipe does not."""
    demo("report", "-o", tmp_path / "week.csv")
    assert (tmp_path / "week.csv").read_bytes().startswith(b'\xef\xbb\xbf"section"')
    assert demo("report", "--format", "csv", "-o", "-").out.startswith('"section"')


@pytest.mark.parametrize("name", FORMATS)
def test_a_dash_is_standard_output(demo: Run, name: str) -> None:
    """-o - prints what would be printed without it."""
    printed = demo("report", *WEEK, "--format", name)
    assert demo("report", *WEEK, "--format", name, "-o", "-").out == printed.out != ""


def test_formats_that_are_none_or_two_are_refused(run: Run) -> None:
    """A slip is met with the nearest name, and two formats with one line."""
    refused = run("report", "--format", "markdwn")
    assert refused.code == 2
    assert "did you mean markdown?" in refused.err
    assert run("report", "--json", "--format", "html").code == 2
    assert run("report", "--json", "--format", "json").code == 0
    assert run("report", "--for", "boss").code == 2


def test_sections_are_picked_by_name(demo: Run) -> None:
    """A page has the sections asked for alone, in its own order, and JSON their keys."""
    page = demo("report", *WEEK, "--section", "causes", "--section", "customers").out
    heads = re.findall(r"(?m)^([A-Z][A-Z ]+[A-Z])(?: {2,}|$)", page)
    assert heads == [
        "HOW YOUR CUSTOMERS LEFT", "NOT IN YOUR HANDS", "HOW SURE THAT IS",
        "CAUSES NOT IN YOUR HANDS",
    ]  # fmt: skip
    told = demo("report", *WEEK, "--section", "causes", "--json").json
    assert list(told) == ["schema", "period", "debriefs", "factors", "days_looked_back", "causes"]
    rows = csv.DictReader(
        io.StringIO(demo("report", *WEEK, "--section", "causes", "--format", "csv").out)
    )
    assert {row["section"] for row in rows} == {"period", "causes"}


@pytest.mark.parametrize("name", FORMATS)
def test_sections_with_nothing_to_say_are_no_error(demo: Run, name: str) -> None:
    """A section that is silent now leaves a page that says so."""
    page = demo("report", *WEEK, "--section", "apart", "--format", name)
    assert page.code == 0
    assert ("Nothing to say" in page.out) == (name in FORMATS[:3])


def test_a_section_that_is_none_is_named_with_the_nearest(run: Run) -> None:
    """Exit 2, the nearest name, and all of them."""
    refused = run("report", "--section", "cuases")
    assert (refused.code, refused.out) == (2, "")
    assert "“cuases” is no section; did you mean causes?" in refused.err
    assert "Sections: customers, words, causes, plans" in refused.err
    of_a_coach = run("report", "--for", "coach", "--section", "customers")
    assert of_a_coach.code == 2
    assert "no section of a coach's report" in of_a_coach.err


def test_every_key_of_the_document_belongs_to_one_section(demo: Run) -> None:
    """What JSON tells can be picked, and CSV leaves nothing out."""
    from debrief_cli.render import pages

    keys = [key for section in pages.ALL for key in section.keys]
    assert sorted([*keys, *pages.HEAD]) == sorted(demo("report", "--json").json)


def test_ascii_draws_with_nothing_else(demo: Run) -> None:
    """Bars, small lines, dots and quotes are ASCII; people's own letters stay."""
    page = demo("report", *WEEK, "--full", "--ascii").out
    assert page.isascii()
    assert "####" in page
    words = ("new", "--outcome", "exceeded", "--situation", "x", "--did", "sagte „ja“ … naïve · ok")
    assert demo(*words).code == 0
    page = demo("report", "--ascii").out
    assert '"sagte „ja“ … naïve · ok"' in page


@pytest.mark.soak
def test_thirty_thousand_entries_read_well(run: Run) -> None:
    """A journal of that size fits the same first screen, and each format has its count."""
    many = [
        {
            "occurred_at": f"2026-03-0{2 + n % 5}T{8 + n % 10:02}:00:00-06:00",
            "outcome": ("exceeded", "met", "below")[n % 3],
            "situation": "s",
            "contributions": [f"said the day first, {n}"],
            "factors": [{"factor": "queue_or_wait", "direction": "hurt"}],
        }
        for n in range(30_000)
    ]
    assert run("new", "--from", many).code == 0
    page = run("report").out
    assert len(page.splitlines()) <= 23
    assert max(map(len, page.splitlines())) <= 80
    assert "30000 written up" in page
    for name in FORMATS:
        printed = run("report", "--full", "--format", name).out
        assert "30000" in printed
        assert len(printed) < 60_000
    assert max(map(len, run("report", "--full").out.splitlines())) <= 80
