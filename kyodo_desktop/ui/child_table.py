"""A table inside the edit form: officers, members, documents. Typed and pasted into as in Excel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.cell_delegate import CellDelegate
from kyodo_desktop.ui.child_model import ChildModel, Index, MessageRole
from kyodo_desktop.ui.child_widths import room_of, share
from kyodo_desktop.ui.clipboard import cells_of, text_of
from kyodo_desktop.ui.colours import Mark
from kyodo_desktop.ui.heading_view import HeadingView, line_count
from kyodo_desktop.ui.line_readings import LineReadings
from kyodo_desktop.ui.theme import GRID, dress, set_look

MOST_LINES_SHOWN = 12
"""A longer table scrolls by itself."""


def is_typed(schema: Schema) -> bool:
    """Return whether a person enters lines of a table; one that only follows from other things is never typed into."""
    return any(not declared.derived for declared in schema.shown().values())


class ChildView(QTableView):
    """The grid itself: Enter and Tab go on, Shift goes back, and behind the last line a new one begins.

    ``finished`` is sent when the person goes on from an empty new line: the table is done.
    """

    finished = Signal(bool)

    def __init__(self, model: ChildModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = model
        self._is_too_wide = False
        self.setModel(model)
        self.readings = LineReadings(model, lambda index: self.indexWidget(index) is not None, self)
        self.setItemDelegate(CellDelegate(self.readings, self))
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
            if model.editable
            else triggers.NoEditTriggers
        )
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.setHorizontalHeader(HeadingView(self))
        self.horizontalHeader().setStretchLastSection(True)
        self._wraps = not model.editable or model.schema.fixed
        self.setWordWrap(self._wraps)
        self.verticalHeader().setVisible(model.editable)
        model.modelReset.connect(self._fit)
        model.rowsInserted.connect(self.fit_height)
        model.rowsRemoved.connect(self.fit_height)
        self._fit()

    def _fit(self) -> None:
        """Share the room among the columns; in a table that is only read the empty ones are left out."""
        metrics = self.fontMetrics()
        shown, rooms = [], []
        for column in range(self.lines.columnCount()):
            texts = None if self.lines.editable else self._texts(column)
            is_empty = texts is not None and not any(texts)
            self.setColumnHidden(column, is_empty)
            if not is_empty:
                shown.append(column)
                rooms.append(room_of(self.lines.field_at(column), texts, metrics))
        lines, room = 1, self.viewport().width()
        widths = share(rooms, room)
        self._is_too_wide = sum(widths) > room
        for column, width in zip(shown, widths, strict=True):
            self.setColumnWidth(column, width)
            heading = self.lines.headerData(column, Qt.Orientation.Horizontal) or ""
            lines = max(lines, line_count(heading, width, metrics))
        self.horizontalHeader().setFixedHeight(metrics.lineSpacing() * lines + GRID)
        self.verticalHeader().setDefaultSectionSize(metrics.height() + GRID)
        if self._wraps:
            for row in range(self.lines.rowCount()):
                self.setRowHeight(row, max(metrics.height(), self.sizeHintForRow(row)) + GRID)
        self.fit_height()

    def _texts(self, column: int) -> list[str]:
        return [str(self.lines.index(row, column).data() or "") for row in range(len(self.lines.lines))]

    @Slot()
    def fit_height(self) -> None:
        """Be as high as the lines, up to a limit."""
        height = self.horizontalHeader().height()
        height += sum(self.rowHeight(row) for row in range(min(self.lines.rowCount(), MOST_LINES_SHOWN)))
        if self._is_too_wide:
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height + 2 * self.frameWidth())

    def begin(self, forward: bool = True) -> None:
        """Take the focus for typing a new line, or the first of lines that are given; the arrows lead to the others."""
        self.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        row = 0 if self.lines.schema.fixed and forward else self.lines.rowCount() - 1
        waiting = self.lines.first_waiting() if forward else None
        self.setCurrentIndex(self.lines.index(*(waiting or (row, self._first_typed()))))

    def go_on(self, forward: bool = True, *, past: bool = False) -> None:
        """Move to the next or previous cell, or out of the table; ``past`` those that Enter passes over."""
        here = self.currentIndex()
        if not here.isValid():
            self.finished.emit(forward)
            return
        columns, step = self.lines.columnCount(), 1 if forward else -1
        place = here.row() * columns + here.column() + step
        while 0 <= place < columns * self.lines.rowCount() and (
            self.lines.field_at(place % columns).derived
            or (past and self.lines.passes_over(place // columns, place % columns))
        ):
            place += step
        leaves_empty_line = forward and here.row() == len(self.lines.lines) and here.column() == self._first_typed()
        if leaves_empty_line or not 0 <= place < columns * self.lines.rowCount():
            self.finished.emit(forward)
            return
        self.setCurrentIndex(self.lines.index(place // columns, place % columns))

    def _first_typed(self) -> int:
        return next(column for column in range(self.lines.columnCount()) if not self.lines.field_at(column).derived)

    def selected_rows(self) -> list[int]:
        """Return the lines that the selection touches, in order."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def commit(self) -> None:
        """Take over the cell that is being typed in, and close it."""
        if self.state() == QAbstractItemView.State.EditingState:
            self.setFocus()

    def copy(self) -> None:
        """Put the selected cells on the clipboard as Excel takes them."""
        indexes = self.selectedIndexes()
        columns = sorted({index.column() for index in indexes})
        rows = [[str(self.lines.index(row, column).data() or "") for column in columns] for row in self.selected_rows()]
        QGuiApplication.clipboard().setText(text_of(rows))

    def paste(self) -> None:
        """Write what Excel put on the clipboard, from the present cell on."""
        cells = cells_of(QGuiApplication.clipboard().text())
        here = self.currentIndex()
        if cells and here.isValid() and self.lines.editable:
            self.lines.paste(here.row(), here.column(), cells)
            self.setCurrentIndex(self.lines.index(here.row() + len(cells), 0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        moves = {hints.SubmitModelCache: True, hints.EditNextItem: True, hints.EditPreviousItem: False}
        super().closeEditor(editor, hints.NoHint)
        if hint in moves:
            self.go_on(moves[hint], past=hint == hints.SubmitModelCache)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            wanted = self.lines.editable and self.lines.field_at(current.column()).ime
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, wanted)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.lines.editable and self.hasFocus():
            self.go_on(forward)
            return True
        return super().focusNextPrevChild(forward)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        here = self.currentIndex()
        comes_whole = bool(event.commitString()) and not event.preeditString()
        takes = bool(self.lines.flags(here) & Qt.ItemFlag.ItemIsEditable)
        if comes_whole and takes and self.indexWidget(here) is None:
            # Qt opens the cell, waits for more of a composition that never was, and leaves out what came
            self.edit(here)
            if (cell := self.indexWidget(here)) is not None:
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
                QApplication.sendEvent(cell, event)
        else:
            super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif not self.lines.editable:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.lines.undo_remove()
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() == control:
            self.lines.remove(self.selected_rows())
        elif event.key() == Qt.Key.Key_Delete:
            for index in self.selectedIndexes():
                self.lines.setData(index, "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() != QAbstractItemView.State.EditingState:  # else the cell is about to close and goes on
                self.go_on(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier, past=True)
        else:
            super().keyPressEvent(event)


class ChildTable(QWidget):
    """The grid with its buttons, and the sentence that says what is wrong with the present cell.

    ``left`` asks the form to go on (True) or back (False) to what comes beside the table.
    """

    edited = Signal()
    left = Signal(bool)

    def __init__(self, schema: Schema, words: Words, *, editable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.schema = schema
        self.model = ChildModel(schema, words, editable=editable, parent=self)
        self.view = ChildView(self.model, self)
        self.view.setAccessibleName(schema.label)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.view)
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        set_look(self.message, "tone", "late")
        self.message.hide()
        column.addWidget(self.message)
        self._told = QVBoxLayout()
        self._told.setSpacing(0)
        column.addLayout(self._told)
        self.model.edited.connect(self.edited)
        self.model.hinted.connect(self.view.viewport().update)
        self.view.finished.connect(self.left)
        if not editable:
            dress(self.view)
            self.view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        else:
            self._add_buttons(column)
            self.view.selectionModel().currentChanged.connect(self._tell_message)
            self.model.dataChanged.connect(self._tell_message)
            self.model.hinted.connect(self._tell_message)
            self.model.modelReset.connect(self._tell_message)

    def _add_buttons(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        self.remove_button = QPushButton("行を削除", self)
        self.remove_button.setToolTip("選んだ行を削除します（Ctrl+Delete）。")
        self.undo_button = QPushButton("元に戻す", self)
        self.undo_button.setToolTip("削除した行を元に戻します（Ctrl+Z）。")
        self.undo_button.hide()
        hint = QLabel("Excelの表をそのまま貼り付けられます（Ctrl+V）。", self)
        set_look(hint, "look", "muted")
        for button in (self.remove_button, self.undo_button):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            row.addWidget(button)
        self.remove_button.setVisible(not self.schema.fixed)
        row.addWidget(hint)
        row.addStretch(1)
        column.addLayout(row)
        self.remove_button.clicked.connect(self._remove)
        self.undo_button.clicked.connect(self.model.undo_remove)
        self.model.rowsRemoved.connect(self._offer_undo)
        self.model.rowsInserted.connect(self._offer_undo)
        self.model.modelReset.connect(self._offer_undo)

    def load(self, rows: Sequence[Snapshot], words: Words) -> None:
        """Show stored lines; from now on nothing is changed."""
        self.model.load(rows, words)

    def tell(self, lines: Sequence[str | Mark]) -> None:
        """Show lines below the table in place of those before: sums, and what is to be looked at."""
        labels = [
            widget for at in range(self._told.count()) if isinstance(widget := _widget_at(self._told, at), QLabel)
        ]
        for label in labels[len(lines) :]:
            self._told.removeWidget(label)
            label.hide()
            label.deleteLater()
        for at, line in enumerate(lines):
            label = labels[at] if at < len(labels) else self._new_line()
            label.setText(str(line))
            set_look(label, "tone", line.tone.value if isinstance(line, Mark) else "")

    def _new_line(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setContentsMargins(GRID, 0, 0, 0)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._told.addWidget(label)
        return label

    def is_changed(self) -> bool:
        """Return whether the lines differ from those that were loaded."""
        return self.model.is_changed()

    def drafts(self) -> list[Draft]:
        """Return the lines as they would be saved."""
        return self.model.drafts()

    def show_problems(self, problems: Sequence[Problem]) -> bool:
        """Mark the cells that a save found wrong and go to the first; return whether there was one."""
        first = self.model.mark(problems)
        if first.isValid():
            self.view.setCurrentIndex(first)
        self._tell_message()
        return first.isValid()

    @Slot()
    def _tell_message(self) -> None:
        message = self.view.currentIndex().data(MessageRole) if self.view.currentIndex().isValid() else None
        self.message.setText(f"■ {message}" if message else "")
        self.message.setVisible(bool(message))

    @Slot()
    def _remove(self) -> None:
        self.model.remove(self.view.selected_rows())

    @Slot()
    def _offer_undo(self) -> None:
        self.undo_button.setVisible(self.model.can_undo_remove())


def _widget_at(column: QVBoxLayout, at: int) -> QWidget | None:
    item = column.itemAt(at)
    return item.widget() if item is not None else None
