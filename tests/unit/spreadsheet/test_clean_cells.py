"""What is taken for clean at once is what the field would keep, cell by cell."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import (
    Address,
    Count,
    Email,
    EraDate,
    Field,
    Furigana,
    Name,
    Phone,
    PostalCode,
    Reference,
    Text,
)
from kyodo_desktop.spreadsheet.clean_cells import clean_test
from kyodo_desktop.spreadsheet.column_values import cell_reader
from kyodo_desktop.spreadsheet.sheets import RawCell
from tests.unit.spreadsheet.office_schema import WORDS

KINDS: tuple[Field, ...] = (
    Name("団体名"),
    Name("代表者氏名"),
    Furigana("ふりがな"),
    Phone("電話番号"),
    PostalCode("郵便番号"),
    Address("住所"),
    Text("会費"),
    Text("活動の内容", lines=3),
    Email("電子メール"),
    Reference("登録番号"),
)
SIGNS = "高髙𠮷葛󠄀々あいゞー・アｱﾞか゛が゙（）()、,/&＆Ａa1１-－ー‐0 \u3000\t\n\r\x0b\x1f\x85\u2028\u200b\ufeff\u00ad@._+"
texts = st.one_of(
    st.text(SIGNS, max_size=12),
    st.text(max_size=8),
    st.from_regex(r"[0-9]{2,5}-[0-9]{1,4}-[0-9]{3,4}", fullmatch=True),
    st.from_regex(r"[a-z0-9._+-]{1,6}@[a-z0-9.-]{1,8}\.[a-z]{1,3}", fullmatch=True),
    st.from_regex(r"[0-9]{3}-?[0-9]{4}", fullmatch=True),
)


@pytest.mark.parametrize("declared", KINDS, ids=lambda declared: f"{type(declared).__name__}-{declared.label}")
@given(cells=st.lists(texts, min_size=1, max_size=3))
def test_clean_cells_are_read_as_they_are(declared: Field, cells: list[str]) -> None:
    is_clean = clean_test(declared)
    assert is_clean is not None
    read = cell_reader(declared, WORDS)
    if is_clean(cells):
        for cell in cells:
            try:
                assert declared.parse(cell, WORDS) == (cell or None)
            except FieldError as error:  # pragma: no cover - the failure this test is for
                pytest.fail(f"{cell!r}: {error}")
            remark = read(cell)[1]
            assert remark is None or "空欄として" in remark.message or "計算式" in remark.message


@pytest.mark.parametrize(
    ("declared", "cells"),
    [
        (KINDS[0], ["あすなろ会", "", "室蘭　ライオンズクラブ", "NPO法人葛󠄀の会", "北町・南町連合会"]),
        (KINDS[1], ["髙橋　一郎", "𠮷田花子", ""]),
        (KINDS[2], ["あすなろかい", "たかはし　いちろう", "すーぱー・くらぶ"]),
        (KINDS[3], ["0143-22-1111", "03-1234-5678", "090-1234-5678", "", "01234-5-6789"]),
        (KINDS[4], ["051-0011", ""]),
        (KINDS[5], ["室蘭市中央町1丁目2-3 あすなろ荘201", "室蘭市（字なし）"]),
        (KINDS[6], ["年額 1,200円", "なし（寄附による）"]),
        (KINDS[7], ["海岸の清掃（月１回）　雨天中止", ""]),
        (KINDS[8], ["machi@example.jp", "a.b_c+d@mail.example.co.jp"]),
        (KINDS[9], ["A-001", "12"]),
        (EraDate("設立年月日"), [dt.date(2026, 4, 1), dt.date(1950, 1, 1)]),
    ],
)
def test_what_a_well_kept_list_holds_is_clean(declared: Field, cells: list[RawCell]) -> None:
    is_clean = clean_test(declared)
    assert is_clean is not None
    assert is_clean(cells)


@pytest.mark.parametrize(
    ("declared", "cell"),
    [
        (KINDS[0], "髙橋  一郎"),
        (KINDS[1], "山田太郎・佐藤花子"),
        (KINDS[1], "山田　太郎　佐藤　花子"),
        (KINDS[1], "山田太郎他5名"),
        (Name("氏名・団体名"), "佐藤　八郎・佐藤　八重子"),
        (KINDS[2], "ヤマダ"),
        (KINDS[3], "0143(22)1111"),
        (KINDS[5], "１－２"),
        (KINDS[7], "一行目\n二行目"),
        (KINDS[0], 12),
        (EraDate("設立年月日"), dt.datetime(2026, 4, 1, 9, 0)),
        (EraDate("設立年月日"), "2026/4/1"),
    ],
)
def test_what_needs_reading_is_not_clean(declared: Field, cell: RawCell) -> None:
    is_clean = clean_test(declared)
    assert is_clean is not None
    assert not is_clean(["", cell])


def test_kinds_that_change_every_cell_have_no_test() -> None:
    assert clean_test(Count("会員数")) is None
