"""The composition root of the window.

The window is painted first; the office is opened, and everything heavy imported, on the database thread afterwards.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from kyodo_desktop.core.errors import KnownError, WorldError
from kyodo_desktop.core.slice import Tab, resolve
from kyodo_desktop.features import office as office_feature
from kyodo_desktop.features import organizations, volunteers
from kyodo_desktop.shell.bug_report import write_report
from kyodo_desktop.shell.main_window import MainWindow
from kyodo_desktop.shell.preferences_file import PreferencesFile, default_path
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from kyodo_desktop.application import Office
    from kyodo_desktop.database.work import Changes

TABS: tuple[Tab, ...] = (
    office_feature.TODAY,
    organizations.SLICE.tab,
    volunteers.SLICE.tab,
    office_feature.SETTINGS,
)

MARK = "KYODO_MARK"
"""Environment variable of the benchmarks: end at ``first-paint`` or at ``first-list``."""


class Counter(QObject):
    """The running program: one window on one office."""

    def __init__(self, root: Path | None, preferences: PreferencesFile) -> None:
        super().__init__()
        self.preferences = preferences
        self.office: Office | None = None
        self.staff = ""
        self._root = root
        self.window = MainWindow(TABS)
        self.tasks = Tasks(on_trouble=self._tell, on_bug=self._report, parent=self)
        self.window.ask_to_close = self._may_close
        self.window.painted.connect(self._begin)
        self.window.header.staff_changed.connect(self._choose_staff)
        self.tasks.activity_changed.connect(self.window.status.show_activity)
        self.tasks.written.connect(self._refresh)

    @property
    def colours(self) -> theme.Theme:
        """The looks that this person chose."""
        return theme.Theme(
            theme.Mode(self.preferences.get("mode", theme.Mode.LIGHT)),
            theme.Size(self.preferences.get("size", theme.Size.STANDARD)),
        )

    def close(self) -> None:
        """Finish what is being written, close the office, remember the preferences."""
        self.tasks.close(self.office.close if self.office else None)
        self.preferences.save()

    @Slot()
    def _begin(self) -> None:
        if os.environ.get(MARK) == "first-paint":
            QApplication.quit()
            return
        if self._root is None:
            self._offer_start()
        else:
            self.open(self._root)

    def open(self, root: Path) -> None:
        """Open an office in the background and fill the window with it."""
        self._root = root
        self.tasks.read(
            lambda: _open(root), self._show_office, self._not_opened, label="事務所を開いています", owner=self
        )

    def _show_office(self, office: Office) -> None:
        self.office = office
        self.window.set_icons(self.colours.colours.text)
        settings = office.settings
        note = "閲覧のみ" if office.database.read_only else "見本" if settings.sample else ""
        self.window.header.show_office(settings.town, settings.office, settings.staff, note=note)
        self.window.header.search.connect_to(self.tasks, office.search)
        self.preferences.set("recent", str(office.folder.root.absolute()))
        self.window.keys.always(1, KeyAction(self._open_guide))
        first = "volunteers" if os.environ.get(MARK) == "first-list" else TABS[0].name
        self.window.begin(self._build, first)

    def _build(self, tab: Tab) -> Page:
        assert self.office is not None
        page: Page = resolve(tab.page)(self._place(self.office))
        if os.environ.get(MARK) == "first-list":
            page.filled.connect(QApplication.quit)  # type: ignore[attr-defined]  # only record pages are measured
        return page

    def _place(self, office: Office) -> Place:
        return Place(
            tasks=self.tasks,
            office=office,
            words=office.words,
            staff=lambda: self.staff,
            preferences=self.preferences,
            say=self._say,
            open_record=self.window.open_record,
            go_to_tab=self.window.go_to_tab,
            apply_theme=self._apply_theme,
            read_only=office.database.read_only,
        )

    def _say(self, words: str, operation: tuple[str, int] | None = None) -> None:
        """Show a sentence; with the slice and the id of an operation it can be taken back from there."""
        if operation is None or self.office is None:
            self.window.status.say(words)
            return
        slice_name, operation_id = operation
        service = self.office.service(slice_name)

        def way_back() -> None:
            self.tasks.write(lambda: service.undo(self.staff, operation_id), self._undone, label="元に戻しています")

        self.window.status.say(words, way_back)

    def _undone(self, changes: Changes) -> None:
        self.window.status.say("元に戻しました。")

    def _refresh(self, result: object) -> None:
        changes = getattr(result, "changes", result)
        for page in self.window.pages():
            page.refresh(changes)

    def _apply_theme(self, chosen: theme.Theme) -> None:
        self.preferences.set("mode", chosen.mode.value)
        self.preferences.set("size", chosen.size.value)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, chosen)
        self.window.set_icons(chosen.colours.text)

    @Slot(str)
    def _choose_staff(self, name: str) -> None:
        self.staff = name

    def _may_close(self) -> bool:
        return all(page.may_leave() for page in self.window.pages())

    def _tell(self, error: KnownError) -> None:
        self.window.status.say(str(error))

    def _report(self, error: BaseException) -> None:
        path = write_report(error, self._root)
        where = f"内容を「{path}」に書き出しました（個人の情報は含みません）。" if path else ""
        self.window.status.say(f"プログラムの不具合が起きました。入力した内容は残っています。{where}")

    def _not_opened(self, error: KnownError) -> None:
        from kyodo_desktop.features.office.ui import first_start

        self._show_start(first_start.Start(self.preferences, self.open, self._open_read_only, error=error))

    def _offer_start(self) -> None:
        recent = self.preferences.get("recent", None)
        if recent and Path(recent, "office.db").is_file():
            self.open(Path(recent))
            return
        from kyodo_desktop.features.office.ui import first_start

        self._show_start(first_start.Start(self.preferences, self.open, self._open_read_only))

    def _open_read_only(self, root: Path) -> None:
        self._root = root
        self.tasks.read(
            lambda: _open(root, read_only=True),
            self._show_office,
            self._not_opened,
            label="事務所を開いています",
            owner=self,
        )

    def _show_start(self, start: QWidget) -> None:
        self.window.show_instead(start)

    def _open_guide(self) -> None:
        from kyodo_desktop.shell.guide import open_guide

        open_guide(self.window.current_page_name())


def _open(root: Path, *, read_only: bool = False) -> Office:
    """Open an office on the database thread; this is where what is heavy is imported."""
    from kyodo_desktop.application import Office

    return Office(root, read_only=read_only)


def run(root: str | None) -> int:
    """Open the window and return when it is closed. Raises WorldError where there is no display."""
    counter, application = _start(Path(root) if root else None)
    counter.window.show()
    code = application.exec()
    counter.close()
    return code


def _start(root: Path | None, preferences: PreferencesFile | None = None) -> tuple[Counter, QApplication]:
    _refuse_without_display()
    application = QApplication.instance() or QApplication(["kyodo-desktop"])
    assert isinstance(application, QApplication)
    application.setApplicationName("kyodo-desktop")
    application.setApplicationDisplayName("協働デスク")
    counter = Counter(root, preferences or PreferencesFile(default_path()))
    theme.apply(application, counter.colours)
    return counter, application


def _refuse_without_display() -> None:
    """Qt would abort the process; a sentence is better."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not shown:
        raise WorldError(
            "画面がないため、ウィンドウを開けません。",
            next_step="「kyodo-desktop --help」のコマンドは、画面がなくても使えます。",
        )


def screenshot(
    root: Path, tab: str, path: Path, *, size: tuple[int, int], looks: theme.Theme, search: str = ""
) -> None:
    """Write a picture of a tab, without a display. ``search`` is typed into the page's own search."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer

    preferences = PreferencesFile(Path(os.devnull))
    preferences.set("mode", looks.mode.value)
    preferences.set("size", looks.size.value)
    counter, application = _start(root, preferences)
    counter.window.resize(*size)
    counter.window.show()
    loop = QEventLoop()
    counter.settled(tab, search, loop.quit)
    QTimer.singleShot(60_000, loop.quit)
    loop.exec()
    counter.window.grab().save(str(path))
    counter.close()
    counter.window.close()
    del application


Builder = Callable[[Place], Page]
