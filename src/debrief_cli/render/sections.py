"""The full report's sections: each appears when it has something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.analysis.full import NOTHING
from debrief_cli.render import associations, section_lenses, section_plans, trend
from debrief_cli.render.blocks import Bar, Bars, Block, Column, Heading, Prose, Table
from debrief_cli.render.words import or_dot, percent, points, times
from debrief_cli.vocabulary import EVIDENCE, OUTCOMES, STAGE_VERDICTS, Vocabulary, named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from debrief_cli.analysis.figures import Sample
    from debrief_cli.analysis.full import ByOutcome
    from debrief_cli.analysis.report import Report
    from debrief_cli.vocabulary import Term

TAGS_LISTED = 8
# A tag that stands at one call alone tells nothing that the call does not.
_TAGGED_FROM = 2
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
    note = "In brackets: where the share may truly lie, 95 times in 100."
    if worth < customers:
        note += (
            f" A day's customers resemble each other, so these {customers} are worth about {worth}."
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


def _channels(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """How customers left, by channel, from the second one on."""
    channels = (report.full or NOTHING).channels
    if len(channels) < 2:  # one alone is all of them
        return []
    return [_by_outcome("WRITTEN UP, BY CHANNEL", channels, vocabulary.channels)]


def _tags(report: Report, _: Vocabulary) -> list[Block]:
    """How customers left, by the tags that came more than once."""
    tags = [tag for tag in (report.full or NOTHING).tags if tag.total >= _TAGGED_FROM]
    if not tags:
        return []
    blocks: list[Block] = [_by_outcome("WRITTEN UP, BY TAG", tags[:TAGS_LISTED], ())]
    if len(tags) > TAGS_LISTED:
        blocks.append(Prose(f"The {TAGS_LISTED} most frequent of {len(tags)} tags.", quiet=True))
    return blocks


def _by_outcome(title: str, entries: Sequence[ByOutcome], terms: Sequence[Term]) -> Table:
    """A row for each name, a column for each way it left the customer."""
    heads = (Column(head, right=True) for _, head in trend.OUTCOMES)
    rows = (
        (named(terms, entry.name), *(or_dot(entry.outcomes[name]) for name, _ in trend.OUTCOMES))
        for entry in entries
    )
    return Table((Column(), *heads), tuple(rows), title)


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
    Section("channels", _channels, ("channels",)),
    Section("tags", _tags, ("tags",)),
    Section("ways", associations.techniques, ("techniques",)),
    Section("needs", associations.needs, ("needs",)),
    Section("meanwhile", lambda report, _: associations.multitasking(report), ("multitasking",)),
    Section("causes", _causes, ("factors",)),
    Section("causes", associations.causes, ("causes",)),
    Section("parts", _stages, ("stages",)),
    Section("effort", lambda report, _: _effort(report), ("effort",)),
    Section("evidence", lambda report, _: _evidence(report), ("evidence",)),
    Section("basics", section_lenses.basics, ("basics",)),
    Section("lenses", section_lenses.lenses, ("lenses",)),
    Section("plans", section_plans.plans, ("plays",)),
    Section("plans", section_plans.over_time, ("plans_over_time",)),
    Section("plans", section_plans.since, ("since_plans",)),
    Section("focus", section_plans.focus_weeks, ("focus", "focus_weeks")),
    Section("consistency", section_plans.consistency, ("consistency",)),
    Section("promises", section_plans.promises, ("promises",)),
)
