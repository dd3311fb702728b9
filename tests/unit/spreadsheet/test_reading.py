"""A municipal roster with everything that such files have, read as a whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kyodo_desktop.core.errors import Cancelled, FieldError
from kyodo_desktop.spreadsheet.files import read_sheets
from kyodo_desktop.spreadsheet.mapping import TableMapping, propose_mapping
from kyodo_desktop.spreadsheet.reading import read_rows
from kyodo_desktop.spreadsheet.records import NO_COLUMN, CellRemark, Reading, RowReading
from kyodo_desktop.spreadsheet.report import describe
from kyodo_desktop.spreadsheet.rows import DropReason
from kyodo_desktop.spreadsheet.sheets import RawCell, Sheet
from kyodo_desktop.spreadsheet.tables import Table, find_table
from tests.unit.spreadsheet.files import write_ods
from tests.unit.spreadsheet.office_schema import GROUPS, WORDS

HEADING: list[RawCell] = [
    "No.", "地区", "区分", "団体名\n（ふりがな）", "設立\n年月日", "代表者", "", "", "事務所", "",
    "会員数\n（人）", "活動期間", "備　考",
]  # fmt: skip
ROWS: list[list[RawCell]] = [
    ["令和8年度　市民活動団体一覧"],
    ["", "", "", "", "", "", "", "", "", "", "（令和8年4月1日現在）"],
    [],
    HEADING,
    ["", "", "", "", "", "職・氏名", "電　話", "フリガナ", "〒・住所", "電話／FAX", "", "", ""],
    [1, "東地区", "NPO", "あすなろの会\n（あすなろのかい）", "S50.4.1", "会長　髙橋 一郎", 143221111, "ﾀｶﾊｼ ｲﾁﾛｳ",
     "〒051-0011\n室蘭市中央町１－２－３", "0143-22-1111／0143-22-1112", "１２名",
     "平成19年11月1日から平成21年10月31日まで", "※要確認"],
    [2, "", "〃", "葛󠄀の会（くずのかい）", "H元.5.1", "代表　𠮷田 花子", "０１４３－２２－１１１１", "よしだ はなこ",
     "051-0012 室蘭市", "22-1111", "約30", "R5.4.1～"],
    [3, "", "町内会", "ひまわり町内会", "昭和50年頃", "山田太郎・佐藤花子", "不明", "-", "室蘭市", "なし", 25],
    ["", "", "小計", "", "", "", "", "", "", "", 67],
    ["西地区"],
    [4, "西地区", "その他", "にこにこ会", 27850, "鈴木〓子", "090-1234-5678", "", "〃", "", dt.date(2026, 1, 2)],
    HEADING,
    [5, "西地区", "NPO", "", dt.datetime(2020, 4, 1), "佐藤　花子", "", "", "", "", 3],
    ["", "", "合　計", "5団体", "", "", "", "", "", "", 70],
    ["※ この表は市民協働課が作成しました。"],
]  # fmt: skip
MERGED = ("A1:M1", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:H4", "I4:J4", "K4:K5", "L4:L5", "M4:M5", "B6:B8")


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> tuple[Table, TableMapping, Reading]:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for number, row in enumerate(ROWS, 1):
        for column, cell in enumerate(row, 1):
            if cell != "":
                sheet.cell(number, column, cell)
    for block in MERGED:
        sheet.merge_cells(block)
    path = tmp_path_factory.mktemp("messy") / "一覧.xlsx"
    workbook.save(path)
    table = find_table(read_sheets(path)[0], GROUPS)
    mapping = propose_mapping(GROUPS, table, WORDS)
    return table, mapping, read_rows(GROUPS, table, mapping, WORDS)


def row_of(reading: Reading, number: int) -> RowReading:
    return next(row for row in reading.rows if row.number == number)


def problems(reading: Reading, number: int) -> list[tuple[str, str]]:
    return [(remark.place, remark.proposal) for remark in row_of(reading, number).problems]


def test_what_is_no_record_was_listed(roster: tuple[Table, TableMapping, Reading]) -> None:
    assert [(entry.first_row, entry.reason) for entry in roster[0].dropped] == [
        (1, DropReason.TITLE),
        (2, DropReason.TITLE),
        (3, DropReason.BLANK),
        (9, DropReason.TOTAL),
        (10, DropReason.SECTION),
        (12, DropReason.HEADER_AGAIN),
        (14, DropReason.TOTAL),
        (15, DropReason.FOOTNOTE),
    ]


def test_a_clean_record_comes_in_whole(roster: tuple[Table, TableMapping, Reading]) -> None:
    row = row_of(roster[2], 6)
    assert row.problems == ()
    assert row.values == {
        "areas": ("east",),
        "kind": "npo",
        "name": "あすなろの会",
        "furigana": "あすなろのかい",
        "established_on": dt.date(1975, 4, 1),
        "representative_title": "会長",
        "representative": "髙橋　一郎",
        "representative_phone": "0143-22-1111",
        "representative_furigana": "たかはし　いちろう",
        "postal_code": "051-0011",
        "address": "室蘭市中央町1-2-3",
        "phone": "0143-22-1111",
        "fax": "0143-22-1112",
        "member_count": 12,
        "term_from_on": dt.date(2007, 11, 1),
        "term_until_on": dt.date(2009, 10, 31),
        "notes": "※要確認",
    }
    assert [note.heading for note in row.notes] == ["代表者 電話"]


def test_rare_kanji_and_variants_are_kept_as_written(roster: tuple[Table, TableMapping, Reading]) -> None:
    row = row_of(roster[2], 7)
    assert row.values["name"] == "葛󠄀の会"
    assert row.values["representative"] == "𠮷田　花子"
    assert row.values["established_on"] == dt.date(1989, 5, 1)
    assert row.values["areas"] == ("east",)
    assert row.values["kind"] == "npo"


def test_problems_name_the_cell_and_keep_its_value_out(roster: tuple[Table, TableMapping, Reading]) -> None:
    reading = roster[2]
    assert problems(reading, 7) == [("J列「事務所 電話／FAX」", "0143-22-1111"), ("K列「会員数（人）」", "30")]
    assert problems(reading, 8) == [("E列「設立年月日」", ""), ("F列「代表者 職・氏名」", "山田太郎")]
    assert problems(reading, 11) == [("C列「区分」", ""), ("K列「会員数（人）」", "")]
    assert problems(reading, 13) == [("D列「団体名（ふりがな）」", "")]
    assert "phone" not in row_of(reading, 7).values
    assert "representative" not in row_of(reading, 8).values
    assert describe(row_of(reading, 13), row_of(reading, 13).problems[0]) == (
        "13行目 D列「団体名（ふりがな）」：団体名を入力してください。"
    )


def test_lost_characters_are_noted_where_they_stand(roster: tuple[Table, TableMapping, Reading]) -> None:
    assert any("〓" in note.message and note.column == 5 for note in row_of(roster[2], 11).notes)


def test_corrections_stand_in_for_cells_and_proposals_are_corrections(
    roster: tuple[Table, TableMapping, Reading],
) -> None:
    table, mapping, reading = roster
    proposed = {
        (row.number, problem.column): problem.proposal
        for row in reading.rows
        for problem in row.problems
        if problem.proposal
    }
    corrections = proposed | {(8, 4): "昭和50年4月1日", (13, 3): "ほのぼの会"}
    again = read_rows(GROUPS, table, mapping, WORDS, corrections=corrections)
    assert problems(again, 7) == []
    assert problems(again, 8) == []
    assert row_of(again, 8).values["representative"] == "山田太郎"
    assert row_of(again, 13).values["name"] == "ほのぼの会"
    mended = read_rows(GROUPS, table, mapping, WORDS, corrections={(11, 5): "鈴木靖子"})
    assert all("〓" not in note.message for note in row_of(mended, 11).notes)


def test_the_same_roster_comes_in_from_ods(tmp_path: Path, roster: tuple[Table, TableMapping, Reading]) -> None:
    def text(cell: RawCell) -> str:
        return cell.strftime("%Y/%m/%d") if isinstance(cell, dt.date) else str(cell)

    spans = {(0, 0): (1, 13), (3, 5): (1, 3), (3, 8): (1, 2), (5, 1): (3, 1)} | {
        (3, column): (2, 1) for column in (0, 1, 2, 3, 4, 10, 11, 12)
    }
    write_ods(tmp_path / "一覧.ods", [[text(cell) for cell in row] for row in ROWS], spans)
    table = find_table(read_sheets(tmp_path / "一覧.ods")[0], GROUPS)
    reading = read_rows(GROUPS, table, propose_mapping(GROUPS, table, WORDS), WORDS)
    assert table.header == roster[0].header
    assert row_of(reading, 6).values == row_of(roster[2], 6).values
    assert row_of(reading, 7).values == row_of(roster[2], 7).values


def test_a_problem_names_its_cell_and_what_would_be_accepted(roster: tuple[Table, TableMapping, Reading]) -> None:
    table, mapping, reading = roster
    name = mapping.matches[3]
    assert (name.heading, str(name.target)) == ("団体名（ふりがな）", "reading:name,furigana")
    problem = reading.rows[1].problems[1]
    assert (problem.place, problem.attribute) == ("K列「会員数（人）」", "member_count")
    assert (problem.text, problem.proposal) == ("約30", "30")
    assert table.dropped[3].reason is DropReason.TOTAL
    assert table.lost[0].lost[0].character == "〓"


# ------------------------------------------------------------------------------------------------ smaller tables


def read(rows: list[list[RawCell]], **more: Any) -> Reading:
    table = find_table(Sheet("名簿", rows), GROUPS)
    return read_rows(GROUPS, table, propose_mapping(GROUPS, table, WORDS), WORDS, **more)


def test_words_for_nothing_in_cells_of_several_attributes_are_noted() -> None:
    reading = read([["団体名", "電話/FAX"], ["あ会", "0143-22-1111/0143-22-1112"], ["い会", "なし"]])
    assert reading.rows[1].values == {"name": "い会", "phone": None, "fax": None}
    assert "「なし」とあるため" in reading.rows[1].notes[0].message


def test_members_in_one_cell_and_in_numbered_columns_become_rows() -> None:
    one = read([["団体名", "役員氏名"], ["あ会", "会長　髙橋一郎\n会計　森 二"], ["い会", "なし"]])
    assert one.rows[0].children == {
        "officers": [{"name": "髙橋一郎", "title": "会長"}, {"name": "森　二", "title": "会計"}]
    }
    assert one.rows[1].children == {}
    many = read(
        [
            ["団体名", "会員1 氏名", "会員1 年代", "会員2 氏名", "会員2 年代"],
            ["あ会", "髙橋一郎", "60代", "", ""],
            ["い会", "", "", "森 二", "30代"],
            ["う会", "", "60代", "", ""],
        ]
    )
    assert many.rows[0].children == {"members": [{"name": "髙橋一郎", "age": "60"}]}
    assert many.rows[1].children == {"members": [{"name": "森　二", "age": "30"}]}
    assert [problem.message for problem in many.rows[2].problems] == ["会員1の氏名を入力してください。"]


def test_members_that_cannot_be_told_apart_are_a_problem() -> None:
    reading = read([["団体名", "会員名簿"], ["あ会", "山田太郎他5名"], ["い会", "山田太郎、佐藤花子"]])
    assert reading.rows[0].children == {}
    assert "読み分けられません" in reading.rows[0].problems[0].message
    assert len(reading.rows[1].children["members"]) == 2


def test_papers_of_which_one_is_crossed_out_are_a_problem() -> None:
    reading = read([["団体名", "提出書類"], ["あ会", "規約○、名簿×"], ["い会", "規約○、名簿○"]])
    assert reading.rows[0].children == {}
    assert "×" in reading.rows[0].problems[0].message
    assert [line["kind"] for line in reading.rows[1].children["papers"]] == ["rules", "list"]


def test_terms_in_one_cell_become_rows_that_columns_beside_fill() -> None:
    reading = read(
        [
            ["団体名", "団体の種別", "提出書類", "提出書類1 受理日"],
            ["あすなろ会", "NPO", "予算書、規約", "R8.4.1"],
            ["みどり会", "NPO", "規約・名簿", ""],
            ["ひので会", "NPO", "会員・役員名簿", ""],
            ["あおば会", "NPO", "－", ""],
            ["こだま会", "NPO", "規約、規則集", ""],
            ["わかば会", "NPO", "予算", ""],
            ["つばき会", "NPO", "規約　予算書", ""],
        ]
    )
    assert [row.children.get("papers") for row in reading.rows] == [
        [{"kind": "rules", "received_on": dt.date(2026, 4, 1)}, {"kind": "budget"}],
        [{"kind": "rules"}, {"kind": "list"}],
        [{"kind": "list"}],
        None,
        None,
        None,
        [{"kind": "rules"}, {"kind": "budget"}],
    ]
    assert problems(reading, 6) == [("C列「提出書類」", "")]
    assert problems(reading, 7) == [("C列「提出書類」", "予算書")]


def test_constants_fill_what_no_column_brings() -> None:
    rows: list[list[RawCell]] = [["団体名", "会費"], ["あ会", ""], ["い会", "100円"]]
    reading = read(rows, constants={"kind": "町内会", "fee": "なし"})
    assert [row.values["kind"] for row in reading.rows] == ["town", "town"]
    assert [row.values["fee"] for row in reading.rows] == ["なし", "100円"]
    assert "団体の種別は、すべての行を「町内会・自治会」としました。" in reading.notes
    with pytest.raises(FieldError, match="選択肢"):
        read(rows, constants={"kind": "宇宙"})


def test_a_constant_of_a_table_fills_its_rows_and_makes_one_where_there_is_none() -> None:
    reading = read(
        [
            ["団体名", "団体の種別", "提出書類", "提出書類1 受理日"],
            ["あすなろ会", "NPO", "予算書", ""],
            ["みどり会", "NPO", "", "R8.4.1"],
            ["ひので会", "NPO", "", ""],
        ],
        constants={"papers.kind": "規約"},
    )
    assert [row.children["papers"] for row in reading.rows] == [
        [{"kind": "budget"}],
        [{"kind": "rules", "received_on": dt.date(2026, 4, 1)}],
        [{"kind": "rules"}],
    ]
    assert not any(row.problems for row in reading.rows)
    assert reading.notes == ("提出書類の書類が書かれていない行は「規約」としました。",)


def test_an_unreadable_cell_of_several_attributes_leaves_none_of_them() -> None:
    reading = read([["団体名", "活動期間"], ["あ会", "3年間"]])
    assert reading.rows[0].values == {"name": "あ会"}
    assert reading.rows[0].problems[0].attribute == "term_from_on,term_until_on"


def test_a_lone_record_carries_its_note() -> None:
    reading = read([["団体名", "電話番号", "会費"], ["あ会", "0143-22-1111", ""], ["い会", "", ""]])
    assert reading.rows[1].notes == (CellRemark(NO_COLUMN, "", "", reading.rows[1].notes[0].message),)
    assert reading.rows[1].notes[0].place == ""


def test_a_title_that_is_no_choice_is_a_problem_and_not_an_error() -> None:
    reading = read([["団体名", "会員1 年代"], ["あ会", "宇宙世代"]])
    assert reading.rows[0].problems[0].attribute == "members[0].age"


def test_progress_is_told_and_may_cancel() -> None:
    rows: list[list[RawCell]] = [["団体名", "電話番号"], ["あ会", "0143-22-1111"]]
    told: list[tuple[int, int]] = []
    read(rows, progress=lambda done, whole: told.append((done, whole)))
    assert told == [(0, 2), (1, 2)]

    def cancel(done: int, whole: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read(rows, progress=cancel)


def test_a_table_without_records_is_read_as_none() -> None:
    assert list(read([["団体名", "電話番号"]]).rows) == []
