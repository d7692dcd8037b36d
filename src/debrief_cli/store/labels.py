"""The customers' labels that a text holds: what a page for others must not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def labels_in(connection: sqlite3.Connection, texts: Iterable[str]) -> list[str]:
    """What names a customer, in debriefs and evenings alike, and stands in one of the texts.

    References count as names. Case and white space are all the same.
    """
    whole = "\n".join(map(_folded, texts))
    if not whole:
        return []
    found = connection.execute(
        """SELECT customer FROM debriefs WHERE customer IS NOT NULL
           UNION SELECT reference FROM debriefs WHERE reference IS NOT NULL
           UNION SELECT customer FROM customers WHERE customer IS NOT NULL"""
    )
    return [label for (label,) in found if label.strip() and _folded(label) in whole]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
