"""Blocks as Markdown, to be pasted into a chat or the notes of a talk.

People's words have a backslash before each punctuation mark, as CommonMark allows (section 2.4),
so that none is obeyed. Our own have it where a mark would be taken for markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from debrief_cli.render.blocks import (
    Bars,
    Block,
    Cell,
    Fields,
    Gap,
    Heading,
    Phrase,
    Points,
    Prose,
    Quote,
    Said,
    Table,
    Title,
)
from debrief_cli.render.room import DRAWN, Room
from debrief_cli.render.text import one_line
from debrief_cli.render.words import command_in, sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# What CommonMark or GitHub's flavour acts on within a line; and at the start of one.
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&$@]|(?<=\w):(?=//)|(?<=www)\.)", re.IGNORECASE)
_AT_START = re.compile(r"^(\d*)([-+=.)])")
_ROOM = Room(80, DRAWN)


def markdown(blocks: Iterable[Block]) -> str:
    """A page as Markdown; it ends with a line end."""
    parts: list[str] = []
    was_item = False
    for block in blocks:
        text = _RENDERERS[type(block)](block)
        if not text:
            continue
        is_item = isinstance(block, Quote)
        # Items of one list follow each other; everything else is set apart by an empty line.
        parts += [] if not parts else ["\n"] if is_item and was_item else ["\n\n"]
        parts.append(text)
        was_item = is_item
    return "".join(parts) + "\n"


def escaped(text: str) -> str:
    """Somebody's words on one line, with every punctuation mark escaped."""
    return _PUNCTUATION.sub(r"\\\1", one_line(text))


def _own(text: str) -> str:
    """Our words, or a list's, on one line and inert."""
    return _MARKUP.sub(r"\\\1", one_line(text))


def _line(cell: Cell) -> str:
    """A cell within a line; a number's line for the eye is drawn with block elements."""
    if isinstance(cell, Phrase):
        return "".join(
            escaped(part.text) if isinstance(part, Said) else _MARKUP.sub(r"\\\1", part)
            for part in cell.parts
        )
    return _own(cell) if isinstance(cell, str) else _ROOM.text(cell)


def _paragraph(line: str) -> str:
    """A line that begins a paragraph or an item, and is not to begin a list."""
    return _AT_START.sub(r"\1\\\2", line)


def _title(block: Title) -> str:
    aside = f"\n\n{_paragraph(_own(block.aside))}" if block.aside else ""
    return f"# {_own(block.text)}{aside}"


def _heading(block: Heading) -> str:
    aside = f"\n\n{_paragraph(_line(block.aside))}" if block.aside else ""
    return f"## {_own(sentence_case(block.text))}{aside}"


def _prose(block: Prose) -> str:
    said, command = command_in(block.text)
    return _paragraph(_own(said)) + (f" `{command}`" if command else "")


def _gap(_: Gap) -> str:
    return ""


def _fields(block: Fields) -> str:
    return "\n".join(f"- {_own(label)}: {escaped(value)}" for label, value in block.rows)


def _table(block: Table) -> str:
    heads = [column.head for column in block.columns]
    if not any(heads):
        items = (" · ".join(map(_line, row)) for row in block.rows)
        body = "\n".join(f"- {_paragraph(item)}" for item in items)
    else:
        rule = ("---:" if column.right else "---" for column in block.columns)
        rows = (map(_line, row) for row in block.rows)
        body = "\n".join(map(_row, (map(_own, heads), rule, *rows)))
    return f"## {_own(sentence_case(block.title))}\n\n{body}" if block.title else body


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _bars(block: Bars) -> str:
    rows = "\n".join(f"- {_own(bar.label)}: {bar.number}" for bar in block.rows)
    return f"{rows}\n\n{_paragraph(_own(block.aside))}" if block.aside else rows


def _quote(block: Quote) -> str:
    source = f" · {_own(block.source)}" if block.source else ""
    return f"- “{escaped(block.text)}”{source}"


def _points(block: Points) -> str:
    return "\n".join(f"- {_paragraph(_own(item))}" for item in block.items)


_RENDERERS: Mapping[type[Block], Callable[[Any], str]] = {
    Title: _title,
    Heading: _heading,
    Prose: _prose,
    Gap: _gap,
    Fields: _fields,
    Table: _table,
    Bars: _bars,
    Quote: _quote,
    Points: _points,
}
