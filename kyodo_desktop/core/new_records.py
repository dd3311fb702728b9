"""Many new records at once, attribute by attribute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from kyodo_desktop.core.schema import Draft

Tables = Mapping[str, Sequence[Draft]]
"""The lines of the tables inside a record."""


@dataclass(frozen=True, slots=True)
class NewRecords:
    """As many new records as ``count`` says.

    ``columns`` holds a value of each record for every attribute that any of them names, None for an empty one.
    ``tables`` are the lines inside, by the place of the record from 0, of those records that have any.
    """

    count: int
    columns: Mapping[str, Sequence[Any]]
    tables: Mapping[int, Tables] = field(default_factory=dict)

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> NewRecords:
        """Return the records that drafts describe, in their order."""
        tables = {place: draft.children for place, draft in enumerate(drafts) if draft.children}
        return cls(len(drafts), columns_of([draft.values for draft in drafts]), tables)

    def part(self, places: slice) -> NewRecords:
        """Return some of the records that follow one another."""
        there = range(self.count)[places]
        columns = {name: column[places] for name, column in self.columns.items()}
        tables = {place - there.start: self.tables[place] for place in there if place in self.tables}
        return NewRecords(len(there), columns, tables)

    def drafts(self) -> Iterator[Draft]:
        """Yield the records one by one, each as a draft of its own."""
        names = tuple(self.columns)
        rows = zip(*self.columns.values(), strict=True) if names else ((),) * self.count
        for place, row in enumerate(rows):
            tables = {name: list(lines) for name, lines in self.tables.get(place, {}).items()}
            yield Draft(dict(zip(names, row, strict=True)), tables)


def columns_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Any]]:
    """Return the attributes that any row names, column by column."""
    names = tuple(rows[0]) if rows else ()
    if len(names) > 1 and set(map(len, rows)) == {len(names)}:
        with suppress(KeyError):  # rows of one file all name the same
            return dict(zip(names, zip(*map(itemgetter(*names), rows), strict=True), strict=True))
    named = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in named}
