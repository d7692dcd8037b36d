"""debrief report -o: a file that is there whole or not at all, for its owner alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for what is written."""
    path = tmp_path / "out"
    path.mkdir()
    return path


def test_a_file_is_for_its_owner_alone(run: Run, folder: Path) -> None:
    """Its mode is 0600, also when the file before it was open to all; nothing else is left."""
    path = folder / "week.md"
    assert run("report", "-o", path).code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    assert run("report", "-o", path, "--yes").code == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(folder.iterdir()) == [path]


def test_without_a_terminal_a_file_that_is_there_stays(run: Run, folder: Path) -> None:
    """Exit 1, one line and the way on; nothing changed."""
    path = folder / "week.md"
    path.write_text("mine", encoding="utf-8")
    refused = run("report", "-o", path)
    assert refused.code == 1
    assert refused.err.splitlines() == [
        f"“{path}” is there already. Nothing was changed.",
        "Nobody is there to ask: add --yes.",
    ]
    assert path.read_text() == "mine"
    assert run("report", "-o", path, "--yes").code == 0
    assert path.read_text() != "mine"


@pytest.mark.parametrize(("key", "code"), [("y", 0), ("", 1)])
def test_somebody_at_a_terminal_is_asked(run: Run, folder: Path, key: str, code: int) -> None:
    """One key overwrites; Enter leaves the file as it is."""
    path = folder / "week.md"
    path.write_text("mine", encoding="utf-8")
    done = run("report", "-o", path, typed=[("press", key)])
    assert done.code == code
    assert (path.read_text() == "mine") == (key == "")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (".", "is a folder"),
        ("none/week.md", "There is no folder"),
        ("file/week.md", "There is no folder"),
        ("pipe", "is not a file"),
        ("x" * 300, "cannot be written: file name too long"),
    ],
)
def test_what_cannot_be_written_is_one_line(run: Run, folder: Path, name: str, said: str) -> None:
    """Exit 1 with what is wrong and what to do, and nothing on the disk."""
    (folder / "file").write_text("", encoding="utf-8")
    os.mkfifo(folder / "pipe")
    refused = run("report", "-o", folder / name, "--yes")
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
    assert len(refused.err.splitlines()) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["file", "pipe"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_what_was_there(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The old file stays whole until the new one is; no half one is left beside it."""
    path = folder / "week.html"
    path.write_text("mine", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    refused = run("report", "-o", path, "--yes")
    assert refused.code == 1
    assert refused.err.startswith("The disk has no room left for")
    assert path.read_text() == "mine"
    assert list(folder.iterdir()) == [path]


def test_a_journal_is_never_written_over(run: Run, journal: Path) -> None:
    """--yes does not mean the journal."""
    assert run("new", "--outcome", "met", "--situation", "x").code == 0
    before = journal.read_bytes()
    refused = run("report", "-o", journal, "--yes")
    assert refused.code == 1
    assert "is your journal" in refused.err
    assert journal.read_bytes() == before


def test_a_link_stays_a_link(run: Run, folder: Path) -> None:
    """What a link leads to is written, and the link is left."""
    (folder / "real.md").write_text("old", encoding="utf-8")
    (folder / "link.md").symlink_to(folder / "real.md")
    assert run("report", "-o", folder / "link.md", "--yes").code == 0
    assert (folder / "link.md").is_symlink()
    assert (folder / "real.md").read_text().startswith("# Your week")
