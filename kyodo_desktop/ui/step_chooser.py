"""Which step to take: a short list that a digit, a click, or a few kana and Enter choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.taxonomy import Term
from kyodo_desktop.core.text import normalize_width
from kyodo_desktop.ui.choice_filter import matching
from kyodo_desktop.ui.theme import GRID, dress

SEEN = 9
"""Steps seen at once."""


class ChooserLine(QLineEdit):
    """``digit`` is sent for a digit in an empty line, ``moved`` with how many rows to go, ``taken`` by Enter."""

    digit = Signal(int)
    moved = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        typed = normalize_width(event.text())
        if not self.text() and len(typed) == 1 and typed in "123456789":
            self.digit.emit(int(typed))
        elif event.key() in moves:
            self.moved.emit(moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class StepChooser(QWidget):
    """The steps with their numbers. ``chosen`` carries the step."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._shown: list[Step] = []
        self._readings: Mapping[str, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        self.line = ChooserLine(self)
        self.line.setPlaceholderText("番号で選択、文字で絞り込み（↓↑とEnterでも選べます）")
        self.line.setAccessibleName("手続を選ぶ")
        self.rows = QListWidget(self)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setAccessibleName("できる手続")
        self.rows.setStyleSheet(f"QListWidget::item {{ padding: {GRID // 2 - 1}px; }}")
        column.addWidget(self.line)
        column.addWidget(self.rows)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._filter)
        self.line.digit.connect(self._choose_number)
        self.line.moved.connect(self._move)
        self.line.taken.connect(self._choose_current)
        self.rows.itemClicked.connect(self._choose_current)
        dress(self)

    def offer(self, steps: Sequence[Step], readings: Mapping[str, str]) -> None:
        """Offer these steps; ``readings`` by their codes, as far as they are known."""
        self._steps = tuple(steps)
        self._readings = readings
        self.line.clear()
        self._filter("")

    def set_readings(self, readings: Mapping[str, str]) -> None:
        """Take the readings of the steps, by which kana and rōmaji find them."""
        self._readings = readings

    @Slot(str)
    def _filter(self, typed: str) -> None:
        terms = [Term(step.code, step.label, (step.done,), self._readings.get(step.code, "")) for step in self._steps]
        wanted = [term.code for term in matching(terms, typed)]
        self._shown = sorted((step for step in self._steps if step.code in wanted), key=lambda s: wanted.index(s.code))
        self.rows.clear()
        self.rows.addItems([f"{self._steps.index(step) + 1:>2}　{step.label}" for step in self._shown])
        self.rows.setCurrentRow(0)
        self._fit()

    @Slot(int)
    def _choose_number(self, number: int) -> None:
        if number <= len(self._steps):
            self.chosen.emit(self._steps[number - 1])

    @Slot(int)
    def _move(self, by: int) -> None:
        self.rows.setCurrentRow(max(0, min(len(self._shown) - 1, self.rows.currentRow() + by)))

    @Slot()
    def _choose_current(self) -> None:
        row = self.rows.currentRow()
        if 0 <= row < len(self._shown):
            self.chosen.emit(self._shown[row])

    def _fit(self) -> None:
        row = max(self.rows.sizeHintForRow(0), self.fontMetrics().height())
        self.rows.setFixedHeight(row * max(1, min(SEEN, len(self._steps))) + 2 * self.rows.frameWidth() + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._steps:
            self._fit()
