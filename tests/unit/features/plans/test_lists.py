"""Tables of progress as offices keep them: the year over the columns, in the title, or in a column of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.cli import main
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.features.office.settings import OfficeSettings

Rows = list[list[object]]
Told = list[tuple[int, str | None, str | None, str | None]]

YEARS_OVER_COLUMNS: Rows = [
    ["協働のまちづくり推進計画　進捗管理表"],
    ["方針", "取組名", "担当課", "令和6年度", None, None, "令和7年度", None, None, "備考"],
    [None, None, None, "目標", "実績", "進捗", "目標", "実績", "進捗", None],
    ["情報の提供・共有", "えんとーくの開催", "市民協働課", "10回", "9回", "〇", "10回", "8回", "△", None],
    ["〃", "出前講座", "生涯学習課", "40回", None, None, "40回", "42回", "◎", "新規"],
    [None, "計", None, None, "2件"],
]

YEAR_IN_THE_TITLE: Rows = [
    ["令和７年度　協働のまちづくり推進計画　進捗管理表"],
    ["No.", "方針", "取組名", "担当課", "目標", "実績", "達成度", "課題"],
    [1, "情報の提供・共有", "えんとーくの開催", "市民協働課", "10回", "8回", "△", "会場の確保"],
    [2, "参加機会の提供", "パブリックコメントの実施", "企画課", "4件", None, "○", None],
]

YEAR_IN_A_COLUMN: Rows = [
    ["取組", "方針", "主管課", "年度", "目標", "実績", "評価"],
    ["えんとーくの開催", "情報の提供・共有", "市民協働課", "R6", "10回", "9回", "〇"],
    ["えんとーくの開催", "情報の提供・共有", "市民協働課", "R7", "10回", "8回", "△"],
    ["小計", None, None, None, None, None, "2件"],
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"))
    return tmp_path / "office"


def written(root: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    if rows is YEARS_OVER_COLUMNS:
        sheet.merge_cells("D2:F2")
        sheet.merge_cells("G2:I2")
    book.save(root.parent / "in.xlsx")
    return root.parent / "in.xlsx"


def imported(root: Path, *lists: Rows) -> dict[str, Told]:
    for rows in lists:
        assert main(["import", str(root), "plan_actions", str(written(root, rows))]) == 0
    with Office(root, FixedClock(dt.datetime(2026, 11, 21, 10, 0))) as office:
        service = office.service("plan_actions")
        found = service.load_many(service.list_ids(ListQuery(sort="reference")).ids)
    return {
        each["name"]: [
            (line["fiscal_year"], line["target"], line["result"], line["progress"]) for line in each.children["years"]
        ]
        for each in found
    }


def test_each_year_over_the_columns_becomes_a_line(root: Path) -> None:
    assert imported(root, YEARS_OVER_COLUMNS) == {
        "えんとーくの開催": [(2024, "10回", "9回", "good"), (2025, "10回", "8回", "slow")],
        "出前講座": [(2024, "40回", None, None), (2025, "40回", "42回", "achieved")],
    }


def test_the_year_of_the_title_is_that_of_every_row(root: Path) -> None:
    assert imported(root, YEAR_IN_THE_TITLE) == {
        "えんとーくの開催": [(2025, "10回", "8回", "slow")],
        "パブリックコメントの実施": [(2025, "4件", None, "good")],
    }


def test_rows_of_one_action_are_its_years_and_a_later_list_adds_to_them(root: Path) -> None:
    found = imported(root, YEAR_IN_A_COLUMN, YEAR_IN_THE_TITLE)
    assert found["えんとーくの開催"] == [(2024, "10回", "9回", "good"), (2025, "10回", "8回", "slow")]
    assert set(found) == {"えんとーくの開催", "パブリックコメントの実施"}


def test_a_note_beside_a_mark_proposes_the_mark(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [[*row] for row in YEAR_IN_THE_TITLE]
    rows[3][6] = "△（２月実施）"
    assert main(["import", str(root), "plan_actions", str(written(root, rows))]) != 0
    said = capsys.readouterr()
    assert "（候補：「△」）" in said.out + said.err
