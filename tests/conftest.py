"""What every test gets: a home of its own, a clock that stands still, and the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-03-06T18:05:00-06:00"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder; nothing of the real one can be reached."""
    folder = tmp_path_factory.mktemp("home")
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
