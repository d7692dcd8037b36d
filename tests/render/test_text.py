"""The gate for people's text."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debrief_cli.render.text import one_line, show, show_json, width_of

SPELLED = (
    *((chr(c), "^" + chr(c + 64)) for c in range(0x20) if chr(c) not in "\t\n\r"),
    ("\x7f", "^?"),
    *((chr(c), f"<U+{c:04X}>") for c in range(0x80, 0xA0)),
    *(
        (chr(c), f"<U+{c:04X}>")
        for c in (
            0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x206F,
            0xD800, 0xDFFF, 0xFEFF, 0xFFF9, 0xFFFB, 0xFFFE, 0xFFFF, 0xE0000, 0xE007F, 0xE0FFF,
        )
    ),
)  # fmt: skip
KEPT = "\t\n\u200c\u200d\u2027\u202f\u2059\u2070 é漢👩‍👩‍👧[bold]\ufffd\U000dffff\U000e1000"
anything = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(("char", "spelled"), SPELLED, ids=ascii)
def test_what_a_terminal_would_obey_is_spelled(char, spelled):
    """Controls, directions, invisible marks and halves of characters are written out."""
    assert show(f"a{char}b") == f"a{spelled}b"


def test_the_rest_stays():
    """Tabs, line ends, joiners, markup and every script stay as they were written."""
    assert show(KEPT) == KEPT


def test_line_ends_become_lf():
    """CRLF and CR are line ends like LF."""
    assert show("a\r\nb\rc\nd") == "a\nb\nc\nd"


@given(anything)
def test_nothing_is_left_to_obey(text):
    """What comes out is inert, can be encoded, and is not changed by a second pass."""
    shown = show(text)
    assert show(shown) == shown
    shown.encode("utf-8")
    left = {c for c in shown if unicodedata.category(c) == "Cc"}
    assert left <= {"\t", "\n"}


@given(anything, st.integers(1, 60))
def test_a_line_is_one_line_of_its_width(text, width):
    """One line has no line end or tab and is no wider than asked for."""
    line = one_line(text, width)
    assert not set(line) & set("\n\t\r")
    assert width_of(line) <= width
    assert one_line(text) == " ".join(show(text).split())


def test_a_cut_says_so():
    """What does not fit ends in an ellipsis, without a space before it; what fits is whole."""
    assert one_line("one two three", 13) == "one two three"
    assert one_line("one two three", 12) == "one two thr…"
    assert one_line("one two three", 5) == "one…"
    assert one_line("漢字漢字", 7) == "漢字漢…"
    assert one_line("漢字漢字", 6) == "漢字…"


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("é", 1), ("👍", 2), ("", 0)]
)
def test_width_is_in_cells(text, cells):
    """Wide characters take two cells, combining ones none."""
    assert width_of(text) == cells


@given(st.text())
def test_json_says_the_same_and_is_inert(text: str) -> None:
    """What a terminal would obey or hide is escaped, and comes back as it was."""
    written = json.dumps({text: text}, ensure_ascii=False)
    shown = show_json(written)
    assert json.loads(shown) == {text: text}
    assert show(shown) == shown
