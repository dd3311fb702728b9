"""Which columns and rows the cells of a table take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_desktop.printing.forms.template import AnyCell, Row


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with its first row and column, counted from 0."""

    cell: AnyCell
    row: int
    column: int


def place_cells(rows: Sequence[Row], columns: int) -> list[PlacedCell]:
    """Return the cells at their places: each takes the next columns that no cell above reaches down into.

    Raises ValueError, with the number of the row from 0, for a row with more cells than there is room for.
    """
    taken: set[tuple[int, int]] = set()
    placed = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while (number, column) in taken:
                column += 1
            if column + cell.span > columns:
                raise ValueError(number)
            placed.append(PlacedCell(cell, number, column))
            taken |= {(number + down, column + across) for down in range(cell.down) for across in range(cell.span)}
            column += cell.span
    return placed


def shared_widths(widths: Sequence[float], total: float) -> list[float]:
    """Return the widths of columns in mm; those of 0 share what the others leave, without them all are stretched."""
    free = sum(1 for width in widths if not width)
    rest = total - sum(widths)
    return [width or rest / free for width in widths] if free else [width * total / sum(widths) for width in widths]
