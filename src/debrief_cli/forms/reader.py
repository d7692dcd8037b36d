"""What forms need from whoever reads times: they do not know the clock themselves."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class TimeReader(Protocol):
    """Reads what people write for a time. Each raises Invalid with a plain line."""

    def past(self, text: str) -> datetime:
        """A time that is not in the future, with its offset."""

    def due(self, text: str) -> str:
        """A day or a time, mostly still to come, as ISO text."""

    def day(self, text: str) -> date:
        """A day that is not in the future."""
