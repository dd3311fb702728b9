"""Several pages in one tab: a switch above, pages built when they are wanted, and everything passed on to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.slice import Slice, Tab, tabs_of
from kyodo_desktop.ui.page import KeyAction, Page
from kyodo_desktop.ui.page_group import InnerPage, PageGroup, slice_pages, tab_page


class Sheet(Page):
    """A page that writes down what it is asked."""

    def __init__(self, name: str, told: list[tuple[str, str, Any]]) -> None:
        super().__init__()
        self.name = name
        self.told = told
        self.leaves = True
        told.append((name, "built", None))

    def actions_by_key(self) -> dict[int, KeyAction]:
        return {5: KeyAction(partial(self.told.append, (self.name, "F5", None)), label=self.name)}

    def enter(self) -> None:
        self.told.append((self.name, "entered", None))

    def open_record(self, record_id: int) -> None:
        self.told.append((self.name, "opened", record_id))

    def show_list(self, filters: Mapping[str, tuple[str, ...]]) -> None:
        self.told.append((self.name, "listed", filters))

    def search_for(self, text: str) -> None:
        self.told.append((self.name, "searched", text))

    def refresh(self, changed: object) -> None:
        self.told.append((self.name, "refreshed", changed))

    def may_leave(self) -> bool:
        self.told.append((self.name, "asked", None))
        return self.leaves


@pytest.fixture
def told() -> list[tuple[str, str, Any]]:
    return []


@pytest.fixture
def group(qtbot: QtBot, told: list[tuple[str, str, Any]]) -> PageGroup:
    labels = {"works": "事業台帳", "grants": "補助金の申請", "boards": "期限と集計"}
    group = PageGroup([InnerPage(name, label, partial(Sheet, name, told)) for name, label in labels.items()])
    qtbot.addWidget(group)
    group.resize(900, 500)
    group.show()
    group.activateWindow()
    qtbot.waitUntil(group.isActiveWindow)
    group.enter()
    return group


def test_only_what_is_seen_is_built(group: PageGroup, told: list[tuple[str, str, Any]]) -> None:
    assert told == [("works", "built", None), ("works", "entered", None)]
    assert [button.text() for button in group.buttons] == [
        "事業台帳　Ctrl+1",
        "補助金の申請　Ctrl+2",
        "期限と集計　Ctrl+3",
    ]
    assert [button.isChecked() for button in group.buttons] == [True, False, False]


def test_keys_and_clicks_switch(qtbot: QtBot, group: PageGroup, told: list[tuple[str, str, Any]]) -> None:
    changes: list[None] = []
    group.actions_changed.connect(lambda: changes.append(None))
    qtbot.keyClick(group, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert told[-2:] == [("boards", "built", None), ("boards", "entered", None)]
    assert group.actions_by_key()[5].label == "boards"
    assert group.buttons[2].isChecked()
    assert changes
    group.buttons[0].click()
    assert told[-1] == ("works", "entered", None)


def test_what_is_asked_goes_to_the_page_in_front(group: PageGroup, told: list[tuple[str, str, Any]]) -> None:
    page = group.page_named("grants")
    assert page is group.front()
    group.open_record(4)
    group.show_list({"due": ("late",)})
    group.search_for("清掃")
    assert told[-3:] == [
        ("grants", "opened", 4),
        ("grants", "listed", {"due": ("late",)}),
        ("grants", "searched", "清掃"),
    ]


def test_a_name_that_no_page_has_leaves_the_front(group: PageGroup) -> None:
    group.page_named("grants")
    assert group.page_named("projects tab") is group.front()
    assert group.buttons[1].isChecked()


def test_a_group_that_is_not_seen_enters_the_page_that_was_wanted(
    qtbot: QtBot, told: list[tuple[str, str, Any]]
) -> None:
    group = PageGroup([InnerPage(name, name, partial(Sheet, name, told)) for name in ("works", "grants")])
    qtbot.addWidget(group)
    group.page_named("grants")
    group.show()
    group.enter()
    assert [each[:2] for each in told] == [("grants", "built"), ("grants", "entered")]
    assert group.buttons[1].isChecked()


def test_actions_of_a_page_behind_are_not_told(group: PageGroup) -> None:
    behind = group.front()
    group.page_named("grants")
    changes: list[None] = []
    group.actions_changed.connect(lambda: changes.append(None))
    behind.actions_changed.emit()
    assert not changes
    group.front().actions_changed.emit()
    assert len(changes) == 1


def test_a_write_reaches_every_page_that_is_built(group: PageGroup, told: list[tuple[str, str, Any]]) -> None:
    group.page_named("grants")
    told.clear()
    group.refresh("changes")
    assert told == [("works", "refreshed", "changes"), ("grants", "refreshed", "changes")]


def test_a_page_that_would_lose_something_comes_to_the_front(
    group: PageGroup, told: list[tuple[str, str, Any]]
) -> None:
    works = group.front()
    assert isinstance(works, Sheet)
    works.leaves = False
    group.page_named("grants")
    assert not group.may_leave()
    assert group.front() is works
    assert told[-1] == ("works", "asked", None)
    works.leaves = True
    assert group.may_leave()


TAB = Tab("works", "事業", "project", "")


def slice_of(name: str, group: Tab | None) -> Slice:
    return Slice(name, Tab(name, name.upper(), "project", f"{__name__}:build_{name}"), "", "", "", group=group)


def build_works(place: object) -> QWidget:
    page = Page()
    page.setObjectName(str(place))
    return page


def test_slices_of_one_group_share_a_tab() -> None:
    slices = [slice_of("people", None), slice_of("works", TAB), slice_of("grants", TAB), slice_of("things", None)]
    assert [tab.name for tab in tabs_of(slices)] == ["people", "works", "things"]
    place: Any = SimpleNamespace(office=SimpleNamespace(slices=slices))
    inner = slice_pages(place, "works")
    assert [(each.name, each.label) for each in inner] == [("works", "WORKS"), ("grants", "GRANTS")]


def test_the_page_of_a_slice_is_built_at_its_place(qtbot: QtBot) -> None:
    place: Any = SimpleNamespace(office=SimpleNamespace(slices=[slice_of("works", TAB)]))
    page = slice_pages(place, "works")[0].build()
    qtbot.addWidget(page)
    assert page.objectName() == str(place)


def test_a_shared_tab_without_further_pages_holds_those_of_its_slices(qtbot: QtBot) -> None:
    place: Any = SimpleNamespace(office=SimpleNamespace(slices=[slice_of("works", TAB), slice_of("grants", TAB)]))
    page = tab_page(TAB, place)
    qtbot.addWidget(page)
    assert isinstance(page, PageGroup)
    assert [each.name for each in page.inner] == ["works", "grants"]
    alone = tab_page(slice_of("works", None).tab, place)
    qtbot.addWidget(alone)
    assert alone.objectName() == str(place)
