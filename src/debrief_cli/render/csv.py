"""The report as one long table for a spreadsheet: a figure a row, the words in front of it.

It is made from the report's document, so it has the same figures, and any that come later.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.render.cells import guarded
from debrief_cli.render.text import one_line
from debrief_cli.vocabulary import (
    DIRECTIONS,
    EVIDENCE,
    OUTCOMES,
    PROMISE_STATES,
    STAGE_VERDICTS,
    Term,
    Vocabulary,
    named,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from debrief_cli.render.sections import Section


class Row(NamedTuple):
    """One figure: the section, what it is about, what was measured, and what came out.

    A share has its count `k` of `n` and its bounds, behind its gate; a count has itself alone.
    """

    section: str
    item: str
    measure: str
    value: Any = ""
    k: Any = ""
    n: Any = ""
    low: Any = ""
    high: Any = ""
    gate: str = ""


# Keys that only hold others together.
_SILENT = {"outcomes", "verdicts", "grid", "list"}
# What is for programs alone.
_LEFT_OUT = {"tau_b"}
_HEAD = ("debriefs", "days_looked_back")
_WORDS = (
    *OUTCOMES,
    *EVIDENCE,
    *PROMISE_STATES,
    *DIRECTIONS,
    Term("debriefs", "written up"),
    Term("reflections", "looked back"),
    Term("linked", "also written up"),
    Term("effective_n", "worth so many independent customers"),
    Term("met_or_better", "as they expected, or better"),
    Term("did", "did it"),
    Term("shrunk", "share, drawn towards that of all"),
    Term("lift", "how far that lies above all"),
)
# The names that a row's columns have in the file, but for `count`, which Python has taken.
_COLUMNS = ("section", "item", "measure", "value", "count", "n", "low", "high", "gate")


def table(document: Mapping[str, Any], sections: Iterable[Section], vocabulary: Vocabulary) -> str:
    """The document's figures in the order of the sections, as CSV; every cell is quoted."""
    file = StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows_of(document, sections, vocabulary):
        writer.writerow(guarded(one_line(c)) if isinstance(c, str) else c for c in row)
    return file.getvalue()


def rows_of(
    document: Mapping[str, Any], sections: Iterable[Section], vocabulary: Vocabulary
) -> Iterator[Row]:
    """Every figure of the document as a row, those of the period in front."""
    walk = _Walk(vocabulary)
    for key, value in document["period"].items():
        yield Row("period", key, "value", value)
    for key in _HEAD:
        if key in document:
            yield from walk.rows(document[key], Row("period", named(_WORDS, key), ""))
    for section in sections:
        for key in section.keys:
            if document.get(key) is not None:
                item = named(_WORDS, key) if len(section.keys) > 1 else ""
                yield from walk.rows(document[key], Row(section.name, item, ""))


class _Walk:
    """A way through a document that turns keys into words and figures into rows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._lists: Mapping[str, Iterable[Term]] = {
            "technique": vocabulary.techniques,
            "need": vocabulary.needs,
            "factor": vocabulary.factors,
            "stage": vocabulary.stages,
            "channel": vocabulary.channels,
        }

    def rows(self, value: Any, at: Row) -> Iterator[Row]:
        """The rows of a value of the document; `at` says what is known of them."""
        if isinstance(value, list):
            for position, entry in enumerate(value, 1):
                named_at, rest = self._record(entry, at)
                yield from self.rows(rest, named_at or _deeper(at, str(position)))
        elif isinstance(value, dict):
            yield from self._of_dict(value, at)
        else:
            usual = "count" if isinstance(value, int) else "value"
            yield at._replace(measure=at.measure or usual, value="" if value is None else value)

    def _of_dict(self, value: dict[str, Any], at: Row) -> Iterator[Row]:
        if "share" in value:
            yield _behind_gate(value, "share", at, k=value["k"], n=value["n"])
            return
        if set(value) == {"k", "n"}:
            yield at._replace(measure=at.measure or "count", value=value["k"], n=value["n"])
            return
        named_at, rest = (None, value) if at.item else self._record(value, at)
        at = named_at or at
        difference = rest.get("difference")
        gate = rest.get("gate") or (difference["gate"] if isinstance(difference, dict) else "")
        if "difference" in rest and not isinstance(difference, dict):
            yield _behind_gate(rest, "difference", at)
        for key, entry in rest.items():
            if key in _LEFT_OUT:
                continue
            if key not in _OF_A_FIGURE or isinstance(entry, dict):
                behind = entry is None or isinstance(entry, float)
                inner = at._replace(gate=gate if behind else "")
                yield from self.rows(entry, _deeper(inner, key))

    def _record(self, entry: Any, at: Row) -> tuple[Row | None, Any]:
        """Where the rows of a named thing stand, and what it holds beside its name."""
        if not isinstance(entry, dict):
            return None, entry
        if "if" in entry:
            names, name = {"if", "then"}, f"{entry['if']}: {entry['then']}"
        else:
            key = next((key for key in _NAMES if key in entry), None)
            if key is None:
                return None, entry
            terms = self._lists.get(key)
            names, name = {key}, named(terms, entry[key]) if terms else entry[key]
        return at._replace(item=name), {k: v for k, v in entry.items() if k not in names}


# What names a thing in a list of the document; the first that is there.
_NAMES = ("week", "technique", "need", "factor", "stage", "channel", "tag", "lens", "text", "kind")
# The keys of a figure that its row has as columns.
_OF_A_FIGURE = ("difference", "low", "high", "reading", "gate", "needs")


def _behind_gate(value: Mapping[str, Any], key: str, at: Row, **counts: Any) -> Row:
    """The row of a share or a difference; what its gate shuts away is empty."""
    figures = {name: value[name] for name in ("low", "high")} | {"value": value[key]}
    shown: dict[str, Any] = {
        name: "" if found is None else found for name, found in figures.items()
    }
    measure = f"{at.measure}: {key}" if at.measure not in ("", key) else key
    return at._replace(measure=measure, gate=value["gate"], **shown, **counts)


def _deeper(at: Row, key: str) -> Row:
    """One key further in: the first says what it is about, the next what was measured."""
    if key in _SILENT:
        return at
    # A plan that worked has helped; a part of the call has gone well.
    words = named(STAGE_VERDICTS if at.section == "parts" else _WORDS, key)
    if not at.item:
        return at._replace(item=words)
    return at._replace(measure=f"{at.measure}: {words}" if at.measure else words)
