"""The reflection: the last three customers, and what the day leaves for tomorrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple

from debrief_cli.form import Answers, Extra, Form, Question, Step
from debrief_cli.forms import meeting, shapes
from debrief_cli.forms.debrief import checks_of
from debrief_cli.forms.reader import TimeReader
from debrief_cli.kinds import Day, Each, Moment, OneOf, Part, Reference, Shape, Text
from debrief_cli.period import day_of
from debrief_cli.records import Customer, Focus, Reflection
from debrief_cli.vocabulary import CONDUCTS, EVIDENCE, FOCUS, OUTCOMES, Term, Vocabulary

# The three customers, as an evening's questions name them, with how each is asked for.
WHICH = {
    "last": "The very last one.  Who, in a few words? No names.",
    "before": "The one before.  Who?",
    "third": "And before that.  Who?",
}
EVENING = (
    *(
        Step("", tuple(f"{which}.{key}" for key in ("customer", "felt", "verdict", "why")))
        for which in WHICH
    ),
    Step("", ("further", "make_plan", "met", "focus", "tomorrow", "went_well")),
)
# What can be changed of an evening that was saved, in the order in which it was asked.
EVENING_FIELDS = (
    *(f"{which}.{key}" for which in WHICH for key in ("customer", "felt", "verdict", "why")),
    "further", "focus", "tomorrow", "went_well",
)  # fmt: skip
PLAN_IT = (Term("yes", "yes", "y"),)
HOW_MANY = len(WHICH)


def _customer_shape(words: Vocabulary) -> Shape:
    return Shape(
        (
            Part("customer", Text()),
            Part("channel", OneOf(words.channels)),
            Part("felt", Text()),
            Part("verdict", OneOf(OUTCOMES), required=True),
            Part("why", Text()),
            Part("evidence", OneOf(EVIDENCE)),
            Part("conduct", OneOf(CONDUCTS)),
            Part("debrief", Reference()),
        )
    )


def reflection_form(words: Vocabulary, times: TimeReader) -> Form:
    """All questions of a reflection; at a prompt, `evening_form` asks them."""
    questions = (
        Question(
            "customers", "Your last three customers", "customers",
            Each(_customer_shape(words), at_least=1, at_most=HOW_MANY), required=True,
        ),
        Question("day", "Which day?", "day", Day(times.day), flag="--day"),
        Question("recorded_at", "Recorded when?", "recorded", Moment(times.past)),
        Question(
            "further", "Looking at these: what small thing would have gone further?",
            "would have gone further", Text(), hint="Enter = nothing",
        ),
        Question(
            "tomorrow", "One thing for tomorrow?", "one thing for tomorrow", Text(),
            hint="Enter = nothing",
        ),
        Question(
            "went_well", "Last one: what went well today, and why?", "what went well", Text(),
            hint="Enter = leave",
        ),
        Question("focus", "This week's one thing: did you?", "this week's one thing", OneOf(FOCUS)),
        Question("checks", "How did your plan go?", "plan", Each(shapes.CHECK)),
    )  # fmt: skip
    refused = dict.fromkeys(
        ("id", "uid", "created_at", "updated_at"),
        "is given by the journal; only an import may have it",
    )
    return Form("reflection", questions, refused)


class Offer(NamedTuple):
    """A debrief of the day that one of the customers may have been."""

    debrief: int
    words: str
    customer: str
    channel: str
    verdict: str
    evidence: str | None
    conduct: str | None


class Evening(NamedTuple):
    """What an evening may bring in besides its questions.

    `offers` are debriefs of the day: notable by choice, so they come after the question and
    never with the first customer. `find` finds the one plan to ask about; `focus` is the
    week's one thing, and the plan that it is.
    """

    offers: Sequence[Offer] = ()
    find: meeting.Find = lambda _: None
    focus: Focus | None = None


def evening_form(words: Vocabulary, times: TimeReader, evening: Evening) -> Form:
    """The reflection as it is asked for in the evening, one customer after the other."""
    customers = [q for n, which in enumerate(WHICH) for q in _about(which, n, evening.offers)]
    closing = [
        _asked_of_focus(q, evening) if q.key == "focus" else q
        for q in reflection_form(words, times).questions
        if q.key != "customers"
    ]
    plan = Question(
        "make_plan", "Make it a plan?", "make it a plan", OneOf(PLAN_IT),
        when=lambda answers: "further" in answers, hint="Enter = no",
    )  # fmt: skip
    return Form("evening", (*customers, *closing, plan, meeting.how_it_went(evening.find)))


def _asked_of_focus(question: Question, evening: Evening) -> Question:
    """The question about the week's one thing: asked if there is one and it is not the plan."""
    focus = evening.focus

    def is_asked(answers: Answers) -> bool:
        play = evening.find(answers)
        return focus is not None and (play is None or play.id != focus.play)

    text = f"This week's one thing, {focus.text}: did you?" if focus else question.ask
    return question._replace(ask=text, when=is_asked, hint="Enter = leave")


def _about(which: str, number: int, offers: Sequence[Offer]) -> tuple[Question, ...]:
    """The questions about one of the three; `number` 0 is the very last one."""

    def is_there(answers: Answers) -> bool:
        return f"{which}.customer" in answers

    def is_new(answers: Answers) -> bool:
        return is_there(answers) and f"{which}.debrief" not in answers

    def verdict(answers: Answers) -> str:
        return str(answers.get(f"{which}.verdict", ""))

    def why_ask(answers: Answers) -> str:
        return f"What made it {'better' if verdict(answers) == 'exceeded' else 'worse'}?"

    return (
        _who(which, number, offers),
        Question(
            f"{which}.felt", "How do you think they felt?", "  how they felt", Text(),
            when=is_there, hint="Enter = can't say",
        ),
        Question(
            f"{which}.verdict", "How did it leave them?", "  how it left them",
            OneOf(OUTCOMES), required=True, when=is_new,
        ),
        Question(
            f"{which}.why", why_ask, "  what made it so", Text(), hint="Enter = can't say",
            when=lambda answers: is_new(answers) and verdict(answers) in ("exceeded", "below"),
        ),
        Question(f"{which}.debrief", "Which one was it?", "  written up as", Reference()),
    )  # fmt: skip


def _who(which: str, number: int, offers: Sequence[Offer]) -> Question:
    """Who it was: typed, or one of the day's debriefs that no other customer is yet."""
    names = list(WHICH)

    def offered(answers: Answers) -> list[Extra]:
        taken = {answers.get(f"{other}.debrief") for other in names if other != which}
        return [
            Extra(offer.words, f"{which}.debrief", str(offer.debrief), offer.customer)
            for offer in offers
            if number and str(offer.debrief) not in taken
        ]

    def hint(answers: Answers) -> str:
        if not number:
            return "e.g. man collecting an online order"
        return ("a number = it was that one    " if offered(answers) else "") + "Enter = no more"

    return Question(
        f"{which}.customer", WHICH[which], "customer", Text(), required=not number,
        when=lambda answers: not number or f"{names[number - 1]}.customer" in answers,
        hint=hint, extras=offered,
    )  # fmt: skip


def planned(answers: Answers) -> tuple[str, str] | None:
    """The if and then of the plan that the evening's thought becomes, if one key said so.

    It comes back with a customer like the one who left least content.
    """
    if "make_plan" not in answers:
        return None
    verdicts = {which: answers.get(f"{which}.verdict", "") for which in WHICH}
    order = sorted(WHICH, key=lambda which: ("below", "exceeded", "met", "").index(verdicts[which]))
    return str(answers[f"{order[0]}.customer"]), str(answers["further"])


def evening_document(answers: Answers, evening: Evening) -> dict[str, Any]:
    """An evening's answers as raw answers of the reflection."""
    by_id = {str(offer.debrief): offer for offer in evening.offers}
    customers = []
    for which in WHICH:
        known = {k.partition(".")[2]: v for k, v in answers.items() if k.startswith(f"{which}.")}
        if "customer" not in known:
            continue
        offer = by_id.get(str(known.get("debrief")))
        if offer:
            for name in ("channel", "verdict", "evidence", "conduct"):
                known[name] = getattr(offer, name)
        customers.append(known)
    rest = {k: v for k, v in answers.items() if "." not in k and k not in ("met", "make_plan")}
    play = evening.find(answers)
    if play and "met" in answers:
        rest["checks"] = [meeting.check_of(answers["met"], play.id)]
    return {"customers": customers, **rest}


def to_reflection(answers: Answers, now: datetime, starts_at: time) -> Reflection:
    """The record that checked answers make; its day is that of `recorded_at` unless given."""
    recorded_at = answers.get("recorded_at", now.replace(microsecond=0))
    customers: tuple[Mapping[str, Any], ...] = answers["customers"]
    plain = ("further", "went_well", "tomorrow", "focus")
    return Reflection(
        day=answers.get("day", day_of(recorded_at, starts_at)),
        recorded_at=recorded_at,
        customers=tuple(Customer(**customer) for customer in customers),
        checks=checks_of(answers.get("checks", ())),
        **{key: answers[key] for key in plain if key in answers},
    )
