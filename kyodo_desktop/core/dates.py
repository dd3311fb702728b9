"""Days as a Japanese office types and writes them: eras, weekdays, fiscal years, ages."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.text import normalize_width

WEEKDAYS = "月火水木金土日"
"""In the order of ``date.weekday()``."""
WEEK_SLOTS = tuple(
    f"{day}-{time}" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun") for time in ("am", "pm", "night")
)
"""The 21 slots of a week in order, ``mon-am`` to ``sun-night``."""

# ---------------------------------------------------------------------------------------------------------- eras


@dataclass(frozen=True, slots=True)
class Era:
    """One era: its name, its letter and its first day."""

    name: str
    letter: str
    first: dt.date


ERAS = (
    Era("令和", "R", dt.date(2019, 5, 1)),
    Era("平成", "H", dt.date(1989, 1, 8)),
    Era("昭和", "S", dt.date(1926, 12, 25)),
    Era("大正", "T", dt.date(1912, 7, 30)),
    Era("明治", "M", dt.date(1868, 1, 25)),
)
"""Newest first; an era ends where the next begins (元号法 and the orders that named each era)."""

FIRST_SOLAR_DAY = dt.date(1873, 1, 1)
"""明治6年1月1日. The days of an era before it are lunar, and no western day can be told from them by counting."""


def era_on(day: dt.date) -> Era | None:
    """Return the era of a day, None before 明治6年 (1873)."""
    return next((one for one in ERAS if one.first <= day), None) if day >= FIRST_SOLAR_DAY else None


def era_year(day: dt.date) -> str:
    """Return the year of a day as 令和8年 or 令和元年; before 明治6年 the western 1872年."""
    named = era_on(day)
    if named is None:
        return f"{day.year}年"
    year = day.year - named.first.year + 1
    return f"{named.name}{'元' if year == 1 else year}年"


def era(day: dt.date) -> str:
    """Return 令和8年11月21日, the first year as 令和元年; before 明治6年 the western 1872年12月31日."""
    return f"{era_year(day)}{day.month}月{day.day}日"


def short(day: dt.date) -> str:
    """Return R8.11.21; before 明治6年 1872.12.31."""
    named = era_on(day)
    year = f"{named.letter}{day.year - named.first.year + 1}" if named else str(day.year)
    return f"{year}.{day.month}.{day.day}"


def full(day: dt.date) -> str:
    """Return 令和8年11月21日（2026年）（土）."""
    western = f"（{day.year}年）" if era_on(day) else ""
    return f"{era(day)}{western}（{weekday(day)}）"


def weekday(day: dt.date) -> str:
    """Return 月 … 日."""
    return WEEKDAYS[day.weekday()]


def month_day(day: dt.date) -> str:
    """Return 11月21日."""
    return f"{day.month}月{day.day}日"


# -------------------------------------------------------------------------------------------------- typed dates

_ACCEPTED = "R8.11.21、令和8年11月21日、2026/11/21 のように入力してください。"
_ERA_NAMED = "(?:令和|平成|昭和|大正|明治|[令平昭大明RHSTM])"
_ERA = f"(?P<era>{_ERA_NAMED})"


def _noted(group: str) -> str:
    """Return the pattern of the same year in brackets, counted the other way: （2026年）, （昭和35年）."""
    return rf"(?:\((?P<{group}>[0-9]{{4}}|{_ERA_NAMED}(?:元|[0-9]{{1,2}}))年?\))?"


_BEHIND = _noted("noted_behind") + rf"(?:\(?(?P<weekday>[{WEEKDAYS}])(?:曜日?)?(?:[・,]?[祝休])?\)?)?"
_SEPARATED = re.compile(
    rf"(?:{_ERA}\.?)?(?P<year>元|[0-9]{{1,4}})(?:{_noted('noted_before')}年{_noted('noted')}|[.\-/])"
    rf"(?P<month>[0-9]{{1,2}})(?:月|[.\-/])(?P<day>[0-9]{{1,2}})日?{_BEHIND}"
)
_TWICE = re.compile(r"(?P<day>[^()]+)\((?P<again>[^()]+)\)")
_RUN = re.compile(
    rf"(?:(?P<western>[0-9]{{4}})|{_ERA}?(?P<year>[0-9]{{2}}))(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}}){_BEHIND}"
)
_MIDNIGHT = re.compile(r"(?<=[0-9])[\sT]+0?0:00(?::00(?:\.0+)?)?\s*$")
_DASHES = str.maketrans(dict.fromkeys("ー−–—‐‑", "-"))
_KANJI_DIGITS = "〇一二三四五六七八九零"
_KANJI_NUMBER = re.compile(f"[{_KANJI_DIGITS}]?十[{_KANJI_DIGITS}]?|[{_KANJI_DIGITS}]+")
_DOT = re.compile(r"(?<=[0-9元])\s*・\s*(?=[0-9])")
_BIRTH = re.compile(r"(?<=[0-9日])\s*生(?:まれ)?\s*$")
_FARTHEST_YEARS = 5
"""How far ahead a year without an era may lie: 50.4.1 may be a birthday in 昭和, 26.3.31 a day in 平成 or in 2026."""


@functools.lru_cache(maxsize=4096)  # a column of a file says the same few days over and over
def parse_date(text: str, today: dt.date) -> dt.date | None:
    """Return the day that a text means, None if empty.

    Accepts eras by name, letter or sign (令和8年11月21日, R8.11.21, ㋿8/11/21, 令和元年5月1日), western dates with
    slashes, hyphens, points, ・ or 年月日, numbers in kanji (昭和三十年四月一日), runs of digits (20261121; 081121 and
    R081121 in an era), the weekday in brackets or 生 behind, the year or the whole day once more in brackets
    (1960年（昭和35年）5月5日, 昭和35年5月5日（1960/5/5）), and the midnight that databases write behind a day. A year
    of one or two digits without an era is one of the era of ``today``, up to 5 years ahead.

    Raises FieldError for anything else, for days that do not exist, for days outside the era that was named, for a
    weekday that is not that day's, and for a day that is written twice in ways that contradict each other.
    """
    plain = _plain(text)
    if not plain:
        return None
    typed = " ".join(text.split())
    found = _SEPARATED.fullmatch(plain) or _RUN.fullmatch(plain)
    if found is None:
        if day := _written_twice(plain, typed, today):
            return day
        raise FieldError(f"「{typed}」は日付として読めません。{_ACCEPTED}")
    parts = found.groupdict()
    day = _day(parts, typed, today)
    if (parts["weekday"] or weekday(day)) != weekday(day):
        raise FieldError(f"「{typed}」の曜日が違います。その日は{weekday(day)}曜日です。日付を確かめてください。")
    for group in ("noted_before", "noted", "noted_behind"):
        if noted := parts.get(group):
            _check_noted(noted, day, typed)
    return day


def _check_noted(noted: str, day: dt.date, typed: str) -> None:
    """Raise FieldError unless a year in brackets, western or of an era, is that of the day."""
    if noted.isdecimal():
        if int(noted) != day.year:
            raise FieldError(f"「{typed}」の西暦が違います。その日は{day.year}年です。日付を確かめてください。")
        return
    named = era_on(day)
    if named is None:
        raise FieldError(f"「{typed}」は、明治6年より前の日付に元号の年が付いています。西暦だけを入力してください。")
    year = 1 if noted.endswith("元") else int(re.sub(r"\D", "", noted))
    if year != day.year - named.first.year + 1 or noted[0] not in (named.name[0], named.letter):
        raise FieldError(f"「{typed}」の元号の年が違います。その日は{era_year(day)}です。日付を確かめてください。")


def _written_twice(plain: str, typed: str, today: dt.date) -> dt.date | None:
    """Return the day that is written, and once more in brackets behind; None where one of both is no day.

    Raises FieldError when they are two days.
    """
    found = _TWICE.fullmatch(plain)
    if found is None:
        return None
    try:
        day, again = parse_date(found["day"], today), parse_date(found["again"], today)
    except FieldError:
        return None
    if day is None or again is None:
        return None
    if day != again:
        raise FieldError(
            f"「{typed}」に書かれた2つの日が違います（{era(day)}と{era(again)}）。正しいほうだけを入力してください。"
        )
    return day


def _plain(text: str) -> str:
    """Return a typed date in half-width capitals, era signs written out (㋿ → 令和), without spaces and midnight."""
    plain = text if text.isascii() else _half_width(text)
    plain = plain.upper()
    return "".join((_MIDNIGHT.sub("", plain) if ":" in plain else plain).split())


def _half_width(text: str) -> str:
    plain = unicodedata.normalize("NFKC", normalize_width(text)).translate(_DASHES)
    plain = _KANJI_NUMBER.sub(lambda found: _digits(found[0]), plain)
    return _BIRTH.sub("", _DOT.sub(".", plain))


def _digits(kanji: str) -> str:
    """Return a number in kanji as digits: 三十一 is 31, 二〇二六 is 2026."""
    if "十" not in kanji:
        return "".join(str(_KANJI_DIGITS.index(each) % 10) for each in kanji)
    tens, _, ones = kanji.partition("十")
    return f"{_digits(tens) if tens else '1'}{_digits(ones) if ones else '0'}"


def _day(parts: Mapping[str, str | None], typed: str, today: dt.date) -> dt.date:
    year_text = parts.get("western") or parts["year"] or ""
    year = 1 if year_text == "元" else int(year_text)
    named = next((one for one in ERAS if parts["era"] and parts["era"] in (one.letter, one.name, one.name[0])), None)
    guessed = named is None and len(year_text) < 3
    if guessed:
        named = era_on(today)
    western = year + named.first.year - 1 if named else year
    if western < 1000 or year == 0 or (guessed and year_text == "元"):
        raise FieldError(f"「{typed}」の年が読めません。{_ACCEPTED}")
    if guessed and named and western > today.year + _FARTHEST_YEARS:
        examples = "、".join(f"{one.letter}{year}" for one in ERAS[:3])
        raise FieldError(
            f"「{typed}」の元号が分かりません。{examples} のように元号を付けるか、西暦を4桁で入力してください。"
        )
    try:
        day = dt.date(western, int(parts["month"] or 0), int(parts["day"] or 0))
    except ValueError:
        raise FieldError(f"「{typed}」という日はありません。{_ACCEPTED}") from None
    if named and day < FIRST_SOLAR_DAY:
        raise FieldError(f"「{typed}」は旧暦の日付です。明治5年以前は、西暦で入力してください（例：1870/4/1）。")
    if named and era_on(day) != named:
        raise FieldError(
            f"「{typed}」は{named.name}にありません。その日は{era(day)}です。正しい元号で入力してください。"
        )
    return day


_FROM_TO = re.compile("から|より|[~〜]")
_UNTIL = re.compile("(?:まで|迄)$")
_MONTH = re.compile(
    rf"(?:(?:{_ERA_NAMED}\.?)?(?:元|[0-9]{{1,4}})年[0-9]{{1,2}}月"
    rf"|(?:{_ERA_NAMED}\.?(?:元|[0-9]{{1,2}})|[0-9]{{4}})[./][0-9]{{1,2}})"
)
_YEARS = re.compile(rf"(?:{_ERA_NAMED})?(?:元|[0-9]{{1,4}})年度")
_PERIOD_ACCEPTED = "R5.4.1～R8.3.31 のように入力してください。"


def parse_period(text: str, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of a period such as 平成19年11月1日から平成21年10月31日まで.

    Either may be missing (R5.4.1～, R8.3.31まで) and is then None, as both are for an empty text; the last may leave
    out the era of the first. A month and a 年度 stand for their first day as the first, and for their last day as the
    last (R7.4～R9.3, 令和7年度～令和8年度). Raises FieldError when an end is no date, or the last day comes before the
    first.
    """
    plain = _plain(text)
    if not plain:
        return None, None
    typed = " ".join(text.split())
    ends = _ends(plain)
    if len(ends) != 2:
        raise FieldError(f"「{typed}」は期間として読めません。{_PERIOD_ACCEPTED}")
    first = _first_of(ends[0], today)
    last = _last_of(ends[1], first or today)
    if first and last and last < first:
        raise FieldError(f"「{typed}」は、終わりの日が始まりの日より前です。{_PERIOD_ACCEPTED}")
    return first, last


def names_no_day(period: str) -> bool:
    """Return whether a period says of its beginning or its end only the month or the 年度 (R7.4～R9.3)."""
    return any(_MONTH.fullmatch(end) or _YEARS.fullmatch(end) for end in _ends(_plain(period)))


def _ends(plain: str) -> list[str]:
    """Return what stands before and behind the sign of a period; anything but two texts is no period."""
    stem = _UNTIL.sub("", plain)
    ends = _FROM_TO.split(stem)
    dashes = [place for place, character in enumerate(stem) if character == "-"]
    if len(ends) == 1 and len(dashes) in (1, 5):
        middle = dashes[len(dashes) // 2]
        return [stem[:middle], stem[middle + 1 :]]
    return ["", stem] if len(ends) == 1 and stem != plain else ends


def _first_of(end: str, today: dt.date) -> dt.date | None:
    if _YEARS.fullmatch(end):
        year = parse_fiscal_year(end, today)
        return None if year is None else fiscal_year_bounds(year)[0]
    return parse_date(f"{end}{'1日' if end.endswith('月') else '.1'}" if _MONTH.fullmatch(end) else end, today)


def _last_of(end: str, today: dt.date) -> dt.date | None:
    day = _first_of(end, today)
    if day and _YEARS.fullmatch(end):
        return fiscal_year_end(day)
    if day is None or not _MONTH.fullmatch(end):
        return day
    return (day + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


# ------------------------------------------------------------------------------------------ fiscal years and ages


def fiscal_year(day: dt.date) -> int:
    """Return the western year in which the fiscal year of a day began (April to March; 地方自治法 第208条)."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_label(year: int) -> str:
    """Return the fiscal year that began in April of ``year`` as 令和8年度.

    It is named after the era of its first day; 2019 is 令和元年度, as the offices of the state called all of it.
    """
    return f"{era_year(dt.date(year, 5 if year == 2019 else 4, 1))}度"


_FISCAL_YEAR = re.compile("(?P<year>.+?)(?:年度|年)?")


def parse_fiscal_year(text: str, today: dt.date) -> int | None:
    """Return the western year in which a 年度 began: 令和8年度, R8, 8, 2026 and 2026年度 are 2026; None if empty.

    Raises FieldError when it is none.
    """
    written = _FISCAL_YEAR.fullmatch(_plain(text))
    if written is None:
        return None
    for day in ("5.1", "4.1"):  # 令和元年度 has no April of its own, and 平成31年度 no May
        with contextlib.suppress(FieldError):
            if first := parse_date(f"{written['year']}.{day}", today):
                return first.year
    typed = " ".join(text.split())
    raise FieldError(f"「{typed}」は年度として読めません。令和8年度、R8、2026 のように入力してください。")


def fiscal_year_bounds(year: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the fiscal year that begins in April of ``year``."""
    return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)


def fiscal_year_end(day: dt.date) -> dt.date:
    """Return the 31 March that ends the fiscal year of a day."""
    return fiscal_year_bounds(fiscal_year(day))[1]


def years_later(day: dt.date, years: int) -> dt.date:
    """Return the same day so many years later; of 29 February the last day of that month."""
    if (day.month, day.day) == (2, 29):
        return dt.date(day.year + years, 3, 1) - dt.timedelta(days=1)
    return day.replace(year=day.year + years)


def age(birth: dt.date, on: dt.date) -> int:
    """Return the full years of a person on a day, counted up on the birthday as people say it.

    By law (年齢計算ニ関スル法律, 民法 第143条) a year of age is complete at the end of the day before, so that both
    agree from the birthday on; who is born on 29 February turns a year older on 1 March of a common year. Raises
    ValueError when ``on`` is before ``birth``.
    """
    if on < birth:
        raise ValueError(f"{on} is before the birth on {birth}")
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))
