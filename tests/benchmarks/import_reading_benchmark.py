"""Reading 100,000 rows of 13 columns from xlsx: found, mapped and checked, beside calamine alone."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import python_calamine
import xlsxwriter

from kyodo_desktop.core.profiles import load_profile
from kyodo_desktop.database.base import schema_of
from kyodo_desktop.features.volunteers.models import Volunteer
from kyodo_desktop.spreadsheet.files import read_sheets
from kyodo_desktop.spreadsheet.mapping import propose_mapping
from kyodo_desktop.spreadsheet.reading import read_rows
from kyodo_desktop.spreadsheet.tables import find_table
from tests.benchmarks.measure import Measurement, cpu_milliseconds, medians

ROWS = 100_000
TODAY = dt.date(2026, 11, 21)
HEADING = "登録番号 区分 氏名 ふりがな 生年月日 郵便番号 住所 電話番号 電子メール 職業 性別 登録年月日 備考".split()


def measure() -> Iterator[Measurement]:
    """Measure on one file, the two in turn."""
    words = load_profile("standard").words(TODAY)
    schema = schema_of(Volunteer)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "名簿.xlsx")
        _write(path)

        def ours() -> None:
            table = find_table(read_sheets(path)[0], schema)
            reading = read_rows(schema, table, propose_mapping(schema, table, words), words)
            if len(reading.rows) != ROWS or any(row.problems for row in reading.rows):
                raise RuntimeError("the roster was not read whole")

        def limit() -> None:
            with python_calamine.CalamineWorkbook.from_path(path) as workbook:
                workbook.get_sheet_by_index(0).to_python()

        read, alone = medians(3, lambda: cpu_milliseconds(ours), lambda: cpu_milliseconds(limit))
    yield Measurement("reading and checking 100,000 rows of xlsx", read, alone, "ms", 2.3, "limit: calamine alone")


def _write(path: Path) -> None:
    chosen = random.Random(1)
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = workbook.add_worksheet()
    day = workbook.add_format({"num_format": "yyyy/m/d"})
    sheet.write_row(0, 0, HEADING)
    for row in range(1, ROWS + 1):
        family, given = (
            chosen.choice("佐藤 鈴木 髙橋 田中 渡邉 𠮷田".split()),
            chosen.choice("一郎 花子 健 美恵子".split()),
        )
        reading = "".join(chosen.choices("あいうえおかきくけこさしすせそ", k=3))
        texts = [
            f"V{row:06}", "個人", f"{family}　{given}", f"{reading}　{reading}", None, f"051-{row % 10_000:04}",
            f"中央町{row % 9 + 1}丁目{row % 40 + 1}-{row % 17 + 1}", f"0143-{row % 80 + 20}-{row % 10_000:04}",
            f"person{row}@example.jp", chosen.choice("会社員 主婦 学生 無職".split()), "女性", None,
            "送迎可" if row % 7 == 0 else None,
        ]  # fmt: skip
        for column, text in enumerate(texts):
            if text:
                sheet.write_string(row, column, text)
        sheet.write_datetime(row, 4, dt.date(1940, 1, 1) + dt.timedelta(chosen.randrange(25_000)), day)
        sheet.write_datetime(row, 11, dt.date(2026, 4, 1), day)
    workbook.close()
