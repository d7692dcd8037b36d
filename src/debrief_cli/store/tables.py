"""The tables as SQLModel classes: the way in for every write.

They say the same as schema 1 and its later steps (a test holds them to each other), but no
journal is made from them: only the migrations make one. Rows are written through
`Model.__table__`, many at a time, because one instance for each row would make a batch of
thousands slow; nothing is read through them.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, Table, Text, text
from sqlmodel import Field, SQLModel

from debrief_cli import vocabulary as words
from debrief_cli.store.columns import (
    CLUSTERED,
    KEY,
    NUMBERED,
    OPTIONAL,
    TEXT,
    UNIQUE,
    closed,
    listed,
    part_of,
)


class Setting(SQLModel, table=True):
    """What a journal knows about itself: its device, the release that reads it."""

    __tablename__ = "setting"
    __table_args__ = (CLUSTERED,)

    key: str = KEY
    value: str = TEXT


class DebriefRow(SQLModel, table=True):
    """A debrief without its lists. `play` is a uid."""

    __tablename__ = "debrief"
    __table_args__ = (
        closed("outcome", words.OUTCOMES),
        closed("evidence", words.EVIDENCE),
        closed("conduct", words.CONDUCTS),
        Index("debrief_by_day", "day", "outcome", "conduct", "evidence", "channel"),
        Index("debrief_by_creation", text("julianday(created_at)")),
        NUMBERED,
    )

    id: int = Field(primary_key=True)
    uid: str = UNIQUE
    occurred_at: str = TEXT
    day: str = TEXT
    channel: str = TEXT
    customer: str | None = OPTIONAL
    reference: str | None = OPTIONAL
    situation: str = TEXT
    outcome: str = TEXT
    evidence: str | None = OPTIONAL
    customer_words: str | None = OPTIONAL
    expectation: str | None = OPTIONAL
    conduct: str | None = OPTIONAL
    play: str | None = OPTIONAL
    created_at: str = TEXT
    updated_at: str = TEXT


class LineRow(SQLModel, table=True):
    """One own sentence of a debrief: a contribution, a would-change, or kudos (`note`: for)."""

    __tablename__ = "debrief_line"
    __table_args__ = (
        CheckConstraint("kind IN ('contribution', 'would_change', 'kudos')"),
        CLUSTERED,
    )

    debrief: int = Field(primary_key=True, sa_column_args=part_of("debrief"))
    kind: str = KEY
    position: int = Field(primary_key=True)
    text: str = TEXT
    note: str | None = OPTIONAL


class MarkRow(SQLModel, table=True):
    """One name from an open list: a factor, a technique, a tag or a stage."""

    __tablename__ = "debrief_mark"
    __table_args__ = (
        CheckConstraint("kind IN ('factor', 'technique', 'tag', 'stage')"),
        CheckConstraint(
            "CASE kind"
            f" WHEN 'factor' THEN coalesce(verdict IN {listed(words.DIRECTIONS)}, 0)"
            f" WHEN 'stage' THEN coalesce(verdict IN {listed(words.STAGE_VERDICTS)}, 0)"
            " ELSE verdict IS NULL END"
        ),
        Index("debrief_mark_by_name", "kind", "name", "debrief"),
        CLUSTERED,
    )

    debrief: int = Field(primary_key=True, sa_column_args=part_of("debrief"))
    kind: str = KEY
    position: int = Field(primary_key=True)
    name: str = TEXT
    verdict: str | None = OPTIONAL
    note: str | None = OPTIONAL


class AnswerRow(SQLModel, table=True):
    """One answer of a lens, its value as JSON."""

    __tablename__ = "debrief_answer"
    __table_args__ = (Index("debrief_answer_by_key", "key", "debrief"), CLUSTERED)

    debrief: int = Field(primary_key=True, sa_column_args=part_of("debrief"))
    key: str = KEY
    value: str = TEXT


class ReflectionRow(SQLModel, table=True):
    """A reflection without its customers."""

    __tablename__ = "reflection"
    __table_args__ = (
        closed("focus", words.FOCUS),
        Index("reflection_by_creation", text("julianday(created_at)")),
        NUMBERED,
    )

    id: int = Field(primary_key=True)
    uid: str = UNIQUE
    day: str = UNIQUE
    recorded_at: str = TEXT
    further: str | None = OPTIONAL
    went_well: str | None = OPTIONAL
    tomorrow: str | None = OPTIONAL
    focus: str | None = OPTIONAL
    created_at: str = TEXT
    updated_at: str = TEXT


class CustomerRow(SQLModel, table=True):
    """One customer of a reflection. `debrief` is a uid."""

    __tablename__ = "reflection_customer"
    __table_args__ = (
        closed("verdict", words.OUTCOMES),
        closed("evidence", words.EVIDENCE),
        closed("conduct", words.CONDUCTS),
        CLUSTERED,
    )

    reflection: int = Field(primary_key=True, sa_column_args=part_of("reflection"))
    position: int = Field(primary_key=True)
    customer: str | None = OPTIONAL
    channel: str | None = OPTIONAL
    felt: str | None = OPTIONAL
    verdict: str = TEXT
    why: str | None = OPTIONAL
    evidence: str | None = OPTIONAL
    conduct: str | None = OPTIONAL
    debrief: str | None = OPTIONAL


class PlayRow(SQLModel, table=True):
    """An if-then plan. `from_debrief` is a uid; plans of one `likeness` are the same."""

    __tablename__ = "play"
    __table_args__ = (
        closed("state", words.PLAY_STATES),
        Index("play_by_state", "state"),
        Index("play_by_likeness", "likeness"),
        Index("play_by_debrief", "from_debrief"),
        Index("play_by_creation", "created_at"),
        NUMBERED,
    )

    id: int = Field(primary_key=True)
    uid: str = UNIQUE
    if_: str = Field(sa_type=Text, sa_column_kwargs={"name": "if"})
    then: str = TEXT
    because: str | None = OPTIONAL
    state: str = TEXT
    created_at: str = TEXT
    from_debrief: str | None = OPTIONAL
    likeness: str = TEXT


class CheckRow(SQLModel, table=True):
    """One answer about one plan, owned by a debrief, a reflection or (with a uid) itself."""

    __tablename__ = "play_check"
    __table_args__ = (
        CheckConstraint("came_up IN (0, 1)"),
        closed("did", words.DID),
        closed("worked", words.WORKED),
        CheckConstraint("(uid IS NOT NULL) + (debrief IS NOT NULL) + (reflection IS NOT NULL) = 1"),
        Index("play_check_by_play", "play", "came_up", "did", "worked"),
        Index("play_check_by_day", "day"),
        Index("play_check_by_debrief", "debrief"),
        Index("play_check_by_reflection", "reflection"),
    )

    id: int = Field(primary_key=True)
    uid: str | None = Field(default=None, sa_type=Text, unique=True)
    play: str = TEXT
    debrief: int | None = Field(default=None, sa_column_args=part_of("debrief"))
    reflection: int | None = Field(default=None, sa_column_args=part_of("reflection"))
    position: int
    day: str = TEXT
    came_up: int
    did: str | None = OPTIONAL
    worked: str | None = OPTIONAL
    note: str | None = OPTIONAL


class PromiseRow(SQLModel, table=True):
    """Something promised to a customer. `debrief` is a uid."""

    __tablename__ = "promise"
    __table_args__ = (
        closed("state", words.PROMISE_STATES),
        Index("promise_by_debrief", "debrief"),
        Index("promise_by_state", "state", "due"),
        Index("promise_by_closing", "state", "closed_at"),
        NUMBERED,
    )

    id: int = Field(primary_key=True)
    uid: str = UNIQUE
    text: str = TEXT
    due: str | None = OPTIONAL
    state: str = TEXT
    note: str | None = OPTIONAL
    debrief: str | None = OPTIONAL
    created_at: str = TEXT
    closed_at: str | None = OPTIONAL


class FocusRow(SQLModel, table=True):
    """The one small improvement of a week. `play` is a uid."""

    __tablename__ = "focus"
    __table_args__ = (Index("focus_by_week", "week"), NUMBERED)

    id: int = Field(primary_key=True)
    uid: str = UNIQUE
    week: str = TEXT
    text: str = TEXT
    play: str | None = OPTIONAL


class RevisionRow(SQLModel, table=True):
    """One change of one record: the whole of it as it then was.

    `arrived` is the command that brought it into this journal.
    """

    __tablename__ = "revision"
    __table_args__ = (
        CheckConstraint("deleted IN (0, 1)"),
        Index("revision_by_uid", "uid", "time", "device", "number", unique=True),
        Index("revision_by_arrival", "arrived"),
        Index("revision_of_deleted", "type", "record", sqlite_where=text("deleted = 1")),
    )

    id: int = Field(primary_key=True)
    uid: str = TEXT
    type: str = TEXT
    number: int
    time: str = TEXT
    device: str = TEXT
    command: str = TEXT
    deleted: int
    document: str | None = OPTIONAL
    record: int | None = Field(default=None)
    arrived: int | None = Field(default=None)


class CommandRow(SQLModel, table=True):
    """One command of this machine that changed something: what undo and redo go by."""

    __tablename__ = "command"
    __table_args__ = (
        CheckConstraint("kind IN ('change', 'undo', 'redo')"),
        NUMBERED,
    )

    id: int = Field(primary_key=True)
    uid: str = UNIQUE
    kind: str = TEXT
    undone_by: int | None = Field(default=None)


def table(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a model."""
    found: Table = model.__table__  # type: ignore[attr-defined]
    return found
