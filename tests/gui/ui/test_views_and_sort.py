"""The order that a page begins with, its named views, and what a record is advised of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.listing import Sort
from kyodo_desktop.core.slice import View
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.ui.record_page import RecordPage
from kyodo_desktop.ui.record_source import RecordPageDesign
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.view_chips import view_of, without_views

from .conftest import Remembered
from .fake_source import DESIGN, Circles, Said, place_of

VIEWS = (
    View("music", "音楽の台帳", {"kind": ("music",)}),
    View("open air", "野外の台帳", {"kind": ("sports", "nature")}),
)


def advice(values: Mapping[str, Any], _words: Words) -> list[str]:
    return [f"{label}が未確認です。" for label in ("会場", "保険", "名簿", "会費") if not values.get("fax")]


@pytest.fixture
def show(qtbot: QtBot, tasks: Tasks) -> Callable[..., tuple[RecordPage, Circles]]:
    def show_page(design: RecordPageDesign) -> tuple[RecordPage, Circles]:
        source = Circles(10)
        page = RecordPage(place_of(tasks, Said(), Remembered()), source, design)
        qtbot.addWidget(page)
        page.resize(1366, 700)
        page.show()
        page.enter()
        qtbot.waitUntil(lambda: page.snapshot is not None)
        return page, source

    return show_page


def test_a_page_begins_with_its_own_order(
    qtbot: QtBot, show: Callable[[RecordPageDesign], tuple[RecordPage, Circles]]
) -> None:
    page, source = show(replace(DESIGN, sort=Sort("reference", descending=True)))
    assert (source.asked[0].sort, source.asked[0].descending) == ("reference", True)
    assert list(page.table.model.ids) == list(range(10, 0, -1))
    assert page.table.header.isSortIndicatorShown()
    page.show_list({"kind": ("music",)})
    qtbot.waitUntil(lambda: source.asked[-1].filters == {"kind": ("music",)})
    assert source.asked[-1].sort == "reference"


def test_letting_go_of_another_order_returns_to_that_of_the_page(
    qtbot: QtBot, show: Callable[[RecordPageDesign], tuple[RecordPage, Circles]]
) -> None:
    page, source = show(replace(DESIGN, sort=Sort("reference", descending=True)))
    page.filters.set_sort("name", False)
    qtbot.waitUntil(lambda: source.asked[-1].sort == "name")
    page.filters.set_sort("", False)
    qtbot.waitUntil(lambda: (source.asked[-1].sort, source.asked[-1].descending) == ("reference", True))


def test_views_are_one_press_away_and_keep_what_else_was_asked(
    qtbot: QtBot, show: Callable[[RecordPageDesign], tuple[RecordPage, Circles]]
) -> None:
    page, _ = show(replace(DESIGN, views=VIEWS))
    assert page.views is not None
    assert [button.text() for button in page.views.buttons] == ["すべて", "音楽の台帳", "野外の台帳"]
    page.filters.set_query(replace(page.filters.query, text="会", filters={"status": ("valid",)}))
    page.views.buttons[1].click()
    assert page.filters.query.filters == {"status": ("valid",), "kind": ("music",)}
    assert page.filters.query.text == "会"
    assert page.filters.words() == "「会」・音楽の台帳・状態：有効"
    page.views.buttons[2].click()
    assert page.filters.query.filters == {"status": ("valid",), "kind": ("sports", "nature")}
    page.views.buttons[0].click()
    assert page.filters.query.filters == {"status": ("valid",)}


def test_a_view_is_shown_as_chosen_whoever_asks_for_it(
    qtbot: QtBot, show: Callable[[RecordPageDesign], tuple[RecordPage, Circles]]
) -> None:
    page, _ = show(replace(DESIGN, views=VIEWS))
    assert page.views is not None
    page.show_list({"kind": ("sports", "nature")})
    assert page.views.buttons[2].isChecked()
    page.filters.clear()
    assert page.views.buttons[0].isChecked()


def test_a_page_without_views_has_no_row_for_them(
    show: Callable[[RecordPageDesign], tuple[RecordPage, Circles]],
) -> None:
    page, _ = show(DESIGN)
    assert page.views is None


def test_views_are_told_from_the_filters() -> None:
    assert view_of(VIEWS, {"kind": ("music",), "status": ("valid",)}) == VIEWS[0]
    assert view_of(VIEWS, {"kind": ("music", "nature")}) is None
    assert without_views(VIEWS, {"kind": ("music",), "status": ("valid",)}) == {"status": ("valid",)}
    assert without_views(VIEWS, {"kind": ("nature",)}) == {"kind": ("nature",)}


def test_advice_stands_above_a_record_that_is_read_and_follows_one_that_is_typed(
    qtbot: QtBot, show: Callable[[RecordPageDesign], tuple[RecordPage, Circles]]
) -> None:
    page, _ = show(replace(DESIGN, advice=advice))
    lines = page.panel.advice
    assert lines.isVisible()
    assert lines.text.text() == "・会場が未確認です。\n・保険が未確認です。\n・名簿が未確認です。"
    lines.more.click()
    assert lines.text.text().endswith("・会費が未確認です。")
    page.editing.begin_edit()
    assert lines.isVisible()
    page.panel.form.set_value("fax", "0143-22-0000")
    page.panel.form.field_left.emit("fax", "0143-22-0000")
    assert not lines.isVisible()


def test_no_advice_takes_no_room(show: Callable[[RecordPageDesign], tuple[RecordPage, Circles]]) -> None:
    page, _ = show(DESIGN)
    assert not page.panel.advice.isVisible()
