"""The one screen that the tests of a process share: each finds it empty, and leaves it so.

Windows, keys held, the pointer, the clipboard and the looks belong to the application, not to a test. What one leaves
there is told with its own name, instead of failing another that happens to follow.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, Qt, QTimer, QTranslator
from PySide6.QtGui import QCursor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kyodo_desktop.ui import theme
from kyodo_desktop.ui.qt_words import speak_japanese
from kyodo_desktop.ui.theme import Theme
from tests.hands import let_go

ASIDE = QPoint(10_000, 10_000)
"""Where the pointer is over no window."""

ROLES = (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Text, QPalette.ColorRole.Highlight)


@dataclass(frozen=True)
class Looks:
    """What every window of the application looks like and speaks."""

    font: str
    style_sheet: str
    colours: tuple[str, ...]
    locale: str


def looks() -> Looks:
    """Return the looks that the application has now."""
    return Looks(
        QApplication.font().toString(),
        QApplication.instance().styleSheet(),  # type: ignore[union-attr]  # there is one wherever a window is tested
        tuple(QApplication.palette().color(role).name() for role in ROLES),
        QLocale().name(),
    )


def dress(application: QApplication) -> None:
    """Show every window as the program does, and let Qt speak as it does there."""
    theme.apply(application, Theme())
    speak_japanese(application)


@contextmanager
def alone(application: QApplication) -> Iterator[None]:
    """Have the screen for one test, and fail it if it leaves a window, a thread of the database or other looks.

    What a program begun in the test has taught Qt to say is forgotten with it: each begins that anew.
    """
    before = take()
    known = set(application.findChildren(QTranslator))
    yield
    for words in set(application.findChildren(QTranslator)) - known:
        application.removeTranslator(words)
        words.deleteLater()
    if left := left_behind(before):
        pytest.fail("left behind: " + "; ".join(left))


def take() -> Looks:
    """Hold no key, lay the pointer aside and empty the clipboard; return the looks to which the test shall return."""
    let_go()
    if QCursor.pos() != ASIDE:
        QCursor.setPos(ASIDE)
    QGuiApplication.clipboard().clear()
    return looks()


def left_behind(before: Looks) -> list[str]:
    """Destroy the windows that were given up and return, in words, what else a test has left."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # None: all of them
    left = [f"{_name(each)} is open" for each in QApplication.topLevelWidgets() if each.isVisible()]
    left += [f"{_name(each)} has a timer running" for each in QApplication.topLevelWidgets() if _is_running(each)]
    left += [f"the thread {each.name} runs" for each in threading.enumerate() if each.name == "database"]
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        left.append("a button of the mouse is held")
    if QApplication.overrideCursor() is not None:
        left.append("the pointer has another shape")
    if (now := looks()) != before:
        left.append(f"{now} in place of {before}")
    return left


def _name(window: QWidget) -> str:
    return f"{type(window).__name__} {window.windowTitle()}".rstrip()


def _is_running(window: QWidget) -> bool:
    return any(timer.isActive() for timer in window.findChildren(QTimer))
