"""Which kind of table a file is, whatever its name says, and its sheets."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kyodo_desktop.core.errors import WorldError, reason
from kyodo_desktop.spreadsheet.sheets import Sheet, WrongFileError, cell_text

_NEXT_FILE = "Excelの表（xlsx、xls、ods）か、CSVのファイルを選んでください。"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORD_DOCUMENT = "WordDocument".encode("utf-16-le")
_OTHERS = (
    (b"%PDF", "このファイルはPDFです。PDFからは表を読み込めません。"),
    (b"\x89PNG", "このファイルは画像です。"),
    (b"\xff\xd8\xff", "このファイルは画像です。"),
    (b"{\\rtf", "このファイルは文書（リッチテキスト）です。"),
)
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<body", b"<script")


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of an xlsx, xlsb, xls, ods, CSV or TSV file; a CSV file is one sheet named like the file.

    What a file is, is told by its content and not by its name. Raises WrongFileError when there is no such file or no
    table in it, WorldError when it is held by another program or cannot be read.
    """
    if path.is_dir():
        raise WrongFileError(f"「{path.name}」はフォルダーです。", next_step=_NEXT_FILE)
    if path.name.startswith("~$"):
        raise WrongFileError(
            f"「{path.name}」は、Excelが作業中に置く目印のファイルです。",
            next_step=f"名前に「~$」の付いていない「{path.name[2:]}」を選んでください。",
        )
    try:
        sheets = _read(path)
    except FileNotFoundError:
        raise WrongFileError(
            f"「{path}」というファイルが見つかりません。", next_step="場所と名前を確かめて、選び直してください。"
        ) from None
    except PermissionError as error:
        raise WorldError(
            f"「{path.name}」を開けません。ほかのプログラム（Excelなど）が使用中か、読む権限がありません。",
            safe="データは何も変更されていません。",
            next_step="Excelなどで開いているときは閉じてから、もう一度選んでください。",
        ) from error
    except OSError as error:
        raise WorldError(
            f"「{path.name}」を読み取れません（{reason(error)}）。",
            safe="データは何も変更されていません。",
            next_step="ファイルをこのパソコンにコピーしてから、もう一度選んでください。",
        ) from error
    if not any(cell_text(cell).strip() for sheet in sheets for row in sheet.rows for cell in row):
        raise WrongFileError("このファイルのどのシートにも、何も入力されていません。", next_step=_NEXT_FILE)
    return sheets


def _read(path: Path) -> list[Sheet]:
    from kyodo_desktop.spreadsheet.delimited import read_delimited
    from kyodo_desktop.spreadsheet.workbook import read_workbook

    with path.open("rb") as stream:
        head = stream.read(1024)
    if not head:
        raise WrongFileError(f"「{path.name}」は空のファイル（0バイト）です。", next_step=_NEXT_FILE)
    kind = _workbook_kind(path, head)
    if kind:
        return read_workbook(path, kind)
    for signature, happened in _OTHERS:
        if head.startswith(signature):
            raise WrongFileError(happened, next_step=_NEXT_FILE)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise WrongFileError(
            "このファイルはWebページの形式で保存されています（名前はExcelでも、中身はExcelの表ではありません）。",
            next_step="Excelで開き、「名前を付けて保存」で「Excelブック（*.xlsx）」にしてから選び直してください。",
        )
    return [read_delimited(path.read_bytes(), path.stem)]


def _workbook_kind(path: Path, head: bytes) -> str:
    """Return xlsx, xlsb, xls or ods by the content of a file; empty when it is no workbook."""
    from kyodo_desktop.spreadsheet.workbook import protected_file

    if head.startswith(_OLE):
        data = path.read_bytes()
        if _ENCRYPTED_PACKAGE in data:
            raise protected_file()
        if _WORD_DOCUMENT in data:
            raise WrongFileError("このファイルはWordの文書です。", next_step=_NEXT_FILE)
        return "xls"
    return _zip_kind(path) if head.startswith(b"PK") else ""


def _zip_kind(path: Path) -> str:
    from kyodo_desktop.spreadsheet.workbook import damaged_file

    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mime_type = archive.read("mimetype") if "mimetype" in names else b""
    except zipfile.BadZipFile as error:
        raise damaged_file() from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "content.xml" in names and b"spreadsheet" in mime_type:
        return "ods"
    if "word/document.xml" in names:
        raise WrongFileError("このファイルはWordの文書です。", next_step=_NEXT_FILE)
    raise WrongFileError("このファイルは圧縮ファイルなどで、Excelの表ではありません。", next_step=_NEXT_FILE)
