"""The rows of a list and their keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QTableView, QWidget

from kyodo_desktop.ui.record_model import Index
from kyodo_desktop.ui.row_delegate import RowDelegate

STEPS = {Qt.Key.Key_Down: 0, Qt.Key.Key_Up: -1}
"""From where the cursor was before it went beside the rows to where an arrow brings it back."""


class RecordRows(QTableView):
    """The table itself and its keys: Space puts into the かご, Enter opens, letters go to the search box."""

    ended = Signal()
    opened = Signal()
    toggled = Signal()
    copied = Signal()
    sought = Signal(str)
    moved = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.gap = 0
        """Where the cursor was before it went beside the rows: ↓ goes to the row there, ↑ to the one above."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        delegate = self.itemDelegate()
        if isinstance(delegate, RowDelegate):
            event = QPaintEvent(delegate.paint_plain_rows(event.rect()) & event.region())
        if not event.region().isEmpty():
            super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:  # Qt would put the cursor on the first row, and so another record in front
            QAbstractScrollArea.focusInEvent(self, event)

    def keyboardSearch(self, search: str) -> None:
        """Qt would read every row for it: the search box knows better."""
        self.sought.emit(search)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.setCurrentIndex(self.model().index(0, 1))
        elif event.key() in STEPS and not self.currentIndex().isValid():
            row = min(max(0, self.gap + STEPS[Qt.Key(event.key())]), self.model().rowCount() - 1)
            self.setCurrentIndex(self.model().index(row, 1))
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self.ended.emit()
        else:
            super().keyPressEvent(event)
