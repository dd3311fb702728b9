"""元に戻す: replay the audit of one operation backwards, as a new audited write."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.database.audit import DELETE, INSERT, UPDATE, AuditRow, Operation
from kyodo_desktop.database.encoding import decode_row
from kyodo_desktop.database.mapping import Base
from kyodo_desktop.database.work import Work

NEVER_RESTORED = frozenset({"version", "updated_at"})
"""Columns that only go forward: an open page must notice that its record has changed."""


def undo(work: Work, operation_id: int) -> Operation:
    """Take one operation back and return it.

    Raises InputError when it was taken back already, when a later operation changed the same records (that one has to
    be taken back first, or else its work would be lost unsaid), or when another record has a number of it by now.
    """
    session = work.session
    operation = session.get(Operation, operation_id)
    if operation is None:
        raise InputError("元に戻す操作が見つかりません。")
    if operation.undone_by_id is not None:
        raise InputError("この操作は、すでに元に戻されています。")
    _refuse_if_changed_since(session, operation)
    rows = session.scalars(select(AuditRow).where(AuditRow.operation_id == operation_id).order_by(AuditRow.id.desc()))
    try:
        for row in rows:
            _reverse(work, row)
    except IntegrityError as error:  # of the constraints, only the unique number can be broken by other records
        raise InputError(
            f"「{operation.action}」を元に戻すと、登録番号がほかの記録と重なります。何も変更していません。"
            "先に、その番号をいま使っている記録の登録番号を変えてください。"
        ) from error
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
            Operation.undone_by_id.is_(None),
            tuple_(AuditRow.record_table, AuditRow.record_id).in_(records),
        )
        .order_by(Operation.id.desc())
        .distinct()
    )
    blocking = next((each for each in later if not _comes_to_nothing(session, each, operation)), None)
    if blocking is not None:
        raise InputError(
            f"同じ記録が、その後の操作「{blocking.action}」"
            f"（{blocking.happened_at:%Y/%m/%d %H:%M}、{blocking.staff}）で変更されています。"
            "先にその操作を元に戻してください。"
        )


def _comes_to_nothing(session: Session, last: Operation, since: Operation) -> bool:
    """Return whether ``last`` takes back, in the end, what was done after ``since``: an undo, an undo of its redo …"""
    undoes, first = False, last
    while first.undoes_id is not None:
        undoes, first = not undoes, session.get_one(Operation, first.undoes_id)
    return undoes and first.id > since.id


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
