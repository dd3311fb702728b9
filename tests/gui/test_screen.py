"""What a test leaves on the screen is told."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui import theme
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import Size, Theme
from tests import screen


def test_what_is_left_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    before = screen.take()
    assert screen.left_behind(before) == []
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    assert screen.left_behind(before) == ["QWidget is open"]
    window.hide()
    timer = QTimer(window)
    timer.start(60_000)
    assert screen.left_behind(before) == ["QWidget has a timer running"]
    window.deleteLater()
    assert screen.left_behind(before) == [], "a window that was given up is destroyed"


def test_a_thread_of_the_database_that_runs_is_told(qtbot: QtBot) -> None:
    before = screen.take()
    tasks = Tasks(on_trouble=print, on_bug=print)
    tasks.read(lambda: None, print)
    assert screen.left_behind(before) == ["the thread database runs"]
    tasks.close()
    assert screen.left_behind(before) == []


def test_other_looks_are_told(qapp: QApplication) -> None:
    before = screen.take()
    theme.apply(qapp, Theme(size=Size.LARGEST))
    [told] = screen.left_behind(before)
    assert "16" in told
    theme.apply(qapp, Theme())
    assert screen.left_behind(before) == []


def test_each_test_finds_an_empty_clipboard_and_the_pointer_aside(qapp: QApplication) -> None:
    assert (QGuiApplication.clipboard().text(), QCursor.pos()) == ("", screen.ASIDE)
    QGuiApplication.clipboard().setText("old")
    QCursor.setPos(3, 3)
    screen.take()
    assert (QGuiApplication.clipboard().text(), QCursor.pos()) == ("", screen.ASIDE)
