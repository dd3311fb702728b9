"""Long work: what it is, how far it is, how long it will still take, and that it can be stopped."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.activity_line import ActivityLine
from kyodo_desktop.ui.tasks import Activity, Step


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def line(window: QWidget) -> ActivityLine:
    made = ActivityLine(window)
    window.show()
    return made


def test_nothing_is_seen_while_nothing_takes_long(line: ActivityLine) -> None:
    line.show_activity(Activity("印刷しています", Step(1, 2), 1.0, None))
    line.show_activity(None)
    assert line.words.text() == ""
    assert not line.progress.isVisible()
    assert not line.stop.isVisible()


def test_it_tells_how_far_it_is_and_how_long_it_will_take(line: ActivityLine) -> None:
    line.show_activity(Activity("印刷しています", Step(1_000, 4_000, "複合機に送っています"), 10.0, None))
    assert line.words.text() == "複合機に送っています　1,000／4,000　あと約30秒"
    assert (line.progress.value(), line.progress.maximum()) == (1_000, 4_000)
    assert not line.stop.isVisible(), "it cannot be stopped"


def test_what_is_nearly_done_needs_no_time(line: ActivityLine) -> None:
    line.show_activity(Activity("印刷しています", Step(9, 10), 9.0, None))
    assert line.words.text() == "印刷しています　9／10"


def test_work_of_unknown_length_moves_without_an_end(line: ActivityLine) -> None:
    line.show_activity(Activity("読み込んでいます", Step(), 2.0, None))
    assert line.words.text() == "読み込んでいます"
    assert (line.progress.minimum(), line.progress.maximum()) == (0, 0)


def test_stopping_asks_the_work_to_stop(line: ActivityLine) -> None:
    stopped: list[bool] = []
    line.show_activity(Activity("印刷しています", Step(1, 2), 1.0, lambda: stopped.append(True)))
    assert line.stop.isVisible()
    line.stop.click()
    assert stopped == [True]
