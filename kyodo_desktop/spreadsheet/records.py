"""What a reading of a table returns: every row as it would enter, and what is said of which cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from kyodo_desktop.core.on_demand import OnDemand
from kyodo_desktop.spreadsheet.sheets import RawCell, column_name
from kyodo_desktop.spreadsheet.tables import TableRows

Values = dict[str, Any]
NO_COLUMN = -1
_NO_TABLES: Mapping[str, list[Values]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CellRemark:
    """What is said of one cell: a problem that keeps its row out, or a note on how it was understood.

    ``column`` is the column of the sheet from 0, or -1 when the row as a whole is meant or no column brings the
    attribute. ``attribute`` names the place (``name``, ``officers[0].name``), ``proposal`` a text that would be
    accepted, empty when there is none.
    """

    column: int
    heading: str
    text: str
    message: str
    attribute: str = ""
    proposal: str = ""

    @property
    def place(self) -> str:
        """Where the cell stands, as a clerk finds it: C列「電話番号」."""
        if self.column == NO_COLUMN:
            return f"「{self.heading}」" if self.heading else ""
        return f"{column_name(self.column)}列「{self.heading}」"


class RowReading(NamedTuple):
    """One record. ``values`` holds an attribute for each column that could be read, None where the cell is empty.

    ``children`` holds the rows of the tables inside the record. A row enters only when ``problems`` is empty. One that
    goes on with the record of a row above has no values of its own; ``continues`` is the number of that row, else 0.
    """

    number: int
    cells: Sequence[RawCell]
    values: Values
    children: Mapping[str, list[Values]]
    problems: tuple[CellRemark, ...]
    notes: tuple[CellRemark, ...]
    continues: int = 0


class ReadRows(OnDemand[RowReading]):
    """The records of a table, attribute by attribute.

    ``columns`` gives an attribute of every row as its cells say; ``tables`` are the tables inside each row, none at all
    where no column belongs to one. ``apart`` holds by their place from 0 the rows that are something else, or of which
    something is said.
    """

    def __init__(
        self,
        rows: TableRows,
        columns: Mapping[str, Sequence[Any]],
        tables: Sequence[Mapping[str, list[Values]]],
        apart: Mapping[int, RowReading],
    ) -> None:
        self.rows = rows
        self.columns = columns
        self.tables = tables
        self.apart = apart

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def numbers(self) -> Sequence[int]:
        """The number of each row in the file, as Excel shows it."""
        return self.rows.numbers

    def make(self, index: int) -> RowReading:
        apart = self.apart.get(index)
        return apart if apart is not None else self.plain(index)

    def plain(self, index: int) -> RowReading:
        """Return a row as its cells say, and nothing said of it."""
        values = {name: column[index] for name, column in self.columns.items()}
        tables = self.tables[index] if self.tables else _NO_TABLES
        return RowReading(self.numbers[index], self.rows.cells[index], values, tables, (), ())

    def column(self, attribute: str) -> Sequence[Any]:
        """Return an attribute of every row, None where a row has none."""
        column = self.columns.get(attribute) or [None] * len(self)
        if not self.apart:
            return column
        told = list(column)
        for index, row in self.apart.items():
            told[index] = row.values.get(attribute)
        return told

    def table_names(self) -> list[str]:
        """Return the tables inside that any row has."""
        tables = (*self.tables, *(row.children for row in self.apart.values()))
        return list(dict.fromkeys(name for each in tables for name in each))

    def changed(self, rows: Mapping[int, RowReading]) -> ReadRows:
        """Return these rows with others at some places."""
        return ReadRows(self.rows, self.columns, self.tables, {**self.apart, **rows}) if rows else self


@dataclass(frozen=True, slots=True)
class Reading:
    """All records of a table, and what is to be said of how they were read."""

    rows: ReadRows
    notes: tuple[str, ...]
