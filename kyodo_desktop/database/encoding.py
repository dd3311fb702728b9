"""Row values as JSON for the audit, and back."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Table

from kyodo_desktop.database.mapping import FieldJSON


def encode(value: Any) -> Any:
    """Return a column value as JSON can hold it: days and moments in ISO, tuples as lists, shares as 2/3."""
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Fraction):
        return str(value)
    return value


def encode_row(table: Table, row: Mapping[str, Any], *, keep_empty: bool = False) -> dict[str, Any]:
    """Return the columns of ``table`` in ``row`` for the audit; empty ones are left out unless asked for."""
    names = _names(table)
    return {name: encode(value) for name, value in row.items() if name in names and (keep_empty or value is not None)}


def decode_row(table: Table, encoded: Mapping[str, Any]) -> dict[str, Any]:
    """Return what :func:`encode_row` wrote as column values again."""
    return {name: _decode(table, name, value) for name, value in encoded.items() if name in _names(table)}


def _decode(table: Table, name: str, value: Any) -> Any:
    if value is None:
        return None
    kind = table.c[name].type
    if isinstance(kind, DateTime):
        return dt.datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return dt.date.fromisoformat(value)
    if isinstance(kind, Boolean):
        return bool(value)
    if isinstance(kind, FieldJSON):
        return kind.declared.load(value)
    return value


def to_driver(table: Table, name: str, values: Sequence[Any]) -> Sequence[Any]:
    """Return the values of one column as the driver stores them."""
    kind = table.c[name].type
    if isinstance(kind, (Date, DateTime)):
        written = {value: _written(value) for value in set(values)}
        return [written[value] for value in values]
    if isinstance(kind, FieldJSON):
        dump = kind.declared.dump
        return [None if (dumped := dump(value)) is None else json.dumps(dumped) for value in values]
    return values


def bind_column(values: Sequence[Any]) -> tuple[str, Sequence[Any] | None]:
    """Return how a column of values that :func:`to_driver` returned is written in a statement, and what is bound to it.

    The driver looks for an adapter for each None, which takes as long as ten texts: an empty text stands for it here.
    What very many rows share is written in the statement, and nothing is bound.
    """
    if len(values) >= _MANY and (shared := _shared(values)):
        return shared, None
    if None not in values or "" in values:
        return "?", values
    return "nullif(?, '')", ["" if value is None else value for value in values]


_MANY = 100


def _shared(values: Sequence[Any]) -> str:
    """Return the value of all rows as SQL writes it, an empty text where they differ."""
    first = values[0]
    if values[-1] != first or values.count(first) < len(values):
        return ""
    if isinstance(first, int):
        return str(int(first))
    return "'{}'".format(first.replace("'", "''")) if isinstance(first, str) and "\0" not in first else ""


def _written(moment: dt.date | None) -> str | None:
    """Return a day or a moment as SQLAlchemy's own types write it."""
    if isinstance(moment, dt.datetime):
        return moment.isoformat(sep=" ", timespec="microseconds")
    return moment.isoformat() if moment else None


@functools.cache
def _names(table: Table) -> frozenset[str]:
    return frozenset(table.c.keys())
