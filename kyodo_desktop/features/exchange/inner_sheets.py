"""The tables inside the records as an export writes them: sheets of their own, whose lines find their records again.

A line belongs to the row of the list that has the same number. What a stored record may take of them is told by
:mod:`kyodo_desktop.features.exchange.combining`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.exchange.combining import is_given
from kyodo_desktop.spreadsheet.column_values import cell_reader
from kyodo_desktop.spreadsheet.export import NUMBER, sheet_name
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark, RowReading, Values
from kyodo_desktop.spreadsheet.sheets import Sheet, cell_text
from kyodo_desktop.spreadsheet.targets import importable_fields

Recognise = Callable[[Mapping[str, Any], dict[str, list[Values]]], Sequence[str]]
"""Is given the values of a record and the lines of its tables; returns in sentences what it left out of them."""

NAMED = 5
"""Of the numbers that no row has, so many are named."""


@dataclass(slots=True)
class _Lines:
    """What the sheets bring for one record: the lines by table, and what is wrong with them."""

    tables: dict[str, list[Values]] = field(default_factory=dict)
    problems: list[CellRemark] = field(default_factory=list)


class InnerSheets:
    """The further sheets of a workbook as the tables inside the rows of its list.

    ``list_sheet`` is the name of the sheet that the rows are from. A workbook without such sheets changes nothing.
    """

    def __init__(self, schema: Schema, sheets: Iterable[Sheet], list_sheet: str, words: Words) -> None:
        self._schema = schema
        self._words = words
        self._sheets = {
            sheet.name: sheet
            for sheet in sheets
            if sheet.name != list_sheet and _is_inner(sheet, schema.fields[NUMBER])
        }
        self._brought: dict[str, _Lines] = {}
        """By the number of the record."""

    def join(self, rows: Sequence[RowReading], recognise: Recognise) -> tuple[tuple[RowReading, ...], list[str]]:
        """Return the rows with the lines of their numbers, and what is to be said of the sheets."""
        numbers = {number for row in rows if (number := row.values.get(NUMBER))}
        notes: list[str] = []
        for name, inner in self._schema.children.items():
            if sheet := self._sheets.get(sheet_name(inner.label)):
                notes += self._read(name, sheet, numbers)
        return tuple(self._filled(row, recognise) for row in rows), notes

    def _read(self, name: str, sheet: Sheet, numbers: Collection[str]) -> list[str]:
        """Gather the lines of one sheet by the numbers before them; return what is to be said of it."""
        inner, strangers, count = self._schema.children[name], {}, 0
        columns = _columns(inner, sheet)
        readers = {column: cell_reader(inner.fields[attribute], self._words) for column, attribute in columns.items()}
        for place, row in enumerate(sheet.rows[1:], 2):
            cells = {column: row[column] for column in columns if column < len(row) and row[column] != ""}
            if not cells:
                continue
            number = cell_text(row[0]).strip()
            if number not in numbers:
                strangers[number or f"{place}行目は番号なし"] = True
                continue
            lines = self._brought.setdefault(number, _Lines())
            line: Values = {}
            refused = set()
            for column, cell in cells.items():
                line[columns[column]], remark = readers[column](cell)
                if remark is not None and remark.is_problem:
                    refused.add(columns[column])
                    heading = inner.fields[columns[column]].label
                    lines.problems.append(_problem(sheet, place, heading, remark.message, cell_text(cell)))
            for attribute, label in _needed(inner):
                if line.get(attribute) is None and attribute not in refused:
                    lines.problems.append(_problem(sheet, place, label, f"{label}を入力してください。"))
            lines.tables.setdefault(name, []).append(line)
            count += 1
        said = [f"シート「{sheet.name}」の{count:,}行を、番号が同じ記録の「{inner.label}」に入れます。"]
        if strangers:
            named = "、".join(list(strangers)[:NAMED]) + ("ほか" if len(strangers) > NAMED else "")
            said.append(f"シート「{sheet.name}」の行のうち、一覧にない番号のものは取り込みません（{named}）。")
        return said

    def _filled(self, row: RowReading, recognise: Recognise) -> RowReading:
        """Return a row with the lines of its number; the first row of a number gets them."""
        lines = self._brought.pop(row.values.get(NUMBER) or "", None)
        if lines is None:
            return row
        notes = tuple(CellRemark(NO_COLUMN, "", "", said) for said in recognise(row.values, lines.tables))
        tables = {name: [*row.children.get(name, ()), *table] for name, table in lines.tables.items()}
        return row._replace(
            children={**row.children, **tables},
            problems=(*row.problems, *lines.problems),
            notes=(*row.notes, *notes),
        )


def _is_inner(sheet: Sheet, number: Field) -> bool:
    return bool(sheet.rows and sheet.rows[0]) and cell_text(sheet.rows[0][0]) == number.label


def _columns(inner: Schema, sheet: Sheet) -> dict[int, str]:
    """Return which column of a sheet is which attribute: what may come from files, and all that the slice gives."""
    readable = inner.shown() if is_given(inner) else importable_fields(inner)
    labels = {declared.label: attribute for attribute, declared in readable.items()}
    headings = [cell_text(heading) for heading in sheet.rows[0]]
    return {column: labels[heading] for column, heading in enumerate(headings) if column and heading in labels}


def _needed(inner: Schema) -> list[tuple[str, str]]:
    """Return the attributes that no line may leave empty, with their labels."""
    return [(name, inner.fields[name].label) for name in inner.required if not inner.fields[name].hidden]


def _problem(sheet: Sheet, place: int, heading: str, message: str, text: str = "") -> CellRemark:
    return CellRemark(NO_COLUMN, heading, text, f"シート「{sheet.name}」の{place}行目：{message}")
