"""--edit: a record as a document in the person's own editor."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Make `$EDITOR` replace text in the file, one list of pairs a call; the log has each page."""

    def make(*calls: list[tuple[str, str]]) -> Path:
        script, log = tmp_path / "editor.py", tmp_path / "log.txt"
        script.write_text(
            "import json, pathlib, sys\n"
            f"calls, log = {list(calls)!r}, pathlib.Path({str(log)!r})\n"
            "seen = log.read_text().split('\\x1e') if log.exists() else []\n"
            "path = pathlib.Path(sys.argv[-1])\n"
            "text = path.read_text()\n"
            "log.write_text('\\x1e'.join([*seen, text + '\\n' + str(path)]))\n"
            "for old, new in calls[len(seen)] if len(seen) < len(calls) else []:\n"
            "    assert old in text, old\n"
            "    text = text.replace(old, new)\n"
            "path.write_text(text)\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')
        return log

    return make


def test_the_document_is_saved_as_edited(run: Run, editor: Callable[..., Path]) -> None:
    """Every key stands there; those given by flag are filled in already."""
    log = editor([('"situation": null', '"situation": "late refund"')])
    assert run("new", "--edit", "--outcome", "met", typed=[]).code == 0
    assert run("show", "1", "--json").json["situation"] == "late refund"
    page = log.read_text()
    assert '"outcome": "met"' in page
    for key in ("contributions", "factors", "techniques", "next_time", "promises", "answers"):
        assert f'"{key}"' in page


def test_what_does_not_hold_comes_back_with_why(run: Run, editor: Callable[..., Path]) -> None:
    """The text is opened again with the problems on top; the second save counts."""
    log = editor(
        [('"outcome": null', '"outcome": "great"'), ('"situation": null', '"situation": "x"')],
        [('"great"', '"met"')],
    )
    assert run("new", "--edit", typed=[]).code == 0
    second = log.read_text().split("\x1e")[1]
    assert second.startswith("// outcome: ")
    assert run("show", "1", "--json").json["outcome"] == "met"


def test_giving_up_keeps_the_text(run: Run, editor: Callable[..., Path]) -> None:
    """Saved unchanged with problems left: nothing is saved, and the file is named."""
    log = editor([('"situation": null', '"situation": "half a thought"')])
    refused = run("new", "--edit", typed=[])
    assert refused.code == 2
    path = Path(log.read_text().split("\x1e")[1].rstrip().rpartition("\n")[2])
    assert str(path) in refused.err
    assert "half a thought" in path.read_text()


def test_an_editor_that_writes_the_same_again_gives_up(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the document that is compared, not the problems written above it."""
    script = tmp_path / "same.py"
    script.write_text(
        "import pathlib, sys\n"
        'pathlib.Path(sys.argv[-1]).write_text(\'{"outcome": "metx", "situation": "x"}\')\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')
    assert run("new", "--edit", typed=[]).code == 2


def test_an_untouched_page_writes_nothing(run: Run, editor: Callable[..., Path]) -> None:
    """Closed without a change: nothing was written, exit 0, no file left."""
    log = editor()
    done = run("new", "--edit", typed=[])
    assert (done.code, done.err) == (0, "Nothing was written.\n")
    assert not Path(log.read_text().rstrip().rpartition("\n")[2]).exists()
    assert run("reflect", "--edit", typed=[]).code == 0


def test_a_reflection_can_be_edited_too(run: Run, editor: Callable[..., Path]) -> None:
    """Customers that are left empty are none."""
    editor([('"verdict": null', '"verdict": "met"'), ('"went_well": null', '"went_well": "all"')])
    assert run("reflect", "--edit", "--day", "yesterday", typed=[]).code == 0
    shown = run("show", "r1", "--json").json
    assert (shown["day"], shown["went_well"]) == ("2026-03-05", "all")


def test_an_editor_that_fails_is_a_plain_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not there, and one that ends with an error."""
    for command in ("/nonexistent/editor", "false"):
        monkeypatch.setenv("EDITOR", command)
        refused = run("new", "--edit", typed=[])
        assert refused.code == 1
        assert "editor" in refused.err.lower()
