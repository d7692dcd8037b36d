"""The evening at a terminal: the last three customers, then what the day leaves."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from debrief_cli.acts.drafting import Drafting, HalfLine, offer
from debrief_cli.acts.finishing import offer_finishing
from debrief_cli.acts.intake import caution, reflection_of
from debrief_cli.acts.meeting import EveningMeeting, follow_up, offer_waiting
from debrief_cli.context import Context
from debrief_cli.errors import Cancelled, DebriefError, Rejected
from debrief_cli.forms.reflection import (
    EVENING,
    Evening,
    Offer,
    evening_document,
    evening_form,
    planned,
)
from debrief_cli.interview import Interview
from debrief_cli.period import week_label
from debrief_cli.records import Debrief, Reflection
from debrief_cli.render.dates import clock_time, weekday_and_date
from debrief_cli.store.filters import Filter
from debrief_cli.vocabulary import OUTCOMES, named

if TYPE_CHECKING:
    from debrief_cli.store.drafts import KeptDraft

# More of the day than this would push the question off a small screen.
_MOST_OFFERED = 6


def reflecting(
    context: Context, day: date, *, replace: bool, kept: KeptDraft | None = None
) -> Reflection | None:
    """Lead a person through the evening and save it; None when they leave the day as it is."""
    half = HalfLine()
    prompter = context.prompter(half)
    if kept is None:
        kept = offer(context, prompter, "reflect")
    if kept and "day" in kept.answers:
        day = date.fromisoformat(kept.answers["day"])
    the_day = Filter(since=day, until=day + timedelta(days=1))
    with context.reading() as reading:
        if reading.reflection_is_erased(day):
            raise DebriefError(
                f"The look back of {weekday_and_date(day)} was erased for good.",
                "Another day: debrief reflect --day yesterday",
            )
        there = reading.reflection_on(day)
        offers = [_offer(debrief) for debrief in reading.debriefs(the_day, limit=_MOST_OFFERED)]
        focus = reading.focus(week_label(day))
    if there and not replace:
        pressed = prompter.press(
            [f"You looked back on {weekday_and_date(day)} already.",
             "  Enter = leave it as it is    r = do it again, in its place"],
            "r",
        )  # fmt: skip
        if pressed != "r":
            return None
        replace = True
    draft = Drafting(context, "reflect", kept)
    half.draft = draft
    with draft.guarding("debrief reflect"):
        evening = Evening(offers, EveningMeeting(context).find, focus)
        form = evening_form(context.words, context.clock, evening)
        given = {**draft.given, "day": day.isoformat()}
        interview = Interview(form, given, prompter, draft.keep, caution)
        interview.start_with_half(*draft.half)
        prompter.say(f"{weekday_and_date(day)} · your last three customers, whoever they were")
        prompter.say("Two minutes · Enter skips · < goes back · Ctrl-C keeps what you wrote")
        if kept:
            interview.recap()
        interview.finish_half(EVENING)
        while not interview.walk(EVENING):
            pass  # there is nothing before the first question
        saved = _save(context, draft, interview, evening, replace=replace)
    draft.done()
    # It is saved: whoever stops now leaves what is still asked, and is told of what is kept.
    with suppress(Cancelled):
        follow_up(context, prompter, [int(check.play) for check in saved.checks])
        offer_waiting(context, prompter)
        offer_finishing(context, prompter, half, day)
    return saved


def _save(
    context: Context, draft: Drafting, interview: Interview, evening: Evening, *, replace: bool
) -> Reflection:
    raw = evening_document(interview.answers, evening)
    answers, problems = context.reflection_form.parse(raw | {"day": str(raw["day"])})
    if problems:
        raise Rejected(problems)
    record = reflection_of(context, answers)
    saved, play = draft.journal.add_evening(record, planned(interview.answers), replace)
    if play:
        where = "is on trial" if play.state == "trying" else "waits its turn"
        interview.prompter.say(f"Your plan {where}: {play.if_} – I will {play.then}")
    return saved


def _offer(debrief: Debrief) -> Offer:
    outcome = named(OUTCOMES, debrief.outcome).split()[0]
    return Offer(
        debrief=debrief.id,
        words=f"{clock_time(debrief.occurred_at)}  {debrief.situation}  ({outcome})",
        customer=debrief.customer or debrief.situation,
        channel=debrief.channel,
        verdict=debrief.outcome,
        evidence=debrief.evidence,
        conduct=debrief.conduct,
    )


def good_night(context: Context, saved: Reflection) -> str:
    """The line that ends the evening."""
    evening = " Good evening." if context.clock.now().hour >= 16 else ""
    if saved.tomorrow:
        return f"Saved. Tomorrow morning starts with your one thing.{evening}"
    return f"Saved.{evening}"
