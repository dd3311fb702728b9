from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kyodo_desktop.database.audit import Handout
from kyodo_desktop.features.exchange.ui.export_dialog import ExportDialog, open_export_dialog, proposed_name

from .conftest import Desk

PRIVATE = "緊急連絡先氏名"
RARE = "\U00020bb7田　花子"  # its first character is in no Japanese code page


@pytest.fixture
def ids(desk: Desk) -> list[int]:
    people = (("岬　一郎", "みさき　いちろう"), (RARE, "よしだ　はなこ"))
    return desk.add(
        *(
            {"name": name, "furigana": reading, "kind": "individual", "emergency_name": "岬　二郎"}
            for name, reading in people
        ),
        slice_name="volunteers",
    )


@pytest.fixture
def dialog(desk: Desk, ids: list[int], qtbot: QtBot) -> ExportDialog:
    opened = open_export_dialog(desk.place(), "volunteers", ids, parent=desk.window)
    qtbot.waitExposed(opened)
    return opened


def written(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("day", "name"), [(dt.date(2026, 11, 21), "団体一覧_R081121.xlsx"), (dt.date(2019, 5, 1), "団体一覧_R010501.xlsx")]
)
def test_the_file_is_named_by_its_list_and_the_day(day: dt.date, name: str) -> None:
    assert proposed_name("団体一覧", day, ".xlsx") == name


def test_f12_writes_the_public_columns_and_records_it(desk: Desk, dialog: ExportDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_F12)
    path = desk.folder / "ボランティア名簿_R081121.xlsx"
    headings, *rows = [row for row in written(path) if row[0]]
    assert PRIVATE not in headings
    assert [row[headings.index("氏名・団体名")] for row in rows] == ["岬　一郎", RARE]
    with desk.office.database.read() as session:
        kept = session.scalars(select(Handout)).all()
    assert [(each.staff, each.destination, each.people) for each in kept] == [("窓口", path.name, 2)]
    assert desk.said[-1].startswith(f"2件を「{path}」に書き出しました。")


def test_private_columns_are_written_only_when_asked_for(desk: Desk, dialog: ExportDialog, qtbot: QtBot) -> None:
    assert dialog.warning.isHidden()
    assert "emergency_name" not in dialog.columns.chosen()
    dialog.private.setFocus()
    qtbot.keyClick(dialog.private, Qt.Key.Key_Space)
    assert dialog.warning.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_F12)
    headings = written(desk.folder / "ボランティア名簿_R081121.xlsx")[0]
    assert PRIVATE in headings


def test_only_the_chosen_columns_are_written(desk: Desk, dialog: ExportDialog, qtbot: QtBot) -> None:
    for row in range(dialog.columns.list.count()):
        dialog.columns.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    dialog.write()
    assert dialog.notices.notice is not None
    assert "項目を1つ以上" in dialog.notices.notice.text
    named = dialog.columns.list.findItems("氏名・団体名", Qt.MatchFlag.MatchExactly)
    named[0].setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(dialog.accepted):
        dialog.write()
    assert written(desk.folder / "ボランティア名簿_R081121.xlsx")[0] == ("氏名・団体名",)


def test_tables_inside_are_sheets_of_a_workbook_and_left_out_of_csv(
    desk: Desk, dialog: ExportDialog, qtbot: QtBot
) -> None:
    assert dialog.columns.chosen_tables() == [], "all of them are 非公開"
    dialog.private.click()
    assert dialog.columns.chosen_tables() == ["registrations", "members", "activities", "events", "disclosure"]
    dialog.kinds.button(1).click()
    assert dialog.columns.chosen_tables() == []
    assert dialog.without_tables.isVisible()
    assert "登録制度、団体の構成員、活動記録、経過、公開の同意" in dialog.without_tables.text()
    dialog.kinds.button(0).click()
    assert dialog.without_tables.isHidden()
    [item] = dialog.columns.list.findItems("活動記録", Qt.MatchFlag.MatchStartsWith)
    item.setCheckState(Qt.CheckState.Unchecked)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_F12)
    book = openpyxl.load_workbook(desk.folder / "ボランティア名簿_R081121.xlsx")
    assert book.sheetnames == ["ボランティア名簿", "登録制度", "団体の構成員", "経過", "公開の同意"]
    assert "別のシートに、登録制度 0行" in desk.said[-1]


def test_what_shift_jis_cannot_carry_is_listed_and_can_be_written_anew(
    desk: Desk, dialog: ExportDialog, qtbot: QtBot
) -> None:
    dialog.kinds.button(1).click()
    dialog.write()
    qtbot.waitUntil(dialog.written.isVisible)
    path = desk.folder / "ボランティア名簿_R081121.csv"
    assert RARE not in path.read_text(encoding="cp932")
    assert dialog.written.list.count() == 1
    assert "U+20BB7" in dialog.written.list.item(0).text()
    with qtbot.waitSignal(dialog.accepted):
        dialog.written.wants_utf8.emit()
    assert RARE in path.read_text(encoding="utf-8-sig")


def test_a_file_of_the_same_name_is_replaced_only_when_that_is_chosen(
    desk: Desk, dialog: ExportDialog, qtbot: QtBot
) -> None:
    path = desk.folder / "ボランティア名簿_R081121.xlsx"
    path.write_text("大切な内容")
    dialog.write()
    assert [button.text() for button in dialog.notices.buttons] == ["別の名前にする", "置き換える"]
    dialog.notices.buttons[0].click()
    assert path.read_text() == "大切な内容"
    assert dialog.path.selectedText() == path.stem
    dialog.write()
    with qtbot.waitSignal(dialog.accepted):
        dialog.notices.buttons[1].click()
    assert written(path)


def test_a_folder_that_is_not_there_is_said_in_the_window(desk: Desk, dialog: ExportDialog) -> None:
    dialog.path.setText(str(desk.folder / "どこにもない" / "名簿.xlsx"))
    dialog.write()
    desk.settle()
    assert dialog.isVisible()
    assert dialog.notices.notice is not None
    assert "というフォルダーがありません" in dialog.notices.notice.text
    with desk.office.database.read() as session:
        assert session.scalars(select(Handout)).all() == []


def test_an_office_that_is_only_read_gives_nothing_out(desk: Desk, ids: list[int]) -> None:
    dialog = open_export_dialog(desk.place(read_only=True), "volunteers", ids, parent=desk.window)
    assert not dialog.write_button.isEnabled()
    assert "閲覧のみ" in dialog.reason.text()
    dialog.write()
    assert list(desk.folder.glob("*.xlsx")) == []


def test_an_empty_list_says_so(desk: Desk) -> None:
    dialog = open_export_dialog(desk.place(), "volunteers", (), parent=desk.window)
    assert not dialog.write_button.isEnabled()
    assert "書き出すものがありません" in dialog.reason.text()
