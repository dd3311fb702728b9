"""審査票 as a workbook: a sheet for each reviewer, a row for each application, a column for each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Cell, Count, Field, Flag, Marks, Name, Reference, Text
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import common_shape, fold
from kyodo_desktop.features.grants.review import ReviewRow, ReviewSheet
from kyodo_desktop.features.grants.review_service import MarkChange
from kyodo_desktop.features.grants.rules.review import Reviewer, Sheet, check_marks
from kyodo_desktop.spreadsheet.files import read_sheets
from kyodo_desktop.spreadsheet.sheets import RawCell, cell_text
from kyodo_desktop.spreadsheet.xlsx_writing import PlainSheet, write_sheets

REFERENCE, NAME, ORGANIZATION = Reference("整理番号"), Name("事業名", width=60), Name("団体名", width=45)
INTEREST, REMARK = Flag("利害関係", width=22), Text("所見", width=60)

_ITEM = "item-{}"


@dataclass(frozen=True, slots=True)
class ScoreReading:
    """What a workbook of marks says: the sheets to enter, and sentences about what could not be read."""

    changes: tuple[MarkChange, ...]
    problems: tuple[str, ...]


def write_score_sheets(path: Path, sheet: ReviewSheet, words: Words) -> None:
    """Write the 審査票 of a round with the marks that are there by now; empty cells are to be filled in.

    Raises WorldError when the file cannot be written.
    """
    columns: dict[str, Field] = {"reference": REFERENCE, "name": NAME, "organization": ORGANIZATION}
    for place, item in enumerate(sheet.items):
        columns[_ITEM.format(place)] = Count(f"{item.label}（{item.maximum}点満点）")
    columns |= {"interest": INTEREST, "remark": REMARK}
    write_sheets(
        path,
        [
            PlainSheet(reviewer.name, columns, [_cells(row, place, words) for row in sheet.rows])
            for place, reviewer in enumerate(sheet.reviewers)
        ],
        words,
    )


def _cells(row: ReviewRow, place: int, words: Words) -> list[Cell]:
    cell = row.cells[place]
    interest = INTEREST.cell(False if cell.denied else cell.interest or None, words)
    return [row.reference, row.name, row.organization, *cell.marks, interest, cell.remark or None]


def read_score_sheets(path: Path, sheet: ReviewSheet, words: Words) -> ScoreReading:
    """Return the marks of a workbook; the name of each sheet, or a cell above the heading, says whose they are.

    A row without marks, interest and remark says nothing. Raises WorldError when the file is no table.
    """
    changes: list[MarkChange] = []
    problems: list[str] = []
    for each in read_sheets(path):
        if each.hidden:
            continue
        heading = next((number for number, row in enumerate(each.rows) if _places(row, sheet)), None)
        above = each.rows[: heading or 0]
        reviewer = _reviewer([each.name, *(cell_text(cell) for row in above for cell in row)], sheet)
        if heading is None:
            problems.append(f"シート「{each.name}」に、「整理番号」と審査項目の見出しがありません。")
        elif reviewer is None:
            known = "、".join(one.name for one in sheet.reviewers)
            problems.append(
                f"シート「{each.name}」の審査員が分かりません。シートの名前を {known} のどれかにしてください。"
            )
        else:
            reader = _Reader(each.name, reviewer, sheet, words, _places(each.rows[heading], sheet))
            changes += reader.read(each.rows, heading + 1)
            problems += reader.problems
    return ScoreReading(tuple(changes), tuple(problems))


def _places(row: Sequence[RawCell], sheet: ReviewSheet) -> Mapping[str, int]:
    """Return the columns of a heading by what they hold; empty for a row that is no heading."""
    found: dict[str, int] = {}
    for column, cell in enumerate(row):
        said = fold(cell_text(cell))
        for key, label in (("reference", "整理番号"), ("interest", "利害関係"), ("remark", "所見")):
            if said.startswith(fold(label)):
                found.setdefault(key, column)
        for place, item in enumerate(sheet.items):
            if said in (fold(item.label), fold(f"{item.label}（{item.maximum}点満点）")):
                found.setdefault(_ITEM.format(place), column)
    items = [_ITEM.format(place) for place in range(len(sheet.items))]
    return found if "reference" in found and any(item in found for item in items) else {}


def _reviewer(texts: Sequence[str], sheet: ReviewSheet) -> Reviewer | None:
    """Return the only reviewer who is named in one of the texts; the first text that names one counts.

    A name that is part of another (関 in 関口) counts only where the other is not meant.
    """
    shapes = {one.key: common_shape(one.name) for one in sheet.reviewers}
    for text in map(common_shape, texts):
        named = [one for one in sheet.reviewers if shapes[one.key] in text]
        longest = max(named, key=lambda one: len(shapes[one.key]), default=None)
        if longest is None:
            continue
        beside = text.replace(shapes[longest.key], "")
        if not any(shapes[one.key] in beside for one in named if one is not longest):
            return longest
    return None


class _Reader:
    """Reads one reviewer's sheet row by row."""

    def __init__(
        self, name: str, reviewer: Reviewer, sheet: ReviewSheet, words: Words, places: Mapping[str, int]
    ) -> None:
        self.problems: list[str] = []
        self._name, self._reviewer, self._sheet, self._words = name, reviewer, sheet, words
        self._places = places
        self._known = {fold(row.reference): row.application_id for row in sheet.rows}

    def read(self, rows: Sequence[Sequence[RawCell]], first: int) -> Iterator[MarkChange]:
        """Yield the sheets of the applications from the row ``first`` (from 0) on."""
        for number, row in enumerate(rows[first:], first + 1):
            reference = self._text(row, "reference").strip()
            if not reference:
                continue
            application = self._known.get(fold(reference))
            if application is None:
                self._say(number, f"整理番号「{reference}」の申請は、この募集回の審査にありません。")
                continue
            try:
                change = self._change(row, application)
            except FieldError as error:
                self._say(number, str(error))
                continue
            wrong = check_marks(self._sheet.items, Sheet(self._reviewer.key, change.marks))
            for finding in wrong:
                self._say(number, finding.sentence)
            if not wrong and not change.says_nothing:
                yield change

    def _change(self, row: Sequence[RawCell], application: int) -> MarkChange:
        items = range(len(self._sheet.items))
        marks = tuple(self._mark(self._text(row, _ITEM.format(place))) for place in items)
        interest = INTEREST.parse(self._text(row, "interest"), self._words)
        remark = REMARK.parse(self._text(row, "remark"), self._words)
        return MarkChange(application, self._reviewer.name, marks, interest, remark)

    def _mark(self, text: str) -> int | None:
        """Return one mark; a dash is none. Raises FieldError."""
        if text.strip() in Marks.NONE:
            return None
        return Count("点数", unit="点").parse(text, self._words)

    def _text(self, row: Sequence[RawCell], key: str) -> str:
        column = self._places.get(key)
        return cell_text(row[column]) if column is not None and column < len(row) else ""

    def _say(self, number: int, sentence: str) -> None:
        self.problems.append(f"シート「{self._name}」{number}行目：{sentence}")
