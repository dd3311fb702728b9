"""Kinds of attributes that hold numbers: counts, yen, shares, lengths of time, marks."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from kyodo_desktop.core import dates, durations, money, text
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.field import Cell, Field, Storage, as_text
from kyodo_desktop.core.taxonomy import Words


@dataclass(frozen=True)
class Count(Field):
    """A number of persons, households or things, from ``least`` to ``most``.

    ``noted`` tells that lists say more beside it (約7,300名), which an import reads and puts into the notes.
    """

    least: int = 0
    most: int = 9_999_999
    noted: bool = False
    width: float = 18.0
    storage: ClassVar[Storage] = Storage.INTEGER
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> int | None:
        number = money.parse_integer(as_text(raw), unit=self.unit)
        if number is not None and not self.least <= number <= self.most:
            raise FieldError(f"{self.least:,}から{self.most:,}までの数字を入力してください。")
        return number

    def show(self, value: int | None, words: Words) -> str:
        return "" if value is None else f"{value:,}{self.unit}"

    def cell(self, value: int | None, words: Words) -> Cell:
        return value


@dataclass(frozen=True)
class Yen(Count):
    """An amount in whole yen."""

    most: int = 9_999_999_999
    width: float = 24.0
    unit: str = "円"


@dataclass(frozen=True)
class Percent(Field):
    """A share, kept in tenths of a percent (``625`` is 62.5 %)."""

    width: float = 16.0
    unit: str = "％"
    storage: ClassVar[Storage] = Storage.INTEGER
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> int | None:
        return money.parse_permille(as_text(raw))

    def show(self, value: int | None, words: Words) -> str:
        return "" if value is None else f"{value / 10:.1f}{self.unit}"

    def cell(self, value: int | None, words: Words) -> Cell:
        return None if value is None else value / 10


@dataclass(frozen=True)
class Rate(Field):
    """補助率: a share that may be no whole number of percents (3分の2), kept as a fraction."""

    width: float = 20.0
    storage: ClassVar[Storage] = Storage.JSON
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> Fraction | None:
        if isinstance(raw, Fraction):
            return raw
        return money.parse_rate(as_text(raw))

    def show(self, value: Fraction | None, words: Words) -> str:
        return "" if value is None else money.show_rate(value)

    def dump(self, value: Fraction | None) -> str | None:
        return None if value is None else str(value)

    def load(self, value: str | None) -> Fraction | None:
        return Fraction(value) if value else None


@dataclass(frozen=True)
class FiscalYear(Field):
    """年度, kept as the western year in which it began (``2026`` is 令和8年度)."""

    width: float = 22.0
    storage: ClassVar[Storage] = Storage.INTEGER
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> int | None:
        return dates.parse_fiscal_year(as_text(raw), words.today)

    def show(self, value: int | None, words: Words) -> str:
        return "" if value is None else dates.fiscal_year_label(value)


@dataclass(frozen=True)
class Hours(Field):
    """A length of time, kept in minutes; ``2.5``, ``2:30`` and ``2時間30分`` mean the same."""

    width: float = 18.0
    storage: ClassVar[Storage] = Storage.INTEGER
    ime: ClassVar[bool] = False

    def parse(self, raw: object, words: Words) -> int | None:
        if isinstance(raw, dt.timedelta):
            return round(raw.total_seconds() / 60)
        return durations.parse_duration(as_text(raw))

    def show(self, value: int | None, words: Words) -> str:
        return "" if value is None else durations.show_duration(value)

    def cell(self, value: int | None, words: Words) -> Cell:
        return None if value is None else value / 60


@dataclass(frozen=True)
class Marks(Field):
    """The marks of one reviewer, item by item; ``－`` is one that is not given. Typed as ``8 7 9 - 10``."""

    width: float = 40.0
    storage: ClassVar[Storage] = Storage.JSON
    ime: ClassVar[bool] = False

    NONE: ClassVar[frozenset[str]] = frozenset("-－ー―‐−")

    def parse(self, raw: object, words: Words) -> tuple[int | None, ...] | None:
        if isinstance(raw, (list, tuple)):
            parts = [as_text(part) for part in raw]
        else:
            parts = re.split(r"[\s,、，・/／]+", text.normalize_width(as_text(raw)).strip())
        if not any(parts):
            return None
        return tuple(None if not part or part in self.NONE else self._mark(part) for part in parts)

    def show(self, value: tuple[int | None, ...] | None, words: Words) -> str:
        return " ".join("－" if mark is None else str(mark) for mark in value or ())

    def dump(self, value: tuple[int | None, ...] | None) -> list[int | None] | None:
        return list(value) if value else None

    def load(self, value: list[int | None] | None) -> tuple[int | None, ...] | None:
        return tuple(value) if value else None

    def _mark(self, part: str) -> int:
        mark = money.parse_integer(part, unit="点")
        if mark is None or not 0 <= mark <= 1000:
            raise FieldError("評点は0以上の整数を、項目の順に空白で区切って入力してください（例：8 7 9 8 10）。")
        return mark
