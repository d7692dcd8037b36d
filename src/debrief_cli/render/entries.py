"""Records as pages: the list of debriefs, and each record in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from debrief_cli.records import Check, Debrief, GivenCheck, Play, Promise, Reflection
from debrief_cli.render.blocks import Block, Column, Fields, Gap, Heading, Prose, Table, Title
from debrief_cli.render.dates import clock_time, short_date, weekday, weekday_and_date
from debrief_cli.render.playbook import check_words
from debrief_cli.vocabulary import (
    CONDUCTS,
    EVIDENCE,
    FOCUS,
    OUTCOMES,
    PLAY_STATES,
    PROMISE_STATES,
    STAGE_VERDICTS,
    Vocabulary,
    named,
)

if TYPE_CHECKING:
    from debrief_cli.form import Form

_LIST = (
    Column(right=True),
    Column(),
    Column(),
    Column(),
    Column(wide=True),
)


def list_page(found: Sequence[Debrief], in_all: int, words: Vocabulary, today: date) -> list[Block]:
    """One line each, the latest first, and how many there are."""
    if not found:
        return [
            Prose("Nothing here yet.", indent=1),
            Prose("After a customer you'll remember: debrief new", indent=1),
        ]
    rows = tuple(
        (
            str(d.id), _day(d.day, today), named(words.channels, d.channel),
            named(OUTCOMES, d.outcome).split()[0], d.situation,
        )
        for d in found
    )  # fmt: skip
    count = f"{len(found)} of {in_all}" if in_all > len(found) else f"{in_all}"
    more = "\ndebrief list --limit 0 shows all" if in_all > len(found) else ""
    return [
        Table(_LIST, rows),
        Gap(),
        Prose(
            f"{count} written up    debrief show {found[0].id} reads one in full{more}", quiet=True
        ),
    ]


def _day(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{weekday(day)} {short_date(day)}{year}"


def debrief_page(debrief: Debrief, words: Vocabulary, form: Form) -> list[Block]:
    """A debrief in full, with the labels of its questions."""

    def label(key: str) -> str:
        return form[key].label

    rows: list[tuple[str, str]] = [
        (label("outcome"), named(OUTCOMES, debrief.outcome)),
    ]
    if debrief.evidence:
        rows.append((label("evidence"), named(EVIDENCE, debrief.evidence)))
    rows += [(label(key), _said(debrief, key)) for key in _TEXTS_FIRST if _said(debrief, key)]
    rows += [(label("contributions"), text) for text in debrief.contributions]
    if debrief.techniques:
        rows.append(
            (label("techniques"), ", ".join(named(words.techniques, t) for t in debrief.techniques))
        )
    rows += [(label("factors"), _factor(f, words)) for f in debrief.factors]
    rows += [(label("would_change"), text) for text in debrief.would_change]
    rows += [(label("stages"), _stage(s, words)) for s in debrief.stages]
    rows += _closer(debrief, form)
    rows += [(label("kudos"), _pair(k.to, k.for_)) for k in debrief.kudos]
    rows += [(label("promises"), _pair(p.text, _due(p.due))) for p in debrief.promises]
    rows += [(label("checks"), _check(c)) for c in debrief.checks]
    if debrief.tags:
        rows.append((label("tags"), ", ".join(debrief.tags)))
    if debrief.conduct:
        rows.append((label("conduct"), "the customer was abusive; left out of your own figures"))
    when = f"{weekday_and_date(debrief.day)} {debrief.day.year}, {clock_time(debrief.occurred_at)}"
    blocks: list[Block] = [
        Title(f"{debrief.id} · {debrief.situation}"),
        Prose(f"{when} · {named(words.channels, debrief.channel)}", indent=1, quiet=True),
        Gap(),
        Fields(tuple(rows)),
    ]
    if debrief.next_time and debrief.next_time.then:
        blocks += [Heading("Next time"), *_plan(debrief.next_time)]
    return blocks


_TEXTS_FIRST = ("situation", "customer", "reference", "customer_words", "expectation")


def _said(debrief: Debrief, key: str) -> str:
    return str(getattr(debrief, key) or "")


def _plan(plan: Any) -> list[Block]:
    which = f"   (p{plan.play})" if plan.play else ""
    blocks: list[Block] = [
        Prose(f"When it is like this: {plan.if_}"),
        Prose(f"I will {plan.then}{which}"),
    ]
    return blocks + ([Prose(f"so that {plan.because}")] if plan.because else [])


def _pair(first: str, second: str | None) -> str:
    return f"{first} ({second})" if second else first


def _factor(factor: Any, words: Vocabulary) -> str:
    how = "made it easier" if factor.direction == "helped" else "made it harder"
    note = f": {factor.note}" if factor.note else ""
    return f"{named(words.factors, factor.factor)}, {how}{note}"


def _stage(stage: Any, words: Vocabulary) -> str:
    note = f": {stage.note}" if stage.note else ""
    return f"{named(words.stages, stage.stage)}, {named(STAGE_VERDICTS, stage.verdict)}{note}"


def _closer(debrief: Debrief, form: Form) -> list[tuple[str, str]]:
    from debrief_cli.wording import in_words  # with all kinds of answers: only some have any

    rows = []
    for key, value in debrief.answers.items():
        full = f"answers.{key}"
        if full in form:
            rows.append((form[full].label, in_words(form[full].kind, value)))
        else:  # a closer look that this machine's configuration does not know
            rows.append((key, str(value)))
    return rows


def _check(check: Check | GivenCheck) -> str:
    which = f"p{check.play}: " if isinstance(check, Check) else ""
    return which + check_words(check)


def _due(due: str | None) -> str | None:
    if due is None:
        return None
    if len(due) == len("2026-03-04"):
        return f"by {short_date(date.fromisoformat(due))}"
    moment = datetime.fromisoformat(due)
    return f"by {short_date(moment.date())}, {clock_time(moment)}"


def reflection_page(reflection: Reflection, words: Vocabulary) -> list[Block]:
    """A look back at one day in full."""
    blocks: list[Block] = [
        Title(f"r{reflection.id} · {weekday_and_date(reflection.day)} {reflection.day.year}"),
        Gap(),
    ]
    for customer in reflection.customers:
        rows = [("how it left them", named(OUTCOMES, customer.verdict))]
        rows += [("how they felt", customer.felt)] if customer.felt else []
        rows += [("what made it so", customer.why)] if customer.why else []
        rows += [("where", named(words.channels, customer.channel))] if customer.channel else []
        rows += [("written up as", str(customer.debrief))] if customer.debrief else []
        rows += [("conduct", named(CONDUCTS, customer.conduct))] if customer.conduct else []
        blocks += [Prose(customer.customer or "A customer", indent=1), Fields(tuple(rows))]
    closing = [
        ("would have gone further", reflection.further),
        ("one thing for tomorrow", reflection.tomorrow),
        ("what went well", reflection.went_well),
        ("this week's one thing", named(FOCUS, reflection.focus) if reflection.focus else None),
        *(("plan", _check(check)) for check in reflection.checks),
    ]
    said = tuple((label, text) for label, text in closing if text)
    return [*blocks, Gap(), Fields(said)] if said else blocks


def play_page(play: Play) -> list[Block]:
    """A plan with its evidence."""
    counts = f"came up {play.came_up}, did it {play.did}, worked {play.worked}"
    blocks: list[Block] = [
        Title(f"p{play.id} · {named(PLAY_STATES, play.state)}"),
        Gap(),
        *_plan(_Shown(play)),
        Gap(),
        Prose(counts if play.came_up else "waits for the next one"),
    ]
    if play.from_debrief:
        blocks.append(Prose(f"from debrief {play.from_debrief}"))
    rows = tuple((_given(check), _check(check)) for check in play.checks)
    return [*blocks, Heading("How it went"), Fields(rows)] if rows else blocks


class _Shown:
    """A plan as a debrief would show it, without its own id."""

    def __init__(self, play: Play) -> None:
        self.if_, self.then, self.because, self.play = play.if_, play.then, play.because, None


def _given(check: GivenCheck) -> str:
    letter = {"debrief": "", "reflection": "r"}.get(check.given_in)
    where = f" ({letter}{check.given_id})" if letter is not None and check.given_id else ""
    return f"{weekday(check.day)} {short_date(check.day)}{where}"


def promise_page(promise: Promise) -> list[Block]:
    """A promise."""
    rows = [("promised", promise.text), ("state", named(PROMISE_STATES, promise.state))]
    if due := _due(promise.due):
        rows.append(("due", due))
    rows += [("note", promise.note)] if promise.note else []
    rows += [("from debrief", str(promise.debrief))] if promise.debrief else []
    return [Title(f"m{promise.id}"), Gap(), Fields(tuple(rows))]
