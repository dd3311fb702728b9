"""Terms of members: in office on a day, the next end, a further term without a gap."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.features.committees.rules import terms

DAY = dt.date
DAYS = st.dates(DAY(1990, 1, 1), DAY(2060, 12, 31))


def term(name: str = "見本　一郎", **values: Any) -> dict[str, Any]:
    return {"name": name, "appointed_on": DAY(2025, 4, 1), "until_on": DAY(2027, 3, 31), **values}


@pytest.mark.parametrize(
    ("line", "day", "found"),
    [
        (term(), DAY(2025, 3, 31), False),
        (term(), DAY(2025, 4, 1), True),
        (term(), DAY(2027, 3, 31), True),
        (term(), DAY(2027, 4, 1), False),
        (term(ended_on=DAY(2026, 6, 30)), DAY(2026, 6, 30), True),
        (term(ended_on=DAY(2026, 6, 30)), DAY(2026, 7, 1), False),
        (term(until_on=None), DAY(2040, 1, 1), True),
        (term(until_on=None, ending="resigned"), DAY(2025, 5, 1), False),
        (term(appointed_on=None), DAY(2000, 1, 1), True),
    ],
)
def test_a_member_is_in_office_from_the_first_to_the_last_day(line: dict[str, Any], day: dt.date, found: bool) -> None:
    assert terms.is_in_office(line, day) is found


def test_the_next_end_is_of_those_who_stand_on_the_roster() -> None:
    lines = [
        term("一"),
        term("二", until_on=DAY(2026, 3, 31), ending="expired"),
        term("三", until_on=DAY(2026, 9, 30)),
        term("四", until_on=DAY(2026, 9, 30)),
        term("五", until_on=None),
    ]
    day, ending = terms.next_end(lines)
    assert (day, [line["name"] for line in ending]) == (DAY(2026, 9, 30), ["三", "四"])
    assert terms.next_end([lines[1], lines[4]]) == (None, [])


def test_a_term_is_completed_from_its_years_and_its_end() -> None:
    assert terms.completed({"appointed_on": DAY(2026, 4, 1)}, 2) == {"until_on": DAY(2028, 3, 31)}
    assert terms.completed({"appointed_on": DAY(2024, 2, 29)}, 1) == {"until_on": DAY(2025, 2, 27)}
    assert terms.completed(term(ending="expired"), 2) == {"ended_on": DAY(2027, 3, 31)}
    assert terms.completed(term(ended_on=DAY(2026, 1, 1), ending="resigned"), 2) == {}
    assert terms.completed({"appointed_on": DAY(2026, 4, 1)}, None) == {}


@given(DAYS, st.integers(1, 8), DAYS)
def test_terms_follow_each_other_without_a_gap_or_an_overlap(begins: dt.date, years: int, day: dt.date) -> None:
    old = {"name": "見本", "appointed_on": begins, "until_on": terms.last_day(begins, years)}
    ended, following = terms.reappointed(old, years)
    both = [{**old, **ended}, following]
    assert following["appointed_on"] == old["until_on"] + dt.timedelta(days=1)
    assert terms.check(both) == []
    if old["appointed_on"] <= day <= following["until_on"]:
        assert sum(terms.is_in_office(line, day) for line in both) == 1
    else:
        assert not any(terms.is_in_office(line, day) for line in both)
    assert [terms.term_number(both, line) for line in both] == [1, 2]


def test_a_member_stands_once_and_ends_after_the_beginning() -> None:
    problems = terms.check([term("髙橋　一"), term("高橋　一"), term("沖", until_on=DAY(2025, 3, 1))])
    assert [(each.row, each.attribute, each.child) for each in problems] == [
        (1, "name", "members"),
        (2, "until_on", "members"),
    ]
    assert "前の任期の行に退任日" in problems[0].message
    assert "令和7年4月1日" in problems[1].message
