"""The one gate through which people's text reaches a screen: shown, never obeyed."""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

_RISKY = re.compile(
    "["
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # controls, but for tab and LF
    "\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f"  # directions, nothings
    "\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff"  # halves of characters, marks
    "\\U000e0000-\\U000e0fff"  # tags
    "]"
)
_WIDE = frozenset("WF")
ELLIPSIS = "…"


def show(text: str) -> str:
    """The text as it may be printed: what a terminal would obey or hide is spelled out.

    Line ends become LF; ASCII controls are written with a caret (^[ for escape), others
    as <U+202E>. Joiners (ZWJ, ZWNJ) stay, since scripts and emoji need them.
    """
    return _RISKY.sub(_spelled, text.replace("\r\n", "\n").replace("\r", "\n"))


def _spelled(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20 or code == 0x7F:
        return "^" + chr(code ^ 0x40)
    return f"<U+{code:04X}>"


def in_json(text: str) -> str:
    r"""A JSON text that says the same, with what a terminal would obey or hide as \uXXXX."""
    if text.isascii() and "\x7f" not in text:
        return text  # most of an export is
    return _RISKY.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def width_of(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.east_asian_width(char) in _WIDE:
        return 2
    return 0 if unicodedata.category(char) in {"Mn", "Me", "Cf"} else 1


def one_line(text: str, width: int | None = None, mark: str = ELLIPSIS) -> str:
    """The text on one line, safe to print: all white space is a space.

    With a `width` it takes at most so many cells; where it is cut, `mark` says so.
    """
    line = " ".join(show(text).split())
    if width is None or width_of(line) <= width:
        return line
    room = width - len(mark)
    fitting = sum(cells <= room for cells in accumulate(map(_cells, line)))
    return line[:fitting].rstrip() + mark
