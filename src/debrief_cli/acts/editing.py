"""A record as a document in the person's own editor; what does not hold comes back with why."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from debrief_cli.errors import DebriefError, Rejected

Result = TypeVar("Result")
_MARK = "//"


def _editor() -> list[str]:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    return shlex.split(command)


def edited(template: Mapping[str, Any], use: Callable[[bytes], Result]) -> Result | None:
    """Open `template` in `$EDITOR`, and give what comes back to `use` until it accepts it.

    Problems stand as `//` lines at the top when it is opened again. None when it was saved
    unchanged or empty. When it is given up with problems left, the text stays in a file that
    the error names.
    """
    first = _page(
        json.dumps(template, ensure_ascii=False, indent=2), ["Save and close to keep it."]
    )
    folder = Path(tempfile.mkdtemp(prefix="debrief-"))
    path = folder / "debrief.json"
    path.write_text(first, encoding="utf-8")
    before = ""
    while True:
        _open(path)
        text = ""  # where the editor took the file away, nothing is to be saved
        if path.exists():
            text = path.read_text(encoding="utf-8", errors="surrogateescape")
        body = "\n".join(line for line in text.splitlines() if not line.startswith(_MARK))
        if not body.strip() or text == first:
            _throw_away(path)
            return None
        try:
            result = use(body.encode("utf-8", "surrogateescape"))
        except DebriefError as error:
            if body == before:
                error.hint = f"{error.hint} Your text is in {path}".strip()
                raise
            before = body
            page = _page(body, [*_problems(error), "Nothing changed = give up; the text stays."])
            path.write_text(page, encoding="utf-8", errors="surrogateescape")
        else:
            _throw_away(path)
            return result


def _page(body: str, notes: list[str]) -> str:
    return "".join(f"{_MARK} {note}\n" for note in notes) + body + "\n"


def _problems(error: DebriefError) -> list[str]:
    if isinstance(error, Rejected):
        return [f"{p.key}: {p.message}" for p in error.problems]
    return [error.message]


def _open(path: Path) -> None:
    try:
        code = subprocess.run([*_editor(), str(path)], check=False).returncode  # noqa: S603
    except (OSError, ValueError) as error:
        raise DebriefError(
            f"The editor cannot be started: {error}.", "Set EDITOR to the name of yours."
        ) from None
    if code:
        raise DebriefError(f"The editor ended with {code}; nothing was saved.", f"See {path}")


def _throw_away(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.parent.rmdir()
