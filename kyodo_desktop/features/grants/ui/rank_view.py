"""How the ranking is drawn: decisions in their tone, and a line where the budget ends."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kyodo_desktop.features.grants.ui.rank_model import LineRole, RankModel, ToneRole
from kyodo_desktop.ui.clipboard import text_of
from kyodo_desktop.ui.colours import Tone, colours_of
from kyodo_desktop.ui.theme import GRID, dress

END = 3
"""Pixels of the line where the budget ends."""


class RankDelegate(QStyledItemDelegate):
    """Draws a decision in its tone, and the end of the budget below the last row that was given money."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        tone = index.data(ToneRole)
        if tone is not None:
            style: Any = option
            colour = QColor(colours_of(style.palette).of(Tone(tone)))
            style.palette.setColor(QPalette.ColorRole.Text, colour)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if index.data(LineRole):
            area: Any = option
            colour = QColor(colours_of(QApplication.palette()).late)
            painter.fillRect(area.rect.x(), area.rect.bottom() - END + 1, area.rect.width(), END, colour)


class RankView(QTableView):
    """``moved`` asks to set the application under the cursor one place up (-1) or down (1) among its equals."""

    moved = Signal(int)

    def __init__(self, model: RankModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ranks = model
        self.setModel(model)
        self.setItemDelegate(RankDelegate(self))
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("順位の表")
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        model.modelReset.connect(self._arrange)
        dress(self)

    def current_key(self) -> int | None:
        """Return the application under the cursor; None on a heading."""
        row = self.currentIndex().row()
        placing = self.ranks.lines[row].placing if 0 <= row < len(self.ranks.lines) else None
        return placing.key if placing is not None else None

    def go_to(self, key: int) -> None:
        """Put the cursor on an application."""
        for row, line in enumerate(self.ranks.lines):
            if line.placing is not None and line.placing.key == key:
                self.setCurrentIndex(self.ranks.index(row, 0))

    def _arrange(self) -> None:
        letter = max(1, self.fontMetrics().horizontalAdvance("0"))
        self.clearSpans()
        for at, column in enumerate(self.ranks.columns):
            self.setColumnWidth(at, column.letters * letter + GRID)
        for row, line in enumerate(self.ranks.lines):
            if line.pot is not None:
                self.setSpan(row, 0, 1, len(self.ranks.columns))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)

    def _copy(self) -> None:
        columns = range(self.ranks.columnCount())
        rows = sorted({index.row() for index in self.selectedIndexes()})
        cells = [[str(self.ranks.index(row, column).data() or "") for column in columns] for row in rows]
        QApplication.clipboard().setText(text_of(cells))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in moves:
            self.moved.emit(moves[Qt.Key(event.key())])
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
