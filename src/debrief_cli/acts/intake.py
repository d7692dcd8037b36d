"""Documents to records: the way in that files, standard input, editor and demo share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from debrief_cli.context import Context
from debrief_cli.documents import RECORD_LIMIT, read_documents, size_of
from debrief_cli.errors import Problem, Rejected
from debrief_cli.form import Answers, Form, Question
from debrief_cli.forms.debrief import to_debrief
from debrief_cli.forms.reflection import to_reflection
from debrief_cli.records import Debrief, Reflection, document

if TYPE_CHECKING:
    from debrief_cli.store.journal import SavedDebrief

Record = TypeVar("Record")
# A ticket or order number is wanted there, and a time is all digits.
_MAY_BE_NUMBERS = ("reference", "occurred_at")


def check(form: Form, whole: Mapping[str, Any]) -> tuple[Answers, list[Problem]]:
    """One document's answers and every problem with it, what is missing among them."""
    given, problems = form.flatten(whole)
    answers, wrong = form.parse(given)
    return answers, [*problems, *wrong, *form.missing(given)]


def _records(
    form: Form,
    documents: Sequence[Mapping[str, Any]],
    single: bool,
    make: Callable[[Answers], Record],
) -> list[Record]:
    """A record of each document, or Rejected with the problems of all."""
    records: list[Record] = []
    problems: list[Problem] = []
    for index, given in enumerate(documents):
        answers, wrong = check(form, given)
        problems += wrong if single else [p.under(f"[{index}]") for p in wrong]
        if not wrong:
            records.append(make(answers))
    if problems:
        kept = "Nothing was saved." if single else "Nothing was saved; [0] is the first document."
        raise Rejected(problems, kept)
    return records


def debrief_of(
    context: Context, answers: Answers, uid: str = "", at: datetime | None = None
) -> Debrief:
    """The debrief that checked answers make; `at` is its time when they give none."""
    made = to_debrief(answers, at or context.clock.now(), context.clock.starts_at, uid)
    return small_enough(made)


def debriefs_from(context: Context, data: bytes) -> tuple[list[SavedDebrief], bool]:
    """Save every debrief document in `data`, all or none; whether it was one object alone."""
    documents, single = read_documents(data)
    records = _records(
        context.debrief_form, documents, single, lambda answers: debrief_of(context, answers)
    )
    return context.journal.add_debriefs(records, single=single), single


def reflection_of(context: Context, answers: Answers) -> Reflection:
    """The reflection that checked answers make."""
    return small_enough(to_reflection(answers, context.clock.now(), context.clock.starts_at))


def small_enough(record: Record) -> Record:
    """The record itself. Raises Rejected when it is over the limit of a record."""
    if size_of(document(record)) > RECORD_LIMIT:
        raise Rejected([Problem("", "all of it together is larger than 1 MiB; shorten it")])
    return record


def reflections_from(
    context: Context, data: bytes, *, replace: bool, day: date | None = None
) -> tuple[list[Reflection], bool]:
    """Save every reflection document in `data`, all or none, as `debriefs_from`.

    `day` is that of the documents that name none.
    """
    documents, single = read_documents(data)
    if day:
        documents = [{"day": day.isoformat(), **given} for given in documents]
    records = _records(
        context.reflection_form, documents, single, lambda answers: reflection_of(context, answers)
    )
    return context.journal.add_reflections(records, replace=replace, single=single), single


def caution(question: Question, text: str) -> str:
    """What to say about a typed answer before it is kept, if it looks private."""
    from debrief_cli.privacy import looks_private

    if question.key in _MAY_BE_NUMBERS or not (what := looks_private(text)):
        return ""
    return f"That looks like {what}. Take it out, or Enter to keep it."


def private_lines(answers: Answers) -> list[str]:
    """A line for each answer that looks as if it held someone's number or address."""
    from debrief_cli.privacy import looks_private

    return [
        f"{key} looks as if it holds {what}; a neutral label keeps a customer private."
        for key, value in answers.items()
        if key not in _MAY_BE_NUMBERS and (what := looks_private(_text_of(value)))
    ]


def _text_of(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "\n".join(_text_of(item) for item in value.values())
    if isinstance(value, (tuple, list)):
        return "\n".join(_text_of(item) for item in value)
    return ""
