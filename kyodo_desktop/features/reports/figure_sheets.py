"""The tables of figures and of a yearly report as workbooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kyodo_desktop.core.fields import Text
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.reports.counting import Stats
from kyodo_desktop.features.reports.figure_layouts import ENTERED_HEADING
from kyodo_desktop.features.reports.tables import ReportTable, stat_tables
from kyodo_desktop.spreadsheet.xlsx_writing import PlainSheet, write_sheets

GROUP = "区分"


def write_stats(path: Path, stats: Stats, words: Words) -> None:
    """Write a sheet for each group of measures. Raises WorldError when the file cannot be written."""
    write_tables(path, stat_tables(stats), words)


def write_tables(path: Path, tables: Iterable[ReportTable], words: Words) -> None:
    """Write a sheet for each table, with typed cells. Raises WorldError when the file cannot be written."""
    write_sheets(path, _named([_sheet(table) for table in tables]), words)


def _sheet(table: ReportTable) -> PlainSheet:
    """Return one sheet; of figures, a last column names those of each row that were entered, so that they come back."""
    columns = {str(at): replace(column.field, label=column.name) for at, column in enumerate(table.columns)}
    rows = [list(row) for row in table.rows]
    if table.groups:
        columns = {"group": Text(GROUP, width=36), **columns}
        rows = [[group, *row] for group, row in zip(table.groups, rows, strict=True)]
    if table.marks is not None:
        columns["marks"] = Text(ENTERED_HEADING, width=40)
        for at, row in enumerate(rows):
            named = [table.columns[column].name for each, column in sorted(table.marks) if each == at]
            row.append("、".join(named) or None)
    return PlainSheet(table.title, columns, rows)


def _named(sheets: list[PlainSheet]) -> list[PlainSheet]:
    """Return the sheets under names that differ, as a workbook wants them."""
    seen: dict[str, int] = {}
    named = []
    for each in sheets:
        seen[each.title] = times = seen.get(each.title, 0) + 1
        named.append(each if times == 1 else PlainSheet(f"{each.title} {times}", each.columns, each.rows))
    return named
