"""The week's one thing as a page, with the weeks before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from debrief_cli.analysis.onething import Week
from debrief_cli.period import parse_week, week_label
from debrief_cli.render.blocks import Block, Fields, Gap, Heading, Prose, Title
from debrief_cli.render.words import days_between
from debrief_cli.vocabulary import FOCUS


def page(weeks: Sequence[Week], today: date) -> list[Block]:
    """This week's, how it goes, and the weeks before, given the latest first."""
    this = week_label(today)
    blocks: list[Block] = [Title("This week's one thing", _days(this, today)), Gap()]
    now = [week for week in weeks if week.focus.week == this]
    for week in now:
        blocks += [Prose(_named(week)), Prose(went(week) or "Evenings ask how it goes.")]
    if not now:
        blocks += [
            Prose("Nothing yet. One small thing a week, the same one until it holds:"),
            Prose('debrief focus set "say what happens next"', indent=4),
            Prose("debrief focus set --plan 2", indent=4),
        ]
    earlier = [week for week in weeks if week.focus.week < this]
    if earlier:
        rows = tuple((_days(week.focus.week, today), _lines(week)) for week in earlier)
        blocks += [Heading("Before"), Fields(rows)]
    return blocks


def _named(week: Week) -> str:
    plan = f"   (p{week.focus.play})" if week.focus.play else ""
    return f"{week.focus.text}{plan}"


def _lines(week: Week) -> str:
    return "\n".join(line for line in (_named(week), went(week)) if line)


def went(week: Week) -> str:
    """How it went, in words; nothing when nobody asked."""
    said = [f"{t.words} {week.answers[t.name]}" for t in FOCUS if week.answers.get(t.name)]
    parts = [", ".join(said)] if said else []
    if week.came_up:
        parts.append(f"as a plan: came up {week.came_up}, did it {week.did}, worked {week.worked}")
    return "; ".join(parts)


def _days(label: str, today: date) -> str:
    week = parse_week(label)
    return days_between(week.start, week.end - timedelta(days=1), today)
