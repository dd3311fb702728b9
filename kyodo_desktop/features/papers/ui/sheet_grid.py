"""A sheet of labels or cards, drawn small: where on it the print begins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kyodo_desktop.printing.page import A4
from kyodo_desktop.ui.colours import colours_of
from kyodo_desktop.ui.theme import GRID

LINES = 15
"""The height of the drawing in lines of text."""

Cell = tuple[float, float, float, float]
"""Left, top, width and height in mm from the corner of the paper."""


class SheetGrid(QWidget):
    """Arrows and clicks choose the first cell; ``changed`` carries it, from 1.

    Cells before it are struck out because they are used up; those that the print takes are coloured.
    """

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: Sequence[Cell] = ()
        self._columns = 1
        self._count = 0
        self.start = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("使っていない最初の面を、矢印キーかクリックで選びます。")

    def show_sheet(self, cells: Sequence[Cell], columns: int) -> None:
        """Draw another sheet; its first cell is chosen."""
        self._cells = cells
        self._columns = columns
        self._go_to(1)

    def show_count(self, count: int) -> None:
        """Say how many cells the print takes."""
        self._count = count
        self.update()

    def place(self, cell: int) -> QRectF:
        """Return where a cell (from 1) is drawn."""
        return self._place(self._cells[cell - 1])

    def _go_to(self, cell: int) -> None:
        cell = max(1, min(len(self._cells), cell))
        changed = cell != self.start
        self.start = cell
        self.setAccessibleName(f"始めの面 {len(self._cells)}面のうち{cell}面目")
        self.update()
        if changed:
            self.changed.emit(cell)

    def _scale(self) -> float:
        return min((self.height() - 2) / A4[1], (self.width() - 2) / A4[0])

    def _place(self, cell: Cell) -> QRectF:
        scale = self._scale()
        return QRectF(*(length * scale for length in cell)).translated(1, 1)

    # ------------------------------------------------------------------------------------------------- Qt's own calls

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().lineSpacing() * LINES
        return QSize(round(height * A4[0] / A4[1]) + GRID, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = self._place((0.0, 0.0, *A4))
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.base))
        painter.drawRect(paper)
        small = self.font()
        if self._cells:
            small.setPixelSize(
                max(7, min(round(self._place(self._cells[0]).height() * 0.6), self.fontMetrics().height()))
            )
        painter.setFont(small)
        for number, cell in enumerate(self._cells, 1):
            place = self._place(cell).adjusted(0.5, 0.5, -0.5, -0.5)
            taken = self.start <= number < self.start + self._count
            first = number == self.start
            painter.setPen(QPen(QColor(colours.accent_text if first else colours.line), 2 if first else 1))
            painter.setBrush(QColor(colours.accent if first else colours.information_ground if taken else colours.base))
            painter.drawRect(place)
            if number < self.start:
                painter.drawLine(place.bottomLeft(), place.topRight())
            painter.setPen(QColor(colours.on_accent if first else colours.text if taken else colours.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent_text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(paper)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, cell in enumerate(self._cells, 1):
            if self._place(cell).contains(event.position()):
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._go_to(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
            Qt.Key.Key_Home: -len(self._cells),
            Qt.Key.Key_End: len(self._cells),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif abs(step) in (1, len(self._cells)) or 1 <= self.start + step <= len(self._cells):
            self._go_to(self.start + step)
