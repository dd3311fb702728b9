"""Times of the week are read as volunteers write them on their forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.dates import WEEK_SLOTS
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.week import parse_week_slots, show_week_slots


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("月・水の午前", "月・水 午前"),
        ("月曜日と水曜日の午前中", "月・水 午前"),
        ("土日", "土・日 終日"),
        ("週末", "土・日 終日"),
        ("平日夜", "月～金 夜"),
        ("毎日午後", "毎日 午後"),
        ("いつでも", "毎日 終日"),
        ("月午前、水夜", "月 午前／水 夜"),
        ("月～金 午前", "月～金 午前"),
        ("月－金ＰＭ", "月～金 午後"),
        ("月から金まで日中", "月～金 午前・午後"),
        ("金～月", "月・金・土・日 終日"),
        ("月、水、金 午前", "月・水・金 午前"),
        ("午前：月・水、午後：金", "月・水 午前／金 午後"),
        ("平日の夜と土日", "月～金 夜／土・日 終日"),
        ("月水金", "月・水・金 終日"),
        ("水 午前・夜", "水 午前・夜"),
        ("月 午前\n月 夜", "月 午前・夜"),
        ("火（午後のみ）", "火 午後"),
        ("木　終日", "木 終日"),
        ("月～水／木 夜", "月～水 終日／木 夜"),
        ("日曜", "日 終日"),
    ],
)
def test_week(typed: str, shown: str) -> None:
    slots = parse_week_slots(typed)
    assert slots
    assert show_week_slots(slots) == shown


def test_slots_are_codes_in_the_order_of_the_week() -> None:
    assert parse_week_slots("日夜、月午前") == ("mon-am", "sun-night")


@pytest.mark.parametrize("empty", ["", " \u3000", "\n"])
def test_empty(empty: str) -> None:
    assert parse_week_slots(empty) is None
    assert show_week_slots(()) == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("午前", "曜日のない時間帯"),
        ("月 午前／夜", "曜日のない時間帯"),
        ("午前 月 午後", "曜日のない時間帯"),
        ("第2土曜", "読めません"),
        ("土日祝", "読めません"),
        ("応相談", "読めません"),
    ],
)
def test_refused(typed: str, said: str) -> None:
    with pytest.raises(FieldError, match=said):
        parse_week_slots(typed)


@given(st.sets(st.sampled_from(WEEK_SLOTS), min_size=1))
def test_every_week_comes_back(chosen: set[str]) -> None:
    slots = tuple(slot for slot in WEEK_SLOTS if slot in chosen)
    assert parse_week_slots(show_week_slots(slots)) == slots
