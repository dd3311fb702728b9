"""A list that is painted directly looks as if Qt had painted it."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.listing import ListResult
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.basket import Basket
from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.columns import Column, ListRow
from kyodo_desktop.ui.record_table import RecordTable
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import Mode, Theme

from .conftest import Remembered

ROWS = [
    ListRow(
        number,
        {
            "name": "髙橋　" + "長い名前の会" * (number % 4),
            "state": Mark("期限切れ", Tone.LATE) if number % 2 else Mark("有効", Tone.GOOD),
            "members": number * 1000,
            "notes": None if number % 3 else "備考",
        },
    )
    for number in range(1, 30)
]
COLUMNS = (
    Column("name", "名称", 18),
    Column("state", "状態", 12, lambda mark: mark),
    Column("members", "会員数", 10, lambda count: f"{count:,}名", numeric=True),
    Column("notes", "備考", 10),
)


def greatest_difference(one: QImage, other: QImage) -> int:
    """Return by how much any channel of any pixel differs, 0 to 255."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(first - second) for first, second in pairs)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_list_looks_as_qt_paints_it(qtbot: QtBot, qapp: QApplication, tasks: Tasks, mode: Mode) -> None:
    theme.apply(qapp, Theme(mode))
    basket = Basket()
    basket.put([2, 5])
    table = RecordTable("circles", COLUMNS, lambda _ids: ROWS, tasks=tasks, basket=basket, preferences=Remembered())
    qtbot.addWidget(table)
    table.resize(500, 400)
    table.show_result(ListResult(array("q", [row.id for row in ROWS]), len(ROWS)), first=ROWS)
    table.show()
    qtbot.waitExposed(table)
    ours = table.view.grab().toImage()
    by_qt = QStyledItemDelegate(table)
    table.view.setItemDelegate(by_qt)
    theirs = table.view.grab().toImage()
    theme.apply(qapp, Theme())
    assert ours.size() == theirs.size()
    assert greatest_difference(ours, theirs) <= 2, "beyond what a kept box is rounded by"
