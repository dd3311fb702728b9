"""The table inside a sheet: its headings, its records, and a list of everything that was left out."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.on_demand import OnDemand
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.spreadsheet.header import Header, find_header, header_at, squeeze
from kyodo_desktop.spreadsheet.headings import HeadingWords, heading_words
from kyodo_desktop.spreadsheet.rows import Dropped, SortedRows, sort_rows
from kyodo_desktop.spreadsheet.sheets import CellRange, LostCell, RawCell, Sheet, column_name

_SHARED_HEADINGS = 2
_CARD_ROWS = 3
SECTION_HEADING = "区切りの見出し"
"""The heading of the column that offers what stood in a row of its own above a group of records."""


class TableRow(NamedTuple):
    """One record as it lies in the file, a cell for each column of its table."""

    number: int
    cells: Sequence[RawCell]
    note: str = ""


_ROWS_AT_ONCE = 500


class TableRows(OnDemand[TableRow]):
    """The records of a table: the number of each row, its cells, and by the row's place from 0 a note to some."""

    def __init__(
        self,
        numbers: Sequence[int],
        cells: Sequence[Sequence[RawCell]],
        notes: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        self.numbers = numbers
        self.cells = cells
        self.notes = notes

    def __len__(self) -> int:
        return len(self.numbers)

    def make(self, index: int) -> TableRow:
        return TableRow(self.numbers[index], self.cells[index], self.notes.get(index, ""))

    @functools.cached_property
    def columns(self) -> list[list[RawCell]]:
        """The cells column by column."""
        columns: list[list[RawCell]] = [[] for _ in self.cells[0]] if self.cells else []
        for start in range(0, len(self.cells), _ROWS_AT_ONCE):  # so many stay in the processor's cache
            block = self.cells[start : start + _ROWS_AT_ONCE]
            for column, cells in zip(columns, zip(*block, strict=True), strict=True):
                column.extend(cells)
        return columns


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was found in a sheet.

    ``header`` has one text a column, empty where none stands above; ``columns`` gives each column's number in the sheet
    (from 0; -1 for the column of section headings, which is no column of the sheet). ``certain`` is False when the
    heading was not recognised and a person should point it out. ``dropped`` is in the order of the sheet. ``spanned``
    are the cells that have the value of the one above, with which they are merged, by row number and column of a sheet.
    """

    sheet: str
    header: tuple[str, ...]
    columns: tuple[int, ...]
    first_row: int
    last_row: int
    rows: TableRows
    dropped: tuple[Dropped, ...]
    lost: tuple[LostCell, ...]
    notes: tuple[str, ...]
    certain: bool
    spanned: frozenset[tuple[int, int]] = frozenset()
    beside: str = ""
    """The columns of a second table at the right, which is not read."""


def find_table(
    sheet: Sheet, schema: Schema, *, header_rows: tuple[int, int] | None = None, keep: Iterable[int] = ()
) -> Table:
    """Return the table of a sheet.

    ``header_rows`` are the first and last row number of the heading when a person pointed it out, ``keep`` the numbers
    of rows that were left out before and shall stay. Raises InputError for a form about one record, unless a person
    pointed out a heading in it.
    """
    words = heading_words(schema)
    header = header_at(sheet, *header_rows, words) if header_rows else find_header(sheet, words)
    if not header_rows:
        _check_no_card(sheet, header, words)
    notes = [*sheet.notes]
    beside = ""
    if second := _second_table(sheet, header):
        beside = f"{column_name(second)}列から{column_name(len(header.headings) - 1)}列まで"
        notes.append(
            f"同じ見出しの表が右にもう1つあります（{beside}）。左の表だけを読みました。"
            "右の表は、別のシートに移してから取り込んでください。"
        )
        sheet, header = _left_of(sheet, second), replace(header, headings=header.headings[:second])
    found = sort_rows(sheet, header, words, frozenset(keep))
    if not header.certain and not header_rows:
        notes.append(f"見出しの行を見分けられませんでした。{header.first_row}行目を見出しとして読んでいます。")
    spanned = _fill_merged(sheet.merged, found)
    if spanned:
        notes.append(f"縦に結合されたセルの値を、結合されていたすべての行に入れました（{len(spanned):,}か所）。")
    columns, rows = _aligned(header, found)
    names = tuple(_heading(header, column) for column in columns)
    return Table(
        sheet=sheet.name,
        header=names,
        columns=columns,
        first_row=header.first_row,
        last_row=header.last_row,
        rows=TableRows(found.numbers, rows, _notes(found)),
        dropped=tuple(found.dropped),
        lost=sheet.lost,
        notes=tuple(notes),
        certain=header.certain or header_rows is not None,
        spanned=frozenset(spanned),
        beside=beside,
    )


def choose_sheet(sheets: Sequence[Sheet], schema: Schema) -> Sheet:
    """Return the sheet whose heading is recognised best; shown sheets come before hidden ones, then the first."""
    words = heading_words(schema)
    return max(sheets, key=lambda sheet: (not sheet.hidden, find_header(sheet, words).score, bool(sheet.rows)))


def sheets_alike(sheets: Sequence[Sheet], name: str, schema: Schema) -> list[str]:
    """Return the names of further sheets that are shown and hold a list with attributes of the one that is named."""
    words = heading_words(schema)
    headers = {sheet.name: find_header(sheet, words) for sheet in sheets if not sheet.hidden and sheet.rows}
    meanings = {sheet: set(map(words.meaning, header.headings)) - {None} for sheet, header in headers.items()}
    return [
        other
        for other, header in headers.items()
        if other != name and header.certain and len(meanings.get(name, set()) & meanings[other]) >= _SHARED_HEADINGS
    ]


def _check_no_card(sheet: Sheet, header: Header, words: HeadingWords) -> None:
    """Raise InputError for a form about one record: words one below the other, with what is written beside each."""
    column = next((column for column, heading in enumerate(header.headings) if heading), 0)
    lines = islice(sheet.rows, header.last_row - 1, None)
    pairs = list(islice((row[column : column + 2] for row in lines if any(row[column : column + 1])), _CARD_ROWS))
    labels = [squeeze(pair[0]) for pair in pairs if len(pair) > 1 and pair[1] != ""]
    is_list = header.first_row < header.last_row or words.knows(squeeze(pairs[0][-1])) if pairs else True
    if not is_list and len(set(labels)) == _CARD_ROWS and all(map(words.knows, labels)):
        raise InputError(
            f"シート「{sheet.name}」は、左に項目、右に内容を書く1件ごとの用紙のようで、一覧として読めません。"
            "1件を1行にした一覧のシートかファイルを選んでください。"
        )


def _heading(header: Header, column: int) -> str:
    """Return what stands over a column of the sheet: nothing where rows far below are wider than the heading."""
    if column < 0:
        return SECTION_HEADING
    return header.headings[column] if column < len(header.headings) else ""


def _second_table(sheet: Sheet, header: Header) -> int:
    """Return the column in which a table with the same headings begins again; 0 for a table that is alone.

    It is told by a blank column before it, or by having all of the headings in their order, as a list in two halves.
    """
    headings = header.headings
    half = len(headings) // 2
    if half > 1 and headings[:half] == headings[half:] and all(headings):
        return half
    for column in range(2, len(headings) - 1):
        again = [heading for heading in headings[column:] if heading]
        if (
            len(again) > 1
            and headings[column] == next(filter(None, headings))
            and not headings[column - 1]
            and set(again) <= set(headings[:column])
            and all(len(row) < column or row[column - 1] == "" for row in sheet.rows[header.last_row :])
        ):
            return column
    return 0


def _left_of(sheet: Sheet, column: int) -> Sheet:
    rows = [row[:column] for row in sheet.rows]
    merged = tuple(block for block in sheet.merged if block.last_column < column)
    return replace(sheet, rows=rows, merged=merged, lost=tuple(each for each in sheet.lost if each.column < column))


def _fill_merged(merged: Iterable[CellRange], found: SortedRows) -> set[tuple[int, int]]:
    """Write the value of cells merged downwards into every row that they cover; return where, by row and column."""
    places = {number: index for index, number in enumerate(found.numbers)}
    filled: set[tuple[int, int]] = set()
    for block in merged:
        source = places.get(block.first_row)
        if source is None or block.last_row == block.first_row or block.first_column >= len(found.rows[source]):
            continue
        value = found.rows[source][block.first_column]
        for number in range(block.first_row + 1, block.last_row + 1):
            index = places.get(number)
            if index is not None and value != "":
                row = list(found.rows[index])
                row += [""] * (block.first_column + 1 - len(row))
                row[block.first_column] = value
                found.rows[index] = row
                filled.add((number, block.first_column))
    return filled


def _aligned(header: Header, found: SortedRows) -> tuple[tuple[int, ...], list[Sequence[RawCell]]]:
    """Return the columns that have a heading or a value, and the rows with a cell for each of them."""
    width = len(header.headings)
    widths = set(map(len, found.rows))
    if widths - {width}:
        width = max(width, *widths)
        found.rows = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in found.rows]
    headings = [*header.headings, *[""] * (width - len(header.headings))]
    columns = tuple(
        column
        for column, heading in enumerate(headings)
        if (heading and heading not in headings[:column]) or any(row[column] != "" for row in found.rows)
    )
    rows: list[Sequence[RawCell]] = found.rows
    if columns and columns != tuple(range(width)):
        pick = itemgetter(*columns) if len(columns) > 1 else _single(columns[0])
        rows = [pick(row) for row in rows]
    if any(found.sections):
        rows = [[*row, section] for row, section in zip(rows, found.sections, strict=True)]
        columns = (*columns, -1)
    return columns, rows


def _notes(found: SortedRows) -> dict[int, str]:
    if not found.lone:
        return {}
    return {place: found.lone[number] for place, number in enumerate(found.numbers) if number in found.lone}


def _single(column: int) -> itemgetter[slice]:
    return itemgetter(slice(column, column + 1))
