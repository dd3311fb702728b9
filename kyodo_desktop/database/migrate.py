"""Bring a database to the shape that this program writes. Alembic is imported only when there is something to do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.database import backup

HEAD = "0001"
"""The newest step; a test compares it with the files."""


def version_of(connection: Connection) -> str | None:
    """Return the step a database is at, or None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def upgrade(engine: Engine, office: Path, now: dt.datetime) -> Path | None:
    """Bring the database to :data:`HEAD`; one that holds data is copied and verified first.

    Returns the copy's path, or None when none was needed. Raises WorldError for a database of a newer program.
    """
    with engine.connect() as connection:
        version = version_of(connection)
    if version == HEAD:
        return None
    if version is not None and version > HEAD:
        raise WorldError(
            "この事務所のデータは、新しい版の協働デスクで作られています。",
            safe="データは変わっていません。",
            next_step="この端末の協働デスクを新しい版にしてから開いてください。",
        )
    copy = None
    if version is not None:
        copy = office / "backups" / f"before-{HEAD}-{now:%Y%m%d-%H%M%S}{backup.SUFFIX}"
        backup.back_up(office, copy, now)
    move(engine, HEAD)
    return copy


def move(engine: Engine, target: str) -> None:
    """Step up or down to ``target`` (``base`` is empty) in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        current = version_of(connection)
        down = target == "base" or (current is not None and target < current)
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, target)
