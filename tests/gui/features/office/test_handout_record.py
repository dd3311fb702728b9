"""出力の記録 in 設定: what was handed out, by month, on the clipboard and in a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.features.office.ui.handout_record import HandoutRecord
from kyodo_desktop.features.office.ui.settings_page import SettingsPage

from .conftest import Desk

HANDOUTS = (
    (dt.datetime(2026, 10, 31, 23, 59), "佐藤", "団体名簿", "プリンター", 42),
    (dt.datetime(2026, 11, 1, 0, 0), "鈴木", "宛名ラベル", "プリンター", 120),
    (dt.datetime(2026, 11, 20, 9, 5), "佐藤", "団体一覧の書出", "=団体.xlsx", 1234),
)


@pytest.fixture
def page(desk: Desk, clock: FixedClock) -> SettingsPage:
    now = clock.moment
    for clock.moment, staff, document, destination, people in HANDOUTS:
        desk.office.record_handout(staff, document, destination, people)
    clock.moment = now
    made = SettingsPage(desk.place())
    desk.show(made)
    return made


@pytest.fixture
def record(page: SettingsPage) -> HandoutRecord:
    return page.handouts


def shown(record: HandoutRecord) -> list[list[str]]:
    return [record.model.texts(row) for row in range(record.model.rowCount())]


def test_the_newest_month_is_shown_first_with_the_newest_above(record: HandoutRecord) -> None:
    assert record.month.currentText() == "令和8年11月（2件）"
    assert shown(record) == [
        ["R8.11.20", "09:05", "佐藤", "団体一覧の書出", "=団体.xlsx", "1,234件"],
        ["R8.11.1", "00:00", "鈴木", "宛名ラベル", "プリンター", "120件"],
    ]
    assert record.foot.text() == "2件の出力、延べ1,354件"


def test_every_column_is_in_sight(page: SettingsPage, record: HandoutRecord, qtbot: QtBot) -> None:
    page.resize(1366, 700)
    header = record.view.horizontalHeader()
    qtbot.waitUntil(lambda: record.view.width() >= record.view.fontMetrics().horizontalAdvance("0") * 80)
    assert header.length() <= record.view.viewport().width()
    last = header.count() - 1
    assert record.view.columnWidth(last) >= record.view.fontMetrics().horizontalAdvance("999,999件")


def test_another_month_and_all_are_chosen_by_keys_and_stay_chosen(
    desk: Desk, record: HandoutRecord, qtbot: QtBot
) -> None:
    qtbot.keyClick(record.month, Qt.Key.Key_Down)
    desk.settle()
    assert [line[2:4] for line in shown(record)] == [["佐藤", "団体名簿"]]
    record.look()
    desk.settle()
    assert record.month.currentText() == "令和8年10月（1件）"
    qtbot.keyClick(record.month, Qt.Key.Key_Home)
    desk.settle()
    assert record.month.currentText() == "すべて（3件）"
    assert len(shown(record)) == 3


def test_lines_are_copied_as_excel_takes_them(record: HandoutRecord, qtbot: QtBot) -> None:
    record.view.setFocus()
    record.view.selectRow(0)
    qtbot.keyClick(record.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "日\t時刻\t担当\t内容\t出力先\t件数",
        "R8.11.20\t09:05\t佐藤\t団体一覧の書出\t'=団体.xlsx\t1,234件",
    ]
    record.view.clearSelection()
    record.copy_button.click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 3


@pytest.mark.parametrize("name", ["記録.xlsx", "記録.csv"])
def test_what_is_shown_goes_into_a_file_and_that_is_recorded(
    desk: Desk, record: HandoutRecord, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    record.write_to(path)
    desk.settle()
    if path.suffix == ".xlsx":
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        assert rows[0] == ["日", "時刻", "担当", "内容", "出力先", "件数"]
        assert rows[1] == [dt.date(2026, 11, 20), "09:05", "佐藤", "団体一覧の書出", "=団体.xlsx", 1234.0]
    else:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert lines[2] == "2026/11/01,00:00,鈴木,宛名ラベル,プリンター,120"
    assert desk.said[-1] == f"2件を「{path}」に書き出しました。"
    record.look()
    desk.settle()
    assert shown(record)[0][2:] == ["窓口", "出力の記録の書出", name, "0件"]


def test_an_office_that_handed_nothing_out_says_so(desk: Desk) -> None:
    page = SettingsPage(desk.place(read_only=True))
    desk.show(page)
    assert page.handouts.foot.text() == "まだ何も出力していません。"
    assert not page.handouts.file_button.isEnabled()
    assert page.handouts.month.count() == 1
