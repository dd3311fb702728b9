"""The windows that Qt brings speak Japanese, every word of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QGroupBox, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.qt_words import speak_japanese, translate_rest


def words_of(window: QWidget) -> Iterator[str]:
    for each in window.findChildren(QWidget):
        if isinstance(each, QAbstractButton | QLabel):
            yield each.text()
        elif isinstance(each, QGroupBox):
            yield each.title()
        elif isinstance(each, QTabWidget):
            yield from (each.tabText(place) for place in range(each.count()))


def test_nothing_on_the_print_window_is_left_in_english(qtbot: QtBot, qapp: QApplication) -> None:
    speak_japanese(qapp)
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    translate_rest(dialog)
    said = [re.sub(r"\(&.\)|PDF", "", words) for words in words_of(dialog)]
    assert len(said) > 20
    assert [words for words in said if re.search("[A-Za-z]{2}", words)] == []
