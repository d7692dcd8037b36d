"""Records as rows for a spreadsheet (CSV): safe to open, one row each."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.records import document
from debrief_cli.render.cells import guarded
from debrief_cli.render.text import show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from debrief_cli.records import Reflection


class Sheet(NamedTuple):
    """A table: the name of its file, and its columns."""

    name: str
    columns: tuple[str, ...]


DEBRIEFS = Sheet(
    "debriefs",
    (
        "id", "day", "occurred_at", "channel", "customer", "reference", "situation", "outcome",
        "evidence", "customer_words", "expectation", "contributions", "would_change", "factors",
        "techniques", "tags", "conduct", "stages", "if", "then", "because", "play", "answers",
        "kudos", "promises", "checks", "uid", "created_at", "updated_at",
    ),
)  # fmt: skip
CUSTOMERS = Sheet(
    "customers",
    (
        "reflection", "day", "recorded_at", "place", "customer", "channel", "felt", "verdict",
        "why", "evidence", "conduct", "debrief", "further", "went_well", "tomorrow", "focus",
        "checks", "uid",
    ),
)  # fmt: skip
PLANS = Sheet(
    "plans",
    (
        "id", "state", "if", "then", "because", "came_up", "did", "partly", "worked",
        "created_at", "from_debrief", "uid",
    ),
)  # fmt: skip
PROMISES = Sheet(
    "promises", ("id", "state", "text", "due", "note", "debrief", "created_at", "closed_at", "uid")
)


def of_record(record: Any) -> dict[str, Any]:
    """A debrief, a plan or a promise as the one row it is."""
    whole: dict[str, Any] = document(record)
    return {**whole, **(whole.get("next_time") or {})}


def of_reflection(reflection: Reflection) -> Iterator[dict[str, Any]]:
    """A row for each customer of an evening, and with it what was said of the whole evening."""
    whole = document(reflection)
    for place, customer in enumerate(whole["customers"], 1):
        yield {**whole, "reflection": whole["id"], "place": place, **customer}


def lines(sheet: Sheet, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The head of a table and its rows, every cell in quotes."""
    yield _line(sheet.columns)
    for row in rows:
        yield _line([_cell(row.get(column)) for column in sheet.columns])


def _line(cells: Iterable[str]) -> str:
    into = StringIO()
    csv.writer(into, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(cells)
    return into.getvalue()


def _cell(value: Any) -> str:
    """A value as text that no program takes for a formula."""
    return guarded(show(_text(value)))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    if isinstance(value, dict):
        if value.keys() & {"factor", "stage", "to", "text", "play"}:
            return ": ".join(_text(part) for part in value.values() if part is not None)
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value).lower() if isinstance(value, bool) else str(value)
