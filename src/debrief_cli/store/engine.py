"""The SQLAlchemy engine that every write to a journal goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from debrief_cli.store import connection as connecting

if TYPE_CHECKING:
    from pathlib import Path


def engine_for(path: Path) -> Engine:
    """An engine whose transactions take the write lock as they begin.

    SQLAlchemy's own way takes it at the first write; two writers that have both read by
    then cannot both go on, and one fails at once, however long it would have waited.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=lambda: connecting.to_write(path),
        poolclass=NullPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connecting.begin(connection.connection.dbapi_connection)  # type: ignore[arg-type]
