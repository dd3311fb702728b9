"""The main window: header, tabs, the page of the chosen tab, the F-keys and the status line.

It is painted before anything is read. Tabs build their page when they are first shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from kyodo_desktop.core.listing import Found
from kyodo_desktop.core.slice import Tab
from kyodo_desktop.shell.header import Header
from kyodo_desktop.shell.status_line import StatusLine
from kyodo_desktop.ui.function_keys import FunctionKeyBar
from kyodo_desktop.ui.icons import icon
from kyodo_desktop.ui.page import Page
from kyodo_desktop.ui.theme import GRID

SMALLEST = QSize(1024, 640)
FIRST = QSize(1366, 768)


class MainWindow(QMainWindow):
    """``painted`` is sent once, after the first paint; ``shown`` whenever a tab's page is built and in front.

    ``ask_to_close`` is called before the window closes and may keep it open.
    """

    painted = Signal()
    shown = Signal(str)

    def __init__(self, tabs: Sequence[Tab], title: str = "協働デスク") -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST)
        self._tabs = tuple(tabs)
        self._pages: dict[str, Page] = {}
        self._build: Callable[[Tab], Page] | None = None
        self.ask_to_close: Callable[[], bool] = lambda: True
        self._was_painted = False

        self.header = Header(self)
        self.bar = QTabBar(self)
        self.bar.setDocumentMode(True)
        self.bar.setDrawBase(True)
        self.bar.setExpanding(False)
        self.bar.setIconSize(QSize(20, 20))
        self.bar.setAccessibleName("画面の切り替え")
        for number, tab in enumerate(self._tabs, 1):
            self.bar.addTab(tab.label)
            self.bar.setTabToolTip(number - 1, f"{tab.label}（Alt+{number}）")
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda place=number - 1: self.bar.setCurrentIndex(place))
        self.stack = QStackedWidget(self)
        self.waiting = QLabel("事務所を開いています…", self)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.waiting)
        self.keys = FunctionKeyBar(self)
        self.status = StatusLine(self)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        column.addWidget(self.keys)
        self.setCentralWidget(content)
        self.header.search.opened.connect(self._open_found)
        self.bar.currentChanged.connect(self._show_tab)
        QShortcut(QKeySequence("Ctrl+K"), self, self.go_to_search)
        content.setContentsMargins(0, 0, 0, GRID // 2)

    def set_icons(self, colour: str) -> None:
        """Draw the icons of the tabs; after the first paint, because they are files to read."""
        for place, tab in enumerate(self._tabs):
            self.bar.setTabIcon(place, icon(tab.icon, colour))

    def begin(self, build: Callable[[Tab], Page], first: str) -> None:
        """Let the tabs build their pages, and show the first."""
        self._build = build
        place = self._place(first)
        if self.bar.currentIndex() == place:
            self._show_tab(place)
        else:
            self.bar.setCurrentIndex(place)

    def show_instead(self, widget: QWidget) -> None:
        """Show one widget in place of the tabs' pages (the first start)."""
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        self.bar.setEnabled(False)

    def page(self, name: str) -> Page | None:
        """Return the page of a tab if it was built."""
        return self._pages.get(name)

    def pages(self) -> tuple[Page, ...]:
        """Return the pages built so far."""
        return tuple(self._pages.values())

    def open_record(self, tab: str, record_id: int) -> None:
        """Go to a tab and open a record there."""
        self.bar.setCurrentIndex(self._place(tab))
        page = self._pages.get(tab)
        if page is not None:
            page.open_record(record_id)

    def go_to_tab(self, name: str) -> Page | None:
        """Go to a tab and return its page."""
        self.bar.setCurrentIndex(self._place(name))
        return self._pages.get(name)

    @Slot()
    def go_to_search(self) -> None:
        """Put the cursor into the one search box."""
        self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.search.selectAll()

    @Slot(object)
    def _open_found(self, found: Found) -> None:
        self.open_record(found.slice_name, found.record_id)

    @Slot(int)
    def _show_tab(self, place: int) -> None:
        if self._build is None:
            return
        tab = self._tabs[place]
        page = self._pages.get(tab.name)
        if page is None:
            page = self._build(tab)
            self._pages[tab.name] = page
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.keys.show_actions(page)
        page.enter()
        self.shown.emit(tab.name)

    def _place(self, name: str) -> int:
        return next(place for place, tab in enumerate(self._tabs) if tab.name == name)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QApplication.postEvent(self, QEvent(QEvent.Type.User))
        elif event.type() == QEvent.Type.User:
            self.painted.emit()
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.ask_to_close():
            event.accept()
        else:
            event.ignore()
