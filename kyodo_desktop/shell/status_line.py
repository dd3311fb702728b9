"""The line above the F-keys: what was just done, with 元に戻す, and what takes long, with 中止."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from kyodo_desktop.ui.tasks import Activity
from kyodo_desktop.ui.theme import GRID, set_look

SOON = 5
"""Seconds from which on it is told how long work will still take."""


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
        set_look(self.undo, "button", "plain")
        self.undo.hide()
        row.addWidget(self.undo)
        row.addStretch(1)
        self.activity = QLabel("", self)
        row.addWidget(self.activity)
        self.progress = QProgressBar(self)
        self.progress.setFixedWidth(GRID * 24)
        self.progress.setTextVisible(False)
        self.progress.hide()
        row.addWidget(self.progress)
        self.stop = QPushButton("中止", self)
        self.stop.hide()
        row.addWidget(self.stop)
        self._way_back: Callable[[], None] | None = None
        self._cancel: Callable[[], None] | None = None
        self.undo.clicked.connect(self._go_back)
        self.stop.clicked.connect(self._cancel_work)
        QShortcut(QKeySequence("Ctrl+Alt+Z"), self.window(), self._go_back)

    def say(self, words: str, way_back: Callable[[], None] | None = None) -> None:
        """Show a sentence, and 元に戻す when there is a way back."""
        self.words.setText(words)
        self._way_back = way_back
        self.undo.setVisible(way_back is not None)

    @Slot(object)
    def show_activity(self, activity: Activity | None) -> None:
        """Show what takes long, how far it is and how long it will take; None takes it away."""
        self.progress.setVisible(activity is not None)
        self._cancel = activity.cancel if activity else None
        self.stop.setVisible(self._cancel is not None)
        if activity is None:
            self.activity.setText("")
            return
        done, total, words = activity.step
        left = activity.seconds_left
        parts = [words or activity.label]
        if total:
            parts.append(f"{done:,}／{total:,}")
        if left is not None and left >= SOON:
            parts.append(f"あと約{round(left)}秒")
        self.activity.setText("　".join(parts))
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    @Slot()
    def _go_back(self) -> None:
        way_back, self._way_back = self._way_back, None
        self.undo.hide()
        if way_back is not None:
            way_back()

    @Slot()
    def _cancel_work(self) -> None:
        if self._cancel is not None:
            self._cancel()
