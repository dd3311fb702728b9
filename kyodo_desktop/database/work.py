"""The unit of work: the only way to change anything.

One transaction carries the row changes, their audit rows, the search index and the sequence numbers. It rolls back
unless its block ends cleanly. What it changed is told by :attr:`Work.changes`, by which open pages refresh.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, CursorResult, Delete, Insert, Table, Update, bindparam, delete, insert, update

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.database import search_index
from kyodo_desktop.database.audit import DELETE, INSERT, UPDATE, AuditRow, Operation
from kyodo_desktop.database.base import Audited, Record, table_of
from kyodo_desktop.database.encoding import bind_column, encode_row, to_driver
from kyodo_desktop.database.search_tables import driver_of
from kyodo_desktop.database.searchable import entries

Owner = tuple[str, int]
"""The table and the id of the record that a row belongs to."""

CHANGED = (
    "この記録は、開いた後に変更されています。入力した内容は残っています。"
    "最新の内容を確かめてから、もう一度保存してください。"
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed: ids by table of the records touched, and the operation that can be undone."""

    operation_id: int | None
    records: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.records)


class Work:
    """An open write. Every row of a record is written through it: one by one, or column by column in bulk."""

    def __init__(self, connection: Connection, staff: str, action: str, now: dt.datetime) -> None:
        self.connection = connection
        self.staff = staff
        self.action = action
        self.now = now
        self.undoes_id: int | None = None
        self.changes = Changes(None)
        self._touched: dict[str, set[int]] = {}
        self._inserted: dict[str, set[int]] = {}
        self._rows: list[dict[str, Any]] = []

    @functools.cached_property
    def operation_id(self) -> int:
        """The operation in the audit. It is entered when it is first asked for: a save may change nothing."""
        values = {"happened_at": self.now, "staff": self.staff, "action": self.action, "undoes_id": self.undoes_id}
        return _key(self.connection.execute(insert(Operation), values))

    def insert(self, table: Table, values: Mapping[str, Any], owner: Owner | None = None) -> int:
        """Insert a row and return its id. Without an ``owner`` it is a record itself."""
        row_id = _key(self.connection.execute(_insert(table), values))
        self._note(INSERT, table, row_id, owner, after=encode_row(table, {"id": row_id, **values}))
        return row_id

    def update(
        self, table: Table, row: Mapping[str, Any], values: Mapping[str, Any], owner: Owner | None = None
    ) -> None:
        """Set columns of a row that was read as ``row``. Raises InputError when the record was changed since."""
        this = {"this_id": row["id"], "this_version": row.get("version")}
        if self.connection.execute(_update(table), {**this, **values}).rowcount != 1:
            raise InputError(CHANGED)
        before = encode_row(table, {name: row[name] for name in values}, keep_empty=True)
        after = encode_row(table, values, keep_empty=True)
        self._note(UPDATE, table, row["id"], owner, before=before, after=after)

    def delete(self, table: Table, row: Mapping[str, Any], owner: Owner | None = None) -> None:
        """Remove a row that was read as ``row``."""
        self.connection.execute(_delete(table), {"this_id": row["id"]})
        self._note(DELETE, table, row["id"], owner, before=encode_row(table, row))

    def insert_columns(self, mapped: type[Audited], columns: Mapping[str, Sequence[Any]]) -> range:
        """Insert rows given column by column (all of one length) with their audit, and return their ids.

        Stamps are filled in here. 100,000 rows take a tenth of what they take one by one. Their audit names them; what
        they were entered with, they hold themselves, or what changed them later holds it as ``before``.
        The search index is the caller's, see :func:`kyodo_desktop.database.bulk.insert_new`.
        """
        count = len(next(iter(columns.values()), ()))
        if not count:
            return range(0)
        table = table_of(mapped)
        is_record = issubclass(mapped, Record)
        stamps = {"version": 1, "created_at": self.now, "updated_at": self.now} if is_record else {}
        stamped: dict[str, Sequence[Any]] = {name: [value] * count for name, value in stamps.items()} | dict(columns)
        connection = self.connection
        bound = [bind_column(to_driver(table, name, values)) for name, values in stamped.items()]
        names, marks = ", ".join(stamped), ", ".join(mark for mark, _ in bound)
        rows = zip(*(values for _, values in bound if values is not None), strict=True)
        driver_of(connection).executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)
        last = connection.exec_driver_sql(f"SELECT max(id) FROM {table.name}").scalar_one()
        ids = range(last - count + 1, last + 1)
        owner = (table.name, "id") if is_record else (mapped.__record__, "record_id")  # type: ignore[attr-defined]  # a line
        connection.exec_driver_sql(
            "INSERT INTO audit_rows (operation_id, table_name, row_id, record_table, record_id, action) "
            f"SELECT ?, ?, id, ?, {owner[1]}, ? FROM {table.name} WHERE id BETWEEN ? AND ?",
            (self.operation_id, table.name, owner[0], INSERT, ids[0], ids[-1]),
        )
        owners = ids if is_record else columns["record_id"]
        self._inserted.setdefault(owner[0], set()).update(owners)
        return ids

    def finish(self) -> None:
        """Write what belongs to the changes; the owner of the transaction commits afterwards."""
        if not self._rows and not self._inserted:
            return
        if self._rows:
            named = [row | {"operation_id": self.operation_id} for row in self._rows]
            self.connection.execute(insert(AuditRow), named)
        self._index()
        tables = self._touched.keys() | self._inserted.keys()
        everything = {
            name: frozenset(self._touched.get(name, set()) | self._inserted.get(name, set())) for name in tables
        }
        self.changes = Changes(self.operation_id, everything)

    def _note(
        self,
        action: str,
        table: Table,
        row_id: int,
        owner: Owner | None,
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        record_table, record_id = owner or (table.name, row_id)
        self._touched.setdefault(record_table, set()).add(record_id)
        self._rows.append(
            {
                "table_name": table.name,
                "row_id": row_id,
                "record_table": record_table,
                "record_id": record_id,
                "action": action,
                "before": before,
                "after": after,
            }
        )

    def _index(self) -> None:
        connection = self.connection
        for table, ids in self._touched.items():
            found = list(entries(connection, table, ids))
            search_index.put(connection, found)
            if gone := ids - {entry.record_id for entry in found}:
                search_index.remove(connection, table, gone)


# A statement is made once: SQLAlchemy compiles it once for each set of columns, and making it takes longer than SQLite.


@functools.cache
def _insert(table: Table) -> Insert:
    return insert(table)


@functools.cache
def _update(table: Table) -> Update:
    statement = update(table).where(table.c.id == bindparam("this_id"))
    return statement.where(table.c.version == bindparam("this_version")) if "version" in table.c else statement


@functools.cache
def _delete(table: Table) -> Delete:
    return delete(table).where(table.c.id == bindparam("this_id"))


def _key(inserted: CursorResult[Any]) -> int:
    """Return the id of the row that was inserted."""
    assert inserted.inserted_primary_key is not None
    return int(inserted.inserted_primary_key[0])
