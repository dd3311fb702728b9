"""A table of which every cell with something behind it opens that by Enter or a click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from kyodo_desktop.features.boards.ui.board_cells import BoardCell, Row
from kyodo_desktop.ui.clipboard import text_of
from kyodo_desktop.ui.colours import colours_of
from kyodo_desktop.ui.theme import GRID, dress

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

LEAST = 0.85
"""The share of its width that a column of words keeps on a small screen."""


class BoardModel(QAbstractTableModel):
    """Rows of cells under headings."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def cell(self, index: Index) -> BoardCell:
        """Return the cell of an index, an empty one outside the table."""
        if not index.isValid() or index.row() >= len(self.rows):
            return BoardCell()
        return self.rows[index.row()][index.column()]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.headings[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole and cell.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            colours = colours_of(QApplication.palette())
            if cell.tone is not None:
                return QColor(colours.of(cell.tone))
            return QColor(colours.accent_text) if cell.opens and cell.record is None else None
        if role == Qt.ItemDataRole.FontRole and cell.is_bold:
            bold = QFont(QApplication.font())
            bold.setBold(True)
            return bold
        return None


class BoardTable(QTableView):
    """``opened`` carries the cell on which Enter or a click came.

    ``letters`` are the widths of the columns in half-width letters; those of words, by their places, share the room
    that is there, but are never narrower than :data:`LEAST` of theirs.
    """

    opened = Signal(object)

    def __init__(
        self, name: str, headings: Sequence[str], letters: Sequence[int], words: Sequence[int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.cells = BoardModel(headings, self)
        self._letters = tuple(letters)
        self._words = frozenset(words)
        self.setModel(self.cells)
        self.setAccessibleName(name)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self._open)
        dress(self)
        self._arrange()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the cursor stays where it was."""
        here = self.currentIndex()
        place = (here.row(), here.column()) if here.isValid() else (0, 0)
        self.cells.show_rows(rows)
        row = min(place[0], len(rows) - 1)
        if row >= 0:
            self.setCurrentIndex(self.cells.index(row, place[1]))
        self._arrange()

    def current(self) -> BoardCell:
        """Return the cell under the cursor."""
        return self.cells.cell(self.currentIndex())

    def needed_height(self) -> int:
        """Return how high the table is with all its rows."""
        rows = len(self.cells.rows) * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        return self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + bar

    def _arrange(self) -> None:
        letter = max(1, self.fontMetrics().horizontalAdvance("0"))
        widths = [letters * letter + GRID for letters in self._letters]
        fixed = sum(width for column, width in enumerate(widths) if column not in self._words)
        words = sum(widths) - fixed
        share = max(LEAST, (self.viewport().width() - fixed) / words) if words else 1.0
        for column, width in enumerate(widths):
            self.setColumnWidth(column, int(width * share) if column in self._words else width)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)

    def _open(self, index: QModelIndex) -> None:
        cell = self.cells.cell(index)
        if cell.opens:
            self.opened.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            QApplication.clipboard().setText(text_of([[cell.text for cell in self.cells.rows[row]] for row in rows]))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
