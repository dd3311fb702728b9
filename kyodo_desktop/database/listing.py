"""Lists by the declarations alone: the ids in order, then the values of the rows that are looked at.

They are read with the driver: 200 rows take half of what they take through SQLAlchemy, and the first list of the day
is there before SQLAlchemy is imported. What is searched is asked in :mod:`search_listing`, what is filtered
in :mod:`filtered_listing`.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kyodo_desktop.core.fields import Storage
from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.core.text import INDEX_TABS
from kyodo_desktop.database.base import Audited, Record

AFTER_KANA = "ん\uffff"
"""Greater than every sort key that begins with kana, and less than all others."""

BEHIND_ALL = "\U0010ffff"
"""Greater than every sort key."""

OF_THE_ORDER = ("", "furigana", "name")
"""The attributes whose order is that of the sort key."""

PLAIN = ("id", "version", "sort_key", "archived_reason")
"""What may be read of a row beside its declared attributes."""

BATCH = 900
"""Ids in one question."""


def list_ids(connection: Any, declared: type[Record], query: ListQuery) -> ListResult:
    """Return the ids of the records that are not archived, in the order and under the tab of a query.

    The query has neither text nor filters.
    """
    assert not query.filters
    conditions = ["archived_at IS NULL"]
    parameters: list[str] = []
    if query.tab:
        conditions.append("sort_key >= ? AND sort_key < ?")
        parameters = [*tab_range(query.tab)]
    order = ", ".join(_ordered(declared, query))
    ordered = f"SELECT id FROM {declared.__tablename__} WHERE {' AND '.join(conditions)} ORDER BY {order}"
    # As one text, 100,000 ids take 17 ms instead of 26, and the window gets its turn: the driver hands Python's lock to
    # and fro with every row. SQLite keeps the order of a subquery for every aggregate but count, min and max.
    (written,) = connection.execute(f"SELECT json_group_array(id) FROM ({ordered})", parameters).fetchone()
    ids = array("q", json.loads(written))
    return ListResult(ids, len(ids))


def tab_range(tab: str) -> tuple[str, str]:
    """Return the sort keys from which on and before which the names under an index tab lie.

    A key begins with the plain sound, and what begins with none, or has no reading, comes behind all kana.
    """
    starts = (*INDEX_TABS[:-1], AFTER_KANA, BEHIND_ALL)
    place = INDEX_TABS.index(tab)
    return starts[place], starts[place + 1]


def rows(
    connection: Any, declared: type[Record], ids: Sequence[int], attributes: Sequence[str]
) -> dict[int, tuple[Any, ...]]:
    """Return the named attributes of each record, by id."""
    selected = ", ".join(("id", *map(functools.partial(_checked, declared), attributes)))
    decode = _decoder(declared, attributes)
    question = f"SELECT {selected} FROM {declared.__tablename__} WHERE id IN"
    return {row[0]: decode(row[1:]) for row in _in_batches(connection, question, ids)}


def lines(
    connection: Any, line: type[Audited], ids: Sequence[int], attributes: Sequence[str]
) -> dict[int, list[dict[str, Any]]]:
    """Return the named attributes of the lines of a table inside records, by record id, in their order."""
    selected = ", ".join(("record_id", *map(functools.partial(_checked, line), attributes)))
    decode = _decoder(line, attributes)
    question = f"SELECT {selected} FROM {line.__tablename__} WHERE record_id IN"
    found: dict[int, list[dict[str, Any]]] = {}
    for record_id, *values in _in_batches(connection, question, ids, "ORDER BY record_id, position"):
        found.setdefault(record_id, []).append(dict(zip(attributes, decode(tuple(values)), strict=True)))
    return found


def stamp(connection: Any, declared: type[Record]) -> tuple[int, ...]:
    """Return what differs whenever a record of a kind was added, changed, archived or removed."""
    question = f"SELECT count(*), coalesce(max(id), 0), coalesce(sum(version), 0) FROM {declared.__tablename__}"
    found: tuple[int, ...] = connection.execute(question).fetchone()
    return found


def last_operation(connection: Any) -> int:
    """Return the number of the last write of the office, 0 before the first."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM operations").fetchone()
    return int(last)


def ids_with(connection: Any, declared: type[Record], attribute: str, value: object) -> list[int]:
    """Return the ids of the records that are not archived and have a value in an attribute, the oldest first."""
    column = _checked(declared, attribute)
    question = f"SELECT id FROM {declared.__tablename__} WHERE {column} = ? AND archived_at IS NULL ORDER BY id"
    return [found for (found,) in connection.execute(question, (value,))]


def used(connection: Any, declared: type[Record], attribute: str, limit: int) -> list[str]:
    """Return the texts that records which are not archived have in an attribute, the commonest first."""
    column = _checked(declared, attribute)
    question = (
        f"SELECT {column} FROM {declared.__tablename__} WHERE archived_at IS NULL AND {column} IS NOT NULL "
        f"GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT ?"
    )
    return [text for (text,) in connection.execute(question, (limit,))]


def _ordered(declared: type[Record], query: ListQuery) -> list[str]:
    direction = " DESC" if query.descending else ""
    if query.sort in OF_THE_ORDER:
        return [f"sort_key{direction}", f"id{direction}"]
    column = _checked(declared, query.sort)
    return [f"{column} IS NULL", f"{column}{direction}", "sort_key", "id"]


def _in_batches(connection: Any, question: str, ids: Sequence[int], order: str = "") -> Iterator[Any]:
    for start in range(0, len(ids), BATCH):
        batch = tuple(ids[start : start + BATCH])
        yield from connection.execute(f"{question} ({', '.join('?' * len(batch))}) {order}", batch)


def _checked(declared: type[Audited], name: str) -> str:
    """Return a name that may stand in a statement. Raises KeyError for one that is not declared."""
    if name not in PLAIN:
        declared.__attributes__[name]
    return name


def _decoder(declared: type[Audited], attributes: Sequence[str]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Return what turns the values that SQLite gives for these attributes into those of their fields."""
    readers = {place: read for place, name in enumerate(attributes) if (read := _reader(declared, name))}

    def decode(row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, read in readers.items():
            if values[place] is not None:
                values[place] = read(values[place])
        return tuple(values)

    return decode if readers else tuple


def _reader(declared: type[Audited], name: str) -> Callable[[Any], Any] | None:
    if name in PLAIN:
        return None
    field = declared.__attributes__[name].field
    match field.storage:
        case Storage.DATE:
            return dt.date.fromisoformat
        case Storage.FLAG:
            return bool
        case Storage.JSON:
            load = field.load
            return lambda written: load(json.loads(written))
        case _:
            return None
