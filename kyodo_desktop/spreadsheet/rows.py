"""Which rows under a heading are records, and which are totals, footnotes, headings between the rows or blank."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from kyodo_desktop.core.text import normalize_width
from kyodo_desktop.spreadsheet.header import Header, squeeze
from kyodo_desktop.spreadsheet.headings import HeadingWords
from kyodo_desktop.spreadsheet.sheets import RawCell, Sheet, cell_text, joined

_LONE_NOTE = "1つのセルだけに文字がある行です。区切りの見出しや注記であれば、取り込みから外してください。"


class DropReason(enum.StrEnum):
    """Why a row is no record."""

    TITLE = "title"
    HEADER_AGAIN = "header_again"
    BLANK = "blank"
    TOTAL = "total"
    FOOTNOTE = "footnote"
    SECTION = "section"
    EXAMPLE = "example"
    OTHER_TABLE = "other_table"

    @property
    def label(self) -> str:
        """The reason in the words that a clerk reads."""
        return {
            "title": "表題など、見出しより上の行",
            "header_again": "繰り返された見出し",
            "blank": "空白の行（番号だけの行を含む）",
            "total": "合計の行",
            "footnote": "注記",
            "section": "区切りの見出し",
            "example": "記入例",
            "other_table": "別の表",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Rows that are left out, from the first to the last row number, with their text."""

    first_row: int
    last_row: int
    reason: DropReason
    text: str = ""


@dataclass(slots=True)
class SortedRows:
    """The rows below a heading, sorted out. ``sections`` names the heading that each record stands under."""

    numbers: list[int] = field(default_factory=list)
    rows: list[Sequence[RawCell]] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    lone: dict[int, str] = field(default_factory=dict)
    """Notes by row number for records of a single cell."""
    dropped: list[Dropped] = field(default_factory=list)
    section: str = ""
    """The heading that the next record stands under."""
    after_blank: bool = False
    """Whether the row before the next one is blank."""

    def take(self, numbers: Sequence[int], rows: Sequence[Sequence[RawCell]]) -> None:
        """Take rows as records."""
        self.numbers += numbers
        self.rows += rows
        self.sections += [self.section] * len(rows)

    def drop(self, number: int, reason: DropReason, text: str = "") -> None:
        """List a row as left out; neighbours that are blank become one entry."""
        last = self.dropped[-1] if self.dropped else None
        if reason is DropReason.BLANK and last and last.reason is reason and last.last_row == number - 1:
            self.dropped[-1] = Dropped(last.first_row, number, reason)
        else:
            self.dropped.append(Dropped(number, number, reason, text))


_TOTAL_WORDS = frozenset("合計 計 小計 総計 累計 総合計 総数 平均".split())
_EXAMPLES = frozenset("例 記入例 記載例 入力例 (例) 【例】 (記入例) 【記入例】".split())
_SPACES = frozenset((" ", "\u3000", "  ", "\u3000\u3000", "\n"))
_TOTAL = re.compile(
    r"(合計|計|小計|総計|累計|総合計|総数|平均)(\(.*\))?|.{1,12}(小計|合計|総計)|.{1,10}(地区|地域|分野|部門|支部|関係)計"
)
_COUNTED_TOTAL = re.compile(
    r"(合計|計|小計|総計|総数|全):?[0-9,]+"
    r"(団体|町内会|町会|自治会|クラブ|サークル|法人|社|人|名|件|世帯|戸|事業|か所|箇所|グループ|組)?"
)
_NUMBER = re.compile(
    r"[(約延べのべ]*-?[0-9][0-9,.]*"
    r"(団体|町内会|町会|自治会|人|名|件|円|千円|世帯|戸|%|回|事業|班|社|校|か所|箇所)?[)]?|[-ー－]"
)
_SPACED_TOTAL = re.compile(".{1,12} 計")
"""A sum with the name of its group set apart (中央 計); as the first text of a row, for 計 is a given name too."""
_FOOTNOTE = re.compile(
    r"[※*]|\(?注\)?[0-9]*[:.、) ]|\(注[0-9]*\)|注[0-9]"
    r"|\(?(備考|注意|注釈|補足|出典|資料|凡例|作成|作成者|問い?合わ?せ先?)\)?:"
    r"|以上$|[-ー(〈<]*(以下(余白|省略)|[次前](頁|ページ|項)(へ|に|から|より))"
    r"|\(?.{0,20}現在\)?$|[0-9]+/[0-9]+(ページ)?$|- ?[0-9]+ ?-$|[0-9]+ページ"
)
_SECTION = re.compile(
    r"[【\[<〈《〔■□◆◇●○◎▼▽★☆◯・].*|[(].{1,20}[)]|[あかさたなはまやらわ](行|の部)?"
    r"|.{1,15}(地区|地域|部門|分野|関係|の部|支部|区分|校区|学区|ブロック|エリア)(\([0-9]+(団体|名|人|件)?\))?"
    r"|[0-9一二三四五六七八九十IVXⅠ-Ⅹ]+[.、) ].{1,20}|[①-⑳].{1,20}"
)
_INDEX_TAB = re.compile("[あかさたなはまやらわ](行|の部)?")
_LONGEST_LONE = 40
_ROWS_AT_ONCE = 200
_TOTAL_COLUMNS = 3
"""The columns in which a row of sums says that it is one."""


def sort_rows(sheet: Sheet, header: Header, words: HeadingWords, keep: frozenset[int]) -> SortedRows:
    """Return the records below a heading and everything that was left out; the row numbers in ``keep`` stay."""
    found = SortedRows()
    sorter = _Sorter(sheet, header, words)
    for number, row in enumerate(sheet.rows[: header.first_row - 1], 1):
        text = _line(row)
        found.drop(number, DropReason.TITLE if text else DropReason.BLANK, text)
    for start in range(header.last_row, len(sheet.rows), _ROWS_AT_ONCE):
        block = sheet.rows[start : start + _ROWS_AT_ONCE]
        if not found.after_blank and not sorter.suspects_any(block):
            found.take(range(start + 1, start + 1 + len(block)), block)
        elif not all(_sort_row(found, sorter, number, row, keep) for number, row in enumerate(block, start + 1)):
            break
    _drop_trailing(found, keep)
    return found


def _sort_row(found: SortedRows, sorter: _Sorter, number: int, row: Sequence[RawCell], keep: frozenset[int]) -> bool:
    """Take one row or leave it out; return whether the table goes on behind it."""
    suspicious = found.after_blank or sorter.suspects(row)
    reason = sorter.reason(number, row) if suspicious and number not in keep else None
    found.after_blank = reason is DropReason.BLANK
    if reason is DropReason.OTHER_TABLE:
        found.dropped.append(Dropped(number, sorter.last_row, reason, _line(row)))
        return False
    if reason is not None:
        text = _line(row)
        found.drop(number, reason, text)
        if reason is DropReason.SECTION:
            found.section = "" if _INDEX_TAB.fullmatch(text) else text
        return True
    if suspicious and sorter.width > 2 and len(_texts(row)) == 1:
        found.lone[number] = _LONE_NOTE
    found.take((number,), (row,))
    return True


class _Sorter:
    """Tells why a row is no record; what it needs of the sheet and its heading is gathered once."""

    def __init__(self, sheet: Sheet, header: Header, words: HeadingWords) -> None:
        titles, lines = sheet.rows[: header.first_row - 1], sheet.rows[header.first_row - 1 : header.last_row]
        self.last_row = len(sheet.rows)
        self.width = sum(1 for heading in header.headings if heading)
        self._few = 2 if self.width > 3 else 1
        self._words = words
        self._known_lines: dict[tuple[str, ...], DropReason] = dict.fromkeys(map(_texts, titles), DropReason.TITLE)
        self._known_lines |= dict.fromkeys(map(_texts, lines), DropReason.HEADER_AGAIN)
        self._known_lines[()] = DropReason.BLANK
        self._wide = {
            block.first_row
            for block in sheet.merged
            if 2 * (block.last_column - block.first_column + 1) >= self.width > 1
        }
        headings = {next((cell for cell in row if cell != ""), "") for row in lines} - {""}
        self._marks = _TOTAL_WORDS | _EXAMPLES | _SPACES | headings

    def suspects_any(self, rows: Sequence[Sequence[RawCell]]) -> bool:
        """Return whether one of these rows may deserve a closer look, told column by column."""
        columns = list(zip_longest(*rows, fillvalue=""))
        return (
            sum("" not in column for column in columns) <= self._few
            or not all(map(self._marks.isdisjoint, columns))
            or any("計" in joined(column) for column in columns[:_TOTAL_COLUMNS])
        )

    def suspects(self, row: Sequence[RawCell]) -> bool:
        """Return whether a row deserves a closer look; of a hundred thousand records next to none does."""
        if len(row) - row.count("") <= self._few or not self._marks.isdisjoint(row):
            return True
        return any(isinstance(cell, str) and "計" in cell and _may_total(cell) for cell in row[:_TOTAL_COLUMNS])

    def reason(self, number: int, row: Sequence[RawCell]) -> DropReason | None:
        """Return why a row is left out, None for a record."""
        texts = _texts(row)
        known = self._known_lines.get(texts)
        return known or self._summary_reason(texts) or self._shape_reason(number, texts)

    def _summary_reason(self, texts: tuple[str, ...]) -> DropReason | None:
        if texts[0] in _EXAMPLES:
            return DropReason.EXAMPLE
        return DropReason.TOTAL if _is_total(texts) else None

    def _shape_reason(self, number: int, texts: tuple[str, ...]) -> DropReason | None:
        if len(texts) <= self._few and _FOOTNOTE.match(texts[0]):
            return DropReason.FOOTNOTE
        if len(texts) == 1 and self.width > 1:
            return self._lone_reason(number, texts[0])
        if len(texts) >= 3 and sum(map(self._words.knows, texts)) >= 0.6 * len(texts):
            return DropReason.OTHER_TABLE
        return None

    def _lone_reason(self, number: int, text: str) -> DropReason | None:
        if text.isdecimal():
            return DropReason.BLANK
        if len(text) > _LONGEST_LONE or text.endswith("。"):
            return DropReason.FOOTNOTE
        if number in self._wide or (self.width > 2 and _SECTION.fullmatch(text)):
            return DropReason.SECTION
        return None


def _may_total(text: str) -> bool:
    squeezed = _squeezed(text)
    counted = _TOTAL.fullmatch(squeezed) or _COUNTED_TOTAL.fullmatch(squeezed)
    return bool(counted or _SPACED_TOTAL.fullmatch(" ".join(text.split())))


def _texts(row: Sequence[RawCell]) -> tuple[str, ...]:
    """Return the texts of a row that are not blank, in half width, a single space for any."""
    return tuple(text for cell in row if cell != "" and (text := " ".join(normalize_width(cell_text(cell)).split())))


def _squeezed(text: str) -> str:
    return squeeze(normalize_width(text))


def _line(row: Sequence[RawCell]) -> str:
    """Return the text of a row as it is written, for the person who is told that it was left out."""
    return "　".join(text for cell in row if cell != "" and (text := " ".join(cell_text(cell).split())))


def _is_total(texts: tuple[str, ...]) -> bool:
    """Return whether a row sums up: one text says so, and whatever else stands in it is a number."""
    squeezed = [_squeezed(text) for text in texts]
    others = [text for text in squeezed if not _NUMBER.fullmatch(text)]
    if len(others) != 1:
        return False
    if len(squeezed) == 1:
        return others[0] in _TOTAL_WORDS or any(map(_is_lone_total, (others[0], texts[0])))
    if _SPACED_TOTAL.fullmatch(texts[0]) and squeezed[0] == others[0]:
        return True
    return any(pattern.fullmatch(others[0]) for pattern in (_TOTAL, _COUNTED_TOTAL))


def _is_lone_total(text: str) -> bool:
    return bool(_COUNTED_TOTAL.fullmatch(text) or _SPACED_TOTAL.fullmatch(text))


def _drop_trailing(found: SortedRows, keep: frozenset[int]) -> None:
    """Leave out single cells that stand below the table, a blank row between."""
    last = max((number for number in found.numbers if number not in found.lone), default=0)
    blanks = [entry.first_row for entry in found.dropped if entry.reason is DropReason.BLANK]
    below = min((number for number in blanks if number > last), default=None)
    while below and found.numbers and found.numbers[-1] > below and found.numbers[-1] not in keep:
        number, row = found.numbers.pop(), found.rows.pop()
        found.sections.pop()
        del found.lone[number]
        found.drop(number, DropReason.FOOTNOTE, _line(row))
    found.dropped.sort(key=lambda entry: entry.first_row)
