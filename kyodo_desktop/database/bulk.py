"""Many new records at once: rows, audit and index in bulk, within the unit of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.core.text import sort_key
from kyodo_desktop.database import search_index
from kyodo_desktop.database.base import Record, lines_of, schema_of
from kyodo_desktop.database.searchable import draft_texts
from kyodo_desktop.database.work import Work


def insert_drafts(work: Work, mapped: type[Record], drafts: Sequence[Draft]) -> range:
    """Insert new records with the tables inside them and return their ids, in the order of the drafts."""
    if not drafts:
        return range(0)
    schema = schema_of(mapped)
    columns = _columns(schema.fields, [draft.values for draft in drafts])
    keys = [sort_key(draft.values.get("furigana") or draft.values["name"]) for draft in drafts]
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
    texts = draft_texts(mapped.__tablename__, drafts)
    search_index.put_rows(work.connection, mapped.__tablename__, zip(keys, ids, texts, strict=True))
    return ids


def _columns(fields: Mapping[str, Field], rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return the attributes that any row fills, column by column."""
    named = set().union(*rows)
    columns = {name: [row.get(name) for row in rows] for name in fields if name in named}
    return {name: values for name, values in columns.items() if any(value is not None for value in values)}
