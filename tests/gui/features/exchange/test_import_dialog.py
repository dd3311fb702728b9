from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.exchange.plan import Action
from kyodo_desktop.features.exchange.ui.import_dialog import ImportWindow
from kyodo_desktop.features.exchange.ui.preview_model import ACTION, MATCH
from kyodo_desktop.gui import Program
from kyodo_desktop.shell.preferences_file import PreferencesFile

from .conftest import Desk, MakeFile

MESSY = """令和７年度　町内会名簿,,,,,
,,,,,R7.4.1現在
№,町会名,ﾌﾘｶﾞﾅ,会長名,電話,設立
1,港町第一町内会,ﾐﾅﾄﾁｮｳﾀﾞｲｲﾁﾁｮｳﾅｲｶｲ,髙橋　善次郎,０１４３(22)２２１１,S45.4.1
2,浜中町内会,ﾊﾏﾅｶﾁｮｳﾅｲｶｲ,﨑山 タツ,0143-22-3333,昭和50年13月1日
3,灯台町内会,ﾄｳﾀﾞｲﾁｮｳﾅｲｶｲ,〓田　一郎,0143-22-4444,H元.5.1
,合計,,,3,
※自己申告による,,,,,
"""
PLAIN = "団体名,ふりがな,代表者氏名\n港町内会,みなとちょうないかい,岬　一郎\n浜町内会,はまちょうないかい,灘　二郎\n"
HERE = {"name": "港町内会", "furigana": "みなとちょうないかい", "kind": "neighbourhood"}


def refusal(window: ImportWindow) -> str:
    return window.reason.text()


def text(window: ImportWindow, row: int, column: int) -> str:
    return str(window.preview.model.index(row, column).data())


def column_of(window: ImportWindow, heading: str) -> int:
    model = window.preview.model
    headings = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    return headings.index(heading)


def press(qtbot: QtBot, window: ImportWindow, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key)


def compose(line: QWidget, words: str) -> None:
    """Type a text as the input method does: it comes as a whole."""
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(line, event)


def kind_code(desk: Desk) -> str:
    terms = desk.office.words().taxonomy("organization_kinds").terms
    return next(term.code for term in terms if "町内会" in term.label)


@pytest.fixture
def messy(make_file: MakeFile) -> Path:
    return make_file("町内会.csv", MESSY)


@pytest.fixture
def plain(make_file: MakeFile) -> Path:
    return make_file("団体.csv", PLAIN)


def test_a_messy_file_comes_in_by_the_keyboard(desk: Desk, messy: Path, qtbot: QtBot) -> None:
    window = desk.import_window(messy)
    assert window.preview.model.rowCount() == 3
    assert text(window, 0, column_of(window, "電話番号")).startswith("0143-22-2211")
    assert "確認が必要な行が1件" in refusal(window)
    assert not window.enter_button.isEnabled()
    press(qtbot, window, Qt.Key.Key_F12)
    here = window.preview.view.currentIndex()
    assert (here.row(), here.column()) == (1, column_of(window, "設立年月日"))
    assert str(here.data()).startswith("■ 昭和50年13月1日")
    assert "「設立」" in window.preview.said.text()
    press(qtbot, window, Qt.Key.Key_Delete)
    assert text(window, 1, ACTION) == "取り込まない"
    assert refusal(window) == ""
    with qtbot.waitSignal(window.destroyed):
        press(qtbot, window, Qt.Key.Key_F12)
    assert desk.names() == ["灯台町内会", "港町第一町内会"]
    assert desk.said[-1] == "「町内会.csv」を取り込みました（追加 2件、更新 0件、変更なし 0件、除外 1件）。"
    assert desk.operations[-1] is not None
    assert desk.operations[-1][0] == "organizations"


def test_what_was_left_out_and_lost_is_listed(desk: Desk, messy: Path) -> None:
    window = desk.import_window(messy)
    window.file.details.click()
    lines = [window.file.list.item(row).text() for row in range(window.file.list.count())]
    assert any("7行目は取り込みません（合計の行）" in line for line in lines)
    assert any("〓田" in line and line.startswith("■ 6行目 D列") for line in lines)
    assert lines[-1] == "※ 文字コードはシフトJISとして読みました。"


def test_a_row_that_was_left_out_can_be_brought_back(desk: Desk, messy: Path) -> None:
    window = desk.import_window(messy)
    window.file.details.click()
    lines = [window.file.list.item(row).text() for row in range(window.file.list.count())]
    window.file.list.setCurrentRow(0)
    assert not window.file.keep.isEnabled()
    window.file.list.setCurrentRow(next(place for place, line in enumerate(lines) if "合計の行" in line))
    window.file.keep.click()
    desk.settle()
    assert [text(window, row, 0) for row in range(window.preview.model.rowCount())] == ["4", "5", "6", "7"]


def test_a_cell_is_typed_over_in_place(desk: Desk, messy: Path, qtbot: QtBot) -> None:
    window = desk.import_window(messy)
    window.preview.go_to_problem(1)
    press(qtbot, window, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "S50.12.1")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: refusal(window) == "")
    assert text(window, 1, column_of(window, "設立年月日")) == "S50.12.1"


def test_a_proposal_is_taken_with_one_press(desk: Desk, make_file: MakeFile) -> None:
    window = desk.import_window(make_file("団体.csv", PLAIN.replace("ふりがな,", "ふりがな,設立年月日,").replace(
        "ちょうないかい,", "ちょうないかい,昭和50年6月頃,"
    )))  # fmt: skip
    assert window.work.outcome.blocked == 2
    window.preview.go_to_problem(1)
    assert window.preview.proposal_button.text().startswith("「昭和50年6月1日」にする")
    window.preview.proposal_button.click()
    desk.settle()
    assert window.work.outcome.blocked == 1
    assert text(window, 0, column_of(window, "設立年月日")) == "S50.6.1"


def test_columns_are_chosen_by_typing_and_the_choice_is_remembered(
    desk: Desk, make_file: MakeFile, qtbot: QtBot
) -> None:
    file = make_file("団体.csv", PLAIN.replace("代表者氏名", "謎の欄"))
    window = desk.import_window(file)
    line = window.mapping.lines[2]
    assert line.text() == "取り込まない"
    line.setFocus()
    line.selectAll()
    compose(line, "代表者氏名")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    desk.settle()
    assert line.text() == "代表者氏名"
    assert text(window, 0, column_of(window, "代表者氏名")) == "岬　一郎"
    with qtbot.waitSignal(window.destroyed):
        window.carry_out()
    again = desk.import_window(make_file("次の年.csv", PLAIN.replace("代表者氏名", "謎の欄")))
    assert again.mapping.lines[2].text() == "代表者氏名"
    assert "前に選んだ対応を1列に使っています" in again.mapping.memory.text()


@pytest.mark.parametrize("typed", ["tokui", "ﾄｸｲ", "とくい"])
def test_a_target_is_found_by_its_reading(desk: Desk, plain: Path, qtbot: QtBot, typed: str) -> None:
    window = desk.import_window(plain)
    line = window.mapping.lines[2]
    line.setFocus()
    line.selectAll()
    if typed.isascii():
        qtbot.keyClicks(line, typed)
    else:
        compose(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    desk.settle()
    assert line.text() == "得意分野"
    assert not line.hasFocus()
    assert QApplication.activePopupWidget() is None
    assert text(window, 0, column_of(window, "得意分野")) == "岬　一郎"


def test_a_plan_that_comes_while_a_cell_is_typed_over_waits(desk: Desk, messy: Path, qtbot: QtBot) -> None:
    window = desk.import_window(messy)
    window.preview.go_to_problem(1)
    press(qtbot, window, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "S50.12.1")
    window.work.correct({(6, 3): "灘　一郎"})
    desk.settle()
    assert QApplication.focusWidget() is editor
    assert text(window, 2, column_of(window, "代表者氏名")) != "灘　一郎"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert text(window, 2, column_of(window, "代表者氏名")) == "灘　一郎"


def test_what_means_nothing_is_put_back(desk: Desk, plain: Path, qtbot: QtBot) -> None:
    window = desk.import_window(plain)
    line = window.mapping.lines[0]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "zzz")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "団体名"


def test_a_column_that_is_lacking_is_filled_with_one_value(desk: Desk, make_file: MakeFile) -> None:
    window = desk.import_window(make_file("団体.csv", PLAIN.replace("町内会,", "愛好者,")))
    assert "「団体の種別」の列がありません" in refusal(window)
    editor = window.mapping.defaults["kind"]
    editor.set_raw("町内会・自治会")
    editor.left.emit()
    desk.settle()
    assert refusal(window) == ""
    window.carry_out()
    desk.settle()
    assert len(desk.names()) == 2


def test_a_wrong_file_is_said_and_loses_nothing(desk: Desk, plain: Path, tmp_path: Path) -> None:
    window = desk.import_window(plain)
    wrong = tmp_path / "案内.pdf"
    wrong.write_bytes(b"%PDF-1.7")
    window.open(wrong)
    desk.settle()
    assert window.notices.notice is not None
    assert "PDF" in window.notices.notice.text
    assert window.file.name.text() == "団体.csv"
    assert window.preview.model.rowCount() == 2
    assert window.enter_button.isEnabled()


def test_a_wrong_file_does_not_hide_a_change_of_the_columns(desk: Desk, plain: Path, tmp_path: Path) -> None:
    window = desk.import_window(plain)
    window.work.set_target(2, None)
    window.open(tmp_path / "ない.xlsx")
    desk.settle()
    assert window.enter_button.isEnabled()
    assert window.preview.model.columnCount() == 5


def test_a_wrong_first_file_is_said_too(desk: Desk, tmp_path: Path) -> None:
    window = desk.import_window(tmp_path / "ない.xlsx")
    assert window.notices.notice is not None
    assert "見つかりません" in window.notices.notice.text
    assert refusal(window) == "取り込むファイルを選んでください。"


def test_a_file_is_dropped_onto_the_window(desk: Desk, plain: Path) -> None:
    window = desk.import_window()
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(plain))])
    none = Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(9, 9), copy, dragged, left, none)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.dropEvent(QDropEvent(QPoint(9, 9), copy, dragged, left, none))
    desk.settle()
    assert window.preview.model.rowCount() == 2


def test_a_corrected_file_is_read_again_with_what_was_chosen(desk: Desk, plain: Path, qtbot: QtBot) -> None:
    window = desk.import_window(plain)
    window.work.set_target(2, None)
    window.work.choose([2, 3], Action.SKIP)
    desk.settle()
    assert refusal(window) == "追加や更新になる行がありません。"
    plain.write_bytes((PLAIN.replace("浜町", "岸町") + "岡町内会,おかちょうないかい,\n").encode("cp932"))
    press(qtbot, window, Qt.Key.Key_F5)
    desk.settle()
    assert [text(window, row, ACTION) for row in range(3)] == ["取り込まない", "追加", "追加"]
    assert window.mapping.lines[2].text() == "取り込まない"
    assert window.notices.notice is not None
    assert "選択や手直しを1か所、外しました" in window.notices.notice.text


def test_rows_are_held_against_what_is_registered(desk: Desk, plain: Path) -> None:
    desk.add(HERE | {"kind": kind_code(desk)})
    window = desk.import_window(plain)
    assert text(window, 0, ACTION) == "更新"
    assert "港町内会（" in text(window, 0, MATCH)
    assert text(window, 1, ACTION) == "追加"
    window.preview.view.selectAll()
    window.preview.choose(Action.UPDATE)
    assert window.notices.notice is not None
    assert "更新する登録のない1行" in window.notices.notice.text
    window.preview.view.selectRow(0)
    window.preview.choose(Action.ADD)
    assert text(window, 0, ACTION) == "追加"
    window.preview.back_button.click()
    assert text(window, 0, ACTION) == "更新"


def test_rows_are_matched_anew_when_a_record_changes_meanwhile(desk: Desk, plain: Path) -> None:
    window = desk.import_window(plain)
    record = Draft(HERE | {"kind": kind_code(desk)})
    desk.tasks.write(lambda: desk.office.service("organizations").save_all("窓口", "登録", [record]))
    desk.settle()
    assert text(window, 0, ACTION) == "更新"


def test_only_the_rows_with_problems_are_shown_when_asked(desk: Desk, messy: Path) -> None:
    window = desk.import_window(messy)
    window.preview.only_problems.click()
    assert window.preview.model.rowCount() == 1
    assert text(window, 0, 0) == "5"
    window.preview.leave_out_button.click()
    assert text(window, 0, ACTION) == "取り込まない"
    window.preview.only_problems.click()
    assert window.preview.model.rowCount() == 3


def test_a_sheet_and_a_heading_are_pointed_out(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("名簿", "旧名簿"):
        sheet = book.create_sheet(name)
        for line in (("あ", "い"), ("団体名", "ふりがな"), (f"{name}町内会", "ちょうないかい")):
            sheet.append(line)
    del book["Sheet"]
    book.save(tmp_path / "名簿.xlsx")
    window = desk.import_window(tmp_path / "名簿.xlsx")
    assert window.file.sheet.isVisible()
    assert "ほかのシート「旧名簿」の一覧" in window.file.summary.text()
    window.file.sheet.setCurrentText("旧名簿")
    desk.settle()
    assert text(window, 0, column_of(window, "団体名")) == "旧名簿町内会"
    window.file.first.setValue(1)
    window.file.last.setValue(1)
    window.file.first.editingFinished.emit()
    desk.settle()
    assert [line.text() for line in window.mapping.lines] == ["取り込まない", "取り込まない"]
    assert window.work.file is not None
    assert len(window.work.file.table.rows) == 2


def test_a_second_table_at_the_right_is_told(desk: Desk, make_file: MakeFile) -> None:
    two = make_file("団体.csv", "団体名,種別,,団体名,種別\n東町内会,町内会,,西町内会,町内会\n")
    window = desk.import_window(two)
    assert "右側の表（D列からE列まで）は読んでいません。" in window.file.summary.text()
    assert window.preview.model.rowCount() == 1


def test_closing_asks_before_decisions_are_lost(desk: Desk, plain: Path, qtbot: QtBot) -> None:
    window = desk.import_window(plain)
    window.work.choose([2], Action.SKIP)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert [button.text() for button in window.notices.buttons] == ["取込に戻る", "取り込まずに閉じる"]
    window.notices.buttons[0].click()
    assert not desk.window.close()
    with qtbot.waitSignal(window.destroyed):
        window.notices.buttons[1].click()
    assert desk.window.close()


def test_the_window_that_is_open_comes_forward(desk: Desk, plain: Path) -> None:
    window = desk.import_window(plain)
    assert desk.import_window() is window


def test_stopping_keeps_what_is_in_hand(desk: Desk, plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.import_window(plain)
    stopped, interpret = threading.Event(), window.work.exchange.interpret

    def late(*arguments: Any, **named: Any) -> Any:
        assert stopped.wait(60)
        return interpret(*arguments, **named)

    monkeypatch.setattr(window.work.exchange, "interpret", late)
    window.work.understand()
    window.work.stop()
    stopped.set()
    desk.settle()
    assert window.notices.notice is not None
    assert "中止しました" in window.notices.notice.text
    assert not window.enter_button.isEnabled()
    window.notices.buttons[0].click()
    desk.settle()
    assert window.enter_button.isEnabled()


def test_an_import_is_taken_back_from_the_status_line(desk: Desk, plain: Path, qtbot: QtBot) -> None:
    root = desk.office.folder.root
    desk.office.close()
    program = Program(root, PreferencesFile(None))
    program.window.show()
    qtbot.waitUntil(lambda: program.counter is not None and program.counter.office is not None)
    counter = program.counter
    assert counter is not None
    assert counter.office is not None
    service = counter.office.service("organizations")
    qtbot.waitUntil(counter.tasks.is_idle)
    counter._import_file("organizations")
    window = program.window.findChild(ImportWindow)
    window.open(plain)
    qtbot.waitUntil(counter.tasks.is_idle)
    with qtbot.waitSignal(window.destroyed):
        window.carry_out()
    qtbot.waitUntil(counter.tasks.is_idle)
    assert len(service.list_ids(ListQuery()).ids) == 2
    assert "取り込みました" in program.window.status.words.text()
    program.window.status.undo.click()
    qtbot.waitUntil(counter.tasks.is_idle)
    assert program.window.status.words.text() == "元に戻しました。"
    assert len(service.list_ids(ListQuery()).ids) == 0
    program.close()


OFFICERS = "団体名,役職,氏名\n港町内会,会長,岬　一郎\n,会計,灘　二郎\n浜町内会,会長,沖　三郎\n,会計,磯　四郎\n"


def test_rows_below_a_name_are_shown_as_going_on_and_follow_its_choice(desk: Desk, make_file: MakeFile) -> None:
    window = desk.import_window(make_file("役員名簿.csv", OFFICERS))
    matches = [text(window, row, MATCH) for row in range(4)]
    assert matches == ["", "2行目の港町内会の続き", "", "4行目の浜町内会の続き"]
    assert text(window, 1, column_of(window, "役員1の氏名")) == "灘　二郎"
    window.preview.view.selectRow(0)
    window.preview.skip_button.click()
    assert [text(window, row, ACTION) for row in range(4)] == ["取り込まない", "取り込まない", "追加", "更新"]
    assert window.counts.text() == "4行：追加 1件、更新 1件、変更なし 0件、除外 2件"
    window.carry_out()
    desk.settle()
    assert desk.names() == ["浜町内会"]
