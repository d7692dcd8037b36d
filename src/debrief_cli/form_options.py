"""Command-line options that a form's questions give, and the answers they bring back."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from debrief_cli.errors import Problem, Rejected
from debrief_cli.form import Form, Question
from debrief_cli.kinds import Each, Moment, OneOf, Shape, unknown_keys

# A check that did not come up has no `did`; on the command line it needs a word of its own.
NOT_COME_UP = "not_come_up"


def _parameter_name(question: Question) -> str:
    return "q_" + question.flag.removeprefix("--").replace("-", "_")


def _flagged(form: Form) -> list[Question]:
    return [q for q in form.questions if q.flag and not q.key.startswith("answers.")]


def _separator(kind: Shape) -> str:
    """Free text may have a colon in it, so it is set apart by two."""
    return ":" if isinstance(kind.parts[0].kind, OneOf) or _is_check(kind) else "::"


def _is_check(kind: Shape) -> bool:
    return any(part.key == "came_up" for part in kind.parts)


def _metavar(question: Question) -> str:
    kind = question.kind.item if isinstance(question.kind, Each) else question.kind
    if isinstance(kind, Shape) and _is_check(kind):
        return "PLAN:DID[:WORKED]"
    if isinstance(kind, Shape):
        first, *rest = [part.key.upper() for part in kind.parts]
        sign = _separator(kind)
        return first + "".join(f"[{sign}{name}" for name in rest) + "]" * len(rest)
    if isinstance(kind, OneOf) and len(kind.terms) <= 5:
        return "|".join(term.name for term in kind.terms)
    if isinstance(kind, OneOf):
        return "NAME"
    return "TIME" if isinstance(kind, Moment) else "TEXT"


def _help(question: Question) -> str:
    kind = question.kind.item if isinstance(question.kind, Each) else question.kind
    text = question.label[0].upper() + question.label[1:] + "."
    if isinstance(kind, OneOf) and len(kind.terms) > 5:
        text += " One of " + ", ".join(term.name for term in kind.terms) + "."
    if isinstance(kind, Shape) and isinstance(first := kind.parts[0].kind, OneOf):
        text += " One of " + ", ".join(term.name for term in first.terms) + "."
    return text + (" May be repeated." if isinstance(question.kind, Each) else "")


def with_answers(form: Form) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command one option for each question of `form` that has a flag.

    The command takes them as `**answers`; `answers_of` makes raw answers of them.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        parameters = [
            p
            for p in inspect.signature(command, eval_str=True).parameters.values()
            if p.kind is not inspect.Parameter.VAR_KEYWORD
        ]
        for question in _flagged(form):
            many = isinstance(question.kind, Each)
            parameters.append(
                inspect.Parameter(
                    _parameter_name(question),
                    inspect.Parameter.KEYWORD_ONLY,
                    default=None,
                    annotation=Annotated[
                        list[str] | None if many else str | None,
                        typer.Option(
                            question.flag, metavar=_metavar(question), help=_help(question)
                        ),
                    ],
                )
            )
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in parameters}
        return command

    return decorate


def answers_of(form: Form, values: Mapping[str, Any], lens_answers: list[str]) -> dict[str, Any]:
    """The raw answers that the options gave, by key.

    Raises Rejected when an `--answer` names nothing, with all that is wrong beside it.
    """
    given: dict[str, Any] = {}
    for question in _flagged(form):
        value = values.get(_parameter_name(question))
        if value is None or value == []:
            continue
        if isinstance(question.kind, Each) and isinstance(question.kind.item, Shape):
            value = [_compact(question.kind.item, text) for text in value]
        given[question.key] = value
    lenses, problems = _lens_answers(form, lens_answers)
    given |= lenses
    if problems:
        raise Rejected([*form.parse(given)[1], *problems, *form.missing(given)])
    return given


def _lens_answers(form: Form, texts: list[str]) -> tuple[dict[str, Any], list[Problem]]:
    given: dict[str, Any] = {}
    problems: list[Problem] = []
    known = [q.key.removeprefix("answers.") for q in form.questions if q.key.startswith("answers.")]
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals:
            problems.append(Problem("--answer", f"“{text[:40]}” has no =; write LENS.KEY=VALUE"))
        elif key in known:
            given[f"answers.{key}"] = value
        else:
            problems += [p.under("answers") for p in unknown_keys({key: value}, known)]
    return given, problems


def _compact(kind: Shape, text: str) -> dict[str, Any]:
    """`FACTOR:hurt:note` as the object that a document would have."""
    keys = [part.key for part in kind.parts]
    if _is_check(kind):
        return _compact_check(text)
    return dict(zip(keys, text.split(_separator(kind), len(keys) - 1), strict=False))


def _compact_check(text: str) -> dict[str, Any]:
    play, _, rest = text.partition(":")
    play = play.lower().removeprefix("p") if len(play) < len("p" + "9" * 15) else play
    did, _, worked = rest.partition(":")
    if did == NOT_COME_UP:
        return {"play": play, "came_up": False}
    shape: dict[str, Any] = {"play": play, "came_up": True, "did": did}
    return shape | ({"worked": worked} if worked else {})
