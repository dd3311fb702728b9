"""The composition root of the window.

The window is painted first. Whatever is not needed for that, the program's own parts included, is imported after the
first paint, and the office is opened on the database thread.
"""

# ruff: noqa: E402 - what follows the line on builtins.__import__ has to be imported after it

from __future__ import annotations

import builtins
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QApplication

# PySide reads the source of every module that is imported after it, looking for a switch that nothing here uses. That
# took 7 ms before the first paint and 165 ms until the database is open; Python's own import is given back.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

from kyodo_desktop.core.errors import InputError, WorldError
from kyodo_desktop.shell.main_window import MainWindow
from kyodo_desktop.shell.preferences_file import PreferencesFile, default_path
from kyodo_desktop.slices import PAGES, TABS
from kyodo_desktop.ui import theme

if TYPE_CHECKING:
    from kyodo_desktop.core.clock import Clock
    from kyodo_desktop.shell.counter import Counter


class Program:
    """The window from its first paint to its end."""

    def __init__(
        self,
        root: Path | None,
        preferences: PreferencesFile,
        *,
        read_only: bool = False,
        clock: Clock | None = None,
    ) -> None:
        self.counter: Counter | None = None
        self._root = root
        self._preferences = preferences
        self._read_only = read_only
        self._clock = clock
        self.application = QApplication.instance() or QApplication(["kyodo-desktop", *theme.STYLE])
        assert isinstance(self.application, QApplication)
        self.application.setApplicationDisplayName("協働デスク")
        theme.begin(self.application, theme.remembered(preferences))
        self.window = MainWindow(TABS)
        self.window.painted.connect(self._begin)

    def show(self) -> None:
        """Show the window where it was last; at first it fills the screen, which a counter has for this alone."""
        place = self._preferences.get("window", "")
        if place:
            from PySide6.QtCore import QByteArray

            self.window.restoreGeometry(QByteArray.fromBase64(place.encode()))
            self.window.show()
        else:
            self.window.showMaximized()

    def close(self) -> None:
        """Finish what is being written, close the office, remember the preferences."""
        if self.counter is not None:
            self.counter.close()
        self._preferences.set("window", bytes(self.window.saveGeometry().toBase64().data()).decode())
        self._preferences.save()
        shiboken6.delete(self.window)

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take what a slot raised and nobody caught to the window, which reports it and goes on."""
        if self.counter is None or not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
        else:
            self.counter.tasks.tell(error)

    def _begin(self) -> None:
        if os.environ.get("KYODO_MARK") == "first-paint":
            os._exit(0)  # the benchmark of the start ends here, as its bare window does, and not behind the tidying up
        from kyodo_desktop.shell.counter import Counter

        assert isinstance(self.application, QApplication)
        self.counter = Counter(
            self.window, self.application, self._preferences, read_only=self._read_only, clock=self._clock
        )
        self.counter.begin(self._root)


def run(root: str | None) -> int:
    """Open the window and return when it is closed. Raises WorldError where there is no display."""
    _refuse_without_display()
    program = Program(Path(root) if root else None, PreferencesFile(default_path()))
    sys.excepthook = program.report
    program.show()
    code = QApplication.exec()
    program.close()
    return code


def _refuse_without_display() -> None:
    """Qt would abort the process; a sentence is better."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not shown:
        raise WorldError(
            "画面がないため、ウィンドウを開けません。",
            next_step="「kyodo-desktop --help」のコマンドは、画面がなくても使えます。",
        )


def screenshot(
    root: Path,
    tab: str,
    path: Path,
    *,
    size: tuple[int, int],
    mode: str = "light",
    text: str = "standard",
    search: str = "",
) -> None:
    """Write a picture of a tab without a display. ``search`` is looked for in the page's list.

    Raises InputError for a tab that there is not, and what keeps the office from being opened.
    """
    if tab not in PAGES:
        raise InputError(f"「{tab}」という画面はありません。{'、'.join(PAGES)} から選んでください。")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    program = Program(root, PreferencesFile(None, {"mode": mode, "size": text}), read_only=True)
    program.window.resize(*size)
    program.window.show()
    counter = _settle(program)
    if counter.trouble is not None:
        raise counter.trouble
    page = program.window.go_to_tab(tab)
    _settle(program)
    if search and page is not None:
        page.search_for(search)
        _settle(program)
    if not program.window.grab().save(str(path), "PNG"):
        raise WorldError(f"「{path}」に書き込めません。", next_step="フォルダーがあるかを確かめてください。")
    program.close()


SETTLED = 15
"""Looks at a quiet window, 20 ms apart, after which nothing more comes: a record is read when the cursor rests."""


def _settle(program: Program) -> Counter:
    """Let the window work until nothing is under way any more."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    quiet = 0

    def look() -> None:
        nonlocal quiet
        quiet = quiet + 1 if program.counter is not None and program.counter.tasks.is_idle() else 0
        if quiet >= SETTLED:
            loop.quit()

    watch = QTimer()
    watch.setInterval(20)
    watch.timeout.connect(look)
    watch.start()
    loop.exec()
    watch.stop()
    assert program.counter is not None
    return program.counter
