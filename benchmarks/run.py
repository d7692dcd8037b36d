"""Whole processes of debrief against their floors; prints a table of ratios and their bars."""

from __future__ import annotations

import argparse
import json
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

TYPER = "import typer"
TYPER_HELP = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.command()
def main(name: str = typer.Option('x', help='A name.')): pass
app(['--help'])
"""
ONE_TABLE = """
import sqlite3, typer
from rich.console import Console
from rich.table import Table
app = typer.Typer(add_completion=False, rich_markup_mode=None)
@app.command()
def main():
    sqlite3.connect(':memory:').execute('SELECT 1').fetchall()
    table = Table('a', 'b')
    table.add_row('1', '2')
    Console().print(table)
app([])
"""
SQLMODEL = "import typer, sqlmodel"
QUESTIONARY = "import typer, questionary"

# The rows of a journal into the tables of a new one, by sqlite3 alone, as it keeps a file.
EXECUTEMANY = """
import sqlite3, sys
source = sqlite3.connect(sys.argv[1])
made = [row[0] for row in source.execute(
    "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'")
    if row[0]]
names = [row[0] for row in source.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
rows = {name: source.execute(f'SELECT * FROM {name}').fetchall() for name in names}
target = sqlite3.connect(sys.argv[2], isolation_level=None)
for setting in ('journal_mode = DELETE', 'synchronous = EXTRA', 'secure_delete = ON'):
    target.execute('PRAGMA ' + setting)
for statement in made:
    target.execute(statement)
target.execute('BEGIN IMMEDIATE')
for name, found in rows.items():
    if found:
        marks = ','.join('?' * len(found[0]))
        target.executemany(f'INSERT INTO {name} VALUES ({marks})', found)
target.execute('COMMIT')
"""
DUMPS = """
import json, sqlite3, sys
with open(sys.argv[2], 'w', encoding='utf-8') as file:
    for row in sqlite3.connect(sys.argv[1]).execute('SELECT * FROM revision'):
        file.write(json.dumps(row, ensure_ascii=False) + chr(10))
"""

DEBRIEF = [sys.executable, "-m", "debrief_cli"]


def timed(command: list[str]) -> float:
    """Seconds that a whole process takes."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def until_shown(command: list[str], text: bytes) -> float:
    """Seconds from the start of a process at a terminal until `text` is on its screen."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(command[0], command)
    seen = b""
    while text not in seen:
        ready, _, _ = select.select([terminal], [], [], 10)
        if not ready:
            raise RuntimeError(f"{text!r} never came: {seen[-200:]!r}")
        seen += os.read(terminal, 65536)
    elapsed = time.perf_counter() - start
    os.write(terminal, b"\x03")
    os.close(terminal)
    os.waitpid(pid, 0)
    return elapsed


def compare(
    floor: Callable[[], float], measured: Callable[[], float], runs: int
) -> tuple[float, float, float]:
    """Median seconds of both, run in turn, and the median of the ratios pair by pair."""
    floor(), measured()
    pairs = [(floor(), measured()) for _ in range(runs)]
    ratio = statistics.median(m / f for f, m in pairs)
    floors, measures = zip(*pairs, strict=True)
    return statistics.median(floors), statistics.median(measures), ratio


def fill(count: int) -> None:
    """A journal of `count` debriefs over the last year, and some reflections."""
    now = datetime.now().astimezone().replace(microsecond=0)
    outcomes = ("exceeded", "met", "below")
    debriefs = [
        {
            "occurred_at": (now - timedelta(hours=9 * number + 1)).isoformat(),
            "situation": f"a call about matter {number % 40}",
            "outcome": outcomes[number % 3],
            "channel": "phone",
            "contributions": ["said what happens next"],
            "techniques": ["set_expectation"] if number % 2 else ["listen_fully"],
            "factors": [{"factor": "queue_or_wait"}],
            "answers": {"effort.mine": number % 5 + 1},
        }
        for number in range(count)
    ]
    reflections = [
        {
            "day": (now.date() - timedelta(days=number + 1)).isoformat(),
            "customers": [{"customer": "a caller", "verdict": v} for v in outcomes],
        }
        for number in range(200)
    ]
    for command, documents in (("new", debriefs), ("reflect", reflections)):
        subprocess.run(
            [*DEBRIEF, command, "--from", "-"],
            input=json.dumps(documents).encode(),
            stdout=subprocess.DEVNULL,
            check=True,
        )


def rows() -> list[tuple[str, Callable[[], float], Callable[[], float], float]]:
    """What is measured: its name, its floor, itself, its bar."""

    def process(*args: str) -> Callable[[], float]:
        return lambda: timed([*DEBRIEF, *args])

    def floor(code: str) -> Callable[[], float]:
        return lambda: timed([sys.executable, "-c", code])

    reads = (
        ("report",), ("report", "--json"), ("list",), ("show", "1"), ("today",),
        ("recall", "matter"), ("playbook",), ("history", "1"), ("trend", "exceeded"),
        ("report", "--full"),
    )  # fmt: skip
    return [
        ("--version", floor(TYPER), process("--version"), 1.15),
        ("--help", floor(TYPER_HELP), process("--help"), 1.2),
        *((" ".join(r), floor(ONE_TABLE), process(*r), 1.3) for r in reads),
        (
            "new by flags",
            floor(SQLMODEL),
            process("new", "--outcome", "met", "--situation", "x"),
            1.25,
        ),
        (
            "new, first question",
            floor(QUESTIONARY),
            lambda: until_shown([*DEBRIEF, "new"], b"better than they expected"),
            1.25,
        ),
    ]


def exchange(
    home: Path, count: int
) -> list[tuple[str, Callable[[], float], Callable[[], float], float]]:
    """Everything out of a journal of `count` debriefs and into a new one, and the floors."""
    journal, lines, made = home / "many.db", home / "many.jsonl", home / "made.db"
    os.environ["DEBRIEF_JOURNAL"] = str(journal)
    fill(count)
    os.environ.pop("DEBRIEF_JOURNAL")
    write = [*DEBRIEF, "--journal", str(journal), "export", "--yes", "-o", str(lines)]
    subprocess.run(write, stderr=subprocess.DEVNULL, check=True)

    def plain_rows() -> float:
        made.unlink(missing_ok=True)
        return timed([sys.executable, "-c", EXECUTEMANY, str(journal), str(made)])

    def bring_in() -> float:
        made.unlink(missing_ok=True)
        return timed([*DEBRIEF, "--journal", str(made), "import", str(lines)])

    dumps = [sys.executable, "-c", DUMPS, str(journal), str(home / "plain.jsonl")]
    return [
        (f"import of {count}", plain_rows, bring_in, 3.0),
        (f"export of {count}", lambda: timed(dumps), lambda: timed(write), 2.0),
    ]


def main() -> None:
    """Measure everything in a home of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--debriefs", type=int, default=1000)
    parser.add_argument("--exchange", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "HOME": home, "XDG_DATA_HOME": f"{home}/data", "XDG_CONFIG_HOME": f"{home}/config",
            "TERM": "xterm-256color",
        }  # fmt: skip
        Path(home, "data").mkdir()
        fill(given.debriefs)
        print(f"{given.debriefs} debriefs, {given.runs} runs in turn, medians")
        print(f"{'what':<22}{'floor ms':>10}{'ms':>8}{'ratio':>8}{'bar':>7}")
        few = min(given.runs, 3)
        measured_rows = [(row, given.runs) for row in rows()]
        if given.exchange:
            measured_rows += [(row, few) for row in exchange(Path(home), given.exchange)]
        for (name, floor, measured, bar), runs in measured_rows:
            base, own, ratio = compare(floor, measured, runs)
            mark = "" if ratio <= bar else "  over"
            print(f"{name:<22}{base * 1e3:>10.0f}{own * 1e3:>8.0f}{ratio:>8.2f}{bar:>7.2f}{mark}")


if __name__ == "__main__":
    main()
