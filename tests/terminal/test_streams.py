"""The program as a process: pipes, full disks, modes, and what comes out of them."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a shell line in which `debrief` is the program."""
    line = f'debrief() {{ "{sys.executable}" -m debrief_cli "$@"; }}; {command}'
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, check=False
    )


@pytest.fixture
def filled(run: Run) -> Run:
    """A journal with more than a pipe's worth of entries."""
    one = {"outcome": "met", "situation": "a long call about many things " * 8}
    assert run("new", "--from", [one] * 300).code == 0
    return run


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("command", ["list --limit 0", "list --json", "report --json", "report"])
def test_a_reader_that_has_seen_enough_ends_it_quietly(command: str) -> None:
    """`| head -1` is no error: nothing on standard error, exit 0."""
    done = shell(f"debrief {command} | head -1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["report", "list --json", "--version", "--help", "today", ""])
def test_a_full_disk_under_the_output_is_one_line(command: str) -> None:
    """Exit 1, one or two lines, no traceback."""
    done = shell(f"debrief {command} > /dev/full")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["report --json >&-", "list >&-", "new --from - <&-"])
def test_a_closed_stream_is_no_fault(command: str) -> None:
    """Closed output takes everything in silence; closed input is empty."""
    done = shell(f"debrief {command}")
    assert done.returncode == (2 if "<&-" in command else 0)
    assert "inside debrief" not in done.stderr
    assert "Traceback" not in done.stderr


def test_piped_input_never_answers_a_question() -> None:
    """Standard input that is no terminal is not taken for a person."""
    for command in ("new", "reflect", "new --resume", "new --edit"):
        done = shell(f"yes | debrief {command}")
        assert done.returncode in (1, 2), command
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_what_is_written(journal: Path, mask: int) -> None:
    """Files are 0600 and folders 0700 whatever the umask."""
    done = shell(f"umask {mask:03o}; debrief new --outcome met --situation x")
    assert done.returncode == 0
    for path in (journal, *journal.parent.iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.parent.stat().st_mode) == 0o700


def test_a_machine_without_a_home_is_told_to_name_a_place(tmp_path: Path) -> None:
    """No home folder: one clear line; with --journal it works."""
    bare = "env -u HOME -u XDG_DATA_HOME -u XDG_CONFIG_HOME HOME=/nonexistent/none"
    line = f'{bare} "{sys.executable}" -m debrief_cli'
    refused = shell(f"{line} new --outcome met --situation x")
    if os.geteuid() != 0:  # root can make any folder
        assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    named = shell(f"{line} --journal {tmp_path}/j.db new --outcome met --situation x")
    assert named.returncode == 0, named.stderr


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "folder"),
        (lambda path: path.write_bytes(b"hello, this is my diary\n" * 99), ""),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000), ""),
    ],
    ids=["a folder", "a text", "damaged"],
)
def test_what_is_no_journal_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    """A folder, another's file or a damaged one: one clear line, exit 1, not a byte changed."""
    path = tmp_path / "j.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for command in ("new --outcome met --situation x", "report", "list", "show 1", "today", ""):
        done = shell(f"debrief --journal '{path}' {command}")
        assert done.returncode == 1, command
        assert said in done.stderr
        assert str(path.name) in done.stderr
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) <= 2
    assert (path.read_bytes() if path.is_file() else None) == before


def test_reading_loads_no_database_toolkit() -> None:
    """A report starts without SQLAlchemy, SQLModel, questionary or a date parser."""
    code = (
        "import sys; from debrief_cli.app import main; main(['report']); "
        "print([m for m in ('sqlalchemy', 'sqlmodel', 'pydantic', 'questionary', 'dateparser',"
        " 'debrief_cli.prompts.terminal') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")
