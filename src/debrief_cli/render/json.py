"""The report as a document: schema 1, whose keys are never changed, only added to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from debrief_cli.analysis.full import NOTHING
from debrief_cli.render.figures import gate as _gate
from debrief_cli.render.figures import rounded as _rounded
from debrief_cli.render.figures import share as _share

if TYPE_CHECKING:
    from debrief_cli.analysis.comparisons import Comparison
    from debrief_cli.analysis.customers import Change, Customers, Debriefs, Reflections
    from debrief_cli.analysis.figures import Difference, Sample
    from debrief_cli.analysis.full import Full
    from debrief_cli.analysis.lenses import LensFigure
    from debrief_cli.analysis.onething import Week
    from debrief_cli.analysis.plans import Count, Next
    from debrief_cli.analysis.plans_in_time import PlanSpan, SincePlan
    from debrief_cli.analysis.report import Report
    from debrief_cli.analysis.tallies import PlayCount, Words

SCHEMA = 1


def report(result: Report) -> dict[str, Any]:
    """The report as plain JSON values; floats have six decimals.

    `needs` stands beside a `gate` that says too_few, and is otherwise left out.
    """
    period = result.period
    return {
        "schema": SCHEMA,
        "period": {
            "label": period.label,
            "start": period.start.isoformat(),
            "end": period.end.isoformat(),
            "timezone": result.timezone,
        },
        "debriefs": _debriefs(result.debriefs),
        "reflections": _reflections(result.reflections),
        "change": {name: _change(change) for name, change in result.change.items()},
        "weeks": [
            {
                "week": entry.week.label,
                "debriefs": _debriefs(entry.debriefs),
                "reflections": _customers(entry.reflections),
            }
            for entry in result.weeks
        ],
        "own_words": [_words(line) for line in result.own_words],
        "techniques": [
            {"technique": entry.name, **_comparison(entry)} for entry in result.techniques
        ],
        "needs": [{"need": entry.name, **_comparison(entry)} for entry in result.needs],
        "multitasking": _comparison(result.multitasking),
        "factors": [row._asdict() for row in result.factors],
        "stages": [row._asdict() for row in result.stages],
        "effort": {
            "grid": {outcome: list(row) for outcome, row in result.effort.grid.items()},
            "tau_b": _rounded(result.effort.tau_b),
            **_gate(result.effort.gate, result.effort.needs),
        },
        "evidence": dict(result.evidence),
        "plays": _plays(result),
        "consistency": _count(result.consistency),
        "days_looked_back": _count(result.days_looked_back),
        "promises": dict(result.promises),
        "focus": result.focus and result.focus._asdict(),
        "next": result.next and _next(result.next),
        **_full(result.full or NOTHING),
    }


def _full(full: Full) -> dict[str, Any]:
    """What only the full report has, after the keys that were there before it."""
    return {
        "channels": [{"channel": row.name, **row.outcomes} for row in full.channels],
        "tags": [{"tag": row.name, **row.outcomes} for row in full.tags],
        "causes": [{"factor": entry.name, **_comparison(entry)} for entry in full.causes],
        "basics": {"solved": dict(full.solved), "respect": dict(full.respect)},
        "lenses": [_lens(figure) for figure in full.lenses],
        "plans_over_time": [_span(entry) for entry in full.plans_over_time],
        "since_plans": [_since(entry) for entry in full.since_plans],
        "focus_weeks": [_focus_week(week) for week in full.focus_weeks],
    }


def _lens(figure: LensFigure) -> dict[str, Any]:
    quoted = figure.quoted
    return {
        "lens": figure.lens,
        "debriefs": figure.debriefs,
        "lines": [
            {
                "line": said.line.key,
                "name": said.name,
                "k": said.k,
                "n": said.n,
                **_gate(said.gate, said.needs),
            }
            for said in figure.lines
        ],
        "quoted": quoted and {"question": quoted.key, **_words(quoted.words)},
    }


def _span(entry: PlanSpan) -> dict[str, Any]:
    span = entry.span
    return {
        "label": span.label,
        "start": span.start.isoformat(),
        "end": span.end.isoformat(),
        "made": entry.made,
        "came_up": entry.came_up,
        "did": entry.did,
        "partly": entry.partly,
        "worked": entry.worked,
    }


def _since(entry: SincePlan) -> dict[str, Any]:
    return {
        "play": entry.plan.id,
        "before": _count(entry.before),
        "since": _count(entry.since),
        "difference": _difference(entry.difference),
    }


def _focus_week(week: Week) -> dict[str, Any]:
    focus = week.focus
    return {
        "week": focus.week,
        "text": focus.text,
        "play": focus.play,
        "answers": dict(week.answers),
        "came_up": week.came_up,
        "did": week.did,
        "worked": week.worked,
    }


def _words(line: Words) -> dict[str, Any]:
    return {"debrief": line.id, "day": line.day.isoformat(), "text": line.text}


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "difference": _rounded(found.difference),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "reading": found.reading,
        **_gate(found.gate, found.needs),
    }


def _count(count: Count | Sample) -> dict[str, int]:
    return {"k": count.k, "n": count.n}


def _debriefs(debriefs: Debriefs) -> dict[str, Any]:
    return {
        "total": debriefs.total,
        "outcomes": dict(debriefs.outcomes),
        "set_apart": debriefs.set_apart,
    }


def _customers(customers: Customers) -> dict[str, Any]:
    return {
        "days": customers.days,
        "customers": customers.customers,
        "verdicts": dict(customers.verdicts),
        "set_apart": customers.set_apart,
        "linked": customers.linked,
    }


def _reflections(reflections: Reflections) -> dict[str, Any]:
    return {
        **_customers(reflections.counts),
        "effective_n": _rounded(reflections.effective_n),
        "exceeded": _share(reflections.exceeded),
        "met_or_better": _share(reflections.met_or_better),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        **_difference(change.difference),
        "now": _count(change.now),
        "before": _count(change.before),
    }


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "with": _share(found.with_),
        "without": _share(found.without),
        "shrunk": _rounded(found.shrunk),
        "lift": _rounded(found.lift),
        "difference": _difference(found.difference),
    }


def _plays(result: Report) -> dict[str, Any]:
    plays = result.plays
    return {
        "made": plays.made,
        "came_up": plays.came_up,
        "did": plays.did,
        "partly": plays.partly,
        "worked": plays.worked,
        "list": [_play(play) for play in plays.entries],
    }


def _play(play: PlayCount) -> dict[str, Any]:
    return {
        "id": play.id,
        "if": play.if_,
        "then": play.then,
        "state": play.state,
        "came_up": play.came_up,
        "did": play.did,
        "partly": play.partly,
        "worked": play.worked,
    }


def _next(step: Next) -> dict[str, Any]:
    """Its kind and what it is about; the rest is for the screen."""
    if step.kind in {"standard", "slipped"}:
        return {"kind": step.kind, "play": step.play}
    if step.kind == "plan":
        return {"kind": step.kind, "text": step.text, "source": step.source, "id": step.id}
    if step.kind == "pass_on":
        return {"kind": step.kind, "factor": step.factor, "count": step.times}
    return {"kind": step.kind, "text": step.text, "play": step.play}
