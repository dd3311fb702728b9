"""Whole numbers, shares and yen, as people write them."""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from fractions import Fraction

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.text import normalize_width

_MINUS = str.maketrans(dict.fromkeys("‐‑‒–—―−▲△", "-"))
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九壱弐参", "00123456789123")
_SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10**4, "萬": 10**4, "億": 10**8}
_PARTS = re.compile(r"([0-9]+(?:\.[0-9]+)?)?([十拾百千万萬億]?)")
_COMMON_UNITS = "円|名|人|世帯|団体|事業|件|回|班|戸|社|点|個|台|枚|部|冊|箇所|か所|ヶ所"


def parse_integer(text: str, unit: str = "") -> int | None:
    """Return the whole number of a typed text; None if empty.

    Accepts 1,234, １２３４円, 金 5,000円, 3万5千, 十二 and -40; ▲ and △ mean minus, as in accounts. ``unit`` is what
    may stand behind the number beside the usual 円, 名, 世帯 ….
    Raises FieldError when it is no whole number.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    plain = re.sub(r"[\s,、，]", "", normalize_width(text)).translate(_MINUS)
    if not plain:
        return None
    written = _written(unit).fullmatch(plain)
    number = _kanji_number(written["number"].translate(_KANJI_DIGITS)) if written else None
    if written is None or number is None:
        example = f"1,234{unit}" if unit else "1,234"
        raise FieldError(f"「{text.strip()}」は数として読めません。整数で入力してください（例：{example}）。")
    return -number if written["minus"] else number


@functools.cache
def _written(unit: str) -> re.Pattern[str]:
    """Return the pattern of a number with what may stand around it."""
    mark = r"(?:金|¥|\\)*"
    behind = rf"(?:\.0+)?(?:{re.escape(unit)}|{_COMMON_UNITS})?(?:也|-)?"
    return re.compile(rf"{mark}(?P<minus>-?){mark}(?P<number>.*?){behind}")


def _kanji_number(plain: str) -> int | None:
    """Return what digits and 十百千万億 say, or None when they say nothing whole."""
    if plain.isascii() and plain.isdigit():
        return int(plain)
    total, section, at = Decimal(0), Decimal(0), 0
    last_small, last_large = 10**8, 10**12
    while at < len(plain):
        part = _PARTS.match(plain, at)
        if part is None or part.end() == at:
            return None
        digits, unit = part[1], part[2]
        amount = Decimal(digits or 1)
        if unit in _LARGE_UNITS:
            if _LARGE_UNITS[unit] >= last_large or not (digits or section):
                return None
            total += (section + Decimal(digits or 0)) * _LARGE_UNITS[unit]
            section, last_small, last_large = Decimal(0), 10**8, _LARGE_UNITS[unit]
        elif unit:
            if _SMALL_UNITS[unit] >= last_small:
                return None
            section, last_small = section + amount * _SMALL_UNITS[unit], _SMALL_UNITS[unit]
        else:
            if part.end() != len(plain):
                return None
            section += amount
        at = part.end()
    whole = total + section
    return int(whole) if at and whole == int(whole) else None


def parse_permille(text: str) -> int | None:
    """Return a share in tenths of a percent: 62.5％ and 62.5 are 625; None if empty.

    Raises FieldError outside 0–100 %, for more than one decimal, and below 1 without a sign: 0.6 is as likely to be the
    60 % of a spreadsheet as 0.6 %.
    """
    plain = re.sub(r"\s", "", normalize_width(text))
    if not plain:
        return None
    found = re.fullmatch(r"([0-9]{1,3})(?:\.([0-9])0*)?(%|パーセント)?", plain)
    tenths = int(found[1]) * 10 + int(found[2] or 0) if found else -1
    if found and not found[3] and 0 < tenths < 10:
        raise FieldError(f"「{plain}」は{plain}％か、その100倍か分かりません。％を付けて入力してください。")
    if not 0 <= tenths <= 1000:
        raise FieldError("割合は、0から100までのパーセントを小数第1位までで入力してください（例：62.5）。")
    return tenths


def parse_rate(text: str) -> Fraction | None:
    """Return a share of 0 to 1: 2/3, 3分の2, 50％, 10分の10 and 5割; None if empty.

    Raises FieldError for what is none, and for a bare number, which may mean percents or the whole.
    """
    plain = re.sub(r"\s", "", normalize_width(text)).removesuffix("以内")
    if not plain:
        return None
    rate = _rate(plain)
    if rate is None or not 0 <= rate <= 1:
        raise FieldError("補助率は「2/3」「3分の2」「50％」のように入力してください。")
    return rate


def _rate(plain: str) -> Fraction | None:
    if found := re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", plain):
        above, below = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"([0-9]{1,4})分の([0-9]{1,4})", plain):
        above, below = int(found[2]), int(found[1])
    elif found := re.fullmatch(r"([0-9]{1,3})割", plain):
        above, below = int(found[1]), 10
    elif found := re.fullmatch(r"([0-9]{1,3}(?:\.[0-9])?)(?:%|パーセント)", plain):
        above, below = round(Decimal(found[1]) * 10), 1000
    else:
        return None
    return Fraction(above, below) if below else None


def show_rate(rate: Fraction) -> str:
    """Return a share as a programme writes it: 50％, or 3分の2 where percents with one decimal cannot say it."""
    tenths = rate * 1000
    if tenths.denominator != 1:
        return f"{rate.denominator}分の{rate.numerator}"
    return f"{tenths.numerator / 10:g}％"


def yen(amount: int) -> str:
    """Return an amount as 1,234,000円."""
    return f"{amount:,}円"


def formal_yen(amount: int) -> str:
    """Return an amount as official papers write it: 金 1,234,000円."""
    return f"金 {yen(amount)}"
