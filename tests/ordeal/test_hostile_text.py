"""Whatever people write: every command shows it inert, and gives it back as it was."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from debrief_cli.app import COMMANDS

Run = Callable[..., Any]

PIECES = (
    *(chr(code) for code in (*range(1, 0x20), *range(0x7F, 0xA0))),
    "\x1b]0;title\x07", "\x1b[2J", "\x1b[31m", "\x9b1A", "\r\n", "\u2028", "\u202e", "\u2066",
    "\ufeff", "\u200b", "\U000e0041", "\ufffe", "👩‍👩‍👧‍👦", "e\u0301", "漢字", "שלום",
    "'); DROP TABLE debrief; --", '" OR 1=1', "%s %(x)s {0} {x}", "[bold]x[/bold]", "[/]", "[link=",
    ":smile:", "<script>alert(1)</script>", "&amp;", "{{ 7*7 }}", "$(reboot)", "`reboot`", "\\",
    "|", "=1+1", "@SUM", "+1", "-1", "\t", "#", "* ", "](http://x)", "NEAR(", "AND NOT", "*", '"',
    "--help", "-", "~", "../../etc/passwd", "a" * 300, " ", "\n\n", "0", "١", "ＡＢ", "ﷺ",
)  # fmt: skip
WORDS = ("late", "refund", "caller", "second call", "the date")


def texts(count: int, seed: int) -> list[str]:
    """Hostile texts, each with some plain words so that there is something to find."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    made = []
    for number in range(count):
        parts = chance.choices(PIECES, k=chance.randrange(1, 6)) + chance.choices(WORDS, k=2)
        chance.shuffle(parts)
        made.append(f"{number}{chance.choice(('', ' '))}{chance.choice(('', ' ')).join(parts)}x")
    return made


def everything(text: str) -> dict[str, Any]:
    """A debrief with the text wherever a text may stand."""
    return {
        "outcome": "below", "situation": text, "customer": text, "reference": text,
        "customer_words": text, "expectation": text, "contributions": [text, text],
        "would_change": [text], "factors": [{"factor": "other", "note": text}],
        "stages": [{"stage": "greet", "verdict": "turned", "note": text}],
        "next_time": {"if": text, "then": text, "because": text},
        "kudos": [{"to": text, "for": text}], "promises": [{"text": text}],
        "answers": {"story.line": text, "feelings.cue": text},
    }  # fmt: skip


# What each command is called with; `text` stands for a hostile one, given as an argument.
def calls(text: str, path: Path) -> dict[str, list[list[str]]]:
    """Every command of debrief, in every way that shows text or takes it."""
    document = path / "given.json"
    evening = path / "evening.json"
    document.write_text(json.dumps(everything(text)))
    customers = [{"verdict": "below", "customer": text, "felt": text, "why": text}]
    closing = dict.fromkeys(("further", "went_well", "tomorrow"), text)
    evening.write_text(json.dumps({"customers": customers, **closing}))
    return {
        "new": [
            ["--from", str(document)], ["--from", str(document), "--json"], ["--from", text],
            ["--outcome", "met", f"--situation={text}", f"--tag={text}"], [f"--outcome={text}"],
            ["--outcome=met", f"--situation={text}", f"--if={text}", f"--then={text}"],
            [f"--answer={text}"], [f"--at={text}"], [f"--lens={text}"], [f"--reflection={text}"],
        ],
        "reflect": [
            ["--from", str(evening), "--replace"], [f"--day={text}", "--from", str(evening)],
        ],
        "today": [[], ["--short"], ["--json"]],
        "report": [[], ["--full"], ["--json"], [f"--since={text}"], [f"--week={text}"]],
        "playbook": [
            [], ["--json"], ["--format", "markdown"], ["check", "1", "yes:yes"],
            ["check", "1", text],
            ["reword", "1", f"--then={text}"], ["add", f"--if={text}", f"--then={text}", "--json"],
            ["standard", "1"], ["try", text],
        ],
        "focus": [[], ["--json"], ["set", "--yes", "--", text], ["set", "--plan", "1", "--yes"]],
        "promises": [
            [], ["--json"], ["add", "--", text], ["add", "x", f"--due={text}"],
            ["break", "1", f"--note={text}"], ["keep", "--", text],
        ],
        "list": [[], ["--limit", "0"], ["--json"], [f"--tag={text}"], [f"--since={text}"]],
        "show": [["1"], ["r1"], ["p1"], ["m1"], ["last"], ["--json", "1"], ["--", text]],
        "recall": [
            ["--", text], ["--json", "--", text], ["late refund"], [f"--channel={text}", "x"],
        ],
        "history": [["1"], ["r1", "--json"], ["--", text]],
        "edit": [
            ["1", f"--situation={text}"], ["p1", f"--then={text}"], ["m1", f"--promise={text}"],
            ["1", f"--clear={text}"], ["1", f"--answer={text}"], ["--", text],
        ],
        "tags": [[], ["--json"], ["rename", "--", text, "x"], ["rename", "--", "late", text]],
        "delete": [["1", "--yes"], ["--yes", "--", text]],
        "undo": [[], ["3"], ["--", text]],
        "redo": [[], ["3"], ["--", text]],
        "purge": [["2", "--yes"], ["r1", "--yes"], ["--yes", "--", text]],
        "trend": [[], ["exceeded"], ["--", text]],
        "export": [
            [], ["--format", "csv"], ["--format", "markdown"], ["--format", "jrnl"],
            [f"--format={text}"], ["-o", str(path / "all.jsonl"), "--yes"], [f"-o/{text}/x"],
        ],
        "import": [
            [str(document)], [str(document), "--dry-run"], [str(document), "--json"], ["--", text],
        ],
        "backup": [[], ["--json"], [str(path / "copies.db"), "--yes"], ["--", f"/{text}/x"]],
        "restore": [["--list"], ["--list", "--json"], ["--yes", "--", text]],
        "doctor": [[], ["--json"]],
        "demo": [[f"--journal={path / 'demo.db'}", "--full"]],
    }  # fmt: skip


def test_no_command_is_forgotten(tmp_path: Path) -> None:
    """A new command is not done before it has met hostile text."""
    assert set(calls("x", tmp_path)) == set(COMMANDS)


def inert(result: Any) -> None:
    """Nothing that a terminal would obey, no fault of ours, and JSON that is JSON."""
    assert result.code in (0, 1, 2), result
    said = result.out + result.err
    assert "Traceback" not in said
    assert "inside debrief" not in said
    obeyed = {c for c in said if unicodedata.category(c) == "Cc"} - {"\n", "\t"}
    assert not obeyed, obeyed
    turned = {c for c in said if unicodedata.bidirectional(c) in ("RLO", "LRO", "RLI", "LRI")}
    assert not turned, turned


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Callable[[list[str]], Run]:
    """A journal with each text everywhere."""

    def fill(given: list[str]) -> Run:
        document = tmp_path / "all.json"
        document.write_text(json.dumps([everything(text) for text in given]))
        assert run("new", "--from", document).code == 0
        evening = [
            {
                "day": f"{2000 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}",
                "customers": [{"verdict": "met", "customer": text, "felt": text, "why": text}],
                "further": text, "went_well": text, "tomorrow": text,
            }
            for number, text in enumerate(given[:300])
        ]  # fmt: skip
        document.write_text(json.dumps(evening))
        assert run("reflect", "--from", document).code == 0
        return run

    return fill


@pytest.mark.rounds(200, 10_000)
def test_hostile_text_comes_back_as_it_was(filled: Callable[[list[str]], Run], rounds: int) -> None:
    """As JSON each text is what was written, wherever it stands; on a page it is inert."""
    given = texts(rounds, seed=17)
    run = filled(given)
    stored = sorted(run("list", "--json").json, key=lambda each: each["id"])
    assert [each["situation"] for each in stored] == given
    for each, text in zip(stored, given, strict=True):
        wanted = everything(text)
        for key in ("customer", "customer_words", "expectation", "contributions", "answers"):
            assert each[key] == wanted[key]
    promised = sorted(run("promises", "--json").json, key=lambda each: each["id"])
    assert [each["text"] for each in promised] == given
    for page in ("list --limit 0", "playbook", "promises", "report --full", "today", "focus"):
        inert(run(*page.split()))
    for number in range(1, rounds + 1):
        inert(run("show", number))
        if number % 10 == 0:
            for letter in "rpm":
                inert(run("show", f"{letter}{min(number, 300) if letter == 'r' else number}"))


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.rounds(4, 100)
def test_every_command_takes_hostile_text(
    filled: Callable[[list[str]], Run], tmp_path: Path, name: str, rounds: int
) -> None:
    """Given as an argument or a document, and met in the journal."""
    run = filled(texts(12, seed=1))
    for number, text in enumerate(texts(rounds, seed=len(name))):
        for words in calls(text.replace("\0", ""), tmp_path)[name]:
            inert(run(name, *words))
        assert number < rounds
