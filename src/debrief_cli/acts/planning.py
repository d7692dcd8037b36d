"""Putting a plan into words with a person: when, what, and what for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from debrief_cli.interview import Back, Prompter
from debrief_cli.render.text import one_line

# The parts of a plan and the flags that give them.
NAMES = {"if_": "--if", "then": "--then", "because": "--because"}
Answered = Mapping[str, str]

_ASKS = {
    "if_": "When it is like this",
    "then": "I will",
    "because": "so that  (may stay empty)",
}


def ask_words(prompter: Prompter, keys: Sequence[str], now: Mapping[str, str]) -> Answered | None:
    """The words for each of `keys`, those of `now` on the line already.

    None when the person goes back from the first. What is needed and emptied is asked again.
    """
    words = dict(now)
    place = 0
    while place < len(keys):
        key = keys[place]
        kept = [f"  Enter keeps: {one_line(words[key], 60)}"] if words[key] else []
        typed = prompter.read([_ASKS[key], *kept], words[key])
        if isinstance(typed, Back):
            if place == 0:
                return None
            place -= 1
        elif typed.strip() or key == "because":
            words[key] = typed
            place += 1
    return {key: words[key] for key in keys}
