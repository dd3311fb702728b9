"""What is entered when a whole round is decided on: the day, and the first document number."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kyodo_desktop.core.errors import Problem
from kyodo_desktop.core.fields import EraDate, Field, Text
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.entry_cell import EntryCell
from kyodo_desktop.ui.theme import GRID, dress, set_look


class OutcomePanel(QFrame):
    """Says what will happen, asks for what is needed, and acts. ``act_asked`` and ``leave_asked`` come from buttons."""

    act_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        column.addWidget(self.words)
        self._grid = QGridLayout()
        column.addLayout(self._grid)
        buttons = QHBoxLayout()
        self.act_button = QPushButton(self)
        self.act_button.setAutoDefault(True)
        set_look(self.act_button, "button", "primary")
        self.leave_button = QPushButton("やめる（Esc）", self)
        self.leave_button.setAutoDefault(True)
        buttons.addWidget(self.act_button)
        buttons.addWidget(self.leave_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.act_button.clicked.connect(self.act_asked)
        self.leave_button.clicked.connect(self.leave_asked)
        self.cells: dict[str, EntryCell] = {}
        set_look(self, "notice", "warning")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def ask(self, words: str, act: str, day: dt.date, number: str | None, taxonomy: Words) -> None:
        """Ask for the day, and for the first document number unless it is None."""
        for cell in self.cells.values():
            cell.hide()
            cell.deleteLater()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.cells = {}
        self.words.setText(words)
        self.act_button.setText(act)
        self._add("happened_on", EraDate("年月日", required=True), day, taxonomy)
        if number is not None:
            field = Text("最初の文書番号", help="続く申請には、番号を1つずつ増やして付けます。")
            self._add("document_number", field, number or None, taxonomy)
        dress(self)
        self.show()
        self.cells["happened_on"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, name: str, field: Field, value: Any, words: Words) -> None:
        cell = EntryCell(name, field, words, self)
        cell.load(None, words)
        cell.set_value(value)
        cell.went_on.connect(self._go_on)
        label = QLabel(field.label, self)
        label.setBuddy(cell.editor.target)
        row = len(self.cells)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(cell, row, 1)
        self._grid.setColumnStretch(1, 1)
        self.cells[name] = cell

    @Slot()
    def _go_on(self) -> None:
        """Enter leads from cell to cell, then to the button that acts."""
        stops: list[QWidget] = [*self.cells.values(), self.act_button]
        focus = self.focusWidget()
        here = next((at for at, stop in enumerate(stops) if focus is not None and stop.isAncestorOf(focus)), 0)
        stops[min(here + 1, len(stops) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def problems(self) -> list[Problem]:
        """Return what cannot be read or is missing, each marked beside its cell."""
        found = []
        for name, cell in self.cells.items():
            said = cell.problem() or ("年月日を入力してください。" if cell.field.required and not cell.value() else "")
            if said:
                cell.mark(said)
                found.append(Problem(said, name))
        if found:
            self.cells[found[0].attribute].setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def value(self, name: str) -> Any:
        """Return what stands in a cell; None for one that was not asked."""
        return self.cells[name].value() if name in self.cells else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)
