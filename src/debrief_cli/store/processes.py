"""Whether a process that left its number behind is still running."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def is_running(process: int, born: str) -> bool:
    """Whether the process of that number runs, and is the one that was `born` then.

    Where that cannot be found out (Windows, where such a question would end the process)
    it is taken for gone.
    """
    if os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        pass  # somebody else's, but running
    except (OSError, OverflowError):
        return False
    return born_of(process) == born


def born_of(process: int) -> str:
    """What tells a process from a later one of the same number, also after a restart."""
    if os.name != "posix":
        return ""
    try:
        # Its start in clock ticks, the 22nd field; the name before it may hold anything.
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        return told.rpartition(")")[2].split()[19]
    except OSError:
        return _born_by_ps(process)


def _born_by_ps(process: int) -> str:
    """The same where there is no /proc, as on macOS."""
    command = ["ps", "-o", "lstart=", "-p", str(process)]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return ""
    return found.stdout.strip()
