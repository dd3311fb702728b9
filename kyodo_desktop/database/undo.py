"""元に戻す: replay the audit of one operation backwards, as a new audited write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.database.audit import INSERT, AuditRow, Operation
from kyodo_desktop.database.encoding import decode_row
from kyodo_desktop.database.mapping import Base
from kyodo_desktop.database.office_database import OfficeDatabase
from kyodo_desktop.database.work import Changes, Work

NEVER_RESTORED = frozenset({"version", "updated_at"})
"""Columns that only go forward: an open page must notice that its record has changed."""

_TOGETHER = 500
"""Rows that are asked for at once."""

_OPERATIONS = select(Operation.__table__)
_ROWS = select(AuditRow.__table__)


def take_back(database: OfficeDatabase, staff: str, operation_id: int) -> Changes:
    """Take one operation back as a new one, whatever kinds of records it changed, and return what that changed.

    Raises what :func:`undo` does.
    """
    with database.write(staff, "元に戻す") as work:
        undo(work, operation_id)
    return work.changes


def undo(work: Work, operation_id: int) -> None:
    """Take one operation back; ``work`` is called after it.

    Raises InputError when it was taken back already, when a later operation changed the same records (that one has to
    be taken back first, or else its work would be lost unsaid), or when another record has a number of it by now.
    """
    connection = work.connection
    operation = connection.execute(_OPERATIONS.where(Operation.id == operation_id)).first()
    if operation is None:
        raise InputError("元に戻す操作が見つかりません。")
    if operation.undone_by_id is not None:
        raise InputError("この操作は、すでに元に戻されています。")
    _refuse_if_changed_since(connection, operation)
    work.action, work.undoes_id = f"元に戻す：{operation.action}", operation_id
    rows = connection.execute(_ROWS.where(AuditRow.operation_id == operation_id).order_by(AuditRow.id.desc())).all()
    entered = _entered_in_bulk(connection, rows)
    try:
        for row in rows:
            _reverse(work, row, entered)
    except IntegrityError as error:  # of the constraints, only the unique number can be broken by other records
        raise InputError(
            f"「{operation.action}」を元に戻すと、登録番号がほかの記録と重なります。何も変更していません。"
            "先に、その番号をいま使っている記録の登録番号を変えてください。"
        ) from error
    connection.execute(update(Operation).where(Operation.id == operation_id), {"undone_by_id": work.operation_id})


def _refuse_if_changed_since(connection: Connection, operation: Row[Any]) -> None:
    records = _records_of(operation)
    later = connection.execute(
        _OPERATIONS.join(AuditRow, AuditRow.operation_id == Operation.id)
        .where(
            Operation.id > operation.id,
            Operation.undone_by_id.is_(None),
            tuple_(AuditRow.record_table, AuditRow.record_id).in_(records),
        )
        .order_by(Operation.id.desc())
        .distinct()
    )
    blocking = next((each for each in later.all() if not _comes_to_nothing(connection, each, operation)), None)
    if blocking is not None:
        raise InputError(
            f"「{_changed_by_both(connection, operation, blocking)}」が、その後の操作「{blocking.action}」"
            f"（{blocking.happened_at:%Y/%m/%d %H:%M}、{blocking.staff}）で変更されています。"
            "先にその操作を元に戻してください。"
        )


def _records_of(operation: Row[Any]) -> Select[str, int]:
    return select(AuditRow.record_table, AuditRow.record_id).where(AuditRow.operation_id == operation.id).distinct()


def _changed_by_both(connection: Connection, one: Row[Any], other: Row[Any]) -> str:
    """Return what a record is called that two operations changed; it need not be the one that a person looks at."""
    in_both = tuple_(AuditRow.record_table, AuditRow.record_id).in_(_records_of(one))
    kind, record_id = connection.execute(_records_of(other).where(in_both).limit(1)).one()
    table = Base.metadata.tables[kind]
    stored = connection.execute(select(table.c.reference, table.c.name).where(table.c.id == record_id)).first()
    return "　".join(stored) if stored is not None else "同じ記録"


def _comes_to_nothing(connection: Connection, last: Row[Any], since: Row[Any]) -> bool:
    """Return whether ``last`` takes back, in the end, what was done after ``since``: an undo, an undo of its redo …"""
    undoes, first = False, last
    while first.undoes_id is not None:
        undoes, first = not undoes, connection.execute(_OPERATIONS.where(Operation.id == first.undoes_id)).one()
    return undoes and first.id > since.id


def _entered_in_bulk(connection: Connection, rows: Sequence[Row[Any]]) -> dict[tuple[str, int], dict[str, Any]]:
    """Return the stored rows, by table and id, of which the audit says only that they were entered."""
    ids: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.action == INSERT and row.after is None:
            ids[row.table_name].append(row.row_id)
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for name, wanted in ids.items():
        table = Base.metadata.tables[name]
        for start in range(0, len(wanted), _TOGETHER):
            stored = connection.execute(select(table).where(table.c.id.in_(wanted[start : start + _TOGETHER])))
            found |= {(name, row["id"]): dict(row) for row in stored.mappings()}
    return found


def _reverse(work: Work, row: Row[Any], entered: Mapping[tuple[str, int], dict[str, Any]]) -> None:
    table = Base.metadata.tables[row.table_name]
    owner = (row.record_table, row.record_id)
    before, after = decode_row(table, row.before or {}), decode_row(table, row.after or {})
    match row.action:
        case "insert":
            work.delete(table, after or entered[row.table_name, row.row_id], owner)
        case "delete":
            work.insert(table, before, owner)
        case _:
            now = {"id": row.row_id, **after}
            restored = {name: value for name, value in before.items() if name not in NEVER_RESTORED}
            if "version" in table.c:
                stamps = select(table.c.version, table.c.updated_at).where(table.c.id == row.row_id)
                now |= work.connection.execute(stamps).mappings().one()
                restored |= {"version": now["version"] + 1, "updated_at": work.now}
            work.update(table, now, restored, owner)
