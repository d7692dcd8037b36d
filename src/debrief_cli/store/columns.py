"""The few sorts of columns and constraints that the tables are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlmodel import Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from debrief_cli import vocabulary as words

NUMBERED = {"sqlite_autoincrement": True}
CLUSTERED = {"sqlite_with_rowid": False}


TEXT = Field(sa_type=Text)
KEY = Field(sa_type=Text, primary_key=True)
UNIQUE = Field(sa_type=Text, unique=True)
OPTIONAL = Field(default=None, sa_type=Text)


def part_of(table: str) -> list[ForeignKey]:
    """The key of a record that a row goes with when it goes."""
    return [ForeignKey(f"{table}.id", ondelete="CASCADE")]


def listed(terms: Iterable[words.Term]) -> str:
    """The names of a closed list as SQL."""
    return "(" + ", ".join(f"'{term.name}'" for term in terms) + ")"


def closed(column: str, terms: Iterable[words.Term]) -> CheckConstraint:
    """The constraint that a column has a name of a closed list."""
    return CheckConstraint(f"{column} IN {listed(terms)}")
