"""How the cells of a list are painted: directly, because Qt asks a model seven questions a cell.

Twenty-five rows took 9 ms that way, and this takes 3, of which Qt needs 1; a list that is searched while
typing is painted at every key.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kyodo_desktop.ui.colours import Mark, colours_of
from kyodo_desktop.ui.record_model import RecordTableModel

MARGIN = 3
"""Pixels beside the text, as Qt's styles leave them."""

_ON_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value


class RowDelegate(QStyledItemDelegate):
    """Leaves to Qt the rows that are selected or have the cursor, keeps the boxes of the かご as Qt draws them, and
    paints the texts of all other rows in one go with :meth:`paint_texts`, which the view calls.
    """

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
        if self._is_marked(index.row()):
            super().paint(painter, option, index)
        elif index.column() == 0:
            drawn: Any = option
            painter.drawPixmap(drawn.rect.topLeft(), self._box(drawn, index))

    def paint_texts(self, area: QRect) -> None:
        """Paint the texts of the rows in a part of the view over the grounds that Qt has painted."""
        view, model = self._view, self._model
        top, bottom = view.rowAt(area.top()), view.rowAt(area.bottom())
        if top < 0:
            return
        last = bottom if bottom >= 0 else len(model.ids) - 1
        places = [
            (column, view.columnViewportPosition(place) + MARGIN, view.columnWidth(place) - 2 * MARGIN, side)
            for place, (column, side) in enumerate(zip(model.columns, self._sides, strict=True), 1)
            if not view.isColumnHidden(place)
        ]
        seen = [place for place in places if place[1] <= area.right() and place[1] + place[2] > area.left()]
        height, begin = view.rowHeight(top), view.rowViewportPosition(top)
        metrics = view.fontMetrics()
        colours = colours_of(view.palette())
        painter = QPainter(view.viewport())
        plain = painter.pen()
        for row in range(top, last + 1):
            if self._is_marked(row):
                continue
            line = begin + (row - top) * height
            for column, left, width, side in seen:
                shown = model.shown(row, column)
                if not shown:
                    continue
                text = _fitted(str(shown), metrics, width)
                if isinstance(shown, Mark):
                    painter.setPen(QColor(colours.of(shown.tone)))
                    painter.drawText(left, line, width, height, side, text)
                    painter.setPen(plain)
                else:
                    painter.drawText(left, line, width, height, side, text)
        painter.end()

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


def _fitted(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return as much of a text as has room."""
    if len(text) * metrics.height() <= width:  # no letter is wider than the line is high
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
