"""The line above the F-keys: what was just done, with 元に戻す, and what takes long, with 中止."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from kyodo_desktop.ui.activity_line import ActivityLine
from kyodo_desktop.ui.tasks import Activity
from kyodo_desktop.ui.theme import GRID, set_look


class StatusLine(QWidget):
    """One sentence at a time; it stays until the next, because a person may look later."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID * 2, 2, GRID * 2, 2)
        self.words = QLabel("", self)
        self.words.setAccessibleName("お知らせ")
        row.addWidget(self.words)
        self.undo = QPushButton("元に戻す（Ctrl+Alt+Z）", self)
        set_look(self.undo, "button", "link")
        self.undo.setAutoDefault(True)
        self.undo.hide()
        row.addWidget(self.undo)
        row.addStretch(1)
        self.activity = ActivityLine(self)
        row.addWidget(self.activity)
        self._way_back: Callable[[], None] | None = None
        self.undo.clicked.connect(self._go_back)
        QShortcut(QKeySequence("Ctrl+Alt+Z"), self.window(), self._go_back)

    def say(self, words: str, way_back: Callable[[], None] | None = None) -> None:
        """Show a sentence, and 元に戻す when there is a way back."""
        self.words.setText(words)
        self._way_back = way_back
        self.undo.setVisible(way_back is not None)

    @Slot(object)
    def show_activity(self, activity: Activity | None) -> None:
        """Show what takes long, how far it is and how long it will take; None takes it away."""
        self.activity.show_activity(activity)

    @Slot()
    def _go_back(self) -> None:
        way_back, self._way_back = self._way_back, None
        self.undo.hide()
        if way_back is not None:
            way_back()
