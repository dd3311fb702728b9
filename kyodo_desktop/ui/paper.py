"""The look of a paper form: headings, and under each a ruled grid of label cells and the cells beside them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kyodo_desktop.core.headings import broken_heading
from kyodo_desktop.ui.colours import colours_of
from kyodo_desktop.ui.theme import GRID, set_look

LABEL_LETTERS = 19
"""Half-width letters that fit into a label cell before it wraps."""


@dataclass(eq=False)
class Cell:
    """A label cell and what stands beside it. ``letters`` is the width it wants, 0 for the whole row."""

    attribute: str
    label: QWidget
    content: QWidget
    letters: int = 0


def arrange(cells: Sequence[Cell], letters: int) -> list[tuple[Cell, ...]]:
    """Return the rows of a grid that is ``letters`` half-width letters wide: two neighbours share one if both fit."""
    room = letters // 2 - LABEL_LETTERS - 4
    rows: list[tuple[Cell, ...]] = []
    waiting: Cell | None = None
    for cell in cells:
        if not 0 < cell.letters <= room:
            rows += [(waiting,)] if waiting else []
            rows.append((cell,))
            waiting = None
        elif waiting:
            rows.append((waiting, cell))
            waiting = None
        else:
            waiting = cell
    return [*rows, (waiting,)] if waiting else rows


class LabelWords(QLabel):
    """The words of a field, broken between phrases where they take several lines."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setWordWrap(True)

    def _fit(self) -> None:
        room = self.contentsRect().width()
        self.setText(broken_heading(self._words, room, self.fontMetrics().horizontalAdvance).replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class LabelCell(QWidget):
    """The words of one field, and ※必須 where it must not stay empty."""

    def __init__(self, words: str, *, required: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID // 2, GRID // 2, GRID // 2)
        row.setSpacing(GRID // 2)
        self.words = LabelWords(words, self)
        row.addWidget(self.words, 1)
        if required:
            mark = QLabel("※必須", self)
            set_look(mark, "tone", "late")
            row.addWidget(mark)


class PaperGrid(QWidget):
    """Ruled cells, one or two fields a row as the width allows; the rows reflow when it changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[Cell] = []
        self._shown: list[Cell] = []
        self._rows: list[tuple[Cell, ...]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def add(self, cell: Cell) -> None:
        """Append a cell; :meth:`show_only` places it."""
        for widget in (cell.label, cell.content):
            widget.setParent(self)
            widget.hide()
        self._cells.append(cell)

    def show_only(self, attributes: Collection[str]) -> None:
        """Show the cells of these attributes, in their order, and hide the others."""
        self._shown = [cell for cell in self._cells if cell.attribute in attributes]
        for cell in self._cells:
            for widget in (cell.label, cell.content):
                widget.setVisible(cell in self._shown)
        self._rows = []
        self._reflow()

    def _letters(self) -> int:
        return self.width() // max(1, self.fontMetrics().horizontalAdvance("0"))

    def _reflow(self) -> None:
        rows = arrange(self._shown, self._letters())
        if rows == self._rows:
            return
        self._rows = rows
        for cell in self._cells:
            # Not takeAt(): its item lives on, and Qt then never forgets the heights that it took from the next one.
            self._grid.removeWidget(cell.label)
            self._grid.removeWidget(cell.content)
        label_width = self.fontMetrics().horizontalAdvance("0") * LABEL_LETTERS
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                cell.label.setFixedWidth(label_width)
                self._grid.addWidget(cell.label, at, place * 2)
                self._grid.addWidget(cell.content, at, place * 2 + 1, 1, 1 if len(row) == 2 else 3)
        paired = any(len(row) == 2 for row in rows)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1 if paired else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._rows = []
            self._reflow()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        inside = QRect()
        for cell in self._shown:
            inside = inside.united(cell.label.geometry()).united(cell.content.geometry())
        if inside.isValid():
            painter.fillRect(inside.adjusted(-1, -1, 1, 1), QColor(colours.line))
        for row in self._rows:
            for cell in row:
                painter.fillRect(cell.label.geometry(), QColor(colours.cell))
                painter.fillRect(cell.content.geometry(), QColor(colours.base))
        painter.end()


class PaperSection(QWidget):
    """One heading of the form, and what stands under it."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID // 2)
        self.heading = QLabel(heading, self)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.heading, "look", "heading")
        self.heading.setVisible(bool(heading))
        column.addWidget(self.heading)
        self.column = column

    def add(self, content: QWidget) -> None:
        """Put a grid or a table under the heading."""
        self.column.addWidget(content)
