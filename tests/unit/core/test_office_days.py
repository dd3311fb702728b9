"""Offices are closed on weekends, holidays and at New Year."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.office_days import is_office_day, next_office_day


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (dt.date(2026, 11, 20), True),
        (dt.date(2026, 11, 21), False),
        (dt.date(2026, 11, 22), False),
        (dt.date(2026, 11, 23), False),
        (dt.date(2026, 5, 6), False),
        (dt.date(2026, 12, 28), True),
        (dt.date(2026, 12, 29), False),
        (dt.date(2026, 12, 31), False),
        (dt.date(2025, 1, 3), False),
        (dt.date(2027, 1, 4), True),
    ],
)
def test_office_day(day: dt.date, is_open: bool) -> None:
    assert is_office_day(day) is is_open


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (dt.date(2026, 11, 20), dt.date(2026, 11, 20)),
        (dt.date(2026, 11, 21), dt.date(2026, 11, 24)),
        (dt.date(2026, 12, 29), dt.date(2027, 1, 4)),
    ],
)
def test_next_office_day(day: dt.date, following: dt.date) -> None:
    assert next_office_day(day) == following


@given(st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31)))
def test_the_next_office_day_is_open_and_the_first(day: dt.date) -> None:
    found = next_office_day(day)
    assert is_office_day(found)
    assert not any(is_office_day(day + dt.timedelta(days=passed)) for passed in range((found - day).days))
