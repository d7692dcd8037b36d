"""The first screen's parts: counts and the person's own words, without a percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debrief_cli.analysis.customers import MET_OR_BETTER, Change
from debrief_cli.analysis.plans import PASS_ON_FROM
from debrief_cli.render.blocks import (
    Bar,
    Bars,
    Block,
    Column,
    Heading,
    Line,
    Phrase,
    Prose,
    Quote,
    Said,
    Table,
    Title,
)
from debrief_cli.render.dates import weekday
from debrief_cli.render.text import one_line
from debrief_cli.render.words import counted, dated, period_name, times
from debrief_cli.vocabulary import OUTCOMES, Vocabulary, named

if TYPE_CHECKING:
    from debrief_cli.analysis.full_tallies import MadePlan
    from debrief_cli.analysis.plans import Next
    from debrief_cli.analysis.report import Report
    from debrief_cli.analysis.tallies import PlayCount, Words

TONES = {"exceeded": "good", "below": "hard"}
CAUSES_SHOWN = 3
CAUSE = 24
# The room for quoted words beside a heading, at 80 columns.
QUOTED = 35
SITUATION = 24

COMMANDS = (Column(), Column(), Column())
_CHANGED = (
    ("met_or_better", "got what they came for"),
    ("exceeded", "left better than expected"),
)
_LATELY = {"last": "in the later half", "range": "in these days"}


def title(report: Report) -> Title:
    """The name of the period, and how much was recorded in it."""
    debriefs, days = report.debriefs, report.days_looked_back.k
    recorded = []
    if debriefs.total:
        recorded.append(f"{debriefs.total} written up")
    if debriefs.set_apart:
        recorded.append(f"{debriefs.set_apart} set apart")
    if days:
        recorded.append(f"{counted(days, 'day')} looked back")
    name = period_name(report.period, report.today, report.first_day)
    return Title(name, " · ".join(recorded))


def customers(report: Report) -> list[Block]:
    """How the reflected customers left, and a change if it is clear."""
    counts = report.reflections.counts
    if not counts.customers:
        return []
    got_it = sum(counts.verdicts[verdict] for verdict in MET_OR_BETTER)
    aside = f"{got_it} of {counts.customers} got what they came for, or more" if got_it else ""
    bars = [
        Bar(term.words, counts.verdicts[term.name], TONES.get(term.name, "")) for term in OUTCOMES
    ]
    heading = f"the last 3 of each day, as you read them: {counts.customers}"
    return [
        Heading("HOW YOUR CUSTOMERS LEFT", heading),
        Bars(tuple(bars), aside),
        *_changed(report),
    ]


def _changed(report: Report) -> list[Block]:
    """One line about a change, if its interval leaves zero out."""
    lately = _LATELY.get(report.period.kind, "in four weeks")
    for name, words in _CHANGED:
        change = report.change[name]
        if change.difference.reading != "no_clear_change":
            return [Prose(_more_or_fewer(change, words, lately))]
    return []


def _more_or_fewer(change: Change, words: str, lately: str) -> str:
    now, before = change.now, change.before
    more = "More" if change.difference.reading == "up" else "Fewer"
    return f"{more} {words}: {now.k} of {now.n} {lately}, {before.k} of {before.n} before."


def own_words(report: Report, most: int) -> list[Block]:
    """What the person wrote when it went better; else what went well at the day's end."""
    heading, lines = "WHEN IT WENT BETTER, YOU WROTE", report.better_words
    if not lines:
        heading, lines = "WHAT WENT WELL, YOU WROTE", report.went_well
    if not lines:
        heading, lines = "WHAT HELPED, EVEN A LITTLE, YOU WROTE", report.helped_a_little
    if not lines:
        return []
    return [Heading(heading), *(Quote(line.text, _when(report, line)) for line in lines[:most])]


def _when(report: Report, line: Words) -> str:
    in_a_week = report.period.days <= len("MTWTFSS")
    return weekday(line.day) if in_a_week else dated(line.day, report.today)


def causes(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """What made it harder and was not in one's hands, the most frequent first."""
    hurt = sorted((row for row in report.factors if row.hurt), key=lambda row: -row.hurt)
    if not hurt:
        return []
    first, *rest = hurt[:CAUSES_SHOWN]
    often = times(first.hurt) if first.hurt < CAUSES_SHOWN else f"{first.hurt} times"
    said = [f"{_cause(first.factor, vocabulary)} {often}"]
    said += [f"{_cause(row.factor, vocabulary)} {row.hurt}" for row in rest]
    blocks: list[Block] = [Heading("NOT IN YOUR HANDS", " · ".join(said))]
    often_enough = first.hurt >= PASS_ON_FROM
    if often_enough and (report.next is None or report.next.kind != "pass_on"):
        blocks.append(Prose("worth passing on to those who can change it"))
    return blocks


def _cause(name: str, vocabulary: Vocabulary) -> str:
    return one_line(named(vocabulary.factors, name), CAUSE)


def plans(report: Report, most: int) -> list[Block]:
    """The plans that came up with their counts, then those that wait for their moment."""
    entries = report.plays.entries
    asked = [play for play in entries if play.came_up][:most]
    waiting = [play for play in entries if not play.came_up and play.state == "trying"]
    waiting = waiting[: most - len(asked)]
    blocks: list[Block] = []
    if asked:
        columns = (Column(wide=True), *(_count(head) for head in ("came up", "did it", "worked")))
        rows = ((plan_name(p), str(p.came_up), str(p.did), str(p.worked)) for p in asked)
        blocks.append(Table(columns, tuple(rows), "YOUR PLANS"))
    if waiting:
        rows_waiting = tuple((plan_name(play), "waits for the next one") for play in waiting)
        name = "" if asked else "YOUR PLANS"
        blocks.append(Table((Column(wide=True), Column(right=True)), rows_waiting, name))
    return blocks


def _count(head: str) -> Column:
    return Column(head, right=True)


def plan_name(play: PlayCount | MadePlan) -> Phrase:
    """A plan in a line: its situation, shortened where room is scarce, and what one does."""
    return Phrase((Said(play.if_, SITUATION), ": ", Said(play.then)))


def next_step(report: Report, vocabulary: Vocabulary) -> list[Block]:
    """The one thing next: what was seen, then the question with the command to type."""
    if report.next is None:
        return []
    seen, command = _step(report.next, vocabulary)
    return [Heading("ONE THING NEXT", seen), Prose(command)]


def _step(step: Next, vocabulary: Vocabulary) -> tuple[Line, str]:
    said = Said(step.text, QUOTED)
    if step.kind == "standard":
        return (
            Phrase(("“", said, f"” has worked {times(step.times)}.")),
            f"Is that how you work now?   debrief playbook standard {step.play}",
        )
    if step.kind == "slipped":
        return (
            Phrase(("“", said, "” is hard to catch in time.")),
            f"A smaller step, other words, or let it go?   debrief playbook reword {step.play}",
        )
    if step.kind == "plan":
        return (
            Phrase(("you wrote “", said, "”")),
            "Would you like to plan it?   debrief playbook add",
        )
    if step.kind == "pass_on":
        return (
            f"{_cause(step.factor, vocabulary)} made it harder {times(step.times)}.",
            "That was not yours; pass it on to those who can change it.",
        )
    return (
        Phrase(("stay with “", said, "”")),
        "One small thing at a time is enough.   debrief focus",
    )
