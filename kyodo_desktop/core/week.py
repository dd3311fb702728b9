"""Times of the week in words: 月・水 午前／土 終日."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from kyodo_desktop.core.dates import WEEK_SLOTS, WEEKDAYS
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.text import normalize_width

TIMES = ("午前", "午後", "夜")
"""The parts of a day, in the order in which :data:`WEEK_SLOTS` counts them."""

_WHOLE_DAY = tuple(range(3))
_TIME_WORDS = {
    "午前中": (0,), "午前": (0,), "am": (0,), "午後": (1,), "pm": (1,), "夜間": (2,), "夜": (2,),
    "日中": (0, 1), "昼間": (0, 1), "終日": _WHOLE_DAY, "一日中": _WHOLE_DAY, "1日中": _WHOLE_DAY, "一日": _WHOLE_DAY,
}  # fmt: skip
_DAY_WORDS = {
    "平日": range(5), "土日": (5, 6), "週末": (5, 6), "毎日": range(7), "いつでも": range(7), "全日": range(7),
}  # fmt: skip
_TOKEN = re.compile(
    rf"(?P<range>[{WEEKDAYS}](?:曜日?)?(?:~|-|から)[{WEEKDAYS}](?:曜日?)?(?:まで)?)"
    rf"|(?P<time>{'|'.join(_TIME_WORDS)})|(?P<word>{'|'.join(_DAY_WORDS)})|(?P<day>[{WEEKDAYS}](?:曜日?)?)"
    r"|(?P<end>[/;\n])|(?P<filler>のみ|[のはとに:・、,.\s()]|可能?)"
)
_ACCEPTED = "「月・水 午前」「土日」「平日 夜」のように入力してください。"


def parse_week_slots(text: str) -> tuple[str, ...] | None:
    """Return the slots of the week that a text names, in the order of :data:`WEEK_SLOTS`; None if empty.

    Days are followed (月・水の午前、金 夜) or preceded (午前：月・水) by their times; days without any are whole days;
    ranges (月～金), 平日, 土日 and 毎日 are known. ／ and line breaks set groups apart. Raises FieldError for other
    words, and for times without days.
    """
    plain = re.sub("[〜‐–—−ー]", "~", normalize_width(text)).lower()
    if not plain.strip():
        return None
    groups: list[list[tuple[str, tuple[int, ...]]]] = [[]]
    at = 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        if found is None:
            raise FieldError(f"「{text.strip()}」は曜日と時間帯として読めません。{_ACCEPTED}")
        if found["end"]:
            groups.append([])
        elif not found["filler"]:
            groups[-1].append(_meaning(found))
        at = found.end()
    chosen = {slot for group in groups for slot in _slots(group, text)}
    return tuple(slot for number, slot in enumerate(WEEK_SLOTS) if divmod(number, 3) in chosen) or None


def _meaning(found: re.Match[str]) -> tuple[str, tuple[int, ...]]:
    """Return ("time", parts of the day) or ("day", days of the week)."""
    if found["time"]:
        return "time", _TIME_WORDS[found["time"]]
    if found["word"]:
        return "day", tuple(_DAY_WORDS[found["word"]])
    if found["day"]:
        return "day", (WEEKDAYS.index(found["day"][0]),)
    first, last = WEEKDAYS.index(found["range"][0]), WEEKDAYS.index(re.sub("曜日?|まで", "", found["range"])[-1])
    return "day", tuple((first + step) % 7 for step in range((last - first) % 7 + 1))


def _slots(group: Sequence[tuple[str, tuple[int, ...]]], text: str) -> Iterable[tuple[int, int]]:
    """Yield (day, part of the day) of one group, its days before or behind their times."""
    runs = [
        (kind, tuple(number for _, numbers in run for number in numbers))
        for kind, run in groupby(group, key=lambda token: token[0])
    ]
    if runs and runs[-1][0] == "day" and runs[0][0] == "day":
        runs.append(("time", _WHOLE_DAY))
    if len(runs) % 2:
        raise FieldError(f"「{text.strip()}」には曜日のない時間帯があります。{_ACCEPTED}")
    for (kind, one), (_, other) in zip(runs[::2], runs[1::2], strict=True):
        days, times = (one, other) if kind == "day" else (other, one)
        yield from ((day, time) for day in days for time in times)


def show_week_slots(slots: Iterable[str]) -> str:
    """Return slots in words, days with the same times together: 月・水 午前／土 終日; empty for none."""
    chosen = {divmod(WEEK_SLOTS.index(slot), 3) for slot in slots}
    times_of = {day: tuple(time for time in _WHOLE_DAY if (day, time) in chosen) for day in range(7)}
    groups: dict[tuple[int, ...], list[int]] = {}
    for day, times in times_of.items():
        if times:
            groups.setdefault(times, []).append(day)
    return "／".join(f"{_days(days)} {_times(times)}" for times, days in groups.items())


def _days(days: Sequence[int]) -> str:
    if len(days) == 7:
        return "毎日"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{WEEKDAYS[days[0]]}～{WEEKDAYS[days[-1]]}"
    return "・".join(WEEKDAYS[day] for day in days)


def _times(times: Sequence[int]) -> str:
    return "終日" if len(times) == 3 else "・".join(TIMES[time] for time in times)
