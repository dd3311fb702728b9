from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.fields import Count, Text
from kyodo_desktop.core.schema import Draft, Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.child_model import MessageRole
from kyodo_desktop.ui.child_table import ChildTable
from kyodo_desktop.ui.clipboard import cells_of, text_of

from .invented import MEMBERS, WORDS, circle

STORED = circle().children["members"]


@pytest.fixture
def table(qtbot: QtBot) -> ChildTable:
    table = ChildTable(MEMBERS, WORDS)
    qtbot.addWidget(table)
    table.resize(800, 300)
    table.load(STORED, WORDS)
    table.show()
    qtbot.waitExposed(table)
    return table


def texts(table: ChildTable) -> list[list[str]]:
    model = table.model
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def target(table: ChildTable) -> QWidget:
    """Return what the keys go to: the list of choices, the open cell, or the grid."""
    cells = table.view.viewport().findChildren(QLineEdit)
    return QApplication.activePopupWidget() or next((cell for cell in cells if cell.isVisible()), table.view)


def type_keys(qtbot: QtBot, table: ChildTable, keys: str) -> None:
    for key in keys:
        if key == "\n":
            qtbot.keyClick(target(table), Qt.Key.Key_Return)
            QApplication.processEvents()
        elif key == "\t":
            qtbot.keyClick(target(table), Qt.Key.Key_Tab)
        elif key.isascii():
            qtbot.keyClicks(target(table), key)
        else:
            QApplication.sendEvent(target(table), QInputMethodEvent(key, []))
            composed = QInputMethodEvent("", [])
            composed.setCommitString(key)
            QApplication.sendEvent(target(table), composed)


def select_row(table: ChildTable, row: int) -> None:
    """Select a line whatever modifier Qt believes to be held since the keys of another test."""
    flags = QItemSelectionModel.SelectionFlag
    table.view.selectionModel().setCurrentIndex(table.model.index(row, 0), flags.ClearAndSelect | flags.Rows)


def test_the_model_keeps_the_rules_of_qt(table: ChildTable, qtmodeltester: Any) -> None:
    qtmodeltester.check(table.model)


def test_stored_lines_are_shown_with_an_empty_one_below(table: ChildTable) -> None:
    assert texts(table) == [
        ["髙橋　花子", "たかはし　はなこ", "60代", "平成20年4月1日", "代表"],
        ["渡邉　一郎", "わたなべ　いちろう", "70代", "令和元年5月1日", ""],
        ["", "", "", "", ""],
    ]
    assert not table.is_changed()
    assert table.drafts() == [Draft(id=11, version=1), Draft(id=12, version=1)]


def test_a_line_is_typed_with_enter_from_cell_to_cell(qtbot: QtBot, table: ChildTable) -> None:
    table.view.begin()
    type_keys(qtbot, table, "A\nｱｵｷ\n3\nR8.4.1\n\n")
    assert texts(table)[2] == ["A", "あおき", "30代", "令和8年4月1日", ""]
    assert table.view.currentIndex().row() == 3
    assert table.drafts()[2] == Draft(
        {"name": "A", "furigana": "あおき", "age_group": "30s", "joined_on": dt.date(2026, 4, 1)}
    )
    with qtbot.waitSignal(table.left) as signal:
        type_keys(qtbot, table, "\n")
    assert signal.args == [True]


def test_what_comes_without_being_composed_opens_the_cell_with_the_cursor_in_it(
    qtbot: QtBot, table: ChildTable
) -> None:
    table.activateWindow()
    table.view.begin()
    qtbot.waitUntil(table.view.hasFocus)
    column = table.view.currentIndex().column()
    committed = QInputMethodEvent("", [])
    committed.setCommitString("山田")
    QApplication.sendEvent(table.view, committed)
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    assert cell.text() == "山田"
    again = QInputMethodEvent("", [])
    again.setCommitString("花子")
    QApplication.sendEvent(cell, again)
    qtbot.keyClick(cell, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert texts(table)[len(STORED)][column] == "山田花子"


# ---------------------------------------------------------------------------------------------------------- readings


def compose(table: ChildTable, preedits: list[str], commit: str) -> None:
    """Type into the present cell as an input method does: kana before the piece that they become."""
    for preedit in preedits:
        QApplication.sendEvent(target(table), QInputMethodEvent(preedit, []))
    event = QInputMethodEvent("", [])
    event.setCommitString(commit)
    QApplication.sendEvent(target(table), event)


def test_the_reading_of_a_name_is_what_was_composed(qtbot: QtBot, table: ChildTable) -> None:
    table.view.begin()
    compose(table, ["や", "やま", "やまだ", "山田"], "山田")
    compose(table, [], "　")
    compose(table, ["はn", "はなこ", "花子"], "花子")
    type_keys(qtbot, table, "\n")
    assert texts(table)[2][:2] == ["山田　花子", "やまだ　はなこ"]
    assert table.view.currentIndex().column() == 1  # in sight, to be corrected
    type_keys(qtbot, table, "やまた\n")
    assert texts(table)[2][1] == "やまた"


def test_the_reading_of_a_name_that_came_otherwise_is_asked_for(qtbot: QtBot, table: ChildTable) -> None:
    asked: list[tuple[str, Callable[[str], None]]] = []
    table.view.readings.propose = lambda name, deliver: asked.append((name, deliver))
    table.view.begin()
    type_keys(qtbot, table, "青木\n")
    ((name, deliver),) = asked
    assert name == "青木"
    with qtbot.waitSignal(table.edited):
        deliver("アオキ")
    assert texts(table)[2][:2] == ["青木", "あおき"]
    assert table.drafts()[2].values == {"name": "青木", "furigana": "あおき"}


def test_a_reading_is_neither_asked_for_nor_replaced_where_one_stands(qtbot: QtBot, table: ChildTable) -> None:
    asked: list[Callable[[str], None]] = []
    table.view.readings.propose = lambda _name, deliver: asked.append(deliver)
    table.model.setData(table.model.index(0, 0), "高橋　花子")
    assert asked == []
    table.model.setData(table.model.index(2, 0), "青木")
    table.model.setData(table.model.index(2, 1), "せいき")
    asked[0]("あおき")
    assert texts(table)[2][1] == "せいき"


def test_a_reading_that_was_worked_out_follows_its_name_to_another(qtbot: QtBot, table: ChildTable) -> None:
    readings = {"青木": "あおき", "馬場": "ばば", "千葉": "ちば"}
    table.view.readings.propose = lambda name, deliver: deliver(readings[name])
    row = table.model.index(2, 0)
    table.model.setData(row, "青木")
    table.model.setData(row, "馬場")
    assert texts(table)[2][1] == "ばば"
    table.model.setData(table.model.index(2, 1), "ばんば")
    table.model.setData(row, "千葉")
    assert texts(table)[2][1] == "ばんば"


def test_a_late_reading_enters_no_other_line_and_no_open_cell(qtbot: QtBot, table: ChildTable) -> None:
    asked: list[Callable[[str], None]] = []
    table.view.readings.propose = lambda _name, deliver: asked.append(deliver)
    table.view.begin()
    type_keys(qtbot, table, "青木\nせ")
    asked[0]("あおき")
    type_keys(qtbot, table, "いき\n")
    assert texts(table)[2][:2] == ["青木", "せいき"]
    table.model.setData(table.model.index(3, 0), "馬場")
    table.model.remove([3])
    asked[1]("ばば")
    table.model.setData(table.model.index(3, 0), "渡邉")
    table.load(STORED, WORDS)
    asked[2]("わたなべ")
    assert texts(table)[2:] == [["", "", "", "", ""]]
    assert not table.is_changed()


def test_pasted_names_without_readings_are_asked_for(qtbot: QtBot, table: ChildTable) -> None:
    asked: list[str] = []
    table.view.readings.propose = lambda name, deliver: (asked.append(name), deliver("よみ"))[0]
    table.model.paste(2, 0, [["青木", ""], ["馬場", "ばば"], ["千葉"]])
    assert asked == ["青木", "千葉"]
    assert [row[:2] for row in texts(table)[2:5]] == [["青木", "よみ"], ["馬場", "ばば"], ["千葉", "よみ"]]


def test_tab_goes_on_too(qtbot: QtBot, table: ChildTable) -> None:
    table.view.begin()
    type_keys(qtbot, table, "B\tぶんか\t")
    assert texts(table)[2][:2] == ["B", "ぶんか"]
    assert table.view.currentIndex().column() == 2
    qtbot.keyClick(target(table), Qt.Key.Key_Backtab)
    assert table.view.currentIndex().column() == 1


def test_shift_enter_leaves_backwards_from_the_first_cell(qtbot: QtBot, table: ChildTable) -> None:
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(0, 0))
    with qtbot.waitSignal(table.left) as signal:
        qtbot.keyClick(table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert signal.args == [False]


def test_a_changed_cell_alone_is_saved(qtbot: QtBot, table: ChildTable) -> None:
    assert table.model.setData(table.model.index(1, 4), "会計")
    assert table.is_changed()
    assert table.drafts() == [Draft(id=11, version=1), Draft({"role": "会計"}, id=12, version=1)]


def test_a_wrong_cell_says_so_and_blocks_only_the_saving(qtbot: QtBot, table: ChildTable) -> None:
    table.model.setData(table.model.index(1, 3), "いつか")
    table.view.setCurrentIndex(table.model.index(1, 3))
    assert texts(table)[1][3] == "いつか"
    assert table.message.isVisible()
    assert table.message.text().endswith("。") or table.message.text().endswith("）。")
    problems = table.model.problems("members")
    assert [(problem.child, problem.row, problem.attribute) for problem in problems] == [("members", 1, "joined_on")]
    table.model.setData(table.model.index(1, 3), "R1.5.1")
    assert table.model.problems("members") == []
    assert not table.message.isVisible()


def test_what_is_missing_is_marked_at_save_and_gone_to(qtbot: QtBot, table: ChildTable) -> None:
    table.model.setData(table.model.index(2, 4), "書記")
    problems = table.model.problems("members")
    assert problems == [Problem("氏名を入力してください。", "name", "members", 2)]
    assert table.show_problems(problems)
    assert table.view.currentIndex() == table.model.index(2, 0)
    assert table.message.text() == "■ 氏名を入力してください。"
    table.model.setData(table.model.index(2, 0), "青木")
    assert table.model.index(2, 0).data(MessageRole) is None
    assert not table.show_problems(table.model.problems("members"))


def test_many_rows_are_pasted_from_excel(qtbot: QtBot, table: ChildTable) -> None:
    rows = [[f"会員{number}", "かいいん", "４０代", "2020/4/1", "", "余分"] for number in range(300)]
    QGuiApplication.clipboard().setText(text_of(rows))
    table.view.begin()
    qtbot.keyClick(table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    drafts = table.drafts()
    assert len(drafts) == 302
    assert drafts[2].values == {
        "name": "会員0",
        "furigana": "かいいん",
        "age_group": "40s",
        "joined_on": dt.date(2020, 4, 1),
    }
    assert table.model.problems("members") == []
    assert table.view.currentIndex().row() == 302


def test_cells_with_breaks_survive_the_clipboard() -> None:
    rows = [["中央町1-2\n湖畔ビル", 'いわゆる"湖"', ""], ["a", "b", "c"]]
    assert cells_of(text_of(rows)) == rows
    assert cells_of("山田\t太郎\r\n\r\n") == [["山田", "太郎"]]
    assert text_of([["=1+1", "-", "@x"]]) == "'=1+1\t-\t'@x\n"


def test_lines_are_removed_and_brought_back(qtbot: QtBot, table: ChildTable) -> None:
    before = texts(table)
    assert not table.undo_button.isVisible()
    table.view.setFocus()
    select_row(table, 0)
    qtbot.keyClick(table.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert table.drafts() == [Draft(id=12, version=1)]
    assert table.undo_button.isVisible()
    qtbot.keyClick(table.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert texts(table) == before
    assert not table.is_changed()
    assert not table.undo_button.isVisible()
    select_row(table, 1)
    table.remove_button.click()
    table.undo_button.click()
    assert texts(table) == before


def test_delete_empties_cells(qtbot: QtBot, table: ChildTable) -> None:
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(0, 4))
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert table.drafts()[0] == Draft({"role": None}, id=11, version=1)


def test_copy_takes_the_selected_cells(qtbot: QtBot, table: ChildTable) -> None:
    table.view.setFocus()
    select_row(table, 0)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert cells_of(QGuiApplication.clipboard().text()) == [
        ["髙橋　花子", "たかはし　はなこ", "60代", "平成20年4月1日", "代表"]
    ]


def test_the_input_method_follows_the_column(table: ChildTable) -> None:
    enabled = Qt.WidgetAttribute.WA_InputMethodEnabled
    table.view.setCurrentIndex(table.model.index(0, 0))
    assert table.view.testAttribute(enabled)
    table.view.setCurrentIndex(table.model.index(0, 3))
    assert not table.view.testAttribute(enabled)


def test_a_choice_in_a_cell_is_taken_from_the_list(qtbot: QtBot, table: ChildTable) -> None:
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(1, 2))
    qtbot.keyClick(table.view, Qt.Key.Key_F2)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(target(table), key)
    qtbot.waitUntil(lambda: table.view.currentIndex() == table.model.index(1, 3))
    qtbot.waitUntil(lambda: texts(table)[1][2] == "80代")


def test_a_table_that_is_read_has_no_empty_line_and_no_buttons(qtbot: QtBot) -> None:
    table = ChildTable(MEMBERS, WORDS, editable=False)
    qtbot.addWidget(table)
    table.load(STORED, WORDS)
    assert table.model.rowCount() == 2
    assert not table.model.flags(table.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


# ------------------------------------------------------------------------------------------- lines that are given

GIVEN = Schema(
    "marks",
    "評点",
    {
        "item": Text("記号", hidden=True),
        "label": Text("項目", derived=True),
        "mark": Count("評点", most=5),
        "reason": Text("理由"),
    },
    fixed=True,
)


@pytest.fixture
def given(qtbot: QtBot) -> ChildTable:
    table = ChildTable(GIVEN, Words(dt.date(2026, 11, 21)))
    qtbot.addWidget(table)
    table.model.lay([{"item": code, "label": label} for code, label in (("a", "対等"), ("b", "自立"))])
    table.model.passed_over = lambda values, name: name == "reason" and values["mark"] != 1
    table.show()
    qtbot.waitExposed(table)
    table.view.begin()
    return table


def test_given_lines_are_filled_in_and_neither_added_nor_removed(qtbot: QtBot, given: ChildTable) -> None:
    assert given.model.rowCount() == 2
    assert not given.is_changed()
    given.model.paste(0, 1, [["4"], ["5"], ["3"]])
    assert [line["mark"] for line in given.model.values()] == [4, 5]
    assert [line["item"] for line in given.model.values()] == ["a", "b"]
    assert given.model.remove([0]) == 0
    assert not given.remove_button.isVisibleTo(given)
    assert given.is_changed()
    assert [draft.values for draft in given.drafts()] == [{"mark": 4}, {"mark": 5}]


def test_enter_goes_from_mark_to_mark_and_stops_where_a_reason_is_asked(qtbot: QtBot, given: ChildTable) -> None:
    type_keys(qtbot, given, "4\n")
    assert (given.view.currentIndex().row(), given.view.currentIndex().column()) == (1, 1)
    type_keys(qtbot, given, "1\n")
    assert (given.view.currentIndex().row(), given.view.currentIndex().column()) == (1, 2)


def test_enter_goes_down_the_one_column_in_which_given_lines_wait(qtbot: QtBot) -> None:
    table = ChildTable(MEMBERS, WORDS)
    qtbot.addWidget(table)
    table.load((), WORDS)
    waiting = table.model.attributes.index("role")
    table.model.lay([{"name": "山田"}, {"name": "佐藤"}], waits_in="role")
    table.show()
    qtbot.waitExposed(table)
    table.view.begin()
    assert table.view.currentIndex() == table.model.index(0, waiting)
    assert not table.is_changed()
    type_keys(qtbot, table, "1\n")
    assert table.view.currentIndex() == table.model.index(1, waiting)
    assert table.model.first_waiting() == (1, waiting)
    type_keys(qtbot, table, "2\n")
    assert table.view.currentIndex() == table.model.index(2, 0), "behind them a further line can be typed"
    assert table.model.first_waiting() is None
    assert [(draft.values["name"], draft.values["role"]) for draft in table.drafts()] == [("山田", "1"), ("佐藤", "2")]


def test_problems_in_given_lines_are_marked(given: ChildTable) -> None:
    assert given.show_problems([Problem("理由を入力してください。", "reason", "marks", 1)])
    assert given.view.currentIndex().row() == 1
