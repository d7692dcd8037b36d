"""The full report's sections of closer looks and one-key questions: counts and own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.analysis.full import NOTHING
from debrief_cli.forms.lens_questions import RESPECT, SOLVED, lens_questions
from debrief_cli.render.blocks import Block, Heading, Prose, Quote
from debrief_cli.render.text import one_line
from debrief_cli.render.words import dated, times
from debrief_cli.vocabulary import Vocabulary, named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from debrief_cli.analysis.lenses import LensFigure, Quoted, Said
    from debrief_cli.analysis.report import Report
    from debrief_cli.vocabulary import Term

NAME = 30
_OFTEN = 2


def basics(report: Report, _: Vocabulary) -> list[Block]:
    """Whether it was solved for them, and how one was: as counts."""
    full = report.full or NOTHING
    said = [
        f"{words}: {counts}"
        for words, counts in (
            ("Solved for them", _counts(SOLVED, full.solved)),
            ("Kind and respectful all through", _counts(RESPECT, full.respect)),
        )
        if counts
    ]
    return [Heading("SOLVED AND KIND", _from(report)), *map(Prose, said)] if said else []


def _from(report: Report) -> str:
    """The day from which these are counted: weeks more than a week's report is about."""
    recent = (report.full or NOTHING).recent
    return f"since {dated(recent.start, report.today)}" if recent else ""


def _counts(terms: tuple[Term, ...], counts: Mapping[str, int]) -> str:
    return " · ".join(f"{term.words} {counts[term.name]}" for term in terms if term.name in counts)


def lenses(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """What each closer look says, from five answers on: its lines, and its newest own words."""
    labels = {q.key.removeprefix("answers."): q.label for q in lens_questions(vocabulary)}
    blocks: list[Block] = []
    for figure in (report.full or NOTHING).lenses:
        blocks += [Prose(text) for text in sentences(figure, vocabulary)]
        if figure.quoted:
            blocks.append(_quote(figure.quoted, labels, report))
    return [Heading("CLOSER LOOKS", _from(report)), *blocks] if blocks else []


def sentences(figure: LensFigure, vocabulary: Vocabulary) -> list[str]:
    """The lines of one lens that have enough answers behind them."""
    return [_in_words(said, vocabulary) for said in figure.lines if _is_said(said)]


def _is_said(said: Said) -> bool:
    """What never was is not told, and what is most frequent from the second time on."""
    least = {"times": 0, "calmer": 0, "kept": 0, "answered": 1}.get(said.line.how, _OFTEN)
    return said.gate == "ok" and said.k >= least


def _in_words(said: Said, vocabulary: Vocabulary) -> str:
    name = said.name or ""
    if said.line.how in {"turned", "worked"}:
        name = named(vocabulary.stages, name)
    return said.line.words.format(often=often(said.k, said.n), name=one_line(name, NAME))


def often(k: int, n: int) -> str:
    """“3 times of 5”, “once of 5”, “all 5 times”, “not once of 5”."""
    if k == n:
        return f"all {n} times"
    if k > _OFTEN:
        return f"{k} times of {n}"
    return f"{times(k) if k else 'not once'} of {n}"


def _quote(quoted: Quoted, labels: Mapping[str, str], report: Report) -> Quote:
    day = dated(quoted.words.day, report.today)
    return Quote(quoted.words.text, f"{labels[quoted.key]}, {day}")
