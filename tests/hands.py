"""Hands that let go of the keys.

After a key clicked with a modifier, Qt's test functions leave ``QGuiApplication.keyboardModifiers()`` as if it were
held down: a row selected next would be toggled or selected up to, in this test or in the one that happens to follow.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def let_go() -> None:
    """Hold no modifier any more; no widget of the program hears of it."""
    QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
