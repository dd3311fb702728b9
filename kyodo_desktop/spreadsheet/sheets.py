"""A sheet as it lies in a file: cells, merged ranges, and what the file says or hides about them.

Row numbers are those that Excel shows (from 1); columns count from 0 and are shown by letters.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.fields import Cell, as_text
from kyodo_desktop.core.text import LostCharacter, lost_characters

RawCell = Cell | dt.time | dt.timedelta
"""What a file's cell holds; an empty cell is the empty text."""

UNCOMPUTED = "#未計算"
"""Stands in a cell whose formula has no result in the file."""


class WrongFileError(WorldError):
    """A file that is no readable table; another one has to be chosen or saved, so it counts as bad input."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class CellRange:
    """A block of merged cells: row numbers from 1, columns from 0, both ends inside."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class LostCell:
    """A cell whose text holds characters that the source's encoding could not carry."""

    row: int
    column: int
    text: str
    lost: tuple[LostCharacter, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or a whole CSV file.

    ``rows`` begins at row 1 and may be ragged. ``encoding`` and ``delimiter`` are those of a CSV file, empty for a
    workbook. A cell whose formula failed holds the error (``#N/A``), one that was never computed :data:`UNCOMPUTED`.
    ``notes`` are sentences for the person who chose the file.
    """

    name: str
    rows: Sequence[Sequence[RawCell]]
    merged: tuple[CellRange, ...] = ()
    hidden: bool = False
    encoding: str = ""
    delimiter: str = ""
    notes: tuple[str, ...] = ()
    lost: tuple[LostCell, ...] = ()


def column_name(column: int) -> str:
    """Return the letters that Excel shows for a column counted from 0 (0 → A, 26 → AA)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_text(cell: RawCell) -> str:
    """Return what a person would see in a cell; times and lengths of time as ``2:30``."""
    if isinstance(cell, dt.timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(cell, dt.time):
        return f"{cell.hour}:{cell.minute:02}"
    return as_text(cell)


_ROWS_AT_ONCE = 200


def joined(cells: Iterable[RawCell]) -> str:
    """Return the texts among cells one behind the other."""
    try:
        return "".join(cells)  # type: ignore[arg-type]  # what is no text is what the except is for
    except TypeError:
        return "".join([cell for cell in cells if isinstance(cell, str)])


_TRACE = re.compile("[?〓\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]")


def _may_show_one(text: str) -> bool:
    return "?" in text if text.isascii() else _TRACE.search(text) is not None


def find_lost(rows: Sequence[Sequence[RawCell]]) -> tuple[LostCell, ...]:
    """Return every cell that shows the trace of a lost character: 〓, U+FFFD, gaiji, ? amid a name."""
    found: list[LostCell] = []
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        block = rows[start : start + _ROWS_AT_ONCE]
        # Many cells are searched at once: a call for each of a million cells would take a second.
        if not any(_may_show_one(joined(column)) for column in zip_longest(*block, fillvalue="")):
            continue
        found += [
            LostCell(number, column, cell, lost)
            for number, row in enumerate(block, start + 1)
            for column, cell in enumerate(row)
            if isinstance(cell, str) and _TRACE.search(cell) and (lost := lost_characters(cell))
        ]
    return tuple(found)
