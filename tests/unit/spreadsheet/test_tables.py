"""The heading is found where it stands, and nothing is left out without a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.spreadsheet.mapping import propose_mapping
from kyodo_desktop.spreadsheet.reading import read_rows
from kyodo_desktop.spreadsheet.rows import Dropped, DropReason
from kyodo_desktop.spreadsheet.sheets import CellRange, RawCell, Sheet
from kyodo_desktop.spreadsheet.tables import SECTION_HEADING, Table, choose_sheet, find_table, sheets_alike
from tests.unit.spreadsheet.office_schema import GROUPS, WORDS

HEADING = ["No.", "団体名", "代表者氏名", "電話番号", "会員数"]


def record(number: int, name: str = "") -> list[RawCell]:
    return [number, name or f"第{number}あすなろ会", "髙橋　一郎", "0143-22-1111", 12]


def table_of(*rows: Sequence[RawCell], merged: tuple[CellRange, ...] = (), keep: tuple[int, ...] = ()) -> Table:
    return find_table(Sheet("名簿", [list(row) for row in rows], merged), GROUPS, keep=keep)


def numbers(table: Table) -> list[int]:
    return [row.number for row in table.rows]


def reasons(table: Table) -> list[tuple[int, DropReason]]:
    return [(entry.first_row, entry.reason) for entry in table.dropped]


# -------------------------------------------------------------------------------------------------------- heading


def test_a_heading_on_the_first_row() -> None:
    table = table_of(HEADING, record(1), record(2))
    assert (table.first_row, table.last_row, table.certain) == (1, 1, True)
    assert table.header == tuple(HEADING)
    assert numbers(table) == [2, 3]
    assert table.dropped == ()


def test_a_heading_under_title_rows_and_a_blank_row() -> None:
    title = CellRange(1, 0, 1, 4)
    table = table_of(
        ["令和8年度　市民活動団体一覧", "", "", "", ""],
        ["", "", "", "", "（令和8年4月1日現在）"],
        ["", "", "", "", ""],
        HEADING,
        record(1),
        merged=(title,),
    )
    assert (table.first_row, table.last_row) == (4, 4)
    assert reasons(table) == [(1, DropReason.TITLE), (2, DropReason.TITLE), (3, DropReason.BLANK)]
    assert table.dropped[1].text == "（令和8年4月1日現在）"


UPPER = ["No.", "団体名", "代表者", "", "", "備考"]
LOWER = ["", "", "氏　名", "電話\n番号", "役職", ""]
JOINED = ("No.", "団体名", "代表者 氏名", "代表者 電話番号", "代表者 役職", "備考")
MERGED = (
    CellRange(2, 0, 3, 0),
    CellRange(2, 1, 3, 1),
    CellRange(2, 2, 2, 4),
    CellRange(2, 5, 3, 5),
)


@pytest.mark.parametrize("merged", [MERGED, ()])
def test_a_heading_over_two_rows_merged_or_not(merged: tuple[CellRange, ...]) -> None:
    row = [1, "あすなろ会", "髙橋 一郎", "0143-22-1111", "会長", ""]
    table = table_of(["市民活動団体一覧", "", "", "", "", ""], UPPER, LOWER, row, merged=merged)
    assert (table.first_row, table.last_row) == (2, 3)
    assert table.header == JOINED
    assert numbers(table) == [4]


def test_a_heading_over_three_rows() -> None:
    table = table_of(
        ["団体名", "連絡先", "", "", "会員数"],
        ["", "代表者", "", "事務所", ""],
        ["", "氏名", "電話", "住所", ""],
        ["あすなろ会", "髙橋 一郎", "0143-22-1111", "室蘭市", 12],
        merged=(CellRange(1, 0, 3, 0), CellRange(1, 1, 1, 3), CellRange(2, 1, 2, 2), CellRange(1, 4, 3, 4)),
    )
    assert (table.first_row, table.last_row) == (1, 3)
    assert table.header[1:4] == ("連絡先 代表者 氏名", "連絡先 代表者 電話", "連絡先 事務所 住所")


def test_a_heading_over_three_rows_of_which_the_lowest_says_enough_is_read_whole() -> None:
    table = table_of(
        ["町内会長名簿", "", "", "", ""],
        ["団体名", "会　　長", "", "", "備考"],
        ["", "氏　名", "連絡先", "", ""],
        ["", "", "住　所", "電　話", ""],
        ["あすなろ会", "髙橋 一郎", "室蘭市", "0143-22-1111", ""],
        merged=(
            *(CellRange(1, 0, 1, 4), CellRange(2, 0, 4, 0), CellRange(2, 1, 2, 3), CellRange(3, 1, 4, 1)),
            *(CellRange(3, 2, 3, 3), CellRange(2, 4, 4, 4)),
        ),
    )
    assert (table.first_row, table.last_row) == (2, 4)
    assert table.header == ("団体名", "会長 氏名", "会長 連絡先 住所", "会長 連絡先 電話", "備考")


def test_a_row_far_below_may_be_wider_than_the_heading() -> None:
    rows: list[Sequence[RawCell]] = [HEADING, *(record(number) for number in range(2, 102))]
    table = table_of(*rows, [*record(102), "", "はみ出し"])
    assert table.header == (*HEADING, "")
    assert table.rows[-1].cells[-1] == "はみ出し"


def test_of_two_tables_side_by_side_the_left_one_is_read_and_the_other_told() -> None:
    head = ["団体名", "代表者氏名", "電話番号"]
    table = table_of(
        ["東地区の団体", "", "", "", "西地区の団体", "", ""],
        [*head, "", *head],
        ["東の会", "髙橋　一郎", "0143-22-1111", "", "西の会", "佐藤　花子", "0143-44-1111"],
        ["", "", "", "", "西町の会", "鈴木　二郎", "0143-44-1112"],
    )
    assert (table.first_row, table.header) == (2, tuple(head))
    assert numbers(table) == [3]
    assert "右にもう1つあります（E列からG列まで）" in table.notes[0]


def test_of_a_list_in_two_halves_the_left_one_is_read() -> None:
    table = table_of(["No.", "団体名", "電話番号"] * 2, [1, "東の会", "0143-22-1111", 2, "西の会", "0143-44-1111"])
    assert table.header == ("No.", "団体名", "電話番号")
    assert "右にもう1つあります（D列からF列まで）" in table.notes[0]


def test_a_form_about_one_record_is_refused_unless_a_heading_is_pointed_out() -> None:
    card = Sheet(
        "調査票",
        [
            ["市民活動団体登録票"],
            ["団体名", "あすなろ会", "ふりがな", "あすなろかい"],
            ["代表者氏名", "髙橋 一郎", "電話番号", "0143-22-1111"],
            ["住所", "室蘭市"],
        ],
    )
    with pytest.raises(InputError, match="「調査票」は、左に項目"):
        find_table(card, GROUPS)
    assert numbers(find_table(card, GROUPS, header_rows=(2, 2))) == [3, 4]


def test_further_lists_of_a_workbook_are_named() -> None:
    sheets = [
        Sheet("東", [HEADING, record(1)]),
        Sheet("西", [["西地区"], HEADING, record(1)]),
        Sheet("隠し", [HEADING, record(1)], hidden=True),
        Sheet("集計", [["地区", "団体数"], ["東", 12]]),
        Sheet("空", []),
    ]
    assert sheets_alike(sheets, "東", GROUPS) == ["西"]


def test_the_first_record_is_never_taken_into_the_heading() -> None:
    table = table_of(
        ["団体名", "役職", "代表者氏名", "備考"], ["あすなろ会", "会長", "髙橋 一郎", ""], ["い会", "", "", ""]
    )
    assert (table.first_row, table.last_row) == (1, 1)


def test_a_heading_that_nobody_knows_is_said_to_be_uncertain() -> None:
    table = table_of(["いろは表", "", ""], ["りんご", "みかん", "ぶどう"], ["あ", "い", "う"], ["か", "き", "く"])
    assert not table.certain
    assert table.first_row == 2
    assert "2行目を見出しとして" in table.notes[-1]


def test_a_person_may_point_out_the_heading() -> None:
    sheet = Sheet("名簿", [["りんご", "みかん"], ["団体名", "電話番号"], ["あ会", "い"]])
    table = find_table(sheet, GROUPS, header_rows=(1, 1))
    assert table.header == ("りんご", "みかん")
    assert table.certain
    assert numbers(table) == [2, 3]


def test_rows_that_are_none_cannot_be_pointed_out() -> None:
    with pytest.raises(InputError, match="1から1まで"):
        find_table(Sheet("名簿", [["団体名"]]), GROUPS, header_rows=(1, 2))


def test_a_sign_may_be_a_heading() -> None:
    assert table_of(["団体一覧", "", ""], ["団体名", "〒", "☎"], ["あ会", "051-0011", "1"]).first_row == 2


def test_columns_without_heading_and_value_fall_away_and_ragged_rows_are_filled() -> None:
    table = table_of(
        ["団体名", "", "電話番号", "", "", ""], ["あ会", "", "0143-22-1111"], ["い会", "", "", "", "メモ"], ["う会"]
    )
    assert table.header == ("団体名", "電話番号", "")
    assert table.columns == (0, 2, 4)
    assert [list(row.cells) for row in table.rows] == [
        ["あ会", "0143-22-1111", ""],
        ["い会", "", "メモ"],
        ["う会", "", ""],
    ]


def test_a_heading_merged_over_two_columns_of_which_one_is_used() -> None:
    table = table_of(["団体名", "住所", "", "電話番号"], ["あ会", "室蘭市", "", "1"], merged=(CellRange(1, 1, 1, 2),))
    assert table.header == ("団体名", "住所", "電話番号")
    assert table.columns == (0, 1, 3)


# ----------------------------------------------------------------------------------------------------- what goes


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["合計", "", "", "", 24], DropReason.TOTAL),
        (["", "合　　計", "2団体", "", 24], DropReason.TOTAL),
        (["", "東地区　小計", "", "", 24], DropReason.TOTAL),
        (["計", 1, 2, 3, 4], DropReason.TOTAL),
        (["", "中央　計", "", "", 24], DropReason.TOTAL),
        (["", "中央　計", "", "", ""], DropReason.TOTAL),
        (["総合計", "", "5町内会", "", 880], DropReason.TOTAL),
        (["", "計　12団体", "", "", ""], DropReason.TOTAL),
        (["", "計　3町内会", 12, 4, 1439], DropReason.TOTAL),
        (["※ 連絡先は事務局", "", "", "", ""], DropReason.FOOTNOTE),
        (["（注）会員数は届出による", "", "", "", ""], DropReason.FOOTNOTE),
        (["注1", "代表者は会長", "", "", ""], DropReason.FOOTNOTE),
        (["この一覧は、公開に同意した団体だけを載せています。", "", "", "", ""], DropReason.FOOTNOTE),
        (["作成：市民協働課", "", "", "", ""], DropReason.FOOTNOTE),
        (["- 1 -", "", "", "", ""], DropReason.FOOTNOTE),
        (["1/3ページ", "", "", "", ""], DropReason.FOOTNOTE),
        (["", "次頁へ続く", "", "", ""], DropReason.FOOTNOTE),
        (["", "－以下余白－", "", "", ""], DropReason.FOOTNOTE),
        (["（以下省略）", "", "", "", ""], DropReason.FOOTNOTE),
        (["", "　", "", "", ""], DropReason.BLANK),
        ([27, "", "", "", ""], DropReason.BLANK),
        (["あ行", "", "", "", ""], DropReason.SECTION),
        (["【環境分野】", "", "", "", ""], DropReason.SECTION),
        (["東地区", "", "", "", ""], DropReason.SECTION),
        (["記入例", "○○の会", "室蘭　太郎", "0143-00-0000", 10], DropReason.EXAMPLE),
        (HEADING, DropReason.HEADER_AGAIN),
        (["No.", "団体名", "代表者　氏名", "電話番号", "会員数"], None),
    ],
)
def test_rows_that_are_no_records_are_dropped_with_their_reason(row: list[RawCell], reason: DropReason | None) -> None:
    table = table_of(HEADING, record(1), row, record(2))
    if reason is None:
        assert reasons(table) == [(3, DropReason.OTHER_TABLE)]
        assert table.dropped[0].last_row == 4
        return
    assert reasons(table) == [(3, reason)]
    assert numbers(table) == [2, 4]


@pytest.mark.parametrize(
    "row",
    [
        [3, "注連縄保存会", "", "", ""],
        [3, "会計の会", "", "", ""],
        [3, "計画研究会", "", "", 4],
        [3, "山田　計", "", "", 4],
        [3, "山田　計", "", "", ""],
        [3, "合計町町内会", "佐藤　花子", "", 4],
        ["", "あすなろ会", "", "", ""],
        [3, "東地区を語る会", "", "", ""],
    ],
)
def test_names_that_look_like_totals_or_notes_stay(row: list[RawCell]) -> None:
    table = table_of(HEADING, record(1), row, record(2))
    assert table.dropped == ()
    assert numbers(table) == [2, 3, 4]


def test_a_record_of_one_cell_stays_with_a_note() -> None:
    table = table_of(HEADING, record(1), ["", "ひまわり会", "", "", ""], record(2))
    assert [bool(row.note) for row in table.rows] == [False, True, False]


def test_what_stands_below_the_table_goes() -> None:
    table = table_of(HEADING, record(1), ["", "", "", "", ""], ["問合せ 市民協働課 内線12", "", "", "", ""])
    assert reasons(table) == [(3, DropReason.BLANK), (4, DropReason.FOOTNOTE)]


def test_a_title_repeated_on_each_page_goes() -> None:
    title = ["市民活動団体一覧", "", "", "", ""]
    table = table_of(title, HEADING, record(1), title, HEADING, record(2))
    assert reasons(table) == [(1, DropReason.TITLE), (4, DropReason.TITLE), (5, DropReason.HEADER_AGAIN)]
    assert numbers(table) == [3, 6]


def test_a_second_table_below_ends_the_first() -> None:
    other = ["町内会名", "住所", "FAX", "備考", ""]
    table = table_of(HEADING, record(1), ["", "", "", "", ""], other, ["東町内会", "室蘭市", "", "", ""])
    assert table.dropped[-1] == Dropped(4, 5, DropReason.OTHER_TABLE, "町内会名　住所　FAX　備考")
    assert numbers(table) == [2]


def test_blank_rows_in_a_row_are_one_entry() -> None:
    blank: list[RawCell] = [""] * 5
    table = table_of(HEADING, record(1), blank, blank, blank)
    assert table.dropped == (Dropped(3, 5, DropReason.BLANK),)


def test_a_person_may_keep_a_row_that_was_dropped() -> None:
    rows = [HEADING, record(1), ["", "東地区", "", "", ""]]
    assert numbers(table_of(*rows)) == [2]
    assert numbers(table_of(*rows, keep=(3,))) == [2, 3]


# ------------------------------------------------------------------------------------------ sections, merged groups


def test_headings_between_the_rows_are_offered_as_a_column() -> None:
    table = table_of(HEADING, ["東地区", "", "", "", ""], record(1), ["西地区", "", "", "", ""], record(2), record(3))
    assert table.header[-1] == SECTION_HEADING
    assert table.columns[-1] == -1
    assert [row.cells[-1] for row in table.rows] == ["東地区", "西地区", "西地区"]


def test_index_letters_between_the_rows_are_no_values() -> None:
    table = table_of(HEADING, ["あ行", "", "", "", ""], record(1), ["か", "", "", "", ""], record(2))
    assert SECTION_HEADING not in table.header


def test_a_merged_row_is_a_section_whatever_it_says() -> None:
    table = table_of(HEADING, ["緑のまちづくり", "", "", "", ""], record(1), merged=(CellRange(2, 0, 2, 4),))
    assert reasons(table) == [(2, DropReason.SECTION)]


def test_groups_merged_down_the_rows_are_filled_and_said() -> None:
    rows = [
        ["地区", "団体名", "電話番号"],
        ["東地区", "あ会", "1"],
        ["", "い会", "2"],
        ["", "う会", "3"],
        ["西地区", "え会", ""],
    ]
    table = table_of(*rows, merged=(CellRange(2, 0, 4, 0),))
    assert [row.cells[0] for row in table.rows] == ["東地区", "東地区", "東地区", "西地区"]
    assert any("結合" in note for note in table.notes)
    assert [row.cells[0] for row in table_of(*rows).rows] == ["東地区", "", "", "西地区"]


def test_notes_of_the_sheet_come_along() -> None:
    sheet = Sheet("名簿", [HEADING, record(1)], notes=("非表示のシートです。",))
    assert find_table(sheet, GROUPS).notes == ("非表示のシートです。",)


def test_the_sheet_with_the_best_heading_is_chosen_hidden_ones_last() -> None:
    memo = Sheet("メモ", [["覚え書き"], ["明日まで"]])
    roster = Sheet("名簿", [HEADING, record(1)])
    hidden = Sheet("旧", [[*HEADING, "備考", "FAX"], record(1)], hidden=True)
    assert choose_sheet([memo, hidden, roster], GROUPS) is roster


def test_days_and_numbers_are_no_heading() -> None:
    table = table_of([dt.date(2026, 4, 1), 1, 2], ["団体名", "電話番号", "会員数"], ["あ会", "", 3])
    assert table.first_row == 2


def test_a_stamp_box_merged_down_into_the_heading_does_not_pull_the_title_in() -> None:
    table = table_of(
        ["市民活動団体一覧", "", "", "", "", "印"],
        ["", "", "", "", "", ""],
        [*HEADING, ""],
        [*record(1), ""],
        merged=(CellRange(1, 0, 1, 4), CellRange(1, 5, 3, 5)),
    )
    assert (table.first_row, table.header[1]) == (3, "団体名")


def test_what_is_no_record_is_found_far_down_a_long_list() -> None:
    rows: list[Sequence[RawCell]] = [HEADING, *(record(number) for number in range(2, 702))]
    rows[301] = ["", "小計", "", "", 3612]
    rows[450] = ["", "", "", "", ""]
    rows[451] = ["※電話番号は代表者のもの", "", "", "", ""]
    rows[600] = ["", "第600あすなろ会"]
    table = table_of(*rows)
    assert reasons(table) == [(302, DropReason.TOTAL), (451, DropReason.BLANK), (452, DropReason.FOOTNOTE)]
    assert numbers(table) == [number for number in range(2, 702) if number not in (302, 451, 452)]
    assert [row.number for row in table.rows if row.note] == [601]


grid_cells = st.sampled_from(
    [*"団体名 電話番号 代表者 氏名 合計 ※注 あ行 東地区 あすなろ会 記入例 〃".split(), "", "", " ", 1, 2.5]
)
grids = st.lists(st.lists(grid_cells, max_size=5), min_size=1, max_size=12)
ranges = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 4), st.integers(0, 3), st.integers(0, 3)), max_size=3)


@given(rows=grids, blocks=ranges)
def test_every_row_is_heading_or_record_or_left_out_and_none_is_two_of_them(
    rows: list[list[RawCell]], blocks: list[tuple[int, int, int, int]]
) -> None:
    merged = tuple(CellRange(top, left, top + height, left + width) for top, left, height, width in blocks)
    try:
        table = find_table(Sheet("名簿", rows, merged), GROUPS)
    except InputError:  # a form about one record is refused whole
        return
    listed = [number for entry in table.dropped for number in range(entry.first_row, entry.last_row + 1)]
    heading = list(range(table.first_row, table.last_row + 1))
    assert sorted([*heading, *numbers(table), *listed]) == list(range(1, len(rows) + 1))
    assert {len(row.cells) for row in table.rows} <= {len(table.header)}
    assert len(table.columns) == len(table.header)
    reading = read_rows(GROUPS, table, propose_mapping(GROUPS, table, WORDS), WORDS)
    assert [row.number for row in reading.rows] == numbers(table)
