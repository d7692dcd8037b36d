"""A disk that is full, a place that cannot be written, a name that is taken: told, and no more."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
At = Callable[..., Any]

posix = pytest.mark.skipif(os.name != "posix", reason="limits and rights are POSIX's")
LONG = "x" * 60_000
# Every command that writes, with what it is given.
WRITES: tuple[tuple[Any, ...], ...] = (
    ("new", "--outcome", "met", "--situation", LONG),
    ("new", "--from", [{"outcome": "met", "situation": LONG}] * 9),
    ("reflect", "--from", {"customers": [{"verdict": "met", "why": LONG}]}),
    ("playbook", "add", "--if", LONG, "--then", "wait"),
    ("playbook", "reword", "1", "--then", LONG),
    ("playbook", "check", "1", "yes:yes"),
    ("playbook", "rest", "1"),
    ("promises", "add", LONG),
    ("promises", "break", "1", "--note", LONG),
    ("focus", "set", LONG),
)
READS = (("list",), ("show", "1"), ("report",), ("today",), ("playbook",), ("promises",), ())


@pytest.fixture
def before(run: Run) -> Callable[[Path], Run]:
    """Makes a journal with one of everything at a place; gives the program for it."""

    def make(path: Path) -> Run:
        def there(*args: Any, **how: Any) -> Any:
            return run("--journal", path, *args, **how)

        given = {
            "outcome": "met", "situation": "before", "next_time": {"then": "smile"},
            "promises": [{"text": "ring back"}],
        }  # fmt: skip
        assert there("new", "--from", "-", stdin=json.dumps(given)).code == 0
        return there

    return make


def typed_in(there: Run, command: tuple[Any, ...]) -> Any:
    """Carry it out; documents among its words come from standard input."""
    documents = [json.dumps(each) for each in command if not isinstance(each, str)]
    words = [each if isinstance(each, str) else "-" for each in command]
    return there(*words, stdin="".join(documents))


def one_clear_line(result: Any) -> str:
    """Refused: exit 1, what is wrong and what to do, no traceback and nothing of our insides."""
    assert result.code == 1, result
    assert result.out == ""
    assert "inside debrief" not in result.err
    assert "Traceback" not in result.err
    assert 1 <= len(result.err.splitlines()) <= 2, result.err
    assert LONG[:200] not in result.err
    return str(result.err)


def still_whole(there: Run) -> None:
    """What was written before is there, and nothing half done beside it."""
    assert [each["situation"] for each in there("list", "--json").json] == ["before"]
    assert [each["state"] for each in there("playbook", "--json").json] == ["trying"]
    assert [each["state"] for each in there("promises", "--json").json] == ["open"]


@pytest.fixture
def no_room() -> Iterator[Callable[[int], None]]:
    """Lets no file grow beyond so many bytes, until the test is over."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@posix
@pytest.mark.parametrize("room", [False, True], ids=["nothing fits", "a little fits"])
def test_a_file_that_may_not_grow_is_told(
    before: Any, tmp_path: Path, no_room: Callable[[int], None], room: bool
) -> None:
    """Every command that writes says so in one line; nothing is half done; reading goes on."""
    path = tmp_path / "journal.db"
    there = before(path)
    refused = 0
    for number, command in enumerate(WRITES):
        shutil.copy(path, tmp_path / f"{number}.db")
        no_room(path.stat().st_size if room else 0)
        result = typed_in(there, command)
        if result.code:
            assert "disk" in one_clear_line(result)
            refused += 1
            still_whole(there)
            reading = READS[number % len(READS)]
            assert there(*reading).code == 0, reading
        no_room(-1)
        shutil.copy(tmp_path / f"{number}.db", path)
    assert refused >= (7 if room else len(WRITES))


FULL = """
set -e
mount -t tmpfs -o size=700k tmpfs "$1"
debrief() { "$0" -m debrief_cli --journal "$1/journal.db" "${@:2}"; }
debrief "$1" new --outcome met --situation before >&2
dd if=/dev/zero of="$1/filler" bs=1k 2>/dev/null || true
set +e
debrief "$1" new --from "$2" 2>"$1/../said"; echo $?
debrief "$1" list --json
rm "$1/filler"
debrief "$1" new --outcome met --situation after >&2; echo $?
"""


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk of its own")
def test_a_full_disk_is_told_and_nothing_is_half_done(tmp_path: Path) -> None:
    """On a disk that is really full: one clear line, exit 1, the old entry intact; then room."""
    disk, given = tmp_path / "disk", tmp_path / "given.json"
    disk.mkdir()
    given.write_text(json.dumps([{"outcome": "met", "situation": LONG}] * 9))
    own = ["unshare", "--user", "--map-root-user", "--mount"]
    if shutil.which("unshare") is None or subprocess.run([*own, "true"], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    done = subprocess.run(
        [*own, "bash", "-c", FULL, sys.executable, str(disk), str(given)],
        capture_output=True,
        text=True,
        check=False,
    )
    code, *listed, last = done.stdout.splitlines()
    assert (code, last) == ("1", "0"), done
    assert [each["situation"] for each in json.loads("\n".join(listed))] == ["before"]
    said = (tmp_path / "said").read_text()
    assert "disk" in said
    assert len(said.splitlines()) == 2
    assert "Traceback" not in said


@pytest.fixture
def somebody(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of somebody without special rights, who is at work here for this test."""
    # What is loaded late is loaded now: somebody else may not read where it lies.
    run("new", "--outcome", "met", "--situation", "x", "--promise", "y", "--then", "z")
    for command in (*WRITES, *READS):
        typed_in(run, command)
    folder = Path(tempfile.mkdtemp())
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME"):
        monkeypatch.setenv(name, str(folder))
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    yield folder
    if is_root:
        os.seteuid(0)
    shutil.rmtree(folder)


@posix
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_may_only_be_read_is_told(before: Any, somebody: Path, what: str) -> None:
    """A read-only folder or file: every write one clear line; every read as ever."""
    home = somebody / "still"
    home.mkdir()
    path = home / "journal.db"
    there = before(path)
    if what == "folder":
        home.chmod(0o500)
    path.chmod(0o400)
    held = path.read_bytes()
    for command in WRITES:
        assert "journal.db" in one_clear_line(typed_in(there, command))
    for reading in READS:
        assert there(*reading).code == 0, reading
    still_whole(there)
    home.chmod(0o700)
    assert path.read_bytes() == held


def shell(command: str, **env: str) -> Any:
    """The program as a process, without what names a home but for `env`."""
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "HOME", "DEBRIEF"))}
    return subprocess.run(
        [sys.executable, "-m", "debrief_cli", *command.split()],
        env={**bare, **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place where nothing is made")
def test_no_home_folder_is_told(tmp_path: Path) -> None:
    """Where no folder can be made: one clear line; with --journal it works."""
    refused = shell("new --outcome met --situation x", HOME="/proc/nowhere")
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 2
    assert "/proc/nowhere" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert shell("list", HOME="/proc/nowhere").returncode == 0
    named = f"--journal {tmp_path}/j.db new --outcome met --situation x"
    assert shell(named, HOME="/proc/nowhere").returncode == 0


@pytest.mark.parametrize("name", ["journal.db", "drafts.db"])
def test_a_folder_in_place_of_a_file_is_told(run: Run, tmp_path: Path, name: str) -> None:
    """Where the journal or its drafts should be: told, left alone, and writing needs no drafts."""
    (tmp_path / name).mkdir()
    path = tmp_path / "journal.db"
    result = run("--journal", path, "new", "--outcome", "met", "--situation", "x")
    if name == "journal.db":
        assert "is a folder" in one_clear_line(result)
    else:
        assert result.code == 0
        assert "is a folder" in one_clear_line(run("--journal", path, "today"))
    assert (tmp_path / name).is_dir()


# At a terminal: the disk is full from some question on.


def no_more_room(terminal: Any) -> None:
    """From now on no file of that process can grow, or be made with anything in it."""
    import resource

    if not hasattr(resource, "prlimit"):
        pytest.skip("the limits of another process cannot be set here")
    resource.prlimit(terminal.child.pid, resource.RLIMIT_FSIZE, (0, 0))


@pytest.fixture
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that are not watched by coverage: it would want to write a file of its own."""
    for name in [name for name in os.environ if name.startswith("COVERAGE_PROCESS")]:
        monkeypatch.delenv(name)


def begun(at: At) -> Any:
    """A debrief with two answers, the third question open."""
    terminal = at("new", rows=40)
    terminal.until("b  better")
    terminal.type("b", "How could you tell?")
    terminal.type("s", "What was it about")
    return terminal


@pytest.mark.usefixtures("unwatched")
@posix
def test_an_answer_that_no_disk_takes_is_given_back(run: Run, at: At) -> None:
    """What cannot even be kept as a draft is printed whole, to be copied."""
    terminal = begun(at)
    no_more_room(terminal)
    terminal.type("late refund\r", "to copy:")
    assert terminal.ended() == 1
    said = terminal.text.replace("\n", "")
    for words in ("disk", "exceeded", "said_so", "late refund"):
        assert words in said
    assert "Traceback" not in said
    assert run("list", "--json").json == []


@pytest.mark.usefixtures("unwatched")
@posix
def test_half_a_line_that_no_disk_takes_is_given_back(at: At) -> None:
    """Ctrl-C does not say that it is kept when it is not: it is printed, the rest is kept."""
    terminal = begun(at)
    no_more_room(terminal)
    terminal.type("late ref", "late ref")
    terminal.type("\x03", "The last line, to copy: late ref")
    assert terminal.ended() == 130
    again = at("new", "--resume")
    again.until("What was it about")
    again.type("late refund\r", "What did you do that helped?")


CALL = (
    ("b  better", "a"), ("How could you tell?", "s"), ("What was it about", "x\r"),
    ("What did you do that helped?", "\r"), ("When it is like this again:", "-\r"),
    ("Enter = just save", "\r"),
)  # fmt: skip
EVENING = (
    ("The very last one.", "a caller\r"), ("they felt?", "\r"), ("How did it leave them?", "a"),
    ("The one before.", "\r"), ("would have gone further?", "\r"),
    ("One thing for tomorrow?", "\r"), ("what went well today", "\r"),
)  # fmt: skip


@pytest.mark.usefixtures("unwatched")
@posix
@pytest.mark.parametrize(
    ("command", "typed", "told"), [("new", CALL, "is kept"), ("reflect", EVENING, "to copy:")]
)
def test_what_cannot_be_saved_is_not_lost(
    run: Run, at: At, command: str, typed: tuple[tuple[str, str], ...], told: str
) -> None:
    """The disk is full at the last key: what is in the draft stays there, the rest is printed."""
    terminal = at(command, rows=40)
    for words, keys in typed[:-1]:
        terminal.until(words)
        terminal.type(keys)
    terminal.until(typed[-1][0])
    no_more_room(terminal)
    terminal.type(typed[-1][1], told)
    assert terminal.ended() == 1
    assert "disk" in terminal.text
    assert "Traceback" not in terminal.text
    again = at(command, "--resume", rows=40)
    # What was passed with Enter is asked again.
    for words, keys in typed:
        if keys in ("\r", "-\r"):
            again.until(words)
            again.type(keys)
    again.until("Saved")
    assert again.ended() == 0
    assert run("show", "1" if command == "new" else "r1", "--json").code == 0
