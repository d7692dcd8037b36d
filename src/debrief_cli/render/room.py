"""The place a block is put in: its width, and the signs that may be drawn there."""

# No postponed annotations: as text they double the cost of defining a named tuple.

from typing import NamedTuple

from debrief_cli.render.blocks import Cell, Phrase, Said, Spark
from debrief_cli.render.text import ELLIPSIS, one_line

_TYPEWRITER = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "~", "·": "-", "−": "-", "–": "-"}
)
# Stands for an ellipsis that somebody wrote: a character for private use, and so for ours.
_KEPT = "\ue000"


class Marks(NamedTuple):
    """What bars and small lines are drawn with; `levels` go from nothing to the most."""

    bar: str
    levels: str
    cut: str


DRAWN = Marks("█", "▁▂▃▄▅▆▇█", "…")
ASCII = Marks("#", "_.:-=+*#", "~")


class Room(NamedTuple):
    """Where a block is put: so many columns, and what may be drawn there."""

    width: int
    marks: Marks = DRAWN

    def own(self, text: str) -> str:
        """Our own words, with a typewriter's signs where no others may be drawn."""
        return text.translate(_TYPEWRITER) if self.marks is ASCII else text

    def text(self, cell: Cell) -> str:
        """A cell as text on one line, safe to print."""
        if isinstance(cell, Phrase):
            return "".join(
                self.said(part) if isinstance(part, Said) else self.own(part) for part in cell.parts
            )
        if isinstance(cell, Spark):
            return "".join(self._level(number, max(1, cell.most)) for number in cell.numbers)
        return self.own(one_line(cell))

    def _level(self, number: float | None, most: float) -> str:
        """The step of a small line; a gap where there were too few to say."""
        levels = self.marks.levels
        return " " if number is None else levels[round(number / most * (len(levels) - 1))]

    def said(self, words: Said) -> str:
        """Somebody's words, as they are but for what has no room."""
        return self.kept(one_line(words.text, words.width, self.marks.cut))

    def kept(self, text: str) -> str:
        """Somebody's words, out of the way of `finished`."""
        return text.replace(ELLIPSIS, _KEPT) if self.marks is ASCII else text

    def finished(self, text: str) -> str:
        """A printed page: what was cut in printing has the mark of this place."""
        if self.marks is not ASCII:
            return text
        return text.replace(ELLIPSIS, self.marks.cut).replace(_KEPT, ELLIPSIS)
