"""What a report cannot say yet, and how much is missing: one list, at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.analysis.full import NOTHING
from debrief_cli.forms.lenses import LENSES
from debrief_cli.render.blocks import Block, Heading, Points
from debrief_cli.render.text import one_line
from debrief_cli.render.words import counted
from debrief_cli.vocabulary import Term, Vocabulary, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from debrief_cli.analysis.comparisons import Comparison
    from debrief_cli.analysis.report import Report

_NAME = 40
_LOOKS_LISTED = 3
_SIDE = "needs five with and five without"


def cannot_say(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """The list, if anything is on it."""
    items = [
        item
        for item in (
            _share(report),
            _change(report),
            _comparison(
                "which way of serving goes together with a better end",
                report.techniques,
                vocabulary.techniques,
            ),
            _comparison(
                "which need goes together with a better end", report.needs, vocabulary.needs
            ),
            _comparison(
                "whether doing something else meanwhile goes together with a worse end",
                [report.multitasking] if report.multitasking.with_.n else [],
                (Term("multitasking", "something else"),),
            ),
            _comparison(
                "which cause goes together with a worse end",
                (report.full or NOTHING).causes,
                vocabulary.factors,
            )
            if (report.full or NOTHING).causes
            else "",
            _closer_looks(report),
            _follow_through(report),
            _since(report),
        )
        if item
    ]
    return [Heading("WHAT THIS PAGE CAN'T SAY YET"), Points(tuple(items))] if items else []


def _share(report: Report) -> str:
    share = report.reflections.exceeded
    if share.gate == "ok":
        return ""
    more = counted(share.needs, "more customer")
    return f"how often customers leave better than they expected: {more} in these days"


def _change(report: Report) -> str:
    difference = report.change["exceeded"].difference
    if difference.gate == "ok":
        return ""
    windows = {"range": "in these days and as many before", "last": "in its two halves"}
    where = windows.get(report.period.kind, "in eight whole weeks")
    return f"whether that changes: {counted(difference.needs, 'more customer')} {where}"


def _comparison(what: str, comparisons: Sequence[Comparison], terms: Sequence[Term]) -> str:
    if any(entry.difference.gate == "ok" for entry in comparisons):
        return ""
    if not comparisons:
        return f"{what}: {_SIDE}"
    nearest = min(comparisons, key=lambda entry: entry.difference.needs)
    name = one_line(named(terms, nearest.name), _NAME)
    return f"{what}: {_SIDE}; “{name}” lacks {counted(nearest.difference.needs, 'debrief')}"


def _closer_looks(report: Report) -> str:
    """The closer looks taken at least once that say nothing yet, the nearest first."""
    short = [figure for figure in (report.full or NOTHING).lenses if figure.needs]
    short.sort(key=lambda figure: figure.needs)
    lacking = (
        f"“{_lens(figure.lens)}” lacks {counted(figure.needs, 'answer')}"
        for figure in short[:_LOOKS_LISTED]
    )
    return f"what your closer looks say: {', '.join(lacking)}" if short else ""


def _lens(name: str) -> str:
    words = LENSES[name].words
    return words if isinstance(words, str) else words({})


def _since(report: Report) -> str:
    """The plan nearest to a comparison of before and since, while none has one."""
    plans = (report.full or NOTHING).since_plans
    if not plans or any(entry.difference.gate == "ok" for entry in plans):
        return ""
    nearest = min(plans, key=lambda entry: entry.difference.needs)
    name = one_line(nearest.plan.then, _NAME)
    return (
        "whether calls like a plan's end otherwise since it was made: needs five before and five "
        f"since; “{name}” lacks {nearest.difference.needs}"
    )


def _follow_through(report: Report) -> str:
    done = report.plays.done
    if done.gate == "ok" or not report.plays.entries:
        return ""
    more = counted(done.needs, "more time")
    return f"how often your plans are carried out: {more} that one of them comes up"
