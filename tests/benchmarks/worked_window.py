"""The real window, worked by keys, and how long each key takes until what it asked for is painted.

As a program (``python -m tests.benchmarks.worked_window OFFICE``) it opens the list of volunteers, goes to its end,
searches, opens a record and ends: its memory is that of the window.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kyodo_desktop.gui import Program
from kyodo_desktop.shell.counter import Counter
from kyodo_desktop.shell.preferences_file import PreferencesFile
from kyodo_desktop.ui.record_page import RecordPage

TAB = "volunteers"
SIZE = (1366, 768)
"""The smallest usual screen."""

PATIENCE = 60_000
"""Milliseconds after which a window that is waited for is broken."""

LOOK_EVERY = 5
QUIET = 40
"""So many looks, so many milliseconds apart, at a window in which nothing is under way: it has come to rest."""


class WorkedWindow:
    """The program on an office, with the keyboard in hand."""

    def __init__(self, root: Path) -> None:
        self._program = Program(root, PreferencesFile(None))
        self.window = self._program.window
        self.window.resize(*SIZE)
        self.window.show()
        _until(self._is_open)
        self._painted = PaintedWindow(self.window)

    def _is_open(self) -> bool:
        counter = self._program.counter
        if counter is not None and counter.trouble is not None:
            raise counter.trouble
        return counter is not None and counter.office is not None

    @property
    def counter(self) -> Counter:
        """The running program."""
        assert self._program.counter is not None
        return self._program.counter

    def rest(self) -> None:
        """Let the window work until it has come to rest."""
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if self.counter.tasks.is_idle() else 0
            return quiet >= QUIET

        _until(is_quiet)

    def open_list(self) -> float:
        """Show the tab of volunteers for the first time; return the milliseconds until its first rows are painted."""
        place = next(place for place, tab in enumerate(self.window.tabs) if tab.name == TAB)
        return self._painted.time_until(lambda: self.window.bar.setCurrentIndex(place), self._has_rows)

    @property
    def page(self) -> RecordPage:
        """The page of volunteers."""
        page = self.window.go_to_tab(TAB)
        assert isinstance(page, RecordPage)
        return page

    def _has_rows(self) -> bool:
        pages = [page for page in self.window.pages() if isinstance(page, RecordPage)]
        return bool(pages) and pages[0].table.model.has_row(0)

    def write(self, text: str) -> float:
        """Write into the search of the list, at once; return the milliseconds until what it finds is painted."""
        search = self.page.filters.search
        event: QEvent
        if text.isascii():
            event = QKeyEvent(QEvent.Type.KeyPress, ord(text[0]), Qt.KeyboardModifier.NoModifier, text)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(text)
        return self._ask(lambda: QCoreApplication.sendEvent(search, event))

    def empty_search(self) -> float:
        """Press Esc in the search of the list; return the milliseconds until the whole list is painted."""
        search = self.page.filters.search
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        return self._ask(lambda: QCoreApplication.sendEvent(search, event))

    def _ask(self, act: Callable[[], object]) -> float:
        answers: list[object] = []
        connection = self.page.lists.listed.connect(answers.append)
        try:
            return self._painted.time_until(act, lambda: bool(answers))
        finally:
            QObject.disconnect(connection)

    def clear(self) -> None:
        """Press Esc in the search of the list if anything stands there, and let the window rest."""
        if self.page.filters.search.text():
            self.empty_search()
        self.rest()

    def close(self) -> None:
        """End the program."""
        self._program.close()


class PaintedWindow(QObject):
    """Sees a window being painted, from the end."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_shown: Callable[[], bool] = lambda: False
        self._ended = 0.0
        self._loop = QEventLoop(self)
        window.installEventFilter(self)

    def time_until(self, act: Callable[[], object], is_shown: Callable[[], bool]) -> float:
        """Return the milliseconds from an act to the end of the first painting that finds ``is_shown`` true."""
        self._is_shown = is_shown
        guard = QTimer()
        guard.setSingleShot(True)
        guard.timeout.connect(lambda: self._loop.exit(1))
        guard.start(PATIENCE)
        began = time.perf_counter()
        act()
        if self._loop.exec():
            raise RuntimeError("the window was not painted")
        return (self._ended - began) * 1000

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest or not self._is_shown():
            return False
        self._window.removeEventFilter(self)
        QCoreApplication.sendEvent(watched, event)
        self._ended = time.perf_counter()
        self._window.installEventFilter(self)
        self._is_shown = lambda: False
        self._loop.exit(0)
        return True


def _until(condition: Callable[[], bool]) -> None:
    """Let the window work until a condition holds, which is asked again and again.

    Raises what the condition raises, and RuntimeError when it does not come to hold.
    """
    loop = QEventLoop()
    raised: list[Exception] = []

    def look() -> None:
        try:
            if condition():
                loop.quit()
        except Exception as error:  # noqa: BLE001 - raised again below; Qt would only write it down
            raised.append(error)
            loop.quit()

    watch = QTimer()
    watch.timeout.connect(look)
    watch.start(LOOK_EVERY)
    guard = QTimer()
    guard.setSingleShot(True)
    guard.timeout.connect(lambda: loop.exit(1))
    guard.start(PATIENCE)
    ended = loop.exec()
    watch.stop()
    if raised:
        raise raised[0]
    if ended:
        raise RuntimeError("the window did not come so far")


def _go_round(root: Path) -> None:
    window = WorkedWindow(root)
    window.rest()
    window.open_list()
    window.rest()
    window.page.table.go_to_row(len(window.page.table.model.ids) - 1)
    window.rest()
    for letter in "さとう":
        window.write(letter)
    window.rest()
    assert window.page.snapshot is not None, "the record under the cursor is shown"


if __name__ == "__main__":
    _go_round(Path(sys.argv[1]))
    os._exit(0)  # as the bare window ends
