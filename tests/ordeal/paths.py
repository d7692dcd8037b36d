"""The questions of each interview in their order, and how a person comes from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

Keys = tuple[tuple[str, str], ...]
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Stop(NamedTuple):
    """One question: the words by which it is known, and what is typed there.

    `half` is typed first and left standing; `rest` finishes the answer, which then `gives`
    these confirmed answers. After a stop here, `again` is the question that going on begins
    with, and `back` are the keys, each with what it leads to, from there to this one. `line` is
    all that stands on the line with `half`, where something stood there before.
    """

    words: str
    half: str
    rest: str
    gives: Mapping[str, Any] = NOTHING
    again: str = ""
    back: Keys = ()
    line: str = ""


class Path(NamedTuple):
    """One interview from its first question to the words that end it."""

    command: tuple[str, ...]
    stops: tuple[Stop, ...]
    end: str
    resume: tuple[str, ...] = ("--resume",)
    # The keys that go on with what is kept, each with what it leads to.
    offered: Keys = ()


_GOOD = (
    Stop("How did it leave the customer?", "", "b", {"outcome": "exceeded"}),
    Stop("How could you tell?", "", "s", {"evidence": "said_so"}),
    Stop("What was it about", "late ref", "und\r", {"situation": "late refund"}),
    Stop("What did you do that helped?", "said the", " day\r", {"contributions": ["said the day"]}),
    Stop("When it is like this again:", "a second", " call\r", {"next_time.if": "a second call"}),
    Stop("I will", "give a da", "te\r", {"next_time.then": "give a date"}),
)  # fmt: skip
_SAVE = "Enter = just save"

GOOD = Path(
    ("new",),
    (
        *_GOOD,
        Stop(_SAVE, "", "m"),
        Stop("Everything on this one", "", "8\r", again=_SAVE, back=(("m", "Everything on"),)),
        Stop("What did they expect?", "an ans", "wer\r", {"expectation": "an answer"}),
        Stop(_SAVE, "", "\r"),
    ),
    "Saved as 1.",
)
BAD = Path(
    ("new",),
    (
        Stop("How did it leave the customer?", "", "w", {"outcome": "below"}),
        Stop("How could you tell?", "", "t", {"evidence": "tone_or_wording"}),
        Stop("What was it about", "voucher", " ran out\r", {"situation": "voucher ran out"}),
        Stop("What was not in your hands?", "2 ", "12\r", {"conduct": "abusive"}),
        Stop("What did you do that helped", "told", " them\r", {"contributions": ["told them"]}),
        Stop("Looking back", "check", " it\r", {"would_change": ["check it"]}),
        Stop("When it is like this again:", "it", " ends\r", {"next_time.if": "it ends"}),
        Stop("I will", "look", " first\r", {"next_time.then": "look first"}),
        Stop(_SAVE, "", "w"),
        Stop("Where did it turn?", "", "4\r", again=_SAVE, back=(("w", "Where did it turn?"),)),
        Stop("might have kept it calm?", "a da", "te\r", {"answers.stages.earlier": "a date"}),
        Stop(_SAVE, "", "\r"),
    ),
    "Saved as 1.",
)  # fmt: skip


def _customer(which: str, asked: str, who: str, verdict: str, why: str) -> tuple[Stop, ...]:
    named = {"b": "exceeded", "a": "met", "w": "below"}[verdict]
    felt = Stop("they felt?", "fi", "ne\r", {f"{which}.felt": "fine"})
    made = {"b": "What made it better?", "w": "What made it worse?"}.get(verdict)
    return (
        Stop(asked, who[:4], f"{who[4:]}\r", {f"{which}.customer": who}),
        felt,
        Stop("How did it leave them?", "", verdict, {f"{which}.verdict": named}),
        *([Stop(made, why[:2], f"{why[2:]}\r", {f"{which}.why": why})] if made else []),
    )


EVENING = Path(
    ("reflect",),
    (
        *_customer("last", "The very last one.", "a caller", "b", "the date"),
        *_customer("before", "The one before.", "a walk-in", "w", "the queue"),
        *_customer("third", "And before that.", "somebody", "a", ""),
        Stop("would have gone further?", "ask the", " name\r", {"further": "ask the name"}),
        Stop("Make it a plan?", "", "y", {"make_plan": "yes"}),
        Stop("How did it go?", "", "y", {"met": "worked"}),
        Stop("This week's one thing, smile: did you?", "", "e", {"focus": "every_time"}),
        Stop("One thing for tomorrow?", "wat", "er\r", {"tomorrow": "water"}),
        Stop("what went well today", "the ", "team\r", {"went_well": "the team"}),
    ),
    "Tomorrow morning starts with your one thing.",
)

_PAGE = "Entry 1"
_EXPECTED = "8 what they expected        an answer"
_TOLD = "2 how you could tell        they said so"
# Fields of the page of a saved debrief: an empty one, one that goes by key, one with old words.
EDIT = Path(
    ("edit", "1"),
    (
        Stop(_PAGE, "", "8\r"),
        Stop(
            "What did they expect?", "an ans", "wer\r", {"expectation": "an answer"},
            again=_PAGE, back=(("8\r", "What did they expect?"),),
        ),
        Stop(_EXPECTED, "", "2\r"),
        Stop(
            "How could you tell?", "", "s", {"evidence": "said_so"},
            again=_EXPECTED, back=(("2\r", "How could you tell?"),),
        ),
        Stop(_TOLD, "", "3\r"),
        Stop(
            "What was it about", " ag", "ain\r", {"situation": "late refund again"},
            again=_TOLD, back=(("3\r", "What was it about"),), line="late refund ag",
        ),
        Stop("3 what it was about         late refund again", "", "\r"),
    ),
    "Saved 1.",
    resume=(),
    offered=(("", "Enter = go on with them"), ("\r", _PAGE)),
)  # fmt: skip
