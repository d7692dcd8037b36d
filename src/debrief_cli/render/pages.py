"""The full report as a list of named sections: every format walks it, and a person may pick."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.errors import BadInput
from debrief_cli.render import compose, missing, sections, summary
from debrief_cli.render.blocks import Block, Gap, Prose, Title
from debrief_cli.render.sections import Section
from debrief_cli.spelling import nearest

if TYPE_CHECKING:
    from debrief_cli.analysis.report import Report
    from debrief_cli.vocabulary import Vocabulary

_LINES, _PLANS = compose.MOST_SHOWN

# The first screen's parts, then the others. What cannot be said yet comes last.
ALL: tuple[Section, ...] = (
    Section("customers", lambda report, _: summary.customers(report), ("reflections",)),
    Section("words", lambda report, _: summary.own_words(report, _LINES), ("own_words",)),
    Section("causes", summary.causes),
    Section("plans", lambda report, _: summary.plans(report, _PLANS)),
    Section("next", summary.next_step, ("next",)),
    *sections.SECTIONS,
    Section("missing", missing.cannot_say),
)
# What a document always has: which days, and how much was recorded in them.
HEAD = ("schema", "period", "debriefs", "days_looked_back")


class Part(NamedTuple):
    """One section that has something to say."""

    name: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """A report to be put into some format."""

    title: Title
    parts: tuple[Part, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All of it in a row."""
        return (self.title, *(block for part in self.parts for block in part.blocks))


def whole(
    report: "Report", vocabulary: "Vocabulary", chosen: Collection[str] | None = None
) -> Page:
    """The full report, or the sections `chosen` by name."""
    if not compose.nothing_in(report):
        return page_of(summary.title(report), ALL, report, vocabulary, chosen)
    empty = Part("", compose.empty(report)[1:])
    told = tuple(part for part in _beside(report, vocabulary, chosen) if part.name != "missing")
    return Page(summary.title(report), (empty, *told))


def _beside(
    report: "Report", vocabulary: "Vocabulary", chosen: Collection[str] | None
) -> tuple[Part, ...]:
    """What there is to say of a period without entries: weeks before it, promises, plans."""
    if report.first_day is None:
        return ()
    table = [section for section in ALL if section.name != "plans"]
    parts = page_of(summary.title(report), table, report, vocabulary, chosen).parts
    return tuple(part for part in parts if part.name)


def to_keep(
    report: "Report", vocabulary: "Vocabulary", chosen: Collection[str] | None = None
) -> Page:
    """The same for a file: it has no first screen before it, so it says itself how it fills."""
    page = whole(report, vocabulary, chosen)
    if chosen or compose.nothing_in(report) or not compose.is_young(report):
        return page
    return page._replace(parts=(Part("", (Prose(compose.friday(report)),)), *page.parts))


def page_of(
    title: Title,
    table: Iterable[Section],
    report: "Report",
    vocabulary: "Vocabulary",
    chosen: Collection[str] | None,
) -> Page:
    """The sections of a table that have something to say, in their order."""
    parts = (
        Part(section.name, tuple(section.blocks(report, vocabulary)))
        for section in table
        if not chosen or section.name in chosen
    )
    said = tuple(part for part in parts if part.blocks)
    return Page(title, said or (Part("", (Gap(), Prose("Nothing to say about that yet."))),))


def names_of(table: Iterable[Section]) -> tuple[str, ...]:
    """The names that pick a section, each once, in their order."""
    return tuple(dict.fromkeys(section.name for section in table))


def check_names(chosen: Iterable[str], table: Iterable[Section], of: str = "") -> None:
    """Raise BadInput for a name that is none, with the nearest one and all there are."""
    known = names_of(table)
    for name in chosen:
        if name not in known:
            raise BadInput(
                f"--section: “{name}” is no section{of}{nearest(name, known)}",
                f"Sections: {', '.join(known)}.",
            )


def keys_of(table: Iterable[Section], chosen: Collection[str] | None = None) -> tuple[str, ...]:
    """The keys that a document has for the sections chosen, or for all."""
    picked = (section for section in table if not chosen or section.name in chosen)
    return (*HEAD, *(key for section in picked for key in section.keys))
