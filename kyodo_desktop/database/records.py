"""Loading and saving whole records: the record's row and the tables inside it.

Works for every mapped record by its declarations; a slice's service adds its rules on top.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import flag_modified

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.database.base import Audited, Line, Record, schema_of
from kyodo_desktop.database.work import Work

R = TypeVar("R", bound=Record)

_TOGETHER = 500
"""Records that are changed in one step: a flush for each would take half of the time of many."""

GONE = "この記録は見つかりません。削除されたか、ほかの記録に統合されています。一覧から選び直してください。"
CHANGED = (
    "この記録は、開いた後に変更されています。入力した内容は残っています。"
    "最新の内容を確かめてから、もう一度保存してください。"
)


def load(session: Session, mapped: type[R], record_id: int) -> R:
    """Return the whole record with the tables inside it. Raises InputError when there is none."""
    children = [selectinload(relation.class_attribute) for relation in inspect(mapped).relationships]
    record = session.get(mapped, record_id, options=children)
    if record is None:
        raise InputError(GONE)
    return record


def load_many(session: Session, mapped: type[R], ids: Sequence[int]) -> list[R]:
    """Return whole records in the order of ``ids``; ids that do not exist are left out."""
    children = [selectinload(relation.class_attribute) for relation in inspect(mapped).relationships]
    found: dict[int, R] = {}
    for start in range(0, len(ids), 500):
        batch = select(mapped).where(mapped.id.in_(ids[start : start + 500])).options(*children)
        found.update((record.id, record) for record in session.scalars(batch))
    return [found[record_id] for record_id in ids if record_id in found]


def snapshot(record: Record) -> Snapshot:
    """Return a record that was loaded whole as plain values."""
    schema = schema_of(type(record))
    return Snapshot(
        schema=schema.name,
        id=record.id,
        version=record.version,
        values=_values(record, schema),
        children={
            name: tuple(
                Snapshot(child.name, line.id, record.version, _values(line, child)) for line in getattr(record, name)
            )
            for name, child in schema.children.items()
        },
    )


def _values(row: Audited, schema: Schema) -> dict[str, Any]:
    return {name: getattr(row, name) for name in schema.fields}


def store(work: Work, mapped: type[R], draft: Draft, record: R | None) -> R:
    """Write a draft over ``record``, which was loaded whole, or as a new one, and return the mapped record with its id.

    Raises InputError when the record was changed since the draft's version was read.
    """
    session = work.session
    if record is None:
        record = mapped()
        for name in schema_of(mapped).children:
            setattr(record, name, [])
        session.add(record)
    _apply(session, record, draft)
    session.flush()
    return record


def store_many(work: Work, mapped: type[R], drafts: Sequence[Draft], told: Callable[[int], None]) -> None:
    """Write drafts over their stored records, in steps that are flushed together; ``told`` how many after each.

    Raises InputError when one of the records is gone, or was changed since its draft's version was read.
    """
    for start in range(0, len(drafts), _TOGETHER):
        step = drafts[start : start + _TOGETHER]
        ids = [draft.id for draft in step if draft.id is not None]
        found = {record.id: record for record in load_many(work.session, mapped, ids)}
        if len(found) < len(set(ids)):
            raise InputError(GONE)
        for draft in step:
            if draft.id is not None:
                _apply(work.session, found[draft.id], draft)
        work.session.flush()
        told(start + len(step))


def _apply(session: Session, record: Record, draft: Draft) -> None:
    if draft.id is not None and draft.version is not None and record.version != draft.version:
        raise InputError(CHANGED)
    _assign(record, draft.values)
    moved = [_store_lines(session, record, name, lines) for name, lines in draft.children.items()]
    if draft.id is not None and any(moved):
        flag_modified(record, "updated_at")


def _assign(row: Audited, values: dict[str, Any]) -> bool:
    changed = False
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed = True
    return changed


def _store_lines(session: Session, record: Record, name: str, drafts: list[Draft]) -> bool:
    """Make the table ``name`` inside ``record`` what the drafts say; return whether anything changed."""
    relation = inspect(type(record)).relationships[name]
    line_class: type[Line] = relation.mapper.class_
    stored: dict[int | None, Line] = {line.id: line for line in getattr(record, name)}
    lines: list[Line] = []
    changed = False
    for position, draft in enumerate(drafts):
        line = stored.pop(draft.id, None) if draft.id is not None else None
        if line is None:
            line = line_class()
            changed = True
        changed |= _assign(line, draft.values | {"position": position})
        lines.append(line)
    for gone in stored.values():
        session.delete(gone)  # said outright: of orphans that SQLAlchemy finds by itself the audit is not told
        changed = True
    if changed:
        setattr(record, name, lines)
    return changed
