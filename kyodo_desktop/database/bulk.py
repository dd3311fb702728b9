"""Many new records at once: rows, audit and index in bulk, within the unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.new_records import NewRecords, columns_of
from kyodo_desktop.core.text import sort_key
from kyodo_desktop.database import search_index
from kyodo_desktop.database.base import Record, lines_of, schema_of
from kyodo_desktop.database.indexing import indexed_afterwards
from kyodo_desktop.database.search_upkeep import Row, batches
from kyodo_desktop.database.searchable import new_texts
from kyodo_desktop.database.work import Work


def insert_new(
    work: Work, mapped: type[Record], new: NewRecords, complete: Callable[[NewRecords], NewRecords]
) -> range:
    """Insert new records with the tables inside them and return their ids, in their order.

    ``complete`` is given one batch of them after the other and returns them with all that is to be stored.
    """
    if not new.count:
        return range(0)
    rows: list[Row] = []
    with indexed_afterwards(work.connection, mapped.__tablename__, new.count):
        for batch in batches(range(new.count)):  # what a batch touches stays in the processor's cache
            rows += _insert(work, mapped, complete(new.part(batch)))
    search_index.put_new(work.connection, mapped.__tablename__, rows)
    first = rows[0][1]
    return range(first, first + len(rows))


def _insert(work: Work, mapped: type[Record], new: NewRecords) -> list[Row]:
    """Insert some of the records and return what the search is to hold of them."""
    schema = schema_of(mapped)
    columns = _filled(schema.fields, new.columns)
    names = columns["name"]
    keys = [sort_key(furigana or name) for furigana, name in zip(columns.get("furigana", names), names, strict=True)]
    ids = work.insert_columns(mapped, columns | {"sort_key": keys})
    for name, line_class in lines_of(mapped).items():
        lines = [
            (ids[place], position, line.values)
            for place, tables in new.tables.items()
            for position, line in enumerate(tables.get(name, ()))
        ]
        places = {"record_id": [line[0] for line in lines], "position": [line[1] for line in lines]}
        values = _filled(schema.children[name].fields, columns_of([line[2] for line in lines]))
        work.insert_columns(line_class, places | values)
    return list(zip(keys, ids, new_texts(mapped.__tablename__, new), strict=True))


def _filled(fields: Mapping[str, Field], columns: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Return the attributes that any row fills, in the order of their declaration."""
    named = ((name, columns[name]) for name in fields if name in columns)
    return {name: column for name, column in named if column.count(None) < len(column)}
