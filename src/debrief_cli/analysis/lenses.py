"""What the closer looks say, each by its own line, once there are enough answers."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from debrief_cli.analysis.full_tallies import Looked
from debrief_cli.analysis.tallies import Words
from debrief_cli.forms.lens_lines import SAID_FROM, SAYS, Line, Says


class Said(NamedTuple):
    """One line's counts: k of n, and what they are about where that is a `name`.

    `needs` is how many more answers the line wants before it is said.
    """

    line: Line
    k: int
    n: int
    name: str | None
    gate: str
    needs: int


class Quoted(NamedTuple):
    """The newest own words of a lens, and the question that they answer."""

    key: str
    words: Words


class LensFigure(NamedTuple):
    """One closer look: how many debriefs took it, what its lines say, what it may quote.

    `needs` is how many more answers it wants before it says anything.
    """

    lens: str
    debriefs: int
    lines: tuple[Said, ...]
    quoted: Quoted | None
    needs: int


class Counted(NamedTuple):
    """k of n, and the name of what was counted."""

    k: int
    n: int
    name: str | None = None


def lenses_of(looked: Looked) -> tuple[LensFigure, ...]:
    """Every lens with at least one answer, in the order in which they are offered."""
    return tuple(
        _figure(name, says, looked) for name, says in SAYS.items() if looked.lenses.get(name)
    )


def _figure(name: str, says: Says, looked: Looked) -> LensFigure:
    lines = tuple(_said(line, _COUNTS[line.how](line, name, looked)) for line in says.lines)
    debriefs = looked.lenses[name]
    quotes = [Quoted(key, words) for key, words in looked.said if key in says.quoted]
    # Of one debrief's, the question that stands first.
    quotes.sort(key=lambda quoted: says.quoted.index(quoted.key))
    newest = max(quotes, key=lambda quoted: (quoted.words.day, quoted.words.id), default=None)
    wanted = [said.needs for said in lines]
    if says.quoted:
        wanted.append(_missing(debriefs))
    return LensFigure(name, debriefs, lines, None if _missing(debriefs) else newest, min(wanted))


def _said(line: Line, counted: Counted) -> Said:
    needs = _missing(counted.n)
    return Said(line, *counted, "too_few" if needs else "ok", needs)


def _missing(answers: int) -> int:
    return max(0, SAID_FROM - answers)


def _times(line: Line, _: str, looked: Looked) -> Counted:
    given = [row for row in looked.answers if row.key == line.key]
    return Counted(
        sum(row.n for row in given if row.value in line.values), sum(row.n for row in given)
    )


def _answered(line: Line, lens: str, looked: Looked) -> Counted:
    return Counted(looked.keys.get(line.key, 0), looked.lenses[lens])


def _calmer(_: Line, __: str, looked: Looked) -> Counted:
    return Counted(
        sum(n for start, end, n in looked.tension if end < start),
        sum(n for _, _, n in looked.tension),
    )


def _noted(line: Line, _: str, looked: Looked) -> Counted:
    most = _most((row.stage, row.n) for row in looked.stages if row.verdict == line.how)
    return Counted(most[1], looked.noted.get(line.how, 0), most[0])


def _thanked(_: Line, __: str, looked: Looked) -> Counted:
    most = _most(looked.thanks)
    return Counted(most[1], sum(n for _, n in looked.thanks), most[0])


def _kept(_: Line, __: str, looked: Looked) -> Counted:
    kept = looked.promised.get("kept", 0)
    return Counted(kept, kept + looked.promised.get("broken", 0))


def _most(counts: Iterable[tuple[str, int]]) -> tuple[str | None, int]:
    """What was counted most often; of several, the first by name."""
    ordered = sorted(counts, key=lambda each: (-each[1], each[0]))
    return ordered[0] if ordered else (None, 0)


_COUNTS: Mapping[str, Callable[[Line, str, Looked], Counted]] = MappingProxyType(
    {
        "times": _times,
        "answered": _answered,
        "calmer": _calmer,
        "turned": _noted,
        "worked": _noted,
        "thanked": _thanked,
        "kept": _kept,
    }
)
