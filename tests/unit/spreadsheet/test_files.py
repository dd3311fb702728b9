"""Any file may be offered for import: each wrong one is named in Japanese, with what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.spreadsheet.files import read_sheets
from kyodo_desktop.spreadsheet.sheets import WrongFileError

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("名簿.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("名簿.xlsx", b"", "空のファイル"),
        ("名簿.xlsx", b"\x89PNG\r\n", "画像"),
        ("名簿.xls", b"<html><table><tr><td>a</td></tr></table></html>", "Webページ"),
        ("名簿.xls", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "パスワード"),
        ("名簿.xls", OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "Word"),
        ("名簿.xls", OLE + bytes(600), "壊れている"),
        ("名簿.xlsx", b"PK\x03\x04 cut short", "壊れている"),
        ("名簿.csv", b"\x00\x01\x02\x03binary\xff\xfe" * 20, "読"),
        ("名簿.csv", b"\r\n , \r\n", "入力されていません"),
        ("名簿.csv", b"  \r\n", "何も書かれていません"),
    ],
)
def test_a_wrong_file_is_named_with_what_to_do(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(WrongFileError, match=said) as caught:
        read_sheets(write(tmp_path / name, data))
    assert str(caught.value).endswith("。")
    assert caught.value.next_step
    assert caught.value.exit_code == 2


def test_a_folder_a_missing_file_and_a_marker_of_excel_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(WrongFileError, match="フォルダー"):
        read_sheets(tmp_path)
    with pytest.raises(WrongFileError, match="見つかりません"):
        read_sheets(tmp_path / "無い.xlsx")
    with pytest.raises(WrongFileError, match=r"「名簿\.xlsx」を選んで"):
        read_sheets(write(tmp_path / "~$名簿.xlsx", b"owner"))


def test_a_file_held_by_another_program_is_trouble_of_the_world(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "名簿.csv", "団体名\r\n".encode())
    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(WorldError, match="閉じてから") as caught:
        read_sheets(path)
    assert caught.value.exit_code == 1


def test_other_zip_files_are_no_workbooks(tmp_path: Path) -> None:
    for part, said in (("word/document.xml", "Word"), ("写真.jpg", "圧縮ファイル"), ("content.xml", "圧縮ファイル")):
        path = tmp_path / "名簿.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(part, "x")
        with pytest.raises(WrongFileError, match=said):
            read_sheets(path)


def test_a_protected_ods_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(tmp_path / "名簿.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x12\x34 not to be read")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{namespace}"><manifest:file-entry manifest:full-path="content.xml" '
            'manifest:media-type="text/xml" manifest:size="10"><manifest:encryption-data/></manifest:file-entry>'
            "</manifest:manifest>",
        )
    with pytest.raises(WrongFileError, match="パスワード"):
        read_sheets(tmp_path / "名簿.ods")


def test_a_workbook_cut_short_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "名簿.xlsx"
    openpyxl.Workbook().save(path)
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(WrongFileError, match="壊れている"):
        read_sheets(path)


def test_a_workbook_whose_part_is_broken_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "名簿.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(WrongFileError, match="壊れている"):
        read_sheets(path)


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    text = write(tmp_path / "名簿.xlsx", "団体名,電話\r\nあすなろ会,0143-22-1111\r\n".encode("cp932"))
    assert read_sheets(text)[0].rows[1] == ["あすなろ会", "0143-22-1111"]
    book = tmp_path / "本.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "団体名"
    workbook.save(book)
    assert read_sheets(book.rename(tmp_path / "名簿.csv"))[0].rows == [["団体名"]]


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "名簿.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(WrongFileError, match="何も入力されていません"):
        read_sheets(path)
