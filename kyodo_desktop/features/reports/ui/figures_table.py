"""The table of 実績: Enter and a click open the list behind a number, digits begin to type one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kyodo_desktop.features.reports.ui.figures_model import FiguresModel
from kyodo_desktop.ui.clipboard import text_of
from kyodo_desktop.ui.theme import GRID, dress

LABEL_LETTERS, YEAR_LETTERS = 34, 9
"""At most so wide are the words before a row, at least so wide a year, in half-width letters."""


class NumberDelegate(QStyledItemDelegate):
    """A line for one number, without the input method."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        line = QLineEdit(parent)
        line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        model = index.model()
        assert isinstance(model, FiguresModel)
        heading = model.headerData(index.column(), Qt.Orientation.Horizontal)
        line.setAccessibleName(f"{model.label(index.row()).strip()}　{heading}年度")
        return line


class FiguresTable(QTableView):
    """``opened`` carries the index whose list is asked for."""

    opened = Signal(QModelIndex)

    def __init__(self, model: FiguresModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = model
        self.setModel(model)
        self.setItemDelegate(NumberDelegate(self))
        self.setAccessibleName("実績の表")
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionsClickable(False)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.clicked.connect(self._click)
        model.modelReset.connect(self._arrange)
        dress(self)

    def edit_current(self) -> None:
        """Begin to type the number under the cursor."""
        self.edit(self.currentIndex())

    def _click(self, index: QModelIndex) -> None:
        cell = self.figures.cell(index)
        if cell is not None and cell.behind is not None:
            self.opened.emit(index)

    def _arrange(self) -> None:
        letter = max(1, self.fontMetrics().horizontalAdvance("0"))
        labels = [
            self.fontMetrics().horizontalAdvance(self.figures.label(row)) for row in range(self.figures.rowCount())
        ]
        widest = max(labels, default=0) + 3 * GRID
        self.verticalHeader().setFixedWidth(min(widest, LABEL_LETTERS * letter))
        for column in range(self.figures.columnCount()):
            self.setColumnWidth(column, max(YEAR_LETTERS * letter, self.sizeHintForColumn(column) + GRID // 2))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the year beside by Tab, stay where Enter ended; the table is read anew meanwhile."""
        super().closeEditor(editor, hint)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if editing:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            cell = self.figures.cell(self.currentIndex())
            if cell is not None and cell.behind is not None:
                self.opened.emit(self.currentIndex())
            elif cell is not None:
                self.edit_current()
        elif event.key() == Qt.Key.Key_Delete:
            self.figures.setData(self.currentIndex(), "")
        elif event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            QApplication.clipboard().setText(text_of(self.figures.texts(rows)))
        elif event.text() and not event.text().isdigit():
            event.ignore()  # letters begin nothing here; the window may want them
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
