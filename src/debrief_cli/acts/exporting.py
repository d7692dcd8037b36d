"""A journal written out: lossless lines, a spreadsheet, a text to read, or jrnl's JSON."""

from __future__ import annotations

import json
from heapq import merge
from typing import TYPE_CHECKING, Any

from debrief_cli.acts.output import output
from debrief_cli.context import Context
from debrief_cli.records import Reflection
from debrief_cli.render.dates import weekday_and_date
from debrief_cli.render.progress import progress
from debrief_cli.render.text import in_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from debrief_cli.records import Debrief
    from debrief_cli.store.reading import Reading

    Told = Callable[[int], None]

_WORTH_A_BAR = 20_000
_IN_ONE_GO = 1 << 16


def export(context: Context, form: str, target: Path | None, *, yes: bool) -> int:
    """Write the journal in that form, into `target` or on standard output; how many entries.

    A folder takes a spreadsheet as one file for each table.
    """
    if form == "csv" and target is not None and target.is_dir():
        return _folder(context, target, yes=yes)
    with output(context, target, yes=yes) as file:
        written = bytearray()
        entries = 0
        for text, counts in _FORMS[form](context):
            entries += counts
            written += text.encode("utf-8", "replace")
            if len(written) > _IN_ONE_GO:
                file.write(written)
                written.clear()
        file.write(written)
        file.flush()
    return entries


def _jsonl(context: Context) -> Iterator[tuple[str, int]]:
    from debrief_cli.store import exporting

    with context.counting() as journal:
        in_all = exporting.how_many(journal)
        with _bar(context, in_all) as told:
            for _, line in exporting.lines(journal, told):
                yield f"{in_json(line)}\n", 1


def _bar(context: Context, in_all: int) -> Any:
    return progress("Writing", in_all, worth_it=_WORTH_A_BAR, color=context.color)


def _csv(context: Context) -> Iterator[tuple[str, int]]:
    from debrief_cli.render import sheet

    with context.reading() as reading, _bar(context, reading.count()) as told:
        rows = (sheet.of_record(each) for each in _counted(reading.debriefs(), told))
        for number, line in enumerate(sheet.lines(sheet.DEBRIEFS, rows)):
            yield line, int(number > 0)


def left_out_of_one_table(context: Context) -> str:
    """What to say of the records that a table of debriefs has no room for; nothing if none."""
    with context.counting() as journal, journal.snapshot() as connection:
        others = connection.execute(
            "SELECT 1 FROM reflections UNION ALL SELECT 1 FROM plays"
            " UNION ALL SELECT 1 FROM promises LIMIT 1"
        ).fetchone()
    return (
        "Only what you wrote up is in it; -o FOLDER has all tables, --format jsonl everything."
        if others
        else ""
    )


def _counted(records: Iterator[Any], told: Told) -> Iterator[Any]:
    for number, record in enumerate(records, 1):
        told(number)
        yield record


def _folder(context: Context, folder: Path, *, yes: bool) -> int:
    """Every table of a spreadsheet as a file of its own."""
    from debrief_cli.render import sheet

    entries = 0
    with context.reading() as reading:
        tables = (
            (sheet.DEBRIEFS, map(sheet.of_record, reading.debriefs())),
            (
                sheet.CUSTOMERS,
                (r for each in reading.reflections() for r in sheet.of_reflection(each)),
            ),
            (sheet.PLANS, map(sheet.of_record, reading.plays())),
            (sheet.PROMISES, map(sheet.of_record, reading.promises())),
        )
        for table, rows in tables:
            with output(context, folder / f"{table.name}.csv", yes=yes) as file:
                for number, line in enumerate(sheet.lines(table, rows)):
                    file.write(line.encode("utf-8", "replace"))
                    entries += number > 0
    return entries


def _entries(reading: Reading) -> Iterator[Debrief | Reflection]:
    """Debriefs and look backs, the latest first; of one day the look back comes first."""
    return merge(
        reading.debriefs(),
        reading.reflections(),
        key=lambda each: (each.day, isinstance(each, Reflection)),
        reverse=True,
    )


def _markdown(context: Context) -> Iterator[tuple[str, int]]:
    from debrief_cli.render import entries, written_out

    words, form = context.words, context.debrief_form
    with context.reading() as reading:
        yield written_out.heading("My journal", 1), 0
        day = None
        with _bar(context, reading.count()) as told:
            for each in _counted(_entries(reading), told):
                if each.day != day:
                    day = each.day
                    yield written_out.heading(f"{weekday_and_date(day)} {day.year}", 2), 0
                if isinstance(each, Reflection):
                    page = entries.reflection_page(each, words)
                else:
                    page = entries.debrief_page(each, words, form)
                yield written_out.markdown(page), 1
        for title, rest in (
            ("My plans", map(entries.play_page, reading.plays())),
            ("Promises", map(entries.promise_page, reading.promises())),
        ):
            for number, page in enumerate(rest):
                yield written_out.heading(title, 2) * (number == 0) + written_out.markdown(page), 1


def _jrnl(context: Context) -> Iterator[tuple[str, int]]:
    from collections import Counter

    from debrief_cli.render import entries, written_out

    words, form = context.words, context.debrief_form
    tags: Counter[str] = Counter()
    with context.reading() as reading, _bar(context, reading.count()) as told:
        yield '{"entries": [', 0
        start = "\n"
        for each in _counted(_entries(reading), told):
            if isinstance(each, Reflection):
                entry = written_out.jrnl_reflection(each, entries.reflection_page(each, words))
            else:
                entry = written_out.jrnl_debrief(each, entries.debrief_page(each, words, form))
            tags.update(entry["tags"])
            yield start + in_json(json.dumps(entry, ensure_ascii=False)), 1
            start = ",\n"
        yield f'\n], "tags": {json.dumps(tags, ensure_ascii=False)}}}\n', 0


_FORMS: dict[str, Callable[[Context], Iterator[tuple[str, int]]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "markdown": _markdown,
    "jrnl": _jrnl,
}
FORMS = tuple(_FORMS)


def check_form(form: str) -> str:
    """The form itself. Raises DebriefError for one that there is not."""
    if form in _FORMS:
        return form
    from debrief_cli.errors import BadInput
    from debrief_cli.spelling import nearest

    raise BadInput(
        f"--format: “{form[:40]}” is not one of {', '.join(FORMS)}{nearest(form, FORMS)}"
    )
