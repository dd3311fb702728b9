"""Indexes that are made when the rows are there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection

VERY_MANY = 10_000
"""New rows; with fewer, nobody would notice how long an index takes."""


@contextlib.contextmanager
def indexed_afterwards(connection: Connection, table: str, count: int) -> Iterator[None]:
    """Make the indexes of a table anew behind the block when it enters very many rows, ``count``, into no more.

    Row by row, each finds its place in an order somewhere else; made of all rows at once, an index takes a third of
    that. Where the block fails, the end of the transaction brings the indexes back.
    """
    listed = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    indexes = connection.exec_driver_sql(listed, (table,)).all() if _few_beside(connection, table, count) else []
    for index in indexes:
        connection.exec_driver_sql(f"DROP INDEX {index.name}")
    yield
    for index in indexes:
        connection.exec_driver_sql(index.sql)


def _few_beside(connection: Connection, table: str, count: int) -> bool:
    if count < VERY_MANY:
        return False
    counted = f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT ?)"
    return bool(connection.exec_driver_sql(counted, (count + 1,)).scalar_one() <= count)
