"""Pages as text of their own: Markdown, and the entries that jrnl writes as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from debrief_cli.render.blocks import Block, Fields, Heading, Prose, Title
from debrief_cli.render.text import one_line, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from debrief_cli.records import Debrief, Reflection

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_LEADING = re.compile(r"^[ \t]+", re.MULTILINE)
# What an entry of jrnl is tagged with that came of a look back, and not of one customer.
LOOKING_BACK = "looking_back"


def markdown(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown that shows them as they were written, whatever they hold."""
    return "".join(f"{part}\n\n" for block in blocks for part in _markdown(block))


def heading(text: str, level: int) -> str:
    """A heading of our own."""
    return f"{'#' * level} {_line(text)}\n\n"


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Title(text=text):
            yield f"### {_line(text)}"
        case Heading(text=text):
            yield f"#### {_line(text)}"
        case Prose(text=text):
            yield _lines(text)
        case Fields(rows=rows):
            yield "\n".join(f"- {_line(label)}: {_lines(value, '  ')}" for label, value in rows)


def _line(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", one_line(text))


def _lines(text: str, indent: str = "") -> str:
    """Text with its lines kept: none of them is taken for anything else than text."""
    kept = _LEADING.sub(lambda found: "\u00a0" * len(found[0]), show(text).strip("\n"))
    return _PUNCTUATION.sub(r"\\\1", kept).replace("\n", f"\\\n{indent}")


def jrnl_debrief(debrief: Debrief, blocks: Iterable[Block]) -> dict[str, Any]:
    """A debrief as an entry of jrnl; how it left the customer is its first tag."""
    title, _, more = debrief.situation.partition("\n")
    at = debrief.occurred_at
    return {
        "title": title,
        "body": "\n".join([*([more] if more else []), *_plain(blocks)]),
        "date": f"{at:%Y-%m-%d}",
        "time": f"{at:%H:%M}",
        "tags": [f"@{name}" for name in (debrief.outcome, *debrief.tags)],
        "starred": False,
        "uuid": debrief.uid,
    }


def jrnl_reflection(reflection: Reflection, blocks: Iterable[Block]) -> dict[str, Any]:
    """A look back as an entry of jrnl."""
    return {
        "title": f"Looking back at {reflection.day}",
        "body": "\n".join(_plain(blocks)),
        "date": reflection.day.isoformat(),
        "time": f"{reflection.recorded_at:%H:%M}",
        "tags": [f"@{LOOKING_BACK}"],
        "starred": False,
        "uuid": reflection.uid,
    }


def _plain(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text=text) | Prose(text=text):
                yield text
            case Fields(rows=rows):
                yield from (f"{label}: {value}" for label, value in rows)
