"""The merged cells of an ods file, which calamine reads without them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

from kyodo_desktop.spreadsheet.sheets import CellRange

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def read_spans(path: Path) -> dict[str, tuple[CellRange, ...]]:
    """Return the merged ranges of every sheet by its name.

    Raises zipfile.BadZipFile, KeyError or ElementTree.ParseError when the file is broken.
    """
    spans: dict[str, tuple[CellRange, ...]] = {}
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
        for _, element in ElementTree.iterparse(content):
            if element.tag == f"{_TABLE}table":
                spans[element.get(f"{_TABLE}name", "")] = tuple(_spans_of(element))
                element.clear()
    return spans


def _spans_of(table: ElementTree.Element) -> list[CellRange]:
    ranges: list[CellRange] = []
    row = 1
    for line in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in line:
            width, height = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
            if width > 1 or height > 1:
                ranges.append(CellRange(row, column, row + height - 1, column + width - 1))
            column += _number(cell, "number-columns-repeated")
        row += _number(line, "number-rows-repeated")
    return ranges


def _number(element: ElementTree.Element, name: str) -> int:
    return int(element.get(f"{_TABLE}{name}", "1"))
