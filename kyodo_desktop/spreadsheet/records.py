"""What a reading of a table returns: every row as it would enter, and what is said of which cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kyodo_desktop.spreadsheet.sheets import RawCell, column_name

Values = dict[str, Any]
NO_COLUMN = -1


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
    goes on with the record of a row above has no values of its own; ``continues`` is the number of that row, else 0. It
    is a tuple because there may be a hundred thousand: frozen dataclasses take twice as long to make.
    """

    number: int
    cells: Sequence[RawCell]
    values: Values
    children: Mapping[str, list[Values]]
    problems: tuple[CellRemark, ...]
    notes: tuple[CellRemark, ...]
    continues: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """All records of a table, and what is to be said of how they were read."""

    rows: tuple[RowReading, ...]
    notes: tuple[str, ...]
