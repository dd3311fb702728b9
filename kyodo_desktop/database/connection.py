"""The connection to one SQLite file, opened the same way everywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

PRAGMAS = ("foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY", "cache_size=-32000")
WRITER_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL")


def open_connection(path: Path, *, read_only: bool = False, journal: bool = True) -> Any:
    """Return a driver connection to ``path`` in autocommit mode; transactions are begun explicitly.

    A database opened read-only is never written. ``journal`` turns the write-ahead log on (it stays on in the file).
    """
    mode = "ro&immutable=1" if read_only and _is_sealed(path) else "ro" if read_only else "rwc"
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, check_same_thread=False, timeout=5, isolation_level=None
    )
    for pragma in PRAGMAS + WRITER_PRAGMAS if journal and not read_only else PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _is_sealed(path: Path) -> bool:
    """Return whether nobody can write a database: it lies on a disk that takes none, and its log was written back.

    Even to read, SQLite makes a file beside a database with a write-ahead log, unless it is told of this
    (https://www.sqlite.org/wal.html#read_only_databases).
    """
    log = path.with_name(f"{path.name}-wal")
    if not hasattr(os, "statvfs") or not path.exists() or (log.exists() and log.stat().st_size):
        return False
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
