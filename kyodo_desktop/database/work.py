"""The unit of work: the only way to change anything.

One transaction carries the row changes, their audit rows, the search index and the sequence numbers. It rolls back
unless its block ends cleanly. What it changed is told by :attr:`Work.changes`, by which open pages refresh.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, insert
from sqlalchemy import inspect as inspect_orm
from sqlalchemy.orm import ORMExecuteState, Session

from kyodo_desktop.core.text import sort_key
from kyodo_desktop.database import search_index
from kyodo_desktop.database.audit import DELETE, INSERT, UPDATE, AuditRow, Operation
from kyodo_desktop.database.base import Audited, Record, table_of
from kyodo_desktop.database.encoding import encode_row, json_of, to_driver
from kyodo_desktop.database.searchable import entries


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed: ids by table of the records touched, and the operation that can be undone."""

    operation_id: int | None
    records: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.records)


class Work:
    """An open write. Change mapped objects through :attr:`session`; insert in bulk through :meth:`insert_columns`."""

    def __init__(self, session: Session, staff: str, action: str, now: dt.datetime) -> None:
        self.session = session
        self.now = now
        self.operation = Operation(happened_at=now, staff=staff, action=action)
        self.changes = Changes(None)
        self._touched: dict[str, set[int]] = {}
        self._inserted: dict[str, set[int]] = {}
        self._rows: list[dict[str, Any]] = []
        session.add(self.operation)
        session.flush()
        event.listen(session, "before_flush", self._stamp)
        event.listen(session, "after_flush", self._audit)
        event.listen(session, "do_orm_execute", _refuse_bulk)

    def insert_columns(self, mapped: type[Audited], columns: dict[str, list[Any]]) -> range:
        """Insert rows given column by column (all of one length) with their audit, and return their ids.

        Stamps are filled in here. This goes below the mapped classes: 100,000 rows take a tenth of what objects take.
        The search index is the caller's, see :func:`kyodo_desktop.database.bulk.insert_drafts`.
        """
        count = len(next(iter(columns.values()), ()))
        if not count:
            return range(0)
        self.session.flush()
        table = table_of(mapped)
        is_record = issubclass(mapped, Record)
        stamps = {"version": 1, "created_at": self.now, "updated_at": self.now} if is_record else {}
        columns = {name: [value] * count for name, value in stamps.items()} | columns
        connection = self.session.connection()
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        rows = zip(*(to_driver(table, name, values) for name, values in columns.items()), strict=True)
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(rows))
        last = connection.exec_driver_sql(f"SELECT max(id) FROM {table.name}").scalar_one()
        ids = range(last - count + 1, last + 1)
        owner = (table.name, "id") if is_record else (mapped.__record__, "record_id")  # type: ignore[attr-defined]  # a line
        connection.exec_driver_sql(
            "INSERT INTO audit_rows (operation_id, table_name, row_id, record_table, record_id, action, after) "
            f"SELECT ?, ?, id, ?, {owner[1]}, ?, {json_of(table, ('id', *columns))} FROM {table.name} "
            "WHERE id BETWEEN ? AND ?",
            (self.operation.id, table.name, owner[0], INSERT, ids[0], ids[-1]),
        )
        owners = ids if is_record else columns["record_id"]
        self._inserted.setdefault(owner[0], set()).update(owners)
        return ids

    def record(
        self,
        action: str,
        table: str,
        row_id: int,
        owner: tuple[str, int],
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        """Note a row change that was made below the mapped classes; ``before`` and ``after`` are encoded columns."""
        self._touched.setdefault(owner[0], set()).add(owner[1])
        self._rows.append(
            {
                "table_name": table,
                "row_id": row_id,
                "record_table": owner[0],
                "record_id": owner[1],
                "action": action,
                "before": before,
                "after": after,
            }
        )

    def finish(self) -> None:
        """Write what belongs to the changes; the owner of the session commits afterwards."""
        self.session.flush()
        if not self._rows and not self._inserted:
            self.session.delete(self.operation)
            return
        if self._rows:
            self.session.execute(insert(AuditRow), [row | {"operation_id": self.operation.id} for row in self._rows])
        self._index()
        tables = self._touched.keys() | self._inserted.keys()
        everything = {
            name: frozenset(self._touched.get(name, set()) | self._inserted.get(name, set())) for name in tables
        }
        self.changes = Changes(self.operation.id, everything)

    def _index(self) -> None:
        connection = self.session.connection()
        for table, ids in self._touched.items():
            found = list(entries(connection, table, ids))
            search_index.put(connection, found)
            if gone := ids - {entry.record_id for entry in found}:
                search_index.remove(connection, table, gone)

    def _stamp(self, session: Session, *_: object) -> None:
        for item in session.new:
            if isinstance(item, Record):
                item.created_at = self.now
        for item in (*session.new, *session.dirty):
            if isinstance(item, Record):
                item.updated_at = self.now
                item.sort_key = sort_key(item.furigana or item.name)

    def _audit(self, session: Session, *_: object) -> None:
        changed: Iterable[tuple[str, Iterable[Any]]] = (
            (INSERT, session.new),
            (UPDATE, session.dirty),
            (DELETE, session.deleted),
        )
        for action, items in changed:
            for item in items:
                if isinstance(item, Audited):
                    self._audit_item(action, item)

    def _audit_item(self, action: str, item: Audited) -> None:
        table = table_of(type(item))
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        state = inspect_orm(item)
        for column in state.mapper.column_attrs:
            if action == UPDATE and column.key not in state.committed_state:
                continue  # never touched; asking for its history would take most of the time of a save
            history = state.attrs[column.key].history
            if action == UPDATE and not (history.added and history.has_changes()):
                continue
            before[column.key] = history.deleted[0] if history.deleted else None
            after[column.key] = getattr(item, column.key)
        if action == DELETE:
            before, after = after, {}
        if action == UPDATE and not after:
            return
        self.record(
            action,
            table.name,
            item.id,
            item.owner(),
            before=None if action == INSERT else encode_row(table, before, keep_empty=action == UPDATE),
            after=None if action == DELETE else encode_row(table, after, keep_empty=action == UPDATE),
        )


def _refuse_bulk(state: ORMExecuteState) -> None:
    """Bulk statements on mapped classes would slip past the audit."""
    target = state.bind_mapper.class_ if state.bind_mapper else None
    if (state.is_update or state.is_delete or state.is_insert) and target and issubclass(target, Audited):
        raise AssertionError(f"bulk {state.statement} goes past the audit: use Work.insert_columns or mapped objects")
