"""Which columns a roster has, in which order, and what its rows are grouped by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from kyodo_desktop.core.schema import Schema
from kyodo_desktop.features.papers import rosters
from kyodo_desktop.features.papers.ui.paper_options import OptionSheet, Order, choose
from kyodo_desktop.printing.slice_papers import RosterPaper
from kyodo_desktop.ui.theme import GRID

LINES = 12
"""The height of the list of columns in lines."""


class ColumnList(QListWidget):
    """The columns of a roster: Space puts one on or takes it off, Alt+↑ and Alt+↓ or the mouse move it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setAccessibleName("印刷する項目と順序")
        self.setToolTip("Spaceで印刷する・しないを切り替え、Alt+↑・Alt+↓で順序を変えます。")
        self.setFixedHeight((self.fontMetrics().height() + GRID // 2) * LINES + GRID)
        self.itemChanged.connect(self.changed)
        self.model().rowsMoved.connect(self.changed)

    def show_columns(self, headings: Mapping[str, str], chosen: Sequence[str]) -> None:
        """Show all columns (name to heading), the chosen ones first and in their order."""
        with QSignalBlocker(self):
            self.clear()
            for name in [*chosen, *(name for name in headings if name not in chosen)]:
                item = QListWidgetItem(headings[name])
                item.setData(Qt.ItemDataRole.UserRole, name)
                item.setSizeHint(QSize(GRID, self.fontMetrics().height() + GRID // 2))
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsDragEnabled
                )
                item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
                self.addItem(item)
            self.setCurrentRow(0)
        self.changed.emit()

    def columns(self) -> tuple[str, ...]:
        """Return the chosen columns in their order."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def move_current(self, down: int) -> None:
        """Move the column under the cursor by so many places."""
        row = self.currentRow()
        aim = row + down
        if 0 <= aim < self.count():
            with QSignalBlocker(self):
                self.insertItem(aim, self.takeItem(row))
                self.setCurrentRow(aim)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class RosterOptions(OptionSheet):
    """The columns and the grouping of one roster."""

    def __init__(self, paper: RosterPaper, schema: Schema, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = paper
        self._headings = {name: _heading(paper, schema, name) for name in rosters.offered_columns(paper, schema)}
        self.group = self.add_choice("見出し", rosters.offered_groups(paper, schema))
        self.columns = ColumnList(self.sheet)
        self.add("項目と順序", self.columns)
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        self.up = self._button("↑ 上へ", lambda: self.columns.move_current(-1))
        self.down = self._button("↓ 下へ", lambda: self.columns.move_current(1))
        self.first = self._button("初めに戻す", self._return_to_first)
        for button in (self.up, self.down, self.first):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.columns.show_columns(self._headings, paper.columns)
        self.columns.changed.connect(self.changed)

    def order(self, ids: Sequence[int] | None) -> Order:
        name, columns, group = self.paper.name, self.columns.columns(), str(self.group.currentData())
        whose = None if ids is None else tuple(ids)
        return lambda papers: papers.roster(name, ids=whose, columns=columns, group=group)

    def state(self) -> Mapping[str, Any]:
        return {"columns": list(self.columns.columns()), "group": self.group.currentData()}

    def restore(self, state: Mapping[str, Any]) -> None:
        known = [name for name in state.get("columns", ()) if name in self._headings]
        if known:
            self.columns.show_columns(self._headings, known)
        choose(self.group, state.get("group"))

    @Slot()
    def _return_to_first(self) -> None:
        self.columns.show_columns(self._headings, self.paper.columns)
        choose(self.group, self.paper.group)

    def _button(self, words: str, run: Any) -> QPushButton:
        button = QPushButton(words, self.sheet)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button


def _heading(paper: RosterPaper, schema: Schema, column: str) -> str:
    """Return the words of a column in the list: with those of its table, where it comes from one."""
    inside, _, _ = column.rpartition(".")
    words = rosters.heading_of(paper, schema, column)
    return f"{schema.children[inside].label}：{words}" if inside else words
