"""Mapped classes: one declaration per attribute.

A mapped class declares its attributes with :func:`attribute` and the tables inside it with :func:`table_inside`;
:func:`schema_of` derives from that what the rest of the program knows of the record.
"""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, Integer, MetaData, String, Table, TypeDecorator, inspect
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, Mapper, declared_attr, mapped_column, relationship
from sqlalchemy.orm.relationships import _RelationshipDeclared
from sqlalchemy.types import TypeEngine

from kyodo_desktop.core.fields import Field, Reference, Storage
from kyodo_desktop.core.schema import Schema

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


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


def attribute(declared: Field, *, index: bool = False, unique: bool = False) -> MappedColumn[Any]:
    """Map an attribute by its declaration. A required one, and a reference that the office gives, is NOT NULL."""
    return mapped_column(
        column_type(declared),
        nullable=not (declared.required or isinstance(declared, Reference)),
        index=index or None,
        unique=unique or None,
        info={"field": declared},
    )


def table_inside(line: str) -> _RelationshipDeclared[Any]:
    """Map a table inside a record (its members, its documents) by the name of its class.

    It is loaded on purpose, in the order of its lines, and removed with its record.
    """
    return relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        order_by=f"{line}.position",
        passive_deletes=True,
    )


class Audited(Base):
    """A row whose changes are kept with who, when, before and after."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)

    def owner(self) -> tuple[str, int]:
        """Return the table and the id of the record that this row belongs to."""
        raise NotImplementedError


class Record(Audited):
    """What has a life of its own: an optimistic version, stamps, and an archive instead of deletion."""

    __abstract__ = True
    __label__: ClassVar[str]

    if TYPE_CHECKING:  # every record declares these itself, in its own words
        reference: Mapped[str]
        name: Mapped[str]
        furigana: Mapped[str | None]

    version: Mapped[int] = mapped_column(nullable=False)
    created_at: Mapped[dt.datetime]
    updated_at: Mapped[dt.datetime]
    archived_at: Mapped[dt.datetime | None]
    archived_reason: Mapped[str | None]
    sort_key: Mapped[str] = mapped_column(default="")
    """Order of the furigana (``core.text.sort_key``); derived at every write."""

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Index, ...]:  # noqa: N805  SQLAlchemy hands the class in
        return (Index(f"ix_{cls.__tablename__}_order", "archived_at", "sort_key"),)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  SQLAlchemy hands the class in
        return {"version_id_col": cls.__table__.c.version}

    def owner(self) -> tuple[str, int]:
        return self.__tablename__, self.id


class Line(Audited):
    """A row of a table inside a record. ``position`` is its place from 0."""

    __abstract__ = True
    __label__: ClassVar[str]
    __record__: ClassVar[str]
    """The table of the record that the line belongs to."""

    position: Mapped[int] = mapped_column(nullable=False, default=0)

    @declared_attr
    def record_id(cls) -> Mapped[int]:  # noqa: N805  SQLAlchemy hands the class in
        return mapped_column(ForeignKey(f"{cls.__record__}.id", ondelete="CASCADE"), index=True)

    def owner(self) -> tuple[str, int]:
        return self.__record__, self.record_id


def table_of(mapped: type[Base]) -> Table:
    """Return the table of a mapped class."""
    table = mapped.__table__
    assert isinstance(table, Table)
    return table


@functools.cache
def schema_of(mapped: type[Any]) -> Schema:
    """Return the declared attributes of a mapped class, in the order of declaration, and the tables inside it."""
    mapper: Mapper[Any] = inspect(mapped)
    fields = {
        name: column.info["field"]
        for name, column in ((prop.key, prop.columns[0]) for prop in mapper.column_attrs)
        if "field" in column.info
    }
    children: dict[str, Schema] = {}
    for relation in mapper.relationships:
        line: Any = relation.mapper.class_
        children[relation.key] = schema_of(line)
    return Schema(mapped.__tablename__, mapped.__label__, fields, children)
