"""Controls that go to a further row rather than shorten their words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.wrapping_rows import GAP, WrappingRows

WORDS = ("種別：すべて", "状態：すべて", "分野：まちづくりの推進を図る活動 ほか2", "条件を消す", "保存した条件")


class Bar(QWidget):
    """A line to type in with buttons behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit(self)
        self.line.setMinimumWidth(200)
        self.rows = WrappingRows(self, self.line)
        self.buttons = [QPushButton(words, self) for words in WORDS]
        for button in self.buttons:
            self.rows.add(button)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.rows.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rows.arrange()


@pytest.fixture
def bar(qtbot: QtBot) -> Bar:
    made = Bar()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def needed(bar: Bar) -> int:
    return 200 + sum(GAP + button.sizeHint().width() for button in bar.buttons)


def tops(bar: Bar) -> list[int]:
    return [each.y() for each in (bar.line, *bar.buttons)]


def test_what_has_room_stands_in_one_row_and_the_first_takes_the_rest(bar: Bar, qtbot: QtBot) -> None:
    bar.resize(needed(bar) + 100, 40)
    qtbot.waitUntil(lambda: len({each.geometry().center().y() for each in bar.buttons}) == 1)
    qtbot.waitUntil(lambda: bar.line.width() == 300)


@pytest.mark.parametrize("share", [0.9, 0.6, 0.45])
def test_what_has_no_room_goes_below_with_all_its_words(bar: Bar, qtbot: QtBot, share: float) -> None:
    bar.setMinimumWidth(1)
    bar.resize(needed(bar), 100)
    bar.resize(int(needed(bar) * share), 100)
    qtbot.waitUntil(lambda: tops(bar)[-1] > tops(bar)[1])
    qtbot.waitUntil(lambda: all(each.geometry().right() < bar.width() for each in bar.buttons))
    assert all(each.width() >= each.sizeHint().width() for each in bar.buttons)
    assert tops(bar)[1:] == sorted(tops(bar)[1:])
    assert bar.line.width() >= 200
    bar.resize(needed(bar), 100)
    qtbot.waitUntil(lambda: len(set(tops(bar)[1:])) == 1)


def test_longer_words_and_hidden_controls_are_noticed(bar: Bar, qtbot: QtBot) -> None:
    bar.resize(needed(bar), 100)
    qtbot.waitUntil(lambda: len(set(tops(bar)[1:])) == 1)
    bar.buttons[0].setText("種別：町内会・自治会 ほか3")
    qtbot.waitUntil(lambda: tops(bar)[-1] > tops(bar)[1])
    bar.buttons[2].hide()
    qtbot.waitUntil(lambda: len({each.y() for each in bar.buttons if not each.isHidden()}) == 1)
