"""法人番号: a check digit before twelve digits."""

from __future__ import annotations

import re

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.text import normalize_width

_BETWEEN = re.compile(r"[\s\-‐-―−ー]")


def check_digit(twelve: str) -> int:
    """Return the digit (1–9) that stands before the twelve digits of a corporate number.

    法人番号の指定等に関する省令 第2条: from the right, the digits count once and twice in turn; 9 less the remainder of
    their sum by 9. Raises ValueError unless there are twelve digits.
    """
    if not re.fullmatch("[0-9]{12}", twelve):
        raise ValueError(f"twelve digits are needed, not {twelve!r}")
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(twelve)))
    return 9 - total % 9


def parse(text: str) -> str | None:
    """Return the 13 digits of a corporate number; None if empty.

    Any width, hyphens, spaces and the T of an invoice number before it are accepted. Raises FieldError for letters,
    another length or a check digit that does not fit.
    """
    plain = _BETWEEN.sub("", normalize_width(text)).upper().removeprefix("T")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()):
        raise FieldError("法人番号は、数字13桁で入力してください（例：7000012050002）。")
    if len(plain) != 13:
        hint = "12桁の会社法人等番号ではなく、" if len(plain) == 12 else ""
        raise FieldError(f"法人番号は13桁ですが、{len(plain)}桁です。{hint}13桁の法人番号を入力してください。")
    if check_digit(plain[1:]) != int(plain[0]):
        raise FieldError(
            "法人番号の検査用数字（先頭の1桁）が合いません。どこかの数字が違っていないか、13桁を確かめてください。"
        )
    return plain
