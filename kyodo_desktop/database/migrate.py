"""Bring a database to the shape that this program writes. Alembic is imported only when there is something to do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.database import backup
from kyodo_desktop.database.office_database import OfficeDatabase

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

HEAD = "0001"
"""The newest step; a test compares it with the files."""


_VERSION_TABLE = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
_VERSION = "SELECT version_num FROM alembic_version"


def upgrade(database: OfficeDatabase, office: Path, now: dt.datetime) -> Path | None:
    """Bring the database to :data:`HEAD`; one that holds data is copied and verified first.

    Returns the copy's path, or None when none was needed. Raises WorldError for a database of a newer program.
    """
    with database.read_rows() as connection:
        found = connection.execute(_VERSION).fetchone() if connection.execute(_VERSION_TABLE).fetchone() else None
    version = found[0] if found else None
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
    move(database.engine, HEAD)
    return copy


def move(engine: Engine, target: str) -> None:
    """Step up or down to ``target`` (``base`` is empty) in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        current = _version_of(connection)
        down = target == "base" or (current is not None and target < current)
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, target)


def _version_of(connection: Connection) -> str | None:
    if connection.exec_driver_sql(_VERSION_TABLE).first() is None:
        return None
    version: str | None = connection.exec_driver_sql(_VERSION).scalar()
    return version
