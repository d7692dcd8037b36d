"""A report for somebody else, such as a coach: how one works and one's plans.

Nothing stands here but what is listed: no outcome, no score, no customer, no quoted line. It is
a list of its own and not the full report less something, so that a section which comes later
stays private until somebody puts it here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from debrief_cli.privacy import looks_private
from debrief_cli.render.blocks import Block, Cell, Column, Heading, Prose, Quote, Table, Title
from debrief_cli.render.pages import Page, page_of
from debrief_cli.render.section_plans import PLANS_LISTED
from debrief_cli.render.sections import Section
from debrief_cli.render.summary import plan_name
from debrief_cli.render.words import counted, or_dot, period_name
from debrief_cli.vocabulary import Vocabulary, named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from debrief_cli.analysis.report import Report

SOMEBODY = "a customer"
HIDDEN = "…"
_NUMBER = Column(right=True)
_COUNTS = ("came_up", "did", "partly", "worked")
_VERDICTS = ("worked", "neutral", "turned")


def texts_of(report: Report) -> list[str]:
    """The person's own words that a coach's page holds."""
    plans = (text for play in report.plays.entries for text in (play.if_, play.then))
    return [*plans, *([report.focus.text] if report.focus else [])]


def without_customers(report: Report, labels: Collection[str]) -> Report:
    """The report with “a customer” wherever a plan's words have one of the `labels`.

    A text that seems to hold a number or an address is left out altogether.
    """
    clean = _cleaner(labels)
    entries = tuple(
        play._replace(if_=clean(play.if_), then=clean(play.then)) for play in report.plays.entries
    )
    focus = report.focus and report.focus._replace(text=clean(report.focus.text))
    return report._replace(plays=report.plays._replace(entries=entries), focus=focus)


def _cleaner(labels: Collection[str]) -> Callable[[str], str]:
    # The longest first: “Mr Hill’s son” before “Mr Hill”.
    names = [_whole_words(label) for label in sorted(labels, key=len, reverse=True)]
    pattern = re.compile("|".join(names), re.IGNORECASE) if names else None

    def clean(text: str) -> str:
        if looks_private(text):
            return HIDDEN
        return pattern.sub(SOMEBODY, text) if pattern else text

    return clean


def _whole_words(label: str) -> str:
    """A pattern for a label: not within a word, where its script has letters with a case."""
    words = label.split()
    before, after = (
        (edge if char.isdigit() or char.lower() != char.upper() else "")
        for edge, char in ((r"(?<!\w)", words[0][0]), (r"(?!\w)", words[-1][-1]))
    )
    return before + r"\s+".join(map(re.escape, words)) + after


def page(report: Report, vocabulary: Vocabulary, chosen: Collection[str] | None = None) -> Page:
    """The page for a coach, in the first person: it is handed over by who wrote it."""
    days = report.days_looked_back
    name = period_name(report.period, report.today, report.first_day).replace("Your", "My", 1)
    title = Title(name, f"{counted(days.k, 'day')} looked back" if days.k else "")
    return page_of(title, SECTIONS, report, vocabulary, chosen)


def _ways(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """How often each way of serving was used; with what end is nobody else's."""
    used = sorted(_used(report), key=lambda row: -row[1])
    if not used:
        return []
    rows = tuple((named(vocabulary.techniques, name), str(count)) for name, count in used)
    return [
        Table((Column(), _NUMBER), rows, "WAYS OF SERVING I USED"),
        Prose("As noted in eight whole weeks.", quiet=True),
    ]


def _used(report: Report) -> list[tuple[str, int]]:
    return [(entry.name, entry.with_.n) for entry in report.techniques if entry.with_.n]


def _parts(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """The parts of the call that were looked at. How they went would tell how calls ended."""
    if not report.stages:
        return []
    order = {term.name: place for place, term in enumerate(vocabulary.stages)}
    noted = sorted(report.stages, key=lambda row: order.get(row.stage, len(order)))
    rows = tuple(
        (named(vocabulary.stages, row.stage), str(row.worked + row.neutral + row.turned))
        for row in noted
    )
    return [Table((Column(), _NUMBER), rows, "PARTS OF THE CALL I LOOKED AT")]


def _causes(report: Report, vocabulary: Vocabulary) -> list[Block]:
    if not report.factors:
        return []
    rows = tuple(
        (named(vocabulary.factors, row.factor), or_dot(row.helped), or_dot(row.hurt))
        for row in report.factors
    )
    heads = (Column("made it easier", right=True), Column("made it harder", right=True))
    return [Table((Column(), *heads), rows, "CAUSES NOT IN MY HANDS")]


def _plans(report: Report, _: Vocabulary) -> list[Block]:
    """Each plan with its follow-through, in counts alone, and those that wait."""
    entries = report.plays.entries[:PLANS_LISTED]
    if not entries:
        return []
    heads = (Column(head, right=True) for head in ("came up", "did it", "partly", "worked"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (plan_name(play), *(or_dot(getattr(play, count)) for count in _COUNTS)) for play in entries
    )
    blocks: list[Block] = [Table((Column(wide=True), *heads), rows, "MY PLANS")]
    if report.plays.came_up:
        came_up = counted(report.plays.came_up, "time")
        blocks.append(Prose(f"Done {report.plays.did} of the {came_up} they came up."))
    return blocks


def _focus(report: Report, _: Vocabulary) -> list[Block]:
    if report.focus is None:
        return []
    return [Heading("THIS WEEK'S ONE THING"), Quote(report.focus.text)]


def _consistency(report: Report, _: Vocabulary) -> list[Block]:
    kept = report.consistency
    if not kept.n:
        return []
    said = f"My one thing of the week and how I work now: {kept.k} of the "
    return [
        Heading("WHAT I WORK BY"),
        Prose(f"{said}{counted(kept.n, 'time')} there was a chance."),
    ]


SECTIONS = (
    Section("plans", _plans, ("plays",)),
    Section("focus", _focus, ("focus",)),
    Section("consistency", _consistency, ("consistency",)),
    Section("ways", _ways, ("techniques",)),
    Section("parts", _parts, ("stages",)),
    Section("causes", _causes, ("factors",)),
)
HEAD = ("schema", "period", "days_looked_back")


def document(whole: Mapping[str, Any], chosen: Collection[str] | None = None) -> dict[str, Any]:
    """What of a report's document is for a coach: the same sections, with the same counts."""
    picked = (section for section in SECTIONS if not chosen or section.name in chosen)
    keys = {*HEAD, *(key for section in picked for key in section.keys)}
    kept = {key: value for key, value in whole.items() if key in keys}
    for key, narrowed in _NARROWED.items():
        if key in kept:
            kept[key] = narrowed(kept[key])
    return kept


def _plays_document(plays: Mapping[str, Any]) -> dict[str, Any]:
    keys = ("id", "if", "then", "state", *_COUNTS)
    counts = {key: plays[key] for key in ("made", *_COUNTS)}
    return counts | {"list": [{key: play[key] for key in keys} for play in plays["list"]]}


def _ways_document(ways: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    used = ((entry["technique"], entry["with"]["n"]) for entry in ways)
    return [{"technique": name, "used": count} for name, count in used if count]


def _parts_document(parts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"stage": entry["stage"], "noted": sum(entry[verdict] for verdict in _VERDICTS)}
        for entry in parts
    ]


_NARROWED: Mapping[str, Callable[[Any], Any]] = {
    "plays": _plays_document,
    "techniques": _ways_document,
    "stages": _parts_document,
}
