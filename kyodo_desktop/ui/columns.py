"""The columns of a list, derived from the declared fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from kyodo_desktop.core import dates
from kyodo_desktop.core.fields import Count, Disclosure, EraDate, Field, Hours, Percent
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.colours import Mark


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a list: typed values by attribute, as the columns ask for them."""

    id: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``show`` turns a value into what stands in the cell; a Mark is drawn in the colour of its tone.

    ``letters`` is its first width in half-width letters; ``listed`` shows it unless a person chooses otherwise.
    """

    attribute: str
    heading: str
    letters: int
    show: Callable[[Any], str | Mark] = str
    listed: bool = True
    numeric: bool = False
    sortable: bool = True


def columns_of(schema: Schema, words: Words) -> tuple[Column, ...]:
    """Return a column for each field of a schema, in the order of the form."""
    return tuple(
        Column(
            attribute,
            declared.label,
            max(round(declared.width / 1.6), len(declared.label) * 2 + 2),
            partial(list_text, declared, words),
            listed=declared.listed,
            numeric=isinstance(declared, (Count, Percent, Hours)),
        )
        for attribute, declared in schema.fields.items()
        if not isinstance(declared, Disclosure)
    )


def list_text(field: Field, words: Words, value: Any) -> str:
    """Return a value as it stands in a list: on one line, days short (R8.11.21)."""
    if isinstance(field, EraDate) and isinstance(value, dt.date):
        return dates.short(value)
    return " ".join(field.show(value, words).split("\n"))
