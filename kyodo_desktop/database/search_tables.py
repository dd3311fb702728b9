"""The tables of the search index and the numbers of their rows.

``search`` is the full-text index; it keeps no text. ``search_entries`` keeps what the upkeep needs: where a record is
in the order, and its search text. A kind (a record's table) owns a range of labels; the first half of a label is
its number in ``search_kinds``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

CREATE = (
    "CREATE TABLE search_kinds (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
    "CONSTRAINT uq_search_kinds_name UNIQUE (name))",
    "CREATE TABLE search_entries (label INTEGER PRIMARY KEY, kind INTEGER NOT NULL, record_id INTEGER NOT NULL, "
    "sort_key TEXT NOT NULL, text TEXT NOT NULL, "
    "CONSTRAINT fk_search_entries_kind_search_kinds FOREIGN KEY (kind) REFERENCES search_kinds (number))",
    "CREATE UNIQUE INDEX uq_search_entries_kind_record_id ON search_entries (kind, record_id)",
    "CREATE INDEX ix_search_entries_kind_sort_key_record_id ON search_entries (kind, sort_key, record_id)",
    "CREATE VIRTUAL TABLE search USING fts5(tokens, content='', contentless_delete=1, tokenize='ascii')",
)
"""The statements that make the tables, for the migrations to copy."""

DROP = ("DROP TABLE search", "DROP TABLE search_entries", "DROP TABLE search_kinds")

_KIND_BITS = 40


def create(connection: Connection) -> None:
    """Make the tables of the index."""
    for statement in CREATE:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Remove the tables of the index."""
    for statement in DROP:
        connection.exec_driver_sql(statement)


def driver_of(connection: Connection) -> Any:
    """Return the driver's connection under SQLAlchemy's, of which the index is asked."""
    return connection.connection.driver_connection


def kind_numbers(connection: Any) -> dict[str, int]:
    """Return the number of each kind that ever had an entry. Asks the driver's connection."""
    return {name: number for number, name in connection.execute("SELECT number, name FROM search_kinds")}


def label_range(number: int) -> tuple[int, int]:
    """Return the lowest and the highest label of a kind."""
    return number << _KIND_BITS, ((number + 1) << _KIND_BITS) - 1
