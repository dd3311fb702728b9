"""Who changed what, when, from what to what; and what was printed or handed out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from kyodo_desktop.database.mapping import Base

INSERT, UPDATE, DELETE = "insert", "update", "delete"


class Operation(Base):
    """One transaction that a person made: a save, an import, a merge, an undo."""

    __tablename__ = "operations"

    id: Mapped[int] = mapped_column(primary_key=True)
    happened_at: Mapped[dt.datetime] = mapped_column(index=True)
    staff: Mapped[str]
    action: Mapped[str]
    """What was done, in the clerk's words (団体の登録)."""
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("operations.id"))
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("operations.id"))


class AuditRow(Base):
    """One row of one table that an operation changed. ``before`` and ``after`` hold the columns that differ.

    Of a row that entered with many others (an import) ``after`` is left out: the row itself holds it, or the
    ``before`` of whatever changed it later.
    """

    __tablename__ = "audit_rows"
    __table_args__ = (Index("ix_audit_rows_record", "record_table", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    operation_id: Mapped[int] = mapped_column(ForeignKey("operations.id"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    record_table: Mapped[str]
    record_id: Mapped[int]
    action: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Handout(Base):
    """One print or export: what left the office on paper or as a file, by whom, about how many."""

    __tablename__ = "handouts"
    __table_args__ = (Index("ix_handouts_record", "record_table", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    happened_at: Mapped[dt.datetime] = mapped_column(index=True)
    staff: Mapped[str]
    document: Mapped[str]
    """The title of the form, roster, label sheet or file."""
    destination: Mapped[str]
    """プリンター, or the name of the file."""
    people: Mapped[int]
    """How many records it names."""
    record_table: Mapped[str | None]
    record_id: Mapped[int | None]
