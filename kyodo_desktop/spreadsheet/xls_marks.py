"""What calamine does not tell of an xls file: hidden rows.

The workbook is a stream of records ([MS-XLS]) inside a compound file ([MS-CFB]). Calamine has read the same file
before: where a chain or a record leads nowhere, this reading ends there, and what calamine found stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from struct import Struct

from kyodo_desktop.spreadsheet.workbook_marks import SheetMarks

_RECORD = Struct("<HH")
_ROW = Struct("<HHHHHHH")
_SECTOR_NUMBER = Struct("<I")
_LAST_SECTOR = 0xFFFFFFFA
"""Above it are the marks for the end of a chain and for free sectors."""
_HEAD, _ENTRY = 512, 128
_SHORT_STREAM = 4096
"""A stream below this size lies in a place of its own; a workbook is never that short, for Excel fills it up."""

_BEGIN, _END, _SHEET, _ROW_KIND = frozenset((0x0809, 0x0409)), 0x000A, 0x0085, 0x0208
_HIDDEN = 0x20
"""fDyZero: the row is hidden, by a person or by a filter ([MS-XLS], Row)."""


def read_xls_marks(path: Path) -> list[SheetMarks]:
    """Return the marks of every sheet of an xls file, charts among them, in their order. Raises OSError."""
    workbook = _workbook_stream(path.read_bytes())
    begins = [
        _SECTOR_NUMBER.unpack_from(body)[0] for kind, body in _records(workbook, 0) if kind == _SHEET and len(body) > 3
    ]
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


# ------------------------------------------------------------------------------------------------- compound file


def _workbook_stream(data: bytes) -> bytes:
    """Return the stream that Excel calls Workbook, or Book before 1997; nothing where there is none."""
    sector = 1 << int.from_bytes(data[30:32], "little")
    table = _allocation(data, sector)
    directory = _chain(data, sector, table, _number(data, 48))
    for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        entry = directory[start : start + _ENTRY]
        name = entry[: max(0, int.from_bytes(entry[64:66], "little") - 2)].decode("utf-16-le", errors="replace")
        if name in ("Workbook", "Book") and _number(entry, 120) >= _SHORT_STREAM:
            return _chain(data, sector, table, _number(entry, 116))[: _number(entry, 120)]
    return b""


def _allocation(data: bytes, sector: int) -> list[int]:
    """Return for each sector the one that follows it."""
    places = _numbers(data[76:_HEAD])
    more = _number(data, 68)
    for _ in range(min(_number(data, 72), len(data) // sector)):
        block = _numbers(_sector(data, sector, more))
        places += block[:-1]
        more = block[-1] if block else _LAST_SECTOR + 1
    return [number for place in places if place <= _LAST_SECTOR for number in _numbers(_sector(data, sector, place))]


def _chain(data: bytes, sector: int, table: list[int], first: int) -> bytes:
    """Return the sectors of a chain one after the other; one that runs in a circle ends when all were met."""
    parts: list[bytes] = []
    while first < len(table) and len(parts) < len(table):
        parts.append(_sector(data, sector, first))
        first = table[first]
    return b"".join(parts)


def _sector(data: bytes, sector: int, number: int) -> bytes:
    """Return a sector; the head of the file takes the place of one before the first."""
    return data[(number + 1) * sector : (number + 2) * sector]


def _number(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "little")


def _numbers(data: bytes) -> list[int]:
    return [number for (number,) in _SECTOR_NUMBER.iter_unpack(data[: len(data) // 4 * 4])]
