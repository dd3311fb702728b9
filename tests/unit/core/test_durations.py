"""Lengths of time are read in hours, minutes or both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.durations import parse_duration, show_duration
from kyodo_desktop.core.errors import FieldError


@pytest.mark.parametrize(
    "typed", "2.5 2:30 2時間30分 2時間半 150分 ２．５ ２：３０ 2.5時間 2.5h 2:30:00 150min 0時間150分".split()
)
def test_two_hours_and_a_half(typed: str) -> None:
    assert parse_duration(typed) == 150


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("", None), (" ", None), ("2", 120), ("1.33", 80), ("0:05", 5), ("1,200時間", 72000), ("0", 0)],
)
def test_length(typed: str, minutes: int | None) -> None:
    assert parse_duration(typed) == minutes


@pytest.mark.parametrize("typed", ["半", "2:75", "-1", "約2時間", "9:00～12:00", "2日", "時間"])
def test_refused(typed: str) -> None:
    with pytest.raises(FieldError, match="時間の長さとして読めません"):
        parse_duration(typed)


@given(st.integers(0, 5_000_000))
def test_every_length_comes_back(minutes: int) -> None:
    assert parse_duration(show_duration(minutes)) == minutes
    assert parse_duration(str(minutes / 60)) == minutes


def test_shown() -> None:
    assert [show_duration(minutes) for minutes in (0, 45, 120, 150, 60000)] == [
        "0分",
        "45分",
        "2時間",
        "2時間30分",
        "1,000時間",
    ]
