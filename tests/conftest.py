"""What every test gets: a home of its own, a clock that stands still, and the program."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of debrief.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

NOW = "2026-03-06T18:05:00-06:00"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`@pytest.mark.rounds(300, 5000)`: 300 in every run of the suite, 5,000 with `-m soak`."""
    for marker in metafunc.definition.iter_markers("rounds"):
        few, many = marker.args
        metafunc.parametrize("rounds", [few, pytest.param(many, marks=pytest.mark.soak)])


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the homes are: beside thousands of others pytest takes long to find a free name."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder; nothing of the real one can be reached."""
    folder = Path(tempfile.mkdtemp(dir=homes))
    for name in ("DEBRIEF_JOURNAL", "DEBRIEF_CONFIG", "NO_COLOR", "VISUAL", "EDITOR", "TZ"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("DEBRIEF_NOW", NOW)
    monkeypatch.setattr(Path, "home", classmethod(lambda _: folder))
    return folder


@pytest.fixture
def journal(home: Path) -> Path:
    """Where the journal of this test's home is."""
    return home / "xdg_data_home" / "debrief" / "journal.db"


@dataclass(frozen=True)
class Result:
    """What one call of the program left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Call the program in this process.

    `typed` is a script for its questions; `stdin` is piped in; a list or dict among the
    arguments is written to a file whose name stands in its place.
    """

    def call(
        *args: Any, typed: Iterable[tuple[str, str]] | None = None, stdin: str | bytes | None = None
    ) -> Result:
        from debrief_cli.app import main
        from debrief_cli.prompts.scripted import ScriptedPrompter

        words = []
        for number, arg in enumerate(args):
            if isinstance(arg, (list, dict)):
                path = tmp_path / f"document{number}.json"
                path.write_text(json.dumps(arg), encoding="utf-8")
                words.append(str(path))
            else:
                words.append(str(arg))
        if stdin is not None:
            import io

            data = stdin.encode() if isinstance(stdin, str) else stdin
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        capsys.readouterr()
        prompter = None if typed is None else ScriptedPrompter(typed)
        code = main(words, prompter=prompter)
        if prompter is not None:
            prompter.assert_done()
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


# A real pseudo-terminal, with a screen that can be read. Only tests that start one load pexpect.
PATIENCE = 20.0


class Terminal:
    """The program at a terminal of some size."""

    def __init__(
        self,
        home: Path,
        args: list[str],
        env: dict[str, str],
        size: tuple[int, int],
        before: Callable[[], None] | None = None,
    ) -> None:
        import pexpect
        import pyte

        rows, columns = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "debrief_cli", *args],
            env={**os.environ, "HOME": str(home), "TERM": "xterm-256color", **env},
            dimensions=size,
            timeout=PATIENCE,
            preexec_fn=lambda: _as_a_shell_starts_it(before),
        )
        # A person's key comes later than a machine's; pexpect would wait 50 ms at each.
        self.child.delaybeforesend = None

    @property
    def text(self) -> str:
        """What stands on the screen, without the blanks at the ends of its lines."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what has come; False when the program has ended."""
        import pexpect

        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        self._stream.feed(data)
        # The program asks where the cursor is; a terminal answers.
        if b"\x1b[6n" in data:
            row, column = self.screen.cursor.y + 1, self.screen.cursor.x + 1
            self.child.send(f"\x1b[{row};{column}R")
        return True

    def until(self, words: str) -> None:
        """Wait until these words are on the screen."""
        end = time.monotonic() + PATIENCE
        while words not in self.text:
            alive = self.read()
            if words in self.text:
                return
            assert alive, f"ended before {words!r} came:\n{self.text}"
            assert time.monotonic() < end, f"{words!r} never came:\n{self.text}"

    def type(self, keys: str, until: str = "") -> None:
        """Type, then wait for words."""
        self.child.send(keys)
        if until:
            self.until(until)

    def ended(self) -> int:
        """Wait for the end; the exit code, or minus the signal."""
        end = time.monotonic() + PATIENCE
        while self.read():
            assert time.monotonic() < end, f"never ended:\n{self.text}"
        self.child.close()
        signal = self.child.signalstatus
        return -signal if signal else int(self.child.exitstatus)


def _as_a_shell_starts_it(before: Callable[[], None] | None) -> None:
    """Ctrl-C reaches it, also when the tests run in the background, where that is ignored."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    if before:
        before()


At = Callable[..., Terminal]


@pytest.fixture
def at(home: Path) -> Iterator[At]:
    """Start the program at a terminal: `at("new", rows=24, columns=80, TERM="dumb")`.

    `before` is called in the new process, just before the program takes its place.
    """
    started: list[Terminal] = []

    def start(
        *args: str,
        rows: int = 24,
        columns: int = 80,
        before: Callable[[], None] | None = None,
        **env: str,
    ) -> Terminal:
        terminal = Terminal(home, list(args), env, (rows, columns), before)
        started.append(terminal)
        return terminal

    yield start
    for terminal in started:
        terminal.child.close(force=True)
