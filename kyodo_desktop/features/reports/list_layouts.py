"""How lists of 年表 and cases lie in the files of offices, laid row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.reports.models import Case
from kyodo_desktop.spreadsheet.arranging import filled_down, header_of
from kyodo_desktop.spreadsheet.headings import fold_heading
from kyodo_desktop.spreadsheet.repeats import MARKS
from kyodo_desktop.spreadsheet.sheets import RawCell, Sheet, cell_text

# ---------------------------------------------------------------------------------------------------------- chronology

_YEAR, _MONTH, _DAY = frozenset(("年", "和暦", "年号", "西暦", "年度")), frozenset(("月",)), frozenset(("日",))
_JOINED = "年月"


def times_joined(sheet: Sheet, _today: dt.date) -> Sheet:
    """Return a chronology with 年, 月 and 日 in one column; an empty cell goes on with the time above."""
    for row, line in enumerate(sheet.rows):
        folded = [fold_heading(cell_text(cell)) for cell in line]
        at = next((at for at in range(len(folded) - 1) if folded[at] in _YEAR and folded[at + 1] in _MONTH), None)
        if at is not None:
            width = 3 if at + 2 < len(folded) and folded[at + 2] in _DAY else 2
            return replace(sheet, rows=tuple(_joined(sheet.rows, row, range(at, at + width))))
    return sheet


def _joined(rows: Sequence[Sequence[RawCell]], header: int, columns: range) -> Iterator[Sequence[RawCell]]:
    before: list[str] = ["" for _ in columns]
    for number, line in enumerate(rows):
        cells = [*line, *[""] * (columns.stop - len(line))]
        if number == header:
            cells[columns.start : columns.stop] = [_JOINED, *[""] * (len(columns) - 1)]
        elif number > header and any(cell != "" for cell in cells):
            said = [_part(cells[at]) for at in columns]
            filled = next((at for at, text in enumerate(said) if text), len(said))
            before = [*before[:filled], *said[filled:]] if filled < len(said) else before
            units = ("年", "月", "日")
            joined = "".join(
                text if text.endswith((unit, "度")) else f"{text}{unit}"
                for text, unit in zip(before, units, strict=False)
                if text
            )
            cells[columns.start : columns.stop] = [joined, *[""] * (len(columns) - 1)]
        yield cells


def _part(cell: RawCell) -> str:
    text = cell_text(cell).strip()
    return "" if text in MARKS else text


# --------------------------------------------------------------------------------------------------------------- cases

_OF_CASE = frozenset(map(fold_heading, ("事例の名称", "事業名", "名称", "題名", "事例名", "協働の型", "協働の形態")))
_OF_CASE_TOO = frozenset(map(fold_heading, ("形態", "類型", "年度", "実施年度")))
PARTNERS = (
    "主体",
    "主体 団体名",
    "団体名",
    "協働の主体",
    "主体の名称",
    "相手方",
    "主体 名称",
    "主体 主体名",
    "実施主体",
)
"""Headings over who took part."""


def partners_by_row(sheet: Sheet, _today: dt.date) -> Sheet:
    """Return a list of cases in which further partners stand below the first, each with the case that it is of."""
    header = header_of(sheet, schema_of(Case))
    return filled_down(sheet, header, _OF_CASE | _OF_CASE_TOO, frozenset(map(fold_heading, PARTNERS)))
