"""What calamine does not tell of a sheet, as it is found in xlsx: failed formulas, hidden rows, an absurd extent."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from kyodo_desktop.spreadsheet.sheets import CellRange, WrongFileError

_CHUNK = 1 << 18
"""Small enough for the processor's cache: each chunk is unpacked, and then looked through several times."""
_OVERLAP = 4096
"""Longer than the opening tags that are looked for, so that none is missed between two chunks."""
_MOST_CELLS = 40_000_000
"""calamine allocates every cell of the used block at once (about 32 bytes each) and cannot be stopped when it fails."""

_DIMENSION = re.compile(rb'<(?:\w+:)?dimension\s[^>]*?ref="([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?"')
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_CELL_PLACE = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</")
_UNFINISHED = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^>]*/>)\s*(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v></)")
_HIDDEN = b' hidden="'
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="([0-9]+)"')


@dataclass(slots=True)
class SheetMarks:
    """Marks of one sheet. Places are (row from 1, column from 0); calamine leaves these cells empty."""

    failed: dict[tuple[int, int], str] = field(default_factory=dict)
    """The errors that formulas ended in."""
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    """Formulas without a result."""
    hidden_rows: list[int] = field(default_factory=list)
    merged: tuple[CellRange, ...] | None = None
    """The merged cells of a kind of file of which calamine does not tell them, None where it does."""


def read_marks(path: Path) -> dict[str, SheetMarks]:
    """Return the marks of every worksheet of an xlsx file by its name.

    Raises WrongFileError when a sheet claims more cells than a machine can hold (one stray cell at XFD1048576 does it),
    and zipfile.BadZipFile, KeyError or ElementTree.ParseError when the file is broken.
    """
    with zipfile.ZipFile(path) as archive:
        return {name: _marks_of(archive, part, name) for name, part in _worksheets(archive)}


def _worksheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet with its part, as the workbook's relations say."""
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        if relation.get("Type", "").endswith("/worksheet")
    }
    # Two editions of the standard name the namespaces differently: only the local names are looked at.
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        relation_id = next((value for name, value in element.items() if name.endswith("}id")), "")
        if element.tag.endswith("}sheet") and relation_id in targets:
            target = targets[relation_id]
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            yield element.get("name", ""), part


def _marks_of(archive: zipfile.ZipFile, part: str, name: str) -> SheetMarks:
    marks = SheetMarks()
    with archive.open(part) as stream:
        before = b""
        while chunk := stream.read(_CHUNK):
            if not before:
                _check_extent(chunk, name)
            overlap = before[-_OVERLAP:]
            if _may_mark(chunk) or _may_mark(overlap + chunk[:_OVERLAP]):
                _search(overlap + chunk, marks)
            before = chunk
    marks.hidden_rows = sorted(set(marks.hidden_rows))
    return marks


def _check_extent(head: bytes, name: str) -> None:
    found = _DIMENSION.search(head[:_OVERLAP])
    if found is None:
        return
    last_column, last_row = found[3] or found[1], int(found[4] or found[2])
    if (_column(last_column) + 1) * last_row > _MOST_CELLS:
        place = f"{last_column.decode()}{last_row}"
        raise WrongFileError(
            f"シート「{name}」は、表から遠く離れた{place}のセルまで使われていることになっていて、読み込めません。",
            next_step="Excelで開き、表の右と下の余分な列と行を削除して保存し直してから、もう一度選んでください。",
        )


def _may_mark(text: bytes) -> bool:
    """Return whether a text deserves to be searched; single letters are looked for first, which costs nothing."""
    return _may_be_error(text) or _may_be_formula(text) or (b"h" in text and _HIDDEN in text)


def _may_be_error(text: bytes) -> bool:
    return b"e" in text and b't="e"' in text


def _may_be_formula(text: bytes) -> bool:
    return b"f" in text and (b"f>" in text or b"<f " in text)


def _search(text: bytes, marks: SheetMarks) -> None:
    if _may_be_error(text) or (_may_be_formula(text) and _UNFINISHED.search(text)):
        for cell in _CELL.finditer(text):
            _search_cell(cell[1], cell[2], marks)
    if _HIDDEN in text:
        marks.hidden_rows += [int(found[1]) for found in _HIDDEN_ROW.finditer(text)]


def _search_cell(attributes: bytes, content: bytes, marks: SheetMarks) -> None:
    place = _CELL_PLACE.search(attributes)
    if place is None:
        return
    at = int(place[2]), _column(place[1])
    value = _VALUE.search(content)
    if b't="e"' in attributes:
        marks.failed[at] = value[1].decode() if value else "#N/A"
    elif _UNFINISHED.search(content + b"</c>"):
        marks.uncomputed.add(at)


def _column(letters: bytes) -> int:
    """Return the number from 0 of a column named by letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
