"""Finishing in the evening what was written down in ten seconds during the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from debrief_cli.acts.amending import Amendment, form_for, store
from debrief_cli.acts.drafting import HalfLine
from debrief_cli.acts.meeting import Meeting, situation_of
from debrief_cli.context import Context
from debrief_cli.errors import Cancelled
from debrief_cli.forms.sitting import FINISHING, debrief_answers, sitting_form
from debrief_cli.render.text import one_line
from debrief_cli.store.filters import Filter

if TYPE_CHECKING:
    from debrief_cli.interview import Prompter
    from debrief_cli.records import Debrief


def offer_finishing(context: Context, prompter: Prompter, half: HalfLine, day: date) -> None:
    """Offer the day's latest debrief that has but an outcome and a line; one key takes it up."""
    record = _in_haste(context, day)
    if record is None:
        return
    lines = [
        f"Written in haste: “{one_line(record.situation, 60)}”",
        "  f = finish it, a minute    Enter = leave it as it is",
    ]
    if prompter.press(lines, "f") != "f":
        return
    try:
        _finish(context, prompter, half, record)
    except Cancelled as stop:  # the evening itself is saved
        prompter.say(stop.message)
    else:
        prompter.say(f"Finished {record.id}.")


def _in_haste(context: Context, day: date) -> Debrief | None:
    the_day = Filter(since=day, until=day + timedelta(days=1))
    with context.reading() as reading:
        return next(filter(is_hasty, reading.debriefs(the_day)), None)


def is_hasty(record: Debrief) -> bool:
    """Whether a debrief has nothing of its second and third step."""
    return not (
        record.contributions
        or record.would_change
        or record.factors
        or record.techniques
        or record.next_time
        or record.checks
        or record.conduct
    )


def _finish(context: Context, prompter: Prompter, half: HalfLine, record: Debrief) -> None:
    meeting = Meeting(context, lambda answers: situation_of(context, answers))
    plain = form_for(context, record)
    amendment = Amendment(context, record, sitting_form(plain, meeting.find), prompter, half)
    with amendment.draft.guarding(f"debrief edit {record.id}", resume=False):
        while not amendment.interview.walk(FINISHING):
            pass  # there is nothing before the first question
        answers = debrief_answers(amendment.interview.answers, meeting.find)
        store(context, record, plain, answers, amendment.draft)
    amendment.draft.done()
