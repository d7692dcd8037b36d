"""What goes together with an outcome, said as that and no more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from debrief_cli.analysis.full import NOTHING
from debrief_cli.analysis.windows import compared_weeks
from debrief_cli.render.blocks import Block, Column, Heading, Prose, Table
from debrief_cli.render.words import dated, points
from debrief_cli.vocabulary import Term, Vocabulary, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debrief_cli.analysis.comparisons import Comparison
    from debrief_cli.analysis.report import Report

_COLUMNS = (
    Column(wide=True),
    Column("with", right=True),
    Column("without", right=True),
    Column("difference in a hundred", right=True),
)
_NOTE = (
    "Goes together with, not because of. In brackets: where the difference may truly lie, "
    "95 times in 100."
)


def techniques(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """Ways of serving, and leaving better than expected."""
    title = "BETTER THAN EXPECTED, BY WAY OF SERVING"
    return _compared(report, title, report.techniques, vocabulary.techniques)


def needs(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """Needs besides the fix, and leaving better than expected."""
    title = "BETTER THAN EXPECTED, BY WHAT THEY NEEDED"
    return _compared(report, title, report.needs, vocabulary.needs)


def multitasking(report: Report) -> list[Block]:
    """Doing something else meanwhile, and leaving worse than expected."""
    terms = (Term("multitasking", "something else at the same time"),)
    title = "WORSE THAN EXPECTED, WHILE DOING SOMETHING ELSE"
    return _compared(report, title, (report.multitasking,), terms)


def causes(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """Causes not in one's hands, and leaving worse than expected, where any cause is named."""
    title = "WORSE THAN EXPECTED, BY CAUSE"
    return _compared(report, title, (report.full or NOTHING).causes, vocabulary.factors)


def _compared(
    report: Report, title: str, comparisons: Sequence[Comparison], terms: Sequence[Term]
) -> list[Block]:
    """Those with enough on both sides, by how far they lie from the rest after shrinking.

    Where nobody left so at all, with or without, there is nothing to set apart.
    """
    enough = [entry for entry in comparisons if entry.difference.gate == "ok"]
    if not any(entry.with_.k or entry.without.k for entry in enough):
        return []
    enough.sort(key=lambda entry: -(entry.lift or 0))
    rows = (
        (
            named(terms, entry.name),
            f"{entry.with_.k} of {entry.with_.n}",
            f"{entry.without.k} of {entry.without.n}",
            points(entry.difference),
        )
        for entry in enough
    )
    note = _note(report, len(enough))
    return [Heading(title), Table(_COLUMNS, tuple(rows)), Prose(note, quiet=True)]


def _note(report: Report, compared: int) -> str:
    end = compared_weeks(report.period, report.today).end - timedelta(days=1)
    over = f"{compared} compared, over the eight whole weeks to {dated(end, report.today)}."
    luck = " Of several, one may stand out by luck." if compared > 1 else ""
    return f"{over}{luck} {_NOTE}"
