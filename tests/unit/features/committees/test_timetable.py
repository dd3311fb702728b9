"""The timetable of a 成果報告会, and who counts as present."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.profiles import load_profile
from kyodo_desktop.core.time_of_day import minutes_of
from kyodo_desktop.features.committees.rules import attendance, timetable

WORDS = load_profile("muroran").words(dt.date(2026, 11, 21))


def grant(name: str, order: int | None, reference: str = "R8-H001") -> dict[str, Any]:
    return {"name": name, "organization": f"{name}の会", "presentation_order": order, "reference": reference}


def test_each_item_begins_when_the_one_before_is_over() -> None:
    items = [
        {"subject": "開会", "minutes": 5},
        {"subject": "休憩", "minutes": None},
        {"subject": "報告", "minutes": 90},
    ]
    assert [line["starts_at"] for line in timetable.with_times(items, "13:30")] == ["13:30", "13:35", "13:35"]
    assert timetable.ends_at(items, "13:30") == "15:05"


@given(st.lists(st.integers(0, 60), max_size=10))
def test_the_end_is_the_opening_and_all_minutes(minutes: list[int]) -> None:
    items = [{"subject": str(place), "minutes": each} for place, each in enumerate(minutes)]
    timed = timetable.with_times(items, "09:00")
    assert minutes_of(timetable.ends_at(items, "09:00")) == 540 + sum(minutes)
    assert [line["subject"] for line in timed] == [line["subject"] for line in items]


def test_grants_are_presented_in_their_order_and_what_was_noted_stays() -> None:
    grants = [grant("花", None, "R8-H002"), grant("海", None, "R8-H001"), grant("山", 1)]
    before = [
        {"subject": "花", "minutes": 20, "presenter": "前の名前", "result": "好評", "starts_at": "10:00"},
        {"subject": "閉会", "minutes": 5, "presenter": None, "result": None, "starts_at": None},
    ]
    items = timetable.presentations(grants, 10, before)
    assert [(each["subject"], each["minutes"]) for each in items] == [("山", 10), ("海", 10), ("花", 20), ("閉会", 5)]
    assert (items[2]["presenter"], items[2]["result"]) == ("花の会", "好評")


@pytest.mark.parametrize(("marks", "count", "enough"), [("○○××", 2, False), ("○○代×", 3, True), ("", 0, False)])
def test_more_than_half_is_a_quorum(marks: str, count: int, enough: bool) -> None:
    codes = {"○": "present", "×": "absent", "代": "proxy"}
    lines = [{"attendance": codes[mark]} for mark in marks]
    assert attendance.present(lines, WORDS) == count
    assert attendance.has_quorum(lines, WORDS) is enough


def test_a_meeting_is_called_after_year_number_and_committee() -> None:
    assert attendance.meeting_name("令和8年度", 2, "推進委員会") == "令和8年度 第2回 推進委員会"
    assert attendance.meeting_name("令和8年度", None, "研修") == "令和8年度 研修"
