"""What is stored, declared once an attribute.

A class declares its attributes with :func:`attribute` and the tables inside it with :func:`table_inside`;
:func:`schema_of` derives from that what the rest of the program knows of the record. The declarations stand without
SQLAlchemy: importing it and mapping them costs 0.3 s of CPU, twice as much as the window with its first list, and a
list is read without. :func:`kyodo_desktop.database.mapping.map_declared` maps them before the first session.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.schema import Schema

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Table
    from sqlalchemy.orm import Mapped


@dataclass(frozen=True, slots=True)
class Attribute:
    """A declared attribute, and whether its column is indexed or unique."""

    field: Field
    index: bool
    unique: bool


@dataclass(frozen=True, slots=True)
class TableInside:
    """A table inside a record, by the name of the class of its lines."""

    line: str


def attribute(declared: Field, *, index: bool = False, unique: bool = False) -> Any:
    """Declare an attribute. A required one, and a reference that the office gives, is NOT NULL."""
    return Attribute(declared, index, unique)


def table_inside(line: str) -> Any:
    """Declare a table inside a record (its members, its documents) by the name of its class in the same module.

    It is loaded on purpose, in the order of its lines, and removed with its record.
    """
    return TableInside(line)


class Audited:
    """A row whose changes are kept with who, when, before and after."""

    __attributes__: ClassVar[Mapping[str, Attribute]]
    """As declared, after those of a class without a table; once the class has its table, they are its columns."""
    __inside__: ClassVar[Mapping[str, TableInside]]

    if TYPE_CHECKING:
        __tablename__: ClassVar[str]
        __table__: ClassVar[Table]
        id: Mapped[int]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        named = vars(cls).items()
        shared: Mapping[str, Attribute] = getattr(cls, "__attributes__", {})
        cls.__attributes__ = {**shared} | {name: value for name, value in named if isinstance(value, Attribute)}
        cls.__inside__ = {name: value for name, value in named if isinstance(value, TableInside)}


class Record(Audited):
    """What has a life of its own: an optimistic version, stamps, and an archive instead of deletion."""

    __label__: ClassVar[str]

    if TYPE_CHECKING:  # these three every record declares itself, in its own words; the mapping adds the others
        reference: Mapped[str]
        name: Mapped[str]
        furigana: Mapped[str | None]
        version: Mapped[int]
        created_at: Mapped[dt.datetime]
        updated_at: Mapped[dt.datetime]
        archived_at: Mapped[dt.datetime | None]
        archived_reason: Mapped[str | None]
        sort_key: Mapped[str]
        """Order of the furigana (``core.text.sort_key``); derived at every write."""


class Line(Audited):
    """A row of a table inside a record. ``position`` is its place from 0."""

    __label__: ClassVar[str]
    __record__: ClassVar[str]
    """The table of the record that the line belongs to."""
    __after__: ClassVar[str] = ""
    """The heading of the record behind which the table stands on paper; empty behind all of them."""
    __fixed__: ClassVar[bool] = False
    """Whether the slice gives the lines, which a person fills in."""

    if TYPE_CHECKING:
        position: Mapped[int]
        record_id: Mapped[int]


def stored_classes(kind: type[Audited]) -> Iterator[type[Audited]]:
    """Yield the declared classes of a kind that have a table of their own."""
    for each in kind.__subclasses__():
        if "__tablename__" in vars(each):
            yield each
        yield from stored_classes(each)


def table_of(mapped: type[Audited]) -> Table:
    """Return the table of a declared class."""
    return mapped.__table__


def lines_of(declared: type[Audited]) -> dict[str, type[Line]]:
    """Return the classes of the tables inside a record, by the names of its attributes."""
    named = vars(sys.modules[declared.__module__])
    return {name: named[inside.line] for name, inside in declared.__inside__.items()}


def schema_of(declared: Any) -> Schema:
    """Return the declared attributes of a class, in the order of declaration, and the tables inside it."""
    return _schema_of(declared)


@functools.cache
def _schema_of(declared: Any) -> Schema:
    return Schema(
        declared.__tablename__,
        declared.__label__,
        {name: each.field for name, each in declared.__attributes__.items()},
        {name: schema_of(line) for name, line in lines_of(declared).items()},
        getattr(declared, "__after__", ""),
        getattr(declared, "__fixed__", False),
    )
