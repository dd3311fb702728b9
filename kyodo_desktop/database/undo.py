"""元に戻す: replay the audit of one operation backwards, as a new audited write."""

from __future__ import annotations

from sqlalchemy import and_, delete, insert, or_, select, tuple_, update
from sqlalchemy.orm import Session

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.database.audit import DELETE, INSERT, UPDATE, AuditRow, Operation
from kyodo_desktop.database.base import Base
from kyodo_desktop.database.encoding import decode_row
from kyodo_desktop.database.work import Work

NEVER_RESTORED = frozenset({"version", "updated_at"})
"""Columns that only go forward: an open page must notice that its record has changed."""


def undo(work: Work, operation_id: int) -> Operation:
    """Take one operation back and return it.

    Raises InputError when it was taken back already, or when a later operation changed the same records: that one
    has to be taken back first, or else its work would be lost unsaid.
    """
    session = work.session
    operation = session.get(Operation, operation_id)
    if operation is None:
        raise InputError("元に戻す操作が見つかりません。")
    if operation.undone_by_id is not None:
        raise InputError("この操作は、すでに元に戻されています。")
    _refuse_if_changed_since(session, operation)
    rows = session.scalars(select(AuditRow).where(AuditRow.operation_id == operation_id).order_by(AuditRow.id.desc()))
    for row in rows:
        _reverse(work, row)
    operation.undone_by_id = work.operation.id
    work.operation.undoes_id = operation.id
    return operation


def _refuse_if_changed_since(session: Session, operation: Operation) -> None:
    records = select(AuditRow.record_table, AuditRow.record_id).where(AuditRow.operation_id == operation.id).distinct()
    later = session.scalars(
        select(Operation)
        .join(AuditRow, AuditRow.operation_id == Operation.id)
        .where(
            Operation.id > operation.id,
            and_(
                Operation.undone_by_id.is_(None),
                or_(Operation.undoes_id.is_(None), Operation.undoes_id <= operation.id),
            ),
            tuple_(AuditRow.record_table, AuditRow.record_id).in_(records),
        )
        .order_by(Operation.id.desc())
        .limit(1)
    ).first()
    if later is not None:
        raise InputError(
            f"同じ記録が、その後の操作「{later.action}」（{later.happened_at:%Y/%m/%d %H:%M}、{later.staff}）で"
            "変更されています。先にその操作を元に戻してください。"
        )


def _reverse(work: Work, row: AuditRow) -> None:
    table = Base.metadata.tables[row.table_name]
    connection = work.session.connection()
    before = row.before or {}
    restored = {name: value for name, value in decode_row(table, before).items() if name not in NEVER_RESTORED}
    match row.action:
        case "insert":
            connection.execute(delete(table).where(table.c.id == row.row_id))
            action = DELETE
        case "delete":
            connection.execute(insert(table).values(**decode_row(table, before)))
            action = INSERT
        case _:
            if "version" in table.c:
                restored |= {"version": table.c.version + 1, "updated_at": work.now}
            connection.execute(update(table).where(table.c.id == row.row_id).values(**restored))
            action = UPDATE
    work.record(action, table.name, row.row_id, (row.record_table, row.record_id), before=row.after, after=row.before)
