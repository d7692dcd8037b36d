"""What each closer look says in the full report, from five answers on: as data.

It stands beside the lenses and needs nothing of them, because a report that only counts
should not have to build their questions. A question that feeds no line here, no section of
its own and no quotation is one that nobody should be asked; a test holds that.
"""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Mapping
from typing import NamedTuple

# A number of answers from which on a line may be said.
SAID_FROM = 5


class Line(NamedTuple):
    """One sentence: `key` names it, `how` says what is counted, and out of what.

    times: answers to `key` that are among `values`, of all answers to it.
    answered: debriefs that answered `key`, of those that looked this way at all.
    calmer: debriefs that end less tense than they began, of those with both.
    turned, worked: the part of the call most often noted so, of the debriefs noting one.
    thanked: the name thanked most often, of all thanks.
    kept: promises kept, of those settled.

    In the words {often} is “3 times of 5” and {name} what was most frequent.
    """

    key: str
    how: str
    words: str
    values: tuple[str, ...] = ()


class Says(NamedTuple):
    """A lens's sentences, and the questions whose newest answer may be quoted under them."""

    lines: tuple[Line, ...] = ()
    quoted: tuple[str, ...] = ()


_YES = ("true",)

# In the order of the lenses.
SAYS: Mapping[str, Says] = {
    "stages": Says(
        (
            Line("stages.turned", "turned", "It turned most often at “{name}”: {often}."),
            Line("stages.worked", "worked", "What went well was most often “{name}”: {often}."),
        ),
        ("stages.earlier",),
    ),
    "expectation": Says(
        (
            Line(
                "expectation.real",
                "answered",
                "Another problem stood behind the one they named: {often}.",
            ),
        ),
        (
            "expectation.gap", "expectation.particular", "expectation.real",
            "expectation.surprise", "expectation.purpose",
        ),
    ),
    "feelings": Says(
        (
            Line(
                "feelings.tension", "calmer", "It was calmer at the end than at the start {often}."
            ),
        ),
        ("feelings.cue", "feelings.wanted", "feelings.left_with"),
    ),
    "escalation": Says(
        (Line("escalation.who", "answered", "Someone lent a hand, or could have: {often}."),),
        ("escalation.who", "escalation.handover", "escalation.lesson"),
    ),
    "business": Says(
        (Line("business.lacked", "answered", "You lacked a tool, a fact or a say: {often}."),),
        ("business.system_issue", "business.lacked"),
    ),
    "judgement": Says(
        (
            Line("judgement.friction", "answered", "A rule or script was in the way: {often}."),
            Line("judgement.sign_off", "times", "It needed someone's sign-off: {often}.", _YES),
        ),
        (
            "judgement.options", "judgement.friction", "judgement.exception",
            "judgement.declined", "judgement.cost",
        ),
    ),
    "reply": Says(
        (
            Line(
                "reply.answered",
                "times",
                "Your first reply answered the next question too: {often}.",
                _YES,
            ),
        ),
        ("reply.next_question", "reply.or_instead", "reply.avoided"),
    ),
    "people": Says((Line("people.thanks", "thanked", "You thanked “{name}” most: {often}."),)),
    "story": Says((), ("story.line", "story.their_view")),
    "attention": Says(
        (Line("attention.assumption_right", "times", "You assumed right {often}.", _YES),),
        ("attention.assumption", "attention.different", "attention.interrupted"),
    ),
    "effort": Says(
        (
            Line("effort.ease", "times", "It was easy for them {often}.", ("5", "6", "7")),
            Line("effort.confidence", "times", "You were sure of what to do: {often}.", ("4", "5")),
        ),
        ("effort.steps",),
    ),
    "promise": Says((Line("promise.kept", "kept", "What you promised, you kept {often}."),)),
}  # fmt: skip

# Answers that have a section or a table of their own. The save line asks for them as well, so
# that they do not tell of a closer look.
ELSEWHERE = (
    "basics.solved", "basics.respect", "effort.mine", "feelings.need", "attention.multitasking",
)  # fmt: skip
TENSION = ("feelings.tension_start", "feelings.tension_end")
