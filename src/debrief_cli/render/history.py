"""The history of a record as a page: when, and what was otherwise from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from debrief_cli.render.blocks import Block, Fields, Heading, Prose, Title
from debrief_cli.render.dates import clock_time, weekday_and_date
from debrief_cli.vocabulary import PLAY_STATES, PROMISE_STATES
from debrief_cli.wording import in_words

if TYPE_CHECKING:
    from debrief_cli.form import Form
    from debrief_cli.store.telling import Revision

_NOTHING = "–"
# Keys that no question of the form asks for.
_LABELS = {
    "if": "when it is like this", "then": "I will", "because": "so that", "state": "it is",
    "text": "promised", "due": "due", "note": "note", "closed_at": "closed",
    "next_time": "plan", "customers": "customers", "day": "day",
}  # fmt: skip
_STATES = {term.name: term.words for term in (*PLAY_STATES, *PROMISE_STATES)}


def history_page(
    head: str, told: Sequence[Revision], form: Form, zone: tzinfo | None
) -> list[Block]:
    """One heading a revision, the first one first, and under it each key before and after."""
    blocks: list[Block] = [Title(head)]
    before: Revision | None = None
    for revision in told:
        moment = datetime.fromisoformat(revision.time).astimezone(zone)
        when = f"{weekday_and_date(moment.date())} {moment.year}, {clock_time(moment)}"
        blocks.append(Heading(f"{revision.number}  {_what(revision, before)}", when))
        blocks += _differences(revision, before, form)
        before = revision
    return blocks


def _what(revision: Revision, before: Revision | None) -> str:
    if revision.document is None:
        return "ERASED FOR GOOD"
    if revision.deleted:
        return "DELETED"
    if before is None:
        return "WRITTEN DOWN"
    return "BROUGHT BACK" if before.deleted else "CHANGED"


def _differences(revision: Revision, before: Revision | None, form: Form) -> list[Block]:
    if before is None or revision.document is None or not revision.changed:
        return []
    rows = []
    for key, old, new in _pairs(revision.changed, before.document or {}, revision.document):
        rows.append((_label(key, form), f"{_said(key, old, form)}\nnow: {_said(key, new, form)}"))
    return [Fields(tuple(rows))] if rows else [Prose("nothing that shows")]


# Clerical keys, which change with others and say nothing by themselves.
_SILENT = ("created_at", "recorded_at", "uid", "position")


def _pairs(
    changed: Sequence[str], old: Mapping[str, Any], new: Mapping[str, Any]
) -> list[tuple[str, Any, Any]]:
    """Each key that differs, with both values; of a closer look's answers, each by itself."""
    pairs = []
    for key in changed:
        if key in _SILENT:
            continue
        if key == "answers":
            first, second = old.get(key) or {}, new.get(key) or {}
            pairs += [
                (f"answers.{each}", first.get(each), second.get(each))
                for each in dict.fromkeys((*first, *second))
                if first.get(each) != second.get(each)
            ]
        else:
            pairs.append((key, old.get(key), new.get(key)))
    return pairs


def _label(key: str, form: Form) -> str:
    return form[key].label if key in form else _LABELS.get(key, key.removeprefix("answers."))


def _said(key: str, value: Any, form: Form) -> str:
    """A value of a document in a person's words; one that no question knows, plainly."""
    if value is None or value in ([], {}):
        return _NOTHING
    if key == "state":
        return _STATES.get(str(value), str(value))
    if key == "next_time":
        return "a plan"
    if key in form and not isinstance(value, str):
        return in_words(form[key].kind, _without_nothing(value))
    if key in form and key not in ("occurred_at", "recorded_at"):
        return in_words(form[key].kind, value)
    return str(value)


def _without_nothing(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_nothing(item) for item in value]
    if isinstance(value, Mapping):
        plain = {key: item for key, item in value.items() if item is not None and key != "debrief"}
        # A uid means nothing to people.
        return plain | {"play": "your plan"} if "play" in plain else plain
    return value
