"""The few shapes that every page is made of. They hold words; a renderer gives them looks.

Text from people is put in as it was written: each renderer makes it inert. They are named
tuples, as are most results of the analysis: a dataclass takes five times as long to define,
and a page is over in a tenth of a second.
"""

# No postponed annotations: as text they double the cost of defining a named tuple.

from typing import NamedTuple, TypeAlias


class Said(NamedTuple):
    """Somebody's words within a line. Where a line has no room, `width` cells of them do."""

    text: str
    width: int | None = None


class Phrase(NamedTuple):
    """A line of our words and somebody's."""

    parts: tuple[str | Said, ...]


class Spark(NamedTuple):
    """Numbers as a small line for the eye, drawn against `most`; None where one cannot be said.

    Counts stand beside it as text. Shares, of which the most is 1, do not.
    """

    numbers: tuple[float | None, ...]
    most: float


Line: TypeAlias = str | Phrase
Cell: TypeAlias = str | Phrase | Spark


class Title(NamedTuple):
    """The first line of a page, with something said at its right end."""

    text: str
    aside: str = ""


class Heading(NamedTuple):
    """The head of a section, set apart from what comes before; `aside` goes on in the line."""

    text: str
    aside: Line = ""


class Prose(NamedTuple):
    """A sentence or more. `quiet` ones are remarks; `indent` is in columns."""

    text: str
    indent: int = 2
    quiet: bool = False


class Gap(NamedTuple):
    """An empty line."""


class Fields(NamedTuple):
    """Labels with their values; a value keeps its lines and wraps."""

    rows: tuple[tuple[str, str], ...]


class Column(NamedTuple):
    """A column of a table. The one that is `wide` takes the room that is left.

    A cell stays on one line and is cut, unless the column `wraps`. `width` fixes it.
    """

    head: str = ""
    right: bool = False
    wide: bool = False
    wraps: bool = False
    width: int | None = None


class Table(NamedTuple):
    """Rows under column heads. With a `title` the first head is that of a section."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""


class Bar(NamedTuple):
    """One labelled count; `tone` good or hard may colour it, and says nothing more."""

    label: str
    number: int
    tone: str = ""


class Bars(NamedTuple):
    """Counts side by side to the eye; `aside` stands beside them."""

    rows: tuple[Bar, ...]
    aside: str = ""


class Quote(NamedTuple):
    """Somebody's words and where they are from; on one line, or `whole`."""

    text: str
    source: str = ""
    whole: bool = False


class Points(NamedTuple):
    """A list without an order."""

    items: tuple[str, ...]


class Drawing(NamedTuple):
    """Lines of characters that stay as they are, such as a chart made for the width."""

    lines: tuple[str, ...]


Block: TypeAlias = Title | Heading | Prose | Gap | Fields | Table | Bars | Quote | Points | Drawing
