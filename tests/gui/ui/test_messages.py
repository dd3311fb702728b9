from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.ui.empty_state import EmptyState
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeBar, NoticeKind, trouble


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(NoticeBar(page))
    column.addWidget(QLineEdit(page))
    qtbot.addWidget(page)
    page.resize(700, 200)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def bar(page: QWidget) -> NoticeBar:
    found = page.findChild(NoticeBar)
    assert isinstance(found, NoticeBar)
    return found


def test_nothing_is_shown_at_first(bar: NoticeBar) -> None:
    assert not bar.isVisible()
    assert bar.notice is None


def test_a_notice_says_what_it_is_in_words(qtbot: QtBot, bar: NoticeBar) -> None:
    error = WorldError(
        "保存できませんでした。", safe="入力した内容は残っています。", next_step="空きを確かめてください。"
    )
    bar.show_notice(trouble(error))
    assert bar.isVisible()
    assert bar.kind.text() == "エラー"
    assert bar.text.text() == "保存できませんでした。入力した内容は残っています。空きを確かめてください。"
    assert bar.accessibleName().startswith("エラー 保存できませんでした。")
    with qtbot.waitSignal(bar.closed):
        bar.close_button.click()
    assert not bar.isVisible()


def test_what_is_written_by_people_is_never_taken_for_markup(bar: NoticeBar) -> None:
    bar.show_notice(Notice(NoticeKind.INFORMATION, "<b>A & B</b>"))
    assert bar.text.textFormat() is Qt.TextFormat.PlainText
    assert bar.text.text() == "<b>A & B</b>"


def test_a_step_is_done_once_and_takes_the_notice_away(bar: NoticeBar) -> None:
    done: list[str] = []
    steps = (NextStep("開く", lambda: done.append("open")), NextStep("捨てる", lambda: done.append("drop")))
    bar.show_notice(Notice(NoticeKind.WARNING, "下書きがあります。", steps))
    assert [button.text() for button in bar.buttons] == ["開く", "捨てる"]
    bar.buttons[1].click()
    assert done == ["drop"]
    assert not bar.isVisible()


def test_a_step_may_show_the_next_notice(bar: NoticeBar) -> None:
    following = Notice(NoticeKind.INFORMATION, "統合しました。")
    bar.show_notice(
        Notice(NoticeKind.WARNING, "統合します。", (NextStep("統合する", lambda: bar.show_notice(following)),))
    )
    bar.buttons[0].click()
    assert bar.notice == following
    assert not bar.buttons


def test_a_question_takes_the_focus_and_enter_or_esc_lose_nothing(qtbot: QtBot, bar: NoticeBar) -> None:
    done: list[str] = []
    steps = (NextStep("編集に戻る", lambda: done.append("stay")), NextStep("破棄して閉じる", lambda: done.append("go")))
    question = Notice(NoticeKind.WARNING, "保存していない入力があります。", steps, asks=True)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        bar.show_notice(question)
        assert bar.buttons[0].hasFocus()
        assert not bar.close_button.isVisible()
        qtbot.keyClick(bar.buttons[0], key)
    assert done == ["stay", "stay"]
    bar.show_notice(question)
    qtbot.keyClick(bar.buttons[0], Qt.Key.Key_Right)
    assert bar.buttons[1].hasFocus()
    qtbot.keyClick(bar.buttons[1], Qt.Key.Key_Return)
    assert done[-1] == "go"


def test_a_notice_does_not_take_the_focus_from_typing(qtbot: QtBot, page: QWidget, bar: NoticeBar) -> None:
    line = page.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    bar.show_notice(Notice(NoticeKind.INFORMATION, "似た団体があります。", (NextStep("開く", bar.clear),)))
    assert line.hasFocus()


def test_only_its_own_topic_is_taken_away(bar: NoticeBar) -> None:
    bar.show_notice(Notice(NoticeKind.INFORMATION, "似た団体があります。", topic="lookalikes"))
    bar.clear_topic("problems")
    assert bar.isVisible()
    bar.clear_topic("lookalikes")
    assert not bar.isVisible()


def test_a_question_stays_while_it_is_read(page: QWidget, bar: NoticeBar) -> None:
    line = page.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    steps = (NextStep("編集に戻る", bar.clear), NextStep("破棄して閉じる", bar.clear))
    bar.show_notice(Notice(NoticeKind.WARNING, "保存していない入力があります。", steps, topic="leaving", asks=True))
    bar.clear_topic("leaving")
    assert bar.buttons[0].hasFocus()
    line.setFocus()
    bar.clear_topic("leaving")
    assert not bar.isVisible()


def test_long_text_wraps_instead_of_widening_the_page(page: QWidget, bar: NoticeBar) -> None:
    bar.show_notice(Notice(NoticeKind.INFORMATION, "長い知らせです。" * 40))
    assert page.minimumSizeHint().width() < 700


def test_an_empty_state_replaces_the_buttons_of_the_one_before(qtbot: QtBot) -> None:
    state = EmptyState()
    qtbot.addWidget(state)
    state.show_state("まだありません。", "")
    assert not state.buttons
    assert {label.text() for label in state.findChildren(QLabel)} == {"まだありません。", ""}
