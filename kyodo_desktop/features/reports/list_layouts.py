"""How lists of figures, 年表 and cases lie in the files of offices, laid row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.core.text import normalize_width
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.reports.models import Case
from kyodo_desktop.spreadsheet.arranging import SUM, filled_down, header_of, year_before
from kyodo_desktop.spreadsheet.column_values import is_empty_word
from kyodo_desktop.spreadsheet.headings import fold_heading
from kyodo_desktop.spreadsheet.repeats import MARKS
from kyodo_desktop.spreadsheet.sheets import RawCell, Sheet, cell_text

# ------------------------------------------------------------------------------------------------------------- figures

_FEWEST_YEARS = 2
"""So many columns of years make a table with the years across."""

_LAID = ("項目", "年度", "件数", "人数", "金額")

_PEOPLE = frozenset(("名", "人", "人数", "参加者数", "利用者数", "登録者数", "延べ人数", "者"))
_YEN = frozenset(("円", "金額", "千円", "万円", "百万円", "補助額", "交付額"))
_IN_BRACKETS = re.compile(r"^(?P<label>.*?)\s*[(【\[](?P<unit>[^()【】\[\]]{1,8})[)】\]]\s*$", re.DOTALL)
_UNIT_BEHIND = re.compile(r"[0-9]\s*(名|人|円|千円|万円)(?![0-9])")


@dataclass(frozen=True, slots=True)
class _Across:
    """The heading of a table with the years across: its row from 0, and the 年度 of each column that is one."""

    row: int
    years: dict[int, int]

    @property
    def labels(self) -> range:
        """The columns before the first year, which say what is counted."""
        return range(min(self.years))


def figures_by_row(sheet: Sheet, today: dt.date) -> Sheet:
    """Return a table that has its years across with a row for each measure and year; any other as it is."""
    across = _across(sheet, today)
    if across is None:
        return sheet
    rows: list[Sequence[RawCell]] = [*sheet.rows[: across.row], _LAID]
    found: dict[tuple[str, int], list[RawCell]] = {}
    label = ""
    for line in sheet.rows[across.row + 1 :]:
        texts = [cell_text(line[at]).strip() if at < len(line) else "" for at in across.labels]
        told, unit = _label_and_unit(texts)
        label = told or label
        if not label or SUM.fullmatch("".join(label.split())):
            continue
        for column, year in across.years.items():
            cell = line[column] if column < len(line) else ""
            if cell in MARKS or is_empty_word(cell):
                continue
            kept = found.setdefault((label, year), [label, f"{year}年度", "", "", ""])
            kept[_place(unit, cell, kept)] = _in_yen(unit, cell)
    said = "年度が横に並ぶ表を、項目と年度ごとの1行に直して読みました。見出しより下の行番号は、直したあとのものです。"
    return replace(sheet, rows=tuple(rows + list(found.values())), merged=(), notes=(*sheet.notes, said))


def _across(sheet: Sheet, today: dt.date) -> _Across | None:
    for row, line in enumerate(sheet.rows):
        years = {}
        for column, cell in enumerate(line):
            found = year_before(cell_text(cell), today) if isinstance(cell, str) else None
            if found is not None and not found[1] and column:
                years[column] = found[0]
        if len(years) >= _FEWEST_YEARS and len(set(years.values())) == len(years):
            return _Across(row, years)
    return None


def _label_and_unit(texts: Sequence[str]) -> tuple[str, str]:
    """Return what a row is of, empty for the one above, and its unit."""
    told = [text for text in texts if text and text not in MARKS]
    if not told:
        return "", ""
    bare = [each for each in told if each.strip("()（） ") in _PEOPLE | _YEN or len(each.strip("()（） ")) <= 1]
    unit = bare[-1].strip("()（） ") if bare else ""
    names = [each for each in told if each not in bare]
    name = names[-1] if names else ""
    if not unit and len(names) > 1 and len(names[-1]) <= 3:
        unit, name = names[-1], names[-2]
    if not unit and (found := _IN_BRACKETS.fullmatch(normalize_width(name))) and len(found["unit"]) <= 3:
        return name[: len(found["label"])].strip(), found["unit"]
    return name, unit


def _place(unit: str, cell: RawCell, kept: Sequence[RawCell]) -> int:
    """Return the column of :data:`_LAID` into which a figure of this unit goes; without one, the cell's own decides."""
    behind = _UNIT_BEHIND.search(normalize_width(cell)) if isinstance(cell, str) else None
    word = unit or (behind[1] if behind else "")
    if word in _PEOPLE:
        return 3
    if word in _YEN:
        return 4
    return 2 if kept[2] == "" else 3


def _in_yen(unit: str, cell: RawCell) -> RawCell:
    """Return an amount with the unit of its row; any other figure as it is."""
    return f"{cell_text(cell)}{unit}" if unit in _YEN and unit.endswith("円") and unit != "円" else cell


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
