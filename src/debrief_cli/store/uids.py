"""Uids that are the same on every machine, so that two of them mean the same record."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from datetime import date

_REFLECTIONS = UUID("5d9d3c02-2f5c-4c5e-9a43-7d0e5a6b1f10")
_FOCUSES = UUID("0b6f3f0e-6c86-4d0b-8f5c-3f8e4f1f7a52")


def reflection_uid(day: date) -> str:
    """The uid of the reflection of a day."""
    return str(uuid5(_REFLECTIONS, day.isoformat()))


def focus_uid(week: str) -> str:
    """The uid of the one thing of an ISO week."""
    return str(uuid5(_FOCUSES, week))
