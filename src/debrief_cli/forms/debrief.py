"""The debrief: its questions, the steps they are asked in, and the record they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from debrief_cli.form import Answers, Extra, Form, Question, Step, nest
from debrief_cli.forms import shapes
from debrief_cli.forms.lens_questions import lens_questions
from debrief_cli.forms.lenses import LENSES
from debrief_cli.forms.reader import TimeReader
from debrief_cli.kinds import Each, Moment, Name, OneOf, Reference, Text
from debrief_cli.period import day_of
from debrief_cli.records import Check, Debrief, Factor, Kudos, NextTime, Promised, StageNote
from debrief_cli.vocabulary import CONDUCTS, EVIDENCE, OUTCOMES, Term, Vocabulary

WENT_WRONG = "below"

HAPPENED = Step("1  What happened", ("outcome", "evidence", "situation"))
DIFFERENCE = Step("2  What made the difference", ("factors", "contributions", "would_change"))

# What one may still fill or change before saving, in the order of the review.
REVIEW = (
    "outcome", "evidence", "situation", "channel", "occurred_at", "customer", "customer_words",
    "expectation", "contributions", "techniques", "factors", "would_change", "stages",
    "next_time.if", "next_time.then", "next_time.because", "tags", "reference", "kudos",
    "promises", "conduct",
)  # fmt: skip


def _worse(answers: Answers) -> bool:
    return answers.get("outcome") == WENT_WRONG


def _helped_ask(answers: Answers) -> str:
    return "What did you do that helped" + (", even a little?" if _worse(answers) else "?")


def _change_ask(answers: Answers) -> str:
    if _worse(answers):
        return "Looking back, what would you try earlier or differently?"
    return "Did anything nearly trip it up?"


def _stages_ask(answers: Answers) -> str:
    asked = {"below": "Where did it turn?", "exceeded": "Where did it click?"}
    return f"{asked.get(answers.get('outcome', ''), 'Which part stood out?')} Type the number"


def _is_half_a_plan(given: Answers) -> bool:
    """A "when" or a "so that" was given, and no plan they could belong to."""
    half = "next_time.if" in given or "next_time.because" in given
    return half and "next_time.play" not in given


def _propose_then(answers: Answers) -> str | None:
    """After a good one the same again, after a bad one what one would try instead."""
    if _worse(answers):
        tries: Sequence[str] = answers.get("would_change", ())
        return tries[0] if tries else None
    helped: Sequence[str] = answers.get("contributions", ())
    return f"do the same again: {helped[0]}" if helped else None


def _then_hint(answers: Answers) -> str:
    if _propose_then(answers) is None:
        return "Enter = nothing this time"
    what = "try that" if _worse(answers) else "do the same again"
    return f"Enter = {what}    - = no plan this time"


def debrief_form(words: Vocabulary, times: TimeReader) -> Form:
    """All questions of a debrief, over a person's own lists.

    `times` reads what people write for a time; it knows the clock and the zone.
    """
    questions = (
        *_situation_questions(words, times),
        *_difference_questions(words),
        *_next_time_questions(),
        *_other_questions(words, times),
        *lens_questions(words),
    )
    refused = dict.fromkeys(
        ("id", "uid", "created_at", "updated_at", "day"),
        "is given by the journal; only an import may have it",
    )
    return Form("debrief", questions, refused)


def _situation_questions(words: Vocabulary, times: TimeReader) -> tuple[Question, ...]:
    return (
        Question(
            "outcome", "How did it leave the customer?", "how it left them",
            OneOf(OUTCOMES), required=True, flag="--outcome",
        ),
        Question(
            "evidence", "How could you tell?", "how you could tell", OneOf(EVIDENCE),
            hint="Enter = my own reading", proposal=lambda _: "guess", flag="--evidence",
        ),
        Question(
            "situation", "What was it about, in a line? No names.", "what it was about",
            Text(), required=True, hint="e.g. return without a receipt", flag="--situation",
        ),
        Question(
            "channel", "Where was it?", "where", OneOf(words.channels), flag="--channel",
        ),
        Question(
            "occurred_at", "When was it?", "when", Moment(times.past),
            hint="e.g. today 9:15, yesterday 3pm, 2026-03-02 09:25", flag="--at",
        ),
        Question(
            "customer", "Who was it, in a few words? No names.", "customer",
            Text(), hint="e.g. caller about a late refund", flag="--customer",
        ),
        Question("reference", "A ticket or order number?", "reference", Text(), flag="--reference"),
    )  # fmt: skip


def _difference_questions(words: Vocabulary) -> tuple[Question, ...]:
    return (
        Question(
            "factors", "What was not in your hands? Type the numbers, e.g. 2 4",
            "not in your hands", Each(shapes.factor(words)), when=_worse,
            options=lambda _: words.factors,
            extras=lambda _: (Extra("the customer was abusive", "conduct", "abusive"),),
            hint="Enter = nothing    +2 = it made it easier    -2 = harder", flag="--factor",
        ),
        Question(
            "contributions", _helped_ask, "what you did that helped", Each(Text()),
            hint="Enter = nothing", flag="--did",
        ),
        Question(
            "would_change", _change_ask, "what you would change", Each(Text()), when=_worse,
            hint="Enter = nothing", flag="--would-change",
        ),
        Question(
            "techniques", "Which ways of serving did you use? Type the numbers",
            "ways of serving", Each(OneOf(words.techniques), once=True),
            options=lambda _: words.techniques, flag="--technique",
        ),
    )  # fmt: skip


def _next_time_questions() -> tuple[Question, ...]:
    return (
        Question(
            "next_time.if", "When it is like this again:", "when it is like this", Text(),
            proposal=lambda answers: answers.get("situation"),
            hint="Enter = yes, or type your own “when”    - = no plan this time", flag="--if",
        ),
        Question(
            "next_time.then", "I will", "I will", Text(), proposal=_propose_then,
            hint=_then_hint,
            needed=_is_half_a_plan,
            when=lambda answers: "next_time.if" in answers, flag="--then",
        ),
        Question("next_time.because", "So that …", "so that", Text(), flag="--because"),
        Question("next_time.play", "Which plan?", "plan", Reference()),
    )  # fmt: skip


def _other_questions(words: Vocabulary, times: TimeReader) -> tuple[Question, ...]:
    return (
        Question(
            "customer_words", "What did they say or write, in their words?", "their words",
            Text(), flag="--customer-words",
        ),
        Question(
            "expectation", "What did they expect?", "what they expected", Text(),
            flag="--expectation",
        ),
        Question(
            "stages", _stages_ask, "parts of the call",
            Each(shapes.stage(words)),
            options=lambda answers: words.stages_of(answers.get("channel")), flag="--stage",
        ),
        Question(
            "tags", "Tags, with spaces between", "tags", Each(Name(), once=True),
            hint="e.g. refund late_parcel", flag="--tag",
        ),
        Question(
            "conduct", "Was the customer abusive? It then stays out of your own figures.",
            "conduct", OneOf((Term("abusive", CONDUCTS[0].words, "y"),)),
            hint="y = yes    Enter = no", flag="--conduct",
        ),
        Question(
            "kudos", "Who helped, and with what?", "thanks to", Each(shapes.KUDOS),
            hint="e.g. the night shift :: found the parcel", flag="--kudos",
        ),
        Question(
            "promises", "What did you promise, and by when?", "promised",
            Each(shapes.promised(times)), hint="e.g. ring back about the voucher :: friday noon",
            flag="--promise",
        ),
        Question("checks", "How did your plan go?", "plan", Each(shapes.CHECK), flag="--check"),
    )  # fmt: skip


def default_direction(outcome: str) -> str:
    """What a cause without a direction did: it hurt when it ended worse, else it helped."""
    return "hurt" if outcome == WENT_WRONG else "helped"


def default_verdict(outcome: str) -> str:
    """What a part of the call without a verdict was: where it turned, else where it worked."""
    return "turned" if outcome == WENT_WRONG else "worked"


def to_debrief(answers: Answers, now: datetime, starts_at: time, uid: str = "") -> Debrief:
    """The record that checked answers make, with what was not given filled in.

    `answers` are by full key; `now` is the time of the interaction unless they say another.
    """
    doc = nest(answers)
    outcome = doc["outcome"]
    occurred_at = doc.get("occurred_at", now.replace(microsecond=0))
    plain = (
        "situation", "outcome", "customer", "reference", "evidence", "customer_words",
        "expectation", "contributions", "would_change", "techniques", "tags", "conduct",
    )  # fmt: skip
    return Debrief(
        occurred_at=occurred_at,
        day=day_of(occurred_at, starts_at),
        uid=uid,
        channel=doc.get("channel", "other"),
        factors=tuple(
            Factor(f["factor"], f.get("direction", default_direction(outcome)), f.get("note"))
            for f in doc.get("factors", ())
        ),
        stages=tuple(
            StageNote(s["stage"], s.get("verdict", default_verdict(outcome)), s.get("note"))
            for s in doc.get("stages", ())
        ),
        next_time=_next_time(doc.get("next_time", {}), doc["situation"]),
        answers=dict(doc.get("answers", {})),
        kudos=tuple(Kudos(k["to"], k.get("for")) for k in doc.get("kudos", ())),
        promises=tuple(Promised(p["text"], p.get("due")) for p in doc.get("promises", ())),
        checks=checks_of(doc.get("checks", ())),
        **{key: doc[key] for key in plain if key in doc},
    )


def _next_time(given: Mapping[str, Any], situation: str) -> NextTime | None:
    if "then" not in given and "play" not in given:
        return None
    return NextTime(
        given.get("if", situation if "then" in given else None),
        given.get("then"),
        given.get("because"),
        given.get("play"),
    )


def checks_of(given: Sequence[Mapping[str, Any]]) -> tuple[Check, ...]:
    """Checks from their checked shapes; one that says what was done did come up."""
    return tuple(
        Check(c["play"], c.get("came_up", "did" in c), c.get("did"), c.get("worked"), c.get("note"))
        for c in given
    )


def offered_lens(answers: Answers, looked_at: Sequence[str]) -> str | None:
    """The closer look to offer now: it fits, it is not answered, longest not looked at.

    `looked_at` are the lenses of earlier debriefs, the latest first.
    """
    fitting = [
        name
        for name, lens in LENSES.items()
        if lens.offered(answers) and not any(key in answers for key in lens.prompted)
    ]
    order = list(LENSES)
    recency = {name: looked_at.index(name) if name in looked_at else len(order) for name in order}
    return max(fitting, key=lambda name: (recency[name], -order.index(name)), default=None)
