"""Cells as files hold them: numbers for texts, texts for numbers, days without era, words for nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.core.fields import Field, Name, Percent, Phone
from kyodo_desktop.spreadsheet.column_values import cell_reader, read_column
from kyodo_desktop.spreadsheet.repeats import fill_repeats
from kyodo_desktop.spreadsheet.sheets import UNCOMPUTED, RawCell
from tests.unit.spreadsheet.office_schema import GROUPS, WORDS


def read(attribute: str, cell: RawCell) -> tuple[Any, str, str]:
    """Return the value of a cell, what was said of it (a problem marked by ×), and the proposal."""
    value, remark = cell_reader(GROUPS.fields[attribute], WORDS)(cell)
    if remark is None:
        return value, "", ""
    return value, ("×" if remark.is_problem else "") + remark.message, remark.proposal


@pytest.mark.parametrize(
    ("attribute", "cell", "value"),
    [
        ("name", "髙橋  一郎の会", "髙橋　一郎の会"),
        ("name", 21.0, "21"),
        ("reference", 12.0, "12"),
        ("furigana", "ﾑﾛﾗﾝ ﾀﾛｳ", "むろらん　たろう"),
        ("phone", "０１４３－２２－１１１１", "0143-22-1111"),
        ("postal_code", "０５１００１１", "051-0011"),
        ("postal_code", 3150001.0, "315-0001"),
        ("established_on", "S50.4.1", dt.date(1975, 4, 1)),
        ("established_on", "H元.5.1", dt.date(1989, 5, 1)),
        ("established_on", "昭和５０年\n４月１日", dt.date(1975, 4, 1)),
        ("established_on", dt.datetime(2026, 4, 1, 9, 30), dt.date(2026, 4, 1)),
        ("established_on", 20260401, dt.date(2026, 4, 1)),
        ("member_count", "１２名", 12),
        ("member_count", 12.0, 12),
        ("budget", "1,234,000円", 1234000),
        ("hours", dt.time(2, 30), 150),
        ("hours", dt.timedelta(hours=30), 1800),
        ("hours", 2.5, 150),
        ("insured", "○", True),
        ("insured", True, True),
        ("insured", "-", False),
        ("union", "なし", "none"),
        ("activities", "海岸の清掃\r\n花壇の手入れ", "海岸の清掃\n花壇の手入れ"),
        ("fee", "なし", "なし"),
        ("fee", "=1+1", "=1+1"),
        ("areas", "東地区、西地区", ("east", "west")),
        ("notes", "", None),
        ("notes", "　", None),
    ],
)
def test_cells_are_read_without_a_word(attribute: str, cell: RawCell, value: object) -> None:
    assert read(attribute, cell) == (value, "", "")


@pytest.mark.parametrize(
    ("attribute", "cell", "value", "said"),
    [
        ("established_on", 27850.0, dt.date(1976, 3, 31), "通し番号"),
        ("established_on", "8.11.21", dt.date(2026, 11, 21), "元号が書かれていない"),
        ("phone", 143252703.0, "0143-25-2703", "先頭の0"),
        ("phone", 9012345678.0, "090-1234-5678", "先頭の0"),
        ("postal_code", 510011.0, "051-0011", "先頭の0"),
        ("phone", "不明", None, "空欄として"),
        ("furigana", "－", None, "空欄として"),
        ("member_count", "未定", None, "空欄として"),
        ("areas", "不明", None, "空欄として"),
        ("fee", "－", None, "空欄として"),
        ("representative", "（欠員）", None, "空欄として"),
        ("representative", "会長　山田太郎", "会長　山田太郎", "役職"),
        ("representative", "山田太郎他5名", "山田太郎他5名", "1人の名前ではない"),
        ("fee", dt.date(2026, 1, 2), "令和8年1月2日", "日付に変わって"),
    ],
)
def test_what_is_taken_for_granted_is_noted(attribute: str, cell: RawCell, value: object, said: str) -> None:
    found, message, _ = read(attribute, cell)
    assert found == value
    assert said in message
    assert not message.startswith("×")


@pytest.mark.parametrize(
    ("attribute", "cell", "said", "proposal"),
    [
        ("established_on", "昭和50年頃", "日付として読めません", ""),
        ("established_on", "昭和50年4月頃", "日付として読めません", "昭和50年4月1日"),
        ("established_on", "S50.4", "日付として読めません", "S50.4.1"),
        ("established_on", "昭和50年4月1日（設立）", "日付として読めません", "昭和50年4月1日"),
        ("established_on", "50.4.1", "元号", "S50.4.1"),
        ("established_on", "26.3.31", "元号", ""),
        ("established_on", "R7.2.30", "という日はありません", ""),
        ("established_on", "H31.5.1", "令和元年5月1日", ""),
        ("established_on", 1975.0, "日付として読めません", ""),
        ("valid_until", "R5.4.1～R8.3.31", "日付として読めません", "R8.3.31"),
        ("established_on", "R5.4.1～R8.3.31", "日付として読めません", "R5.4.1"),
        ("phone", "0143-22-1111、090-1234-5678", "2つ", "0143-22-1111"),
        ("phone", "0143-22-1111（自宅）", "読めません", "0143-22-1111"),
        ("phone", "22-1111", "市外局番", ""),
        ("phone", "143-22-1111", "0から始まって", "0143-22-1111"),
        ("areas", "東地区○、西地区×", "×の付いた", ""),
        ("postal_code", "510011", "先頭の0", "0510011"),
        ("member_count", "12名（うち女性8名）", "数として", "12名"),
        ("member_count", dt.date(2026, 1, 2), "日付に変わった", ""),
        ("address", dt.date(2026, 1, 2), "日付に変わった", "1-2"),
        ("address", True, "TRUE", ""),
        ("name", dt.time(9, 0), "時刻", ""),
        ("kind", "町内会・自治体", "選択肢", "町内会・自治会"),
        ("kind", "同好会", "選択肢", ""),
        ("kind", "市民活動団体（登録）", "選択肢", "市民活動団体"),
        ("areas", "東　西地区", "選択肢", "東地区、西地区"),
        ("areas", "東地区、宇宙", "選択肢", ""),
        ("representative", "山田太郎・佐藤花子", "2人の名前", "山田太郎"),
        ("name", "なし", "団体名を入力", ""),
        ("name", "#N/A", "エラー", ""),
        ("name", UNCOMPUTED, "計算式の結果が保存されていません", ""),
        ("email", "machi@example.jp（事務局）", "メールアドレス", "machi@example.jp"),
        ("corporate_number", "12", "", ""),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_a_proposal_where_one_is_at_hand(
    attribute: str, cell: RawCell, said: str, proposal: str
) -> None:
    value, message, proposed = read(attribute, cell)
    assert value is None
    assert message.startswith("×")
    assert said in message
    assert message.endswith("。") or "次から選んでください" in message
    assert proposed == proposal


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("佐藤 八郎・佐藤 八重子", "2人の名前"),
        ("佐藤　八郎（故人）", "「（故人）"),
        ("まちの会（通称）", ""),
        ("北町会・南町会", ""),
        ("ジョン・スミス", ""),
        ("佐藤　八郎", ""),
    ],
)
def test_two_people_on_one_line_of_a_list_of_people_are_told(cell: str, said: str) -> None:
    column = read_column(Name("氏名・団体名", required=True), [cell], WORDS)
    assert column.values == [cell.replace(" ", "\u3000")]
    assert [remark.message[:5] for remark in column.remarks.values()] == ([said] if said else [])


def test_a_proposal_is_always_accepted() -> None:
    for attribute, cell in (("established_on", "50.4.1"), ("postal_code", "510011"), ("phone", "0143-22-1111 (夜)")):
        assert read(attribute, read(attribute, cell)[2])[0] is not None


def test_fractions_of_a_percent_format_are_told_from_percentages() -> None:
    fractions = read_column(Percent("加入率"), [0.625, 1.0, "", "50%"], WORDS)
    assert fractions.values == [625, 1000, None, 500]
    assert "62.5％" in fractions.note
    percentages = read_column(Percent("加入率"), [62.5, 1.0], WORDS)
    assert percentages.values == [625, 10]
    assert percentages.note == ""
    assert read_column(Percent("加入率"), [1.0, 0.0], WORDS).values == [10, 0]


def test_a_number_without_area_code_gets_that_of_its_neighbours_proposed() -> None:
    column = read_column(Phone("電話番号"), ["22-1111", "0143-22-2222", "0143-23-3333", "090-1111-2222"], WORDS)
    assert column.values[0] is None
    assert column.remarks[0].proposal == "0143-22-1111"
    mixed = read_column(Phone("電話番号"), ["22-1111", "0143-22-2222", "0142-23-3333"], WORDS)
    assert mixed.remarks[0].proposal == ""
    assert read_column(Phone("電話番号"), ["22-1111", "090-1111-2222"], WORDS).remarks[0].proposal == ""


cells = st.one_of(
    st.sampled_from(
        ["", "なし", "－", "髙橋　一郎", "山田太郎・佐藤花子", "0143-22-1111", "S50.4.1", "東地区", "〃", "#N/A"]
    ),
    st.text(max_size=6),
    st.integers(-5, 99999),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(dt.date(1868, 1, 1), dt.date(2100, 1, 1)),
    st.booleans(),
    st.none(),
)


ONE_OF_EACH_KIND = {type(declared): name for name, declared in GROUPS.fields.items() if name != "disclosure"}


@pytest.mark.parametrize("attribute", [*ONE_OF_EACH_KIND.values(), "representative", "activities"])
@settings(max_examples=50)
@given(column=st.lists(cells, max_size=6))
def test_a_column_reads_each_cell_as_it_would_be_read_alone(attribute: str, column: list[RawCell]) -> None:
    declared: Field = GROUPS.fields[attribute]
    found = read_column(declared, column, WORDS)
    alone = [cell_reader(declared, WORDS)(cell) for cell in column]
    if isinstance(declared, Percent) and found.note:
        return
    assert found.values == [value for value, _ in alone]
    assert found.remarks == {index: remark for index, (_, remark) in enumerate(alone) if remark}
    for value, remark in alone:
        assert value is None or remark is None or not remark.is_problem


def test_repeat_marks_take_the_cell_above_or_to_the_left() -> None:
    filled, remarks = fill_repeats(["室蘭市", "〃", " 同上 ", "登別市", "同左"], ["", "", "", "", "伊達市"])
    assert filled == ["室蘭市", "室蘭市", "室蘭市", "登別市", "伊達市"]
    assert all(not remark.is_problem for remark in remarks.values())
    assert sorted(remarks) == [1, 2, 4]


def test_a_repeat_mark_with_nothing_to_repeat_is_a_problem() -> None:
    filled, remarks = fill_repeats(["〃", "同左"], None)
    assert filled == ["", ""]
    assert all(remark.is_problem for remark in remarks.values())


def test_a_column_without_marks_is_left_as_it_is() -> None:
    column = ["東", "同じ会"]
    assert fill_repeats(column, None) == (column, {})
