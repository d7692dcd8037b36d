"""Weeks side by side, as one table with a small line for the eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.render.blocks import Block, Cell, Column, Prose, Spark, Table
from debrief_cli.render.dates import short_date
from debrief_cli.render.words import or_dot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from debrief_cli.analysis.customers import Week
    from debrief_cli.analysis.report import Report

WEEKS_ACROSS = 8
_OUTCOMES = (("exceeded", "better"), ("met", "as expected"), ("below", "worse"))


def weeks(report: Report) -> list[Block]:
    """The last eight weeks, from the second one with an entry on."""
    shown = report.weeks[-WEEKS_ACROSS:]
    if sum(map(_has_entries, shown)) < 2:  # one alone is no row of weeks
        return []
    return [
        *_table("LAST THREE", shown, [week.reflections.verdicts for week in shown]),
        *_table("WRITTEN UP", shown, [week.debriefs.outcomes for week in shown]),
        *(Prose(note, quiet=True) for note in _notes(report, shown)),
    ]


def _has_entries(week: Week) -> bool:
    return bool(week.debriefs.total or week.reflections.customers)


def _table(title: str, shown: Sequence[Week], counts: Sequence[Mapping[str, int]]) -> list[Block]:
    """A row for each outcome, a column for each week; nothing where nothing is counted."""
    most = max(max(week.values()) for week in counts)
    if not most:
        return []
    rows: list[tuple[Cell, ...]] = []
    for outcome, words in _OUTCOMES:
        numbers = [week[outcome] for week in counts]
        rows.append((words, *map(or_dot, numbers), Spark(tuple(numbers), most)))
    heads = (Column(head, right=True) for head in _heads(shown))
    return [Table((Column(), *heads, Column()), tuple(rows), f"{title}, BY WEEK")]


def _heads(shown: Sequence[Week]) -> list[str]:
    """The Mondays; the month is said where it begins to be another."""
    heads = []
    for place, week in enumerate(shown):
        monday = week.week.start
        same = place and monday.month == shown[place - 1].week.start.month
        heads.append(str(monday.day) if same else short_date(monday))
    return heads


def _notes(report: Report, shown: Sequence[Week]) -> list[str]:
    notes = []
    if len(report.weeks) > len(shown):
        notes.append(f"The last {len(shown)} of {len(report.weeks)} weeks, by their Mondays.")
    if shown[-1].week.end > report.today:
        notes.append("The last week is still running.")
    return notes
