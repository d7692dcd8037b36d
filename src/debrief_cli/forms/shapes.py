"""The small objects inside a record's document: a cause, a part of the call, a check …"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from debrief_cli.forms.reader import TimeReader
from debrief_cli.kinds import Due, OneOf, Part, Reference, Shape, Text, YesNo
from debrief_cli.vocabulary import DID, DIRECTIONS, STAGE_VERDICTS, WORKED, Vocabulary


def factor(words: Vocabulary) -> Shape:
    """Something not in one's hands; without `direction` the outcome gives it."""
    return Shape(
        (
            Part("factor", OneOf(words.factors), required=True),
            Part("direction", OneOf(DIRECTIONS)),
            Part("note", Text()),
        )
    )


def stage(words: Vocabulary) -> Shape:
    """A part of the interaction; without `verdict` the outcome gives it."""
    return Shape(
        (
            Part("stage", OneOf(words.stages), required=True),
            Part("verdict", OneOf(STAGE_VERDICTS)),
            Part("note", Text()),
        )
    )


KUDOS = Shape((Part("to", Text(), required=True), Part("for", Text())))


def promised(times: TimeReader) -> Shape:
    """Something promised, with the day or time it is due."""
    return Shape((Part("text", Text(), required=True), Part("due", Due(times.due))))


def check_rule(values: Mapping[str, Any]) -> str:
    """What does not go together in a check whose parts are fine each; or nothing."""
    came_up = values.get("came_up", "did" in values)
    if came_up and "did" not in values:
        return "needs did (yes, partly, forgot or chose_not), since it came up"
    if not came_up and ("did" in values or "worked" in values):
        return "has did or worked, but it did not come up"
    if "worked" in values and values["did"] not in ("yes", "partly"):
        return f"has worked, but did is {values['did']}"
    return ""


CHECK = Shape(
    (
        Part("play", Reference(), required=True),
        Part("came_up", YesNo()),
        Part("did", OneOf(DID)),
        Part("worked", OneOf(WORKED)),
        Part("note", Text()),
    ),
    rule=check_rule,
)
