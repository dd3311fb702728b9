"""One cell, several attributes."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.spreadsheet.sheets import RawCell
from kyodo_desktop.spreadsheet.splitting import days_taken, splitter_of
from kyodo_desktop.spreadsheet.targets import Rule
from tests.unit.spreadsheet.office_schema import TODAY


@pytest.mark.parametrize(
    ("rule", "cell", "parts"),
    [
        (Rule.PERIOD, "平成19年11月1日から平成21年10月31日まで", (dt.date(2007, 11, 1), dt.date(2009, 10, 31))),
        (Rule.PERIOD, "R5.4.1～R8.3.31", (dt.date(2023, 4, 1), dt.date(2026, 3, 31))),
        (Rule.PERIOD, "令和５年４月１日\n～８年３月３１日", (dt.date(2023, 4, 1), dt.date(2026, 3, 31))),
        (Rule.PERIOD, "令和5年4月1日\n令和8年3月31日", (dt.date(2023, 4, 1), dt.date(2026, 3, 31))),
        (Rule.PERIOD, "R5.4.1～", (dt.date(2023, 4, 1), "")),
        (Rule.PERIOD, "令和7年4月\n～令和9年3月", (dt.date(2025, 4, 1), dt.date(2027, 3, 31))),
        (Rule.UNTIL, "R5.4.1～R8.3.31", (dt.date(2026, 3, 31),)),
        (Rule.UNTIL, "R8.3.31", (dt.date(2026, 3, 31),)),
        (Rule.UNTIL, dt.date(2026, 3, 31), (dt.date(2026, 3, 31),)),
        (Rule.UNTIL, "R5.4.1から", ("",)),
        (Rule.READING, "髙橋一郎（たかはし いちろう）", ("髙橋一郎", "たかはし いちろう")),
        (Rule.READING, "髙橋一郎\nﾀｶﾊｼ ｲﾁﾛｳ", ("髙橋一郎", "ﾀｶﾊｼ ｲﾁﾛｳ")),
        (Rule.READING, "（あすなろかい）\nあした会", ("あした会", "あすなろかい")),
        (Rule.READING, "たかはし いちろう\n髙橋一郎", ("髙橋一郎", "たかはし いちろう")),
        (Rule.READING, "まちの会（通称）", ("まちの会（通称）", "")),
        (Rule.READING, "あすなろ会", ("あすなろ会", "")),
        (Rule.POSTCODE, "〒051-0011\n室蘭市中央町1-2", ("051-0011", "室蘭市中央町1-2")),
        (Rule.POSTCODE, "（〒０５１－００１１）　室蘭市", ("０５１－００１１", "室蘭市")),
        (Rule.POSTCODE, "室蘭市中央町1-2（〒051-0011）", ("051-0011", "室蘭市中央町1-2")),
        (Rule.POSTCODE, "室蘭市中央町1-2", ("", "室蘭市中央町1-2")),
        (Rule.POSTCODE, 510011.0, ("510011", "")),
        (Rule.PHONE_FAX, "0143-22-1111／0143-22-1112", ("0143-22-1111", "0143-22-1112")),
        (Rule.PHONE_FAX, "TEL 0143-22-1111\nFAX 0143-22-1112", ("0143-22-1111", "0143-22-1112")),
        (Rule.PHONE_FAX, "FAX：０１４３－２２－１１１２", ("", "0143-22-1112")),
        (Rule.PHONE_FAX, "F.0143-22-1112 T.0143-22-1111", ("0143-22-1111", "0143-22-1112")),
        (Rule.PHONE_FAX, "0143-22-1111（FAX兼用）", ("0143-22-1111", "0143-22-1111")),
        (Rule.PHONE_FAX, "電話・FAX 0143-22-1111", ("0143-22-1111", "0143-22-1111")),
        (Rule.PHONE_FAX, "0143(22)1111\n0143(22)1112", ("0143(22)1111", "0143(22)1112")),
        (Rule.TITLE, "会長　髙橋 一郎", ("会長", "髙橋 一郎")),
        (Rule.TITLE, "髙橋 一郎", ("", "髙橋 一郎")),
    ],
)
def test_cells_are_taken_apart(rule: Rule, cell: RawCell, parts: tuple[RawCell, ...]) -> None:
    assert splitter_of(rule, TODAY)(cell) == parts


@pytest.mark.parametrize(
    ("rule", "cell"),
    [
        (Rule.PERIOD, "令和5年度から3年間"),
        (Rule.PERIOD, "R5.4.1"),
        (Rule.PERIOD, dt.date(2023, 4, 1)),
        (Rule.PERIOD, "R8.3.31～R5.4.1"),
        (Rule.PHONE_FAX, "0143-22-1111、0143-22-1112、0143-22-1113"),
        (Rule.PHONE_FAX, "自宅 0143-22-1111（夜間のみ）"),
    ],
)
def test_what_cannot_be_taken_apart_is_said(rule: Rule, cell: RawCell) -> None:
    with pytest.raises(FieldError, match="。"):
        splitter_of(rule, TODAY)(cell)


@pytest.mark.parametrize(
    ("rule", "cell", "said"),
    [
        (Rule.PERIOD, "R7.4\nR9.3", "令和7年4月1日～令和9年3月31日として"),
        (Rule.PERIOD, "令和7年度～8年度", "令和7年4月1日～令和9年3月31日として"),
        (Rule.UNTIL, "R7.4～R9.3", "終わりの日を補い、令和9年3月31日として"),
        (Rule.PERIOD, "R7.4.1～R9.3.31", ""),
        (Rule.PERIOD, "", ""),
        (Rule.READING, "R7.4～R9.3", ""),
    ],
)
def test_the_days_taken_for_a_month_or_a_year_are_said(rule: Rule, cell: str, said: str) -> None:
    remark = days_taken(rule, cell, splitter_of(rule, TODAY)(cell))
    assert said in remark
    assert bool(remark) == bool(said)
