"""Lists as Excel workbooks: typed cells, a frozen heading, a filter, ready to print on A4."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.fields import Cell, Count, Field
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.spreadsheet.export import Progress, Written, counted, export_of, is_risky
from kyodo_desktop.spreadsheet.replacing import replacing

Workbook = Any
Worksheet = Any
"""XlsxWriter ships no types."""

ERA_FORMAT = '[$-411]ggge"年"m"月"d"日";@'
"""The era as Excel and LibreOffice both show it; 411 is Japanese."""
_FONT = {"font_name": "BIZ UDゴシック", "font_size": 11, "valign": "top"}
_MM_A_CHARACTER = 1.9
_FIRST_DAY = dt.date(1900, 3, 1)
"""Excel has no days before 1900, and counts a 29 February 1900 that never was."""
_MOST_ROWS = 1_048_575
_LONGEST_TEXT = 32_767
_A4 = 9


def write_xlsx(
    path: Path,
    schema: Schema,
    records: Iterable[Mapping[str, Any]],
    words: Words,
    *,
    attributes: Sequence[str] | None = None,
    include_private: bool = False,
    title: str = "",
    progress: Progress | None = None,
) -> Written:
    """Write records (values by attribute) as a workbook with one sheet and return what was written.

    Texts are always text cells, so that a telephone number keeps its 0 and nothing becomes a formula. ``title`` names
    the sheet and stands at the head of each printed page, with the day. Raises InputError for what a sheet cannot hold,
    WorldError when the file cannot be written.
    """
    export = export_of(schema, attributes, include_private=include_private)
    written = Written(path, withheld_columns=export.withheld)
    title = title or schema.label
    with replacing(path) as beside, _workbook(beside) as workbook:
        sheet = workbook.add_worksheet(_sheet_name(title))
        writer = _RowWriter(workbook, sheet, export.columns)
        for record in counted(records, progress):
            written.rows += 1
            writer.write(written.rows, export.cells(record, words, written))
        _finish(sheet, written.rows, len(export.columns), title, words)
    return written


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """One sheet of a workbook that is no list of records: its title, its columns by their fields, and its rows."""

    title: str
    columns: Mapping[str, Field]
    rows: Iterable[Sequence[Cell]]


def write_sheets(path: Path, sheets: Iterable[PlainSheet], words: Words) -> None:
    """Write a workbook of several sheets. Raises what :func:`write_xlsx` raises."""
    with replacing(path) as beside, _workbook(beside) as workbook:
        for each in sheets:
            sheet = workbook.add_worksheet(_sheet_name(each.title))
            writer, last = _RowWriter(workbook, sheet, each.columns), 0
            for last, cells in enumerate(each.rows, 1):
                writer.write(last, cells)
            _finish(sheet, last, len(each.columns), each.title, words)


@contextmanager
def _workbook(path: Path) -> Iterator[Workbook]:
    """Yield a workbook that is written row by row and closed at the end, also where writing was broken off.

    XlsxWriter keeps the rows in temporary files until it is closed; they hold personal data. Raises OSError.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # see Workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "default_format_properties": _FONT}
    workbook = xlsxwriter.Workbook(str(path), options)
    try:
        yield workbook
    except BaseException:
        with suppress(OSError, xlsxwriter.exceptions.FileCreateError):
            workbook.close()
        raise
    try:
        workbook.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from error


class _RowWriter:
    """Writes rows from the top down, as the constant-memory mode wants them."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, columns: Mapping[str, Field]) -> None:
        self._sheet = sheet
        self._labels = [declared.label for declared in columns.values()]
        self._day = workbook.add_format({"num_format": ERA_FORMAT, "align": "left"})
        self._lines = workbook.add_format({"text_wrap": True})
        self._risky = workbook.add_format({"quote_prefix": True, "text_wrap": True})
        self._numbers = [
            workbook.add_format({"num_format": "#,##0"}) if isinstance(declared, Count) else None
            for declared in columns.values()
        ]
        heading = workbook.add_format({"bold": True, "bg_color": "#E7ECF2", "bottom": 1, "text_wrap": True})
        for column, declared in enumerate(columns.values()):
            wide = max(declared.width / _MM_A_CHARACTER, 2 * len(declared.label) + 3)
            sheet.set_column(column, column, round(wide, 1))
            sheet.write_string(0, column, declared.label, heading)

    def write(self, row: int, cells: Iterable[Cell]) -> None:
        """Write one row; empty cells stay empty."""
        if row > _MOST_ROWS:
            raise InputError(f"Excelの1枚のシートに書き出せるのは{_MOST_ROWS:,}件までです。絞り込んで分けてください。")
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                self._write_text(row, column, cell)
            elif isinstance(cell, bool):
                self._sheet.write_boolean(row, column, cell)
            elif isinstance(cell, (int, float)):
                self._sheet.write_number(row, column, cell, self._numbers[column])
            elif isinstance(cell, dt.date) and cell >= _FIRST_DAY:
                self._sheet.write_datetime(row, column, cell, self._day)
            elif cell is not None:
                self._sheet.write_string(row, column, dates.era(cell))

    def _write_text(self, row: int, column: int, text: str) -> None:
        if len(text) > _LONGEST_TEXT:
            raise InputError(
                f"{row}件目の「{self._labels[column]}」は{len(text):,}文字あり、"
                f"Excelの1つのセルに入る{_LONGEST_TEXT:,}文字を超えています。"
            )
        style = self._risky if is_risky(text) else self._lines if "\n" in text else None
        self._sheet.write_string(row, column, text, style)


def _finish(sheet: Worksheet, rows: int, columns: int, title: str, words: Words) -> None:
    sheet.freeze_panes(1, 0)
    if columns:
        sheet.autofilter(0, 0, rows, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{title.replace('&', '&&')}&R{dates.era(words.today)}現在")
    sheet.set_footer("&C&P / &N")


def _sheet_name(title: str) -> str:
    """Return a title as Excel accepts it for a sheet: at most 31 signs, none of []:*?/\\, no ' at an end."""
    return re.sub(r"[\[\]:*?/\\]", "_", title)[:31].strip("'") or "一覧"
