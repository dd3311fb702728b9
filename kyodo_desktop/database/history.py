"""経過: what the audit and the handouts tell of one record, in the words of its fields."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.database.audit import AuditRow, Handout, Operation
from kyodo_desktop.database.base import Record, lines_of, schema_of

_TOGETHER = 500
"""Records whose operations are asked for at once."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened. ``lines`` say what changed (「電話番号：空欄 → 0143-22-1111」)."""

    happened_at: dt.datetime
    staff: str
    action: str
    lines: tuple[str, ...] = ()
    operation_id: int | None = None
    undone: bool = False


def of_record(session: Session, mapped: type[Record], record_id: int, words: Words) -> list[HistoryEntry]:
    """Return the changes and handouts of a record, newest first."""
    tables = _fields_by_table(mapped)
    rows: dict[int, list[AuditRow]] = defaultdict(list)
    for row in session.scalars(
        select(AuditRow)
        .where(AuditRow.record_table == mapped.__tablename__, AuditRow.record_id == record_id)
        .order_by(AuditRow.id)
    ):
        rows[row.operation_id].append(row)
    operations = session.scalars(select(Operation).where(Operation.id.in_(rows)))
    entries = [
        HistoryEntry(
            happened_at=operation.happened_at,
            staff=operation.staff,
            action=operation.action,
            lines=_said(rows[operation.id], mapped, tables, words),
            operation_id=operation.id,
            undone=operation.undone_by_id is not None,
        )
        for operation in operations
    ]
    handouts = session.scalars(
        select(Handout).where(Handout.record_table == mapped.__tablename__, Handout.record_id == record_id)
    )
    entries += [
        HistoryEntry(handout.happened_at, handout.staff, f"{handout.document}（{handout.destination}）")
        for handout in handouts
    ]
    return sorted(entries, key=lambda entry: (entry.happened_at, entry.operation_id or 0), reverse=True)


def days_set(
    connection: Connection, mapped: type[Record], ids: Sequence[int], attribute: str, action: str
) -> dict[tuple[int, Any], dt.date]:
    """Return when operations of this name set an attribute, by the record's id and the value that it was given."""
    field, kind = schema_of(mapped).fields[attribute], mapped.__tablename__
    found: dict[tuple[int, Any], dt.date] = {}
    for start in range(0, len(ids), _TOGETHER):
        rows = (
            select(AuditRow.record_id, AuditRow.after, Operation.happened_at)
            .join(Operation, AuditRow.operation_id == Operation.id)
            .where(
                Operation.action == action,
                AuditRow.record_table == kind,
                AuditRow.table_name == kind,
                AuditRow.record_id.in_(ids[start : start + _TOGETHER]),
            )
        )
        for record_id, after, happened_at in connection.execute(rows.order_by(AuditRow.id)):
            if attribute in (after or {}):
                found[record_id, field.load(after[attribute])] = happened_at.date()
    return found


def _said(
    rows: list[AuditRow], mapped: type[Record], tables: dict[str, tuple[str, dict[str, Field]]], words: Words
) -> tuple[str, ...]:
    """Return what changed; of a new record nothing, because the record itself says it."""
    if any(row.action == "insert" and row.table_name == mapped.__tablename__ for row in rows):
        return ()
    return tuple(dict.fromkeys(line for row in rows for line in _lines(row, tables, words)))


def _fields_by_table(mapped: type[Record]) -> dict[str, tuple[str, dict[str, Field]]]:
    """Return label and shown fields by table name, for a record and the tables inside it."""
    found = {mapped.__tablename__: ("", schema_of(mapped).shown())}
    for line in lines_of(mapped).values():
        found[line.__tablename__] = (line.__label__, schema_of(line).shown())
    return found


def _lines(row: AuditRow, tables: dict[str, tuple[str, dict[str, Field]]], words: Words) -> list[str]:
    before, after = row.before or {}, row.after or {}
    if row.table_name not in tables:
        named = {"insert": "添付の追加", "delete": "添付の取消"}.get(row.action)
        return [f"{named}：{(after or before)['file_name']}"] if named else ["添付の移動"]
    label, fields = tables[row.table_name]
    if "record_id" in before and "record_id" in after:
        return [f"{label}の移動"]
    if label and row.action != "update":
        texts = after if row.action == "insert" else before
        said = "、".join(_shown(fields[name], texts[name], words) for name in fields if texts.get(name) is not None)
        return [f"{label}の{'追加' if row.action == 'insert' else '削除'}：{said}"]
    kept_for = [f"理由：{reason}"] if (reason := after.get("archived_reason")) else []
    return kept_for + [
        f"{label}{fields[name].label}：{_shown(fields[name], before.get(name), words)} → "
        f"{_shown(fields[name], after.get(name), words)}"
        for name in fields
        if name in after or name in before
    ]


def _shown(declared: Field, dumped: Any, words: Words) -> str:
    return (declared.show(declared.load(dumped), words) if dumped is not None else "") or "空欄"
