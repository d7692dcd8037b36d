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
    Cell,
    Column,
    Drawing,
    Fields,
    Gap,
    Heading,
    Points,
    Prose,
    Quote,
    Spark,
    Table,
    Title,
)
from debrief_cli.render.room import ASCII, DRAWN, Room
from debrief_cli.render.text import one_line, show, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

INDENT = 2
USUAL_WIDTH = 80
WIDEST = 100
NARROW = 60
LONGEST_BAR = 10
_TONES = {"good": "green", "hard": "yellow"}


def print_blocks(
    blocks: Iterable[Block],
    *,
    color: bool,
    width: int | None = None,
    file: TextIO | None = None,
    ascii_only: bool = False,
) -> None:
    """Print a page. `color` and weight are for a terminal; all else gets plain text.

    `width` is the terminal's unless given, and never over 100 columns by itself. What
    the file's encoding lacks is replaced by a question mark. With `ascii_only` nothing of
    ours needs more than ASCII; people's text stays.
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
    room = Room(console.width, ASCII if ascii_only else DRAWN)
    page = Group(*_parts(blocks, room))
    with console.capture() as capture:
        console.print(page)
    text = room.finished(capture.get())
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


def _parts(blocks: Iterable[Block], room: Room) -> Iterator[RenderableType]:
    for place, block in enumerate(blocks):
        if place and _stands_apart(block):
            yield Text("")
        yield _RENDERERS[type(block)](block, room)


def _stands_apart(block: Block) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Table) and bool(block.title))


def _line(cell: Cell, room: Room, style: str = "") -> Text:
    """Text that stays on one line and is cut where the room ends."""
    return Text(room.text(cell), style=style, no_wrap=True, overflow="ellipsis")


def _lines(text: str, room: Room, style: str = "") -> Text:
    """Text that keeps its lines, and wraps."""
    return Text(room.own(show(text)), style=style)


def _cut(text: Text, width: int, room: Room) -> Text:
    """The text within so many columns."""
    if text.cell_len > width:
        text.truncate(max(0, width - len(room.marks.cut)))
        text.append(room.marks.cut[:width])
    return text


def _indented(body: RenderableType, columns: int = INDENT) -> Padding:
    return Padding(body, (0, 0, 0, columns))


def _grid(room: Room, *columns: Column, gap: int = 2, heads: bool = False) -> Grid:
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
            _line(column.head, room, "dim"),
            justify="right" if column.right else "left",
            ratio=1 if column.wide else None,
            width=column.width,
            no_wrap=not column.wraps,
            overflow="fold" if column.wraps else "ellipsis",
        )
    return grid


def _sides(left: Text, right: Text, room: Room, width: int) -> Text:
    """Two texts at the ends of a line; the left one gives way."""
    _cut(left, width - right.cell_len - 2, room)
    return left + Text(" " * (width - left.cell_len - right.cell_len)) + right


def _title(block: Title, room: Room) -> RenderableType:
    name, aside = _line(block.text, room, "bold"), _line(block.aside, room)
    if not block.aside:
        return _indented(name, 0)
    if name.cell_len + aside.cell_len + 2 > room.width:
        return Group(name, aside)
    return _sides(name, aside, room, room.width)


def _heading(block: Heading, room: Room) -> RenderableType:
    line = _line(block.text, room, "bold")
    if block.aside:
        line.append(f"   {room.text(block.aside)}", style="not bold")
    # In a frame of its own, since a bare text is joined into one that wraps.
    return _indented(line, 0)


def _prose(block: Prose, room: Room) -> RenderableType:
    return _indented(_lines(block.text, room, "dim" if block.quiet else ""), block.indent)


def _gap(_block: Gap, _room: Room) -> RenderableType:
    return Text("")


def _fields(block: Fields, room: Room) -> RenderableType:
    grid = _grid(room, Column(), Column(wide=True, wraps=True))
    for label, value in block.rows:
        grid.add_row(_line(label, room, "dim"), _lines(value, room))
    return _indented(grid)


def _table(block: Table, room: Room) -> RenderableType:
    block = _fitting(block, room)
    heads = bool(block.title) or any(column.head for column in block.columns)
    grid = _grid(room, *block.columns, heads=heads)
    for row in block.rows:
        cells = [
            _lines(cell, room) if column.wraps and isinstance(cell, str) else _line(cell, room)
            for column, cell in zip(block.columns, row, strict=True)
        ]
        if block.title:
            cells[0] = Text(" " * INDENT) + cells[0]
        grid.add_row(*cells)
    if not block.title:
        return _indented(grid)
    grid.columns[0].header = _line(block.title, room, "bold")
    return grid


def _fitting(block: Table, room: Room) -> Table:
    """The table as it fits: a number is never cut, so small lines give way, then the names."""
    if any(column.wide for column in block.columns) or _natural(block, room) <= room.width:
        return block
    kept = [
        place
        for place in range(len(block.columns))
        if not any(isinstance(row[place], Spark) for row in block.rows)
    ]
    columns = tuple(block.columns[place] for place in kept)
    rows = tuple(tuple(row[place] for place in kept) for row in block.rows)
    narrower = block._replace(columns=columns, rows=rows)
    if _natural(narrower, room) <= room.width:
        return narrower
    return narrower._replace(columns=(columns[0]._replace(wide=True), *columns[1:]))


def _natural(block: Table, room: Room) -> int:
    """The columns that a table takes when nothing in it is cut."""
    heads = (block.title, *(column.head for column in block.columns[1:]))
    cells = zip(*((room.text(cell) for cell in row) for row in block.rows), strict=True)
    widths = (
        max(map(width_of, (head, *column))) + 2 for head, column in zip(heads, cells, strict=True)
    )
    return sum(widths) + INDENT - 2


def _bars(block: Bars, room: Room) -> RenderableType:
    most = max((bar.number for bar in block.rows), default=0)
    scale = max(1.0, most / LONGEST_BAR)
    grid = _grid(room, Column(), Column(width=LONGEST_BAR), Column(right=True))
    for bar in block.rows:
        length = max(bool(bar.number), round(bar.number / scale))
        mark = Text(room.marks.bar * length, style=_TONES.get(bar.tone, ""))
        grid.add_row(_line(bar.label, room), mark, str(bar.number))
    if not block.aside:
        return _indented(grid)
    if room.width < NARROW:
        return _indented(Group(grid, _lines(block.aside, room)))
    beside = _grid(room, Column(), Column(wide=True, wraps=True), gap=4)
    beside.columns[1].vertical = "bottom"
    beside.add_row(grid, _lines(block.aside, room))
    return _indented(beside)


def _quote(block: Quote, room: Room) -> RenderableType:
    opening, closing = map(room.own, "“”")
    source = _line(block.source, room, "dim")
    if block.whole:
        said = Text(f"{opening}{room.kept(show(block.text))}{closing}")
        return _indented(Group(said, *([source] if block.source else [])))
    said = Text(room.kept(one_line(block.text)))
    _cut(said, max(1, room.width - INDENT - 4 - source.cell_len), room)
    line = Text.assemble(opening, said, closing)
    return _indented(_sides(line, source, room, room.width - INDENT))


def _points(block: Points, room: Room) -> RenderableType:
    grid = _grid(room, Column(), Column(wide=True, wraps=True), gap=1)
    for item in block.items:
        grid.add_row(room.own("·"), _lines(item, room))
    return _indented(grid)


def _drawing(block: Drawing, _: Room) -> RenderableType:
    lines = (Text(show(line), no_wrap=True, overflow="crop") for line in block.lines)
    return _indented(Group(*lines))


_RENDERERS: Mapping[type[Block], Callable[[Any, Room], RenderableType]] = {
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
