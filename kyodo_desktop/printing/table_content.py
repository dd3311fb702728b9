"""The operators of a table's cells, each kind of cell worked out once for a document.

Most of a roster's cells recur (a programme, a district, a day), and all of them stand in the same few columns. What a
text becomes in a column is therefore kept as a string of operators, and a row is one formatting of these strings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import getitem

from kyodo_desktop.printing.encoding import DocumentFonts
from kyodo_desktop.printing.page import MM_PER_POINT, Column, FontRole, Table, TextBox

_POINTS = 1 / MM_PER_POINT

_MIDDLE = 0.38
"""How far the baseline lies below the middle of the characters, as a share of the size."""

_CELL_AIR = 0.5
"""What a table keeps free above and below a text of several lines, in mm."""

_MOST_KEPT = 10_000
"""How many texts of a column are kept, so that the memory of a print is bounded."""


class _Cells(dict[str, str | None]):
    """Operators by text for one column, to follow a move to its left edge; None for what one line cannot hold."""

    def __init__(self, column: Column, table: Table, document: DocumentFonts) -> None:
        super().__init__()
        self.align = column.align
        self.room = column.width - 2 * table.padding
        self.size = table.size
        self.role: FontRole = table.font
        self.document = document
        self.encoder = document.encoder(table.font)
        self.own = document.own_name(table.font)
        self.surely_fit = int(self.room / (table.size * MM_PER_POINT))
        """As many characters as fit even when all of them are full width."""

    def __missing__(self, text: str) -> str | None:
        if len(self) >= _MOST_KEPT:
            self.clear()
        operators = self[text] = self._operators(text)
        return operators

    def _operators(self, text: str) -> str | None:
        if not text:
            return ""
        if self.align == "left" and len(text) <= self.surely_fit and "\n" not in text:
            return self._shown(text)
        spare = self.room - self.document.fonts.width(text, self.size, self.role)
        if spare < 0 or "\n" in text:
            return None
        shift = {"left": 0.0, "center": spare / 2, "right": spare}[self.align] * _POINTS
        shown = self._shown(text)
        return f" {shift:.2f} 0 Td{shown} {-shift:.2f} 0 Td" if shift else shown

    def _shown(self, text: str) -> str:
        runs = self.encoder.runs(text)
        if len(runs) == 1 and runs[0][0] == self.own:
            return f"<{runs[0][1]}>Tj"
        back = f" /{self.own} {self.size:g} Tf"
        return "".join(f" /{font} {self.size:g} Tf<{codes}>Tj" for font, codes in runs) + back


@dataclass(slots=True)
class TableCells:
    """The cells of all tables of one document, kept by the layout of their columns."""

    document: DocumentFonts
    _kept: dict[tuple[object, ...], tuple[_Cells, ...]] = field(default_factory=dict)

    def write(
        self,
        table: Table,
        rows: Sequence[Sequence[str]],
        *,
        top: float,
        height: float,
        page_height: float,
    ) -> tuple[list[str], list[TextBox]]:
        """Return the operators of equally high rows, and the cells whose text needs more than one line as boxes.

        ``rows`` are the table's own or its header; ``top`` is the upper edge of the first and ``height`` that of each,
        in mm. Raises ValueError when a row has not as many cells as there are columns.
        """
        key = (table.columns, table.size, table.font, table.padding)
        cells = self._kept.get(key)
        if cells is None:
            cells = self._kept[key] = tuple(_Cells(column, table, self.document) for column in table.columns)
        template = _row_template(table)
        first = page_height - top - height / 2 - table.size * MM_PER_POINT * _MIDDLE
        operators = [f"BT /{self.document.own_name(table.font)} {table.size:g} Tf"]
        boxes: list[TextBox] = []
        for number, row in enumerate(rows):
            shown = tuple(map(getitem, cells, row))
            if len(row) != len(cells):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(cells)} columns")
            if None in shown:
                strip = (top + number * height, height)
                boxes += [_box(table, column, strip, text) for column, text in enumerate(row) if shown[column] is None]
                shown = tuple(operators or "" for operators in shown)
            operators.append(template % ((first - number * height) * _POINTS, *shown))
        operators.append("ET")
        return operators, boxes


def _row_template(table: Table) -> str:
    """Return a row with gaps for its baseline and the operators of each cell."""
    cells = "%s" + "".join(f" {column.width * _POINTS:.3f} 0 Td%s" for column in table.columns[:-1])
    return f"1 0 0 1 {(table.x + table.padding) * _POINTS:.2f} %.2f Tm{cells}"


def _box(table: Table, column: int, strip: tuple[float, float], text: str) -> TextBox:
    """Return a cell that is too long for one line; ``strip`` is the upper edge and the height of its row in mm."""
    top, height = strip
    return TextBox(
        table.x + sum(before.width for before in table.columns[:column]) + table.padding,
        top + _CELL_AIR,
        table.columns[column].width - 2 * table.padding,
        height - 2 * _CELL_AIR,
        text,
        size=table.size,
        font=table.font,
        align=table.columns[column].align,
        leading=table.leading,
        least_size=table.least_size,
    )
