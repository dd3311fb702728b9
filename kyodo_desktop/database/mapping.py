"""Makes SQL tables of the declared classes of records and of the tables inside them.

They are no mapped classes of SQLAlchemy's: rows of records are read as values and written by
:class:`kyodo_desktop.database.work.Work` alone, and no session can hold one that its audit does not know of.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeEngine

from kyodo_desktop.core.fields import Field, Reference, Storage
from kyodo_desktop.database.base import Attribute, Audited, Line, Record, stored_classes

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


NEVER_AGAIN: dict[str, Any] = {"sqlite_autoincrement": True}
"""Of a table whose rows the audit names: the id of a removed row is not given to another, or an undo would hit that."""


class Base(DeclarativeBase):
    """The registry of everything that is stored."""

    metadata = MetaData(naming_convention=NAMING)


class FieldJSON(TypeDecorator[Any]):
    """A JSON column whose values are read and written by their field; empty is NULL."""

    impl = JSON(none_as_null=True)
    cache_ok = False

    def __init__(self, declared: Field) -> None:
        super().__init__()
        self.declared = declared

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return self.declared.dump(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return self.declared.load(value)


def map_declared() -> None:
    """Make the tables of every class that is declared by now and has none yet.

    The attributes of a class are its columns from then on: ``Organization.valid_until < day`` is a condition.
    """
    for each in (each for each in stored_classes(Audited) if "__table__" not in vars(each)):
        each.__table__ = table = _table(each)
        for column in table.columns:
            setattr(each, column.name, column)


def _table(declared: type[Audited]) -> Table:
    columns = [Column("id", Integer, primary_key=True)]
    columns += _stamps() if issubclass(declared, Record) else _places(declared)
    columns += [_column(name, each) for name, each in declared.__attributes__.items()]
    table = Table(declared.__tablename__, Base.metadata, *columns, **NEVER_AGAIN)
    if issubclass(declared, Record):
        Index(f"ix_{table.name}_order", table.c.archived_at, table.c.sort_key)
    return table


def _stamps() -> list[Column[Any]]:
    return [
        Column("version", Integer, nullable=False),
        Column("created_at", DateTime, nullable=False),
        Column("updated_at", DateTime, nullable=False),
        Column("archived_at", DateTime),
        Column("archived_reason", String),
        Column("sort_key", String, nullable=False, default=""),
    ]


def _places(line: type[Audited]) -> list[Column[Any]]:
    assert issubclass(line, Line)
    owner = ForeignKey(f"{line.__record__}.id", ondelete="CASCADE")
    return [
        Column("position", Integer, nullable=False, default=0),
        Column("record_id", Integer, owner, nullable=False, index=True),
    ]


def _column(name: str, declared: Attribute) -> Column[Any]:
    return Column(
        name,
        column_type(declared.field),
        nullable=not (declared.field.required or isinstance(declared.field, Reference)),
        index=declared.index or None,
        unique=declared.unique or None,
    )


def column_type(declared: Field) -> TypeEngine[Any]:
    """Return the portable column type of a field."""
    match declared.storage:
        case Storage.TEXT:
            return String()
        case Storage.INTEGER:
            return Integer()
        case Storage.DATE:
            return Date()
        case Storage.FLAG:
            return Boolean()
        case Storage.JSON:
            return FieldJSON(declared)
