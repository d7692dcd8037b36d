"""Blocks on a terminal: inert, within the width, and readable without colour."""

from __future__ import annotations

import io
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debrief_cli.render.blocks import (
    Bar,
    Bars,
    Column,
    Fields,
    Gap,
    Heading,
    Points,
    Prose,
    Quote,
    Table,
    Title,
)
from debrief_cli.render.terminal import print_blocks, width_for
from debrief_cli.render.text import show

HOSTILE = "[red]\x1b[31mred\x1b]8;;http://x\x07\u202e\r\nnext\x00\ud800 :smile: \x9b2J{} `$(rm)`"
LONG = "word " * 60
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
hostile = st.text(st.characters(exclude_categories=()), max_size=120) | st.just(HOSTILE + LONG)


class Terminal(io.StringIO):
    """A file that is a terminal."""

    def isatty(self):
        return True


def every_block(text):
    """One of each shape, full of `text`."""
    return [
        Title(text, text),
        Heading(text, text),
        Prose(text),
        Prose(text, indent=4, quiet=True),
        Gap(),
        Fields(((text, text), ("label", text))),
        Table((Column(text, wide=True), Column("n", right=True)), ((text, "1"),), text),
        Table((Column(right=True), Column(wide=True, wraps=True)), (("1", text),)),
        Table((Column(width=6), Column(wide=True)), ((text, text),)),
        Bars((Bar(text, 3, "good"), Bar("b", 0, "hard")), text),
        Quote(text, "Mon"),
        Quote(text, text, whole=True),
        Quote(text, whole=True),
        Points((text, "second")),
    ]


def text_of(blocks, width=80, color=False, file=None):
    file = file or io.StringIO()
    print_blocks(blocks, color=color, width=width, file=file)
    return file.getvalue()


@given(hostile)
def test_people_s_text_is_inert(text):
    """Whatever was typed, no control character reaches the terminal, and nothing is markup."""
    printed = text_of(every_block(text))
    assert show(printed) == printed
    colored = text_of(every_block(text), color=True, file=Terminal())
    bare = ESCAPE.sub("", colored)
    assert show(bare) == bare


def test_markup_stays_as_it_was_typed():
    """Square brackets and colons are text."""
    printed = text_of([Prose("[bold]x[/bold] :smile: [/]")])
    assert printed == "  [bold]x[/bold] :smile: [/]\n"


@given(hostile, st.sampled_from([24, 40, 80, 100]))
def test_no_line_is_wider_than_the_page(text, width):
    """Every shape keeps within the width, ASCII text checked cell by cell."""
    plain = text.encode("ascii", "replace").decode()
    for line in text_of(every_block(plain), width).split("\n"):
        assert len(line) <= width


def test_without_colour_there_is_no_escape():
    """NO_COLOR, a pipe and a file get plain text without trailing spaces."""
    blocks = every_block("text")
    plain = text_of(blocks)
    assert "\x1b" not in plain
    assert not re.search(r" $", plain, re.MULTILINE)
    assert text_of(blocks, color=True) == plain
    assert text_of(blocks, color=False, file=Terminal()) == plain


def test_colour_adds_nothing_but_looks():
    """With the escapes taken out a coloured page says the same as a plain one."""
    blocks = every_block("text")
    colored = text_of(blocks, color=True, file=Terminal())
    assert "\x1b[" in colored
    bare = ESCAPE.sub("", colored)
    assert [line.rstrip() for line in bare.split("\n")] == text_of(blocks).split("\n")


def test_text_keeps_the_terminals_own_colours():
    """Only bars are coloured, and nothing has a background."""
    colored = text_of(every_block("text"), color=True, file=Terminal())
    codes = {
        code for codes in re.findall(r"\x1b\[([0-9;]*)m", colored) for code in codes.split(";")
    }
    assert codes <= {"", "0", "1", "2", "32", "33"}


def test_an_encoding_that_lacks_a_character():
    """On a terminal that knows ASCII alone a question mark stands in, and nothing breaks."""
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    print_blocks([Title("a · b"), Bars((Bar("x", 2),)), Quote("é")], color=False, file=file)
    file.flush()
    assert b"a ? b" in raw.getvalue()


def test_bars_are_to_scale():
    """One cell for one up to ten; beyond, the longest has ten and none with a count has none."""
    rows = text_of([Bars((Bar("a", 3), Bar("b", 0)))]).split("\n")
    assert [row.count("█") for row in rows[:2]] == [3, 0]
    rows = text_of([Bars((Bar("a", 300), Bar("b", 150), Bar("c", 1), Bar("d", 0)))]).split("\n")
    assert [row.count("█") for row in rows[:4]] == [10, 5, 1, 0]
    assert text_of([Bars(())]).strip() == ""


def test_a_long_quote_keeps_its_end_marks():
    """A quote that is cut still closes, and says that it was cut."""
    line = text_of([Quote(LONG, "12 Feb")])
    assert line.startswith("  “word")
    assert re.search(r"…”\s+12 Feb\n$", line)


def test_a_whole_quote_keeps_its_lines():
    """A quote in full is not cut and keeps its line ends."""
    assert text_of([Quote("a\nb", whole=True)]) == "  “a\n  b”\n"


def test_sections_stand_apart():
    """A heading and a titled table have an empty line before them, but not at the top."""
    table = Table((Column(),), (("x",),), "HEAD")
    assert text_of([Heading("A"), Prose("b"), table]) == "A\n  b\n\nHEAD\n  x\n"


def test_a_crowded_title_takes_two_lines():
    """What stands at the right moves below when there is no room beside."""
    assert text_of([Title("left", "right")], 20) == "left           right\n"
    assert text_of([Title("left" * 4, "right")], 20) == "leftleftleftleft\nright\n"
    assert text_of([Title("long" * 10)], 20).startswith("longlong")


def test_on_a_narrow_page_the_aside_goes_below():
    """Below 60 columns what stands beside bars moves under them."""
    bars = Bars((Bar("a", 1),), "beside")
    assert len(text_of([bars], 80).splitlines()) == 1
    assert len(text_of([bars], 40).splitlines()) == 2


def test_the_width_is_the_terminals(monkeypatch):
    """A page is as wide as its terminal, up to 100 columns, and 80 where there is none."""
    assert width_for(io.StringIO()) == 80
    with open(os.devnull, encoding="utf-8") as nothing:  # noqa: PTH123 - a file with a number
        assert width_for(nothing) == 80
        for columns, expected in ((72, 72), (200, 100), (0, 80)):
            size = os.terminal_size((columns, 24))
            monkeypatch.setattr(os, "get_terminal_size", lambda _, size=size: size)
            assert width_for(nothing) == expected


def test_it_prints_on_standard_output(capsys):
    """Without a file the page goes to standard output."""
    print_blocks([Prose("hello")], color=True)
    assert capsys.readouterr().out == "  hello\n"


@pytest.mark.parametrize("width", [80, None])
def test_a_width_may_be_given(width):
    """A given width is taken, else that of the file."""
    assert text_of([Title("a", "b")], width) == "a" + " " * 78 + "b\n"
