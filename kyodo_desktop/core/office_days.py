"""Days on which an office is open."""

from __future__ import annotations

import datetime as dt


def is_office_day(day: dt.date) -> bool:
    """Return whether offices are open: no weekend, no 国民の祝日, not 29 December to 3 January.

    地方自治法 第4条の2 names these days for the offices of towns.
    """
    import jpholiday

    at_new_year = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not at_new_year and not jpholiday.is_holiday(day)


def next_office_day(day: dt.date) -> dt.date:
    """Return the day itself when offices are open, else the first day after it on which they are."""
    while not is_office_day(day):
        day += dt.timedelta(days=1)
    return day
