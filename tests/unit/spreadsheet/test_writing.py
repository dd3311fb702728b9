"""Lists that leave the office: typed, safe, whole, and readable again."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kyodo_desktop.core.errors import Cancelled, InputError, WorldError
from kyodo_desktop.core.fields import Name, Phone, Privacy
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.spreadsheet.csv_writing import write_csv
from kyodo_desktop.spreadsheet.export import Replaced, is_risky
from kyodo_desktop.spreadsheet.files import read_sheets
from kyodo_desktop.spreadsheet.mapping import propose_mapping
from kyodo_desktop.spreadsheet.reading import read_rows
from kyodo_desktop.spreadsheet.tables import find_table
from kyodo_desktop.spreadsheet.xlsx_writing import ERA_FORMAT, write_xlsx
from tests.unit.spreadsheet.office_schema import GROUPS, WORDS

EMPTY: dict[str, Any] = dict.fromkeys(GROUPS.fields)
FULL: dict[str, Any] = EMPTY | {
    "reference": "A-001",
    "kind": "npo",
    "name": "髙橋まちづくりの会",
    "furigana": "たかはしまちづくりのかい",
    "established_on": dt.date(1975, 4, 1),
    "representative": "髙橋　一郎",
    "representative_phone": "0143-22-1111",
    "postal_code": "051-0011",
    "address": "室蘭市中央町1-2-3",
    "phone": "0143-22-1111",
    "email": "machi@example.jp",
    "website": "https://example.jp/",
    "areas": ("east", "west"),
    "activities": "海岸の清掃\n花壇の手入れ",
    "member_count": 1200,
    "fee": "年額 1,200円",
    "budget": 123456,
    "join_rate": 625,
    "hours": 150,
    "insured": True,
    "union": "none",
    "valid_until": dt.date(2027, 3, 31),
    "notes": "=1+1",
}
RISKY = ["=1+1", "+81", "-1+2", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1＋1", "＋1", "－1", "＠a"]


def read_back(path: Path) -> list[Mapping[str, Any]]:
    table = find_table(read_sheets(path)[0], GROUPS)
    reading = read_rows(GROUPS, table, propose_mapping(GROUPS, table, WORDS), WORDS)
    assert [row.problems for row in reading.rows] == [()] * len(reading.rows)
    return [row.values for row in reading.rows]


@pytest.mark.parametrize("name", ["一覧.xlsx", "一覧.csv", "cp932.csv"])
def test_what_is_written_reads_back_the_same(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("xlsx"):
        written = write_xlsx(path, GROUPS, [FULL, FULL], WORDS, include_private=True)
    elif name.startswith("cp932"):
        written = write_csv(path, GROUPS, [FULL, FULL], WORDS, encoding="cp932", include_private=True)
    else:
        written = write_csv(path, GROUPS, [FULL, FULL], WORDS, include_private=True)
    assert written.rows == 2
    assert written.replaced == []
    assert written.withheld_columns == ()
    expected = {key: value for key, value in FULL.items() if key not in ("missing_documents", "disclosure")}
    assert read_back(path) == [expected, expected]


def test_cells_of_a_workbook_are_typed_and_its_sheet_is_ready_to_use(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", GROUPS, [FULL], WORDS, include_private=True, title="団体/一覧 [令和8年度]")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    cells = {cell.value: sheet.cell(2, cell.column) for cell in sheet[1]}
    assert sheet.title == "団体_一覧 _令和8年度_"
    assert cells["設立年月日"].value == dt.datetime(1975, 4, 1)
    assert cells["設立年月日"].number_format == ERA_FORMAT
    assert cells["会員数"].value == 1200
    assert cells["電話番号"].value == "0143-22-1111"
    assert cells["加入率"].value == 62.5
    assert cells["備考"].value == "=1+1"
    assert cells["備考"].data_type == "s"
    assert cells["備考"].quotePrefix
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{cells['備考'].column_letter}2"
    assert sheet["A1"].font.bold
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["A"].width


def test_days_before_excels_calendar_are_written_as_text(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", GROUPS, [FULL | {"established_on": dt.date(1880, 4, 1)}], WORDS)
    assert read_back(tmp_path / "a.xlsx")[0]["established_on"] == dt.date(1880, 4, 1)


@pytest.mark.parametrize("text", RISKY)
def test_nothing_becomes_a_formula(tmp_path: Path, text: str) -> None:
    assert is_risky(text)
    record = EMPTY | {"name": "あ会", "kind": "npo", "fee": text}
    write_xlsx(tmp_path / "a.xlsx", GROUPS, [record], WORDS, attributes=["kind", "name", "fee"])
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["C2"]
    assert cell.data_type == "s"
    write_csv(tmp_path / "a.csv", GROUPS, [record], WORDS, attributes=["kind", "name", "fee"])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[1][2] == f"'{text}"
    assert read_sheets(tmp_path / "a.csv")[0].rows[1][2] == text


@pytest.mark.parametrize("text", ["-", "－", "――", "0143-22-1111", "年額100円", ""])
def test_plain_texts_and_lone_dashes_are_not_guarded(text: str) -> None:
    assert not is_risky(text)


def test_what_is_not_public_stays_unless_asked_for(tmp_path: Path) -> None:
    records = [
        FULL | {"disclosure": {"phone": "public", "representative": "private"}},
        FULL | {"disclosure": {"address": "partial"}},
        FULL,
    ]
    written = write_csv(tmp_path / "a.csv", GROUPS, records, WORDS)
    rows = read_sheets(tmp_path / "a.csv")[0].rows
    columns = {str(heading): column for column, heading in enumerate(rows[0])}
    assert written.withheld_columns == ("代表者の役職", "代表者ふりがな", "未提出書類", "備考")
    assert "備考" not in columns
    assert [row[columns["電話番号"]] for row in rows[1:]] == ["0143-22-1111", "", ""]
    assert [row[columns["代表者氏名"]] for row in rows[1:]] == ["", "髙橋　一郎", "髙橋　一郎"]
    assert [row[columns["事務所の所在地"]] for row in rows[1:]] == ["", "室蘭市中央町1-2-3", ""]
    assert [row[columns["年間予算"]] for row in rows[1:]] == ["123456"] * 3
    assert written.withheld_cells > 0


def test_columns_are_those_asked_for_in_their_order(tmp_path: Path) -> None:
    written = write_xlsx(tmp_path / "a.xlsx", GROUPS, [FULL], WORDS, attributes=["furigana", "name", "notes"])
    assert read_sheets(tmp_path / "a.xlsx")[0].rows[0] == ["ふりがな", "団体名"]
    assert written.withheld_columns == ("備考",)


def test_what_cp932_cannot_carry_is_replaced_and_listed(tmp_path: Path) -> None:
    record = EMPTY | {"name": "𠮷田と葛󠄀の会", "kind": "npo", "fee": "¥100—か\u3099んば〜る"}
    written = write_csv(
        tmp_path / "a.csv", GROUPS, [FULL, record], WORDS, encoding="cp932", attributes=["kind", "name", "fee"]
    )
    assert written.replaced == [
        Replaced(3, "団体名", "𠮷", "〓", record["name"]),
        Replaced(3, "団体名", "葛󠄀", "葛", record["name"]),
        Replaced(3, "会費", "¥", "￥", record["fee"]),
        Replaced(3, "会費", "—", "―", record["fee"]),
    ]
    rows = read_sheets(tmp_path / "a.csv")[0].rows
    assert rows[2][1:] == ["〓田と葛の会", "￥100―がんば～る"]


def test_an_interrupted_export_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "一覧.xlsx"
    path.write_bytes(b"old")

    def records() -> Iterator[Mapping[str, Any]]:
        yield FULL
        raise Cancelled

    for write in (write_xlsx, write_csv):
        with pytest.raises(Cancelled):
            write(path, GROUPS, records(), WORDS)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_target_held_by_excel_is_named_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "一覧.csv"
    path.write_bytes(b"old")

    def held(*_: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(WorldError, match="閉じてから") as caught:
        write_csv(path, GROUPS, [FULL], WORDS)
    assert "一覧.csv" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_folder_that_is_not_there_and_one_in_the_way_are_named(tmp_path: Path, name: str) -> None:
    write = write_xlsx if name.endswith("xlsx") else write_csv
    with pytest.raises(WorldError, match="フォルダーがありません"):
        write(tmp_path / "無い" / name, GROUPS, [FULL], WORDS)
    (tmp_path / name).mkdir()
    with pytest.raises(WorldError, match="書き込めません"):
        write(tmp_path / name, GROUPS, [FULL], WORDS)


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WorldError, match="空き容量"):
        write_csv(tmp_path / "a.csv", GROUPS, [FULL], WORDS)


def test_what_a_cell_cannot_hold_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="「活動の内容」は40,000文字"):
        write_xlsx(tmp_path / "a.xlsx", GROUPS, [FULL | {"activities": "あ" * 40_000}], WORDS)
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_the_records(tmp_path: Path) -> None:
    told: list[int] = []
    write_csv(tmp_path / "a.csv", GROUPS, [FULL] * 1001, WORDS, progress=told.append)
    assert told == [0, 500, 1000]


def test_an_empty_list_is_a_heading(tmp_path: Path) -> None:
    assert write_xlsx(tmp_path / "a.xlsx", GROUPS, [], WORDS).rows == 0
    assert len(read_sheets(tmp_path / "a.xlsx")[0].rows) == 1


def test_a_table_inside_is_a_sheet_with_the_number_of_the_record_first(tmp_path: Path) -> None:
    nothing = dict.fromkeys(GROUPS.children["officers"].fields)
    officers = [
        nothing | {"title": "=1+1", "name": "髙橋　一郎", "phone": "0143-22-1111", "from_on": dt.date(2024, 4, 1)},
        nothing | {"title": "会計", "name": "岬　花子"},
    ]
    records = [
        FULL | {"officers": officers, "members": []},
        FULL | {"reference": "A-002", "officers": [], "members": [{"name": "岬　二郎", "age": "30", "role": None}]},
    ]
    path = tmp_path / "a.xlsx"
    written = write_xlsx(
        path, GROUPS, records, WORDS, include_private=True, title="団体一覧", tables=["officers", "members"]
    )
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["団体一覧", "役員", "会員"]
    assert written.tables == {"役員": 2, "会員": 1}
    sheet = book["役員"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["登録番号", "役職", "氏名", "電話番号", "就任日", "任期満了日"],
        ["A-001", "=1+1", "髙橋　一郎", "0143-22-1111", dt.datetime(2024, 4, 1), None],
        ["A-001", "会計", "岬　花子", None, None, None],
    ]
    assert (sheet["B2"].data_type, sheet["B2"].quotePrefix) == ("s", True)
    assert sheet["E2"].number_format == ERA_FORMAT
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F3")
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["B"].width
    assert [cell.value for cell in book["会員"][2]] == ["A-002", "岬　二郎", "30代", None]
    assert sheet.oddHeader.left.text == "団体一覧　役員"


def test_what_is_private_in_a_table_stays(tmp_path: Path) -> None:
    inner = Schema(
        "officers", "役員", {"name": Name("氏名", privacy=Privacy.PUBLIC, required=True), "phone": Phone("電話番号")}
    )
    schema = Schema("groups", "団体", GROUPS.fields, {"officers": inner, "members": GROUPS.children["members"]})
    record = FULL | {"officers": [{"name": "岬　花子", "phone": "0143-22-1111"}], "members": [{"name": "岬　二郎"}]}
    written = write_xlsx(tmp_path / "a.xlsx", schema, [record], WORDS, tables=["officers", "members"])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["団体", "役員"]
    assert [cell.value for cell in book["役員"][2]] == ["A-001", "岬　花子"]
    assert written.withheld_columns[-2:] == ("役員の電話番号", "会員")
    assert written.tables == {"役員": 1}
