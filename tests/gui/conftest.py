"""Tests of the window share one screen, and wait for what they name as long as it takes on a machine that does much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import screen
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

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE, **options: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **options)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE) -> None:  # type: ignore[override]  # see below
        """Wait until a window is there to be painted: at once, where that of pytest-qt wants a ``with``."""
        self.waitUntil(widget.window().windowHandle().isExposed, timeout=timeout)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE) -> None:  # type: ignore[override]  # likewise
        self.waitUntil(widget.isActiveWindow, timeout=timeout)


@pytest.fixture(scope="session", autouse=True)
def looks(qapp: QApplication) -> None:
    """Show every window as the program does."""
    screen.dress(qapp)


@pytest.fixture(autouse=True)
def alone_on_the_screen(qapp: QApplication, looks: None) -> Iterator[None]:
    with screen.alone(qapp):
        yield


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """A bot that waits for what a test names."""
    return PatientBot(request)
