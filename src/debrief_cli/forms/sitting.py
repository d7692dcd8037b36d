"""The debrief as it is asked at a terminal: its steps, with the plan that is met again."""

from __future__ import annotations

from typing import Any

from debrief_cli.form import Answers, Form, Step
from debrief_cli.forms import meeting
from debrief_cli.forms.debrief import DIFFERENCE, HAPPENED

STEPS = (
    HAPPENED,
    DIFFERENCE,
    Step("3  Next time", ("met", "keep", "next_time.if", "next_time.then")),
)
QUICK = (Step("", ("outcome", "situation")),)
# What is still to be asked of one that was written by QUICK.
FINISHING = (Step("", ("evidence",)), *STEPS[1:])


def sitting_form(form: Form, find: meeting.Find) -> Form:
    """The debrief's form with the questions about the plan that `find` finds.

    Where one is met, no new one is asked for.
    """

    def unmet(answers: Answers) -> bool:
        return find(answers) is None

    def plans_anew(answers: Answers) -> bool:
        return unmet(answers) and form["next_time.then"].when(answers)

    changed = {
        "next_time.if": form["next_time.if"]._replace(when=unmet),
        "next_time.then": form["next_time.then"]._replace(when=plans_anew),
    }
    questions = tuple(changed.get(question.key, question) for question in form.questions)
    met = (meeting.how_it_went(find), meeting.keep_it(find))
    return Form("sitting", (*questions, *met), form.refused)


def debrief_answers(answers: Answers, find: meeting.Find) -> dict[str, Any]:
    """What was answered at the terminal as answers of the debrief."""
    plain = {key: value for key, value in answers.items() if key not in ("met", "keep")}
    play = find(answers)
    if play is None:
        return plain
    if "met" in answers:
        plain["checks"] = (meeting.check_of(answers["met"], play.id),)
    if "keep" in answers:
        plain |= {"next_time.if": play.if_, "next_time.then": answers["keep"]}
    else:
        plain["next_time.play"] = play.id
    return plain
