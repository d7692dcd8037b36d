"""What a person may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Sequence


def nearest(word: str, known: Sequence[str]) -> str:
    """`; did you mean …?` when one of `known` is close to `word`, else nothing."""
    import difflib  # only a slip needs it

    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""
