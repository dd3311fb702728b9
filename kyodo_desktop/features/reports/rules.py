"""Rules of figures, 年表, cases and the yearly report: pure functions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import FieldError, Problem
from kyodo_desktop.core.measures import NUMBERS, Measure
from kyodo_desktop.core.text import normalize_width

NOT_A_TIME = "年月を、平成15年4月、H15.4、平成15年度、2003年 のように入力してください。"
ENDS_FIRST = "期間の終わりが、始まりより前になっています。始まりと終わりを確かめてください。"

_YEAR = re.compile(r"(?P<year>\D*(?:\d{1,4}|元))年?")
_FISCAL_YEAR = re.compile(r"(?P<year>\D*(?:\d{1,4}|元)年度)")
_MONTH = re.compile(r"(?P<year>\D*(?:\d{1,4}|元))[年./-](?P<month>\d{1,2})月?")
_ROUGHLY = re.compile(r"(?P<time>.+?)(?P<roughly>頃|ごろ|ころ|上旬|中旬|下旬|初旬|末)")
_PERIOD = re.compile(r"(?P<first>[^~〜]+)[~〜](?P<last>[^~〜]*)")

_YEAR_ALONE = re.compile(r"(?:[0-9]{1,2}|元)年")
_MONTH_ALONE = re.compile(r"[0-9]{1,2}月")
_DAY_ALONE = re.compile(r"[0-9]{1,2}日")
"""The end of a period that leaves out its era, its year, or its month too."""

_PARTS_OF_MONTH = {"上旬": 5, "初旬": 5, "中旬": 15, "下旬": 25, "末": 31}
"""Where in its month, or year, a rough time stands; 頃 says nothing of it."""

_LATE = 28
"""A day that every month has, and that lies behind the first day of an era in nearly all of its first months."""

_BEFORE_APRIL = 99
"""Behind every day of March: a 年度 stands before its first month, April."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as a chronology names it: a year or 年度, a month, or a day; 0 where it is not said.

    ``roughly`` is what stands behind it (頃, 下旬), ``until`` the end of a period in words, a lone ～ of an open one.
    """

    year: int
    month: int = 0
    day: int = 0
    is_fiscal: bool = False
    roughly: str = ""
    until: str = ""

    @property
    def key(self) -> str:
        """What puts times into their order; a year stands before its months, a month before its days."""
        if self.is_fiscal:
            return f"{self.year + (self.roughly == '末'):04}-03-{_BEFORE_APRIL}"
        day = self.day or (_PARTS_OF_MONTH.get(self.roughly, 0) if self.month else 0)
        month = self.month or (12 if self.roughly == "末" else 0)
        return f"{self.year:04}-{month:02}-{day:02}"

    @property
    def first_day(self) -> tuple[int, int, int]:
        """Year, month and day on which it begins at the earliest."""
        return (self.year, 4, 1) if self.is_fiscal else (self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> tuple[int, int, int]:
        """Year, month and day on which it ends at the latest."""
        return (self.year + 1, 3, 31) if self.is_fiscal else (self.year, self.month or 12, self.day or 31)

    @property
    def words(self) -> str:
        """The time in the era: 平成15年, 平成15年度, 平成15年4月頃, 平成15年4月1日, 平成15年度～平成18年度."""
        return f"{self._begin}{self.roughly}{self.until}"

    @property
    def _begin(self) -> str:
        if self.is_fiscal:
            return dates.fiscal_year_label(self.year)
        if self.day:
            return dates.era(dt.date(self.year, self.month, self.day))
        if self.month:
            return f"{dates.era_year(dt.date(self.year, self.month, _LATE))}{self.month}月"
        return dates.era_year(dt.date(self.year, 12, 31))


def parse_when(text: str, today: dt.date) -> When:
    """Return the time that a text names, in any era or western style. Raises FieldError for one that names none.

    A period counts by its first time; its end may leave out what it shares with it (平成27年4月～6月, H15～18年度).
    """
    plain = re.sub(r"\s+", "", normalize_width(text))
    if found := _PERIOD.fullmatch(plain):
        return _period(parse_when(found["first"], today), found["last"], today)
    if found := _ROUGHLY.fullmatch(plain):
        return replace(parse_when(found["time"], today), roughly=found["roughly"])
    if found := _FISCAL_YEAR.fullmatch(plain):
        year = dates.parse_fiscal_year(found["year"], today)
        if year is not None:
            return When(year, is_fiscal=True)
    if found := _MONTH.fullmatch(plain):
        day = _day_in(f"{found['year']}年{found['month']}月", (_LATE, 1), today)
        return When(day.year, day.month)
    if found := _YEAR.fullmatch(plain):
        day = _day_in(f"{found['year']}年", ("12月31", "1月1"), today)
        return When(day.year)
    return _whole(plain, today)


def _period(first: When, last: str, today: dt.date) -> When:
    """Return a period that begins so; an end without words is open."""
    if not last:
        return replace(first, until="～")
    end = parse_when(_completed(last, first), today)
    if end.last_day < first.first_day:
        raise FieldError(ENDS_FIRST)
    return replace(first, until=f"～{end.words}")


def _completed(last: str, first: When) -> str:
    """Return the end of a period with the era, the year or the month that it takes over from the beginning."""
    said = last.replace("翌年", f"{first.year + 1}年", 1)
    if _YEAR_ALONE.match(said):
        return f"{first.words[:2]}{said}"
    if _MONTH_ALONE.match(said):
        return f"{first.year}年{said}"
    return f"{first.year}年{first.month}月{said}" if first.month and _DAY_ALONE.fullmatch(said) else said


def _whole(plain: str, today: dt.date) -> When:
    try:
        day = dates.parse_date(plain, today)
    except FieldError as error:
        raise FieldError(NOT_A_TIME) from error
    if day is None:
        raise FieldError(NOT_A_TIME)
    return When(day.year, day.month, day.day)


def _day_in(stem: str, days: Sequence[object], today: dt.date) -> dt.date:
    """Return one of the days of a month or year; the first that its era has."""
    for each in days:
        try:
            day = dates.parse_date(f"{stem}{each}日", today)
        except FieldError:
            continue
        if day is not None:
            return day
    raise FieldError(NOT_A_TIME)


def figure_problems(values: Mapping[str, Any], measure: Measure | None, today: dt.date) -> list[Problem]:
    """Return what is wrong with one figure: no number at all, one in a unit that the measure has not, a coming year."""
    problems = []
    if measure is not None:
        given = [number for number in NUMBERS if values.get(number) is not None]
        if not given:
            units = "・".join(measure.units.values())
            problems.append(Problem(f"数値（{units}）を入力してください。", next(iter(measure.units))))
        for number in given:
            if number not in measure.units:
                units = "・".join(measure.units.values())
                problems.append(Problem(f"「{measure.label}」は{units}で数えます。この欄は空けてください。", number))
    year = values.get("fiscal_year")
    if year is not None and year > dates.fiscal_year(today):
        problems.append(Problem("まだ始まっていない年度の実績は入力できません。", "fiscal_year"))
    return problems


def figure_name(values: Mapping[str, Any], label: str) -> str:
    """Return what a figure is called: 平成26年度 まごころパートナー."""
    return f"{dates.fiscal_year_label(values['fiscal_year'])}　{label}"
