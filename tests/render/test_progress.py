"""A bar for long work: on a terminal alone, and gone when it is done."""

from __future__ import annotations

from io import StringIO

from debrief_cli.render.progress import progress


class Screen(StringIO):
    """A file that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def drawn(file: StringIO, in_all: int) -> str:
    with progress("Checking", in_all, worth_it=100, color=False, file=file) as told:
        told(in_all // 2)
        told(in_all)
    return file.getvalue()


def test_long_work_is_shown_on_a_terminal() -> None:
    """How far it is in per cent; the line is erased at the end."""
    text = drawn(Screen(), 100)
    assert "Checking" in text
    assert "100%" in text
    assert text.rstrip().endswith("\x1b[2K")


def test_short_work_and_pipes_show_nothing() -> None:
    """A bar nobody could read, or that would end up in a file."""
    assert drawn(Screen(), 99) == ""
    assert drawn(StringIO(), 100) == ""
