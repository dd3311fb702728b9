"""Workbooks of Excel and LibreOffice (xlsx, xlsb, xls, ods), read by calamine."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from kyodo_desktop.spreadsheet.ods_marks import read_ods_marks
from kyodo_desktop.spreadsheet.report import rows_in_words
from kyodo_desktop.spreadsheet.sheets import UNCOMPUTED, CellRange, RawCell, Sheet, WrongFileError, find_lost
from kyodo_desktop.spreadsheet.workbook_marks import SheetMarks, read_marks
from kyodo_desktop.spreadsheet.xls_marks import read_xls_marks

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_NAMED_RUNS = 5
_TRIAL = """
import sys, python_calamine
workbook = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
for name in workbook.sheet_names:
    workbook.get_sheet_by_name(name)
"""


def read_workbook(path: Path, kind: str) -> list[Sheet]:
    """Return the worksheets of a workbook, hidden ones too, in their order; ``kind`` is xlsx, xlsb, xls or ods.

    Raises WrongFileError when the file is damaged or protected by a password, OSError when it cannot be opened.
    """
    import python_calamine as calamine

    if kind == "xls":
        _try_in_a_child(path)
    with _damage_said(), calamine.CalamineWorkbook.from_path(path) as workbook:
        marks = _marks(path, kind, [about.name for about in workbook.sheets_metadata])
        return [
            _sheet(
                workbook.get_sheet_by_name(about.name),
                hidden=about.visible != calamine.SheetVisibleEnum.Visible,
                marks=marks.get(about.name, SheetMarks()),
            )
            for about in workbook.sheets_metadata
            if about.typ == calamine.SheetTypeEnum.WorkSheet
        ]


def _marks(path: Path, kind: str, names: Sequence[str]) -> dict[str, SheetMarks]:
    """Return what calamine does not tell of each sheet, by its name; of xlsb that is not looked for."""
    if kind == "xlsx":
        return read_marks(path)
    if kind == "ods":
        return read_ods_marks(path)
    return dict(zip(names, read_xls_marks(path), strict=False)) if kind == "xls" else {}


def _try_in_a_child(path: Path) -> None:
    """Open an xls file in another process first.

    Its format has no check sums: in a damaged one calamine may ask for more memory than there is, which ends the whole
    process. Here it is the child that ends.
    """
    no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    trial = subprocess.run(
        [sys.executable, "-c", _TRIAL, str(path)], capture_output=True, check=False, creationflags=no_window
    )
    if trial.returncode != 0 and b"PasswordError" in trial.stderr:
        raise protected_file()
    if trial.returncode != 0:
        raise damaged_file()


@contextmanager
def _damage_said() -> Iterator[None]:
    """Turn what calamine and the readers of its parts raise for a broken file into a WrongFileError."""
    import python_calamine as calamine

    try:
        yield
    except calamine.PasswordError as error:
        raise protected_file() from error
    except (calamine.CalamineError, zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise damaged_file() from error
    except BaseException as error:
        # A panic of calamine's Rust code arrives as a BaseException whose class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise damaged_file() from error
        raise


def protected_file() -> WrongFileError:
    """Return what is said of a workbook that wants a password."""
    return WrongFileError(
        "このファイルはパスワードで保護されているため、読み込めません。",
        next_step="Excelで開いて「名前を付けて保存」からパスワードを外して保存し、そのファイルを選んでください。",
    )


def damaged_file() -> WrongFileError:
    """Return what is said of a workbook that is broken or cut short."""
    return WrongFileError(
        "このファイルは壊れているか途中で切れているため、読み込めません。",
        safe="データは何も変更されていません。",
        next_step="Excelで開けるか確かめ、開けたら保存し直してから、もう一度選んでください。",
    )


def _sheet(source: CalamineSheet, *, hidden: bool, marks: SheetMarks) -> Sheet:
    rows: list[list[RawCell]] = list(source.to_python(skip_empty_area=False))  # type: ignore[arg-type]  # lists are invariant
    merged = marks.merged
    if merged is None:
        merged = tuple(
            CellRange(first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in source.merged_cell_ranges or ()
        )
    for (number, column), text in (dict.fromkeys(marks.uncomputed, UNCOMPUTED) | marks.failed).items():
        _put(rows, number, column, text)
    hidden_rows = [number for number in marks.hidden_rows if number <= len(rows) and any(rows[number - 1])]
    notes = tuple(_notes(hidden, marks, hidden_rows))
    return Sheet(source.name, rows, merged=merged, hidden=hidden, notes=notes, lost=find_lost(rows))


def _put(rows: list[list[RawCell]], number: int, column: int, text: str) -> None:
    """Write what calamine left out; a sheet may end before a cell that holds nothing else."""
    width = max(column + 1, len(rows[0]) if rows else 0)
    while len(rows) < number:
        rows.append([""] * width)
    row = rows[number - 1]
    row.extend([""] * (column + 1 - len(row)))
    row[column] = text


def _notes(hidden: bool, marks: SheetMarks, hidden_rows: Sequence[int]) -> Iterator[str]:
    if hidden:
        yield "このシートはExcelでは非表示になっています。"
    if marks.failed:
        yield f"計算式の結果がエラーになっているセルが{len(marks.failed):,}か所あります。"
    if marks.uncomputed:
        count = f"計算結果が保存されていない式が{len(marks.uncomputed):,}か所あります。"
        yield f"{count}Excelで開いて保存し直すと読み込めます。"
    if hidden_rows:
        count = f"非表示の行（絞り込みを含む）が{len(hidden_rows):,}行あり"
        yield f"{count}、読み込みの対象になります（{rows_in_words(hidden_rows, most=_NAMED_RUNS)}）。"
