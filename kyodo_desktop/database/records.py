"""Reading and writing whole records: the record's row and the rows of the tables inside it.

Works for every declared record; a slice's service adds its rules on top.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.text import sort_key
from kyodo_desktop.database.base import Line, Record, lines_of, schema_of, table_of
from kyodo_desktop.database.searchable import records
from kyodo_desktop.database.work import CHANGED, Work

Row = Mapping[str, Any]
"""Every column of a row by its name, typed as its field says."""

_TOGETHER = 500
"""Records that are read in one step."""

GONE = "この記録は見つかりません。削除されたか、ほかの記録に統合されています。一覧から選び直してください。"


@dataclass(frozen=True, slots=True)
class Stored:
    """A whole record as it is stored: its row, and the rows of the tables inside it in their order."""

    mapped: type[Record]
    row: Row
    lines: Mapping[str, Sequence[Row]]

    @property
    def id(self) -> int:
        """The id of the record."""
        return int(self.row["id"])

    def snapshot(self) -> Snapshot:
        """Return the declared attributes as plain values."""
        schema = schema_of(self.mapped)
        version = self.row["version"]
        inside = {
            name: tuple(_snapshot(line, child, version) for line in self.lines[name])
            for name, child in schema.children.items()
        }
        return _snapshot(self.row, schema, version, inside)


def _snapshot(
    row: Row, schema: Schema, version: int, inside: Mapping[str, tuple[Snapshot, ...]] | None = None
) -> Snapshot:
    return Snapshot(schema.name, row["id"], version, {name: row[name] for name in schema.fields}, inside or {})


def read(connection: Connection, mapped: type[Record], record_id: int) -> Stored:
    """Return a whole record. Raises InputError when there is none."""
    for stored in read_many(connection, mapped, (record_id,)):
        return stored
    raise InputError(GONE)


def ids_naming(connection: Connection, mapped: type[Record], attribute: str, record_id: int) -> list[int]:
    """Return the ids of the records, archived ones too, that name another record by its id in an attribute."""
    table = table_of(mapped)
    return list(connection.scalars(select(table.c.id).where(table.c[attribute] == record_id)))


def read_many(connection: Connection, mapped: type[Record], ids: Sequence[int]) -> Iterator[Stored]:
    """Yield whole records in the order of ``ids``; ids that do not exist are left out."""
    own, inside = _reading(mapped.__tablename__)
    for start in range(0, len(ids), _TOGETHER):
        wanted = {"ids": ids[start : start + _TOGETHER]}
        rows = {row["id"]: row for row in _rows(connection, own, wanted)}
        lines: dict[int, dict[str, list[Row]]] = {record_id: {name: [] for name in inside} for record_id in rows}
        for name, statement in inside.items():
            for line in _rows(connection, statement, wanted):
                lines[line["record_id"]][name].append(line)
        yield from (Stored(mapped, rows[each], lines[each]) for each in wanted["ids"] if each in rows)


def _rows(connection: Connection, statement: Select[Any], wanted: Mapping[str, Any]) -> Iterator[Row]:
    found = connection.execute(statement, wanted)
    names = tuple(found.keys())
    return (dict(zip(names, row, strict=True)) for row in found)


@functools.cache
def _reading(kind: str) -> tuple[Select[Any], Mapping[str, Select[Any]]]:
    """Return what reads the rows of a kind of record, and by its name the lines of each table inside it."""
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    mapped = records()[kind]
    table = table_of(mapped)
    inside = {name: table_of(line) for name, line in lines_of(mapped).items()}
    return select(table).where(table.c.id.in_(ids)), {
        name: select(inner).where(inner.c.record_id.in_(ids)).order_by(inner.c.record_id, inner.c.position, inner.c.id)
        for name, inner in inside.items()
    }


def refuse_outdated(draft: Draft, stored: Stored) -> None:
    """Raise InputError when the record was changed since the draft's version was read."""
    if draft.version is not None and draft.version != stored.row["version"]:
        raise InputError(CHANGED)


def store(work: Work, mapped: type[Record], draft: Draft, stored: Stored | None) -> Stored:
    """Write a draft over what is stored, or as a new record, and return the record as it is then."""
    is_new = stored is None
    stored = stored or _new(work, mapped, draft.values)
    named = {name: _store_lines(work, stored, name, lines) for name, lines in draft.children.items()}
    inside = {**stored.lines, **named}
    if is_new:
        return Stored(mapped, stored.row, inside)
    if inside == stored.lines and not _differing(stored.row, draft.values):
        return stored
    return change(work, stored, draft.values, inside)


def store_many(work: Work, mapped: type[Record], drafts: Sequence[Draft], told: Callable[[int], None]) -> None:
    """Write drafts over their stored records; ``told`` how many after each step.

    Raises InputError when one of the records is gone, or was changed since its draft's version was read.
    """
    for start in range(0, len(drafts), _TOGETHER):
        step = [(draft.id, draft) for draft in drafts[start : start + _TOGETHER] if draft.id is not None]
        found = {each.id: each for each in read_many(work.connection, mapped, [record_id for record_id, _ in step])}
        for record_id, draft in step:
            if record_id not in found:
                raise InputError(GONE)
            refuse_outdated(draft, found[record_id])
        for record_id, draft in step:
            found[record_id] = store(work, mapped, draft, found[record_id])
        told(start + len(step))


def change(
    work: Work, stored: Stored, values: Mapping[str, Any], inside: Mapping[str, Sequence[Row]] | None = None
) -> Stored:
    """Set columns of a record and return it as it is then; ``inside`` are its lines where those were written.

    Its version goes up whatever changed, so that a page which is open on it notices.
    """
    row = {**stored.row, **values}
    stamps = {"version": row["version"] + 1, "updated_at": work.now, "sort_key": _place(row)}
    changed = _differing(stored.row, {**values, **stamps})
    work.update(table_of(stored.mapped), stored.row, changed)
    return Stored(stored.mapped, {**row, **stamps}, stored.lines if inside is None else inside)


def _new(work: Work, mapped: type[Record], values: Mapping[str, Any]) -> Stored:
    stamps = {"version": 1, "created_at": work.now, "updated_at": work.now, "sort_key": _place(values)}
    row = _filled(mapped, {**values, **stamps})
    row["id"] = work.insert(table_of(mapped), row)
    return Stored(mapped, row, dict.fromkeys(lines_of(mapped), ()))


def _store_lines(work: Work, stored: Stored, name: str, drafts: Sequence[Draft]) -> list[Row]:
    """Make the table ``name`` inside a record what the drafts say, and return its rows."""
    line_class = lines_of(stored.mapped)[name]
    table, owner = table_of(line_class), (stored.mapped.__tablename__, stored.id)
    gone: dict[int | None, Row] = {line["id"]: line for line in stored.lines[name]}
    lines: list[Row] = []
    for position, draft in enumerate(drafts):
        values = {**draft.values, "position": position}
        line = gone.pop(draft.id, None)
        if line is None:
            line = _filled(line_class, {**values, "record_id": stored.id})
            lines.append({**line, "id": work.insert(table, line, owner)})
        elif changed := _differing(line, values):
            work.update(table, line, changed, owner)
            lines.append({**line, **changed})
        else:
            lines.append(line)
    for line in gone.values():
        work.delete(table, line, owner)
    return lines


def _differing(row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if row[name] != value}


def _filled(declared: type[Record | Line], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return every column of a new row but its id; raises KeyError for a value that has none, which would be lost."""
    row: dict[str, Any] = dict.fromkeys(column.name for column in table_of(declared).c if not column.primary_key)
    if unknown := values.keys() - row.keys():
        raise KeyError(f"{declared.__tablename__} has no {', '.join(sorted(unknown))}")
    return {**row, **values}


def _place(row: Mapping[str, Any]) -> str:
    """Return where a record stands in the order of the furigana."""
    return sort_key(row.get("furigana") or row["name"])
