"""Rules of figures, 年表, cases and the yearly report: pure functions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import FieldError, Problem
from kyodo_desktop.core.measures import NUMBERS, Measure
from kyodo_desktop.core.text import normalize_width

NOT_A_TIME = "年月を、平成15年4月、H15.4、2003年 のように入力してください。"

_YEAR = re.compile(r"(?P<year>\D*(?:\d{1,4}|元))年?")
_MONTH = re.compile(r"(?P<year>\D*(?:\d{1,4}|元))[年./-](?P<month>\d{1,2})月?")

_LATE = 28
"""A day that every month has, and that lies behind the first day of an era in nearly all of its first months."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as a chronology names it: a year, a month of it, or a day of that; 0 where it is not said."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def key(self) -> str:
        """What puts times into their order; a year stands before its months, a month before its days."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def words(self) -> str:
        """The time in the era: 平成15年, 平成15年4月, 平成15年4月1日."""
        if self.day:
            return dates.era(dt.date(self.year, self.month, self.day))
        if self.month:
            return f"{dates.era_year(dt.date(self.year, self.month, _LATE))}{self.month}月"
        return dates.era_year(dt.date(self.year, 12, 31))


def parse_when(text: str, today: dt.date) -> When:
    """Return the time that a text names, in any era or western style. Raises FieldError for one that names none."""
    plain = re.sub(r"\s+", "", normalize_width(text))
    if found := _MONTH.fullmatch(plain):
        day = _day_in(f"{found['year']}年{found['month']}月", (_LATE, 1), today)
        return When(day.year, day.month)
    if found := _YEAR.fullmatch(plain):
        day = _day_in(f"{found['year']}年", ("12月31", "1月1"), today)
        return When(day.year)
    return _whole(plain, today)


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
