"""What comes back for a situation: the plans that fit, what went better, what turned, who helped.

At most what fits a terminal of 24 rows at 80 columns, unless more is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from debrief_cli.render.blocks import Block, Column, Heading, Prose, Quote, Table
from debrief_cli.render.text import one_line
from debrief_cli.render.words import dated
from debrief_cli.vocabulary import PLAY_STATES, Vocabulary, named

if TYPE_CHECKING:
    from debrief_cli.store.recalling import Earlier, PlanLine

# The room of a line at 80 columns. The first plan has two lines for its “if” and two for its
# “then”, and the first that turned has two; words are not broken, which takes some of them.
_LINE = 76
_BROKEN = 12
_NAME = 30
_WITH_SOURCE = (Column(wide=True, wraps=True), Column(right=True))


class Most(NamedTuple):
    """How many lines there may be of each kind; None is all."""

    better: int | None = 3
    turned: int | None = 2
    helped: int | None = 2


ONE_SCREEN = Most()
ALL = Most(None, None, None)


class _Line(NamedTuple):
    """Something said, and the debrief that it is from."""

    text: str
    debrief: int
    source: str


def recall_page(
    plans: Sequence[PlanLine],
    earlier: Sequence[Earlier],
    words: Vocabulary,
    today: date,
    most: Most = ONE_SCREEN,
) -> list[Block]:
    """The page; one kind line when there is nothing to say."""
    better = _once(_better(earlier, today), most.better)
    turned = _once(_turned(earlier, words, today), most.turned)
    helped = _once(_helped(earlier, today), most.helped)
    told = [*better, *turned, *helped]
    aside = f"in full: debrief show {told[0].debrief}" if told else ""
    blocks = _plans(plans)
    for heading, body in (
        ("WHEN IT WENT BETTER, YOU WROTE", [Quote(line.text, line.source) for line in better]),
        ("WHERE IT TURNED, WHEN IT WENT WORSE", _table(turned, first=2)),
        ("WHO HELPED", _table(helped, first=1)),
    ):
        if body:
            blocks += [Heading(heading, aside), *body]
            aside = ""
    nothing = "Nothing like it here yet. Once you write one up, it comes back: debrief new"
    return blocks or [Prose(nothing)]


def _plans(plans: Sequence[PlanLine]) -> list[Block]:
    if not plans:
        return []
    blocks: list[Block] = [Heading("YOUR PLANS FOR THIS" if plans[1:] else "YOUR PLAN FOR THIS")]
    room = 2 * _LINE - _BROKEN
    for plan in plans:
        evidence = f"came up {plan.came_up}, did it {plan.did}, worked {plan.worked}"
        seen = evidence if plan.came_up else "waits for the next one"
        blocks += [
            Prose(one_line(f"When it is like this: {plan.if_}", room)),
            Prose(one_line(f"I will {plan.then}", room)),
            Prose(f"p{plan.id} · {named(PLAY_STATES, plan.state)} · {seen}", indent=4, quiet=True),
        ]
        room = _LINE
    return blocks


def _table(lines: Sequence[_Line], first: int) -> list[Block]:
    """The lines with their sources beside them; there are `first` rows for the first."""
    room = _LINE - max((len(line.source) for line in lines), default=0)
    rows: list[tuple[str, str]] = []
    for line in lines:
        cut = room if rows or first == 1 else first * room - _BROKEN
        rows.append((one_line(line.text, cut), line.source))
    return [Table(_WITH_SOURCE, tuple(rows))] if rows else []


def _better(earlier: Iterable[Earlier], today: date) -> Iterator[_Line]:
    for each in earlier:
        if each.outcome == "exceeded":
            yield from (_line(each, text, today) for text in each.contributions[:1])


def _turned(earlier: Iterable[Earlier], words: Vocabulary, today: date) -> Iterator[_Line]:
    """The part of the call and what was noted there; else what one would do earlier."""
    for each in earlier:
        if each.outcome != "below":
            continue
        change = next(iter(each.would_change), None)
        if each.turned:
            stage, note = each.turned[0]
            part, said = named(words.stages, stage), note or change
            yield _line(each, f"{part}: “{one_line(said)}”" if said else part, today)
        elif change:
            yield _line(each, f"you would: “{one_line(change)}”", today)


def _helped(earlier: Iterable[Earlier], today: date) -> Iterator[_Line]:
    for each in earlier:
        for who, with_ in each.helpers:
            said = f"{one_line(who, _NAME)}: “{one_line(with_)}”" if with_ else one_line(who)
            yield _line(each, said, today)


def _line(each: Earlier, text: str, today: date) -> _Line:
    return _Line(text, each.id, f"{each.id} · {dated(each.day, today)}")


def _once(lines: Iterable[_Line], most: int | None) -> list[_Line]:
    """The first of them, each text once."""
    by_text: dict[str, _Line] = {}
    for line in lines:
        by_text.setdefault(line.text, line)
    return list(by_text.values())[:most]
