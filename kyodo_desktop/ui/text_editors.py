"""Editors for what is typed: one line, several lines, and a day that shows what it means while it is typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Address, Count, EraDate, Field, Percent, Reference, Text
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.field_editor import FieldEditor, Raw, editor_letters, prepare_input, typed_text
from kyodo_desktop.ui.reading import Composition
from kyodo_desktop.ui.theme import set_look

GONE_ON = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.MouseFocusReason)
"""The person went to another field: not that a list or a menu opened, or another window came."""


class NameLine(QLineEdit):
    """A line that listens to the input method, and shows the beginning of a long text once it is left.

    Where the text is usually gone on with (an address after its postcode), the cursor ``goes_on`` at its end.
    ``composed`` brings the kana from which a piece was converted, just before the piece is added at the end.
    """

    composed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, goes_on: bool = False) -> None:
        super().__init__(parent)
        self._goes_on = goes_on
        self._composition = Composition()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._goes_on:
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in GONE_ON:
            self.home(False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        piece = self._composition.hear(event.preeditString(), event.commitString())
        if piece and self.cursorPosition() == len(self.text()):
            self.composed.emit(piece)
        super().inputMethodEvent(event)


class LineEditor(FieldEditor):
    """One line. What can be read is tidied when the cursor leaves."""

    def __init__(self, field: Field, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(field, words, parent)
        self.line = self.make_line(goes_on=isinstance(field, Address))
        prepare_input(self.line, field)
        if isinstance(field, (Count, Percent)):
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        if isinstance(field, Reference):
            self.line.setPlaceholderText("空欄で自動採番")
        self.line.textEdited.connect(self.edited)
        self.line.textChanged.connect(self.fit)
        self.line.editingFinished.connect(self.left)
        self.use_target(self.line)
        if field.unit:
            self.row.addWidget(QLabel(field.unit, self))
        self.row.addStretch(0)

    def make_line(self, *, goes_on: bool) -> NameLine:
        """Return the line that is typed into."""
        return NameLine(self, goes_on=goes_on)

    def raw(self) -> Raw:
        return self.line.text()

    def set_raw(self, raw: Raw) -> None:
        if raw != self.line.text():
            self.line.setText(raw if isinstance(raw, str) else "")
            if not self.line.hasFocus():
                self.line.setCursorPosition(0)

    def tidy(self) -> None:
        try:
            value = self.field.parse(self.line.text(), self.words)
        except FieldError:
            return
        self.set_raw(typed_text(self.field, value, self.words))

    def fit(self) -> None:
        """Be as wide as the values of the field usually are, and wider where a longer one stands and has room."""
        letters = editor_letters(self.field)
        if letters:
            letter = (metrics := self.fontMetrics()).horizontalAdvance("0")
            longest = max(map(metrics.horizontalAdvance, (self.line.text(), self.line.placeholderText())))
            self.line.setMaximumWidth(max(letter * (letters + 4), longest + letter * 4))


class EraDateEditor(LineEditor):
    """A day in any style; beside it stands how it is understood. Ctrl+; writes today, as in Excel."""

    def __init__(self, field: EraDate, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(field, words, parent)
        self.line.setPlaceholderText("例：R8.11.21")
        self.meaning = QLabel(self)
        self.meaning.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self.meaning, "look", "muted")
        self.row.insertWidget(1, self.meaning)
        self.line.textChanged.connect(self._tell_meaning)

    def fit(self) -> None:
        self.line.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * 20)

    def _tell_meaning(self, typed: str) -> None:
        try:
            day = self.field.parse(typed, self.words)
        except FieldError:
            day = None
        meaning = "" if day is None else dates.full(day)
        if typed and meaning.startswith(typed):
            meaning = meaning.removeprefix(typed)
        self.meaning.setText(meaning)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Semicolon and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.line.setText(dates.era(self.words.today))
            self.edited.emit()
        else:
            super().keyPressEvent(event)


class Paragraphs(QPlainTextEdit):
    """Several lines, in which Enter begins a new one and is still the key that goes through the whole form.

    It goes on where nothing was done since the cursor came, and from an empty line at the end. Shift+Enter goes back,
    Tab and Ctrl+Enter go on from everywhere, Alt+Enter always begins a line, as in a cell of Excel.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passed_through = True

    def _goes_on(self, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & Qt.KeyboardModifier.AltModifier:
            return False
        if modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            return True
        cursor = self.textCursor()
        at_empty_end = cursor.atEnd() and not cursor.block().text()
        return self._passed_through or at_empty_end

    def _drop_empty_end(self) -> None:
        cursor = self.textCursor()
        if cursor.atEnd() and not cursor.block().text() and cursor.position():
            cursor.deletePreviousChar()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._passed_through = False
            super().keyPressEvent(event)
        elif self._goes_on(event.modifiers()):
            if not self._passed_through:
                self._drop_empty_end()
            event.ignore()
        else:
            self._passed_through = False
            self.textCursor().insertBlock()
            self.ensureCursorVisible()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._passed_through = False
        super().mousePressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString() or event.commitString():
            self._passed_through = False
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._passed_through = False
        super().insertFromMimeData(source)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._passed_through = True
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class ParagraphsEditor(FieldEditor):
    """Free text of several lines."""

    def __init__(self, field: Text, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(field, words, parent)
        self.box = Paragraphs(self)
        prepare_input(self.box, field)
        self._lines = field.lines
        self.box.setTabChangesFocus(True)
        self.box.textChanged.connect(self._tell_edited)
        self.box.left.connect(self.left)
        self._setting = False
        self.use_target(self.box)

    def raw(self) -> Raw:
        return self.box.toPlainText()

    def set_raw(self, raw: Raw) -> None:
        if raw == self.box.toPlainText():
            return
        self._setting = True
        self.box.setPlainText(raw if isinstance(raw, str) else "")
        self._setting = False

    def set_value(self, value: Any) -> None:
        self.set_raw(value or "")

    def fit(self) -> None:
        metrics = self.fontMetrics()
        self.box.setFixedHeight(metrics.lineSpacing() * self._lines + metrics.height())

    def _tell_edited(self) -> None:
        if not self._setting:
            self.edited.emit()
