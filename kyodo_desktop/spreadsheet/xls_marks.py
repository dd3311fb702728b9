"""What calamine does not tell of an xls file: hidden rows.

The workbook is a stream of records ([MS-XLS]) inside a compound file. Calamine has read the same file before: where a
record leads nowhere, this reading ends there, and what calamine found stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import Struct

from kyodo_desktop.spreadsheet.workbook_marks import SheetMarks

_RECORD = Struct("<HH")
_ROW = Struct("<HHHHHHH")
_PLACE = Struct("<I")
_BEGIN, _END, _SHEET, _ROW_KIND = frozenset((0x0809, 0x0409)), 0x000A, 0x0085, 0x0208
_HIDDEN = 0x20
"""fDyZero: the row is hidden, by a person or by a filter ([MS-XLS], Row)."""


def read_xls_marks(path: Path) -> list[SheetMarks]:
    """Return the marks of every sheet of an xls file, charts among them, in their order."""
    workbook = _workbook_stream(path)
    begins = [_PLACE.unpack_from(body)[0] for kind, body in _records(workbook, 0) if kind == _SHEET and len(body) > 3]
    return [SheetMarks(hidden_rows=_hidden_rows(workbook, begin)) for begin in begins]


def _hidden_rows(workbook: bytes, begin: int) -> list[int]:
    """Return the numbers from 1 of the hidden rows of a sheet."""
    rows = (_ROW.unpack_from(body) for kind, body in _records(workbook, begin) if kind == _ROW_KIND and len(body) > 13)
    return sorted({row[0] + 1 for row in rows if row[6] & _HIDDEN})


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of the records from a place to the end of the part that begins there."""
    depth = 0
    while place + _RECORD.size <= len(stream):
        kind, size = _RECORD.unpack_from(stream, place)
        depth += (kind in _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        if kind in (_SHEET, _ROW_KIND) and depth == 1:
            yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _workbook_stream(path: Path) -> bytes:
    """Return the stream that Excel calls Workbook, or Book before 1997; nothing where there is none to be read."""
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as compound:
            name = next(filter(compound.exists, ("Workbook", "Book")), None)
            return bytes(compound.openstream(name).read()) if name else b""
    except (OSError, ValueError):  # what olefile says of a broken file that calamine read all the same
        return b""
