"""The pinned Qt for Python must not give away references that it does not own.

PySide6 6.12.0 takes one from None at each call that returns nothing; CPython 3.11 aborts after some thousands of them.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 2_000


def test_calls_that_return_nothing_leave_none_alone(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("本")
    assert sys.getrefcount(None) > before - CALLS / 10
