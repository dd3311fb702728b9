"""The cell of one field in the edit form: its editor, its disclosure, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kyodo_desktop.core.errors import FieldError
from kyodo_desktop.core.fields import Field
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.disclosure import DisclosureButton
from kyodo_desktop.ui.editors import editor_for
from kyodo_desktop.ui.field_editor import Raw
from kyodo_desktop.ui.theme import GRID, set_look


class EntryCell(QWidget):
    """Holds what stands in one field against what was loaded, and marks at once what cannot be read.

    ``edited`` and ``left`` carry the attribute.
    """

    edited = Signal(str)
    left = Signal(str)
    went_on = Signal()

    def __init__(self, attribute: str, field: Field, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self.field = field
        self.editor = editor_for(field, words, self)
        self._loaded_raw: Raw = self.editor.raw()
        self._loaded_value: Any = None
        self._message: QLabel | None = None
        self._wrong = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        self._column.setSpacing(GRID // 2)
        self._column.addWidget(self.editor)
        self.disclosure: DisclosureButton | None = None
        if field.disclosable:
            self.disclosure = DisclosureButton(field.label, field.privacy, self)
            self.disclosure.edited.connect(self._tell_edited)
            self.editor.row.addWidget(self.disclosure, 0, Qt.AlignmentFlag.AlignTop)
        self.editor.edited.connect(self._tell_edited)
        self.editor.left.connect(self._leave)
        self.editor.went_on.connect(self.went_on)
        self.setFocusProxy(self.editor)

    def load(self, value: Any, words: Words) -> None:
        """Show a stored value; from now on the cell is unchanged."""
        self.editor.set_words(words)
        self.editor.set_value(value)
        self._loaded_raw = self.editor.raw()
        self._loaded_value = value
        self.mark("")

    def set_value(self, value: Any) -> None:
        """Enter a value as if it had been typed."""
        self.editor.set_value(value)
        self.mark("")
        self._tell_edited()

    def restore(self, raw: Raw) -> None:
        """Enter what stood in the editor before a crash."""
        self.editor.set_raw(raw)
        self.check()

    def is_changed(self) -> bool:
        """Return whether something else stands here than was loaded."""
        return self.editor.raw() != self._loaded_raw

    def value(self) -> Any:
        """Return what stands here; a loaded value is returned as it was. Raises FieldError when it cannot be read."""
        if not self.is_changed():
            return self._loaded_value
        return self.field.parse(self.editor.raw(), self.editor.words)

    def problem(self) -> str:
        """Return what is wrong with the text that stands here, empty when it can be read."""
        try:
            self.value()
        except FieldError as error:
            return str(error)
        return ""

    def check(self) -> None:
        """Mark what cannot be read, or take the mark away."""
        self.mark(self.problem())

    def mark(self, message: str) -> None:
        """Say beside the field what is wrong; an empty message takes the mark away."""
        self._wrong = message
        self._say(f"■ {message}" if message else "", "late")
        self.editor.set_wrong(bool(message))
        self.editor.target.setAccessibleDescription(message or self.field.help)

    def remark(self, words: str) -> None:
        """Say something beside the field that is not wrong, such as where its value came from."""
        self._say(words, "quiet")

    @property
    def is_marked(self) -> bool:
        return bool(self._wrong)

    @property
    def message(self) -> str:
        """Return what is said to be wrong beside the field, empty when nothing is."""
        return self._wrong

    def _say(self, words: str, tone: str) -> None:
        if self._message is None:
            if not words:
                return
            self._message = QLabel(self)
            self._message.setWordWrap(True)
            self._message.setTextFormat(Qt.TextFormat.PlainText)
            self._column.addWidget(self._message)
        set_look(self._message, "tone", tone)
        self._message.setText(words)
        self._message.setVisible(bool(words))

    @Slot()
    def _tell_edited(self) -> None:
        if self.is_marked and not self.problem():
            self.mark("")
        self.edited.emit(self.attribute)

    @Slot()
    def _leave(self) -> None:
        if self.is_changed():
            self.editor.tidy()
        self.check()
        self.left.emit(self.attribute)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            self.disclosure is not None
            and event.key() == Qt.Key.Key_D
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.disclosure.step()
        else:
            super().keyPressEvent(event)
