"""Several pages in one tab of the window, with a switch above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout

from kyodo_desktop.core.slice import Tab, resolve
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID

MOST_KEYS = 9


@dataclass(frozen=True)
class InnerPage:
    """One page of a group: its name (that of its slice where it has one), the words on the switch, how it is built, and
    its page of the user guide where that is not the tab's."""

    name: str
    label: str
    build: Callable[[], Page]
    guide: str = ""


def slice_pages(place: Place, tab: str) -> list[InnerPage]:
    """Return the pages of the slices whose group is the tab of this name, in the order of the slices."""
    return [
        InnerPage(name, shown.label, partial(_build, shown.page, place), shown.guide)
        for each in place.office.slices
        if each.group is not None and each.group.name == tab
        for name, shown in zip(each.page_names(), (each.tab, *each.pages), strict=True)
    ]


def tab_page(tab: Tab, place: Place) -> Page:
    """Return the page of a tab: what it names, or the pages of the slices that share it."""
    return _build(tab.page, place) if tab.page else PageGroup(slice_pages(place, tab.name))


def _build(dotted: str, place: Place) -> Page:
    page: Page = resolve(dotted)(place)
    return page


class PageGroup(Page):
    """Shows one of its pages at a time; each is built when it is first wanted. Ctrl+1 … Ctrl+9 switch.

    What the shell asks of the page in front goes to the inner one; what concerns all goes to all that are built.
    """

    def __init__(self, pages: Sequence[InnerPage]) -> None:
        super().__init__()
        self.inner = tuple(pages)
        self.built: dict[str, Page] = {}
        self._here = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(GRID, GRID // 2, GRID, 0)
        row.setSpacing(2)
        self._choice = QButtonGroup(self)
        self.buttons: list[QToolButton] = []
        for at, each in enumerate(self.inner):
            key = f"Ctrl+{at + 1}" if at < MOST_KEYS else ""
            button = QToolButton(self)
            button.setText(f"{each.label}　{key}".rstrip("　"))
            button.setAccessibleName(each.label)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(partial(self._go_to, at))
            if key:
                QShortcut(QKeySequence(key), self, partial(self._go_to, at))
            self._choice.addButton(button)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._stack = QStackedWidget(self)
        column.addWidget(self._stack, 1)
        if self.buttons:
            self.buttons[0].setChecked(True)

    def front(self) -> Page:
        """Return the inner page in front."""
        return self._page_at(self._here)

    def page_named(self, name: str) -> Page:
        """Bring an inner page to the front and return it; the one in front for a name that none has.

        Where the group is not seen yet, the page is entered with it.
        """
        at = next((at for at, each in enumerate(self.inner) if each.name == name), self._here)
        if self.isVisible():
            self._go_to(at)
        else:
            self._here = at
        return self.front()

    def guide(self) -> str:
        return self.inner[self._here].guide

    def actions_by_key(self) -> dict[int, KeyAction]:
        return self.front().actions_by_key()

    def enter(self) -> None:
        self._bring(self._here)
        self.front().enter()

    def open_record(self, record_id: int) -> None:
        self.front().open_record(record_id)

    def show_list(self, filters: Mapping[str, tuple[str, ...]]) -> None:
        self.front().show_list(filters)

    def call_list(self, words: str) -> None:
        self.front().call_list(words)

    def search_for(self, text: str) -> None:
        self.front().search_for(text)

    def refresh(self, changed: object) -> None:
        for page in self.built.values():
            page.refresh(changed)

    def may_leave(self) -> bool:
        """Return whether nothing typed would be lost in any page; the one that says no comes to the front."""
        for name, page in self.built.items():
            if not page.may_leave():
                if page is not self.front():
                    self.page_named(name)
                    page.may_leave()  # asked again, because entering took the cursor from the question
                return False
        return True

    @Slot()
    def _go_to(self, at: int, _checked: bool = False) -> None:
        if at != self._here:
            self._bring(at)
            self.front().enter()

    def _bring(self, at: int) -> None:
        page = self._page_at(at)
        self._here = at
        self.buttons[at].setChecked(True)
        self._stack.setCurrentWidget(page)
        self.actions_changed.emit()

    def _page_at(self, at: int) -> Page:
        each = self.inner[at]
        page = self.built.get(each.name)
        if page is None:
            page = self.built[each.name] = each.build()
            page.actions_changed.connect(partial(self._tell_actions, page))
            self._stack.addWidget(page)
        return page

    def _tell_actions(self, page: Page) -> None:
        if page is self.front():
            self.actions_changed.emit()
