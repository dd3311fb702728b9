"""A small real office, and the place in which its pages stand: tabs that are built when they are gone to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.slice import resolve
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.shell.preferences_file import PreferencesFile
from kyodo_desktop.ui.page import Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import Theme


class Desk:
    """Everything around a page: what it said, where it went, which theme it asked for."""

    def __init__(self, office: Office, tasks: Tasks, bot: QtBot, troubles: list[KnownError]) -> None:
        self.office = office
        self.troubles = troubles
        """What no page handled; a test that expects some takes it out."""
        self.said: list[str] = []
        self.themes: list[Theme] = []
        self.imports: list[str] = []
        self.pages: dict[str, Page] = {}
        self.front = ""
        self._bot = bot
        self._preferences = PreferencesFile(None)
        self._tasks = tasks

    def place(self, *, read_only: bool = False) -> Place:
        return Place(
            tasks=self._tasks,
            office=self.office,
            words=self.office.words,
            staff=lambda: "窓口",
            preferences=self._preferences,
            say=lambda words, operation=None: self.said.append(words),
            open_record=lambda name, record_id: None,
            go_to_tab=self.go_to_tab,
            apply_theme=self.themes.append,
            print_papers=lambda name, **whom: None,
            import_file=self.imports.append,
            export_list=lambda name, ids: None,
            read_only=read_only,
        )

    def show(self, page: Page, size: tuple[int, int] = (1366, 640)) -> None:
        """Show a page as the window does, and wait until what it reads has come."""
        self._bot.addWidget(page)
        page.resize(*size)
        page.show()
        self._bot.waitExposed(page)
        page.enter()
        self.settle()

    def go_to_tab(self, name: str) -> Page | None:
        self.front = name
        if name not in self.pages:
            slice_ = next(each for each in self.office.slices if each.name == name)
            self.pages[name] = resolve(slice_.tab.page)(self.place())
            self.show(self.pages[name])
        else:
            self.pages[name].enter()
        return self.pages[name]

    def settle(self) -> None:
        self._bot.waitUntil(self._tasks.is_idle)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", office="市民活動センター"), clock)
    with Office(tmp_path / "office", clock) as opened:
        yield opened


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Iterator[Desk]:
    troubles: list[KnownError] = []
    bugs: list[BaseException] = []
    tasks = Tasks(on_trouble=troubles.append, on_bug=bugs.append)
    yield Desk(office, tasks, qtbot, troubles)
    tasks.close()
    assert troubles == []
    assert bugs == []


def compose(line: QWidget, text: str) -> None:
    """Type a text as the input method does: it comes as a whole."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(line, event)
