"""The pages say what is so: no name is missing, every link leads somewhere, examples work."""

from __future__ import annotations

import dataclasses
import json
import re
import runpy
import shlex
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from debrief_cli import settings, vocabulary
from debrief_cli.analysis.measures import MEASURES
from debrief_cli.analysis.thinning import Backups
from debrief_cli.app import COMMANDS
from debrief_cli.clock import Clock
from debrief_cli.form import Form, Question
from debrief_cli.forms import lens_questions
from debrief_cli.forms.debrief import debrief_form
from debrief_cli.forms.lenses import LENSES, ROTATING
from debrief_cli.forms.reflection import reflection_form
from debrief_cli.kinds import Each, Shape
from debrief_cli.render import pages
from debrief_cli.vocabulary import Term, Vocabulary

Run = Callable[..., Any]
ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "debrief_cli"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("[!.]*/**/*.md")])

WORDS = Vocabulary()
FORMS = (debrief_form(WORDS, Clock()), reflection_form(WORDS, Clock()))
QUESTIONS = [
    pytest.param(
        "## A closer look" if q.key.startswith("answers.") else f"## A {form.name}",
        q,
        id=f"{form.name}-{q.key}",
    )
    for form in FORMS
    for q in form.questions
]
PROMPTED = {*ROTATING, *(key for lens in LENSES.values() for key in lens.prompted)}
LISTS = {
    name: terms
    for module in (vocabulary, lens_questions)
    for name, terms in vars(module).items()
    if isinstance(terms, tuple) and terms and all(isinstance(term, Term) for term in terms)
}
# What is given where a line of the README reads standard input.
GIVEN = {
    "new": '{"outcome": "met", "situation": "asked for opening hours"}',
    "reflect": '{"customers": [{"verdict": "met"}]}',
}
WEEK = [
    {"outcome": "met", "situation": "asked for opening hours"},
    {"outcome": "grat", "situation": "late parcel"},
    {"situation": "wrong plug"},
]


def page(name: str) -> str:
    """A page of the documentation, or one at the top of the project."""
    folder = ROOT if name.isupper() else ROOT / "docs"
    return (folder / f"{name}.md").read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"(?ms)^{re.escape(heading)}$\n(.*?)(?=^#{{1,{level}}} |\Z)", text)
    assert found, f"there is no heading {heading!r}"
    return found[1]


def row(text: str, key: str) -> str:
    """The row of a table that tells of `key`: in its first cell, or the one behind a lens."""
    found = re.search(rf"(?m)^\|( (`\w+` )?\|)? `{re.escape(key)}`( °)? \|.*$", text)
    assert found, f"no table has {key}"
    return found[0]


def blocks(text: str, info: str) -> list[str]:
    """The fenced blocks that are marked with `info`."""
    return re.findall(rf"(?ms)^```{info}\n(.*?)^```$", text)


def on_one_line(text: str) -> str:
    """The text with every white space as one blank."""
    return " ".join(text.split())


def keys_of(value: Any) -> Iterator[str]:
    """Every key in a JSON value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from keys_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys_of(item)


@pytest.fixture
def demo(run: Run, tmp_path: Path) -> Path:
    """A journal with the examples in it."""
    path = tmp_path / "demo.db"
    assert run("--journal", path, "demo").code == 0
    return path


# What there is has its place


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_of(name: str) -> None:
    """A command stands in the README or on a page of docs/ (a decision is no such page)."""
    told = [page("README"), *(path.read_text("utf-8") for path in ROOT.glob("docs/*.md"))]
    assert re.search(rf"\bdebrief {name}\b", "\n".join(told))


def test_every_option_of_all_commands_is_told_of(run: Run) -> None:
    """A global option has a row in configuration.md."""
    for option in re.findall(r"(?m)^ +(--[a-z-]+)", run("--help").out):
        assert f"`{option}" in page("configuration") or f" {option}`" in page("configuration")


@pytest.mark.parametrize("field", dataclasses.fields(settings.Settings), ids=lambda f: f.name)
def test_every_setting_has_a_section_with_its_default(field: dataclasses.Field[Any]) -> None:
    """A setting has a heading, its default and an example."""
    told = section(page("configuration"), f"### `{field.name}`")
    default = getattr(settings.Settings(), field.name)
    text = f"{default:%H:%M}" if isinstance(default, time) else default
    shown = f'`"{text}"`' if text else "none"
    if isinstance(default, Backups):
        shown = ", ".join(f"`{k} = {json.dumps(v)}`" for k, v in default._asdict().items())
    assert f"Default: {shown}\n" in told
    assert blocks(told, "toml")


def test_the_configuration_shown_is_read_and_sets_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the page has as a whole configuration sets each setting to something else."""
    (shown,) = blocks(page("configuration"), "toml config")
    (tmp_path / "config.toml").write_text(shown, encoding="utf-8")
    monkeypatch.setenv("DEBRIEF_CONFIG", str(tmp_path / "config.toml"))
    given, usual = settings.load(), settings.Settings()
    for field in dataclasses.fields(given):
        assert getattr(given, field.name) != getattr(usual, field.name), field.name


def test_every_environment_variable_is_told_of() -> None:
    """What the source reads from the environment has a place in configuration.md."""
    read = re.compile(r"environ(?:\.get\(|\[)\"(\w+)\"")
    names = {
        name for path in PACKAGE.rglob("*.py") for name in read.findall(path.read_text("utf-8"))
    }
    assert names
    for name in names:
        assert f"`{name}`" in page("configuration"), name


@pytest.mark.parametrize(("heading", "question"), QUESTIONS)
def test_every_question_has_a_row_with_its_flag(heading: str, question: Question) -> None:
    """A question's key stands in a table of documents.md, its flag beside it."""
    told = row(section(page("documents"), heading), question.key.removeprefix("answers."))
    if question.key.startswith("answers."):
        assert ("°" in told) == (question.key not in PROMPTED)
    else:
        assert f"`{question.flag}`" in told or not question.flag


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_part_of_a_small_object_is_told_of(form: Form) -> None:
    """The keys of causes, customers, checks … stand in documents.md."""
    for question in form.questions:
        kind = question.kind.item if isinstance(question.kind, Each) else question.kind
        for part in kind.parts if isinstance(kind, Shape) else ():
            assert f"`{part.key}`" in page("documents"), (question.key, part.key)


@pytest.mark.parametrize("name", LENSES)
def test_every_closer_look_has_a_row(name: str) -> None:
    """A lens stands in the table of closer looks."""
    assert f"\n| `{name}` |" in section(page("documents"), "## A closer look")


@pytest.mark.parametrize("name", LISTS)
def test_every_name_of_a_list_stands_with_its_words(name: str) -> None:
    """A name of a fixed list stands in documents.md, and behind it what people read."""
    told = on_one_line(section(page("documents"), "## The lists"))
    for term in LISTS[name]:
        assert f"`{term.name}` {term.words}" in told, term.name


def test_the_stages_of_each_channel_are_told() -> None:
    """The table says which parts of the call each channel has."""
    every = [stage.name for stage in WORDS.stages]
    told: dict[str, list[str]] = {}
    for names, cell in re.findall(r"(?m)^\| ([\w, ]+) \| ([\w, ]+) \|$", page("documents")):
        spared = cell.removeprefix("all but ").split(", ") if cell.startswith("all but") else []
        listed = [s for s in every if s not in spared] if cell[:3] == "all" else cell.split(", ")
        told |= dict.fromkeys(names.split(", "), listed)
    for channel in WORDS.channels:
        assert told[channel.name] == [s.name for s in WORDS.stages_of(channel.name)], channel.name


def test_every_key_that_comes_out_is_told_of(run: Run, demo: Path) -> None:
    """The keys of records, of the report and of today's page stand in documents.md."""
    told = page("documents")
    shown = [("show", id_) for id_ in ("1", "r1", "p1", "m1")]
    shown += [("today",), ("report", "--last", "8w"), ("trend",)]
    shown += [("trend", name) for name in MEASURES]
    results = [run("--journal", demo, *words, "--json") for words in shown]
    assert [done.err for done in results if done.code] == []
    keys = {key for done in results for key in keys_of(done.json)} | {"needs"}
    assert [key for key in sorted(keys) if f"`{key}`" not in told] == []


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_has_a_row(name: str) -> None:
    """What can be followed over time stands in documents.md with its kind."""
    assert f"`{MEASURES[name].kind}`" in row(section(page("documents"), "## The trend"), name)


def test_every_section_of_the_report_is_told_of() -> None:
    """A name for --section stands in the README."""
    for name in pages.names_of(pages.ALL):
        assert f"`{name}`" in page("README"), name


def test_every_view_and_column_is_told_of(run: Run, journal: Path) -> None:
    """journal.md has a section for each view of a journal, with all its columns."""
    assert run("new", "--outcome", "met", "--situation", "x").code == 0
    told = section(page("journal"), "## The views")
    with closing(sqlite3.connect(journal)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
        views = {
            view: [column[1] for column in connection.execute(f"PRAGMA table_info({view})")]
            for (view,) in found
        }
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    assert set(re.findall(r"(?m)^### `(\w+)`$", told)) == set(views)
    for view, columns in views.items():
        named = section(told, f"### `{view}`")
        assert [column for column in columns if f"`{column}`" not in named] == [], view
    assert f"{application_id}" in page("journal")


def test_every_room_of_the_house_is_told_of() -> None:
    """architecture.md names each file and folder of the package."""
    told = section(page("architecture"), "## Rooms")
    for path in PACKAGE.iterdir():
        if path.suffix == ".py" and path.name != "__init__.py":
            assert f"`{path.name}`" in told
        elif (path / "__init__.py").exists():
            assert f"`{path.name}/`" in told


def test_the_rows_are_drawn_as_they_are_kept() -> None:
    """The drawing in architecture.md has the rows of imports that test_architecture.py keeps."""
    kept = runpy.run_path(str(ROOT / "tests" / "test_architecture.py"))["ROWS"]
    (drawing,) = blocks(section(page("architecture"), "## The rows"), "text")
    drawn = [
        {name for line in part.splitlines() for name in re.split(r" {3,}", line.strip())[0].split()}
        for part in drawing.split("│")
    ]
    assert drawn == [row - {""} for row in kept]


def test_decisions_are_numbered_in_a_row() -> None:
    """Each decision has a number of its own, in its name and in its title."""
    for number, path in enumerate(sorted(ROOT.glob("docs/decisions/*.md")), 1):
        assert path.name.startswith(f"{number:04}-")
        assert path.read_text("utf-8").startswith(f"# {number}. ")


# What is said works


def anchors_of(path: Path) -> set[str]:
    """The places in a page that a link can lead to, as a forge names them."""
    text = path.read_text(encoding="utf-8")
    heads = re.findall(r"(?m)^#+ (.+)$", text)
    slugs = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
    return slugs | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_points_nowhere(path: Path) -> None:
    """A relative link in any page leads to a file, and its # to a place in it."""
    prose = re.sub(r"(?ms)^```.*?^```$", "", path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = path.parent / name if name else path
        assert there.exists(), target
        assert not anchor or anchor in anchors_of(there), target


def test_the_complete_documents_are_taken_whole(run: Run) -> None:
    """Each example of documents.md is valid, and comes back with all that it says."""
    for info, command in (("json debrief", "new"), ("json reflection", "reflect")):
        (shown,) = blocks(page("documents"), info)
        given = json.loads(shown)
        saved = run(command, "--from", "-", "--json", stdin=shown)
        assert saved.code == 0, saved.err
        plan = {"play": 1} if command == "new" else {}
        for key, value in given.items():
            made = saved.json[key]
            if key == "next_time":
                assert made == value | plan
            elif key == "customers":
                assert all(m | v == m for m, v in zip(made, value, strict=True))
            else:
                assert made == value, key


def test_the_other_json_shown_is_json() -> None:
    """What documents.md shows of the report is JSON."""
    for shown in blocks(page("documents"), "json"):
        assert json.loads(shown)


@pytest.mark.parametrize("query", blocks(page("journal"), "sql"), ids=lambda sql: sql[:24])
def test_the_queries_shown_find_something(query: str, demo: Path) -> None:
    """Each query of journal.md runs on a journal with examples, and has an answer."""
    with closing(sqlite3.connect(demo)) as connection:
        assert connection.execute(query).fetchall()


def commands_in(text: str) -> list[list[str]]:
    """The `debrief …` lines of a page's shell blocks, as words."""
    lines = [
        line
        for block in blocks(text, "sh")
        for line in block.replace("\\\n", " ").splitlines()
        if line.startswith("debrief")
    ]
    return [shlex.split(line, comments=True)[1:] for line in lines]


@pytest.mark.parametrize("words", commands_in(page("README")), ids=lambda words: words[0])
def test_the_commands_of_the_readme_work(
    run: Run, journal: Path, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line that a person can try ends with 0; standard input is given where it is read."""
    if "-o" in words:
        monkeypatch.chdir(tmp_path)  # what is written goes elsewhere
    assert run("--journal", journal, "demo").code == 0
    if "<" in words:
        words = words[: words.index("<")]
    source = words[words.index("--from") + 1] if "--from" in words else ""
    if "--edit" in words or words in (["new"], ["reflect"]):
        pytest.skip("asks somebody")
    if source not in ("", "-") and not (ROOT / source).exists():
        pytest.skip(f"{source} is the reader's own")
    command = next(word for word in words if word in COMMANDS)
    done = run(*words, stdin=GIVEN[command] if source == "-" else None)
    assert done.code == 0, done.err


@pytest.mark.parametrize("name", ["architecture", "documents"])
def test_what_a_page_shows_as_output_is_what_is_printed(
    name: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transcript in docs/ is what the command prints."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "week.json").write_text(json.dumps(WEEK), encoding="utf-8")
    shown = [b for b in blocks(page(name), "text") if b.startswith("$ debrief ")]
    assert shown
    for transcript in shown:
        typed, _, printed = transcript.partition("\n")
        done = run(*shlex.split(typed)[2:])
        assert done.out + done.err == printed
