"""Tables that lie otherwise in a file than records do, laid row by row: before their columns are looked at.

A slice whose lists are known to lie so says it in ``SliceSheets.arrange``. Row numbers stay those of the file, unless a
row becomes several; then a note of the sheet says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kyodo_desktop.core.dates import parse_fiscal_year
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.text import normalize_width
from kyodo_desktop.spreadsheet.header import Header, find_header
from kyodo_desktop.spreadsheet.headings import fold_heading, heading_words
from kyodo_desktop.spreadsheet.repeats import MARKS
from kyodo_desktop.spreadsheet.sheets import CellRange, RawCell, Sheet, cell_text

Arrange = Callable[[Sheet, dt.date], Sheet]
"""Returns a sheet as its slice reads it; ``today`` is for years without an era."""

_YEAR = r"(?:令和|平成|昭和|[RHS])\s*(?:[0-9]{1,2}|元)\s*年?度?|(?:19|20)[0-9]{2}\s*(?:年度|年)"
_YEAR_BEFORE = re.compile(rf"(?P<year>{_YEAR})[\s()の・:]*(?P<rest>.*)", re.DOTALL)
SUM = re.compile("(?:合|総|小|累)?計|平均")
"""What stands beside sums in a squeezed cell."""

_ANYWHERE = re.compile(_YEAR)


def as_it_lies(sheet: Sheet, _today: dt.date) -> Sheet:
    """Return a sheet as it is: of slices whose lists have a row for each record."""
    return sheet


def header_of(sheet: Sheet, schema: Schema) -> Header:
    """Return the heading of a sheet as the records of a schema have it."""
    return find_header(sheet, heading_words(schema))


def year_before(text: str, today: dt.date) -> tuple[int, str] | None:
    """Return the 年度 with which a heading begins, and what it says besides (令和7年度 目標); None without one."""
    found = _YEAR_BEFORE.fullmatch(normalize_width(text).strip())
    year = _year(found["year"], today) if found else None
    return (year, found["rest"].strip(") ")) if found and year is not None else None


def years_in(texts: Sequence[str], today: dt.date) -> frozenset[int]:
    """Return the 年度 that texts name."""
    named = [each for text in texts for each in _ANYWHERE.findall(normalize_width(text))]
    return frozenset(year for each in named if (year := _year(each, today)) is not None)


def _year(text: str, today: dt.date) -> int | None:
    plain = "".join(text.split())
    try:
        return parse_fiscal_year(plain if plain.endswith("度") else plain.removesuffix("年") + "年度", today)
    except FieldError:
        return None


def titles_above(sheet: Sheet, header: Header) -> list[str]:
    """Return the texts above a heading, and the name of the sheet."""
    return [cell_text(cell) for row in sheet.rows[: header.first_row - 1] for cell in row if cell != ""] + [sheet.name]


def with_headings(
    sheet: Sheet, header: Header, headings: Sequence[str], more: Mapping[str, RawCell] | None = None
) -> Sheet:
    """Return a sheet with other headings, and ``more`` columns at its right that hold the same in every record."""
    added = dict(more or {})
    width = max((len(row) for row in sheet.rows), default=0)
    rows: list[list[RawCell]] = []
    for number, row in enumerate(sheet.rows, 1):
        cells = [*row, *[""] * (width - len(row))]
        if number == header.last_row:
            cells = [*headings, *[""] * (width - len(headings)), *added]
        elif header.first_row <= number < header.last_row:
            cells = [""] * width
        elif number > header.last_row and _is_filled(cells):
            cells += added.values()
        rows.append(cells)
    merged = tuple(block for block in sheet.merged if not _is_in_header(block, header))
    return replace(sheet, rows=tuple(rows), merged=merged)


def _is_filled(cells: Sequence[RawCell]) -> bool:
    """Return whether a row is neither empty nor one of sums, which would look like a record with one cell more."""
    texts = ["".join(cell_text(cell).split()) for cell in cells if cell != ""]
    return bool(texts) and not any(map(SUM.fullmatch, texts))


def _is_in_header(block: CellRange, header: Header) -> bool:
    return block.first_row <= header.last_row and block.last_row >= header.first_row


def filled_down(sheet: Sheet, header: Header, names: frozenset[str], needs: frozenset[str]) -> Sheet:
    """Return a sheet in which rows that go on with the record above have what tells which record that is.

    ``names`` are the folded headings of the columns that are filled, ``needs`` those of which a row must have one, with
    nothing in any of the others, to be such a row. Marks like 〃 go on with the row above as well.
    """
    folded = [fold_heading(heading) for heading in header.headings]
    own = [at for at, heading in enumerate(folded) if heading in names]
    inner = [at for at, heading in enumerate(folded) if heading in needs]
    if not own or not inner:
        return sheet
    rows: list[Sequence[RawCell]] = list(sheet.rows)
    for index in range(header.last_row + 1, len(rows)):
        above, row = rows[index - 1], list(rows[index])
        row += [""] * (max(own) + 1 - len(row))
        goes_on = any(at < len(row) and row[at] != "" for at in inner)
        if goes_on and all(row[at] == "" or row[at] in MARKS for at in own):
            for at in own:
                row[at] = above[at] if at < len(above) else ""
            rows[index] = row
    return replace(sheet, rows=tuple(rows))
