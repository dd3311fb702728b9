"""Amounts with notes and units are read as what they say, or not at all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.fields import Yen
from kyodo_desktop.core.money import yen
from kyodo_desktop.spreadsheet.amounts import in_yen, noted_amount, noted_count, unit_of
from kyodo_desktop.spreadsheet.splitting import split_days

AMOUNT = Yen("決定額")
TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "amount", "note"),
    [
        ("300,000（うち概算払240,000）", 300_000, "(うち概算払240,000)"),
        ("150,000円 ※辞退", 150_000, "※辞退"),
        ("３００，０００\n（内示）", 300_000, "(内示)"),
        ("12万円（予定）", 120_000, "(予定)"),
        ("▲5,000 返納", -5_000, "返納"),
        ("100,000 取下げ", 100_000, "取下げ"),
    ],
)
def test_a_note_behind_an_amount_is_set_apart(text: str, amount: int, note: str) -> None:
    found = noted_amount(text)
    assert found is not None
    assert (found.amount, found.note) == (amount, note)


@pytest.mark.parametrize(
    "text",
    ["300,000→250,000", "300,000（変更後250,000）", "300,000 280,000", "約30万", "辞退", "", "300,000", "（100）"],
)
def test_what_may_mean_another_amount_is_not_guessed(text: str) -> None:
    assert noted_amount(text) is None


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("約7,300名", 7_300, "約"),
        ("２４０名（うち学生３０名）", 240, "(うち学生30名)"),
        ("延べ 1,020人", 1_020, "延べ"),
        ("5,000人以上", 5_000, "以上"),
        ("約1万2千", 12_000, "約"),
        ("12回 ※1回中止", 12, "※1回中止"),
    ],
)
def test_what_is_said_beside_a_count_is_set_apart(text: str, number: int, note: str) -> None:
    found = noted_count(text, "名")
    assert found is not None
    assert (found.amount, found.note) == (number, note)


@pytest.mark.parametrize("text", ["240名", "30～40名", "20→25名", "12（変更後15）", "数名", "未定", "", "3/4", "約"])
def test_what_may_mean_another_count_is_not_guessed(text: str) -> None:
    assert noted_count(text, "名") is None


@given(st.integers(0, 10**9), st.sampled_from(["（うち概算払）", " ※1件取下げ", "\n次年度"]))
def test_any_amount_is_read_whole(amount: int, note: str) -> None:
    for written in (f"{amount}{note}", f"{amount:,}円{note}"):
        found = noted_amount(written)
        assert found is not None
        assert found.amount == amount


@pytest.mark.parametrize(
    ("heading", "titles", "unit"),
    [
        ("決定額（千円）", (), 1_000),
        ("決定額 (単位：万円)", ("単位：千円",), 10_000),
        ("決定額（円）", ("（単位：千円）",), 1),
        ("決定額", ("令和5年度", "（単位：千円）"), 1_000),
        ("決定額", ("単位：千円", "単位：円"), 1),
        ("決定額", ("1,000円以上を交付",), 1),
    ],
)
def test_the_unit_of_a_column(heading: str, titles: tuple[str, ...], unit: int) -> None:
    assert unit_of(heading, titles) == unit


def test_bare_numbers_alone_are_turned_into_yen_and_that_is_said() -> None:
    cells = [300, "250", "1,200", "200千円", "150,000円", 12.5, "90（うち80）", "30千円（予定）", "", "辞退", True]
    told, said = in_yen(AMOUNT, cells, 1_000)
    assert told[:6] == [300_000, 250_000, 1_200_000, "200千円", "150,000円", 12_500]
    assert told[6:] == ["90000円(うち80)", "30千円（予定）", "", "辞退", True]
    assert said == f"単位が千円と書かれているため、決定額の5か所を円に直して読みました（300 → {yen(300_000)}）。"


def test_nothing_is_said_where_nothing_was_turned() -> None:
    assert in_yen(AMOUNT, ["200千円", ""], 1_000) == (["200千円", ""], "")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("R8.1.10～1.18", dt.date(2026, 1, 10), dt.date(2026, 1, 18)),
        ("令和7年10月4日（土）・5日（日）", dt.date(2025, 10, 4), dt.date(2025, 10, 5)),
        ("令和7年10月4日", dt.date(2025, 10, 4), dt.date(2025, 10, 4)),
        ("R7.12.28～1.4", dt.date(2025, 12, 28), dt.date(2026, 1, 4)),
        ("R7.8.2～R7.8.3", dt.date(2025, 8, 2), dt.date(2025, 8, 3)),
        (dt.date(2025, 8, 2), dt.date(2025, 8, 2), dt.date(2025, 8, 2)),
    ],
)
def test_the_days_of_an_event(cell: str | dt.date, first: dt.date, last: dt.date) -> None:
    assert split_days(TODAY, cell) == (first, last)
