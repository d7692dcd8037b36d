"""A report's first screen, and the page of a period without entries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from debrief_cli.analysis.windows import last_day
from debrief_cli.render import summary
from debrief_cli.render.blocks import Bars, Block, Gap, Heading, Prose, Table, Title

if TYPE_CHECKING:
    from debrief_cli.analysis.report import Report
    from debrief_cli.vocabulary import Vocabulary

# A terminal has 24 rows, and its prompt wants one.
ROWS = 23
COLUMNS = 80
# How many own lines and plans a screen shows: the first pair that fits.
MOST_SHOWN = (3, 4)
_ROOM = (MOST_SHOWN, (3, 3), (3, 2), (2, 3), (2, 2), (1, 2), (1, 1))
# Until then a journal is too young for patterns.
_YOUNG = timedelta(weeks=3)

FRIDAY = "Patterns need a few weeks. Until then this page keeps your own words."
_WEEKS = "Patterns need a few weeks."
_MORE = "More: debrief report --full      (what it can't say yet is listed there)"
_MORE_OF_THEN = "More: the same command with --full      (what it can't say yet is listed there)"


def first_screen(report: Report, vocabulary: Vocabulary) -> tuple[Block, ...]:
    """What a period says at a glance: counts and own words, within 24 rows of 80 columns."""
    if nothing_in(report):
        return empty(report)
    footer = _footer(report)
    page: tuple[Block, ...] = ()
    for lines, plans in _ROOM:
        page = (*_glance(report, vocabulary, lines, plans), *footer)
        if sum(map(rows_of, page)) <= ROWS:
            break
    return page


def rows_of(block: Block) -> int:
    """The rows a block of a first screen takes at 80 columns, the line before it included."""
    match block:
        case Title():
            return 1 + (len(block.text) + 2 + len(block.aside) > COLUMNS)
        case Heading():
            return 2
        case Bars(rows):
            return len(rows)
        case Table(rows=rows, title=head):
            return len(rows) + 2 * bool(head)
        case Prose(text, indent):
            return -(-len(text) // (COLUMNS - indent))
    return 1


def _glance(report: Report, vocabulary: Vocabulary, lines: int, plans: int) -> tuple[Block, ...]:
    return (
        summary.title(report),
        *summary.customers(report),
        *summary.own_words(report, lines),
        *summary.causes(report, vocabulary),
        *summary.plans(report, plans),
        *summary.next_step(report, vocabulary),
    )


def nothing_in(report: Report) -> bool:
    """Whether nothing at all is written down for the period."""
    reflections = report.reflections.counts
    return not (
        report.days_looked_back.k
        or report.debriefs.total
        or report.debriefs.set_apart
        or reflections.customers
        or reflections.set_apart
    )


def empty(report: Report) -> tuple[Block, ...]:
    """A page that is fine as it is, and says how it fills."""
    return (
        summary.title(report),
        Gap(),
        Prose("Nothing is written down for these days, and that is fine."),
        *summary.plans(report, MOST_SHOWN[1]),
        Gap(),
        Table(
            summary.COMMANDS,
            (
                ("After a customer you'll remember", "debrief new", "a minute"),
                ("Before you go home: your last three", "debrief reflect", "two minutes"),
            ),
        ),
    )


def is_young(report: Report) -> bool:
    """Whether the journal was too young for patterns at the end of the period."""
    first = report.first_day
    return first is not None and last_day(report.period, report.today) - first < _YOUNG


def friday(report: Report) -> str:
    """What a young journal says of patterns; of one's own words only where there are some."""
    return FRIDAY if summary.own_words(report, 1) else _WEEKS


def _footer(report: Report) -> tuple[Block, ...]:
    """The way to more; in a young journal, that patterns are still to come."""
    first, today, period = report.first_day, report.today, report.period
    lines = [friday(report)] if is_young(report) else []
    if not lines or (first and first < period.start):
        lines.append(_MORE if today in period and period.kind == "week" else _MORE_OF_THEN)
    return (Gap(), *(Prose(line, indent=0) for line in lines))
