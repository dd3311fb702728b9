"""Lengths of time, kept in minutes."""

from __future__ import annotations

import re

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.text import normalize_width

_CLOCK = re.compile(r"(?P<hours>[0-9]{1,5}):(?P<minutes>[0-5][0-9])(?::00)?")
_WORDS = re.compile(
    r"(?=.)(?:(?P<hours>[0-9]{1,5}(?:\.[0-9]+)?)(?:時間|H)(?P<half>半)?)?(?:(?P<minutes>[0-9]{1,6})(?:分|MIN))?"
)
_HOURS = re.compile(r"(?P<hours>[0-9]{1,5}(?:\.[0-9]+)?)")


def parse_duration(text: str) -> int | None:
    """Return a length of time in minutes; None if empty.

    2.5, 2:30, 2時間30分, 2時間半 and 150分 are all 150; a bare number is hours, as on attendance lists. Parts of a
    minute are rounded (1.33 hours are 80 minutes). Raises FieldError for anything else.
    """
    plain = re.sub(r"[\s,]", "", normalize_width(text)).upper()
    if not plain:
        return None
    found = _CLOCK.fullmatch(plain) or _HOURS.fullmatch(plain) or _WORDS.fullmatch(plain)
    if found is None:
        raise FieldError(
            f"「{text.strip()}」は時間の長さとして読めません。2.5、2:30、2時間30分、150分 のように入力してください。"
        )
    parts = found.groupdict()
    minutes = int(parts.get("minutes") or 0) + (30 if parts.get("half") else 0)
    return round(float(parts["hours"] or 0) * 60) + minutes


def show_duration(minutes: int) -> str:
    """Return a length of time in minutes as 2時間30分, 2時間 or 45分."""
    hours, rest = divmod(minutes, 60)
    return (f"{hours:,}時間" if hours else "") + (f"{rest}分" if rest or not hours else "")
