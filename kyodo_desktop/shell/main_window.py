"""The main window: header, tabs, the page of the chosen tab, the status line and the F-keys.

What is painted first is the frame with its tabs and one sentence. The rest is put in by :meth:`MainWindow.complete`,
because every further Qt class costs half a millisecond at its first use, and the namespace ``Qt`` with its enumerations
fifteen, a tenth of what a bare window takes; tabs build their page when they are first shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QTabBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from kyodo_desktop.core.slice import Tab

if TYPE_CHECKING:
    from kyodo_desktop.core.listing import Found
    from kyodo_desktop.ui.page import Page

SMALLEST = (1024, 640)
FIRST = (1366, 768)
TAB_ICON = 20


class MainWindow(QMainWindow):
    """``painted`` is sent once, after the first paint. ``ask_to_close`` is called before the window closes."""

    painted = Signal()

    def __init__(self, tabs: Sequence[Tab], title: str = "協働デスク") -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST)
        self.ask_to_close: Callable[[], bool] = lambda: True
        self.tabs = tuple(tabs)
        self._pages: dict[str, Page] = {}
        self._inside: Mapping[str, str] = {}
        self._wanted = ""
        self._build: Callable[[Tab], Page] | None = None
        self._front: QWidget | None = None
        self._before_search: QWidget | None = None
        self._was_painted = False
        self._content = content = QWidget(self)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.bar = QTabBar(content)
        self.bar.setDocumentMode(True)
        self.bar.setExpanding(False)
        for tab in self.tabs:
            self.bar.addTab(tab.label)
        self._column.addWidget(self.bar)
        waiting = QLabel("事務所を開いています…", content)
        waiting.setIndent(FIRST[0] // 3)
        self._show_widget(waiting)
        self.setCentralWidget(content)

    def complete(self) -> None:
        """Put in header, status line, F-keys and shortcuts; called once, after the first paint."""
        from PySide6.QtGui import QKeySequence, QShortcut

        from kyodo_desktop.shell.header import Header
        from kyodo_desktop.shell.status_line import StatusLine
        from kyodo_desktop.ui.function_keys import FunctionKeyBar

        content = self._content
        self.header = Header(content)
        self.status = StatusLine(content)
        self.keys = FunctionKeyBar(content)
        self._column.insertWidget(0, self.header)
        self._column.addWidget(self.status)
        self._column.addWidget(self.keys)
        self.bar.setAccessibleName("画面の切り替え")
        for place, tab in enumerate(self.tabs):
            self.bar.setTabToolTip(place, f"{tab.label}（Alt+{place + 1}）")
            QShortcut(QKeySequence(f"Alt+{place + 1}"), self, lambda place=place: self.bar.setCurrentIndex(place))
        QShortcut(QKeySequence("Ctrl+K"), self, self.go_to_search)
        self.header.search.opened.connect(self._open_found)
        self.header.search.given_up.connect(self._return_from_search)
        self.bar.currentChanged.connect(self._show_tab)

    def set_icons(self, colour: str) -> None:
        """Draw the icons of the tabs; they are files to read, so this comes late."""
        from PySide6.QtCore import QSize

        from kyodo_desktop.ui.icons import icon

        self.bar.setIconSize(QSize(TAB_ICON, TAB_ICON))
        for place, tab in enumerate(self.tabs):
            self.bar.setTabIcon(place, icon(tab.icon, colour))

    def begin(self, build: Callable[[Tab], Page], first: str, inside: Mapping[str, str]) -> None:
        """Let the tabs build their pages, and show the first.

        ``inside`` gives the tab of each page that shares one with others, by its name.
        """
        self._build = build
        self._inside = inside
        self.bar.setEnabled(True)
        self.header.setEnabled(True)
        place = self._place(first)
        if self.bar.currentIndex() == place:
            self._show_tab(place)
        else:
            self.bar.setCurrentIndex(place)

    def show_instead(self, widget: QWidget) -> None:
        """Show one widget in place of the tabs' pages (the first start), which alone takes the keys."""
        self.bar.setEnabled(False)
        self.header.setEnabled(False)
        self._show_widget(widget)

    def current_tab(self) -> str:
        """Return the name of the tab in front."""
        return self.tabs[self.bar.currentIndex()].name

    def current_guide(self) -> str:
        """Return the page of the user guide about what is in front."""
        tab = self.tabs[self.bar.currentIndex()]
        page = self._pages.get(tab.name)
        return (page.guide() if page is not None else "") or tab.guide or tab.name

    def pages(self) -> tuple[Page, ...]:
        """Return the pages built so far."""
        return tuple(self._pages.values())

    def may_leave(self) -> bool:
        """Return whether no page would lose anything; the first that would comes to the front with its question."""
        for name, page in self._pages.items():
            if not page.may_leave():
                if name != self.current_tab():
                    self.bar.setCurrentIndex(self._place(name))
                    page.may_leave()  # asked again, because entering took the cursor from the question
                return False
        return True

    def open_record(self, tab: str, record_id: int) -> None:
        """Go to a tab or a page inside one, and open a record there."""
        page = self.go_to_tab(tab)
        if page is not None:
            page.open_record(record_id)

    def go_to_tab(self, name: str) -> Page | None:
        """Go to a tab, or to a page inside one, and return the page."""
        place = self._place(name)
        self._wanted = name
        self.bar.setCurrentIndex(place)
        self._wanted = ""
        page = self._pages.get(self.tabs[place].name)
        return page.page_named(name) if page is not None else None

    @Slot()
    def go_to_search(self) -> None:
        """Put the cursor into the one search box; Esc brings it back to where it was."""
        from PySide6.QtCore import Qt

        focus = self.focusWidget()
        if focus is not self.header.search:
            self._before_search = focus
        self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.search.selectAll()

    @Slot()
    def _return_from_search(self) -> None:
        before, self._before_search = self._before_search, None
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()
        else:
            page = self._pages.get(self.current_tab())
            if page is not None:
                page.enter()

    def _open_found(self, found: Found) -> None:
        self.open_record(found.slice_name, found.record_id)

    @Slot(int)
    def _show_tab(self, place: int) -> None:
        if self._build is None:
            return
        tab = self.tabs[place]
        page = self._pages.get(tab.name)
        if page is None:
            page = self._pages[tab.name] = self._build(tab)
        if self._wanted:
            page.page_named(self._wanted)
        self._show_widget(page)
        self.keys.show_actions(page)
        page.enter()

    def _show_widget(self, widget: QWidget) -> None:
        """Put a widget between the tabs and the status line, and hide the one that was there."""
        if self._front is widget:
            return
        if self._front is not None:
            self._front.hide()
            self._column.removeWidget(self._front)
        self._front = widget
        self._column.insertWidget(self._column.indexOf(self.bar) + 1, widget, 1)
        widget.show()

    def _place(self, name: str) -> int:
        names = [tab.name for tab in self.tabs]
        return names.index(name if name in names else self._inside[name])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QApplication.postEvent(self, QEvent(QEvent.Type.User))

    def customEvent(self, event: QEvent) -> None:
        self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.ask_to_close():
            event.accept()
        else:
            event.ignore()
