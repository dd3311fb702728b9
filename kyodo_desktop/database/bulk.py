"""Many new records at once: rows, audit and index in bulk, within the unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import inspect

from kyodo_desktop.core.schema import Draft
from kyodo_desktop.database.base import Line, Record, schema_of
from kyodo_desktop.database.work import Work


def insert_drafts(work: Work, mapped: type[Record], drafts: Sequence[Draft]) -> range:
    """Insert new records with the tables inside them and return their ids, in the order of the drafts."""
    schema = schema_of(mapped)
    ids = work.insert_many(mapped, [_row(schema.fields, draft) for draft in drafts])
    for relation in inspect(mapped).relationships:
        line_class: type[Line] = relation.mapper.class_
        columns = schema.children[relation.key].fields
        lines = [
            _row(columns, line) | {"record_id": record_id, "position": position}
            for record_id, draft in zip(ids, drafts, strict=True)
            for position, line in enumerate(draft.children.get(relation.key, ()))
        ]
        work.insert_many(line_class, lines)
    return ids


def _row(columns: Any, draft: Draft) -> dict[str, Any]:
    values = draft.values
    return {name: values.get(name) for name in columns}
