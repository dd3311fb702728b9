"""A line under which the slice offers values while it is typed; what is typed may as well stay as it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QVBoxLayout, QWidget

from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.suggestion import Suggestion
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.text_editors import LineEditor, NameLine
from kyodo_desktop.ui.theme import GRID

ROWS = 8
"""Suggestions seen at once; further ones scroll."""


LETTERS = 44
"""The least width of the list, in half-width letters: name and address of an organisation."""


class SuggestionList(QFrame):
    """The suggestions, over the window and below a line that keeps the focus. ``chosen`` carries the one clicked."""

    chosen = Signal(object)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line.window())
        self._line = line
        self._offered: Sequence[Suggestion] = ()
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        self.rows = QListWidget(self)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setStyleSheet(f"QListWidget::item {{ padding: {GRID // 2}px {GRID}px; }}")
        self.rows.setAccessibleName("候補")
        self.rows.itemClicked.connect(self._choose)
        column.addWidget(self.rows)
        line.window().installEventFilter(self)
        line.destroyed.connect(self.deleteLater)
        self.hide()

    def show_offered(self, offered: Sequence[Suggestion]) -> None:
        """Show these, none of them marked: going on leaves what was typed."""
        self._offered = offered
        self.rows.clear()
        self.rows.addItems([f"{each.text}\n{each.detail}" if each.detail else each.text for each in offered])
        self.rows.setCurrentRow(-1)
        self.setVisible(bool(offered))
        if offered:
            self._place()
            self.raise_()

    def step(self, by: int) -> None:
        """Mark the next suggestion, or none above the first."""
        self.rows.setCurrentRow(max(-1, min(len(self._offered) - 1, self.rows.currentRow() + by)))

    def marked(self) -> Suggestion | None:
        """Return the suggestion that is marked while the list is seen."""
        row = self.rows.currentRow()
        return self._offered[row] if self.isVisible() and 0 <= row < len(self._offered) else None

    def _place(self) -> None:
        """Stand below the line, or above it where the window ends."""
        height = 2 * (GRID // 2) + sum(self.rows.sizeHintForRow(row) for row in range(min(len(self._offered), ROWS)))
        below = self._line.mapTo(self._line.window(), QPoint(0, self._line.height() + 2))
        top = below.y()
        if top + height > self._line.window().height():
            top -= height + self._line.height() + 4
        width = max(self._line.width(), LETTERS * self.fontMetrics().horizontalAdvance("0"))
        self.setGeometry(below.x(), max(0, top), min(width, self._line.window().width() - below.x()), height)

    @Slot()
    def _choose(self) -> None:
        marked = self.marked()
        if marked is not None:
            self.chosen.emit(marked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.WindowDeactivate):
            self.hide()
        return super().eventFilter(watched, event)


class SuggestLine(NameLine):
    """``asked`` carries what was typed, ``chosen`` the suggestion that was taken."""

    asked = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, goes_on: bool = False) -> None:
        super().__init__(parent, goes_on=goes_on)
        self._popup: SuggestionList | None = None
        self.textEdited.connect(self._ask)

    @property
    def popup(self) -> SuggestionList:
        """The list below the line; it is made when the first suggestions come."""
        if self._popup is None:
            self._popup = SuggestionList(self)
            self._popup.chosen.connect(self._take)
        return self._popup

    def is_open(self) -> bool:
        """Return whether suggestions are seen."""
        return self._popup is not None and self._popup.isVisible()

    def offer(self, text: str, offered: Sequence[Suggestion]) -> None:
        """Show what may be meant by a text, if it still stands here and is being typed."""
        if self.text() == text and self.hasFocus():
            self.popup.show_offered(offered)

    @Slot(str)
    def _ask(self, typed: str) -> None:
        if not typed.strip():
            self._hide()
        self.asked.emit(typed)

    @Slot(object)
    def _take(self, suggestion: Suggestion) -> None:
        self._hide()
        self.setText(suggestion.text)
        self.chosen.emit(suggestion)

    def _hide(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        marked = self.popup.marked() if self.is_open() else None
        if self.is_open() and event.key() in steps:
            self.popup.step(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Down and self.text().strip():
            self.asked.emit(self.text())
        elif marked is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(marked)
        elif self.is_open() and event.key() == Qt.Key.Key_Escape:
            self._hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        marked = self.popup.marked() if self.is_open() else None
        if marked is not None:
            self._take(marked)
            return True
        return super().focusNextPrevChild(forward)


class SuggestEditor(LineEditor):
    """One line with suggestions. ``asked`` and ``chosen`` are those of the line."""

    asked = Signal(str)
    chosen = Signal(object)

    def __init__(self, field: Field, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(field, words, parent)
        assert isinstance(self.line, SuggestLine)
        self.line.setPlaceholderText("入力すると候補が出ます（↓で選択）")
        self.fit()
        self.line.asked.connect(self.asked)
        self.line.chosen.connect(self._tell_chosen)

    def make_line(self, *, goes_on: bool) -> NameLine:
        return SuggestLine(self, goes_on=goes_on)

    def offer(self, text: str, offered: Sequence[Suggestion]) -> None:
        """Show what may be meant by a text, if it still stands here."""
        assert isinstance(self.line, SuggestLine)
        self.line.offer(text, offered)

    @Slot(object)
    def _tell_chosen(self, suggestion: Suggestion) -> None:
        self.chosen.emit(suggestion)
        self.left.emit()
        self.went_on.emit()
