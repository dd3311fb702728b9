"""Bring a database to the shape that this program writes. Alembic is imported only when there is something to do."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kyodo_desktop.core.errors import Cancelled, WorldError
from kyodo_desktop.database import backup
from kyodo_desktop.database.office_database import OfficeDatabase

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

HEAD = "0015"
"""The newest step; a test compares it with the files."""

STEPS = Path(__file__).parent / "migrations"

Progress = Callable[[int, int, str], None]
"""Told how far the work is, of how much, and what is done in Japanese; raises Cancelled to stop."""

COPYING, CHECKING = "データの控えを作っています", "データの控えを検査しています"
CHANGING = "データを新しい版の形にしています"

_VERSION_TABLE = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
_VERSION = "SELECT version_num FROM alembic_version"


class OlderOfficeError(WorldError):
    """The database is one of an older program, and was opened for reading only."""


def upgrade(database: OfficeDatabase, office: Path, now: dt.datetime, progress: Progress | None = None) -> Path | None:
    """Bring the database of an office to :data:`HEAD`; it is copied and verified first.

    Returns the copy's path, or None when none was needed. ``progress`` is told the pages copied, then the records that
    a long step has gone through; when it raises Cancelled, everything is as it was. Raises WorldError for a database of
    a newer program and for one that holds nothing, OlderOfficeError for an older one that is open for reading only.
    """
    tell: Progress = progress or (lambda _done, _total, _words: None)
    tell(0, 0, "")
    with database.read_rows() as connection:
        found = connection.execute(_VERSION).fetchone() if connection.execute(_VERSION_TABLE).fetchone() else None
    version = found[0] if found else None
    if version == HEAD:
        return None
    if version is None:
        raise WorldError(
            "office.db に協働デスクのデータがありません。",
            safe="バックアップとほかのファイルは変わっていません。",
            next_step="バックアップから新しいフォルダーに戻してください。",
        )
    if version > HEAD:
        raise WorldError(
            "この事務所のデータは、新しい版の協働デスクで作られています。",
            safe="データは変わっていません。",
            next_step="この端末の協働デスクを新しい版にしてから開いてください。",
        )
    if database.read_only:
        raise OlderOfficeError(
            "この事務所のデータは、古い版の協働デスクで作られているため、閲覧だけでは開けません。",
            safe="データは変わっていません。",
            next_step="書き込みのできる場所で一度開くと、控えを作ってから、新しい版の形になります。",
        )
    copy = office / "backups" / f"before-{HEAD}-{now:%Y%m%d-%H%M%S}{backup.SUFFIX}"

    def tell_pages(done: int, total: int) -> None:
        if done < total:
            tell(done, total, COPYING)
        else:
            tell(0, 0, CHECKING)

    backup.back_up(office, copy, now, tell_pages)
    try:
        move(database.engine, HEAD, lambda done, total: tell(done, total, CHANGING))
    except Cancelled:
        copy.unlink(missing_ok=True)
        raise
    return copy


def move(engine: Engine, target: str, tell: Callable[[int, int], None] | None = None) -> None:
    """Step up or down to ``target`` (``base`` is empty) in one transaction.

    ``tell`` is told how many records of how many a long step has gone through; what it raises ends the transaction.
    """
    from alembic import command
    from alembic.config import Config

    from kyodo_desktop.database.session_troubles import translated

    config = Config()
    config.set_main_option("script_location", str(STEPS))
    with translated(), engine.connect() as connection, _without_cascades(connection), connection.begin():
        current = _version_of(connection)
        down = target == "base" or (current is not None and target < current)
        config.attributes["connection"] = connection
        if tell is not None:
            config.attributes["tell"] = tell
            tell(0, 0)
        (command.downgrade if down else command.upgrade)(config, target)


@contextlib.contextmanager
def _without_cascades(connection: Connection) -> Iterator[None]:
    """Switch foreign keys off, which SQLite does only outside of a transaction.

    A step that changes a column lays the whole table anew and drops the old one; with foreign keys on, that would
    remove the lines of every record.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _version_of(connection: Connection) -> str | None:
    if connection.exec_driver_sql(_VERSION_TABLE).first() is None:
        return None
    version: str | None = connection.exec_driver_sql(_VERSION).scalar()
    return version
