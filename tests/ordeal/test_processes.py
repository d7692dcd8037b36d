"""Many windows and scripts at once: the real program, each call a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]

# One window: one call after the other. It stops at the first that fails.
WINDOW = (
    'for n in $(seq "$2"); do "$0" -m debrief_cli new --outcome met --situation "$1.$n"'
    ' --if "it rings" --then "answer $n" || exit 1; done'
)


@pytest.mark.rounds(3, 25)
def test_eight_windows_that_write_at_once_all_get_through(run: Run, rounds: int) -> None:
    """From a journal that is not there yet: all is stored, and nobody is turned away."""
    windows = [
        subprocess.Popen(
            ["bash", "-c", WINDOW, sys.executable, str(name), str(rounds)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in range(8)
    ]
    said = {line for window in windows for line in window.communicate()[1].splitlines()}
    assert said <= {"Another debrief is writing; waiting …"}
    assert [window.returncode for window in windows] == [0] * 8
    stored = [each["situation"] for each in run("list", "--json").json]
    wanted = {f"{name}.{number}" for name in range(8) for number in range(1, rounds + 1)}
    assert len(stored) == len(wanted)
    assert set(stored) == wanted
    plans = [play["then"] for play in run("playbook", "--json").json]
    assert len(plans) == len(set(plans)) == rounds
