"""Headings over narrow columns break where a reader would."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionHeader, QTableWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.heading_view import MOST_LINES, PADDING, HeadingView, in_lines, line_count


def table_of(heading: str, letters: int, qtbot: QtBot) -> tuple[QTableWidget, HeadingView]:
    """Return a table with one heading over a column of so many kanji."""
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    view = HeadingView(table)
    table.setHorizontalHeader(view)
    table.setHorizontalHeaderLabels([heading])
    table.setColumnWidth(0, letters * view.fontMetrics().horizontalAdvance("国") + PADDING)
    return table, view


@pytest.mark.parametrize(
    ("heading", "letters", "shown"),
    [
        ("まごころパートナー", 7, "まごころ\nパートナー"),
        ("まごころパートナー", 9, "まごころパートナー"),
        ("まごころパートナー", 3, "まごころパートナー"),
        ("予算額（円）※", 5, "予算額\n（円）※"),
        ("団体の自己評価の評点の平均", 3, "団体の自己評価の評点の平均"),
    ],
)
def test_a_heading_is_painted_in_its_phrases(qtbot: QtBot, heading: str, letters: int, shown: str) -> None:
    _, view = table_of(heading, letters, qtbot)
    option = QStyleOptionHeader()
    view.initStyleOptionForIndex(option, 0)
    assert option.text == shown


def test_the_table_itself_keeps_the_heading_in_one_piece(qtbot: QtBot) -> None:
    table, view = table_of("まごころパートナー", 7, qtbot)
    view.grab()
    assert table.model().headerData(0, Qt.Orientation.Horizontal) == "まごころパートナー"


@pytest.mark.parametrize(
    ("heading", "letters", "lines"),
    [("金額", 4, 1), ("まごころパートナー", 7, 2), ("まごころパートナー", 5, 2), ("まごころパートナー", 3, 3)],
)
def test_a_heading_is_given_the_lines_that_it_takes(qtbot: QtBot, heading: str, letters: int, lines: int) -> None:
    _, view = table_of(heading, letters, qtbot)
    width, metrics = view.sectionSize(0), view.fontMetrics()
    assert line_count(heading, width, metrics) == lines <= MOST_LINES
    assert in_lines(heading, width, metrics).count("\n") < lines
