"""SQLAlchemy's engine over the connections of one SQLite file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import QueuePool

from kyodo_desktop.database.connection import open_connection


def open_engine(path: Path, *, read_only: bool = False) -> Engine:
    """Return an engine on a file, see :func:`engine_over`."""
    return engine_over(lambda: open_connection(path, read_only=read_only))


def engine_over(connect: Callable[[], Any]) -> Engine:
    """Return an engine whose transactions begin at once: deferred for reading, IMMEDIATE where a write asked for it."""
    engine = create_engine("sqlite://", module=driver, creator=connect, poolclass=QueuePool, pool_size=4)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine
