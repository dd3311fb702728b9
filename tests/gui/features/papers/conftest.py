"""A copy of a small sample office for each test, and the window of F6 over it, with no real printer and no question."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from kyodo_desktop.application import Office, create_sample
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.database.audit import Handout
from kyodo_desktop.features.papers.ui import print_maker
from kyodo_desktop.features.papers.ui.print_dialog import PrintDialog, open_print_dialog
from kyodo_desktop.shell.preferences_file import PreferencesFile
from kyodo_desktop.ui.pdf_printing import Target
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.tasks import Tasks
from tests.printing.reading import page_texts, squeezed

NOW = dt.datetime(2026, 11, 21, 10, 0)


class Counter:
    """What surrounds the window: the office, what was said, where prints and files go."""

    def __init__(self, office: Office, tasks: Tasks, bot: QtBot, folder: Path) -> None:
        self.office = office
        self.tasks = tasks
        self.said: list[str] = []
        self.troubles: list[KnownError] = []
        self.preferences = PreferencesFile(None)
        self.folder = folder
        self.paper = folder / "printed.pdf"
        self.printers: tuple[str, ...] = ("複合機",)
        self.chosen_printer = ""
        self.asked: list[tuple[str, int, str]] = []
        self.window = QMainWindow()
        bot.addWidget(self.window)
        self._bot = bot

    def place(self, *, read_only: bool = False) -> Place:
        return Place(
            tasks=self.tasks,
            office=self.office,
            words=self.office.words,
            staff=lambda: "山田",
            preferences=self.preferences,
            say=self.said.append,
            open_record=lambda _name, _id: None,
            go_to_tab=lambda _name: None,
            apply_theme=lambda _theme: None,
            print_papers=lambda *_: None,
            import_file=lambda _name: None,
            export_list=lambda _name, _ids: None,
            read_only=read_only,
        )

    def ids(self, name: str, count: int | None = None, **filters: tuple[str, ...]) -> tuple[int, ...]:
        """Return the ids of a slice in the order of its list."""
        return tuple(self.office.service(name).list_ids(ListQuery(filters=filters)).ids[:count])

    def open(
        self, name: str = "organizations", *, read_only: bool = False, kept: bool = True, **whom: Any
    ) -> PrintDialog:
        """Open the window as F6 does, and wait for its first print; ``kept`` lets it be looked at after its end."""
        people: dict[str, Any] = {"current": self.ids(name, 1)[0], "listed": self.ids(name, 5), "basket": (), **whom}
        dialog = open_print_dialog(self.place(read_only=read_only), name, **people)
        if kept:
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
            self._bot.addWidget(dialog)
        dialog.output.printers = lambda: self.printers
        dialog.output.ask_target = self._ask_target
        dialog.output.ask_path = self._ask_path
        dialog.resize(1300, 720)
        self._bot.waitActive(dialog)
        self.settle(dialog)
        return dialog

    def settle(self, dialog: PrintDialog) -> None:
        """Wait until everything that was asked for is made, drawn and recorded."""
        self._bot.waitUntil(lambda: self.tasks.is_idle() and dialog.maker.is_settled and not dialog.output.is_busy)

    def choose(self, dialog: PrintDialog, key: str) -> None:
        """Move the cursor to a paper and wait for its print."""
        dialog.choices.papers.choose(key)
        self.settle(dialog)

    def handouts(self) -> list[tuple[str, str, str, int, str | None, int | None]]:
        """Return what the office has recorded: who, what, where to, about how many, about which record."""
        with self.office.database.read() as session:
            return [
                (each.staff, each.document, each.destination, each.people, each.record_table, each.record_id)
                for each in session.scalars(select(Handout).order_by(Handout.id))
            ]

    def _ask_target(self, _parent: object, title: str, pages: Any, preferred: str) -> Target:
        self.asked.append((title, len(pages), preferred))
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.paper))
        printer.setResolution(100)
        return Target(printer, self.chosen_printer or preferred or self.printers[0])

    def _ask_path(self, _parent: object, proposed: Path) -> Path | None:
        return self.folder / proposed.name


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "見本"
    create_sample(root, volunteers=80, clock=FixedClock(NOW))
    return root


@pytest.fixture
def counter(sample_folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    monkeypatch.setattr(print_maker, "SETTLING", 0)  # nobody's fingers are waited for
    root = tmp_path / "事務所"
    shutil.copytree(sample_folder, root)
    bugs: list[BaseException] = []
    with Office(root, FixedClock(NOW)) as office:
        troubles: list[KnownError] = []
        tasks = Tasks(on_trouble=troubles.append, on_bug=bugs.append)
        made = Counter(office, tasks, qtbot, tmp_path)
        made.troubles = troubles
        yield made
        tasks.close()
    assert bugs == []


@pytest.fixture
def text_of() -> Callable[[PrintDialog], str]:
    """Return a function that reads the text of the print in a window, without spaces."""

    def read(dialog: PrintDialog) -> str:
        assert dialog.made is not None
        return squeezed("\n".join(page_texts(dialog.made.print.pdf)))

    return read
