"""Blocks on a terminal, by Rich. The only place that knows it.

Colours say nothing that the words do not; text keeps the terminal's own colour, so that
a page reads in the dark, in the light and without colour.
"""

from __future__ import annotations

import os
import sys
from io import StringIO
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from debrief_cli.render.blocks import (
    Bars,
    Block,
    Column,
    Drawing,
    Fields,
    Gap,
    Heading,
    Points,
    Prose,
    Quote,
    Table,
    Title,
)
from debrief_cli.render.text import one_line, show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

INDENT = 2
USUAL_WIDTH = 80
WIDEST = 100
NARROW = 60
LONGEST_BAR = 10
_TONES = {"good": "green", "hard": "yellow"}


def print_blocks(
    blocks: Iterable[Block], *, color: bool, width: int | None = None, file: TextIO | None = None
) -> None:
    """Print a page. `color` and weight are for a terminal; all else gets plain text.

    `width` is the terminal's unless given, and never over 100 columns by itself. What
    the file's encoding lacks is replaced by a question mark.
    """
    file = file or sys.stdout
    color = color and file.isatty()
    console = Console(
        file=StringIO(),
        width=width or width_for(file),
        color_system="standard" if color else None,
        force_terminal=color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    page = Group(*_parts(blocks, console.width))
    with console.capture() as capture:
        console.print(page)
    text = capture.get()
    if not color:
        text = "\n".join(line.rstrip() for line in text.split("\n"))
    encoding = getattr(file, "encoding", None) or "utf-8"
    file.write(text.encode(encoding, "replace").decode(encoding))


def width_for(file: TextIO, widest: int = WIDEST) -> int:
    """The columns to print in: the terminal's if the file is one, at most `widest`; else 80."""
    try:
        columns = os.get_terminal_size(file.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return USUAL_WIDTH
    return min(columns or USUAL_WIDTH, widest)


def _parts(blocks: Iterable[Block], width: int) -> Iterator[RenderableType]:
    for place, block in enumerate(blocks):
        if place and _stands_apart(block):
            yield Text("")
        yield _RENDERERS[type(block)](block, width)


def _stands_apart(block: Block) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Table) and bool(block.title))


def _line(text: str, style: str = "") -> Text:
    """Text that stays on one line and is cut where the room ends."""
    return Text(one_line(text), style=style, no_wrap=True, overflow="ellipsis")


def _indented(body: RenderableType, columns: int = INDENT) -> Padding:
    return Padding(body, (0, 0, 0, columns))


def _grid(*columns: Column, gap: int = 2, heads: bool = False) -> Grid:
    """A table without lines; it takes the whole width if one of its columns is wide."""
    grid = Grid(
        box=None,
        show_header=heads,
        header_style="",
        pad_edge=False,
        padding=(0, gap, 0, 0),
        expand=any(column.wide for column in columns),
    )
    for column in columns:
        grid.add_column(
            _line(column.head, "dim"),
            justify="right" if column.right else "left",
            ratio=1 if column.wide else None,
            width=column.width,
            no_wrap=not column.wraps,
            overflow="fold" if column.wraps else "ellipsis",
        )
    return grid


def _sides(left: Text, right: Text, width: int) -> Text:
    """Two texts at the ends of a line; the left one gives way."""
    left.truncate(width - right.cell_len - 2, overflow="ellipsis")
    return left + Text(" " * (width - left.cell_len - right.cell_len)) + right


def _title(block: Title, width: int) -> RenderableType:
    name, aside = _line(block.text, "bold"), _line(block.aside)
    if not block.aside:
        return _indented(name, 0)
    if name.cell_len + aside.cell_len + 2 > width:
        return Group(name, aside)
    return _sides(name, aside, width)


def _heading(block: Heading, _: int) -> RenderableType:
    line = _line(block.text, "bold")
    if block.aside:
        line.append(f"   {one_line(block.aside)}", style="not bold")
    # In a frame of its own, since a bare text is joined into one that wraps.
    return _indented(line, 0)


def _prose(block: Prose, _: int) -> RenderableType:
    return _indented(Text(show(block.text), style="dim" if block.quiet else ""), block.indent)


def _gap(_block: Gap, _: int) -> RenderableType:
    return Text("")


def _fields(block: Fields, _: int) -> RenderableType:
    grid = _grid(Column(), Column(wide=True, wraps=True))
    for label, value in block.rows:
        grid.add_row(_line(label, "dim"), Text(show(value)))
    return _indented(grid)


def _table(block: Table, _: int) -> RenderableType:
    heads = bool(block.title) or any(column.head for column in block.columns)
    grid = _grid(*block.columns, heads=heads)
    for row in block.rows:
        cells = [
            Text(show(cell)) if column.wraps else _line(cell)
            for column, cell in zip(block.columns, row, strict=True)
        ]
        if block.title:
            cells[0] = Text(" " * INDENT) + cells[0]
        grid.add_row(*cells)
    if not block.title:
        return _indented(grid)
    grid.columns[0].header = _line(block.title, "bold")
    return grid


def _bars(block: Bars, width: int) -> RenderableType:
    most = max((bar.number for bar in block.rows), default=0)
    scale = max(1.0, most / LONGEST_BAR)
    grid = _grid(Column(), Column(width=LONGEST_BAR), Column(right=True))
    for bar in block.rows:
        length = max(bool(bar.number), round(bar.number / scale))
        mark = Text("█" * length, style=_TONES.get(bar.tone, ""))
        grid.add_row(_line(bar.label), mark, str(bar.number))
    if not block.aside:
        return _indented(grid)
    if width < NARROW:
        return _indented(Group(grid, Text(show(block.aside))))
    beside = _grid(Column(), Column(wide=True, wraps=True), gap=4)
    beside.columns[1].vertical = "bottom"
    beside.add_row(grid, Text(show(block.aside)))
    return _indented(beside)


def _quote(block: Quote, width: int) -> RenderableType:
    source = _line(block.source, "dim")
    if block.whole:
        return _indented(Group(Text(f"“{show(block.text)}”"), *([source] if block.source else [])))
    said = Text(one_line(block.text))
    said.truncate(max(1, width - INDENT - 4 - source.cell_len), overflow="ellipsis")
    return _indented(_sides(Text.assemble("“", said, "”"), source, width - INDENT))


def _points(block: Points, _: int) -> RenderableType:
    grid = _grid(Column(), Column(wide=True, wraps=True), gap=1)
    for item in block.items:
        grid.add_row("·", Text(show(item)))
    return _indented(grid)


def _drawing(block: Drawing, _: int) -> RenderableType:
    lines = (Text(show(line), no_wrap=True, overflow="crop") for line in block.lines)
    return _indented(Group(*lines))


_RENDERERS: Mapping[type[Block], Callable[[Any, int], RenderableType]] = {
    Title: _title,
    Heading: _heading,
    Prose: _prose,
    Gap: _gap,
    Fields: _fields,
    Table: _table,
    Bars: _bars,
    Quote: _quote,
    Points: _points,
    Drawing: _drawing,
}
