"""The search text of records, derived from what their attributes declare.

A record is found by its own searchable attributes and by those of the lines inside it (the officers of an
organisation, the members of a group).
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from kyodo_desktop.core.new_records import NewRecords
from kyodo_desktop.database.base import Record, lines_of, schema_of, table_of
from kyodo_desktop.database.search_index import Entry
from kyodo_desktop.database.search_text import search_texts

BATCH = 500

OWN = ("reference", "name", "furigana")
"""What a record itself is called; the beginnings of these come first in the answers."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which attributes of a record, and of the tables inside it, are searched."""

    kind: str
    other: tuple[str, ...]
    """Beside the name, the furigana and the number: representative, address, telephone …"""
    lines: Mapping[str, tuple[str, ...]]
    """Searched attributes by the name of the table inside."""
    everything: Select[Any]
    batch: Select[Any]
    line_batches: tuple[Select[Any], ...]
    """In the order of ``lines``; each gives the record's id and the searched texts."""


def records() -> dict[str, type[Record]]:
    """Return the records that are declared by now, by table name; all of them once there is a session."""
    return {each.__tablename__: each for each in Record.__subclasses__()}


def entries(connection: Connection, kind: str, ids: Collection[int] | None = None) -> Iterator[Entry]:
    """Yield the search entries of the records with these ids, or of all, that are not archived."""
    plan = _plan(kind)
    ordered = sorted(connection.scalars(plan.everything) if ids is None else ids)
    for start in range(0, len(ordered), BATCH):
        yield from _stored(connection, plan, ordered[start : start + BATCH])


def new_texts(kind: str, new: NewRecords) -> list[str]:
    """Return the search texts that new records have, from what is being stored."""
    plan = _plan(kind)
    inside: list[Sequence[str]] = [()] * new.count
    for place, tables in new.tables.items():
        inside[place] = [
            text
            for name, attributes in plan.lines.items()
            for line in tables.get(name, ())
            for attribute in attributes
            if (text := line.values.get(attribute))
        ]
    columns = new.columns
    readings = columns.get("furigana") or [None] * new.count
    others = [columns[name] for name in plan.other if name in columns]
    return search_texts(columns["reference"], columns["name"], readings, others, inside)


def _stored(connection: Connection, plan: _Plan, ids: Sequence[int]) -> Iterator[Entry]:
    inside: dict[int, list[str]] = {}
    for statement in plan.line_batches:
        for record_id, *texts in connection.execute(statement, {"ids": ids}):
            inside.setdefault(record_id, []).extend(filter(None, texts))
    for row in connection.execute(plan.batch, {"ids": ids}).mappings():
        yield _entry(plan, row["id"], row["sort_key"], row, inside.get(row["id"], ()))


def _entry(plan: _Plan, record_id: int, key: str, values: Mapping[Any, Any], inside: Sequence[str]) -> Entry:
    return Entry(
        kind=plan.kind,
        record_id=record_id,
        sort_key=key,
        reference=values["reference"],
        names=(values["name"],),
        readings=(values["furigana"],) if values.get("furigana") else (),
        other=(*(text for name in plan.other if (text := values.get(name))), *inside),
    )


@functools.cache
def _plan(kind: str) -> _Plan:
    mapped = records()[kind]
    table = table_of(mapped)
    searched = [name for name, field in schema_of(mapped).fields.items() if field.searchable and name not in OWN]
    wanted: BindParameter[Any] = bindparam("ids", expanding=True)
    lines: dict[str, tuple[str, ...]] = {}
    batches: list[Select[Any]] = []
    for inside, line in lines_of(mapped).items():
        inner, fields = table_of(line), schema_of(line).fields
        if attributes := tuple(name for name, field in fields.items() if field.searchable):
            lines[inside] = attributes
            columns = [inner.c.record_id, *(inner.c[name] for name in attributes)]
            batch = select(*columns).where(inner.c.record_id.in_(wanted))
            batches.append(batch.order_by(inner.c.record_id, inner.c.position))
    shown = select(table.c.id, table.c.sort_key, *(table.c[name] for name in (*OWN, *searched)))
    return _Plan(
        kind=kind,
        other=tuple(searched),
        lines=lines,
        everything=select(table.c.id).where(table.c.archived_at.is_(None)),
        batch=shown.where(table.c.id.in_(wanted), table.c.archived_at.is_(None)),
        line_batches=tuple(batches),
    )
