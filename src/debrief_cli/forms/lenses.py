"""The closer looks: short optional sets of questions, as data.

A lens asks at most four questions at a prompt; the others of its keys are for flags,
documents and the editor. Answers are stored as `lens.key`; a lens may also ask a question
of the debrief itself (`expectation`, `stages`, `kudos`, `promises`, `would_change`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from debrief_cli.form import Answers, Step

WRITTEN = ("email", "chat", "messaging")


class Lens(NamedTuple):
    """One closer look: its words in the offer, what it asks, and when it fits."""

    words: str | Callable[[Answers], str]
    prompted: tuple[str, ...]
    offered: Callable[[Answers], bool]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its questions as one step of an interview."""
        return (Step("", self.prompted),)


def _outcome(*outcomes: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get("outcome") in outcomes


def _in_turn(_: Answers) -> bool:
    return True


def _has_factor(answers: Answers, *names: str, direction: str = "") -> bool:
    worse = answers.get("outcome") == "below"
    return any(
        (not names or f["factor"] in names)
        and (not direction or f.get("direction", "hurt" if worse else "helped") == direction)
        for f in answers.get("factors", ())
    )


# In the order in which they are offered when nothing tells them apart.
LENSES: Mapping[str, Lens] = {
    "stages": Lens(
        lambda answers: (
            "find where it " + ("clicked" if answers.get("outcome") == "exceeded" else "turned")
        ),
        ("stages", "answers.stages.earlier"),
        _outcome("below", "exceeded"),
    ),
    "expectation": Lens(
        "what they expected",
        (
            "expectation",
            "answers.expectation.gap",
            "answers.expectation.particular",
            "answers.expectation.real",
        ),
        _outcome("exceeded", "below"),
    ),
    "feelings": Lens(
        "how they felt",
        (
            "answers.feelings.need",
            "answers.feelings.cue",
            "answers.feelings.tension_start",
            "answers.feelings.tension_end",
        ),
        _outcome("below"),
    ),
    "escalation": Lens(
        "who helped, who could have",
        ("answers.escalation.who", "answers.escalation.handover", "answers.escalation.lesson"),
        _outcome("below"),
    ),
    "business": Lens(
        "something to pass on",
        ("answers.business.system_issue", "answers.business.lacked"),
        lambda answers: _has_factor(answers, direction="hurt"),
    ),
    "judgement": Lens(
        "the rule and your choices",
        ("answers.judgement.options", "answers.judgement.friction", "answers.judgement.sign_off"),
        lambda answers: _has_factor(answers, "policy_or_authority"),
    ),
    "reply": Lens(
        "your reply",
        (
            "answers.reply.next_question",
            "answers.reply.answered",
            "answers.reply.or_instead",
        ),
        lambda answers: answers.get("channel") in WRITTEN,
    ),
    "people": Lens("thank a colleague", ("kudos",), _outcome("exceeded")),
    "story": Lens(
        "the story they would tell",
        ("answers.story.line", "answers.story.their_view"),
        _outcome("exceeded"),
    ),
    "attention": Lens(
        "where your attention was",
        (
            "answers.attention.multitasking",
            "answers.attention.assumption",
            "answers.attention.assumption_right",
            "answers.attention.different",
        ),
        _in_turn,
    ),
    "effort": Lens(
        "how hard it was, for you and for them",
        (
            "answers.effort.mine",
            "answers.effort.ease",
            "answers.effort.steps",
            "answers.effort.confidence",
        ),
        _in_turn,
    ),
    "promise": Lens("what you promised", ("promises",), _in_turn),
}

# The save line asks one of these, in turn.
ROTATING = (
    "answers.effort.mine",
    "answers.attention.multitasking",
    "answers.feelings.need",
    "answers.basics.solved",
    "answers.basics.respect",
)
