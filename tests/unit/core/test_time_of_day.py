"""Times of the day: every way of writing one, and what is no time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import TimeOfDay
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.time_of_day import clock, in_words, minutes_of, parse_time

WORDS = Words(dt.date(2026, 11, 21))


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("13:30", "13:30"),
        ("１３：３０", "13:30"),
        ("1330", "13:30"),
        ("930", "09:30"),
        ("9", "09:00"),
        ("13時", "13:00"),
        ("13時半", "13:30"),
        ("午後1時30分", "13:30"),
        ("午前 9時", "09:00"),
        ("午後12時15分", "12:15"),
        ("午前0時", "00:00"),
        ("正午", "12:00"),
        ("13:00:00", "13:00"),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_write_it(written: str, time: str | None) -> None:
    assert parse_time(written) == time


@pytest.mark.parametrize("written", ["24:00", "13:60", "午後13時", "昼", "12345", "正午3時"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(FieldError, match="13:30、1330、午後1時30分"):
        parse_time(written)


@pytest.mark.parametrize(
    ("cell", "time"),
    [(dt.time(9, 5), "09:05"), (0.5625, "13:30"), (dt.datetime(1899, 12, 30, 14, 0), "14:00"), (1330, "13:30")],
)
def test_a_cell_of_a_workbook_is_read(cell: object, time: str) -> None:
    assert TimeOfDay("時刻").parse(cell, WORDS) == time


@given(st.integers(0, 1439))
def test_the_words_of_a_time_mean_that_time(minutes: int) -> None:
    time = clock(minutes)
    assert minutes_of(time) == minutes
    assert parse_time(in_words(time)) == time
