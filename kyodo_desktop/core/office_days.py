"""Office days: neither Saturday, Sunday, a national holiday, nor 29 December to 3 January.

The days off of municipal offices follow 地方自治法 第4条の2.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping


def is_office_day(day: dt.date) -> bool:
    """Return whether the office works on that day."""
    import jpholiday

    if day.weekday() >= 5 or (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
        return False
    return not jpholiday.is_holiday(day)


def office_day_from(day: dt.date) -> dt.date:
    """Return the day, or the first office day after it."""
    while not is_office_day(day):
        day += dt.timedelta(days=1)
    return day


def office_day_until(day: dt.date) -> dt.date:
    """Return the day, or the last office day before it."""
    while not is_office_day(day):
        day -= dt.timedelta(days=1)
    return day


MOVES: Mapping[str, Callable[[dt.date], dt.date]] = {"after": office_day_from, "before": office_day_until}
"""How a deadline that falls on a day off is moved."""
