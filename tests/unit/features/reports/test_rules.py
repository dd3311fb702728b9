"""Times of a chronology as people write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.features.reports.rules import When, parse_when

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "words", "key"),
    [
        ("平成15年4月", "平成15年4月", "2003-04-00"),
        ("H15.4", "平成15年4月", "2003-04-00"),
        ("２００３／４", "平成15年4月", "2003-04-00"),
        ("平成 15年　4月", "平成15年4月", "2003-04-00"),
        ("平成15年", "平成15年", "2003-00-00"),
        ("2003", "平成15年", "2003-00-00"),
        ("H15.4.1", "平成15年4月1日", "2003-04-01"),
        ("20030401", "平成15年4月1日", "2003-04-01"),
        ("令和元年5月", "令和元年5月", "2019-05-00"),
        ("平成31年4月", "平成31年4月", "2019-04-00"),
    ],
)
def test_a_time_is_read_in_the_styles_of_a_chronology(typed: str, words: str, key: str) -> None:
    when = parse_when(typed, TODAY)
    assert (when.words, when.key) == (words, key)


@pytest.mark.parametrize("typed", ["", "春", "平成15年13月", "平成15年4月31日"])
def test_what_names_no_time_is_refused_with_what_is_accepted(typed: str) -> None:
    with pytest.raises(FieldError, match="平成15年4月"):
        parse_when(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "words", "key"),
    [
        ("平成27年4月～6月", "平成27年4月～平成27年6月", "2015-04-00"),
        ("平成15年度〜18年度", "平成15年度～平成18年度", "2003-03-99"),
        ("H15～18年", "平成15年～平成18年", "2003-00-00"),
        ("平成27年4月29日～5日", None, None),
        ("平成27年4月1日～5日", "平成27年4月1日～平成27年4月5日", "2015-04-01"),
        ("平成27年4月29日～5月5日", "平成27年4月29日～平成27年5月5日", "2015-04-29"),
        ("平成30年12月～翌年3月", "平成30年12月～平成31年3月", "2018-12-00"),
        ("平成30年12月～3月", None, None),
        ("H18～H15", None, None),
        ("平成31年3月～令和元年5月", "平成31年3月～令和元年5月", "2019-03-00"),
        ("平成27年4月～", "平成27年4月～", "2015-04-00"),
    ],
)
def test_the_end_of_a_period_takes_over_what_it_leaves_out(typed: str, words: str | None, key: str | None) -> None:
    if words is None:
        with pytest.raises(FieldError, match="始まりより前"):
            parse_when(typed, TODAY)
    else:
        when = parse_when(typed, TODAY)
        assert (when.words, when.key) == (words, key)
        assert parse_when(words, TODAY) == when


@given(st.integers(1913, 2030), st.integers(0, 12), st.integers(1, 28), st.booleans())
def test_words_of_a_time_mean_that_time(year: int, month: int, day: int, whole: bool) -> None:
    when = When(year, month, day if month and whole else 0)
    assert parse_when(when.words, TODAY) == when


@given(st.tuples(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 28)))
def test_a_year_stands_before_its_months_and_a_month_before_its_days(when: tuple[int, int, int]) -> None:
    year, month, day = when
    assert When(year).key < When(year, month).key < When(year, month, day).key < When(year + 1).key
