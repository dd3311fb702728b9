"""The main window finds pages by the name of their tab or by their own, and brings forward the one that would lose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.listing import Found
from kyodo_desktop.core.slice import Tab
from kyodo_desktop.shell.main_window import MainWindow
from kyodo_desktop.ui.page import Page
from kyodo_desktop.ui.page_group import InnerPage, PageGroup
from kyodo_desktop.ui.tasks import Tasks

TODAY = Tab("today", "今日", "today", "")
WORKS = Tab("works", "事業", "project", "")


class Sheet(Page):
    """A page that counts how often it was entered."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit(self)
        self.entered = 0
        self.opened: list[int] = []
        self.leaves = True
        self.asked = 0

    def enter(self) -> None:
        self.entered += 1
        self.line.setFocus()

    def open_record(self, record_id: int) -> None:
        self.opened.append(record_id)

    def may_leave(self) -> bool:
        self.asked += 1
        return self.leaves


def build(tab: Tab) -> Page:
    if tab is TODAY:
        return Sheet()
    return PageGroup([InnerPage("works", "事業台帳", Sheet), InnerPage("grants", "補助金", Sheet, guide="money")])


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks(on_trouble=pytest.fail, on_bug=pytest.fail)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow((TODAY, WORKS))
    qtbot.addWidget(window)
    window.complete()
    window.show()
    window.begin(build, "today", {"works": "works", "grants": "works"})
    yield window
    window.ask_to_close = lambda: True


def test_before_an_office_is_open_the_page_of_the_first_start_alone_takes_the_keys(qtbot: QtBot) -> None:
    window = MainWindow((TODAY, WORKS))
    qtbot.addWidget(window)
    window.complete()
    window.show()
    start = Sheet()
    window.show_instead(start)
    start.line.setFocus()
    window.go_to_search()
    assert start.line is window.focusWidget()
    assert not window.header.staff.isEnabled()  # Alt+T is the line 市町村名 there
    window.begin(build, "today", {"works": "works", "grants": "works"})
    window.go_to_search()
    assert window.header.search is window.focusWidget()
    assert window.header.staff.isEnabled()


def group_of(window: MainWindow) -> PageGroup:
    group = window.pages()[1]
    assert isinstance(group, PageGroup)
    return group


def test_the_guide_is_that_of_the_page_in_front_or_of_its_tab(window: MainWindow) -> None:
    assert window.current_guide() == "today"
    window.go_to_tab("grants")
    assert window.current_guide() == "money"
    window.go_to_tab("works")
    assert window.current_guide() == "works"


def test_a_page_inside_a_tab_is_gone_to_by_its_name(window: MainWindow) -> None:
    page = window.go_to_tab("grants")
    assert isinstance(page, Sheet)
    assert window.current_tab() == "works"
    assert page is group_of(window).built["grants"]
    assert page.entered == 1
    assert "works" not in group_of(window).built


def test_going_to_another_page_of_the_tab_in_front_enters_it(window: MainWindow) -> None:
    window.go_to_tab("grants")
    page = window.go_to_tab("works")
    assert isinstance(page, Sheet)
    assert page.isVisible()
    assert page.entered == 1


def test_the_tab_comes_back_with_the_page_that_was_in_front(window: MainWindow) -> None:
    window.go_to_tab("grants")
    window.go_to_tab("today")
    window.bar.setCurrentIndex(1)
    assert group_of(window).built["grants"].isVisible()


def test_what_was_found_is_opened_on_its_own_page(window: MainWindow) -> None:
    window.header.search.opened.emit(Found("grants", 12, "補助金", "清掃", ""))
    page = group_of(window).built["grants"]
    assert isinstance(page, Sheet)
    assert page.opened == [12]


def test_a_page_that_would_lose_something_comes_to_the_front(window: MainWindow) -> None:
    page = window.go_to_tab("grants")
    assert isinstance(page, Sheet)
    page.leaves = False
    window.go_to_tab("today")
    assert not window.may_leave()
    assert window.current_tab() == "works"
    assert page.isVisible()
    page.leaves = True
    assert window.may_leave()


def test_the_f_keys_follow_the_page_inside(window: MainWindow) -> None:
    window.go_to_tab("works")
    group = group_of(window)
    shown: list[None] = []
    group.actions_changed.connect(lambda: shown.append(None))
    window.go_to_tab("grants")
    assert shown


def sheet_in_front(window: MainWindow) -> Sheet:
    page = window.pages()[0]
    assert isinstance(page, Sheet)
    return page


def test_esc_brings_the_cursor_back_from_the_search(qtbot: QtBot, window: MainWindow) -> None:
    page, box = sheet_in_front(window), window.header.search
    other = QLineEdit(page)
    other.show()
    other.setFocus()
    window.go_to_search()
    window.go_to_search()  # pressed twice, it does not forget where the cursor was
    qtbot.keyClicks(box, "ta")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), window.focusWidget()) == ("", box)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert window.focusWidget() is other


def test_esc_goes_to_the_page_where_what_had_the_cursor_is_gone(qtbot: QtBot, window: MainWindow) -> None:
    page, box = sheet_in_front(window), window.header.search
    other = QLineEdit(page)
    other.show()
    other.setFocus()
    window.go_to_search()
    other.hide()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert window.focusWidget() is page.line


def test_answers_are_as_wide_as_their_addresses_and_inside_the_window(
    qtbot: QtBot, window: MainWindow, tasks: Tasks
) -> None:
    found = Found(
        "works",
        1,
        "ボランティア",
        "青木　明美（あおき　あけみ）",
        "V06337　汐見野市貝塚町2丁目28番10号　メゾン青木203号",
    )
    box = window.header.search
    box.connect_to(tasks, lambda text: [found])
    box.setFont(QFont(box.font().family(), 18))
    qtbot.keyClicks(box, "a")
    qtbot.waitUntil(box.is_open)
    answers = next(view for view in window.findChildren(QListView) if view.isVisible())
    popup = answers.parent()
    assert isinstance(popup, QFrame)
    assert answers.sizeHintForColumn(0) <= answers.viewport().width()
    assert window.rect().contains(popup.geometry())
