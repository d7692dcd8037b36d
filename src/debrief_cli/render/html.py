"""The report as one HTML page that needs nothing else: no script, no font, no network.

Jinja2 escapes whatever is put in, and each text goes through `show` first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from debrief_cli.render.blocks import Bars, Block, Cell, Gap, Heading, Phrase, Said, Spark, Table
from debrief_cli.render.templating import environment
from debrief_cli.render.words import command_in, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from debrief_cli.render.pages import Page, Part

NO_BREAK = "\N{NO-BREAK SPACE}"
_FIGURES = re.compile(r"[−+\d][−+\d%() ]*((of|to) [−+\d%() ]+)*")
# The height of a small line, the width of one of its weeks, and the gap between them.
HEIGHT = 20
STEP = 9
THICK = 6


def html(page: Page) -> str:
    """A page of HTML, in UTF-8."""
    pages = environment()
    pages.filters.update(
        pieces=_pieces, sentence=sentence_case, command=command_in, sticks=_sticks, spoken=_spoken,
        share=_share_of_most,
    )  # fmt: skip
    pages.tests.update(spark=lambda cell: isinstance(cell, Spark))
    template = pages.get_template("report.html")
    return template.render(
        title=page.title, sections=list(_sections(page.parts)), step=STEP, height=HEIGHT
    )


def _sections(parts: Iterable[Part]) -> Iterator[dict[str, Any]]:
    """The blocks under their heads: a block with a head begins a section."""
    section: dict[str, Any] = {"head": "", "aside": "", "blocks": []}
    for part in parts:
        for block in part.blocks:
            head = _head_of(block)
            if head:
                if section["head"] or section["blocks"]:
                    yield section
                section = {"head": head, "aside": getattr(block, "aside", ""), "blocks": []}
            if not isinstance(block, Heading | Gap):
                section["blocks"].append((type(block).__name__.lower(), block))
    yield section


def _head_of(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    return block.title if isinstance(block, Table) else ""


def _pieces(cell: Cell) -> list[tuple[str, bool]]:
    """The pieces of a line, and whether somebody said them."""
    if isinstance(cell, Phrase):
        return [(p.text, True) if isinstance(p, Said) else (p, False) for p in cell.parts]
    text = str(cell)
    # Figures stay together: “+54 (+11 to +73)” may break before its bracket alone.
    return [(re.sub(r" (?!\()", NO_BREAK, text) if _FIGURES.fullmatch(text) else text, False)]


def _sticks(spark: Spark) -> list[tuple[int, float]]:
    """For each number where its stick stands, and how high it is."""
    most = max(1, spark.most)
    return [
        (place * STEP, round(number / most * HEIGHT, 1))
        for place, number in enumerate(spark.numbers)
        if number is not None
    ]


def _spoken(spark: Spark) -> str:
    """The line in words, for those who do not see it."""
    told = [number for number in spark.numbers if number is not None]
    drawn = f"{len(told)} of {len(spark.numbers)} drawn"
    if all(isinstance(number, int) for number in told):
        return f"{drawn}: from {min(told)} to {max(told)}, {told[-1]} at the end"
    # A share stands nowhere without its interval, and here is no room for one.
    ends = "as high as" if told[-1] == told[0] else "above" if told[-1] > told[0] else "below"
    return f"{drawn}, the last {ends} the first"


def _share_of_most(bars: Bars) -> list[tuple[Any, float]]:
    """Each bar with its length in a hundred of the longest."""
    most = max(1, *(bar.number for bar in bars.rows))
    return [(bar, round(bar.number * 100 / most, 1)) for bar in bars.rows]
