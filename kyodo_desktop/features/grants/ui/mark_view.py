"""The grid of marks: digits begin a cell, Enter and the arrows go on, Space says 利害関係."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kyodo_desktop.features.grants.ui.mark_model import INTEREST, LEADING, PROJECT, MarkModel, MessageRole
from kyodo_desktop.ui.colours import colours_of
from kyodo_desktop.ui.heading_view import HeadingView, line_count, stands
from kyodo_desktop.ui.theme import GRID, dress

_WIDTHS = {0: 8, 1: 17, PROJECT: 22, INTEREST: 5}
"""The first columns in half-width letters."""

MARKED = range(7, 15)
"""The least and the greatest width of a column of marks: as wide as the words of its item must be."""

TOTAL = 5
REMARK = 20


class MarkDelegate(QStyledItemDelegate):
    """A line for one mark, without the input method; the remark with it. A cell that is wrong has a coloured ground."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        model = index.model()
        assert isinstance(model, MarkModel)
        line = QLineEdit(parent)
        is_mark = model.item_at(index.column()) is not None
        line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, not is_mark)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter if is_mark else Qt.AlignmentFlag.AlignLeft)
        heading = str(model.headerData(index.column(), Qt.Orientation.Horizontal)).replace("\n", "")
        line.setAccessibleName(f"{model.rows[index.row()].organization} {heading}")
        return line

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(MessageRole):
            style: Any = option
            style.backgroundBrush = QColor(colours_of(style.palette).error_ground)
            style.text = f"■ {style.text}"


class MarkView(QTableView):
    """``turned`` asks for the reviewer before (-1) or after (1), ``left`` for what is behind the grid."""

    turned = Signal(int)
    left = Signal()

    def __init__(self, model: MarkModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = model
        self.setModel(model)
        self.setItemDelegate(MarkDelegate(self))
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName("評点の表")
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.verticalHeader().hide()
        self.setHorizontalHeader(HeadingView(self))
        self.horizontalHeader().setStretchLastSection(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self._arrange)
        dress(self)

    def begin(self) -> None:
        """Put the cursor on the first cell that has no mark yet, or on the first of all."""
        for row in range(self.marks.rowCount()):
            for item in range(len(self.marks.items)):
                index = self.marks.index(row, item + len(LEADING))
                if index.flags() & Qt.ItemFlag.ItemIsEditable and not index.data():
                    self.setCurrentIndex(index)
                    return
        self.setCurrentIndex(self.marks.index(0, len(LEADING)))

    def go_on(self, forward: bool = True) -> None:
        """Move to the next or the previous mark; behind the last item to the first of the next application."""
        here, step = self.currentIndex(), 1 if forward else -1
        items = len(self.marks.items)
        if not here.isValid() or not items:
            return
        item = self.marks.item_at(here.column())
        place = here.row() * items + (item if item is not None else items - 1 if forward else 0) + step
        while 0 <= place < self.marks.rowCount() * items:
            index = self.marks.index(place // items, place % items + len(LEADING))
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.setCurrentIndex(index)
                return
            place += step
        if forward:
            self.left.emit()

    def _arrange(self) -> None:
        letter = max(1, self.fontMetrics().horizontalAdvance("0"))
        for column in range(self.marks.columnCount()):
            behind = column - len(LEADING) - len(self.marks.items)
            letters = _WIDTHS.get(column) or (self._marked(column) if behind < 0 else (TOTAL, REMARK)[behind])
            self.setColumnWidth(column, letters * letter + GRID)
        self._hide_projects()
        self.horizontalHeader().setFixedHeight(self.fontMetrics().lineSpacing() * self._heading_lines() + GRID)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)

    def _marked(self, column: int) -> int:
        """Return the width of a column of marks in half-width letters: no word of its item is cut."""
        metrics, heading = self.fontMetrics(), self._heading(column)
        letter = max(1, metrics.horizontalAdvance("0"))
        return next((each for each in MARKED if stands(heading, each * letter + GRID, metrics)), MARKED[-1])

    def _heading_lines(self) -> int:
        """Return how many lines the headings take: the points of an item stand below its name."""
        metrics = self.fontMetrics()
        columns = range(self.marks.columnCount())
        return max((line_count(self._heading(at), self.columnWidth(at), metrics) for at in columns), default=1)

    def _heading(self, column: int) -> str:
        return str(self.marks.headerData(column, Qt.Orientation.Horizontal))

    def _hide_projects(self) -> None:
        """Leave out the names of the projects where the marks need the room; the line below the grid tells them."""
        columns = range(self.marks.columnCount() - 1)
        needed = sum(self.columnWidth(column) for column in columns if column != PROJECT)
        letter = max(1, self.fontMetrics().horizontalAdvance("0"))
        self.setColumnHidden(PROJECT, needed + (_WIDTHS[PROJECT] + REMARK // 2) * letter > self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hide_projects()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        moves = {hints.SubmitModelCache: True, hints.EditNextItem: True, hints.EditPreviousItem: False}
        super().closeEditor(editor, hints.NoHint)
        if hint in moves:
            self.go_on(moves[hint])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        turns = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in turns:
            self.turned.emit(turns[Qt.Key(event.key())])
        elif editing:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.marks.toggle_interest(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Delete:
            self.marks.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
