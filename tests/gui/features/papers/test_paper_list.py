"""The list of what can be printed, by its keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kyodo_desktop.features.papers.ui.paper_list import PaperList


def test_keys_that_come_before_the_papers_do_nothing(qtbot: QtBot) -> None:
    papers = PaperList()
    qtbot.addWidget(papers)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_End):
        qtbot.keyClick(papers, key)
    assert papers.paper is None
