"""The left side of 審査: whose sheet it is, how far each reviewer is, the grid, what is wrong with a cell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QVBoxLayout, QWidget

from kyodo_desktop.features.grants.ui.mark_model import MarkModel, MessageRole
from kyodo_desktop.features.grants.ui.mark_view import MarkView
from kyodo_desktop.ui.theme import GRID, set_look


class MarksPart(QWidget):
    """One reviewer at a time; Ctrl+← and Ctrl+→ turn to the others. ``left`` asks to go on to the ranking."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MarkModel(self)
        self.view = MarkView(self.model, self)
        self.reviewers = QTabBar(self)
        self.reviewers.setAccessibleName("審査員")
        self.reviewers.setExpanding(False)
        self.reviewers.setDrawBase(False)
        self.reviewers.setUsesScrollButtons(True)
        self.reviewers.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        head = QHBoxLayout()
        head.addWidget(self.reviewers, 1)
        column.addLayout(head)
        self.project = QLabel(self)
        self.project.setTextFormat(Qt.TextFormat.PlainText)
        self.project.setWordWrap(True)
        set_look(self.project, "look", "title")
        column.addWidget(self.project)
        column.addWidget(self.view, 1)
        column.addWidget(self.message)
        self.setFocusProxy(self.view)
        self.reviewers.currentChanged.connect(self._show_reviewer)
        self.view.turned.connect(self._turn)
        self.view.left.connect(self.left)
        self.view.selectionModel().currentChanged.connect(self.tell)
        self.model.dataChanged.connect(self.tell)
        self.model.edited.connect(self._name_tabs)

    def show_sheet(self) -> None:
        """Show the reviewers of the round that the model was given."""
        names = [each.name for each in self.model.sheet.reviewers] if self.model.sheet is not None else []
        self.reviewers.blockSignals(True)
        while self.reviewers.count() > len(names):
            self.reviewers.removeTab(self.reviewers.count() - 1)
        while self.reviewers.count() < len(names):
            self.reviewers.addTab("")
        self.reviewers.setCurrentIndex(self.model.reviewer)
        self.reviewers.blockSignals(False)
        self._name_tabs()
        self.tell()

    def go_to(self, reviewer: int, row: int, column: int) -> None:
        """Put the cursor on a cell of a reviewer."""
        self.reviewers.setCurrentIndex(reviewer)
        self.view.setCurrentIndex(self.model.index(row, column))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def tell(self) -> None:
        """Say what is wrong with the cell under the cursor, or how the grid is worked."""
        index = self.view.currentIndex()
        row = self.model.rows[index.row()] if index.isValid() else None
        self.project.setText(f"{row.organization}「{row.name}」" if row is not None else "")
        wrong = index.data(MessageRole) if index.isValid() else None
        if wrong:
            self.message.setText(f"■ {wrong}")
        elif self.model.sheet is None or not self.model.sheet.items:
            self.message.setText("この募集回には審査項目がありません。募集回の「審査項目」に入力してください。")
        elif not self.model.reviewer_name:
            self.message.setText("この募集回には審査員がいません。募集回の「審査員」に入力してください。")
        elif self.model.read_only:
            self.message.setText("閲覧のみで開いているため、点数は入力できません。")
        elif index.isValid() and not self.model.is_open(index.row()):
            self.message.setText("結果が決まった申請です。点数を直すには、先に結果の手続を取り消します。")
        else:
            self.message.setText("数字：点数　Enter：次へ　Space：利害関係　Ctrl+←→：審査員を替える　F12：保存")
        set_look(self.message, "tone", "late" if wrong else "quiet")

    @Slot(int)
    def _show_reviewer(self, place: int) -> None:
        if place >= 0:
            row = max(0, self.view.currentIndex().row())
            column = self.view.currentIndex().column()
            self.model.show_reviewer(place)
            if self.model.entered(place) < len(self.model.rows):
                self.view.begin()
            else:
                self.view.setCurrentIndex(self.model.index(row, max(column, 0)))

    @Slot(int)
    def _turn(self, by: int) -> None:
        if self.reviewers.count():
            self.reviewers.setCurrentIndex((self.model.reviewer + by) % self.reviewers.count())

    @Slot()
    def _name_tabs(self) -> None:
        sheet = self.model.sheet
        for place, reviewer in enumerate(sheet.reviewers if sheet is not None else ()):
            done, whole = self.model.entered(place), len(self.model.rows)
            shape = "●" if done == whole else "◆"
            self.reviewers.setTabText(place, f"{shape} {reviewer.name} {done}/{whole}")
