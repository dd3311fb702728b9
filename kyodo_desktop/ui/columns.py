"""The columns of a list, derived from the declared fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kyodo_desktop.core import dates
from kyodo_desktop.core.fields import Count, Disclosure, EraDate, Field, Hours, Percent
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.colours import Mark

MILLIMETRES = 2.0
"""Millimetres of a roster column that a half-width letter of the list stands for."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a list: typed values by attribute, as the columns ask for them."""

    id: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``show`` turns the values of ``reads`` into what stands in the cell.

    ``reads`` are the attributes it is made of, its own if empty; a column of its own attribute alone is empty where the
    value is. A Mark is drawn in the colour of its tone. ``letters`` is the first width in half-width letters;
    ``listed`` shows the column unless a person chooses otherwise; ``sort`` is the attribute that a click on the heading
    sorts by, its own if None, not at all if empty.
    """

    attribute: str
    heading: str
    letters: int
    show: Callable[..., str | Mark] = str
    reads: tuple[str, ...] = ()
    listed: bool = True
    numeric: bool = False
    sort: str | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the attributes that the column is made of."""
        return self.reads or (self.attribute,)

    @property
    def sort_attribute(self) -> str:
        """Return the attribute that a click on the heading sorts by, empty when it does not sort."""
        return self.attribute if self.sort is None else self.sort

    def text(self, values: Mapping[str, Any]) -> str | Mark:
        """Return what stands in the cell of a row with these values."""
        parts = [values.get(source) for source in self.sources]
        return "" if not self.reads and parts[0] is None else self.show(*parts)


def columns_of(schema: Schema, words: Words) -> tuple[Column, ...]:
    """Return a column for each field of a schema, in the order of the form."""
    return tuple(
        Column(
            attribute,
            declared.label,
            max(round(declared.width / MILLIMETRES), len(declared.label) * 2 + 2),
            partial(list_text, declared, words),
            listed=declared.listed,
            numeric=isinstance(declared, (Count, Percent, Hours)),
        )
        for attribute, declared in schema.shown().items()
        if not isinstance(declared, Disclosure)
    )


def arranged(columns: Sequence[Column], first: Sequence[str]) -> tuple[Column, ...]:
    """Return columns with those of these attributes in front and seen, the others behind them, to be chosen."""
    known = {column.attribute: column for column in columns}
    seen = [replace(known[name], listed=True) for name in first]
    return (*seen, *(replace(column, listed=False) for column in columns if column.attribute not in first))


def list_text(field: Field, words: Words, value: Any) -> str:
    """Return a value as it stands in a list: on one line, days short (R8.11.21)."""
    if isinstance(field, EraDate) and isinstance(value, dt.date):
        return dates.short(value)
    return " ".join(field.show(value, words).split("\n"))
