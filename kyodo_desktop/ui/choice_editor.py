"""One choice of a taxonomy: ↓ opens the list, typing filters it by number, words, kana or rōmaji."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from kyodo_desktop.core.fields import Choice, match_term
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.ui.choice_filter import matching, offered
from kyodo_desktop.ui.field_editor import FieldEditor, Raw, prepare_input, typed_text
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.theme import GRID


class ChoiceLine(QLineEdit):
    """A line that offers terms below it. ``chosen`` is sent when one was taken from the list."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms: Sequence[Term] = ()
        self._shown: list[Term] = []
        self._rows = QStringListModel(self)
        self._list = QCompleter(self._rows, self)
        self._popup = QListView()
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setPopup(self._popup)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(12)
        self._list.setWidget(self)
        self._list.activated.connect(self._take)
        self.textEdited.connect(self._offer_matching)
        opener = QAction("選択肢を開く", self)
        opener.triggered.connect(self.open_list)
        set_icon(opener, "down")
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)

    def set_terms(self, terms: Sequence[Term]) -> None:
        """Offer these terms from now on."""
        self._terms = terms

    def settle(self) -> None:
        """Turn what was typed into the label it means, when it can only mean one."""
        typed = self.text().strip()
        if not typed:
            return
        exact = match_term(typed, self._terms)
        found = [exact] if exact is not None else matching(self._terms, typed)
        if len(found) == 1:
            self.setText(found[0].label)

    @Slot()
    def open_list(self) -> None:
        """Show every term, with the present one marked."""
        self._show(list(self._terms))
        present = next((row for row, term in enumerate(self._shown) if term.label == self.text()), 0)
        self._popup.setCurrentIndex(self._list.completionModel().index(present, 0))

    @Slot(str)
    def _offer_matching(self, typed: str) -> None:
        found = matching(self._terms, typed)
        if typed.strip() and found:
            self._show(found)
            self._popup.setCurrentIndex(self._list.completionModel().index(0, 0))
        else:
            self._popup.hide()

    def _show(self, terms: list[Term]) -> None:
        self._shown = terms
        number = {term.code: place for place, term in enumerate(self._terms, 1)}
        self._rows.setStringList([f"{number[term.code]:>2}　{term.label}" for term in terms])
        # As wide as its longest term: the line stands in a column of a table too, which is narrower than its terms.
        room = self._popup.verticalScrollBar().sizeHint().width() + 2 * GRID
        wide = max(self.width(), self._popup.sizeHintForColumn(0) + room)
        self._list.complete(QRect(0, 0, wide, self.height()))

    @Slot(str)
    def _take(self, row: str) -> None:
        self.setText(self._shown[self._rows.stringList().index(row)].label)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        marked = self._popup.currentIndex()
        if self._popup.isVisible() and marked.isValid():
            row = str(marked.data())
            self._popup.hide()  # while it is open it takes every key
            self._take(row)
            if not self.hasFocus():  # who heard of it has gone on already
                return True
        return super().focusNextPrevChild(forward)


class ChoiceEditor(FieldEditor):
    """One term of the field's taxonomy. Its raw text is the label."""

    def __init__(self, field: Choice, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(field, words, parent)
        self._taxonomy = field.taxonomy
        self._present: str | None = None
        self.line = ChoiceLine(self)
        prepare_input(self.line, field)
        self.line.setPlaceholderText("↓で選択")
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self.left)
        self.line.chosen.connect(self._tell_chosen)
        self.use_target(self.line)
        self.row.addStretch(0)
        self.set_words(words)

    def raw(self) -> Raw:
        return self.line.text()

    def set_raw(self, raw: Raw) -> None:
        if raw != self.line.text():
            self.line.setText(raw if isinstance(raw, str) else "")
            self.line.setCursorPosition(0)

    def set_value(self, value: Any) -> None:
        self._present = value
        self._offer()
        self.set_raw(typed_text(self.field, value, self.words))

    def set_words(self, words: Words) -> None:
        super().set_words(words)
        self._offer()

    def tidy(self) -> None:
        self.line.settle()

    def fit(self) -> None:
        self.line.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 40)

    def _offer(self) -> None:
        self.line.set_terms(offered(self.words.taxonomy(self._taxonomy), self._present))

    def _tell_chosen(self) -> None:
        self.edited.emit()
        self.left.emit()
        self.went_on.emit()
