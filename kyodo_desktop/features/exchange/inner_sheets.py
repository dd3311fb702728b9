"""What an export writes beside its list, read again: the tables inside the records, and the records' 公開区分.

A row of such a sheet belongs to the row of the list that has the same number. What a stored record may take of it is
told by :mod:`kyodo_desktop.features.exchange.combining`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kyodo_desktop.core.fields import Field, Privacy
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.exchange.combining import is_given
from kyodo_desktop.spreadsheet.column_values import cell_reader
from kyodo_desktop.spreadsheet.export import NUMBER, disclosure_of, sheet_name
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark, ReadRows, RowReading, Values
from kyodo_desktop.spreadsheet.sheets import RawCell, Sheet, cell_text
from kyodo_desktop.spreadsheet.tables import sheets_alike
from kyodo_desktop.spreadsheet.targets import importable_fields

Recognise = Callable[[Mapping[str, Any], dict[str, list[Values]]], Sequence[str]]
"""Is given the values of a record and the lines of its tables; returns in sentences what it left out of them."""

NAMED = 5
"""Of the numbers that no row has, so many are named."""

_LEVELS = {level.label: level for level in Privacy}


@dataclass(slots=True)
class _Lines:
    """What the sheets bring for one record: the lines by table, its 公開区分, and what is wrong with them."""

    tables: dict[str, list[Values]] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    problems: list[CellRemark] = field(default_factory=list)


def other_lists(schema: Schema, sheets: Sequence[Sheet], list_sheet: str) -> tuple[str, ...]:
    """Return the names of the sheets that hold a further list like the one of ``list_sheet``, which is not read."""
    inner = {sheet.name for sheet in sheets if _is_inner(sheet, schema.fields[NUMBER])}
    alike = sheets_alike(sheets, list_sheet, schema) if len(sheets) > 1 else []
    return tuple(name for name in alike if name not in inner)


class InnerSheets:
    """The further sheets of a workbook as the tables inside the rows of its list, and their 公開区分.

    ``list_sheet`` is the name of the sheet that the rows are from. A workbook without such sheets changes nothing;
    other lists in it are told.
    """

    def __init__(self, schema: Schema, sheets: Sequence[Sheet], list_sheet: str, words: Words) -> None:
        self._schema = schema
        self._words = words
        self._sheets = {
            sheet.name: sheet
            for sheet in sheets
            if sheet.name != list_sheet and _is_inner(sheet, schema.fields[NUMBER])
        }
        self._other_lists = other_lists(schema, sheets, list_sheet)
        self._openness = disclosure_of(schema)
        self._brought: dict[str, _Lines] = {}
        """By the number of the record."""

    def join(self, rows: ReadRows, recognise: Recognise) -> tuple[ReadRows, list[str]]:
        """Return the rows with what the sheets bring for their numbers, and what is to be said of the sheets."""
        notes: list[str] = []
        if self._other_lists:
            names = "".join(f"「{name}」" for name in self._other_lists)
            notes.append(f"ほかのシート{names}にも同じ形の一覧があります。取り込むのはこのシートだけです。")
        if not self._sheets:
            return rows, notes
        numbers = set(filter(None, rows.column(NUMBER)))
        for name, inner in self._schema.children.items():
            if sheet := self._sheets.get(sheet_name(inner.label)):
                notes += self._read(name, sheet, numbers)
        if self._openness and (sheet := self._sheets.get(sheet_name(self._schema.fields[self._openness].label))):
            notes += self._read_openness(sheet, numbers)
        brought = {
            index: self._filled(rows.make(index), lines, recognise)
            for index, number in enumerate(rows.column(NUMBER))
            if (lines := self._brought.pop(number or "", None))
        }
        return rows.changed(brought), notes

    def _read(self, name: str, sheet: Sheet, numbers: Collection[str]) -> list[str]:
        """Gather the lines of one sheet by the numbers before them; return what is to be said of it."""
        inner, strangers, count = self._schema.children[name], _Strangers(), 0
        columns = _columns(inner, sheet)
        readers = {column: cell_reader(inner.fields[attribute], self._words) for column, attribute in columns.items()}
        for place, lines, cells in self._rows(sheet, columns, numbers, strangers):
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
        return [
            f"シート「{sheet.name}」の{count:,}行を、番号が同じ記録の「{inner.label}」に入れます。",
            *strangers.notes(sheet),
        ]

    def _read_openness(self, sheet: Sheet, numbers: Collection[str]) -> list[str]:
        """Gather the 公開区分 of the records; return what is to be said of the sheet. An empty cell says nothing."""
        strangers, count = _Strangers(), 0
        labels = {declared.label: name for name, declared in self._schema.fields.items() if declared.disclosable}
        columns = _named_columns(labels, sheet)
        for place, lines, cells in self._rows(sheet, columns, numbers, strangers):
            for column, cell in cells.items():
                text = cell_text(cell).strip()
                if level := _LEVELS.get(text):
                    lines.levels[columns[column]] = level.value
                else:
                    heading, known = self._schema.fields[columns[column]].label, "・".join(_LEVELS)
                    message = f"{heading}の「{text}」は公開区分にありません。{known}のどれかにしてください。"
                    lines.problems.append(_problem(sheet, place, heading, message, text))
            count += 1
        label = self._schema.fields[self._openness].label
        return [
            f"シート「{sheet.name}」の{count:,}行を、番号が同じ記録の「{label}」にします。",
            *strangers.notes(sheet),
        ]

    def _rows(
        self, sheet: Sheet, columns: Collection[int], numbers: Collection[str], strangers: _Strangers
    ) -> Iterator[tuple[int, _Lines, dict[int, RawCell]]]:
        """Yield the rows of a sheet that bring something: their places, what their records get, and the filled cells.

        The numbers of which the list has no row go to ``strangers``.
        """
        for place, row in enumerate(sheet.rows[1:], 2):
            cells = {column: row[column] for column in columns if column < len(row) and row[column] != ""}
            number = cell_text(row[0]).strip() if cells else ""
            if number in numbers:
                yield place, self._brought.setdefault(number, _Lines()), cells
            elif cells:
                strangers.add(number, place)

    def _filled(self, row: RowReading, lines: _Lines, recognise: Recognise) -> RowReading:
        """Return the first row of a number with what the sheets bring for it."""
        notes = tuple(CellRemark(NO_COLUMN, "", "", said) for said in recognise(row.values, lines.tables))
        tables = {name: [*row.children.get(name, ()), *table] for name, table in lines.tables.items()}
        return row._replace(
            values={**row.values, self._openness: lines.levels} if lines.levels else row.values,
            children={**row.children, **tables},
            problems=(*row.problems, *lines.problems),
            notes=(*row.notes, *notes),
        )


class _Strangers:
    """The numbers in a sheet of which the list has no row."""

    def __init__(self) -> None:
        self._numbers: dict[str, bool] = {}

    def add(self, number: str, place: int) -> None:
        """Take the number of a row, or the row that has none."""
        self._numbers[number or f"{place}行目は番号なし"] = True

    def notes(self, sheet: Sheet) -> list[str]:
        """Return what is said of them."""
        if not self._numbers:
            return []
        named = "、".join(list(self._numbers)[:NAMED]) + ("ほか" if len(self._numbers) > NAMED else "")
        return [f"シート「{sheet.name}」の行のうち、一覧にない番号のものは取り込みません（{named}）。"]


def _is_inner(sheet: Sheet, number: Field) -> bool:
    return bool(sheet.rows and sheet.rows[0]) and cell_text(sheet.rows[0][0]) == number.label


def _columns(inner: Schema, sheet: Sheet) -> dict[int, str]:
    """Return which column of a sheet is which attribute: what may come from files, and all that the slice gives."""
    readable = inner.shown() if is_given(inner) else importable_fields(inner)
    return _named_columns({declared.label: attribute for attribute, declared in readable.items()}, sheet)


def _named_columns(labels: Mapping[str, str], sheet: Sheet) -> dict[int, str]:
    """Return which column of a sheet bears which label, behind the one of numbers."""
    headings = [cell_text(heading) for heading in sheet.rows[0]]
    return {column: labels[heading] for column, heading in enumerate(headings) if column and heading in labels}


def _needed(inner: Schema) -> list[tuple[str, str]]:
    """Return the attributes that no line may leave empty, with their labels."""
    return [(name, inner.fields[name].label) for name in inner.required if not inner.fields[name].hidden]


def _problem(sheet: Sheet, place: int, heading: str, message: str, text: str = "") -> CellRemark:
    return CellRemark(NO_COLUMN, heading, text, f"シート「{sheet.name}」の{place}行目：{message}")
