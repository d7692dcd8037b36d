"""The full report's sections: each appears when it has something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.render import associations, trend
from debrief_cli.render.blocks import Bar, Bars, Block, Cell, Column, Heading, Prose, Table
from debrief_cli.render.summary import plan_name
from debrief_cli.render.words import counted, or_dot, percent, points, times
from debrief_cli.vocabulary import (
    EVIDENCE,
    OUTCOMES,
    PROMISE_STATES,
    STAGE_VERDICTS,
    Vocabulary,
    named,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from debrief_cli.analysis.figures import Sample
    from debrief_cli.analysis.report import Report

PLANS_LISTED = 12
_NUMBER = Column(right=True)
_WINDOWS = {
    "last": ("later half", "earlier half"),
    "range": ("these days", "as many before"),
}


def _set_apart(report: Report) -> list[Block]:
    apart = report.debriefs.set_apart + report.reflections.counts.set_apart
    if not apart:
        return []
    entries = "One entry" if apart == 1 else f"{apart} entries"
    verb = "is" if apart == 1 else "are"
    return [
        Heading("SET APART"),
        Prose(f"{entries} with an abusive customer {verb} kept, and in none of these counts."),
    ]


def _shares(report: Report) -> list[Block]:
    """The two shares of reflected customers with their intervals."""
    reflections = report.reflections
    if reflections.exceeded.gate != "ok":
        return []
    rows = [
        (words, f"{share.k} of {share.n}", percent(share))
        for words, share in (
            ("better than they expected", reflections.exceeded),
            ("as they expected, or better", reflections.met_or_better),
        )
    ]
    customers, worth = reflections.counts.customers, round(reflections.effective_n)
    note = (
        "In brackets: where the share may truly lie, 95 times in 100. A day's customers "
        f"resemble each other, so these {customers} are worth about {worth}."
    )
    return [
        Table((Column(), _NUMBER, Column()), tuple(rows), "HOW SURE THAT IS"),
        Prose(note, quiet=True),
    ]


def _changes(report: Report) -> list[Block]:
    """The shares that have clearly changed, and by how much."""
    clear = [
        (words, report.change[name])
        for name, words in (
            ("exceeded", "better than they expected"),
            ("met_or_better", "as they expected, or better"),
        )
        if report.change[name].difference.reading != "no_clear_change"
    ]
    if not clear:
        return []
    rows = (
        (words, _of(change.now), _of(change.before), points(change.difference))
        for words, change in clear
    )
    now, before = _WINDOWS.get(report.period.kind, ("four weeks", "the four before"))
    heads = (Column(head, right=True) for head in (now, before, "in a hundred"))
    return [Table((Column(), *heads), tuple(rows), "WHAT HAS CHANGED")]


def _of(sample: Sample) -> str:
    return f"{sample.k} of {sample.n}"


def _causes(report: Report, vocabulary: Vocabulary) -> list[Block]:
    if not report.factors:
        return []
    rows = (
        (named(vocabulary.factors, row.factor), or_dot(row.helped), or_dot(row.hurt))
        for row in report.factors
    )
    heads = (Column(), Column("made it easier", right=True), Column("made it harder", right=True))
    return [Table(heads, tuple(rows), "CAUSES NOT IN YOUR HANDS")]


def _stages(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """The parts of the call in the order they come, those without a note left out."""
    if not report.stages:
        return []
    order = {term.name: place for place, term in enumerate(vocabulary.stages)}
    noted = sorted(report.stages, key=lambda row: order.get(row.stage, len(order)))
    rows = ((named(vocabulary.stages, name), *map(or_dot, counts)) for name, *counts in noted)
    heads = (Column(), *(Column(term.words, right=True) for term in STAGE_VERDICTS))
    return [Table(heads, tuple(rows), "PARTS OF THE CALL")]


def _effort(report: Report) -> list[Block]:
    grid = report.effort.grid
    if not any(any(row) for row in grid.values()):
        return []
    rows = ((term.words, *map(or_dot, grid[term.name])) for term in OUTCOMES)
    heads = (Column(head, right=True) for head in ("1 barely", "2", "3", "4", "5 all I had"))
    reading = _effort_in_words(grid["below"][-1], sum(grid["met"][:2] + grid["exceeded"][:2]))
    return [
        Table((Column(), *heads), tuple(rows), "HOW HARD YOU HAD TO WORK"),
        *([Prose(reading)] if reading else []),
    ]


def _effort_in_words(short: int, easy: int) -> str:
    """What the grid's corners say: all given and not enough; little needed and enough."""
    said = []
    if short:
        said.append(f"{times(short)} you gave all you had and they still left short")
    if easy:
        said.append(f"{times(easy)} little was needed")
    line = "; ".join(said)
    return f"{line[0].upper()}{line[1:]}." if line else ""


def _evidence(report: Report) -> list[Block]:
    bars = [
        Bar(term.words, report.evidence[term.name])
        for term in EVIDENCE
        if term.name in report.evidence
    ]
    return [Heading("HOW YOU KNEW"), Bars(tuple(bars))] if bars else []


def _plans(report: Report) -> list[Block]:
    plays = report.plays
    asked = [play for play in plays.entries if play.came_up]
    blocks: list[Block] = []
    if asked:
        heads = ("came up", "did it", "partly", "worked")
        columns = (Column(wide=True), *(Column(head, right=True) for head in heads))
        rows: Iterable[tuple[Cell, ...]] = (
            (plan_name(play), *map(str, (play.came_up, play.did, play.partly, play.worked)))
            for play in asked[:PLANS_LISTED]
        )
        blocks.append(Table(columns, tuple(rows), "PLANS OVER THIS TIME"))
        if len(asked) > PLANS_LISTED:
            blocks.append(Prose(f"and {len(asked) - PLANS_LISTED} more: debrief playbook"))
        blocks += [Prose(line) for line in _follow_through(report)]
    if plays.made:
        made = Prose(f"{counted(plays.made, 'plan')} made.")
        blocks += [made] if blocks else [Heading("PLANS OVER THIS TIME"), made]
    return blocks


def _follow_through(report: Report) -> list[str]:
    done, helped = report.plays.done, report.plays.helped
    said = [f"Done {done.k} of the {counted(done.n, 'time')} they came up{_with(percent(done))}."]
    if helped.n:
        said.append(f"Worked {helped.k} of these {helped.n}{_with(percent(helped))}.")
    return said


def _with(figure: str) -> str:
    return figure and f": {figure}"


def _consistency(report: Report) -> list[Block]:
    kept = report.consistency
    if not kept.n:
        return []
    return [
        Heading("WHAT YOU WORK BY"),
        Prose(
            f"Your one thing of the week and how you work now: {kept.k} of the "
            f"{counted(kept.n, 'time')} there was a chance."
        ),
    ]


def _promises(report: Report) -> list[Block]:
    said = [
        f"{term.words} {report.promises[term.name]}"
        for term in PROMISE_STATES
        if report.promises[term.name]
    ]
    return [Heading("PROMISES", " · ".join(said))] if said else []


class Section(NamedTuple):
    """A part of the full report: the name that picks it, its blocks, its keys in the document.

    Several may have one name: they are picked together.
    """

    name: str
    blocks: Callable[[Report, Vocabulary], list[Block]]
    keys: tuple[str, ...] = ()


SECTIONS = (
    Section("apart", lambda report, _: _set_apart(report)),
    Section("weeks", lambda report, _: trend.weeks(report), ("weeks",)),
    Section("customers", lambda report, _: _shares(report)),
    Section("changes", lambda report, _: _changes(report), ("change",)),
    Section("ways", associations.techniques, ("techniques",)),
    Section("needs", associations.needs, ("needs",)),
    Section("meanwhile", lambda report, _: associations.multitasking(report), ("multitasking",)),
    Section("causes", _causes, ("factors",)),
    Section("parts", _stages, ("stages",)),
    Section("effort", lambda report, _: _effort(report), ("effort",)),
    Section("evidence", lambda report, _: _evidence(report), ("evidence",)),
    Section("plans", lambda report, _: _plans(report), ("plays",)),
    Section("consistency", lambda report, _: _consistency(report), ("consistency", "focus")),
    Section("promises", lambda report, _: _promises(report), ("promises",)),
)
