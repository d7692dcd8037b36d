"""Questions as data: the same for prompts, flags, documents and screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from debrief_cli.errors import Invalid, Problem
from debrief_cli.kinds import Kind, unknown_keys
from debrief_cli.vocabulary import Term

# Answers by the full key of their question: "situation", "next_time.if", "answers.effort.mine".
Answers = Mapping[str, Any]


def _always(_: Answers) -> bool:
    return True


def _nothing(_: Answers) -> Any:
    return None


def _no_choices(_: Answers) -> tuple[()]:
    return ()


class Extra(NamedTuple):
    """A numbered choice that answers another question, and perhaps this one too (`raw`)."""

    words: str
    key: str
    value: str
    raw: str | None = None


class Question(NamedTuple):
    """One thing that can be asked: the same for prompts, flags, documents and screens.

    `ask` is the wording at a prompt, `label` the few words a screen puts before the answer,
    `hint` what Enter does or an example; each may depend on the answers so far. `proposal`
    is shown in grey and taken by Enter. `needed` makes an answer required by what other
    answers were given beforehand. `options` numbers the choices of a list. `flag` is
    the command-line option that gives it, `nothing` the words for no answer.
    """

    key: str
    ask: str | Callable[[Answers], str]
    label: str
    kind: Kind
    required: bool = False
    needed: Callable[[Answers], bool] = lambda _: False
    when: Callable[[Answers], bool] = _always
    hint: str | Callable[[Answers], str] = ""
    proposal: Callable[[Answers], Any] = _nothing
    options: Callable[[Answers], Sequence[Term]] = _no_choices
    extras: Callable[[Answers], Sequence[Extra]] = _no_choices
    flag: str = ""
    nothing: str = "–"


class Form:
    """The questions of one record, in the order in which a person reads them.

    `refused` are keys that a document may not have, each with words of its own for it.
    """

    def __init__(
        self,
        name: str,
        questions: tuple[Question, ...],
        refused: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.name = name
        self.questions = questions
        self.refused = refused
        self._by_key = {question.key: question for question in questions}

    def __getitem__(self, key: str) -> Question:
        return self._by_key[key]

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def flatten(self, document: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        """A document as raw answers by full key, and a problem for each key no question has.

        `null` counts as not given.
        """
        keys = list(self._by_key)
        groups = {key.split(".")[0] for key in keys if "." in key}
        flat: dict[str, Any] = {}
        problems: list[Problem] = []
        for key, value in document.items():
            if key in self.refused:
                problems.append(Problem(key, self.refused[key]))
            elif key in groups and isinstance(value, Mapping):
                known = [k.removeprefix(f"{key}.") for k in keys if k.startswith(f"{key}.")]
                problems += [p.under(key) for p in unknown_keys(value, known)]
                flat |= {f"{key}.{sub}": raw for sub, raw in value.items() if sub in known}
            elif key in groups and value is not None:
                problems.append(Problem(key, "must be an object"))
            elif key in keys and "." not in key:
                flat[key] = value
            elif key not in groups:
                problems += unknown_keys({key: value}, sorted({k.split(".")[0] for k in keys}))
        return {key: raw for key, raw in flat.items() if raw is not None}, problems

    def parse(self, given: Answers) -> tuple[dict[str, Any], list[Problem]]:
        """The given raw answers, checked; all problems, those still missing not among them."""
        answers: dict[str, Any] = {}
        problems: list[Problem] = []
        for key, raw in given.items():
            if key not in self:
                problems += unknown_keys({key: raw}, list(self._by_key))
                continue
            question = self[key]
            try:
                answers[key] = question.kind.parse(raw)
            except Invalid as invalid:
                problems += [p.under(key) for p in invalid.problems]
        return answers, problems

    def missing(self, given: Answers) -> list[Problem]:
        """One problem for each required question that has no answer, with its flag."""
        return [
            Problem(q.key, f"is missing{f' ({q.flag})' if q.flag else ''}", q.flag)
            for q in self.questions
            if (q.required or q.needed(given)) and q.key not in given
        ]


def nest(answers: Answers) -> dict[str, Any]:
    """Answers by full key as a document: `next_time.if` becomes `{"next_time": {"if": …}}`."""
    nested: dict[str, Any] = {}
    for key, value in answers.items():
        group, dot, rest = key.partition(".")
        if dot:
            nested.setdefault(group, {})[rest] = value
        else:
            nested[key] = value
    return nested


class Step(NamedTuple):
    """Some questions asked in a row under one heading (none when empty)."""

    title: str
    keys: tuple[str, ...]


def resolve(words: str | Callable[[Answers], str], answers: Answers) -> str:
    """Wording that may depend on the answers so far."""
    return words(answers) if callable(words) else words
