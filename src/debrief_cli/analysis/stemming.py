"""Words brought to their stems: “refunded” and “refunds” are “refund”. The stemmer's home."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text in small letters, in their order."""
    return _WORD.findall(text.casefold().replace("’", "'"))


def stems(given: Sequence[str]) -> list[str]:
    """The stem of each word; they are in small letters."""
    found: list[str] = _stemmer().stemWords(given)
    return found


@cache
def _stemmer() -> Any:
    # Imported when something is matched: nothing else needs it.
    import Stemmer  # type: ignore[import-not-found]

    return Stemmer.Stemmer("english")
