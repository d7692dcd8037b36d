"""My plans as a page, and how I work now as one to take along."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from debrief_cli.records import Check, GivenCheck, Play
from debrief_cli.render.blocks import Block, Fields, Gap, Heading, Prose, Title
from debrief_cli.render.dates import weekday
from debrief_cli.render.text import one_line
from debrief_cli.render.words import dated, times
from debrief_cli.vocabulary import DID, WORKED, named

_SECTIONS = {
    "trying": "On trial",
    "resting": "Waiting",
    "standard": "How I work now",
    "dropped": "Let go",
}
# A plan that is met often has many debriefs behind it; the latest say enough.
_MOST_BEHIND = 8
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def page(plays: Sequence[Play], behind: Mapping[int, Sequence[int]], today: date) -> list[Block]:
    """The plans by what has become of them; `behind` are the debriefs of each."""
    if not plays:
        return _first_step()
    blocks: list[Block] = [Title("My plans")]
    for state, name in _SECTIONS.items():
        section = [play for play in plays if play.state == state]
        if not section:
            continue
        blocks.append(Heading(name))
        for place, play in enumerate(section):
            row = (f"p{play.id}", _lines(play, behind.get(play.id, ()), today))
            blocks += [*([Gap()] if place else []), Fields((row,))]
    return blocks


def _first_step() -> list[Block]:
    return [
        Title("My plans"),
        Gap(),
        Prose("Nothing here yet. A plan is what you will do the next time it is like this;"),
        Prose("it comes back when its situation does, and you say by one key how it went."),
        Gap(),
        Fields(
            (
                ("After a customer you'll remember", "debrief new"),
                ("To write down a plan alone", "debrief playbook add"),
            )
        ),
    ]


def _lines(play: Play, behind: Sequence[int], today: date) -> str:
    lines = [f"When it is like this: {play.if_}", f"I will {play.then}"]
    if play.because:
        lines.append(f"so that {play.because}")
    if play.came_up or play.state in ("trying", "resting"):
        lines.append(evidence(play))
    if play.checks:
        last = play.checks[-1]
        lines.append(f"last: {weekday(last.day)} {dated(last.day, today)}, {check_words(last)}")
    if behind:
        more = "… " if len(behind) > _MOST_BEHIND else ""
        ids = ", ".join(map(str, behind[-_MOST_BEHIND:]))
        lines.append(f"written up: {more}{ids}")
    return "\n".join(lines)


def evidence(play: Play) -> str:
    """What came of a plan so far, in words."""
    if not play.came_up:
        return "waits for the next one"
    partly = f" (partly {play.partly})" if play.partly else ""
    return f"came up {play.came_up}, did it {play.did}{partly}, worked {play.worked}"


def check_words(check: Check | GivenCheck) -> str:
    """One answer about a plan, in words."""
    if not check.came_up:
        return "did not come up"
    worked = f", {named(WORKED, check.worked)}" if check.worked else ""
    note = f" – {check.note}" if check.note else ""
    return f"{named(DID, check.did or '')}{worked}{note}"


def sentence(play: Play, width: int | None = None) -> str:
    """The plan on one line, safe to print."""
    return one_line(f"when it is like this: {play.if_}, I will {play.then}", width)


def markdown(plays: Sequence[Play]) -> str:
    """The plans that are how one works now, as a Markdown page."""
    parts = ["# How I work now"]
    if not plays:
        parts.append("Nothing here yet: a plan that works can become how I work now.")
    for play in plays:
        lines = [
            f"- When it is like this: **{_plain(play.if_)}**",
            f"I will {_plain(play.then)}",
            *([f"so that {_plain(play.because)}"] if play.because else []),
            *([_told(play)] if play.came_up else []),
        ]
        parts.append("  \n  ".join(lines))
    return "\n\n".join(parts) + "\n"


def _told(play: Play) -> str:
    partly = f", and partly {times(play.partly)}" if play.partly else ""
    did, worked = _often(play.did), _often(play.worked)
    return f"It came up {times(play.came_up)}: I did it {did}{partly}; it worked {worked}."


def _often(count: int) -> str:
    return times(count) if count else "not yet"


def _plain(text: str) -> str:
    """Words that Markdown takes as they are: on one line, no sign of them a mark."""
    return _PUNCTUATION.sub(r"\\\1", one_line(text))
