"""The place in which a page of 事業 stands, and what it asked of the window around it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.application import Office
from kyodo_desktop.core.slice import Filters
from kyodo_desktop.shell.preferences_file import PreferencesFile
from kyodo_desktop.ui.page import Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.tasks import Tasks
from tests.hands import let_go

PATIENCE = 60.0
"""Seconds after which nothing will come to rest any more."""


class Elsewhere(Page):
    """Another page that was gone to; it writes down which list it was asked for, and what that was called."""

    def __init__(self, name: str, listed: list[tuple[str, Filters]], called: list[str]) -> None:
        super().__init__()
        self._name = name
        self._listed = listed
        self._called = called

    def show_list(self, filters: Mapping[str, tuple[str, ...]]) -> None:
        self._listed.append((self._name, filters))

    def call_list(self, words: str) -> None:
        self._called.append(words)


class CounterDesk:
    """A page under test in a window of its own, worked with keys."""

    def __init__(self, office: Office, bot: QtBot) -> None:
        self.office = office
        self.bot = bot
        self.said: list[str] = []
        self.operations: list[tuple[str, int]] = []
        self.listed: list[tuple[str, Filters]] = []
        self.called: list[str] = []
        self.opened: list[tuple[str, int]] = []
        self.printed: list[tuple[str, Mapping[str, Any]]] = []
        self.exported: list[tuple[str, tuple[int, ...]]] = []
        self.tasks = Tasks(on_trouble=_fail, on_bug=_fail)
        self._elsewhere: list[Elsewhere] = []

    def place(self, *, read_only: bool = False) -> Place:
        return Place(
            tasks=self.tasks,
            office=self.office,
            words=self.office.words,
            staff=lambda: "窓口",
            preferences=PreferencesFile(None),
            say=self._say,
            open_record=lambda name, record_id: self.opened.append((name, record_id)),
            go_to_tab=self._go_to,
            apply_theme=lambda _theme: None,
            print_papers=lambda name, **whom: self.printed.append((name, whom)),
            import_file=lambda _name: None,
            export_list=lambda name, ids: self.exported.append((name, tuple(ids))),
            read_only=read_only,
        )

    def show(
        self, build: Callable[[Place], Page], size: tuple[int, int] = (1366, 660), *, read_only: bool = False
    ) -> Any:
        page = build(self.place(read_only=read_only))
        self.bot.addWidget(page)
        self.tasks.written.connect(page.refresh)
        page.resize(*size)
        page.show()
        page.activateWindow()
        self.bot.waitUntil(page.isActiveWindow)
        page.enter()
        self.settle()
        return page

    def settle(self) -> None:
        """Wait until nothing is under way and no timer of the page will ask for more."""
        quiet, deadline = 0, time.monotonic() + PATIENCE
        while quiet < 8:
            assert time.monotonic() < deadline, "there was always something under way"
            QTest.qWait(5)
            quiet = quiet + 1 if self.tasks.is_idle() and not self._is_resting() else 0

    def press(self, *keys: str) -> None:
        for key in keys:
            chord = QKeySequence(key)[0]
            QTest.keyClick(self._focus(), chord.key(), chord.keyboardModifiers())
            let_go()
            QApplication.processEvents()

    def write(self, text: str) -> None:
        for sign in text:
            QTest.keyClicks(self._focus(), sign)
        QApplication.processEvents()

    def function(self, page: Page, number: int) -> None:
        """Press an F-key, which the window passes on."""
        action = page.actions_by_key()[number]
        assert action.enabled, number
        action.run()
        self.settle()

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    @staticmethod
    def _is_resting() -> bool:
        from PySide6.QtCore import QTimer

        return any(
            timer.isActive() and timer.isSingleShot()
            for top in QApplication.topLevelWidgets()
            for timer in top.findChildren(QTimer, options=Qt.FindChildOption.FindChildrenRecursively)
        )

    def _say(self, words: str, operation: tuple[str, int] | None = None) -> None:
        self.said.append(words)
        if operation is not None:
            self.operations.append(operation)

    def _go_to(self, name: str) -> Page:
        page = Elsewhere(name, self.listed, self.called)
        self.bot.addWidget(page)
        self._elsewhere.append(page)
        return page


def texts(widget: QWidget) -> str:
    """Return every label in sight inside a widget."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def rows(model: Any) -> list[Sequence[str]]:
    """Return the cells of a table as they are shown."""
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def _fail(error: BaseException) -> None:
    raise error
