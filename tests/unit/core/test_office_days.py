"""Deadlines fall on days on which the office works."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.office_days import MOVES, is_office_day, office_day_from, office_day_until


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (dt.date(2026, 11, 20), True),
        (dt.date(2026, 11, 21), False),  # Saturday
        (dt.date(2026, 11, 22), False),  # Sunday
        (dt.date(2026, 11, 23), False),  # 勤労感謝の日
        (dt.date(2026, 5, 6), False),  # 振替休日: 3 May is a Sunday
        (dt.date(2026, 9, 22), False),  # between 敬老の日 and 秋分の日 (祝日法 第3条第3項)
        (dt.date(2026, 12, 28), True),
        (dt.date(2026, 12, 29), False),
        (dt.date(2026, 12, 31), False),
        (dt.date(2027, 1, 1), False),
        (dt.date(2028, 1, 3), False),
        (dt.date(2028, 1, 4), True),
    ],
)
def test_the_days_on_which_an_office_works(day: dt.date, works: bool) -> None:
    assert is_office_day(day) is works


def test_a_day_off_is_left_forwards_or_backwards() -> None:
    saturday = dt.date(2026, 11, 21)
    assert office_day_from(saturday) == dt.date(2026, 11, 24)
    assert office_day_until(saturday) == dt.date(2026, 11, 20)
    assert office_day_from(dt.date(2026, 12, 29)) == dt.date(2027, 1, 4)
    assert office_day_until(dt.date(2027, 1, 3)) == dt.date(2026, 12, 28)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2045, 12, 31)))
def test_the_nearest_office_day_is_found(day: dt.date) -> None:
    before, after = MOVES["before"](day), MOVES["after"](day)
    assert before <= day <= after
    assert is_office_day(before)
    assert is_office_day(after)
    between = [before + dt.timedelta(days) for days in range(1, (after - before).days)]
    assert not any(map(is_office_day, between))
    assert (before == after) == is_office_day(day)
