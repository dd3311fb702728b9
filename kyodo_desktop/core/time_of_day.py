"""Times of the day as people write them."""

from __future__ import annotations

import datetime as dt
import re

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.text import normalize_width

_PATTERNS = tuple(
    re.compile(f"(?P<half_day>午前|午後|正午)?{pattern}")
    for pattern in (
        r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::00)?",
        r"(?P<hour>[0-9]{1,2})時(?:(?P<minute>[0-9]{1,2})分|(?P<half>半))?",
        r"(?P<hour>[0-9]{1,2})(?P<minute>[0-9]{2})?",
    )
)
_NOON = 12 * 60
_DAY = 24 * 60


def parse_time(text: str) -> str | None:
    """Return a time of the day as ``HH:MM``; None if empty.

    13:00, 1300, 13, 13時, 13時半, 午後1時30分 and 正午 are understood. Raises FieldError for anything else.
    """
    plain = re.sub(r"[\s　]", "", normalize_width(text)).replace("：", ":")
    if not plain:
        return None
    if plain == "正午":
        return clock(_NOON)
    for pattern in _PATTERNS:
        found = pattern.fullmatch(plain)
        minutes = _minutes(found) if found else None
        if minutes is not None:
            return clock(minutes)
    raise FieldError(f"「{text.strip()}」は時刻として読めません。13:30、1330、午後1時30分 のように入力してください。")


def clock(minutes: int) -> str:
    """Return the time so many minutes after midnight as ``HH:MM``; beyond a day it begins anew."""
    return f"{minutes % _DAY // 60:02}:{minutes % 60:02}"


def minutes_of(time: str) -> int:
    """Return the minutes after midnight of a time written ``HH:MM``."""
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute)


def in_words(time: str) -> str:
    """Return a time written ``HH:MM`` as it is said on paper: 午前9時, 午後1時30分, 正午."""
    minutes = minutes_of(time)
    if minutes == _NOON:
        return "正午"
    hour, minute = divmod(minutes % _NOON, 60)
    return ("午後" if minutes >= _NOON else "午前") + f"{hour}時" + (f"{minute}分" if minute else "")


def of_cell(raw: object) -> object:
    """Return what a spreadsheet's cell of a time says, as a text; anything else as it is."""
    if isinstance(raw, dt.datetime | dt.time):
        return f"{raw.hour:02}:{raw.minute:02}"
    if isinstance(raw, dt.timedelta):
        return clock(round(raw.total_seconds() / 60))
    if isinstance(raw, float) and 0 < raw < 1:  # a part of the day, as Excel keeps times
        return clock(round(raw * _DAY))
    return raw


def _minutes(found: re.Match[str]) -> int | None:
    parts = found.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or (30 if parts.get("half") else 0))
    if parts["half_day"] is not None:
        if parts["half_day"] == "正午" or hour > 12:
            return None
        hour = hour % 12 + (12 if parts["half_day"] == "午後" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None
