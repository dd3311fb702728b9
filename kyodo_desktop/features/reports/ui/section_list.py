"""The chapters of a report as a list: Space takes one in or leaves it out, Alt with ↑ and ↓ moves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.theme import GRID, dress

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SectionList(QListWidget):
    """``chosen`` is sent when another chapter is under the cursor, ``changed`` when one was moved, taken or left."""

    chosen = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("章の一覧")
        self._values: list[dict[str, Any]] = []
        self._labels: dict[str, str] = {}
        self.currentRowChanged.connect(self.chosen)
        self.itemChanged.connect(self._take)
        dress(self)

    def show_sections(self, sections: Sequence[Mapping[str, Any]], words: Words) -> None:
        """Show chapters with the values of their lines, in order."""
        row = max(self.currentRow(), 0)
        self._labels = {term.code: term.label for term in words.taxonomy("report_sections").terms}
        self._values = [dict(each) for each in sections]
        self._fill(min(row, len(self._values) - 1))

    def all(self) -> list[dict[str, Any]]:
        """Return the values of all chapters as they stand."""
        return self._values

    def current(self) -> dict[str, Any] | None:
        """Return the values of the chapter under the cursor, to be changed in place."""
        row = self.currentRow()
        return self._values[row] if 0 <= row < len(self._values) else None

    def renew_current(self) -> None:
        """Show the heading of the chapter under the cursor after it was typed."""
        item = self.currentItem()
        values = self.current()
        if item is not None and values is not None:
            self.blockSignals(True)
            item.setText(self._words(values))
            self.blockSignals(False)

    def move_current(self, by: int) -> None:
        """Move the chapter under the cursor up (-1) or down (1)."""
        row = self.currentRow()
        if 0 <= row + by < len(self._values) and row >= 0:
            self._values[row], self._values[row + by] = self._values[row + by], self._values[row]
            self._fill(row + by)
            self.changed.emit()

    def _fill(self, row: int) -> None:
        self.blockSignals(True)
        self.clear()
        for values in self._values:
            item = QListWidgetItem(self._words(values))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + GRID))
            item.setCheckState(Qt.CheckState.Checked if values.get("included") else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(row)
        self.blockSignals(False)
        self.chosen.emit()

    def _words(self, values: Mapping[str, Any]) -> str:
        label = self._labels.get(values["section"], values["section"])
        heading = values.get("heading") or label
        return heading if heading == label else f"{heading}（{label}）"

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        self._values[self.row(item)]["included"] = item.checkState() == Qt.CheckState.Checked
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        else:
            super().keyPressEvent(event)
