"""The real window on a day that stands still, with a hand at its keyboard: for the pictures of the user guide."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.shell.counter import Counter
from kyodo_desktop.shell.main_window import MainWindow
from kyodo_desktop.shell.preferences_file import PreferencesFile
from kyodo_desktop.slices import TABS
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.record_page import RecordPage

W = TypeVar("W", bound=QWidget)

SIZE = (1366, 768)
NOW = dt.datetime(2026, 11, 24, 10, 5)
EVENING = dt.datetime(2026, 11, 20, 17, 10)
"""A Tuesday morning, and the end of the last working day before it."""

LOOK_EVERY = 20
QUIET = 6
"""The window is at rest when at so many looks, so many milliseconds apart, nothing was under way."""


class Desk:
    """One window on an office, or on none; ``looks`` are remembered preferences."""

    def __init__(self, office: Path | None, looks: Mapping[str, str]) -> None:
        self.office = office
        self._preferences = PreferencesFile(None, looks)
        self._begin()

    def _begin(self) -> None:
        application = QApplication.instance() or QApplication(["kyodo-desktop", *theme.STYLE])
        assert isinstance(application, QApplication)
        application.setApplicationDisplayName("協働デスク")
        theme.begin(application, theme.remembered(self._preferences))
        self.window = MainWindow(TABS)
        self.window.resize(*SIZE)
        self.window.show()
        self._counter = Counter(self.window, application, self._preferences, clock=FixedClock(NOW))
        self._counter.begin(self.office)
        self.settle()

    def close(self) -> None:
        """End the program as it ends: what was typed and not saved stays as a draft."""
        self._counter.close()
        self.window.deleteLater()
        QApplication.processEvents()

    def begin_next_day(self) -> None:
        """End the program and start it again; the drafts that it left are of the evening before."""
        self.close()
        assert self.office is not None
        for draft in (self.office / "drafts").iterdir():
            os.utime(draft, (EVENING.timestamp(), EVENING.timestamp()))
        self._begin()

    def settle(self) -> None:
        """Let the window work until nothing is under way any more."""
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if self._counter.tasks.is_idle() else 0
            return quiet >= QUIET

        self.until(is_quiet)

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the window work until a condition holds, which is asked again and again."""
        loop = QEventLoop()

        def look() -> None:
            if condition():
                loop.quit()

        watch = QTimer()
        watch.timeout.connect(look)
        watch.start(LOOK_EVERY)
        loop.exec()

    def page(self, tab: str) -> RecordPage:
        """Go to the tab of a list."""
        page = self.window.go_to_tab(tab)
        self.settle()
        assert isinstance(page, RecordPage)
        return page

    def show(self, page: RecordPage, reference: str) -> None:
        """Look for a record by its number and put the cursor of the list on it."""
        page.search_for(reference)
        self.settle()
        page.table.setFocus()
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the cursor is."""
        QTest.keyClick(self._cursor(), key, modifier)
        self.settle()

    def write(self, text: str) -> None:
        """Write a text where the cursor is, as the input method does."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self._cursor(), event)
        self.settle()

    def fill(self, *texts: str) -> None:
        """Write texts into one field after the other with Enter; an empty one passes a field over."""
        for text in texts:
            if text:
                self.write(text)
            self.press(Qt.Key.Key_Return)

    def opened(self, kind: type[W]) -> W:
        """Return the window of a kind that was opened beside the main one."""
        self.settle()
        return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())

    def _cursor(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "the cursor is nowhere"
        return found
