"""What every editor of one attribute has in common, and the texts in which values are typed and read."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kyodo_desktop.core import dates
from kyodo_desktop.core.fields import (
    Choices,
    Count,
    Email,
    EraDate,
    Field,
    Hours,
    Percent,
    Phone,
    PostalCode,
    Reference,
    Url,
    WeekGrid,
)
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.theme import GRID, set_look

Raw = str | list[str] | bool | None
"""What stands in an editor, also when it means nothing: it survives a crash as JSON."""


def typed_text(field: Field, value: Any, words: Words) -> str:
    """Return a value as it stands in its editor: as it is shown, without the unit that stands beside it."""
    return field.show(value, words).removesuffix(field.unit)


def read_text(field: Field, value: Any, words: Words) -> str:
    """Return a value as it is read on screen: days with their western year and weekday."""
    if isinstance(field, EraDate) and isinstance(value, dt.date):
        return dates.full(value)
    return field.show(value, words)


def input_hints(field: Field) -> Qt.InputMethodHint:
    """Return what an input method should know of a field."""
    hint = Qt.InputMethodHint
    match field:
        case Phone():
            return hint.ImhPreferLatin | hint.ImhDialableCharactersOnly
        case PostalCode() | Count() | Percent() | Hours() | EraDate():
            return hint.ImhPreferLatin | hint.ImhPreferNumbers
        case Email():
            return hint.ImhPreferLatin | hint.ImhEmailCharactersOnly | hint.ImhNoAutoUppercase
        case Url():
            return hint.ImhPreferLatin | hint.ImhUrlCharactersOnly | hint.ImhNoAutoUppercase
        case Reference():
            return hint.ImhPreferLatin
    return hint.ImhPreferLatin if not field.ime else hint.ImhNone


def prepare_input(widget: QWidget, field: Field) -> None:
    """Switch the input method by the field: on for names, off for numbers, so that nobody has to."""
    widget.setInputMethodHints(input_hints(field))
    widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, field.ime)


class FieldEditor(QWidget):
    """One attribute as it is entered. ``target`` is the widget that takes the focus.

    ``edited`` is sent when the person changes something, ``left`` when the entry is finished for now: the focus went
    away, Enter was pressed, or a choice was made. ``went_on`` asks to move to the next editor.
    """

    edited = Signal()
    left = Signal()
    went_on = Signal()

    def __init__(self, field: Field, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.words = words
        self.target: QWidget = self
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(GRID // 2)

    def raw(self) -> Raw:
        """Return what stands in the editor, for :meth:`Field.parse` to read."""
        raise NotImplementedError

    def set_raw(self, raw: Raw) -> None:
        """Put back what :meth:`raw` returned, without sending ``edited``."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value of the field, without sending ``edited``."""
        self.set_raw(typed_text(self.field, value, self.words))

    def set_words(self, words: Words) -> None:
        """Take the office's present words: its taxonomies and the day."""
        self.words = words

    def tidy(self) -> None:
        """Bring what was typed into its common form, where it can be read."""

    def set_wrong(self, wrong: bool) -> None:
        """Frame the editor as wrong, or no longer."""
        set_look(self.target, "wrong", "true" if wrong else "")

    def fit(self) -> None:
        """Take the sizes that hang on the size of the text; called at first and when the text size changes."""

    def use_target(self, target: QWidget, stretch: int = 1) -> None:
        """Place the widget that takes the focus and name it for a screen reader."""
        self.target = target
        self.setFocusProxy(target)
        name = f"{self.field.label}（必須）" if self.field.required else self.field.label
        target.setAccessibleName(name)
        target.setAccessibleDescription(self.field.help)
        if self.field.help:
            target.setToolTip(self.field.help)
        self.row.addWidget(target, stretch)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()


DISCLOSURE_LETTERS = 14
"""What 公開・一部公開・非公開 takes beside a field."""


def needed_letters(field: Field) -> int:
    """Return the width that a field wants in its cell, in half-width letters; 0 for the whole row.

    The width of a roster column (mm, 1.6 mm a letter) tells how long the values are.
    """
    letters = editor_letters(field)
    return letters + DISCLOSURE_LETTERS if letters and field.disclosable else letters


def editor_letters(field: Field) -> int:
    """Return the width of what is typed into a field, in half-width letters; 0 for as much as there is."""
    if isinstance(field, (Choices, WeekGrid)) or getattr(field, "lines", 1) > 1:
        return 0
    if isinstance(field, EraDate):
        return 48
    letters = round(field.width / 1.6)
    return 0 if letters > 36 else max(12, letters + len(field.unit) * 2)
