"""The connection to one SQLite file, opened the same way everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

PRAGMAS = ("foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY", "cache_size=-32000")
WRITER_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL")


def open_connection(path: Path, *, read_only: bool = False, journal: bool = True) -> Any:
    """Return a driver connection to ``path`` in autocommit mode; transactions are begun explicitly.

    A database opened read-only is never written. ``journal`` turns the write-ahead log on (it stays on in the file).
    """
    mode = "ro" if read_only else "rwc"
    connection = driver.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, check_same_thread=False, timeout=5, isolation_level=None
    )
    for pragma in PRAGMAS + WRITER_PRAGMAS if journal and not read_only else PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection
