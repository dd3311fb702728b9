"""Cells on the clipboard, as Excel reads and writes them: tabs between cells, quotes where a cell holds a break."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_BEGINS_FORMULA = ("=", "+", "@", "\t")


def text_of(rows: Iterable[Sequence[str]]) -> str:
    """Return cells as a text that pastes into Excel; one that Excel would take for a formula begins with ``'``."""
    written = io.StringIO()
    writer = csv.writer(written, dialect=csv.excel_tab, lineterminator="\n")
    writer.writerows([f"'{cell}" if cell.startswith(_BEGINS_FORMULA) else cell for cell in row] for row in rows)
    return written.getvalue()


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of a text from the clipboard; a plain text is one cell, empty lines at the end are dropped."""
    rows = [list(row) for row in csv.reader(io.StringIO(text, newline=""), dialect=csv.excel_tab)]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
