"""Saved records as the answers that would make them again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from debrief_cli.form import Answers, Form
from debrief_cli.forms.reflection import WHICH
from debrief_cli.records import document
from debrief_cli.vocabulary import Term, Vocabulary

if TYPE_CHECKING:
    from debrief_cli.records import Customer, Debrief, Reflection

_PLAIN = (
    "situation", "outcome", "channel", "customer", "reference", "evidence", "customer_words",
    "expectation", "conduct", "occurred_at",
)  # fmt: skip
_LISTS = (
    "contributions", "would_change", "techniques", "tags", "factors", "stages", "kudos",
    "promises", "checks",
)  # fmt: skip

# What a customer without a label is called while it is changed.
_SOMEBODY = "a customer"


def known_answers(record: Debrief) -> dict[str, Any]:
    """Its answers by full key, as a form would have checked them; what it has not is left out."""
    answers: dict[str, Any] = {key: getattr(record, key) for key in _PLAIN}
    answers |= {key: tuple(map(_shape, getattr(record, key))) or None for key in _LISTS}
    if record.next_time:
        plan = _shape(record.next_time)
        answers |= {f"next_time.{key}": value for key, value in plan.items()}
    answers |= {f"answers.{key}": value for key, value in record.answers.items()}
    return {key: value for key, value in answers.items() if value is not None}


def _shape(item: Any) -> Any:
    """An entry of a list as its kind would give it: an object without what is not there."""
    plain = document(item)
    if isinstance(plain, dict):
        return {key: value for key, value in plain.items() if value is not None}
    return plain


def clearable(form: Form) -> set[str]:
    """The names of what may be emptied: a key, `next_time`, or an answer of a closer look."""
    keys = {q.key for q in form.questions if not q.required and q.key != "promises"}
    short = {key.removeprefix("answers.") for key in keys}
    return {key for key in keys | short if not key.startswith("next_time.")} | {"next_time"}


def cleared(answers: Answers, names: Sequence[str]) -> dict[str, Any]:
    """The answers without those that are to be emptied."""
    return {
        key: value
        for key, value in answers.items()
        if not any(key in (name, f"answers.{name}") or key.startswith(f"{name}.") for name in names)
    }


def with_names_of(record: Debrief, words: Vocabulary) -> Vocabulary:
    """The lists with the names that the record has and they have not (from another machine)."""
    return words._replace(
        channels=_with(words.channels, [record.channel]),
        stages=_with(words.stages, [stage.stage for stage in record.stages]),
        techniques=_with(words.techniques, record.techniques),
        factors=_with(words.factors, [factor.factor for factor in record.factors]),
    )


def _with(terms: tuple[Term, ...], names: Iterable[str]) -> tuple[Term, ...]:
    known = {term.name for term in terms}
    new = (name for name in dict.fromkeys(names) if name not in known)
    return (*terms, *(Term(name, name.replace("_", " ")) for name in new))


def evening_answers(record: Reflection) -> dict[str, Any]:
    """A look back as the answers of an evening's questions."""
    answers: dict[str, Any] = {
        key: getattr(record, key) for key in ("further", "tomorrow", "went_well", "focus")
    }
    for which, customer in zip(WHICH, record.customers, strict=False):
        told = customer._asdict() | {"customer": customer.customer or _SOMEBODY}
        kept = ("customer", "felt", "verdict", "why")
        answers |= {f"{which}.{key}": told[key] for key in kept}
    return {key: value for key, value in answers.items() if value is not None}


def evening_customers(record: Reflection, answers: Answers) -> tuple[Customer, ...]:
    """The customers of a look back with what the evening's answers say of them now."""

    def now(which: str, customer: Customer) -> Customer:
        told = {key: answers.get(f"{which}.{key}") for key in ("felt", "why")}
        label = answers.get(f"{which}.customer")
        named = customer.customer if label == (customer.customer or _SOMEBODY) else label
        verdict = answers.get(f"{which}.verdict", customer.verdict)
        return customer._replace(customer=named, verdict=verdict, **told)

    pairs = zip(WHICH, record.customers, strict=False)
    return tuple(now(which, customer) for which, customer in pairs)
