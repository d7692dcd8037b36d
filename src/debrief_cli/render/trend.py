"""Weeks side by side, as one table with a small line for the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.analysis.figures import share_of
from debrief_cli.render.blocks import Block, Cell, Column, Heading, Prose, Spark, Table
from debrief_cli.render.dates import short_date
from debrief_cli.render.words import in_brief

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from debrief_cli.analysis.customers import Week
    from debrief_cli.analysis.report import Report

    Row = tuple[str, Sequence[int], Sequence[float | None], float]

WEEKS_ACROSS = 8
OUTCOMES = (("exceeded", "better"), ("met", "as expected"), ("below", "worse"))


def weeks(report: Report) -> list[Block]:
    """The last eight weeks, from the second one with an entry on."""
    shown = report.weeks[-WEEKS_ACROSS:]
    if sum(map(_has_entries, shown)) < 2:  # one alone is no row of weeks
        return []
    heads = heads_of([week.week.start for week in shown])
    blocks: list[Block] = []
    if any(week.reflections.customers for week in shown):
        blocks += across("LAST THREE, BY WEEK", heads, [_shares(row, shown) for row in OUTCOMES])
        blocks += _what_the_line_is(shown)
    if any(week.debriefs.total for week in shown):
        most = max(max(week.debriefs.outcomes.values()) for week in shown)
        counts = [_counts(row, shown, most) for row in OUTCOMES]
        blocks += across("WRITTEN UP, BY WEEK", heads, counts)
    return [*blocks, *(Prose(note, quiet=True) for note in _notes(report, shown))]


def across(title: str, heads: Sequence[str], rows: Iterable[Row]) -> list[Block]:
    """A row for each thing counted, a column for each time, and a small line where there is one.

    A row is its words, its numbers, and what its line is of (None: too few to say) with the most
    that it could be.
    """
    columns = (Column(), *(Column(head, right=True) for head in heads), Column())
    cells: Iterable[tuple[Cell, ...]] = (
        (words, *map(in_brief, numbers), _drawn(line, most)) for words, numbers, line, most in rows
    )
    # The title stands above: as the head of a column it would take the numbers' room.
    return [Heading(title), Table(columns, tuple(cells))]


def _drawn(line: Sequence[float | None], most: float) -> Cell:
    """A small line, its highest step for `most`; nothing where all are too few."""
    return Spark(tuple(line), most) if any(number is not None for number in line) else ""


def heads_of(mondays: Sequence[date]) -> list[str]:
    """The Mondays; the month is said where it begins to be another."""
    heads = []
    for place, monday in enumerate(mondays):
        same = place and monday.month == mondays[place - 1].month
        heads.append(str(monday.day) if same else short_date(monday))
    return heads


def _has_entries(week: Week) -> bool:
    return bool(week.debriefs.total or week.reflections.customers)


def _counts(row: tuple[str, str], shown: Sequence[Week], most: int) -> Row:
    """Debriefs are chosen, so their line is of counts and never of shares."""
    outcome, words = row
    numbers = [week.debriefs.outcomes[outcome] for week in shown]
    return words, numbers, numbers, most


def _shares(row: tuple[str, str], shown: Sequence[Week]) -> Row:
    """A line of the shares of each week, as far as there were customers enough for one."""
    verdict, words = row
    shares = [share_of(week.reflections.sample((verdict,))).share for week in shown]
    return words, [week.reflections.verdicts[verdict] for week in shown], shares, 1


def _what_the_line_is(shown: Sequence[Week]) -> list[Block]:
    if all(share_of(week.reflections.sample(())).gate != "ok" for week in shown):
        return []
    note = "The small line is each week's share of its customers; a gap: too few for one."
    return [Prose(note, quiet=True)]


def _notes(report: Report, shown: Sequence[Week]) -> list[str]:
    notes = []
    if len(report.weeks) > len(shown):
        notes.append(f"The last {len(shown)} of {len(report.weeks)} weeks, by their Mondays.")
    if report.today in shown[-1].week:
        notes.append("The last week is still running.")
    return notes
