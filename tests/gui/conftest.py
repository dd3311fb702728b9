"""Tests of the window wait for what they name as long as it takes on a machine that does much else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.hands import let_go

PATIENCE = 60_000
"""Milliseconds after which a condition will not come true any more."""


class PatientBot(QtBot):
    """The bot of pytest-qt, which gives up after 5 seconds where a test says no other and holds modifiers down."""

    def keyClick(self, *args: Any, **options: Any) -> None:
        super().keyClick(*args, **options)
        let_go()

    def keyClicks(self, *args: Any, **options: Any) -> None:
        super().keyClicks(*args, **options)
        let_go()

    def mouseClick(self, *args: Any, **options: Any) -> None:
        super().mouseClick(*args, **options)
        let_go()

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **options: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """A bot that waits for what a test names."""
    let_go()
    return PatientBot(request)
