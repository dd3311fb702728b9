"""A list that was opened from a number says what it shows, and is left by one key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.record_page import RecordPage
from kyodo_desktop.ui.tasks import Tasks

from .conftest import Remembered
from .fake_source import DESIGN, Circles, Said, place_of

Narrow = Callable[..., None]


@pytest.fixture
def source() -> Circles:
    return Circles(10)


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, source: Circles) -> RecordPage:
    page = RecordPage(place_of(tasks, Said(), Remembered()), source, DESIGN)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.enter()
    qtbot.waitUntil(lambda: page.snapshot is not None)
    return page


@pytest.fixture
def narrow(qtbot: QtBot, page: RecordPage) -> Narrow:
    def show(words: str = "音楽のサークル", **filters: tuple[str, ...]) -> None:
        page.show_list(filters or {"kind": ("music",)})
        page.call_list(words)
        qtbot.waitUntil(lambda: "件）" in page.narrowed.text.text())

    return show


def test_a_page_that_nobody_narrowed_says_nothing(page: RecordPage) -> None:
    assert not page.narrowed.isVisible()
    page.filters.set_query(replace(page.filters.query, filters={"kind": ("music",)}))
    assert not page.narrowed.isVisible(), "the button of the filter says it"


def test_the_line_says_what_is_shown_and_how_many(page: RecordPage, narrow: Narrow, source: Circles) -> None:
    narrow()
    count = len(page.table.model.ids)
    assert 0 < count < 10
    assert page.narrowed.isVisible()
    assert page.narrowed.text.text() == f"「音楽のサークル」だけを表示しています（{count}件）。"
    assert page.narrowed.lift_button.accessibleName() == "「音楽のサークル」の絞り込みを解除"


def test_without_words_the_filters_say_it(page: RecordPage, narrow: Narrow) -> None:
    narrow("")
    assert page.narrowed.text.text().startswith("「種別：音楽・演劇」だけを表示しています（")


def test_escape_in_the_list_shows_everything_again(qtbot: QtBot, page: RecordPage, narrow: Narrow) -> None:
    narrow()
    assert page.table.view.hasFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(page.table.model.ids) == 10)
    assert not page.narrowed.isVisible()
    assert page.filters.query.filters == {}
    assert page.table.view.hasFocus()


def test_its_button_is_reached_by_tab_and_leaves_other_conditions(
    qtbot: QtBot, page: RecordPage, narrow: Narrow
) -> None:
    narrow()
    page.filters.set_query(
        replace(page.filters.query, filters={**page.filters.query.filters, "status": ("valid",)}, sort="reference")
    )
    assert page.narrowed.isVisible(), "it is narrowed further"
    button = page.narrowed.lift_button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert page.filters.query.filters == {"status": ("valid",)}
    assert page.filters.query.sort == "reference"
    assert page.table.view.hasFocus()


def test_escape_in_the_search_goes_to_the_list_first(qtbot: QtBot, page: RecordPage, narrow: Narrow) -> None:
    narrow()
    page.go_to_search()
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert page.table.view.hasFocus()
    assert page.narrowed.isVisible()


@pytest.mark.parametrize("filters", [{}, {"kind": ("sports",)}])
def test_it_goes_when_the_list_is_asked_for_something_else(
    page: RecordPage, narrow: Narrow, filters: dict[str, tuple[str, ...]]
) -> None:
    narrow()
    page.filters.set_query(replace(page.filters.query, filters=filters))
    assert not page.narrowed.isVisible()


def test_a_filter_without_a_button_is_always_said(qtbot: QtBot, page: RecordPage) -> None:
    page.filters.set_query(replace(page.filters.query, filters={"round": ("3",)}))
    assert page.narrowed.text.text().startswith("「条件に合うもの」だけを表示しています")
    page.filters.tell_beyond("募集回：第3回")
    assert page.narrowed.isVisible()
    assert page.narrowed.text.text().startswith("「募集回：第3回」だけを表示しています")
    page.filters.set_query(replace(page.filters.query, filters={"round": ("4",)}))
    assert page.filters.words() == "", "the words were those of another round"
    page.narrowed.lift()
    assert page.filters.query.filters == {}
    assert not page.narrowed.isVisible()


def test_a_kept_condition_comes_back_with_its_words(page: RecordPage) -> None:
    page.filters.set_query(replace(page.filters.query, filters={"round": ("3",)}))
    page.filters.tell_beyond("募集回：第3回")
    page.filters.kept_menu.aboutToShow.emit()
    keep = next(action for action in page.filters.kept_menu.actions() if action.data() == ("keep", 0))
    page.filters.kept_menu.triggered.emit(keep)
    page.filters.clear()
    page.filters.kept_menu.aboutToShow.emit()
    page.filters.kept_menu.triggered.emit(page.filters.kept_menu.actions()[0])
    assert page.filters.query.filters == {"round": ("3",)}
    assert page.filters.words() == "募集回：第3回"
    assert page.narrowed.isVisible()


def test_the_basket_as_a_list_says_so(qtbot: QtBot, page: RecordPage) -> None:
    page.narrowed.begin({}, "かごの中")
    assert page.narrowed.text.text().startswith("「かごの中」だけを表示しています")
    page.table.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Escape)
    assert not page.narrowed.isVisible()
