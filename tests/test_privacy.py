"""Noticing a number or an address that is somebody's."""

from __future__ import annotations

import pytest

from debrief_cli.privacy import looks_private


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("write to mum@example.org", "a mail address"),
        ("ring 0170 1234567", "a phone number"),
        ("ring +1 (312) 555-0188", "a phone number"),
        ("card 4111 1111 1111 1111", "a card number"),
        ("since 2026-03-02 and 03/04/2026", ""),
        ("order A-17, aisle 12, 250 pieces, 14.99", ""),
        ("came at 9:15 with 3 bags", ""),
        ("4111 1111 1111 1112", "a phone number"),
    ],
)
def test_private_numbers_are_told_from_others(text: str, what: str) -> None:
    """Phone, mail and card numbers draw a remark; dates, prices and short numbers do not."""
    assert looks_private(text) == what


def test_a_long_text_is_looked_through_once() -> None:
    """64 KiB of one word: what is searched for has an end, so this is no more than a look."""
    assert looks_private("x" * 65_000) == ""
