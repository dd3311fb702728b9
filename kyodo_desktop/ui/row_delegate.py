"""How the cells of a list are painted: directly, because Qt asks a model seven questions a cell.

Twenty-five rows took 10 ms that way, of which Qt itself needs 1.5, and this takes 4; a list that is searched while
typing is painted at every key.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kyodo_desktop.ui.colours import Mark, colours_of
from kyodo_desktop.ui.record_model import RecordTableModel

MARGIN = 3
"""Pixels beside the text, as Qt's styles leave them."""

_ON_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value


class RowDelegate(QStyledItemDelegate):
    """Draws the text of ordinary cells; the boxes of the かご and the rows that are selected are left to Qt."""

    def __init__(self, view: QTableView, model: RecordTableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._selected: set[tuple[int, int]] = set()
        self._current = -1
        chosen = view.selectionModel()
        chosen.selectionChanged.connect(self._note_marked)
        chosen.currentChanged.connect(self._note_marked)
        model.modelReset.connect(self._note_marked)
        self._boxes: dict[tuple[object, ...], QPixmap] = {}
        self._sides = [
            (Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft).value | _ON_ONE_LINE
            for column in model.columns
        ]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        drawn: Any = option
        place = index.column() - 1
        if self._is_marked(index.row()):
            super().paint(painter, option, index)
            return
        if place < 0:
            painter.drawPixmap(drawn.rect.topLeft(), self._box(drawn, index))
            return
        shown = self._model.shown(index.row(), self._model.columns[place])
        if not shown:
            return
        rect: QRect = drawn.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        text = str(shown)
        if len(text) * drawn.fontMetrics.height() > rect.width():  # no letter is wider than the line is high
            text = drawn.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        if isinstance(shown, Mark):
            pen = painter.pen()
            painter.setPen(QColor(colours_of(drawn.palette).of(shown.tone)))
            painter.drawText(rect, self._sides[place], text)
            painter.setPen(pen)
        else:
            painter.drawText(rect, self._sides[place], text)

    def _box(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QPixmap:
        """Return the cell of the かご as Qt draws it, kept: 0.1 ms a box is much where every row has one."""
        inside = self._model.ids[index.row()] in self._model.basket
        scale = self._view.devicePixelRatioF()
        looks = (inside, option.rect.width(), option.rect.height(), scale, option.palette.cacheKey())
        if looks not in self._boxes:
            box = QPixmap(option.rect.size() * scale)
            box.setDevicePixelRatio(scale)
            box.fill(QColor(0, 0, 0, 0))
            moved: Any = QStyleOptionViewItem(option)
            moved.rect = QRect(QPoint(), option.rect.size())
            painter = QPainter(box)
            super().paint(painter, moved, index)
            painter.end()
            self._boxes = {known: kept for known, kept in self._boxes.items() if known[1:] == looks[1:]} | {looks: box}
        return self._boxes[looks]

    def _is_marked(self, row: int) -> bool:
        """Return whether a row is selected or has the cursor. The option's state would say so, but it wraps QStyle."""
        return row == self._current or any(top <= row <= bottom for top, bottom in self._selected)

    @Slot()
    def _note_marked(self) -> None:
        selection = self._view.selectionModel().selection()
        spans = (selection.at(place) for place in range(selection.count()))
        self._selected = {(span.top(), span.bottom()) for span in spans}
        self._current = self._view.currentIndex().row()
