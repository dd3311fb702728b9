"""Many new records at once: rows, audit and index in bulk, within the unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.text import sort_key
from kyodo_desktop.database import search_index
from kyodo_desktop.database.base import Record, lines_of, schema_of
from kyodo_desktop.database.indexing import indexed_afterwards
from kyodo_desktop.database.search_upkeep import Row, batches
from kyodo_desktop.database.searchable import draft_texts
from kyodo_desktop.database.work import Work


def insert_drafts(
    work: Work, mapped: type[Record], drafts: Sequence[Draft], complete: Callable[[Sequence[Draft]], Sequence[Draft]]
) -> range:
    """Insert new records with the tables inside them and return their ids, in the order of the drafts.

    ``complete`` is given one batch of them after the other and returns them with all that is to be stored.
    """
    if not drafts:
        return range(0)
    rows: list[Row] = []
    with indexed_afterwards(work.connection, mapped.__tablename__, len(drafts)):
        for batch in batches(range(len(drafts))):  # what a batch touches stays in the processor's cache
            rows += _insert(work, mapped, complete(drafts[batch]))
    search_index.put_new(work.connection, mapped.__tablename__, rows)
    first = rows[0][1]
    return range(first, first + len(rows))


def _insert(work: Work, mapped: type[Record], drafts: Sequence[Draft]) -> list[Row]:
    """Insert some of the records and return what the search is to hold of them."""
    schema = schema_of(mapped)
    columns = _columns(schema.fields, [draft.values for draft in drafts])
    names = columns["name"]
    keys = [sort_key(furigana or name) for furigana, name in zip(columns.get("furigana", names), names, strict=True)]
    ids = work.insert_columns(mapped, columns | {"sort_key": keys})
    for name, line_class in lines_of(mapped).items():
        lines = [
            (record_id, position, line.values)
            for record_id, draft in zip(ids, drafts, strict=True)
            if draft.children
            for position, line in enumerate(draft.children.get(name, ()))
        ]
        places = {"record_id": [line[0] for line in lines], "position": [line[1] for line in lines]}
        values = _columns(schema.children[name].fields, [line[2] for line in lines])
        work.insert_columns(line_class, places | values)
    return list(zip(keys, ids, draft_texts(mapped.__tablename__, drafts, columns), strict=True))


def _columns(fields: Mapping[str, Field], rows: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Any]]:
    """Return the attributes that any row fills, column by column."""
    columns = _alike(fields, rows) or _unlike(fields, rows)
    return {name: column for name, column in columns.items() if column.count(None) < len(column)}


def _alike(fields: Mapping[str, Field], rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """Return the columns of rows that all name the same attributes, as those of one file do; nothing for others."""
    names = [name for name in fields if rows and name in rows[0]]
    if len(names) < 2 or set(map(len, rows)) != {len(names)}:
        return {}
    try:
        values = list(map(itemgetter(*names), rows))
    except KeyError:
        return {}
    return dict(zip(names, zip(*values, strict=True), strict=True))


def _unlike(fields: Mapping[str, Field], rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Any, ...]]:
    named = set().union(*rows)
    return {name: tuple(row.get(name) for row in rows) for name in fields if name in named}
