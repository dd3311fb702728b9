"""Numbers and amounts are read as they stand in rosters and accounts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.money import formal_yen, parse_integer, parse_permille, parse_rate, show_rate, yen


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("", None),
        ("\u3000", None),
        ("12", 12),
        ("012", 12),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("1、234円", 1234),
        ("1 234", 1234),
        ("金 1,234,000円", 1_234_000),
        ("金1,000円也", 1000),
        ("¥3,000-", 3000),
        ("￥３，０００", 3000),
        ("\\500", 500),
        ("-40", -40),
        ("－４０円", -40),
        ("▲500", -500),
        ("△1,000円", -1000),
        ("12.0", 12),
        ("12名", 12),
        ("30世帯", 30),
        ("5か所", 5),
        ("十二", 12),
        ("一〇", 10),
        ("二〇二六", 2026),
        ("百五", 105),
        ("二百三十", 230),
        ("千", 1000),
        ("3万5千", 35_000),
        ("3万", 30_000),
        ("3万5", 30_005),
        ("十万", 100_000),
        ("百二十万円", 1_200_000),
        ("1.5万", 15_000),
        ("1億2,000万円", 120_000_000),
        ("壱万円", 10_000),
        ("金弐拾参万円", 230_000),
    ],
)
def test_integer(typed: str, number: int | None) -> None:
    assert parse_integer(typed) == number


def test_the_unit_of_the_field_may_stand_behind() -> None:
    assert parse_integer("３班", unit="班") == 3
    assert parse_integer("8脚", unit="脚") == 8
    with pytest.raises(FieldError, match="1,234脚"):
        parse_integer("8卓", unit="脚")


@pytest.mark.parametrize(
    "typed",
    ["abc", "1.5", "万", "億", "千百千", "3-4", "約30名", "12名程度", "5,000円×3", "1万2万", "-", "円", "十二三四五十"],
)
def test_no_integer(typed: str) -> None:
    with pytest.raises(FieldError, match="数として読めません。整数で入力してください"):
        parse_integer(typed)


def in_kanji(number: int) -> str:
    """Spell a number below ten thousand as an official paper does."""
    words = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("" if digit == 1 and sign else "一二三四五六七八九"[digit - 1]) + sign
    return words


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_every_number_in_kanji_is_read(high: int, low: int) -> None:
    assert parse_integer(in_kanji(high)) == high
    assert parse_integer(f"{in_kanji(high)}万{in_kanji(low)}") == high * 10_000 + low


@given(st.integers(-(10**12), 10**12))
def test_every_amount_comes_back(amount: int) -> None:
    assert parse_integer(yen(amount), unit="円") == amount
    assert parse_integer(formal_yen(amount)) == amount


def test_amounts_shown() -> None:
    assert yen(1_234_000) == "1,234,000円"
    assert formal_yen(1_234_000) == "金 1,234,000円"


@pytest.mark.parametrize(
    ("typed", "tenths"),
    [
        ("", None),
        ("62.5％", 625),
        ("62.5", 625),
        ("６２．５ %", 625),
        ("62.50%", 625),
        ("100", 1000),
        ("0", 0),
        ("1", 10),
        ("0.6％", 6),
        ("50パーセント", 500),
    ],
)
def test_share(typed: str, tenths: int | None) -> None:
    assert parse_permille(typed) == tenths


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0.1", "100倍か分かりません"),
        ("0.6", "100倍か分かりません"),
        ("0.625", "小数第1位まで"),
        ("62.55", "小数第1位まで"),
        ("100.1", "0から100まで"),
        ("-5", "0から100まで"),
        ("6割", "0から100まで"),
    ],
)
def test_no_share(typed: str, said: str) -> None:
    with pytest.raises(FieldError, match=said):
        parse_permille(typed)


@given(st.integers(0, 1000))
def test_every_share_comes_back(tenths: int) -> None:
    assert parse_permille(f"{tenths / 10:.1f}％") == tenths


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        ("2/3", Fraction(2, 3)),
        ("３分の２以内", Fraction(2, 3)),
        ("10分の10", Fraction(1)),
        ("５０％", Fraction(1, 2)),
        ("62.5%", Fraction(5, 8)),
        ("8割", Fraction(4, 5)),
        ("", None),
    ],
)
def test_a_rate_is_read(written: str, rate: Fraction | None) -> None:
    assert parse_rate(written) == rate


@pytest.mark.parametrize("written", ["0.5", "50", "3/2", "1/0", "半分", "120％"])
def test_what_may_mean_another_rate_is_refused(written: str) -> None:
    with pytest.raises(FieldError, match="3分の2"):
        parse_rate(written)


def test_a_rate_is_shown_in_percents_where_they_can_say_it() -> None:
    assert [show_rate(Fraction(n, d)) for n, d in ((1, 2), (5, 8), (2, 3), (1, 1))] == [
        "50％",
        "62.5％",
        "3分の2",
        "100％",
    ]
