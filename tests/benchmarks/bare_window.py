"""The least that a PySide6 program with a window of four tabs can do: the limit of every start."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QWidget


class BareWindow(QMainWindow):
    """A window with four empty tabs that ends the process at once after its first paint."""

    def __init__(self) -> None:
        super().__init__()
        tabs = QTabWidget()
        for label in ("one", "two", "three", "four"):
            tabs.addTab(QWidget(), label)
        self.setCentralWidget(tabs)
        self.resize(1366, 768)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = BareWindow()
    window.show()
    sys.exit(application.exec())
