"""How tables of figures lie in the files of offices, and in those of the program itself, laid row by row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.core.text import normalize_width
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.reports.models import Figure
from kyodo_desktop.features.reports.tables import ENTERED
from kyodo_desktop.spreadsheet.arranging import SUM, year_before
from kyodo_desktop.spreadsheet.column_values import is_empty_word
from kyodo_desktop.spreadsheet.headings import fold_heading
from kyodo_desktop.spreadsheet.repeats import MARKS
from kyodo_desktop.spreadsheet.sheets import RawCell, Sheet, cell_text

ENTERED_HEADING = f"{ENTERED} 入力した数値の欄"
"""Over the column that names, in a table that the program wrote, the headings of the figures that were entered."""

_FEWEST_YEARS = 2
"""So many columns of years make a table with the years across."""

_LAID = ("項目", "年度", "件数", "人数", "金額")
_FIGURE = schema_of(Figure).fields
_OWN, _BESIDE = (
    frozenset(fold_heading(heading) for name in names for heading in (_FIGURE[name].label, *_FIGURE[name].aliases))
    for names in (("reference", "name", "measure", "count", "people", "yen"), ("source", "note"))
)
"""Headings of a list with a row for each figure, and those that may stand beside figures: none names a measure."""

_YEARS = frozenset(map(fold_heading, ("年度", "年", "実施年度", "対象年度")))
_PEOPLE = frozenset(("名", "人", "人数", "参加者数", "利用者数", "登録者数", "延べ人数", "者"))
_YEN = frozenset(("円", "金額", "千円", "万円", "百万円", "補助額", "交付額"))
_IN_BRACKETS = re.compile(r"^(?P<label>.*?)\s*[(【\[](?P<unit>[^()【】\[\]]{1,8})[)】\]]\s*$", re.DOTALL)
_UNIT_BEHIND = re.compile(r"[0-9]\s*(名|人|円|千円|万円)(?![0-9])")
_LONGEST_UNIT = 3

_REARRANGED = "項目と年度ごとの1行に直して読みました。見出しより下の行番号は、直したあとのものです。"
_COUNTED = (
    f"台帳から集計した数値は取り込みません。入力した数値として取り込むものは、「{ENTERED_HEADING}」に"
    "その欄の見出しを書いてください。"
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure of a table: what it is of, the unit that its heading or row says, its 年度, its cell."""

    label: str
    unit: str
    year: int
    cell: RawCell


def figures_by_row(sheet: Sheet, today: dt.date) -> Sheet:
    """Return a table of years and measures with a row for each measure and year; any other as it is.

    The years stand across or down. In a table that the program wrote, only the figures that were entered are brought:
    as entered ones, the others would no longer be counted.
    """
    for row, line in enumerate(sheet.rows):
        if years := _years_across(line, today):
            return _laid(sheet, row, _across(sheet, row, years), "年度が横に並ぶ表を、")
        if (column := _column_of_years(sheet, row, today)) is not None:
            return _laid(sheet, row, _down(sheet, row, column, today), "項目が横に並ぶ表を、")
    return sheet


def _laid(sheet: Sheet, header: int, figures: Iterator[_Figure], which: str) -> Sheet:
    found: dict[tuple[str, int], list[RawCell]] = {}
    for figure in figures:
        kept = found.setdefault((figure.label, figure.year), [figure.label, f"{figure.year}年度", "", "", ""])
        kept[_place(figure.unit, figure.cell, kept)] = _in_yen(figure.unit, figure.cell)
    rows: list[Sequence[RawCell]] = [*sheet.rows[:header], _LAID, *found.values()]
    notes = [f"{which}{_REARRANGED}"]
    if _column_of_marks(sheet.rows[header]) is not None:
        notes.append(_COUNTED)
    return replace(sheet, rows=tuple(rows), merged=(), notes=(*sheet.notes, *notes))


# -------------------------------------------------------------------------------------------------------- years across


def _years_across(line: Sequence[RawCell], today: dt.date) -> dict[int, int]:
    """Return the 年度 of each column that is one; nothing where they are too few or stand twice."""
    years = {}
    for column, cell in enumerate(line):
        found = year_before(cell_text(cell), today) if isinstance(cell, str) else None
        if found is not None and not found[1] and column:
            years[column] = found[0]
    return years if len(years) >= _FEWEST_YEARS and len(set(years.values())) == len(years) else {}


def _across(sheet: Sheet, header: int, years: dict[int, int]) -> Iterator[_Figure]:
    headings = sheet.rows[header]
    marks = _column_of_marks(headings)
    label = ""
    for line in sheet.rows[header + 1 :]:
        told, unit = _label_and_unit([_text(line, at) for at in range(min(years))])
        label = told or label
        if not label or SUM.fullmatch("".join(label.split())):
            continue
        for column, year in years.items():
            if _is_figure(line, column) and _is_brought(line, marks, _text(headings, column)):
                yield _Figure(label, unit, year, line[column])


# ---------------------------------------------------------------------------------------------------------- years down


def _column_of_years(sheet: Sheet, header: int, today: dt.date) -> int | None:
    """Return the column of years of a table whose other headings name what is counted; None for any other row."""
    headings = [fold_heading(cell_text(cell)) for cell in sheet.rows[header]]
    column = next((at for at, heading in enumerate(headings) if heading in _YEARS), None)
    if column is None or _OWN.intersection(headings[:column] + headings[column + 1 :]):
        return None
    below = [_text(line, column) for line in sheet.rows[header + 1 :]]
    years = [found for text in below if (found := year_before(text, today)) is not None and not found[1]]
    return column if years and any(headings[column + 1 :]) else None


def _down(sheet: Sheet, header: int, years: int, today: dt.date) -> Iterator[_Figure]:
    headings = sheet.rows[header]
    marks = _column_of_marks(headings)
    for line in sheet.rows[header + 1 :]:
        found = year_before(_text(line, years), today)
        if found is None or found[1]:
            continue
        for column in range(years + 1, len(headings)):
            heading = _text(headings, column)
            if not heading or column == marks or fold_heading(heading) in _BESIDE or SUM.fullmatch(heading):
                continue
            if _is_figure(line, column) and _is_brought(line, marks, heading):
                yield _Figure(*_label_and_unit([heading]), found[0], line[column])


# -------------------------------------------------------------------------------------------------------------- inside


def _text(line: Sequence[RawCell], column: int) -> str:
    return cell_text(line[column]).strip() if column < len(line) else ""


def _is_figure(line: Sequence[RawCell], column: int) -> bool:
    return column < len(line) and line[column] not in MARKS and not is_empty_word(line[column])


def _column_of_marks(headings: Sequence[RawCell]) -> int | None:
    wanted = fold_heading(ENTERED_HEADING)
    return next((at for at, cell in enumerate(headings) if fold_heading(cell_text(cell)) == wanted), None)


def _is_brought(line: Sequence[RawCell], marks: int | None, heading: str) -> bool:
    """Return whether a figure is one that was entered, or stands in a table that does not tell."""
    if marks is None:
        return True
    return fold_heading(heading) in {fold_heading(each) for each in _text(line, marks).split("、")}


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
    if not unit and (found := _IN_BRACKETS.fullmatch(normalize_width(name))) and _is_unit(found["unit"]):
        return name[: len(found["label"])].strip(), found["unit"]
    return name, unit


def _is_unit(text: str) -> bool:
    """Return whether brackets hold a unit (名, 人・団体) rather than a part of the name (NPO, 市民個人)."""
    return not text.isascii() and all(len(each) <= _LONGEST_UNIT for each in text.split("・"))


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
