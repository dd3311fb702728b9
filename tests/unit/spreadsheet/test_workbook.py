"""What calamine reads of xlsx, xls and ods files, and what it does not tell."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.spreadsheet.files import read_sheets
from kyodo_desktop.spreadsheet.sheets import UNCOMPUTED, CellRange, WrongFileError, cell_text, column_name
from kyodo_desktop.spreadsheet.workbook_marks import SheetMarks
from kyodo_desktop.spreadsheet.xls_marks import read_xls_marks
from tests.unit.spreadsheet.files import write_ods, write_xlsx_parts


def test_cells_keep_their_types_and_places(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.merge_cells("B2:D2")
    sheet["B2"] = "令和8年度　市民活動団体一覧"
    sheet["A4"], sheet["B4"], sheet["C4"], sheet["D4"] = dt.date(2026, 4, 1), 143252703, "0143", dt.time(10, 30)
    sheet["E4"] = 27850
    sheet["E4"].number_format = '[$-411]ggge"年"m"月"d"日";@'
    workbook.create_sheet("前年度").sheet_state = "hidden"
    workbook.save(tmp_path / "名簿.xlsx")
    first, hidden = read_sheets(tmp_path / "名簿.xlsx")
    assert first.rows[3] == [dt.date(2026, 4, 1), 143252703, "0143", dt.time(10, 30), dt.date(1976, 3, 31)]
    assert first.rows[1][1] == "令和8年度　市民活動団体一覧"
    assert first.merged == (CellRange(2, 1, 2, 3),)
    assert not first.hidden
    assert hidden.hidden
    assert "非表示" in hidden.notes[0]


def test_xls_is_read_with_dates_and_merged_cells(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("名簿")
    sheet.write_merge(0, 0, 0, 2, "役員名簿")
    sheet.write(1, 0, dt.date(2026, 4, 1), xlwt.easyxf(num_format_str='[$-411]ggge"年"m"月"d"日";@'))
    sheet.write(1, 1, 143252703)
    sheet.write(1, 2, "髙橋　𠮷男")
    workbook.save(str(tmp_path / "名簿.xls"))
    (sheet,) = read_sheets(tmp_path / "名簿.xls")
    assert sheet.rows[1] == [dt.date(2026, 4, 1), 143252703, "髙橋　𠮷男"]
    assert sheet.merged == (CellRange(1, 0, 1, 2),)


def test_a_damaged_xls_is_tried_in_a_child_and_named(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    workbook.add_sheet("名簿").write(0, 0, "団体名")
    workbook.save(str(tmp_path / "名簿.xls"))
    path = tmp_path / "名簿.xls"
    path.write_bytes(path.read_bytes()[:1500])
    with pytest.raises(WrongFileError, match="壊れている"):
        read_sheets(path)


def test_ods_is_read_with_merged_cells_and_line_breaks(tmp_path: Path) -> None:
    rows = [["代表者", "", "団体名"], ["氏名", "電話", ""], ["髙橋\n葛󠄀子", "0143-22-1111", "あすなろ会"]]
    write_ods(tmp_path / "名簿.ods", rows, {(0, 0): (1, 2), (0, 2): (2, 1)})
    (sheet,) = read_sheets(tmp_path / "名簿.ods")
    assert [list(row) for row in sheet.rows] == rows
    assert sheet.merged == (CellRange(1, 0, 1, 1), CellRange(1, 2, 2, 2))


def test_failed_and_uncomputed_formulas_and_hidden_rows_are_told(tmp_path: Path) -> None:
    write_xlsx_parts(
        tmp_path / "名簿.xlsx",
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"/><c r="C1" t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c>'
        '<c r="D1"><f>1+1</f></c><c r="E1"><f>1+1</f><v>2</v></c><c r="F1"><f t="shared" si="0"/><v></v></c></row>'
        '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>い</t></is></c></row>'
        '<row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>う</t></is></c></row>',
        ["<r><t>山田</t></r><rPh><t>ヤマダ</t></rPh>"],
    )
    (sheet,) = read_sheets(tmp_path / "名簿.xlsx")
    assert sheet.rows[0] == ["山田", "", "#N/A", UNCOMPUTED, 2, UNCOMPUTED]
    failed, uncomputed, hidden = sheet.notes
    assert "エラーになっているセルが1か所" in failed
    assert "式が2か所" in uncomputed
    assert "2行あり" in hidden
    assert "（2～3行目）" in hidden


def test_hidden_rows_of_ods_are_told(tmp_path: Path) -> None:
    rows = [["団体名"], ["あすなろ会"], ["岬の会"], [""], ["浜の会"]]
    write_ods(tmp_path / "名簿.ods", rows, visibility={1: "filter", 3: "collapse", 4: "collapse", 2: "visible"})
    (sheet,) = read_sheets(tmp_path / "名簿.ods")
    assert sheet.notes == ("非表示の行（絞り込みを含む）が2行あり、読み込みの対象になります（2行目、5行目）。",)


def test_of_many_hidden_rows_the_first_are_named(tmp_path: Path) -> None:
    rows = [["団体名"], *([f"会{number}"] for number in range(12))]
    write_ods(tmp_path / "名簿.ods", rows, visibility=dict.fromkeys(range(1, 13, 2), "filter"))
    (sheet,) = read_sheets(tmp_path / "名簿.ods")
    assert "6行あり" in sheet.notes[0]
    assert sheet.notes[0].endswith("（2行目、4行目、6行目、8行目、10行目ほか）。")


@pytest.mark.parametrize("rows", [3, 3000], ids=["short", "of many sectors"])
def test_hidden_rows_of_xls_are_told(tmp_path: Path, rows: int) -> None:
    workbook = xlwt.Workbook()
    workbook.add_sheet("表紙").write(0, 0, "名簿")
    sheet = workbook.add_sheet("名簿")
    for row in range(rows):
        for column in range(5):
            sheet.write(row, column, f"{row}の{column}")
    for row in (0, 1, rows - 1, rows + 5):
        sheet.row(row).hidden = True
    workbook.save(str(tmp_path / "名簿.xls"))
    cover, roster = read_sheets(tmp_path / "名簿.xls")
    assert cover.notes == ()
    told = "1～3行目" if rows == 3 else "1～2行目、3000行目"
    assert roster.notes == (f"非表示の行（絞り込みを含む）が3行あり、読み込みの対象になります（{told}）。",)


@given(st.data())
def test_a_damaged_xls_tells_no_hidden_rows_and_ends(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Calamine tells whether a file is broken; its marks are looked for without stumbling, whatever it holds."""
    workbook = xlwt.Workbook()
    workbook.add_sheet("名簿").write(0, 0, "団体名")
    written = io.BytesIO()
    workbook.save(written)
    damaged = bytearray(written.getvalue()[: data.draw(st.integers(0, len(written.getvalue())))])
    for place in data.draw(st.lists(st.integers(0, max(0, len(damaged) - 1)), max_size=8)) if damaged else ():
        damaged[place] = data.draw(st.sampled_from((0, 1, 9, 127, 255)))
    path = tmp_path_factory.mktemp("damaged") / "名簿.xls"
    path.write_bytes(damaged)
    assert all(isinstance(marks, SheetMarks) for marks in read_xls_marks(path))


def test_marks_are_told_wherever_in_a_long_sheet_they_stand(tmp_path: Path) -> None:
    """The sheet is looked through piece by piece: one mark or another lies across each border of two pieces."""
    failed = '<c r="B{0}" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C{0}"><f>1+1</f></c>'
    row = '<row r="{0}" hidden="1"><c r="A{0}"><v>{0}</v></c>' + failed + "</row>"
    write_xlsx_parts(tmp_path / "名簿.xlsx", "".join(row.format(number) for number in range(1, 6001)), [])
    (sheet,) = read_sheets(tmp_path / "名簿.xlsx")
    assert all(list(each[1:3]) == ["#DIV/0!", UNCOMPUTED] for each in sheet.rows)
    assert "（1～6000行目）" in sheet.notes[-1]


def test_a_failed_formula_beyond_all_other_cells_is_not_lost(tmp_path: Path) -> None:
    write_xlsx_parts(
        tmp_path / "名簿.xlsx",
        '<row r="1"><c r="A1" t="inlineStr"><is><t>団体名</t></is></c></row>'
        '<row r="3"><c r="C3" t="e"><v>#REF!</v></c></row>',
    )
    assert read_sheets(tmp_path / "名簿.xlsx")[0].rows[2][2] == "#REF!"


def test_a_stray_cell_at_the_far_corner_is_named_and_not_loaded(tmp_path: Path) -> None:
    write_xlsx_parts(
        tmp_path / "名簿.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        dimension="A1:XFD1048576",
    )
    with pytest.raises(WrongFileError, match="XFD1048576"):
        read_sheets(tmp_path / "名簿.xlsx")


def test_lost_characters_are_listed_with_their_cells(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["氏名", "住所", "備考"])
    workbook.active.append(["〓田　太郎", "室蘭市", "参加できますか?"])
    workbook.active.append(["\ue000橋", "https://example.jp/?a=1", "\ufffd"])
    workbook.save(tmp_path / "名簿.xlsx")
    (sheet,) = read_sheets(tmp_path / "名簿.xlsx")
    assert [(cell.row, cell.column, cell.lost[0].character) for cell in sheet.lost] == [
        (2, 0, "〓"),
        (3, 0, "\ue000"),
        (3, 2, "\ufffd"),
    ]


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_does(column: int, name: str) -> None:
    assert column_name(column) == name


def test_times_are_shown_as_hours_and_minutes() -> None:
    assert cell_text(dt.time(9, 5)) == "9:05"
    assert cell_text(dt.timedelta(hours=30, minutes=5)) == "30:05"
    assert cell_text(143252703.0) == "143252703"
