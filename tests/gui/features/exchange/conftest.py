"""A small real office, and the place in which the windows of import and export are opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.exchange.ui.import_dialog import ImportWindow, open_import_dialog
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.shell.preferences_file import PreferencesFile
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.tasks import Tasks


class Desk:
    """The main window's part in an import or export: where it opens and what it was told to say."""

    def __init__(self, office: Office, tasks: Tasks, bot: QtBot, folder: Path) -> None:
        self.office = office
        self.tasks = tasks
        self.folder = folder
        self.said: list[str] = []
        self.operations: list[tuple[str, int] | None] = []
        self.window = QWidget()
        self.window.resize(1366, 768)
        self._bot = bot
        self._preferences = PreferencesFile(None, {"export.folder": str(folder)})
        bot.addWidget(self.window)
        self.window.show()

    def place(self, *, read_only: bool = False) -> Place:
        return Place(
            tasks=self.tasks,
            office=self.office,
            words=self.office.words,
            staff=lambda: "窓口",
            preferences=self._preferences,
            say=self._say,
            open_record=lambda name, record_id: None,
            go_to_tab=lambda name: None,
            apply_theme=lambda chosen: None,
            print_papers=lambda name, **whom: None,
            import_file=lambda name: None,
            export_list=lambda name, ids: None,
            read_only=read_only,
        )

    def _say(self, words: str, operation: tuple[str, int] | None = None) -> None:
        self.said.append(words)
        self.operations.append(operation)

    def settle(self) -> None:
        self._bot.waitUntil(self.tasks.is_idle)

    def add(self, *records: dict[str, object], slice_name: str = "organizations") -> list[int]:
        """Register records and return their ids."""
        service = self.office.service(slice_name)
        service.save_all("窓口", "準備", [Draft(dict(values)) for values in records])
        return list(service.list_ids(ListQuery()).ids)

    def names(self, slice_name: str = "organizations") -> list[str]:
        """Return the names that are registered, by furigana."""
        service = self.office.service(slice_name)
        ids = service.list_ids(ListQuery()).ids
        rows = service.rows(ids, ("name",))
        return [str(rows[each][0]) for each in ids]

    def import_window(self, file: Path | None = None, slice_name: str = "organizations") -> ImportWindow:
        """Open the window of an import, with a file in it."""
        window = open_import_dialog(self.place(), slice_name, parent=self.window)
        self._bot.waitExposed(window)
        if file is not None:
            window.open(file)
            self.settle()
        return window


MakeFile = Callable[[str, str], Path]


@pytest.fixture
def make_file(tmp_path: Path) -> MakeFile:
    """Write a CSV file as Excel in Japan does: in cp932, each line of the text as a row."""

    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_bytes(text.replace("\n", "\r\n").encode("cp932"))
        return path

    return make


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市", profile="muroran"), clock)
    with Office(tmp_path / "office", clock) as opened:
        yield opened


@pytest.fixture
def desk(qtbot: QtBot, office: Office, tmp_path: Path) -> Iterator[Desk]:
    troubles: list[KnownError] = []
    bugs: list[BaseException] = []
    tasks = Tasks(on_trouble=troubles.append, on_bug=bugs.append)
    yield Desk(office, tasks, qtbot, tmp_path)
    tasks.close()
    assert troubles == []
    assert bugs == []
