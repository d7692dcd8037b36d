"""The start of a shift: what the last evening, the plans and the promises say for today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.acts.drafting import changed_by, describe, older, unfinished
from debrief_cli.context import Context
from debrief_cli.period import week_label
from debrief_cli.records import Focus, Play, Promise, document
from debrief_cli.render.blocks import Block, Fields, Gap, Heading, Prose, Title
from debrief_cli.render.dates import clock_time, short_date, weekday_and_date

if TYPE_CHECKING:
    from debrief_cli.store.drafts import KeptDraft
    from debrief_cli.store.reading import Reading

# After so many days without an entry the page says little, and nothing about the days.
QUIET_AFTER = timedelta(days=3)
_LESSONS_FROM = timedelta(days=60)
_LESSONS = 30
_OFFERED_FROM = timedelta(days=2)


class Lesson(NamedTuple):
    """Something that helped once, in the person's own words."""

    debrief: int
    day: date
    text: str


class Offered(NamedTuple):
    """A customer of the last two days who may be worth writing up: the Nth of a reflection."""

    reflection: int
    customer: int
    label: str
    verdict: str


class Unsaved(NamedTuple):
    """Something that waits to be gone on with; `record` is the debrief that changes are to."""

    draft: KeptDraft
    record: int | None = None


class Morning(NamedTuple):
    """Everything that `today` shows."""

    date: date
    tomorrow: str | None
    promises: tuple[Promise, ...]
    focus: Focus | None
    plays: tuple[Play, ...]
    lesson: Lesson | None
    offer: Offered | None
    drafts: tuple[Unsaved, ...]
    is_empty: bool


def morning(context: Context) -> Morning:
    """Gather it for today's working day."""
    today = context.clock.today()
    waiting = unfinished(context)
    with context.reading() as reading:
        last = reading.last_day()
        quiet = last is not None and today - last >= QUIET_AFTER
        evening = next(iter(reading.reflections(until=today, limit=1)), None)
        plays = reading.plays(("trying",))
        return Morning(
            date=today,
            tomorrow=evening.tomorrow if evening and not quiet else None,
            promises=tuple(reading.promises("open", due_until=today)),
            focus=None if quiet else reading.focus(week_label(today)),
            plays=tuple(plays[:1] if quiet else plays[:3]),
            lesson=None if quiet else _lesson(reading, today),
            offer=None if quiet else _offer(reading, today),
            drafts=tuple(_unsaved(reading, waiting)),
            is_empty=last is None,
        )


def _unsaved(reading: Reading, waiting: Sequence[KeptDraft]) -> Iterator[Unsaved]:
    """What was begun before what was changed. Changes to what is deleted wait until it is back."""
    for draft in waiting:
        if draft.kind != "edit":
            yield Unsaved(draft)
    for draft in waiting:
        number = changed_by(reading, draft) if draft.kind == "edit" else None
        if number is not None:
            yield Unsaved(draft, number)


def _offer(reading: Reading, today: date) -> Offered | None:
    """One customer at the most, better before worse, the latest first; not one written up."""
    found = [
        Offered(reflection.id, number, customer.customer, customer.verdict)
        for reflection in reading.reflections(since=today - _OFFERED_FROM, until=today)
        for number, customer in enumerate(reflection.customers, 1)
        if customer.customer
        and customer.debrief is None
        and customer.conduct is None
        and customer.verdict != "met"
    ]
    better = [offered for offered in found if offered.verdict == "exceeded"]
    return next(iter([*better, *found]), None)


def _lesson(reading: Reading, today: date) -> Lesson | None:
    """One thing that worked before: another one each day, the same all day."""
    from debrief_cli.store.lookback import what_worked

    with reading.snapshot() as connection:
        found = what_worked(connection, today - _LESSONS_FROM, today, _LESSONS)
    if not found:
        return None
    return Lesson(*found[today.toordinal() % len(found)])


def as_document(seen: Morning) -> dict[str, Any]:
    """The page as JSON."""
    draft, record = seen.drafts[0] if seen.drafts else (None, None)
    return {
        "date": seen.date.isoformat(),
        "tomorrow": seen.tomorrow,
        "promises": document(seen.promises),
        "focus": document(seen.focus),
        "plays": document(seen.plays),
        "lesson": document(seen.lesson),
        "offer": document(seen.offer),
        "draft": draft
        and {
            "uid": draft.uid,
            "kind": draft.kind,
            "started_at": draft.started_at.isoformat(),
            "situation": draft.answers.get("situation"),
            "record": record,
        },
    }


def short(seen: Morning) -> str:
    """The page as one line: the most pressing thing alone."""
    for promise in seen.promises:
        return f"Promised for today: {promise.text}{_by(promise, seen.date)}"
    if seen.tomorrow:
        return f"You told yourself: {seen.tomorrow}"
    if seen.focus:
        return f"This week's one thing: {seen.focus.text}"
    for play in seen.plays:
        return f"If it happens: {play.if_} – I will {play.then}"
    return "After a customer you'll remember: debrief new"


def page(seen: Morning) -> list[Block]:
    """The page for a screen."""
    blocks: list[Block] = [Title(weekday_and_date(seen.date))]
    if seen.drafts:
        blocks += [Gap(), *map(Prose, _open(seen.drafts))]
    if rows := _said(seen):
        blocks += [Gap(), Fields(tuple(rows))]
    if seen.plays:
        blocks.append(Heading("If it happens today"))
        for play in seen.plays:
            blocks += [
                Prose(f"When it is like this: {play.if_}"),
                Prose(f"I will {play.then}", indent=4),
            ]
    if seen.lesson:
        blocks += [
            Gap(),
            Fields(
                ((f"It worked before ({short_date(seen.lesson.day)})", f"“{seen.lesson.text}”"),)
            ),
        ]
    if seen.offer:
        blocks += [
            Gap(),
            Prose(f"Worth a minute? {seen.offer.label}"),
            Prose(f"debrief new --reflection {seen.offer.reflection}.{seen.offer.customer}", 4),
        ]
    return [*blocks, Gap(), Prose("After a customer you'll remember: debrief new")]


def _open(drafts: Sequence[Unsaved]) -> Iterator[str]:
    """The newest of each command with the way on, and every debrief with changes, once."""
    for kind in ("new", "reflect"):
        begun = [unsaved.draft for unsaved in drafts if unsaved.draft.kind == kind]
        if begun:
            yield f"One is unfinished, {describe(begun[0])}{older(begun)}"
            yield f"Go on with it: debrief {kind} --resume"
    for number in dict.fromkeys(each.record for each in drafts if each.record is not None):
        yield f"Changes to {number} are not saved yet: debrief edit {number}"


def _said(seen: Morning) -> list[tuple[str, str]]:
    rows = [("You told yourself last time", seen.tomorrow)] if seen.tomorrow else []
    rows += [("Promised for today", p.text + _by(p, seen.date)) for p in seen.promises]
    rows += [("This week's one thing", seen.focus.text)] if seen.focus else []
    return rows


def _by(promise: Promise, today: date) -> str:
    if not promise.due:
        return ""
    if len(promise.due) > len("2026-03-04"):
        due = datetime.fromisoformat(promise.due)
        return f", by {clock_time(due)}" if due.date() == today else f" ({short_date(due.date())})"
    day = date.fromisoformat(promise.due)
    return "" if day == today else f" ({short_date(day)})"


def welcome() -> Sequence[Block]:
    """What someone sees who has written nothing yet."""
    return [
        Title("debrief · a private notebook for people who serve customers"),
        Gap(),
        Fields(
            (
                ("After a customer you'll remember, good or bad", "debrief new       a minute"),
                ("Before you go home: your last three customers", "debrief reflect   two minutes"),
                ("On Friday: what your week says", "debrief report"),
            )
        ),
        Gap(),
        Prose("It stays on this computer and only you can read it."),
    ]
