"""A period's report, from the journal to a screen, a file or a pipe."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from debrief_cli.context import Context
from debrief_cli.period import Period
from debrief_cli.render.text import one_line

if TYPE_CHECKING:
    from datetime import date

    from debrief_cli.analysis.report import Report
    from debrief_cli.render.blocks import Block
    from debrief_cli.render.sections import Section

FORMATS = ("terminal", "markdown", "html", "json", "csv")
READERS = ("self", "coach")
ENDINGS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".csv": "csv",
}
# A spreadsheet takes a file without it for one in an alphabet of its own.
_BOM = "\ufeff"
_YOUR_OWN_WORDS = "Plans stand here in your own words: read them once before you pass them on."


class Wanted(NamedTuple):
    """What of a report is wanted, for whom, in which format, and where to.

    `target` is a path, `-`, or "" for the screen. Without `full` or `sections` the terminal
    has the first screen.
    """

    format: str = "terminal"
    full: bool = False
    sections: Collection[str] = ()
    reader: str = "self"
    ascii_only: bool = False
    target: str = ""

    @property
    def first_screen(self) -> bool:
        """Whether the first screen is all that is wanted."""
        whole = self.full or self.sections or self.reader == "coach"
        return self.format == "terminal" and not whole


def report_of(context: Context, period: Period, timezone: str = "", *, full: bool = True) -> Report:
    """What the journal says about a period, as of today; `timezone` is named in it.

    Everything if `full`, else what the first screen shows.
    """
    from debrief_cli.analysis.report import build
    from debrief_cli.store.counting import tally

    today = context.clock.today()
    with context.counting() as journal, journal.snapshot() as connection:
        tallies = tally(connection, period, today, full=full)
    return build(tallies, period, today, timezone)


def first_day(context: Context) -> date | None:
    """The day of the first entry ever; None in an empty journal."""
    from debrief_cli.store import counting

    with context.counting() as journal, journal.snapshot() as connection:
        return counting.first_day(connection)


def check_sections(wanted: Wanted) -> None:
    """Raise BadInput for a section that the report has not."""
    if not wanted.sections:
        return
    from debrief_cli.render import coach, pages

    if wanted.reader == "coach":
        pages.check_names(wanted.sections, coach.SECTIONS, " of a coach's report")
    else:
        pages.check_names(wanted.sections, pages.ALL)


def put(context: Context, period: Period, wanted: Wanted) -> None:
    """Make the report and put it where it is wanted."""
    # Finding the zone's name takes a while, and only the documents have it.
    dated = wanted.format in ("json", "csv")
    timezone = context.clock.zone_name if dated else ""
    report = report_of(context, period, timezone, full=not wanted.first_screen)
    if wanted.reader == "coach":
        report = _for_a_coach(context, report)
        context.note(_YOUR_OWN_WORDS)
    if wanted.format == "terminal" and wanted.target in ("", "-"):
        _print(context, report, wanted)
        return
    from debrief_cli.acts.output import STANDARD, deliver

    to_file = wanted.target not in ("", STANDARD)
    text = _text(context, report, wanted)
    if wanted.format == "csv" and to_file:
        text = f"{_BOM}{text}"
    deliver(wanted.target or STANDARD, text.encode())
    if to_file:
        context.note(f"Written: {one_line(wanted.target)}")


def print_report(context: Context, report: Report, *, full: bool) -> None:
    """Its first screen, or all of it."""
    _print(context, report, Wanted(full=full))


def _print(context: Context, report: Report, wanted: Wanted) -> None:
    context.page(_blocks(context, report, wanted), ascii_only=wanted.ascii_only)


def _blocks(context: Context, report: Report, wanted: Wanted) -> Sequence[Block]:
    if not wanted.first_screen:
        from debrief_cli.render import coach, pages

        page = coach.page if wanted.reader == "coach" else pages.whole
        return page(report, context.words, wanted.sections).blocks
    from debrief_cli.render import compose

    return compose.first_screen(report, context.words)


def _text(context: Context, report: Report, wanted: Wanted) -> str:
    """The report in a format that is not for a screen; each module is loaded for its own alone."""
    if wanted.format == "terminal":
        return _plain(_blocks(context, report, wanted), ascii_only=wanted.ascii_only)
    if wanted.format in ("markdown", "html"):
        from debrief_cli.render import coach, pages

        make = coach.page if wanted.reader == "coach" else pages.to_keep
        page = make(report, context.words, wanted.sections)
        if wanted.format == "html":
            from debrief_cli.render.html import html

            return html(page)
        from debrief_cli.render.markdown import markdown

        return markdown(page.blocks)
    document, sections = _document(report, wanted)
    if wanted.format == "csv":
        from debrief_cli.render.csv import table

        return table(document, sections, context.words)
    import json

    from debrief_cli.render.text import in_json

    return in_json(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def _plain(blocks: Sequence[Block], *, ascii_only: bool) -> str:
    from io import StringIO

    from debrief_cli.render.terminal import print_blocks

    file = StringIO()
    print_blocks(blocks, color=False, file=file, ascii_only=ascii_only)
    return file.getvalue()


def _document(report: Report, wanted: Wanted) -> tuple[dict[str, Any], Sequence[Section]]:
    """The report's document with the keys that are wanted, and the sections they belong to."""
    from debrief_cli.render.json import report as as_json

    whole = as_json(report)
    if wanted.reader == "coach":
        from debrief_cli.render import coach

        return coach.document(whole, wanted.sections), coach.SECTIONS
    if not wanted.sections and wanted.format == "json":
        # Every key there is, without loading what makes pages.
        return whole, ()
    from debrief_cli.render import pages

    keys = pages.keys_of(pages.ALL, wanted.sections)
    return {key: value for key, value in whole.items() if key in keys}, pages.ALL


def _for_a_coach(context: Context, report: Report) -> Report:
    """The report without what names a customer in the texts that a coach gets to read."""
    from debrief_cli.render import coach
    from debrief_cli.store.labels import labels_in

    with context.counting() as journal, journal.snapshot() as connection:
        labels = labels_in(connection, coach.texts_of(report))
    return coach.without_customers(report, labels)
