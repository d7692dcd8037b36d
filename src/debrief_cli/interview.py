"""The engine: one walk through a form with a person, whoever puts the questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from debrief_cli.errors import Invalid, Rejected
from debrief_cli.form import Answers, Extra, Form, Question, Step, resolve
from debrief_cli.vocabulary import Term


def _no_caution(_question: Question, _text: str) -> str:
    return ""


class Ask(NamedTuple):
    """What a prompter is to ask now: the question with everything the moment adds to it."""

    question: Question
    text: str
    hint: str = ""
    heading: str = ""
    proposal: Any = None
    earlier: Any = None
    options: Sequence[Term] = ()
    extras: Sequence[Extra] = ()
    problem: str = ""
    typed: str = ""


class Back:
    """The answer of someone who wants the question before."""


BACK = Back()


class Answered(NamedTuple):
    """A raw answer (None: Enter alone), and answers to other questions that came with it.

    `typed` is what stood on the line; `none` says that the person wants no answer here, not
    even the one proposed.
    """

    raw: Any
    also: Mapping[str, Any] = MappingProxyType({})
    typed: str = ""
    none: bool = False
    problem: str = ""


class Prompter(Protocol):
    """Whoever can put a question to a person."""

    def ask(self, ask: Ask) -> Answered | Back:
        """The person's answer. Raises Cancelled on Ctrl-C and Ctrl-D."""

    def press(self, lines: Sequence[str], keys: str) -> str | Back:
        """One of the characters of `keys`, or "" for Enter, after showing `lines`."""

    def read(self, lines: Sequence[str], default: str = "") -> str | Back:
        """A line of text, after showing `lines`."""

    def accept(self, ask: Ask, value: Any) -> None:
        """Show the answer that was kept, on one line."""

    def retreat(self) -> None:
        """Take the last kept answer off the screen again."""

    def say(self, text: str) -> None:
        """Tell the person something."""


class Interview:
    """One walk through a form: what is known, what was asked, and the way back.

    `given` are raw answers (flags, a draft); they are not asked again. `keep` is called
    with all answers after each change, so that a draft can hold them. `caution` may say
    something about a typed answer; given again unchanged, it is kept. Raises Rejected when
    what was given does not hold.
    """

    def __init__(
        self,
        form: Form,
        given: Answers,
        prompter: Prompter,
        keep: Callable[[Answers], None] = lambda _: None,
        caution: Callable[[Question, str], str] = _no_caution,
    ) -> None:
        self.form = form
        self.prompter = prompter
        self.keep = keep
        self.caution = caution
        self.answers, problems = form.parse(given)
        if problems:
            raise Rejected(problems)
        self._preset = set(self.answers)
        self._plan: list[tuple[str, str]] = []
        self._trail: list[int] = []
        self._half = ("", "")

    def recap(self) -> None:
        """Fold the answers that flags or a draft gave, as if they had just been given."""
        for question in self.form.questions:
            if question.key in self.answers and not question.key.startswith("answers."):
                ask = Ask(question, resolve(question.ask, self.answers))
                self.prompter.accept(ask, self.answers[question.key])

    def walk(self, steps: Sequence[Step]) -> bool:
        """Ask every question of `steps` that applies and was not given beforehand.

        False when the person went back from the first of them.
        """
        self._plan = [(step.title, key) for step in steps for key in step.keys]
        self._trail = []
        return self._run(0)

    def back(self) -> bool:
        """From behind the last question: ask it again, then go on to the end, as `walk`."""
        if not self._trail:
            return False
        self.prompter.retreat()
        return self._run(self._trail.pop())

    def continue_from(self, steps: Sequence[Step]) -> None:
        """Make the way back lead through `steps` again, as if they had just been asked."""
        self._plan = [(step.title, key) for step in steps for key in step.keys]
        self._trail = [
            position
            for position, (_, key) in enumerate(self._plan)
            if key not in self._preset and self.form[key].when(self.answers)
        ]

    def start_with_half(self, key: str, text: str) -> None:
        """Put a half-typed text on the line of the question it was meant for."""
        self._half = (key, text)

    def finish_half(self, steps: Sequence[Step]) -> None:
        """Ask the question that was cut short, unless a walk through `steps` comes by it.

        It was an answer under revision, or one that is asked on request alone.
        """
        key, _ = self._half
        walked = key not in self._preset and any(key in step.keys for step in steps)
        if not walked and key in self.form and self.form[key].when(self.answers):
            self.revise(key)

    def put(self, ask: Ask, value: Any) -> None:
        """Keep an answer that was given outside of the walk."""
        self._store(ask.question, value, {})
        self.prompter.accept(ask, value)

    def revise(self, key: str) -> None:
        """Ask one question again, its answer pre-filled; going back leaves it as it was."""
        self._put(self.form[key], "")

    def _run(self, position: int) -> bool:
        while position < len(self._plan):
            title, key = self._plan[position]
            question = self.form[key]
            shown = {self._plan[asked][0] for asked in self._trail}
            if key in self._preset or not question.when(self.answers):
                position += 1
            elif self._put(question, "" if title in shown else title):
                self._trail.append(position)
                position += 1
            elif self._trail:
                self.prompter.retreat()
                position = self._trail.pop()
            else:
                return False
        return True

    def _put(self, question: Question, heading: str) -> bool:
        """Ask one question until the answer holds; False when the person went back."""
        problem = typed = warned = ""
        if self._half[0] == question.key:
            typed, self._half = self._half[1], ("", "")
        while True:
            ask = self._ask(question, heading, problem, typed)
            reply = self.prompter.ask(ask)
            if isinstance(reply, Back):
                return False
            if reply.problem:
                problem, typed = reply.problem, reply.typed
                continue
            raw = ask.proposal if reply.raw is None and not reply.none else reply.raw
            try:
                value = None if raw is None else question.kind.parse(raw)
            except Invalid as invalid:
                problem, typed = _plainly(invalid), reply.typed
                continue
            if value is None and question.required:
                problem, typed = "this one is needed", ""
                continue
            doubt = self.caution(question, reply.typed) if reply.typed != warned else ""
            if doubt:
                problem, typed = doubt, reply.typed
                warned = reply.typed
                continue
            self._store(question, value, reply.also)
            self.prompter.accept(ask, value)
            return True

    def _ask(self, question: Question, heading: str, problem: str, typed: str) -> Ask:
        earlier = self.answers.get(question.key)
        return Ask(
            question=question,
            text=resolve(question.ask, self.answers),
            hint=resolve(question.hint, self.answers),
            heading=heading,
            proposal=question.proposal(self.answers) if earlier is None else None,
            earlier=earlier,
            options=question.options(self.answers),
            extras=question.extras(self.answers),
            problem=problem,
            typed=typed,
        )

    def _store(self, question: Question, value: Any, also: Mapping[str, Any]) -> None:
        if value is None:
            self.answers.pop(question.key, None)
        else:
            self.answers[question.key] = value
        for extra in question.extras(self.answers):
            if extra.key not in self._preset:
                self.answers.pop(extra.key, None)
        self.answers.update(also)
        self.keep(self.answers)


def _plainly(invalid: Invalid) -> str:
    return "; ".join(f"{p.key} {p.message}".strip() for p in invalid.problems)
