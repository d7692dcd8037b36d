"""How far long work has come, on a terminal, by Rich. Elsewhere nothing is shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

Told = Callable[[int], None]


@contextmanager
def progress(
    text: str, in_all: int, *, worth_it: int, color: bool, file: TextIO | None = None
) -> Iterator[Told]:
    """A bar while the block runs; what it gives is told how much of `in_all` is done.

    Work of less than `worth_it` is over before a bar could be read. The bar is gone when the
    block ends.
    """
    file = file or sys.stderr
    if in_all < worth_it or not file.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    console = Console(file=file, color_system="standard" if color else None, highlight=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(text, total=in_all)
        yield lambda done: shown.update(task, completed=done)
