"""The tables as SQLModel classes: the way in for every write.

They say the same as schema 1 and its later steps (a test holds them to each other), but no
journal is made from them: only the migrations make one. Rows are written through
`Model.__table__`, many at a time, because one instance for each row would make a batch of
thousands slow; nothing is read through them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, Table, Text, text
from sqlmodel import Field, SQLModel

from debrief_cli import vocabulary as words

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBERED = {"sqlite_autoincrement": True}
_CLUSTERED = {"sqlite_with_rowid": False}


_TEXT = Field(sa_type=Text)
_KEY = Field(sa_type=Text, primary_key=True)
_UNIQUE = Field(sa_type=Text, unique=True)
_OPTIONAL = Field(default=None, sa_type=Text)


def _part_of(table: str) -> list[ForeignKey]:
    return [ForeignKey(f"{table}.id", ondelete="CASCADE")]


def _listed(terms: Iterable[words.Term]) -> str:
    return "(" + ", ".join(f"'{term.name}'" for term in terms) + ")"


def _closed(column: str, terms: Iterable[words.Term]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN {_listed(terms)}")


class Setting(SQLModel, table=True):
    """What a journal knows about itself: its device, the release that reads it."""

    __tablename__ = "setting"
    __table_args__ = (_CLUSTERED,)

    key: str = _KEY
    value: str = _TEXT


class DebriefRow(SQLModel, table=True):
    """A debrief without its lists. `play` is a uid."""

    __tablename__ = "debrief"
    __table_args__ = (
        _closed("outcome", words.OUTCOMES),
        _closed("evidence", words.EVIDENCE),
        _closed("conduct", words.CONDUCTS),
        Index("debrief_by_day", "day", "outcome", "conduct", "evidence", "channel"),
        Index("debrief_by_creation", text("julianday(created_at)")),
        _NUMBERED,
    )

    id: int = Field(primary_key=True)
    uid: str = _UNIQUE
    occurred_at: str = _TEXT
    day: str = _TEXT
    channel: str = _TEXT
    customer: str | None = _OPTIONAL
    reference: str | None = _OPTIONAL
    situation: str = _TEXT
    outcome: str = _TEXT
    evidence: str | None = _OPTIONAL
    customer_words: str | None = _OPTIONAL
    expectation: str | None = _OPTIONAL
    conduct: str | None = _OPTIONAL
    play: str | None = _OPTIONAL
    created_at: str = _TEXT
    updated_at: str = _TEXT


class LineRow(SQLModel, table=True):
    """One own sentence of a debrief: a contribution, a would-change, or kudos (`note`: for)."""

    __tablename__ = "debrief_line"
    __table_args__ = (
        CheckConstraint("kind IN ('contribution', 'would_change', 'kudos')"),
        _CLUSTERED,
    )

    debrief: int = Field(primary_key=True, sa_column_args=_part_of("debrief"))
    kind: str = _KEY
    position: int = Field(primary_key=True)
    text: str = _TEXT
    note: str | None = _OPTIONAL


class MarkRow(SQLModel, table=True):
    """One name from an open list: a factor, a technique, a tag or a stage."""

    __tablename__ = "debrief_mark"
    __table_args__ = (
        CheckConstraint("kind IN ('factor', 'technique', 'tag', 'stage')"),
        CheckConstraint(
            "CASE kind"
            f" WHEN 'factor' THEN coalesce(verdict IN {_listed(words.DIRECTIONS)}, 0)"
            f" WHEN 'stage' THEN coalesce(verdict IN {_listed(words.STAGE_VERDICTS)}, 0)"
            " ELSE verdict IS NULL END"
        ),
        Index("debrief_mark_by_name", "kind", "name", "debrief"),
        _CLUSTERED,
    )

    debrief: int = Field(primary_key=True, sa_column_args=_part_of("debrief"))
    kind: str = _KEY
    position: int = Field(primary_key=True)
    name: str = _TEXT
    verdict: str | None = _OPTIONAL
    note: str | None = _OPTIONAL


class AnswerRow(SQLModel, table=True):
    """One answer of a lens, its value as JSON."""

    __tablename__ = "debrief_answer"
    __table_args__ = (Index("debrief_answer_by_key", "key", "debrief"), _CLUSTERED)

    debrief: int = Field(primary_key=True, sa_column_args=_part_of("debrief"))
    key: str = _KEY
    value: str = _TEXT


class ReflectionRow(SQLModel, table=True):
    """A reflection without its customers."""

    __tablename__ = "reflection"
    __table_args__ = (
        _closed("focus", words.FOCUS),
        Index("reflection_by_creation", text("julianday(created_at)")),
        _NUMBERED,
    )

    id: int = Field(primary_key=True)
    uid: str = _UNIQUE
    day: str = _UNIQUE
    recorded_at: str = _TEXT
    further: str | None = _OPTIONAL
    went_well: str | None = _OPTIONAL
    tomorrow: str | None = _OPTIONAL
    focus: str | None = _OPTIONAL
    created_at: str = _TEXT
    updated_at: str = _TEXT


class CustomerRow(SQLModel, table=True):
    """One customer of a reflection. `debrief` is a uid."""

    __tablename__ = "reflection_customer"
    __table_args__ = (
        _closed("verdict", words.OUTCOMES),
        _closed("evidence", words.EVIDENCE),
        _closed("conduct", words.CONDUCTS),
        _CLUSTERED,
    )

    reflection: int = Field(primary_key=True, sa_column_args=_part_of("reflection"))
    position: int = Field(primary_key=True)
    customer: str | None = _OPTIONAL
    channel: str | None = _OPTIONAL
    felt: str | None = _OPTIONAL
    verdict: str = _TEXT
    why: str | None = _OPTIONAL
    evidence: str | None = _OPTIONAL
    conduct: str | None = _OPTIONAL
    debrief: str | None = _OPTIONAL


class PlayRow(SQLModel, table=True):
    """An if-then plan. `from_debrief` is a uid; plans of one `likeness` are the same."""

    __tablename__ = "play"
    __table_args__ = (
        _closed("state", words.PLAY_STATES),
        Index("play_by_state", "state"),
        Index("play_by_likeness", "likeness"),
        Index("play_by_debrief", "from_debrief"),
        _NUMBERED,
    )

    id: int = Field(primary_key=True)
    uid: str = _UNIQUE
    if_: str = Field(sa_type=Text, sa_column_kwargs={"name": "if"})
    then: str = _TEXT
    because: str | None = _OPTIONAL
    state: str = _TEXT
    created_at: str = _TEXT
    from_debrief: str | None = _OPTIONAL
    likeness: str = _TEXT


class CheckRow(SQLModel, table=True):
    """One answer about one plan, owned by a debrief, a reflection or (with a uid) itself."""

    __tablename__ = "play_check"
    __table_args__ = (
        CheckConstraint("came_up IN (0, 1)"),
        _closed("did", words.DID),
        _closed("worked", words.WORKED),
        CheckConstraint("(uid IS NOT NULL) + (debrief IS NOT NULL) + (reflection IS NOT NULL) = 1"),
        Index("play_check_by_play", "play", "came_up", "did", "worked"),
        Index("play_check_by_day", "day"),
        Index("play_check_by_debrief", "debrief"),
        Index("play_check_by_reflection", "reflection"),
    )

    id: int = Field(primary_key=True)
    uid: str | None = Field(default=None, sa_type=Text, unique=True)
    play: str = _TEXT
    debrief: int | None = Field(default=None, sa_column_args=_part_of("debrief"))
    reflection: int | None = Field(default=None, sa_column_args=_part_of("reflection"))
    position: int
    day: str = _TEXT
    came_up: int
    did: str | None = _OPTIONAL
    worked: str | None = _OPTIONAL
    note: str | None = _OPTIONAL


class PromiseRow(SQLModel, table=True):
    """Something promised to a customer. `debrief` is a uid."""

    __tablename__ = "promise"
    __table_args__ = (
        _closed("state", words.PROMISE_STATES),
        Index("promise_by_debrief", "debrief"),
        Index("promise_by_state", "state", "due"),
        _NUMBERED,
    )

    id: int = Field(primary_key=True)
    uid: str = _UNIQUE
    text: str = _TEXT
    due: str | None = _OPTIONAL
    state: str = _TEXT
    note: str | None = _OPTIONAL
    debrief: str | None = _OPTIONAL
    created_at: str = _TEXT
    closed_at: str | None = _OPTIONAL


class FocusRow(SQLModel, table=True):
    """The one small improvement of a week. `play` is a uid."""

    __tablename__ = "focus"
    __table_args__ = (Index("focus_by_week", "week"), _NUMBERED)

    id: int = Field(primary_key=True)
    uid: str = _UNIQUE
    week: str = _TEXT
    text: str = _TEXT
    play: str | None = _OPTIONAL


class RevisionRow(SQLModel, table=True):
    """One change of one record: the whole of it as it then was."""

    __tablename__ = "revision"
    __table_args__ = (
        CheckConstraint("deleted IN (0, 1)"),
        Index("revision_by_uid", "uid", "time", "device", "number", unique=True),
        Index("revision_by_command", "command"),
    )

    id: int = Field(primary_key=True)
    uid: str = _TEXT
    type: str = _TEXT
    number: int
    time: str = _TEXT
    device: str = _TEXT
    command: str = _TEXT
    deleted: int
    document: str | None = _OPTIONAL
    record: int | None = Field(default=None)


def table(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a model."""
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found
