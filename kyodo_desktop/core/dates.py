"""Days as a Japanese office writes and types them: eras, fiscal years, ages, times of the week, lengths of time."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.text import normalize_width


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
"""Newest first; first days by 一世一元の詔 and the orders that named each era."""
FIRST_SOLAR_DAY = dt.date(1873, 1, 1)
"""Before 明治6年 the calendar was lunar: a day written in an era then is another day than in the western calendar."""

WEEKDAYS = "月火水木金土日"
EXAMPLES = "R8.11.21、令和8年11月21日、2026/11/21"

_ACCEPTED = f"次のように入力してください（例：{EXAMPLES}）。"
_ERA = "(?P<era>令和|平成|昭和|大正|明治|令|平|昭|大|明|[RHSTM])"
_WEEKDAY = r"(?:\(?[月火水木金土日](?:曜日?)?\)?|\([月火水木金土日][・,]?(?:祝|休)\))?"
_SEPARATED = re.compile(
    rf"(?:{_ERA}[.\-/・]?)?(?P<year>元|[0-9]{{1,4}})(?:年度?|[.\-/・])(?P<month>[0-9]{{1,2}})(?:月|[.\-/・])(?P<day>[0-9]{{1,2}})日?{_WEEKDAY}"
)
_RUN = re.compile(rf"(?:(?P<western>[0-9]{{4}})|{_ERA}?(?P<year>[0-9]{{2}}))(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}}){_WEEKDAY}")
_WESTERN_NOTE = re.compile(r"\([0-9]{4}年?\)")


def parse_date(text: str, today: dt.date) -> dt.date | None:
    """Return the day that a text means, None if empty.

    Accepts eras by name, letter or sign (令和8年11月21日, R8.11.21, ㋿8/11/21, 令和元年5月1日), western dates with / - .
    or 年月日, runs of digits (20261121; 081121 and R081121 in an era) and a weekday behind. One or two digits for the
    year without an era are a year of the era of ``today``. Raises FieldError for anything else, for days that do not
    exist, and for days outside the era that was named, saying what they would be.
    """
    plain = _plain(text)
    if not plain:
        return None
    found = _SEPARATED.fullmatch(plain) or _RUN.fullmatch(plain)
    if found is None:
        raise FieldError(f"「{text.strip()}」は日付として読めません。{_ACCEPTED}")
    return _day(found.groupdict(), text.strip(), today)


def _plain(text: str) -> str:
    """Return a date without width, spaces, era signs (㋿ → 令和) and a western year in brackets."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", normalize_width(text))).upper()
    return _WESTERN_NOTE.sub("", plain.translate(str.maketrans("ー−–—‐／．", "-----/.")))


def _day(parts: dict[str, str | None], typed: str, today: dt.date) -> dt.date:
    year_text = parts.get("western") or parts["year"] or ""
    year = 1 if year_text == "元" else int(year_text)
    named = _era_of(parts["era"])
    if named is None and len(year_text) == 3:
        raise FieldError(f"「{typed}」の年が読めません。{_ACCEPTED}")
    if named is None and len(year_text) < 3:
        named = era_on(today)
    western = year + named.first.year - 1 if named else year
    try:
        day = dt.date(western, int(parts["month"] or 0), int(parts["day"] or 0))
    except ValueError:
        raise FieldError(f"「{typed}」という日はありません。{_ACCEPTED}") from None
    if named and (year == 0 or era_on(day) != named):
        raise FieldError(f"「{typed}」は{named.name}の期間にありません。その日は{era(day)}です。正しい元号で入力してください。")
    return day


def _era_of(word: str | None) -> Era | None:
    return next((one for one in ERAS if word and (word == one.letter or one.name.startswith(word))), None)


def era_on(day: dt.date) -> Era | None:
    """Return the era of a day, None before 明治6年 (1873), when the calendar was lunar."""
    return next((one for one in ERAS if one.first <= day and day >= FIRST_SOLAR_DAY), None)


_BETWEEN = re.compile(r"から|より|[~〜～]|(?<=[日)])-")


def parse_period(text: str, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of a period such as 平成19年11月1日から平成21年10月31日まで; (None, None) if empty.

    Either end may be missing (R5.4.1～); the second may leave out the era that the first names. Raises FieldError when an
    end is no date or the period runs backwards.
    """
    plain = _plain(text).removesuffix("迄").removesuffix("まで")
    if not plain:
        return None, None
    ends = _BETWEEN.split(plain)
    if len(ends) > 2:
        raise FieldError(f"「{text.strip()}」は期間として読めません。R5.4.1～R8.3.31 のように入力してください。")
    first = parse_date(ends[0], today)
    last = parse_date(ends[1], first or today) if len(ends) == 2 else None
    if first and last and last < first:
        raise FieldError(f"「{text.strip()}」は終わりの日が始まりの日より前です。日付を確かめてください。")
    return first, last


def era(day: dt.date) -> str:
    """Return 令和8年11月21日, the first year as 元年; before 明治6年 the western 1872年12月31日."""
    return f"{era_year(day)}{day.month}月{day.day}日"


def era_year(day: dt.date) -> str:
    """Return the year of a day as 令和8年 or 令和元年."""
    named = era_on(day)
    if named is None:
        return f"{day.year}年"
    year = day.year - named.first.year + 1
    return f"{named.name}{'元' if year == 1 else year}年"


def short(day: dt.date) -> str:
    """Return R8.11.21; before 明治6年 1872.12.31."""
    named = era_on(day)
    year = f"{named.letter}{day.year - named.first.year + 1}" if named else str(day.year)
    return f"{year}.{day.month}.{day.day}"


def weekday(day: dt.date) -> str:
    """Return 月 … 日."""
    return WEEKDAYS[day.weekday()]


def full(day: dt.date) -> str:
    """Return 令和8年11月21日（2026年）（土）."""
    western = f"（{day.year}年）" if era_on(day) else ""
    return f"{era(day)}{western}（{weekday(day)}）"


def month_day(day: dt.date) -> str:
    """Return 11月21日."""
    return f"{day.month}月{day.day}日"


# --------------------------------------------------------------------------------------------------- fiscal years


def fiscal_year(day: dt.date) -> int:
    """Return the western year in which the fiscal year of a day began (April to March; 地方自治法 第208条)."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_label(year: int) -> str:
    """Return the fiscal year that began in April of ``year`` as 令和8年度.

    It is named after the era of its first day, except that 2019 is 令和元年度 as the state's offices wrote it.
    """
    named_on = dt.date(year, 5 if year == 2019 else 4, 1)
    return f"{era_year(named_on)}度"


def fiscal_year_bounds(year: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the fiscal year that begins in April of ``year``."""
    return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)


def fiscal_year_end(day: dt.date) -> dt.date:
    """Return the 31 March that ends the fiscal year of a day."""
    return fiscal_year_bounds(fiscal_year(day))[1]


def age(birth: dt.date, on: dt.date) -> int:
    """Return the full years of a person on a day, counted up on the birthday as people say it.

    By law (年齢計算ニ関スル法律, 民法 第143条) a year of age is complete at the end of the day before; on the birthday
    itself both agree. Who is born on 29 February turns a year older on 1 March of a common year. Raises ValueError when
    ``on`` is before ``birth``.
    """
    if on < birth:
        raise ValueError(f"{on} is before the birth on {birth}")
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


# ----------------------------------------------------------------------------------------------- times of the week

_DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIMES = {"am": "午前", "pm": "午後", "night": "夜"}
WEEK_SLOTS = tuple(f"{day}-{time}" for day in _DAY_CODES for time in _TIMES)
"""The 21 slots of a week in order, ``mon-am`` to ``sun-night``."""


def parse_week_slots(text: str) -> tuple[str, ...] | None:
    """First version."""
    raise FieldError(text)


def show_week_slots(slots: tuple[str, ...]) -> str:
    """First version."""
    return "、".join(slots)


# ------------------------------------------------------------------------------------------------ lengths of time

_DURATIONS = (
    re.compile(r"(?P<hours>[0-9]{1,5}):(?P<minutes>[0-5][0-9])"),
    re.compile(r"(?:(?P<hours>[0-9]{1,5}(?:\.[0-9]+)?)(?:時間|H))?(?:(?P<half>半)|(?P<minutes>[0-9]{1,6})(?:分|MIN))?"),
    re.compile(r"(?P<hours>[0-9]{1,5}(?:\.[0-9]+)?)"),
)


def parse_duration(text: str) -> int | None:
    """Return a length of time in minutes: 2.5, 2:30, 2時間30分, 2時間半 and 150分 are all 150; None if empty.

    Raises FieldError when it is none, or no whole number of minutes.
    """
    plain = re.sub(r"[\s,約]", "", normalize_width(text)).upper()
    if not plain:
        return None
    for pattern in _DURATIONS:
        found = pattern.fullmatch(plain)
        if found:
            parts = found.groupdict()
            minutes = float(parts["hours"] or 0) * 60 + int(parts.get("minutes") or 0) + (30 if parts.get("half") else 0)
            return round(minutes)
    raise FieldError(
        f"「{text.strip()}」は時間の長さとして読めません。2.5、2:30、2時間30分、150分 のように入力してください。"
    )


def show_duration(minutes: int) -> str:
    """Return a length of time in minutes as 2時間30分, 2時間 or 45分."""
    hours, rest = divmod(minutes, 60)
    return (f"{hours:,}時間" if hours else "") + (f"{rest}分" if rest or not hours else "")
