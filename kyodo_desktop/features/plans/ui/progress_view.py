"""The grid of progress: one key enters a progress and goes on to the next action."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kyodo_desktop.features.plans.rules.marks import PROGRESS, code_of_cell, code_of_key
from kyodo_desktop.features.plans.ui.progress_model import (
    DEPARTMENT,
    LEADING,
    NAME,
    POLICY,
    REFERENCE,
    Index,
    ProgressModel,
)
from kyodo_desktop.ui.clipboard import cells_of, text_of
from kyodo_desktop.ui.theme import GRID, dress

LETTERS = {POLICY: 16, REFERENCE: 7, NAME: 34, DEPARTMENT: 14}
"""The first columns in half-width letters."""

YEAR_LETTERS = 7

LEAST_NAME = 24
"""What the name of an action needs at least, in half-width letters."""

CLEARS = frozenset("0０")
"""The keys that take a progress away, beside Delete and Backspace."""


class ProgressView(QTableView):
    """``refused`` tells why a key did nothing, ``opened`` carries the id of the action that Enter opens."""

    refused = Signal(str)
    opened = Signal(int)
    moved = Signal()

    def __init__(self, model: ProgressModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = model
        self.read_only = False
        self.setModel(model)
        self.setAccessibleName("進捗の表")
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model.modelReset.connect(self._arrange)
        dress(self)

    def go_to(self, record_id: int, year: int | None) -> None:
        """Put the cursor on an action, under a year where that is shown, else under the last one."""
        rows = [row for row, action in enumerate(self.progress.actions) if action.id == record_id]
        if rows and self.progress.years:
            years = self.progress.years
            column = LEADING + (years.index(year) if year in years else len(years) - 1)
            self.setCurrentIndex(self.progress.index(rows[0], column))

    def begin(self, year: int) -> None:
        """Put the cursor on the first action that has no progress in a year, or on the first of all."""
        actions = self.progress.actions
        waiting = [each for each in actions if each.runs_in(year) and not each.mark(year)]
        for each in (waiting or actions)[:1]:
            self.go_to(each.id, year)

    def current_action(self) -> int | None:
        """Return the id of the action under the cursor."""
        row = self.currentIndex().row()
        return self.progress.actions[row].id if 0 <= row < len(self.progress.actions) else None

    def current_year(self) -> int | None:
        """Return the 年度 under the cursor."""
        return self.progress.year_at(self.currentIndex().column())

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, for Excel."""
        chosen = sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column()))
        rows: dict[int, list[str]] = {}
        for index in chosen:
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText(text_of(rows.values()))

    def paste(self) -> None:
        """Enter the signs on the clipboard from the cursor on, cell by cell; other texts are passed over."""
        here = self.currentIndex()
        if self.read_only or not here.isValid():
            return
        taxonomy = self.progress.words.taxonomy(PROGRESS)
        unknown = 0
        for down, cells in enumerate(cells_of(QGuiApplication.clipboard().text())):
            for right, cell in enumerate(cells):
                index = self.progress.index(here.row() + down, here.column() + right)
                code = code_of_cell(cell, taxonomy)
                if index.isValid() and code and self.progress.may_enter(index):
                    self.progress.enter(index, code)
                elif cell.strip():
                    unknown += 1
        if unknown:
            self.refused.emit(
                f"貼り付けた{unknown}個のますは、進捗の記号でないか入力できない年度のため、入れていません。"
            )

    def _enter(self, code: str | None, *, go_on: bool) -> None:
        here = self.currentIndex()
        if self.read_only:
            self.refused.emit("閲覧だけで開いているため、入力できません。")
        elif not here.isValid() or self.progress.year_at(here.column()) is None:
            return
        elif not self.progress.may_enter(here):
            self.refused.emit("この年度には実施しない取組です。年度を変えるときは、Enter で取組を開いてください。")
        else:
            self.progress.enter(here, code)
            if go_on:
                self._go_on()

    def _go_on(self) -> None:
        """Move to the next action below that runs in the year under the cursor; stay on the last one."""
        here = self.currentIndex()
        for row in range(here.row() + 1, self.progress.rowCount()):
            below = self.progress.index(row, here.column())
            if self.progress.may_enter(below):
                self.setCurrentIndex(below)
                return

    def _arrange(self) -> None:
        self.clearSpans()
        for row, count in self.progress.policy_spans():
            if count > 1:
                self.setSpan(row, POLICY, count, 1)
        letter = max(1, self.fontMetrics().horizontalAdvance("0"))
        for column in range(self.progress.columnCount()):
            self.setColumnHidden(column, False)
            self.setColumnWidth(column, LETTERS.get(column, YEAR_LETTERS) * letter + GRID)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + GRID)
        self._widen()

    def _widen(self) -> None:
        """Give the names of the actions the room that the others leave; numbers and departments go where it is short.

        The line below the grid and the filters tell what is left out.
        """
        least = LEAST_NAME * max(1, self.fontMetrics().horizontalAdvance("0"))
        columns = [column for column in range(self.progress.columnCount()) if column != NAME]
        room = self.viewport().width()
        for column in (REFERENCE, DEPARTMENT):
            self.setColumnHidden(column, False)
        for hidden in ((), (REFERENCE,), (REFERENCE, DEPARTMENT)):
            for column in hidden:
                self.setColumnHidden(column, True)
            room = self.viewport().width() - sum(self.columnWidth(column) for column in columns)
            if room >= least:
                break
        self.setColumnWidth(NAME, max(least, room))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        index = super().moveCursor(action, modifiers)
        return index.siblingAtColumn(max(LEADING, index.column())) if index.isValid() else index

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and 0 <= current.column() < LEADING and self.progress.years:
            self.selectionModel().setCurrentIndex(
                self.progress.index(current.row(), LEADING + len(self.progress.years) - 1),
                QItemSelectionModel.SelectionFlag.ClearAndSelect,
            )
            return
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        code = code_of_key(event.text(), self.progress.words.taxonomy(PROGRESS)) if event.text() else None
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            record_id = self.current_action()
            if record_id is not None:
                self.opened.emit(record_id)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) or event.text() in CLEARS:
            self._enter(None, go_on=event.text() in CLEARS)
        elif code is not None:
            self._enter(code, go_on=True)
        else:
            super().keyPressEvent(event)
