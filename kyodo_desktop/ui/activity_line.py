"""What takes long: what it is, how far it is, how long it will still take, and 中止."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from kyodo_desktop.ui.tasks import Activity
from kyodo_desktop.ui.theme import GRID

SOON = 5
"""Seconds from which on it is told how long work will still take."""


class ActivityLine(QWidget):
    """Connect :meth:`show_activity` to ``Tasks.activity_changed``; there is nothing to see while nothing takes long."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.words = QLabel("", self)
        row.addWidget(self.words)
        self.progress = QProgressBar(self)
        self.progress.setFixedWidth(GRID * 24)
        self.progress.setTextVisible(False)
        self.progress.hide()
        row.addWidget(self.progress)
        self.stop = QPushButton("中止", self)
        self.stop.hide()
        row.addWidget(self.stop)
        self._cancel: Callable[[], None] | None = None
        self.stop.clicked.connect(self._cancel_work)

    @Slot(object)
    def show_activity(self, activity: Activity | None) -> None:
        """Show what takes long; None takes it away."""
        self.progress.setVisible(activity is not None)
        self._cancel = activity.cancel if activity else None
        self.stop.setVisible(self._cancel is not None)
        if activity is None:
            self.words.setText("")
            return
        done, total, words = activity.step
        left = activity.seconds_left
        parts = [words or activity.label]
        if total:
            parts.append(f"{done:,}／{total:,}")
        if left is not None and left >= SOON:
            parts.append(f"あと約{round(left)}秒")
        self.words.setText("　".join(parts))
        self.progress.setAccessibleName(activity.label)
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    @Slot()
    def _cancel_work(self) -> None:
        if self._cancel is not None:
            self._cancel()
