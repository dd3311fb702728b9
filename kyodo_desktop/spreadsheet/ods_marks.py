"""What calamine does not tell of an ods file: merged cells and hidden rows."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

from kyodo_desktop.spreadsheet.sheets import CellRange
from kyodo_desktop.spreadsheet.workbook_marks import SheetMarks

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HIDDEN = frozenset(("collapse", "filter"))
"""How a row is called that a person hid, and one that a filter hides (OpenDocument, table:visibility)."""


def read_ods_marks(path: Path) -> dict[str, SheetMarks]:
    """Return the merged ranges and the hidden rows of every sheet by its name.

    Raises zipfile.BadZipFile, KeyError or ElementTree.ParseError when the file is broken.
    """
    marks: dict[str, SheetMarks] = {}
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        for _, element in ElementTree.iterparse(content):
            if element.tag == f"{_TABLE}table":
                marks[element.get(f"{_TABLE}name", "")] = _marks_of(element)
                element.clear()
    return marks


def _marks_of(table: ElementTree.Element) -> SheetMarks:
    ranges: list[CellRange] = []
    hidden: list[int] = []
    row = 1
    for line in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in line:
            width, height = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
            if width > 1 or height > 1:
                ranges.append(CellRange(row, column, row + height - 1, column + width - 1))
            column += _number(cell, "number-columns-repeated")
        repeated = _number(line, "number-rows-repeated")
        # A hidden rest of the sheet is one line that is repeated a million times, and holds nothing.
        if line.get(f"{_TABLE}visibility") in _HIDDEN and any(map(len, line)):
            hidden += range(row, row + repeated)
        row += repeated
    return SheetMarks(hidden_rows=hidden, merged=tuple(ranges))


def _number(element: ElementTree.Element, name: str) -> int:
    return int(element.get(f"{_TABLE}{name}", "1"))
