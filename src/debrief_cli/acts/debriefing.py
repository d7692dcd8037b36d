"""The debrief at a terminal: three steps, the save line, and behind it the review."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from debrief_cli.acts.drafting import Drafting, HalfLine, offer
from debrief_cli.acts.intake import caution, debrief_of
from debrief_cli.acts.meeting import Meeting, follow_up, situation_of
from debrief_cli.acts.review import Review
from debrief_cli.context import Context
from debrief_cli.errors import Cancelled
from debrief_cli.form import Answers, Step, resolve
from debrief_cli.forms.debrief import offered_lens
from debrief_cli.forms.lenses import LENSES, ROTATING
from debrief_cli.forms.sitting import QUICK, STEPS, debrief_answers, sitting_form
from debrief_cli.interview import Ask, Back, Interview
from debrief_cli.prompts import widgets

if TYPE_CHECKING:
    from debrief_cli.store.drafts import KeptDraft
    from debrief_cli.store.journal import SavedDebrief
    from debrief_cli.store.reading import Reading

_OPENING = "Enter skips · < goes back · Ctrl-C keeps what you wrote"


_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


class LeftAsDraft(Exception):
    """The person left the debrief as a draft on purpose."""


def debriefing(
    context: Context,
    given: Answers,
    *,
    quick: bool = False,
    lens: str | None = None,
    kept: KeptDraft | None = None,
) -> SavedDebrief | None:
    """Lead a person through a debrief and save it; None when it is left as a draft.

    `given` are raw answers from flags: they are not asked again. `kept` is a draft to go on
    with.
    """
    half = HalfLine()
    prompter = context.prompter(half)
    _import_store_meanwhile()
    if kept is None and not given:
        kept = offer(context, prompter, "new")
    draft = Drafting(context, "new", kept)
    half.draft = draft
    meeting = Meeting(context, lambda answers: situation_of(context, answers))
    form = sitting_form(context.debrief_form, meeting.find)
    with draft.guarding("debrief new"):
        interview = Interview(form, {**draft.given, **given}, prompter, draft.keep, caution)
        interview.start_with_half(*draft.half)
        prompter.say(_OPENING)
        interview.recap()
        try:
            answers = _Sitting(context, interview).run(quick, lens)
        except LeftAsDraft:
            return None
        saved = _save(context, draft, debrief_answers(answers, meeting.find))
    draft.done()
    # It is saved: whoever stops now leaves what is still asked, and is told of what is kept.
    with suppress(Cancelled):
        follow_up(context, prompter, [int(check.play) for check in saved.debrief.checks])
    return saved


def _import_store_meanwhile() -> None:
    """Load what saving needs while the person reads the first question."""

    def load() -> None:
        import debrief_cli.store.journal  # noqa: F401

    timer = threading.Timer(0.3, load)
    timer.daemon = True
    timer.start()


def _save(context: Context, draft: Drafting, answers: Answers) -> SavedDebrief:
    record = debrief_of(context, answers, draft.uid, draft.started_at)
    return draft.journal.add_debriefs([record], single=True)[0]


class _Sitting:
    """One sitting at the terminal, up to the moment of saving."""

    def __init__(self, context: Context, interview: Interview) -> None:
        self._context = context
        self._interview = interview
        self._form = interview.form

    def run(self, quick: bool, lens: str | None) -> Answers:
        """Ask the steps, a closer look if one was named, and the save line."""
        steps: Sequence[Step] = QUICK if quick else STEPS
        self._interview.finish_half(steps)
        while not self._interview.walk(steps):
            pass  # there is nothing before the first question
        with self._context.reading() as reading:
            count, lenses = reading.count(), _recent_lenses(reading)
        if self._context.last_channel:
            self._interview.answers.setdefault("channel", self._context.last_channel)
        if lens:
            self._interview.walk(LENSES[lens].steps)
        if quick:
            return self._interview.answers
        self._save_line(steps, count, lenses)
        return self._interview.answers

    def _save_line(self, steps: Sequence[Step], count: int, lenses: Sequence[str]) -> None:
        """Offer to save, with one question by one key, one closer look, and the review."""
        while True:
            answers = self._interview.answers
            turn = self._turn(count)
            lens = offered_lens(answers, lenses)
            pressed = self._interview.prompter.press(*self._save_prompt(turn, lens))
            if isinstance(pressed, Back):
                self._interview.back()
            elif pressed == "":
                return
            elif pressed == "m":
                reviewed = Review(self._context.words, self._interview).run()
                if reviewed is True:
                    return
                if reviewed is False:
                    raise LeftAsDraft
                self._interview.continue_from(steps)
            elif pressed == "w" and lens:
                if self._interview.walk(LENSES[lens].steps):
                    return
                self._interview.continue_from(steps)
            elif turn:
                self._interview.put(turn, widgets.one_key(turn)[pressed])
                return

    def _turn(self, count: int) -> Ask | None:
        """The save line's own question: each debrief the next one, those answered left out."""
        order = [ROTATING[(count + n) % len(ROTATING)] for n in range(len(ROTATING))]
        for key in order:
            if key not in self._interview.answers:
                question = self._form[key]
                return Ask(question, resolve(question.ask, self._interview.answers))
        return None

    def _save_prompt(self, turn: Ask | None, lens: str | None) -> tuple[list[str], str]:
        lines = [*widgets.lines(turn)] if turn else []
        keys = "".join(widgets.one_key(turn)) if turn else ""
        if lens:
            words = resolve(LENSES[lens].words, self._interview.answers)
            lines.append(f"  w {words} ({_how_many(LENSES[lens].prompted)})")
        lines.append("  m add more: what they expected, what was not in your hands …")
        lines.append("  Enter = just save" if turn else "  Enter = save")
        return lines, keys + "m" + ("w" if lens else "")


def _how_many(questions: Sequence[str]) -> str:
    return f"{_NUMBERS[len(questions)].lower()} question{'s' if len(questions) > 1 else ''}"


def _recent_lenses(reading: Reading) -> list[str]:
    from debrief_cli.store.lookback import recent_lenses

    with reading.snapshot() as connection:
        return recent_lenses(connection)


def _counted(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def farewell(saved: SavedDebrief) -> str:
    """The line that says it is saved, and what becomes of the plan."""
    debrief, play = saved.debrief, saved.play
    said = f"Saved as {debrief.id}."
    hurt = sum(factor.direction == "hurt" for factor in debrief.factors)
    if play and saved.play_is_new and play.state == "resting":
        said += " Three plans are on trial; this one waits its turn."
    elif play and play.state in ("trying", "resting"):
        said += f" Your plan comes back with the next {_channel_word(debrief.channel)} like it."
    if debrief.conduct:
        said += " It is kept, and left out of your own figures."
    elif debrief.outcome == "below" and hurt:
        one = hurt == 1
        said += f" {'One cause was' if one else f'{_counted(hurt)} causes were'} not in your hands."
    return said


def _channel_word(channel: str) -> str:
    known: dict[str, Any] = {"email": "mail", "chat": "chat", "in_person": "visit"}
    return str(known.get(channel, "call" if channel in ("phone", "video") else "one"))
