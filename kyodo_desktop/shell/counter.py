"""The running program: one window on one office. Imported after the first paint."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from kyodo_desktop.core.clock import SystemClock
from kyodo_desktop.core.errors import KnownError
from kyodo_desktop.core.slice import Tab
from kyodo_desktop.shell.main_window import MainWindow
from kyodo_desktop.shell.preferences_file import PreferencesFile
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.page_group import tab_page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.preferences import RECENT_OFFICE
from kyodo_desktop.ui.qt_words import speak_japanese
from kyodo_desktop.ui.tasks import Progress, Tasks

if TYPE_CHECKING:
    from kyodo_desktop.application import Office
    from kyodo_desktop.core.clock import Clock
    from kyodo_desktop.database import migrate
    from kyodo_desktop.database.work import Changes
    from kyodo_desktop.features.office.settings import OfficeSettings
    from kyodo_desktop.features.office.ui.first_start import FirstStart

MARK = "KYODO_MARK"
"""Environment variable of the benchmarks: end at ``first-paint`` or at ``first-list``."""

GUIDE = "guide"
"""The name of the shortcut that shows the guide in a window beside the main one."""


class Counter(QObject):
    """The running program: one window on one office."""

    def __init__(
        self,
        window: MainWindow,
        application: QApplication,
        preferences: PreferencesFile,
        *,
        read_only: bool = False,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self.window = window
        self.preferences = preferences
        self.office: Office | None = None
        self.trouble: BaseException | None = None
        """Why the office could not be opened."""
        self.staff = ""
        self._application = application
        self._read_only = read_only
        self._clock: Clock = clock or SystemClock()
        self._wrote = False
        self._named: OfficeSettings | None = None
        """The settings whose names the header shows."""
        self._root: Path | None = None
        self._start_page: FirstStart | None = None
        self.tasks = Tasks(on_trouble=self._tell, on_bug=self._report, parent=self)
        speak_japanese(application)
        window.complete()
        window.keys.always(1, KeyAction(self._open_guide))
        window.ask_to_close = self._may_close
        window.header.staff_changed.connect(self._choose_staff)
        self.tasks.activity_changed.connect(window.status.show_activity)
        self.tasks.written.connect(self._refresh)

    def close(self) -> None:
        """Finish what is being written, close the office, remember the preferences."""
        self.tasks.close(self._close_office if self.office else None)
        self.preferences.save()

    def _close_office(self) -> None:
        """Back up what was written and let go of the office. Runs on the database thread."""
        assert self.office is not None
        try:
            if self._wrote:
                self.office.back_up_daily()
        finally:
            self.office.close()

    def begin(self, root: Path | None) -> None:
        """Open an office: the given one, else the one of last time, else offer the ways to one."""
        recent = self.preferences.get(RECENT_OFFICE, None)
        if root is not None:
            self.open(root, read_only=self._read_only)
        elif recent and Path(recent, "office.db").is_file():
            self.open(Path(recent))
        else:
            self._show_start()

    def open(self, root: Path, *, read_only: bool = False) -> None:
        """Open an office in the background and fill the window with it."""
        self._root = root
        progress = Progress()
        self.tasks.read(
            lambda: _open(root, self._clock, progress.step, read_only=read_only),
            self._show_office,
            self._not_opened,
            label="事務所を開いています",
            owner=self,
            progress=progress,
        )

    def _show_office(self, office: Office) -> None:
        self.office = office
        self.window.set_icons(theme.remembered(self.preferences).colours.text)
        self._show_names(office)
        self.window.header.search.connect_to(self.tasks, office.search)
        self.preferences.set(RECENT_OFFICE, str(office.folder.root.absolute()))
        first = self.window.tabs[2 if os.environ.get(MARK) == "first-list" else 0].name
        inside = {
            name: each.group.name for each in office.slices if each.group is not None for name in each.page_names()
        }
        self.window.begin(self._build, first, inside)
        gc.freeze()  # what the start has made is no garbage
        self.tasks.look_for_garbage()

    def _build(self, tab: Tab) -> Page:
        page = tab_page(tab, self._here())
        if os.environ.get(MARK) == "first-list":
            page.filled.connect(self._end_at_first_list)  # type: ignore[attr-defined]  # only record pages are measured
        return page

    @Slot()
    def _end_at_first_list(self) -> None:
        self.window.repaint()  # the rows have come; they count when they are painted
        self._application.quit()

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
            print_papers=self._print_papers,
            import_file=self._import_file,
            export_list=self._export_list,
            read_only=office.database.read_only,
        )

    def _print_papers(self, slice_name: str, **whom: Any) -> None:
        from kyodo_desktop.features.papers.ui.print_dialog import open_print_dialog

        self._explain(open_print_dialog(self._here(), slice_name, parent=self.window, **whom), "print")

    def _import_file(self, slice_name: str) -> None:
        from kyodo_desktop.features.exchange.ui.import_dialog import open_import_dialog

        self._explain(open_import_dialog(self._here(), slice_name, parent=self.window), "exchange")

    def _export_list(self, slice_name: str, ids: Sequence[int]) -> None:
        from kyodo_desktop.features.exchange.ui.export_dialog import open_export_dialog

        self._explain(open_export_dialog(self._here(), slice_name, ids, parent=self.window), "exchange")

    def _here(self) -> Place:
        assert self.office is not None
        return self._place(self.office)

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

    def _show_names(self, office: Office) -> None:
        """Show in the header what the office calls itself; who is at the counter stays chosen."""
        settings = self._named = office.settings
        note = "閲覧のみ" if office.database.read_only else "見本" if settings.sample else ""
        self.window.header.show_office(settings.town, settings.office, settings.staff, note=note)

    def _refresh(self, result: object) -> None:
        self._wrote = True
        if self.office is not None and self.office.settings is not self._named:
            self._show_names(self.office)
        changes = getattr(result, "changes", result)
        for page in self.window.pages():
            page.refresh(changes)

    def _apply_theme(self, chosen: theme.Theme) -> None:
        self.preferences.set("mode", chosen.mode.value)
        self.preferences.set("size", chosen.size.value)
        theme.apply(self._application, chosen)
        self.window.set_icons(chosen.colours.text)

    @Slot(str)
    def _choose_staff(self, name: str) -> None:
        self.staff = name

    def _may_close(self) -> bool:
        return self.window.may_leave()

    def _tell(self, error: KnownError) -> None:
        self.window.status.say(str(error))

    def _report(self, error: BaseException) -> None:
        from kyodo_desktop.shell.bug_report import write_report

        path = write_report(error, self._root, self._clock.now())
        where = f"内容を「{path}」に書き出しました（個人の情報は含みません）。" if path else ""
        if self.office is not None:
            self.window.status.say(f"プログラムの不具合が起きました。入力した内容は残っています。{where}")
        else:
            self.trouble = error
            self._show_start().show_bug(f"プログラムの不具合が起きたため、事務所を開けませんでした。{where}")

    def _not_opened(self, error: KnownError) -> None:
        assert self._root is not None
        self.trouble = error
        self._show_start().show_trouble(self._root, error)

    def _show_start(self) -> FirstStart:
        """Return the page with the ways to an office, which is in front then."""
        from kyodo_desktop.core.profiles import profile_labels
        from kyodo_desktop.features.office.ui.first_start import Doors, FirstStart

        if self._start_page is not None:
            return self._start_page
        doors = Doors(
            open=self.open,
            open_read_only=lambda root: self.open(root, read_only=True),
            create=self._create,
            make_sample=self._make_sample,
            profiles=profile_labels,
            today=lambda: self._clock.now().date(),
        )
        self._start_page = FirstStart(doors)
        self.window.show_instead(self._start_page)
        gc.freeze()  # what the start has made is no garbage
        self.tasks.look_for_garbage()
        return self._start_page

    def _create(self, root: Path, settings: OfficeSettings) -> None:
        self._make(root, lambda: _create(root, settings, self._clock), "事務所を作っています")

    def _make_sample(self, root: Path) -> None:
        if (root / "office.db").is_file():
            self.open(root)
        else:
            self._make(root, lambda: _create_sample(root, self._clock), "見本の事務所を作っています")

    def _make(self, root: Path, make: Callable[[], None], label: str) -> None:
        self._root = root
        self.tasks.write(make, lambda _: self.open(root), self._not_opened, label=label, owner=self)

    def _explain(self, opened: QWidget, page: str) -> None:
        """Let F1 in a window beside the main one show its page of the guide; it may have been opened before."""
        if opened.findChild(QShortcut, GUIDE) is None:
            QShortcut(QKeySequence("F1"), opened, lambda: self._show_guide(page)).setObjectName(GUIDE)

    def _open_guide(self) -> None:
        from kyodo_desktop.shell.guide import FIRST_START

        self._show_guide(self.window.current_guide() if self.office is not None else FIRST_START)

    def _show_guide(self, page: str) -> None:
        from kyodo_desktop.shell.guide import open_guide

        try:
            open_guide(page)
        except KnownError as error:
            self._tell(error)


def _open(root: Path, clock: Clock, progress: migrate.Progress, *, read_only: bool = False) -> Office:
    """Open an office on the database thread; this is where what is heavy is imported."""
    from kyodo_desktop.application import Office

    return Office(root, clock, read_only=read_only, progress=progress)


def _create(root: Path, settings: OfficeSettings, clock: Clock) -> None:
    from kyodo_desktop.application import create_office

    create_office(root, settings, clock)


def _create_sample(root: Path, clock: Clock) -> None:
    from kyodo_desktop.application import create_sample

    create_sample(root, clock=clock)
