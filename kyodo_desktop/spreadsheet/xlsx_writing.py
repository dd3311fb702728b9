"""Lists as Excel workbooks: typed cells, a frozen heading, a filter, ready to print on A4."""

from __future__ import annotations

import datetime as dt
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
from kyodo_desktop.core.whole_file import replacing
from kyodo_desktop.spreadsheet.export import (
    Progress,
    Written,
    counted,
    export_of,
    further_sheets,
    is_risky,
    sheet_name,
)

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
    tables: Sequence[str] = (),
    progress: Progress | None = None,
) -> Written:
    """Write records (values by attribute) as a workbook and return what was written.

    Texts are always text cells, so that a telephone number keeps its 0 and nothing becomes a formula. ``title`` names
    the first sheet and stands at the head of each printed page, with the day. Each of ``tables`` (a table inside the
    records, or their 公開区分) has a further sheet under its label, with the number of the record before each row; the
    records bring their lines under the name of the table. Raises InputError for what a sheet cannot hold, WorldError
    when the file cannot be written.
    """
    export = export_of(schema, attributes, include_private=include_private)
    further, kept_back = further_sheets(schema, tables, include_private=include_private)
    written = Written(path, withheld_columns=(*export.withheld, *kept_back))
    title = title or schema.label
    with replacing(path) as unfinished, _workbook(unfinished) as workbook:
        own = _ListSheet(workbook, title, export.columns)
        beside = {name: _ListSheet(workbook, each.label, each.headed()) for name, each in further.items()}
        for record in counted(records, progress):
            written.rows += 1
            own.add(export.cells(record, words, written))
            for name, each in further.items():
                for cells in each.cells(record, words):
                    beside[name].add(cells)
        own.finish(title, words)
        for name, each in further.items():
            beside[name].finish(f"{title}　{each.label}", words)
            written.tables[each.label] = beside[name].rows
    return written


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """One sheet of a workbook that is no list of records: its title, its columns by their fields, and its rows."""

    title: str
    columns: Mapping[str, Field]
    rows: Iterable[Sequence[Cell]]


def write_sheets(path: Path, sheets: Iterable[PlainSheet], words: Words) -> None:
    """Write a workbook of several sheets. Raises what :func:`write_xlsx` raises."""
    with replacing(path) as unfinished, _workbook(unfinished) as workbook:
        for each in sheets:
            sheet = _ListSheet(workbook, each.title, each.columns)
            for cells in each.rows:
                sheet.add(cells)
            sheet.finish(each.title, words)


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


class _ListSheet:
    """A sheet with a heading, written from the top down, as the constant-memory mode wants it."""

    def __init__(self, workbook: Workbook, title: str, columns: Mapping[str, Field]) -> None:
        self.rows = 0
        """How many rows stand below the heading."""
        self._sheet: Worksheet = workbook.add_worksheet(sheet_name(title))
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
            self._sheet.set_column(column, column, round(wide, 1))
            self._sheet.write_string(0, column, declared.label, heading)

    def add(self, cells: Iterable[Cell]) -> None:
        """Write one more row; empty cells stay empty. Raises InputError for what the sheet cannot hold."""
        self.rows += 1
        if self.rows > _MOST_ROWS:
            raise InputError(f"Excelの1枚のシートに書き出せるのは{_MOST_ROWS:,}件までです。絞り込んで分けてください。")
        row = self.rows
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

    def finish(self, title: str, words: Words) -> None:
        """Make it ready to look at and to print."""
        sheet = self._sheet
        sheet.freeze_panes(1, 0)
        if self._labels:
            sheet.autofilter(0, 0, self.rows, len(self._labels) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L{title.replace('&', '&&')}&R{dates.era(words.today)}現在")
        sheet.set_footer("&C&P / &N")
