"""Plans over a period: how often they came up, what came of them, and what is next."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from debrief_cli.analysis.figures import Sample, Share, share_of
from debrief_cli.analysis.tallies import FactorCount, FocusOf, Idea, PlayCount, Tallies
from debrief_cli.period import week_label

READY_FROM = 3
SLIPPED_FROM = 3
PASS_ON_FROM = 3
MOST_TRYING = 3


class Count(NamedTuple):
    """k of n, never as a rate."""

    k: int
    n: int


class Plays(NamedTuple):
    """Plans made in the period, and the answers about plans given in it.

    `entries` are the plans asked about in the period, and those on trial that were made by
    its end. Follow-through
    is `done` of the times they came up, and `helped` of the times they were done.
    """

    made: int
    came_up: int
    did: int
    partly: int
    worked: int
    entries: tuple[PlayCount, ...]
    done: Share
    helped: Share


class Next(NamedTuple):
    """The one thing to do next: a `kind`, and what it is about.

    standard, slipped: `play`, `text`, so many `times`. plan: `text` and where it stands
    (`source`, `id`). pass_on: a `factor`, so many `times`. focus: `text` and perhaps `play`.
    """

    kind: str
    play: int | None = None
    text: str = ""
    source: str = ""
    id: int = 0
    factor: str = ""
    times: int = 0


def plays_of(tallies: Tallies) -> Plays:
    """The plans of a period; `partly` stands apart and is not counted as done."""
    plays = [play for play in tallies.plays if not play.later]
    came_up = sum(play.came_up for play in plays)
    did = sum(play.did for play in plays)
    worked = sum(play.worked for play in plays)
    return Plays(
        made=tallies.plays_made,
        came_up=came_up,
        did=did,
        partly=sum(play.partly for play in plays),
        worked=worked,
        entries=tuple(sorted(plays, key=lambda play: (-play.came_up, play.id))),
        done=share_of(Sample(did, came_up)),
        helped=share_of(Sample(worked, did)),
    )


def consistency_of(tallies: Tallies) -> Count:
    """How often what one works by was done, of the times that it came up.

    Counted are plans that are standards, the plan that is a week's one thing (in that
    week), and the evening's answer about the one thing. `sometimes`, `no` and `partly`
    came up and were not done; what had no chance to is not counted at all.
    """
    focus = {entry.week: entry.play for entry in tallies.focuses}
    held = [
        row for row in tallies.held if row.standard or focus.get(week_label(row.day)) == row.play
    ]
    answers = tallies.focus_answers
    each_time = answers.get("every_time", 0)
    done = sum(row.n for row in held if row.done) + each_time
    came_up = sum(row.n for row in held) + each_time
    return Count(done, came_up + answers.get("sometimes", 0) + answers.get("no", 0))


def next_of(tallies: Tallies, focus: FocusOf | None) -> Next | None:
    """The first thing that applies: what is ripe, what is stuck, what is new, what to stay with."""
    trying = [play for play in tallies.plays if play.state == "trying"]
    return (
        _ready(trying)
        or _slipped(trying)
        or _plan(tallies.ideas, len(trying))
        or _pass_on(tallies.factors)
        or _stay(focus)
    )


def _ready(trying: Sequence[PlayCount]) -> Next | None:
    """A plan done and worked three times over all time: is this how you work now?"""
    best = max(trying, key=lambda play: (play.proven, -play.id), default=None)
    if best is None or best.proven < READY_FROM:
        return None
    return Next("standard", best.id, best.then, times=best.proven)


def _slipped(trying: Sequence[PlayCount]) -> Next | None:
    """A plan that slipped the mind three times, and more often than it worked."""
    stuck = [play for play in trying if play.slipped > play.proven]
    worst = max(stuck, key=lambda play: (play.slipped, -play.id), default=None)
    if worst is None or worst.slipped < SLIPPED_FROM:
        return None
    return Next("slipped", worst.id, worst.then, times=worst.slipped)


def _plan(ideas: Sequence[Idea], trying: int) -> Next | None:
    if not ideas or trying >= MOST_TRYING:
        return None
    idea = ideas[0]
    return Next("plan", text=idea.text, source=idea.source, id=idea.id)


def _pass_on(factors: Sequence[FactorCount]) -> Next | None:
    most = max(factors, key=lambda row: row.hurt, default=None)
    if most is None or most.hurt < PASS_ON_FROM:
        return None
    return Next("pass_on", factor=most.factor, times=most.hurt)


def _stay(focus: FocusOf | None) -> Next | None:
    return focus and Next("focus", focus.play, focus.text)


def promises_of(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Promises open now that were made or due by the period's end; kept or broken within it."""
    return {state: counts.get(state, 0) for state in ("open", "kept", "broken")}
