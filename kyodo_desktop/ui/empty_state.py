"""What stands where a list would be, when it is empty: why, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.theme import GRID, set_look


class EmptyState(QWidget):
    """A sentence and buttons for the next steps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.setSpacing(GRID)
        column.addStretch(1)
        self.title = QLabel(self)
        set_look(self.title, "look", "title")
        self.sentence = QLabel(self)
        set_look(self.sentence, "look", "muted")
        for label in (self.title, self.sentence):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        self._row = QHBoxLayout()
        self._row.setSpacing(GRID)
        column.addLayout(self._row)
        column.addStretch(2)
        self.buttons: list[QPushButton] = []

    def show_state(self, title: str, sentence: str, next_steps: Sequence[QAction] = ()) -> None:
        """Say why the list is empty and offer actions, the first of them as the main one."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        for button in self.buttons:
            button.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        self.buttons = [self._button(action, main=place == 0) for place, action in enumerate(next_steps)]
        self._row.addStretch(1)
        for button in self.buttons:
            self._row.addWidget(button)
        self._row.addStretch(1)

    def _button(self, action: QAction, *, main: bool) -> QPushButton:
        button = QPushButton(action.text(), self)
        button.clicked.connect(action.trigger)
        if main:
            set_look(button, "button", "primary")
        name = action.property("iconName")
        if name:
            set_icon(button, str(name))
        return button
