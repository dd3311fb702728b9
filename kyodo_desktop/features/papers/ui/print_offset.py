"""By how much a printer's paper is off, remembered for each printer and paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QLabel, QWidget

from kyodo_desktop.ui.preferences import Preferences
from kyodo_desktop.ui.theme import GRID

MOST = 20.0
"""Millimetres; who is off by more has the wrong paper."""


class PrintOffset(QWidget):
    """Millimetres to the right and down, and the printer for which they hold. ``changed`` is sent at each change."""

    changed = Signal()

    def __init__(self, preferences: Preferences, printers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._paper = ""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID // 2)
        grid.setColumnStretch(2, 1)
        self.printers = QComboBox(self)
        self.printers.addItems(list(printers))
        self.printers.setAccessibleName("位置を合わせるプリンター")
        self.printers.setVisible(bool(printers))
        self.printers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        grid.addWidget(self.printers, 0, 0, 1, 3)
        self.right = self._length("右へ", 1, grid)
        self.down = self._length("下へ", 2, grid)
        self.setFocusProxy(self.printers if printers else self.right)
        self.printers.currentIndexChanged.connect(self._read)

    @property
    def printer(self) -> str:
        """The printer for which the offset holds; empty on a machine without any."""
        return self.printers.currentText()

    @property
    def offset(self) -> tuple[float, float]:
        """Millimetres to the right and down."""
        return self.right.value(), self.down.value()

    def use_paper(self, paper: str) -> None:
        """Show what was remembered for another paper: each is fed in its own way."""
        self._paper = paper
        self._read()

    def _length(self, words: str, row: int, grid: QGridLayout) -> QDoubleSpinBox:
        label = QLabel(words, self)
        box = QDoubleSpinBox(self)
        box.setRange(-MOST, MOST)
        box.setDecimals(1)
        box.setSingleStep(0.5)
        box.setSuffix(" mm")
        box.setAccessibleName(f"印刷位置を{words}動かす長さ")
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._keep)
        label.setBuddy(box)
        grid.addWidget(label, row, 0)
        grid.addWidget(box, row, 1)
        return box

    def _name(self) -> str:
        return f"print.offset {self._paper} {self.printer}"

    @Slot()
    def _read(self) -> None:
        remembered = self._preferences.get(self._name(), (0.0, 0.0))
        for box, value in zip((self.right, self.down), remembered, strict=True):
            with QSignalBlocker(box):
                box.setValue(value)
        self.changed.emit()

    @Slot()
    def _keep(self) -> None:
        self._preferences.set(self._name(), list(self.offset))
        self.changed.emit()
