"""Put the report on the examples into examples/rendered/, once in each format.

Run it after a change of a page:  .venv/bin/python examples/render.py
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
from pathlib import Path

from rich.console import CONSOLE_SVG_FORMAT, Console
from rich.text import Text

from debrief_cli.acts.reporting import report_of
from debrief_cli.app import main
from debrief_cli.context import Context
from debrief_cli.period import parse_week
from debrief_cli.render.compose import first_screen
from debrief_cli.render.terminal import print_blocks

RENDERED = Path(__file__).parent / "rendered"
# The week of the latest example, and a day in the week behind it.
WEEK, NOW, ZONE = "2026-W10", "2026-03-13T17:00:00-05:00", "America/Chicago"
WIDTH = 80
# What is asked for, and the file it goes to.
FILES = {
    "week.html": (),
    "week.md": (),
    "week.csv": (),
    "coach.md": ("--for", "coach"),
}


class Terminal(io.StringIO):
    """A file that is a terminal, so that a page comes with its colours."""

    def isatty(self) -> bool:
        """It says so."""
        return True


def render(folder: Path) -> None:
    """Write every file of FILES, and the first screen as an SVG, into `folder`."""
    os.environ.update(DEBRIEF_NOW=NOW, TZ=ZONE)
    with tempfile.TemporaryDirectory() as scratch:
        journal = str(Path(scratch) / "journal.db")
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            codes = [main(["--journal", journal, "demo"])]
            for name, asked in FILES.items():
                target = ("-o", str(folder / name), "--yes")
                codes.append(
                    main(["--journal", journal, "report", "--week", WEEK, *asked, *target])
                )
        if any(codes):
            sys.exit(said.getvalue())
        (folder / "week.svg").write_text(as_svg(journal), encoding="utf-8")
    for path in folder.iterdir():
        path.chmod(0o644)


def as_svg(journal: str) -> str:
    """The first screen as a picture of a terminal, by Rich, that loads nothing."""
    context = Context()
    context.named_journal = journal
    screen = Terminal()
    page = first_screen(report_of(context, parse_week(WEEK)), context.words)
    print_blocks(page, color=True, width=WIDTH, file=screen)
    console = Console(record=True, width=WIDTH, file=io.StringIO())
    console.print(Text.from_ansi(screen.getvalue()))
    return console.export_svg(
        title="debrief report",
        unique_id="week",
        code_format=re.sub(r"(?s)@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT),
    )


if __name__ == "__main__":
    render(RENDERED)
