"""One column of cells read as one declared attribute.

Runs of clean cells are taken as they are (:mod:`~kyodo_desktop.spreadsheet.clean_cells`); any other cell is read once
for each text that occurs in the column.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import (
    Choice,
    Choices,
    Count,
    EraDate,
    Field,
    Flag,
    Hours,
    Percent,
    Phone,
    PostalCode,
    Text,
    Yen,
)
from kyodo_desktop.core.money import yen
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.text import normalize_width
from kyodo_desktop.spreadsheet.amounts import noted_amount, noted_count
from kyodo_desktop.spreadsheet.clean_cells import clean_test
from kyodo_desktop.spreadsheet.persons import (
    is_person,
    is_unclear,
    may_be_person,
    remark_behind,
    split_persons,
    split_title,
)
from kyodo_desktop.spreadsheet.repairs import NO_ERA, proposal, reads
from kyodo_desktop.spreadsheet.sheets import UNCOMPUTED, RawCell, cell_text
from kyodo_desktop.spreadsheet.splitting import CROSSED, is_crossed

_ERRORS = frozenset("#N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #GETTING_DATA".split())
"""What Excel shows where a formula failed."""
_DASH_WORDS = frozenset("- － ー ‐ ― — – ─ −  -- ---- ーー ―― ／ / ＼ … ･･･ ・・・".split())
_EMPTY_WORDS = _DASH_WORDS | frozenset(
    "なし 無し 無 ナシ 無い 該当なし 該当無し 特になし 記載なし".split()
    + "不明 不詳 未定 未記入 未登録 空欄 空席 欠員 N/A n/a NA".split()
)
_ROWS_AT_ONCE = 1000
_LOCAL_NUMBER = re.compile("[0-9]{1,4}[-ー－(][0-9]{4}")
_MOBILE = re.compile("0[5-9]0-")
_NEARLY_ALL = 0.9
_IS_BODY = re.compile("[会部所店社園校団隊班区町組]$|クラブ$|サークル$|グループ$|チーム$")
"""Ends of names that bodies have: 北町会・南町会 are no two persons."""
_WRITTEN_UNIT = re.compile("[百千万億]")

_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_050
"""Excel's day numbers of 1927-05-18 and 2099-12-31: below them a number is more likely a year."""
_SERIAL_ZERO = dt.date(1899, 12, 30)
"""Day 0 of the 1900 system for every serial from 61 on; Excel counts a 29 February 1900 that never was."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a cell: a problem that keeps it out, or a note on how it was understood.

    ``proposal`` is a text that could stand there instead, empty when there is none.
    """

    message: str
    is_problem: bool = True
    proposal: str = ""


@dataclass(slots=True)
class ColumnValues:
    """The value of each cell, None for an empty one or one with a problem; remarks by the index of their cell."""

    values: list[Any] = field(default_factory=list)
    remarks: dict[int, Remark] = field(default_factory=dict)
    note: str = ""
    """What is to be said of the whole column."""


Reader = Callable[[RawCell], tuple[Any, Remark | None]]


def read_column(declared: Field, cells: Sequence[RawCell], words: Words) -> ColumnValues:
    """Return what the cells of a column mean as values of an attribute."""
    column = ColumnValues()
    if isinstance(declared, Percent) and _are_fractions(cells):
        cells = [_percentage(cell) for cell in cells]
        column.note = f"{declared.label}の数値（0.625など）を、割合（62.5％など）として読みました。"
    read, is_clean = cell_reader(declared, words), clean_test(declared)
    values, remarks = column.values, column.remarks
    known: dict[str, tuple[Any, Remark | None]] = {}
    for start in range(0, len(cells), _ROWS_AT_ONCE):
        run = cells[start : start + _ROWS_AT_ONCE]
        if is_clean and _SAID_OTHERWISE.isdisjoint(run) and is_clean(run):
            values += [cell or None for cell in run] if "" in run else run
            continue
        for index, cell in enumerate(run, start):
            if isinstance(cell, str):
                outcome = known.get(cell)
                if outcome is None:
                    outcome = known[cell] = read(cell)
            else:
                outcome = read(cell)
            values.append(outcome[0])
            if outcome[1] is not None:
                remarks[index] = outcome[1]
    if isinstance(declared, Phone) and remarks:
        _propose_area_code(declared, column, cells, words)
    return column


def _propose_area_code(declared: Phone, column: ColumnValues, cells: Sequence[RawCell], words: Words) -> None:
    """Propose for numbers without area code the one that nearly all other numbers of the column have."""
    codes = Counter(value.split("-")[0] for value in column.values if value and not _MOBILE.match(value))
    if not codes:
        return
    [(code, count)] = codes.most_common(1)
    if count < _NEARLY_ALL * codes.total():
        return
    for index, remark in column.remarks.items():
        local = normalize_width(cell_text(cells[index])).strip()
        if remark.is_problem and not remark.proposal and _LOCAL_NUMBER.fullmatch(local):
            number = f"{code}-{local}"
            if reads(declared, number, words):
                column.remarks[index] = replace(remark, proposal=number)


_SAID_OTHERWISE = _ERRORS | {UNCOMPUTED} | _EMPTY_WORDS


def cell_reader(declared: Field, words: Words) -> Reader:
    """Return the function that reads one cell of an attribute as (value, remark)."""
    read_text = _text_reader(declared, words)
    read_other = _other_reader(declared, words, read_text)

    def read(cell: RawCell) -> tuple[Any, Remark | None]:
        return read_text(cell) if isinstance(cell, str) else read_other(cell)

    return read


def _text_reader(declared: Field, words: Words) -> Callable[[str], tuple[Any, Remark | None]]:
    persons, either = is_person(declared), may_be_person(declared)
    several = isinstance(declared, Choices)
    empty_words = _empty_words(declared)

    def read(text: str) -> tuple[Any, Remark | None]:
        plain = text.strip()
        if not plain:
            return None, None
        if plain in _ERRORS or plain == UNCOMPUTED:
            return None, _formula_remark(plain)
        if plain in empty_words or plain.strip("()（）") in empty_words:
            return None, _empty_remark(declared, plain)
        if persons and (remark := _persons_remark(plain)):
            return None, remark
        if several and is_crossed(plain):
            return None, Remark(CROSSED)
        value, remark = _parse(declared, text, words)
        if remark is None and value and (persons or either) and (said := _doubt(plain, either)):
            remark = Remark(said, is_problem=False)
        return value, remark

    return read


def _formula_remark(plain: str) -> Remark:
    if plain == UNCOMPUTED:
        return Remark("計算式の結果が保存されていません。内容を入力してください。")
    return Remark(f"計算式の結果がエラー（{plain}）になっています。正しい内容を入力してください。")


def _parse(declared: Field, text: str, words: Words) -> tuple[Any, Remark | None]:
    try:
        value = declared.parse(text, words)
    except FieldError as error:
        if text.strip() in _EMPTY_WORDS:
            return None, _empty_remark(declared, text.strip())
        if isinstance(declared, Yen) and (noted := noted_amount(text)):
            said = f"{yen(noted.amount)}として読み、「{noted.note}」は備考に入れます。"
            return noted.amount, Remark(said, is_problem=False)
        if isinstance(declared, Count) and declared.noted and (noted := noted_count(text, declared.unit)):
            said = f"{declared.show(noted.amount, words)}として読み、「{noted.note}」は備考に入れます。"
            return noted.amount, Remark(said, is_problem=False)
        return None, Remark(str(error), proposal=proposal(declared, text, words))
    return _checked(declared, text, value)


def _checked(declared: Field, text: str, value: Any) -> tuple[Any, Remark | None]:
    """Say what a field took for granted: a zero put back, an era that was not written."""
    if isinstance(declared, EraDate) and value is not None:
        return _check_era(text, value)
    if isinstance(declared, Phone) and value and text.strip()[:1] in "123456789１２３４５６７８９":
        return value, Remark(f"先頭の0が落ちていたため、{value} として読みました。", is_problem=False)
    if isinstance(declared, Yen) and value and _WRITTEN_UNIT.search(text):
        return value, Remark(f"{yen(value)}として読みました。", is_problem=False)
    return value, None


def _check_era(text: str, day: dt.date) -> tuple[dt.date, Remark | None]:
    if not NO_ERA.fullmatch("".join(normalize_width(text).split())):
        return day, None
    return day, Remark(f"元号が書かれていないため、{dates.era(day)}として読みました。", is_problem=False)


def _empty_words(declared: Field) -> frozenset[str]:
    """Return the words that stand for an empty cell.

    Choices and flags may know なし or － as a term of their own and are asked first; in free text なし says something
    (会費：なし), only a dash says nothing.
    """
    if isinstance(declared, (Choice, Choices, Flag)):
        return frozenset()
    return _DASH_WORDS if isinstance(declared, Text) else _EMPTY_WORDS


def is_empty_word(cell: RawCell) -> bool:
    """Return whether a cell of several attributes says that there is none of them: blank, a dash, なし, 不明."""
    return isinstance(cell, str) and (not cell.strip() or cell.strip() in _EMPTY_WORDS)


def _empty_remark(declared: Field, plain: str) -> Remark:
    if declared.required:
        return Remark(f"「{plain}」とあります。{declared.label}を入力してください。")
    return Remark(f"「{plain}」とあるため、空欄として読みました。", is_problem=False)


def _persons_remark(plain: str) -> Remark | None:
    persons = split_persons(plain)
    if len(persons) < 2:
        return None
    names = "／".join(person.name for person in persons)
    return Remark(
        f"{len(persons)}人の名前が入っているようです（{names}）。1人の名前だけを入力してください。",
        proposal=persons[0].name,
    )


def _doubt(plain: str, either: bool) -> str:
    """Return what is to be said of a name that is kept, though it may be more than one; empty for a plain one."""
    persons = split_persons(plain)
    if either and len(persons) > 1 and not any(_IS_BODY.search(person.name) for person in persons):
        names = "／".join(person.name for person in persons)
        said = f"{len(persons)}人の名前（{names}）が入っているようですが、1件として読みました。"
        return f"{said}別々に登録するときは、ファイルの行を分けてください。"
    if (found := remark_behind(plain)) and not _IS_BODY.search(plain.removesuffix(found).strip()):
        return f"「{found}」も名前に含めて読みました。名前でないときは取り除いてください。"
    if not either and (title := split_title(plain).title):
        return f"「{title}」は役職のようですが、名前のまま読みました。確かめてください。"
    if not either and is_unclear(plain):
        return "1人の名前ではないようですが、そのまま読みました。確かめてください。"
    return ""


# ------------------------------------------------------------------------------- what the file has typed otherwise


def _other_reader(declared: Field, words: Words, read_text: Callable[[str], tuple[Any, Remark | None]]) -> Reader:
    if isinstance(declared, EraDate):
        return lambda cell: _read_day(declared, cell, words)

    def read(cell: RawCell) -> tuple[Any, Remark | None]:
        if cell is None:
            return None, None
        if isinstance(cell, bool):
            return _read_flag(declared, cell, words)
        if isinstance(cell, dt.date):
            return _read_unexpected_day(declared, cell, words)
        if isinstance(cell, (dt.time, dt.timedelta)) and not isinstance(declared, (Hours, Text)):
            return None, Remark(f"時刻（{cell_text(cell)}）になっています。{declared.label}を入力してください。")
        if isinstance(declared, PostalCode) and isinstance(cell, (int, float)):
            return _read_postcode_number(declared, cell, words)
        return read_text(cell_text(cell))

    return read


def _read_day(declared: EraDate, cell: RawCell, words: Words) -> tuple[dt.date | None, Remark | None]:
    if cell is None:
        return None, None
    if isinstance(cell, dt.date):
        return declared.parse(cell, words), None
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and _FIRST_SERIAL <= cell < _LAST_SERIAL + 1:
        day = _SERIAL_ZERO + dt.timedelta(days=int(cell))
        return day, Remark(
            f"日付の書式でない数値（{cell_text(cell)}）を、Excelの日付の通し番号とみて{dates.era(day)}として読みました。",
            is_problem=False,
        )
    return _parse(declared, cell_text(cell), words)


def _read_flag(declared: Field, cell: bool, words: Words) -> tuple[Any, Remark | None]:
    if isinstance(declared, Flag):
        return declared.parse(cell, words), None
    return None, Remark(f"{'TRUE' if cell else 'FALSE'}という値になっています。{declared.label}を入力してください。")


def _read_unexpected_day(declared: Field, cell: dt.date, words: Words) -> tuple[Any, Remark | None]:
    """Read a day where none is expected: Excel turns 1-2 and 3/4 into days when they are typed."""
    said = f"{cell.month}-{cell.day}"
    if isinstance(declared, Text):
        return declared.parse(dates.era(cell), words), Remark(
            f"日付の値を{dates.era(cell)}という文字として読みました。「{said}」などがExcelで日付に変わっていないか確かめてください。",
            is_problem=False,
        )
    return None, Remark(
        f"日付（{dates.era(cell)}）になっています。「{said}」などの入力がExcelで日付に変わった可能性があります。",
        proposal=said if reads(declared, said, words) else "",
    )


def _read_postcode_number(declared: PostalCode, cell: float, words: Words) -> tuple[Any, Remark | None]:
    digits = cell_text(cell)
    if len(digits) not in (5, 6):
        return _parse(declared, digits, words)
    value, remark = _parse(declared, digits.zfill(7), words)
    return value, remark or Remark(f"先頭の0が落ちていたため、{value} として読みました。", is_problem=False)


def _are_fractions(cells: Sequence[RawCell]) -> bool:
    """Return whether the numbers of a column of shares are fractions of 1.

    Excel keeps 62.5 % as 0.625, and the format in which it shows that does not come with the cell. Numbers are taken
    for fractions when none of them is above 1 and at least one is not whole.
    """
    numbers = [cell for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
    return bool(numbers) and max(numbers) <= 1 and not all(float(number).is_integer() for number in numbers)


def _percentage(cell: RawCell) -> RawCell:
    return round(cell * 100, 1) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else cell
