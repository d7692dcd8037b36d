"""Noticing a phone, mail or card number in what was written; it says so and changes nothing."""

from __future__ import annotations

import re

# Bounded, so that a long text without an @ is looked through once and not again and again.
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}")
_DIGITS = re.compile(r"(?<![\w.])\+?\d(?:[ ()/.-]{0,2}\d){6,18}(?!\w)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


def _is_card(digits: str) -> bool:
    """The check digit of card numbers (Luhn's formula, ISO/IEC 7812-1)."""
    doubled = [int(d) * (1 + (i % 2)) for i, d in enumerate(reversed(digits))]
    return 13 <= len(digits) <= 19 and sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def looks_private(text: str) -> str:
    """What `text` seems to hold: "a mail address", "a card number", "a phone number" or ""."""
    if _MAIL.search(text):
        return "a mail address"
    for found in _DIGITS.finditer(_DATE.sub(" ", text)):
        digits = re.sub(r"\D", "", found[0])
        if _is_card(digits):
            return "a card number"
        if found[0].startswith(("+", "0")) or len(digits) >= 9:
            return "a phone number"
    return ""
