"""③ of an import: every row as it would enter, with the keys to decide and to go from problem to problem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.exchange.plan import Action
from kyodo_desktop.features.exchange.ui.import_work import ImportWork
from kyodo_desktop.features.exchange.ui.preview_model import MATCH, PROBLEM, QUESTION, Index, PreviewModel
from kyodo_desktop.spreadsheet.records import NO_COLUMN
from kyodo_desktop.ui.clipboard import text_of
from kyodo_desktop.ui.colours import colours_of
from kyodo_desktop.ui.theme import GRID, set_look

WIDEST = 44
"""Half-width letters that a column takes at most at first; it can be drawn wider."""


class PreviewView(QTableView):
    """The table: Enter decides or types over, F2 types over, Delete leaves rows out."""

    moved = Signal()
    decided = Signal()
    left_out = Signal()
    copied = Signal()
    editor_closed = Signal()

    @property
    def is_typing(self) -> bool:
        """Whether a cell is being typed over."""
        return self.state() == QAbstractItemView.State.EditingState

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.editor_closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() == Qt.Key.Key_Delete and not self.is_typing:
            self.left_out.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.is_typing:
            self.decided.emit()
        else:
            super().keyPressEvent(event)


class ProblemDelegate(QStyledItemDelegate):
    """Keeps a wrong cell red in a selected row, and frames the cell under the cursor."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        view = self.parent()
        assert isinstance(view, QTableView)
        if index == view.currentIndex():
            style: Any = option
            painter.save()
            painter.setPen(QPen(QColor(colours_of(style.palette).accent_text), 2))
            painter.drawRect(style.rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(Qt.ItemDataRole.BackgroundRole) is not None:
            style: Any = option
            style.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)


class PreviewPart(QWidget):
    """The rows, the buttons that decide about the selected ones, and what is said of the cell under the cursor."""

    told = Signal(str)

    def __init__(self, work: ImportWork, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._is_late = False
        """Whether a plan waits until the cell that is typed over is closed."""
        self.model = PreviewModel(work.schema, words, self)
        self.view = PreviewView(self)
        self.heading = QLabel("③ 取り込む内容", self)
        self.only_problems = QCheckBox("問題のある行だけ(&M)", self)
        self.next_button = self._button("次の問題（F3）", lambda: self.go_to_problem(1))
        self.add_button = self._button("追加(&A)", lambda: self.choose(Action.ADD))
        self.update_button = self._button("更新(&U)", lambda: self.choose(Action.UPDATE))
        self.skip_button = self._button("この行を除く（Del）", lambda: self.choose(Action.SKIP))
        self.back_button = self._button("選択を戻す(&R)", self._forget)
        self.leave_out_button = self._button("問題のある行をすべて除く(&X)", work.leave_out_problems)
        self.said = QLabel(self)
        self.notes = QLabel(self)
        self.proposal_button = self._button("", self._take_proposal)
        self.proposals_button = self._button("", self._take_proposals)
        self._lay_out()
        self._prepare_view()
        self.only_problems.toggled.connect(self._filter)
        self.model.corrected.connect(work.correct)
        work.table_found.connect(self._clear)
        work.planned.connect(self._show_plan)
        work.chosen.connect(self._follow_choices)
        self._tell()

    # ------------------------------------------------------------------------------------------------------- actions

    def go_to_problem(self, step: int) -> bool:
        """Put the cursor on the next or previous cell that needs a decision; return whether there is one."""
        here = self.view.currentIndex()
        found = self.model.next_problem(here.row(), here.column(), step)
        if found.isValid():
            self.view.setCurrentIndex(found)
            self.view.scrollTo(found)
            self.view.setFocus()
        return found.isValid()

    def choose(self, action: Action) -> None:
        """Choose what becomes of the selected rows."""
        rows = self._selected()
        if rows and (refused := self._work.choose(rows, action)):
            self.told.emit(
                f"更新する登録のない{refused:,}行は、そのままにしました。追加か取り込まないを選んでください。"
            )

    @Slot()
    def _forget(self) -> None:
        self._work.forget_choices(self._selected())

    @Slot()
    def _take_proposal(self) -> None:
        remark = self.model.proposal(self.view.currentIndex())
        if remark is not None:
            number = self.model.number_at(self.view.currentIndex().row())
            self._work.correct({(number, remark.column): remark.proposal})

    @Slot()
    def _take_proposals(self) -> None:
        self._work.correct(self._proposals())

    @Slot()
    def _decide(self) -> None:
        """Type over a cell, or offer what may become of the row."""
        here = self.view.currentIndex()
        if here.column() > MATCH and here.flags() & Qt.ItemFlag.ItemIsEditable:
            self.view.edit(here)
        elif here.isValid():
            self.open_menu()

    @Slot()
    def open_menu(self) -> None:
        """Offer at the cursor what the buttons do."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in (self.add_button, self.update_button, self.skip_button, self.back_button):
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.setActiveAction(menu.actions()[0])
        place = self.view.visualRect(self.view.currentIndex()).bottomLeft()
        menu.popup(self.view.viewport().mapToGlobal(place))

    @Slot()
    def _copy(self) -> None:
        columns = range(self.model.columnCount())
        lines = [[str(self.model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]]
        lines += [[str(self.model.index(row, column).data() or "") for column in columns] for row in self._lines()]
        QGuiApplication.clipboard().setText(text_of(lines))

    # -------------------------------------------------------------------------------------------------- what is shown

    @Slot()
    def _clear(self) -> None:
        if self._work.plan is None:
            self.model.show_plan(None, {})
            self._tell()

    @Slot()
    def _show_plan(self) -> None:
        self._is_late = self.view.is_typing  # a table that is filled anew would throw away what is typed
        if self._is_late:
            return
        here = self.view.currentIndex()
        row, column = here.row(), here.column()
        had_columns = self.model.columnCount()
        self.model.show_plan(self._work.plan, self._work.choices)
        if self.model.columnCount() != had_columns:
            self._fit()
        self._put_cursor(row, column)
        self._tell()

    @Slot()
    def _show_late_plan(self) -> None:
        if self._is_late:
            self._show_plan()

    @Slot()
    def _follow_choices(self) -> None:
        self.model.show_choices(self._work.choices)
        self._tell()

    @Slot(bool)
    def _filter(self, only: bool) -> None:
        self.model.show_only_problems(only)
        self._put_cursor(0, self.view.currentIndex().column())
        self._tell()

    def _put_cursor(self, row: int, column: int) -> None:
        if self.model.rowCount():
            row, column = max(row, 0), max(column, 1)
            index = self.model.index(min(row, self.model.rowCount() - 1), min(column, self.model.columnCount() - 1))
            self.view.selectionModel().setCurrentIndex(
                index,
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )

    @Slot()
    def _tell(self) -> None:
        """Show what is said of the cell under the cursor, and what may be done there."""
        here = self.view.currentIndex()
        sentences = self.model.sentences(here)
        urgent = [each for each in sentences if each[0] in (PROBLEM, QUESTION)]
        self.said.setText("\n".join(urgent))
        self.said.setVisible(bool(urgent))
        set_look(self.said, "tone", "late" if urgent and urgent[0][0] == PROBLEM else "waiting")
        self.notes.setText("\n".join(each for each in sentences if each not in urgent))
        remark = self.model.proposal(here)
        self.proposal_button.setVisible(remark is not None)
        if remark is not None:
            self.proposal_button.setText(f"「{remark.proposal}」にする(&P)")
        proposals = len(self._proposals()) if self._work.outcome.blocked else 0
        self.proposals_button.setVisible(proposals > 1)
        self.proposals_button.setText(f"候補{proposals:,}か所をすべて使う(&O)")
        blocked = self._work.outcome.blocked
        row = self.model.row_at(here.row()) if here.isValid() else None
        for button in (self.add_button, self.skip_button):
            button.setEnabled(row is not None)
        self.update_button.setEnabled(row is not None and row.match is not None)
        self.back_button.setEnabled(row is not None and row.number in self._work.choices)
        for widget in (self.next_button, self.leave_out_button):
            widget.setEnabled(blocked > 0)
        self.only_problems.setEnabled(blocked > 0 or self.only_problems.isChecked())

    # --------------------------------------------------------------------------------------------------------- inside

    def _button(self, words: str, run: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(True)
        button.clicked.connect(run)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        set_look(self.heading, "look", "heading")
        first = QHBoxLayout()
        first.setSpacing(GRID)
        first.addWidget(self.heading)
        first.addStretch(1)
        for widget in (self.only_problems, self.next_button, self.leave_out_button):
            first.addWidget(widget)
        column.addLayout(first)
        column.addWidget(self.view, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID // 2)
        for button in (self.add_button, self.update_button, self.skip_button, self.back_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        last = QHBoxLayout()
        last.setSpacing(GRID)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label, name in ((self.said, "このセルと行の問題"), (self.notes, "このセルと行について")):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setAccessibleName(name)
            words.addWidget(label)
        words.addStretch(1)
        set_look(self.notes, "look", "muted")
        last.addLayout(words, 1)
        for button in (self.proposal_button, self.proposals_button):
            last.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(last)

    def _prepare_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(ProblemDelegate(view))
        view.setAccessibleName("取り込む内容")
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(view.verticalHeader().ResizeMode.Fixed)
        view.verticalHeader().setMinimumSectionSize(1)
        # The headings would ask every row of a selection for its flags: 4 s when all of 100,000 are selected.
        view.horizontalHeader().setSelectionModel(QItemSelectionModel(self.model, view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        view.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        view.setAlternatingRowColors(True)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self.open_menu)
        view.moved.connect(self._tell)
        view.decided.connect(self._decide)
        view.left_out.connect(lambda: self.choose(Action.SKIP))
        view.copied.connect(self._copy)
        view.editor_closed.connect(self._show_late_plan)
        self._fit()

    def _fit(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("0")
        for column in range(self.model.columnCount()):
            self.view.setColumnWidth(column, min(self.model.letters(column), WIDEST) * letter + GRID * 2)
        line = self.fontMetrics().height()
        self.view.verticalHeader().setDefaultSectionSize(line + GRID)
        self.notes.setMinimumHeight(2 * line)

    def _lines(self) -> list[int]:
        """Return the lines of the table that are selected, in order."""
        selection = self.view.selectionModel().selection()
        spans = [selection.at(place) for place in range(selection.count())]
        return sorted({row for span in spans for row in range(span.top(), span.bottom() + 1)})

    def _selected(self) -> Sequence[int]:
        """Return the row numbers of the selected lines."""
        return [self.model.number_at(line) for line in self._lines()]

    def _proposals(self) -> dict[tuple[int, int], str]:
        """Return every text that would be accepted in place of a wrong one."""
        plan = self._work.plan
        return {
            (row.number, problem.column): problem.proposal
            for row in (plan.rows.apart.values() if plan else ())
            for problem in row.problems
            if problem.proposal and problem.column != NO_COLUMN
        }

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "proposals_button"):
            self._fit()
