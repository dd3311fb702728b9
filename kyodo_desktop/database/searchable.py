"""The search text of records, derived from what their attributes declare."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, RowMapping, Select, Table, bindparam, select

from kyodo_desktop.core.fields import Furigana, Name, Reference
from kyodo_desktop.database.base import Base, Line, Record, schema_of
from kyodo_desktop.database.search_index import Entry

BATCH = 500


@dataclass(frozen=True, slots=True)
class _Plan:
    """The columns of one table whose texts are searched: the record's own and those of the lines inside it."""

    table: Table
    statement: Select[Any]
    names: tuple[str, ...]
    readings: tuple[str, ...]
    other: tuple[str, ...]
    lines: tuple[Select[Any], ...]


@functools.cache
def records() -> dict[str, type[Record]]:
    """Return the mapped records by table name."""
    return {
        mapper.class_.__tablename__: mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Record)
    }


@functools.cache
def _plan(table_name: str) -> _Plan:
    mapped = records()[table_name]
    table = mapped.__table__
    assert isinstance(table, Table)
    schema = schema_of(mapped)
    searched = {name: declared for name, declared in schema.fields.items() if declared.searchable}
    names = tuple(name for name, declared in searched.items() if isinstance(declared, Name))
    readings = tuple(name for name, declared in searched.items() if isinstance(declared, Furigana))
    other = tuple(name for name, declared in searched.items() if not isinstance(declared, (Name, Furigana, Reference)))
    columns = [
        table.c.id,
        table.c.sort_key,
        table.c.reference,
        *(table.c[name] for name in (*names, *readings, *other)),
    ]
    wanted: BindParameter[Any] = bindparam("ids", expanding=True)
    return _Plan(
        table,
        select(*columns).where(table.c.id.in_(wanted), table.c.archived_at.is_(None)),
        names,
        readings,
        other,
        tuple(_line_plan(line, wanted) for line in _searched_lines(mapped)),
    )


def _searched_lines(mapped: type[Record]) -> Iterator[type[Line]]:
    for mapper in Base.registry.mappers:
        line = mapper.class_
        if issubclass(line, Line) and line.__record__ == mapped.__tablename__ and _line_columns(line):
            yield line


def _line_columns(line: type[Line]) -> list[str]:
    return [name for name, declared in schema_of(line).fields.items() if declared.searchable]


def _line_plan(line: type[Line], wanted: Any) -> Select[Any]:
    table = line.__table__
    assert isinstance(table, Table)
    return select(table.c.record_id, *(table.c[name] for name in _line_columns(line))).where(
        table.c.record_id.in_(wanted)
    )


def entries(connection: Connection, table_name: str, ids: Collection[int] | None = None) -> Iterator[Entry]:
    """Yield the search entries of the records with these ids, or of all, that are not archived."""
    plan = _plan(table_name)
    if ids is None:
        ids = list(connection.scalars(select(plan.table.c.id)))
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        yield from _batch(connection, table_name, plan, ordered[start : start + BATCH])


def _batch(connection: Connection, kind: str, plan: _Plan, ids: list[int]) -> Iterable[Entry]:
    inside: dict[int, list[str]] = {}
    for statement in plan.lines:
        for record_id, *texts in connection.execute(statement, {"ids": ids}):
            inside.setdefault(record_id, []).extend(filter(None, texts))
    for row in connection.execute(plan.statement, {"ids": ids}).mappings():
        yield Entry(
            kind=kind,
            record_id=row["id"],
            sort_key=row["sort_key"],
            reference=row["reference"],
            names=_texts(row, plan.names),
            readings=_texts(row, plan.readings),
            other=(*_texts(row, plan.other), *inside.get(row["id"], ())),
        )


def _texts(row: RowMapping, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in names if row[name])
