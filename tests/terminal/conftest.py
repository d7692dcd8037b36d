"""A real pseudo-terminal, with a screen that can be read."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

PATIENCE = 20.0


class Terminal:
    """The program at a terminal of some size."""

    def __init__(self, home: Path, args: list[str], env: dict[str, str], size: tuple[int, int]):
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
        )
        # A person's key comes later than a machine's; pexpect would wait 50 ms at each.
        self.child.delaybeforesend = None

    @property
    def text(self) -> str:
        """What stands on the screen, without the blanks at the ends of its lines."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what has come; False when the program has ended."""
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


At = Callable[..., Terminal]


@pytest.fixture
def at(home: Path) -> Iterator[At]:
    """Start the program at a terminal: `at("new", rows=24, columns=80, TERM="dumb")`."""
    started: list[Terminal] = []

    def start(*args: str, rows: int = 24, columns: int = 80, **env: str) -> Terminal:
        terminal = Terminal(home, list(args), env, (rows, columns))
        started.append(terminal)
        return terminal

    yield start
    for terminal in started:
        terminal.child.close(force=True)
