"""Plans met again: found while a person answers, and followed up when their answers call for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from debrief_cli.analysis.spacing import is_due, longest_unasked, turning
from debrief_cli.context import Context
from debrief_cli.errors import Cancelled, DebriefError
from debrief_cli.form import Answers
from debrief_cli.forms.reflection import WHICH
from debrief_cli.interview import Prompter
from debrief_cli.records import Play

if TYPE_CHECKING:
    from debrief_cli.analysis.matching import Situation

# Plans that may be asked about when their situation comes again.
ASKED = ("trying", "resting")
# With one of these given by flag, the plan is settled already.
_SAID = {"checks", "next_time.play", "next_time.then"}


class Meeting:
    """Finds the plan that fits what was answered so far; each situation is looked up once."""

    def __init__(
        self, context: Context, describe: Callable[[Answers], tuple[Situation, ...]]
    ) -> None:
        self._context = context
        self._describe = describe
        self._found: dict[tuple[Situation, ...], Play | None] = {}

    def find(self, answers: Answers) -> Play | None:
        """The nearest plan that is due, or none: silence is better than a wrong plan."""
        if _SAID & answers.keys():
            return None
        situations = self._describe(answers)
        if situations not in self._found:
            self._found[situations] = self._look_up(situations) if situations else None
        return self._found[situations]

    def _look_up(self, situations: tuple[Situation, ...]) -> Play | None:
        """The plan that is nearest to any of the situations, each taken by itself."""
        from debrief_cli.analysis.matching import best_plan
        from debrief_cli.store.recalling import plan_candidates

        with self._context.reading() as reading:
            with reading.snapshot() as connection:
                candidates = plan_candidates(connection, ASKED)
            best = best_plan(situations, candidates)
            play = reading.play(best) if best is not None else None
        return play if play and is_due(play, self._context.clock.today()) else None


def situation_of(context: Context, answers: Answers) -> tuple[Situation, ...]:
    """What is being written down, as plans are matched against it."""
    if "situation" not in answers:
        return ()
    from debrief_cli.analysis.matching import Situation

    return (
        Situation(
            answers["situation"],
            answers.get("channel") or context.last_channel,
            tuple(answers.get("tags", ())),
            tuple(answers.get("techniques", ())),
        ),
    )


class EveningMeeting:
    """The one plan that an evening asks about.

    The nearest to the customers just described; else, among those on trial and the
    standards, the one that was not asked about for the longest time.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._nearest = Meeting(context, self._describe)
        self._other: Play | None = None
        self._looked = False

    def find(self, answers: Answers) -> Play | None:
        """The plan to ask about, or none that is due."""
        if "last.verdict" not in answers and "last.debrief" not in answers:
            return None
        return self._nearest.find(answers) or self._longest_unasked()

    @staticmethod
    def _describe(answers: Answers) -> tuple[Situation, ...]:
        """Each customer by itself: joined, every one would be a third of a situation."""
        from debrief_cli.analysis.matching import Situation

        told = (
            " / ".join(
                str(answers[f"{which}.{key}"])
                for key in ("customer", "why")
                if f"{which}.{key}" in answers
            )
            for which in WHICH
        )
        return tuple(Situation(text) for text in told if text)

    def _longest_unasked(self) -> Play | None:
        if not self._looked:
            self._looked = True
            with self._context.reading() as reading:
                plays = reading.plays(("trying", "standard"))
            self._other = longest_unasked(plays, self._context.clock.today())
        return self._other


def follow_up(context: Context, prompter: Prompter, plays: Sequence[int]) -> None:
    """Put the question that a plan's answers call for, if they do; one key, Enter leaves it."""
    for number in plays:
        with context.reading() as reading:
            play = reading.play(number)
        if play:
            asking = _ASKING.get(turning(play), _leave)
            _told_if_refused(partial(asking, context, prompter, play), prompter)


def _told_if_refused(act: Callable[[], None], prompter: Prompter) -> None:
    """Carry it out; a refusal (no place is free, the words are taken) is said and no more.

    What was written down is saved already, and stays so.
    """
    try:
        act()
    except Cancelled:
        raise
    except DebriefError as refused:
        prompter.say(f"{refused.message} {refused.hint}".strip())


def _leave(_context: Context, _prompter: Prompter, _play: Play) -> None:
    """Its answers call for nothing."""


def _ready(context: Context, prompter: Prompter, play: Play) -> None:
    lines = [
        f"“{play.then}” has worked {play.worked} times. Is that how you work now?",
        "  y = yes    Enter = not yet",
    ]
    if prompter.press(lines, "y") == "y":
        context.journal.change_play(play.id, state="standard")
        prompter.say("It is how you work now.")


def _slipped(context: Context, prompter: Prompter, play: Play) -> None:
    lines = [
        f"“{play.then}” hasn't found its moment. Smaller, other words, or let it go?",
        "  r = smaller or other words    g = let it go    Enter = leave it as it is",
    ]
    pressed = prompter.press(lines, "rg")
    if pressed == "g":
        context.journal.change_play(play.id, state="dropped")
        prompter.say(f"Let go. To take it up again: debrief playbook try {play.id}")
    elif pressed == "r":
        typed = prompter.read(["I will"], play.then)
        if isinstance(typed, str) and typed.strip():
            context.journal.change_play(play.id, then=typed)
            prompter.say("It comes back in these words.")


def _failing(context: Context, prompter: Prompter, play: Play) -> None:
    lines = [
        f"“{play.then}” did not come off lately. Give it another trial?",
        "  y = yes    Enter = leave it as it is",
    ]
    if prompter.press(lines, "y") == "y":
        _try(context, prompter, play)


_ASKING = {"ready": _ready, "slipped": _slipped, "failing": _failing}


def offer_waiting(context: Context, prompter: Prompter) -> None:
    """Offer the plan that waits longest, when fewer than three are on trial."""
    with context.reading() as reading:
        waiting = reading.plays(("resting",))
        free = len(reading.plays(("trying",))) < 3
    if not waiting or not free:
        return
    play = min(waiting, key=lambda play: play.id)
    lines = [
        f"A plan waits for its turn: {play.if_} – I will {play.then}",
        "  y = try it now    Enter = later",
    ]
    if prompter.press(lines, "y") == "y":
        _told_if_refused(partial(_try, context, prompter, play), prompter)


def _try(context: Context, prompter: Prompter, play: Play) -> None:
    context.journal.change_play(play.id, state="trying")
    prompter.say("It is on trial now.")
