"""Days are read in every style that stands on paper, and refused when they mean no day or two."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.dates import (
    ERAS,
    FIRST_SOLAR_DAY,
    age,
    era,
    era_on,
    era_year,
    fiscal_year,
    fiscal_year_bounds,
    fiscal_year_end,
    fiscal_year_label,
    full,
    month_day,
    names_no_day,
    parse_date,
    parse_fiscal_year,
    parse_period,
    short,
    weekday,
    years_later,
)
from kyodo_desktop.core.errors import FieldError

TODAY = dt.date(2026, 11, 21)
DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2200, 12, 31))


@pytest.mark.parametrize(
    "typed",
    """
    R8.11.21 8.11.21 r8.11.21 Ｒ８．１１．２１ R8/11/21 R8-11-21 R.8.11.21 令8.11.21 令和8年11月21日
    令和８年１１月２１日 ㋿8年11月21日 2026/11/21 2026-11-21 2026.11.21 2026年11月21日 20261121 081121 R081121
    令和081121 ２０２６１１２１ 令和8年11月21日（土） 令和8年11月21日(土曜日) R8.11.21土
    令和8年11月21日（2026年）（土）
    令和8年(2026年)11月21日
    令和八年十一月二十一日 二〇二六年一一月二一日 Ｒ８・１１・２１ 令和8年11月21日生 令和８年１１月２１日生まれ
    2026-11-21T00:00:00 2026−11−21 ８ー１１ー２１
    """.split(),
)
def test_one_day_in_many_styles(typed: str) -> None:
    assert parse_date(typed, TODAY) == TODAY


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        (" \u3000", None),
        (" 令和 8年 4月 1日 ", dt.date(2026, 4, 1)),
        ("令和元年5月1日", dt.date(2019, 5, 1)),
        ("R1.5.1", dt.date(2019, 5, 1)),
        ("平成31年4月30日", dt.date(2019, 4, 30)),
        ("㍻元年1月8日", dt.date(1989, 1, 8)),
        ("S64.1.7", dt.date(1989, 1, 7)),
        ("平20.4.1", dt.date(2008, 4, 1)),
        ("昭8.11.21", dt.date(1933, 11, 21)),
        ("昭和50年4月1日", dt.date(1975, 4, 1)),
        ("昭和三十年四月十日", dt.date(1955, 4, 10)),
        ("大正十年十月三十日", dt.date(1921, 10, 30)),
        ("昭和元年12月25日", dt.date(1926, 12, 25)),
        ("T15.12.24", dt.date(1926, 12, 24)),
        ("M45.7.29", dt.date(1912, 7, 29)),
        ("明治6年1月1日", dt.date(1873, 1, 1)),
        ("H26/3/31", dt.date(2014, 3, 31)),
        ("R8/4/29（水・祝）", dt.date(2026, 4, 29)),
        ("1870/4/1", dt.date(1870, 4, 1)),
        ("13.3.31", dt.date(2031, 3, 31)),
        ("2026/11/21 0:00:00", TODAY),
        ("2026/11/21 00:00", TODAY),
        ("令和8年\n11月21日", TODAY),
        ("1960年（昭和35年）5月5日", dt.date(1960, 5, 5)),
        ("1960(S35)年5月5日", dt.date(1960, 5, 5)),
        ("昭和35（1960）年5月5日", dt.date(1960, 5, 5)),
        ("1960年5月5日（昭和35年）（木）", dt.date(1960, 5, 5)),
        ("昭和35年5月5日（1960/5/5）", dt.date(1960, 5, 5)),
        ("1960/5/5\n(S35.5.5)", dt.date(1960, 5, 5)),
        ("2019年（令和元年）5月1日", dt.date(2019, 5, 1)),
    ],
)
def test_day(typed: str, day: dt.date | None) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("平成31年5月1日", "その日は令和元年5月1日です"),
        ("S64.1.8", "その日は平成元年1月8日です"),
        ("R1.4.30", "その日は平成31年4月30日です"),
        ("明治5年12月3日", "旧暦"),
        ("R8.2.29", "という日はありません"),
        ("2026/13/1", "という日はありません"),
        ("20260230", "という日はありません"),
        ("R0.1.1", "年が読めません"),
        ("208.1.1", "年が読めません"),
        ("元.5.1", "年が読めません"),
        ("0008/11/21", "年が読めません"),
        ("14.3.31", "R14、H14、S14 のように元号を付けるか"),
        ("501231", "元号が分かりません"),
        ("3/31", "日付として読めません"),
        ("11月21日", "日付として読めません"),
        ("令和8年11月", "日付として読めません"),
        ("令和8年度3月31日", "日付として読めません"),
        ("R80401", "日付として読めません"),
        ("2026/11/21 10:30", "日付として読めません"),
        ("あした", "日付として読めません"),
        ("46347", "日付として読めません"),
        ("令和8年11月21日（日）", "その日は土曜日です"),
        ("令和8年11月21日（2025年）", "その日は2026年です"),
        ("令和8年(2025年)11月21日", "その日は2026年です"),
        ("1960年（昭和36年）5月5日", "その日は昭和35年です"),
        ("2019年（平成31年）5月1日", "その日は令和元年です"),
        ("1870年（明治3年）4月1日", "明治6年より前の日付に元号の年が付いています"),
        ("昭和35年5月5日（1960/5/6）", "2つの日が違います（昭和35年5月5日と昭和35年5月6日）"),
        ("昭和35年5月5日（設立）", "日付として読めません"),
    ],
)
def test_refused(typed: str, said: str) -> None:
    with pytest.raises(FieldError, match=said) as error:
        parse_date(typed, TODAY)
    assert str(error.value).endswith("。")


def test_every_day_of_every_era_comes_back() -> None:
    day, last = FIRST_SOLAR_DAY, dt.date(2100, 12, 31)
    while day <= last:
        assert parse_date(short(day), TODAY) == day
        day += dt.timedelta(days=1)


@given(DAYS)
def test_every_way_to_show_a_day_comes_back(day: dt.date) -> None:
    for shown in (era(day), short(day), full(day), day.isoformat(), f"{day:%Y%m%d}", f"{era(day)}（{weekday(day)}）"):
        assert parse_date(shown, TODAY) == day


@given(st.dates(dt.date(2019, 5, 1), dt.date(2031, 12, 31)))
def test_a_year_without_an_era_is_one_of_this_era(day: dt.date) -> None:
    year = day.year - 2018
    assert parse_date(f"{year}.{day.month}.{day.day}", TODAY) == day
    assert parse_date(f"{year:02}{day:%m%d}", TODAY) == day


def test_a_year_without_an_era_follows_the_clock() -> None:
    assert parse_date("31.4.1", dt.date(2019, 3, 1)) == dt.date(2019, 4, 1)


@given(st.dates(FIRST_SOLAR_DAY, dt.date(2200, 1, 1)))
def test_eras_follow_one_another_without_a_gap(day: dt.date) -> None:
    present = era_on(day)
    assert present
    assert present.first <= day
    assert not [one for one in ERAS if present.first < one.first <= day]


def test_shown() -> None:
    assert era(TODAY) == "令和8年11月21日"
    assert era(dt.date(2019, 5, 1)) == "令和元年5月1日"
    assert era(dt.date(1872, 12, 31)) == "1872年12月31日"
    assert era_year(dt.date(1989, 1, 8)) == "平成元年"
    assert short(TODAY) == "R8.11.21"
    assert short(dt.date(1872, 12, 31)) == "1872.12.31"
    assert full(TODAY) == "令和8年11月21日（2026年）（土）"
    assert full(dt.date(1872, 12, 31)) == "1872年12月31日（火）"
    assert month_day(TODAY) == "11月21日"


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("", None, None),
        ("平成19年11月1日から平成21年10月31日まで", dt.date(2007, 11, 1), dt.date(2009, 10, 31)),
        ("R5.4.1～R8.3.31", dt.date(2023, 4, 1), dt.date(2026, 3, 31)),
        ("令和5年4月1日〜8年3月31日", dt.date(2023, 4, 1), dt.date(2026, 3, 31)),
        ("H19.11.1より21.10.31迄", dt.date(2007, 11, 1), dt.date(2009, 10, 31)),
        ("R5.4.1～", dt.date(2023, 4, 1), None),
        ("～R8.3.31", None, dt.date(2026, 3, 31)),
        ("2023-04-01～2024-03-31", dt.date(2023, 4, 1), dt.date(2024, 3, 31)),
        ("2023-04-01-2024-03-31", dt.date(2023, 4, 1), dt.date(2024, 3, 31)),
        ("2023/4/1 - 2024/3/31", dt.date(2023, 4, 1), dt.date(2024, 3, 31)),
        ("令和5年4月1日（土）\n～ 令和6年3月31日（日）", dt.date(2023, 4, 1), dt.date(2024, 3, 31)),
        ("R8.4.1～R8.4.1", dt.date(2026, 4, 1), dt.date(2026, 4, 1)),
        ("令和7年4月～令和9年3月", dt.date(2025, 4, 1), dt.date(2027, 3, 31)),
        ("令和7年4月から9年3月まで", dt.date(2025, 4, 1), dt.date(2027, 3, 31)),
        ("R7.4～R9.3", dt.date(2025, 4, 1), dt.date(2027, 3, 31)),
        ("2025/11-2028/2", dt.date(2025, 11, 1), dt.date(2028, 2, 29)),
        ("令和7年4月15日～令和8年12月", dt.date(2025, 4, 15), dt.date(2026, 12, 31)),
        ("令和7年度～令和8年度", dt.date(2025, 4, 1), dt.date(2027, 3, 31)),
        ("平成30年度から令和元年度まで", dt.date(2018, 4, 1), dt.date(2020, 3, 31)),
        ("R7年度～8年度", dt.date(2025, 4, 1), dt.date(2027, 3, 31)),
        ("R9.3.31まで", None, dt.date(2027, 3, 31)),
        ("令和9年3月まで", None, dt.date(2027, 3, 31)),
    ],
)
def test_period(typed: str, first: dt.date | None, last: dt.date | None) -> None:
    assert parse_period(typed, TODAY) == (first, last)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("R8.3.31～R5.4.1", "始まりの日より前"),
        ("R5.4.1", "期間として読めません"),
        ("R5.4.1～R6.3.31～R7.3.31", "期間として読めません"),
        ("R5.4.1～未定", "「未定」は日付として読めません"),
        ("平成31年4月1日～2年3月31日", "始まりの日より前"),
        ("R9.3～R7.4", "始まりの日より前"),
        ("R7.4～9.3", "「9.3」は日付として読めません"),
        ("1.10～1.18", "「1.10」は日付として読めません"),
        ("R7.13～R9.3", "という日はありません"),
        ("令和7年4月", "期間として読めません"),
        ("令和7年度", "期間として読めません"),
        ("令和7・8年度", "期間として読めません"),
    ],
)
def test_refused_period(typed: str, said: str) -> None:
    with pytest.raises(FieldError, match=said):
        parse_period(typed, TODAY)


def test_a_period_without_days_is_told_from_one_of_days() -> None:
    assert [
        names_no_day(period) for period in ("R7.4～R9.3.31", "～令和9年3月", "R7年度～", "R7.4.1～R9.3.31", "2年", "")
    ] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@given(st.dates(FIRST_SOLAR_DAY, dt.date(2100, 1, 1)), st.integers(0, 5000), st.sampled_from("～ 〜 から -".split()))
def test_every_period_comes_back(first: dt.date, days: int, between: str) -> None:
    last = first + dt.timedelta(days=days)
    assert parse_period(f"{era(first)}{between}{era(last)}まで", TODAY) == (first, last)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (dt.date(2026, 4, 1), 2026),
        (dt.date(2027, 3, 31), 2026),
        (dt.date(2026, 3, 31), 2025),
    ],
)
def test_fiscal_year(day: dt.date, year: int) -> None:
    assert fiscal_year(day) == year


@given(DAYS)
def test_a_day_lies_in_its_fiscal_year(day: dt.date) -> None:
    first, last = fiscal_year_bounds(fiscal_year(day))
    assert first <= day <= last == fiscal_year_end(day)
    assert (last - first).days in (364, 365)
    assert (last.month, last.day) == (3, 31)


@pytest.mark.parametrize(
    ("year", "label"),
    [(2026, "令和8年度"), (2019, "令和元年度"), (2018, "平成30年度"), (1989, "平成元年度"), (1988, "昭和63年度")],
)
def test_fiscal_year_label(year: int, label: str) -> None:
    assert fiscal_year_label(year) == label


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (dt.date(2008, 11, 21), TODAY, 18),
        (dt.date(2008, 11, 22), TODAY, 17),
        (dt.date(2008, 2, 29), dt.date(2026, 2, 28), 17),
        (dt.date(2008, 2, 29), dt.date(2026, 3, 1), 18),
        (TODAY, TODAY, 0),
    ],
)
def test_age(birth: dt.date, on: dt.date, years: int) -> None:
    assert age(birth, on) == years


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (dt.date(2024, 2, 29), 1, dt.date(2025, 2, 28)),
        (dt.date(2024, 2, 29), 4, dt.date(2028, 2, 29)),
        (dt.date(2024, 2, 28), 1, dt.date(2025, 2, 28)),
        (dt.date(2026, 3, 31), 2, dt.date(2028, 3, 31)),
    ],
)
def test_the_same_day_years_later(day: dt.date, years: int, later: dt.date) -> None:
    assert years_later(day, years) == later


def test_no_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        age(TODAY, TODAY - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("令和8年度", 2026),
        ("R8", 2026),
        ("8", 2026),
        ("２０２６年度", 2026),
        ("2026年", 2026),
        ("令和元年度", 2019),
        ("平成31年度", 2019),
        ("H30", 2018),
        ("", None),
    ],
)
def test_a_fiscal_year_is_read(written: str, year: int | None) -> None:
    assert parse_fiscal_year(written, dt.date(2026, 11, 21)) == year


@pytest.mark.parametrize("written", ["来年度", "令和", "R8.4.1", "99年度"])
def test_what_is_no_fiscal_year_is_refused(written: str) -> None:
    with pytest.raises(FieldError, match="年度として読めません"):
        parse_fiscal_year(written, dt.date(2026, 11, 21))
