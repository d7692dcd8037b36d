"""Cells of a table for a spreadsheet (CSV) that none of them computes."""

from __future__ import annotations

# What a spreadsheet takes for the beginning of a formula, also in full width; and our own mark,
# so that it can be taken off again without a doubt.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠'")


def guarded(text: str) -> str:
    """Somebody's words as a cell that no spreadsheet computes: a ' in front stops it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
