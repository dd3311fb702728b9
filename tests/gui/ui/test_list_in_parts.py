"""A search whose first rows show before the rest of its records has come: what is done meanwhile is done to all."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.listing import ListQuery, ListResult
from kyodo_desktop.ui.list_reader import Listed
from kyodo_desktop.ui.record_model import PAGE
from kyodo_desktop.ui.record_page import RecordPage
from kyodo_desktop.ui.tasks import Tasks

from .conftest import Remembered, Told
from .fake_source import DESIGN, Circles, Said, place_of

CONTROL = Qt.KeyboardModifier.ControlModifier


class MovingCircles(Circles):
    """Circles whose whole list fails, or begins otherwise than its first rows did."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.trouble: WorldError | None = None
        self.turned = False

    def list_ids(self, query: ListQuery) -> ListResult:
        result = super().list_ids(query)
        if query.text and not query.limit:
            if self.trouble is not None:
                raise self.trouble
            if self.turned:
                return replace(result, ids=result.ids[::-1])
        return result


@pytest.fixture
def source() -> MovingCircles:
    return MovingCircles(400)


@pytest.fixture
def page(qtbot: QtBot, tasks: Tasks, source: MovingCircles, tmp_path: Path) -> RecordPage:
    made = RecordPage(place_of(tasks, Said(), Remembered()), source, DESIGN, tmp_path / "drafts")
    made.resize(1366, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.enter()
    qtbot.waitUntil(lambda: made.snapshot is not None and tasks.is_idle())
    return made


@pytest.fixture
def begin(qtbot: QtBot, page: RecordPage) -> Callable[[str], None]:
    """Return what types a text into the search and comes back as soon as the first rows show."""

    def type_text(text: str) -> None:
        page.filters.search.setText(text)
        with qtbot.waitSignal(page.lists.listed):
            page.filters.search.textEdited.emit(text)

    return type_text


Begin = Callable[[str], None]


def matching(source: Circles, text: str) -> list[int]:
    return list(source.list_ids(ListQuery(text=text)).ids)


def wait_for_all(qtbot: QtBot, page: RecordPage, count: int) -> None:
    qtbot.waitUntil(lambda: len(page.table.model.ids) == count)


def test_the_rest_is_read_when_typing_rests_and_not_before(
    qtbot: QtBot, page: RecordPage, source: MovingCircles, begin: Begin
) -> None:
    source.asked.clear()
    whole: list[Listed] = []
    page.lists.completed.connect(whole.append)
    for typed in ("か", "かい"):
        begin(typed)
    assert [(query.text, query.limit) for query in source.asked] == [("か", PAGE), ("かい", PAGE)]
    with qtbot.waitSignal(page.lists.completed):
        pass
    assert [(query.text, query.limit) for query in source.asked[2:]] == [("かい", 0)]
    assert [len(listed.result.ids) for listed in whole] == [240]
    assert len(page.table.model.ids) == 240


def test_count_cursor_and_selection_stand_when_the_rest_has_come(
    qtbot: QtBot, page: RecordPage, source: MovingCircles, begin: Begin
) -> None:
    begin("会")
    assert page.table.foot.text() == "240件"
    page.table.go_to_row(3)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen, cursor = page.table.selected_ids(), page.table.current_id()
    assert len(chosen) == 2
    wait_for_all(qtbot, page, 240)
    assert page.table.foot.text() == "240件　会員数 計 2,400名"
    assert (page.table.selected_ids(), page.table.current_id()) == (chosen, cursor)
    assert list(page.table.model.ids) == matching(source, "会")


def test_a_newer_search_overtakes_the_rest_of_an_older_one(
    qtbot: QtBot, page: RecordPage, source: MovingCircles, begin: Begin
) -> None:
    whole: list[Listed] = []
    page.lists.completed.connect(whole.append)
    begin("会")
    page.lists.when_whole(lambda: pytest.fail("the list that it waited for was given up"))
    begin("渡邉")
    wait_for_all(qtbot, page, 80)
    qtbot.waitUntil(page.place.tasks.is_idle)
    assert [listed.result.total for listed in whole] == [80]
    assert list(page.table.model.ids) == matching(source, "渡邉")


def test_all_rows_selected_are_all_records_when_the_rest_comes(
    qtbot: QtBot, page: RecordPage, source: MovingCircles, begin: Begin
) -> None:
    begin("会")
    qtbot.keyClick(page.table.view, Qt.Key.Key_A, CONTROL)
    assert len(page.table.selected_ids()) == PAGE
    wait_for_all(qtbot, page, 240)
    assert list(page.table.selected_ids()) == matching(source, "会")


def test_all_of_a_search_go_into_the_basket_although_most_have_not_come(
    qtbot: QtBot, page: RecordPage, source: MovingCircles, begin: Begin
) -> None:
    begin("会")
    qtbot.keyClick(page.table.view, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(page.basket) > 0)
    assert list(page.basket.ids) == matching(source, "会")
    assert page.table.basket_button.text() == "かご 240件"


def test_one_of_a_search_goes_into_the_basket_at_once(qtbot: QtBot, page: RecordPage, begin: Begin) -> None:
    begin("会")
    qtbot.keyClick(page.table.view, Qt.Key.Key_Space)
    assert page.basket.ids == (page.table.current_id(),)


def test_all_of_a_search_are_copied_although_most_have_not_come(qtbot: QtBot, page: RecordPage, begin: Begin) -> None:
    QGuiApplication.clipboard().clear()
    begin("会")
    qtbot.keyClick(page.table.view, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(page.table.view, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "")
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + 240


def test_end_goes_to_the_last_of_all(qtbot: QtBot, page: RecordPage, source: MovingCircles, begin: Begin) -> None:
    begin("会")
    qtbot.keyClick(page.table.view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.table.current_id() == matching(source, "会")[-1])


def test_a_record_opened_meanwhile_gets_the_cursor_when_it_comes(
    qtbot: QtBot, page: RecordPage, source: MovingCircles, begin: Begin
) -> None:
    begin("会")
    far = matching(source, "会")[200]
    page.open_record(far)
    wait_for_all(qtbot, page, 240)
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == far)
    qtbot.waitUntil(page.place.tasks.is_idle)
    assert page.table.current_id() == far
    assert page.snapshot is not None
    assert page.snapshot.id == far


def test_a_rest_that_begins_otherwise_is_shown_as_it_is(
    qtbot: QtBot, page: RecordPage, source: MovingCircles, begin: Begin
) -> None:
    begin("会")
    page.table.go_to_row(2)
    cursor = page.table.current_id()
    source.turned = True
    wait_for_all(qtbot, page, 240)
    assert list(page.table.model.ids) == matching(source, "会")
    assert page.table.model.ids[0] > page.table.model.ids[-1]
    assert page.table.current_id() == cursor


def test_a_rest_that_fails_is_told_and_asked_for_by_what_needs_it(
    qtbot: QtBot, page: RecordPage, source: MovingCircles, told: Told, begin: Begin
) -> None:
    done: list[int] = []
    source.trouble = WorldError("データベースを読めません。")
    begin("会")
    page.lists.when_whole(lambda: done.append(0))
    qtbot.waitUntil(lambda: bool(told.troubles))
    assert told.troubles == [source.trouble]
    assert len(page.table.model.ids) == PAGE
    assert page.table.foot.text() == "240件"
    source.trouble = None
    page.lists.when_whole(lambda: done.append(len(page.table.model.ids)))
    qtbot.waitUntil(lambda: bool(done))
    assert done == [240], "what waited was given up when its trouble was told"


def test_a_list_that_failed_is_shown_when_it_comes_after_all(
    qtbot: QtBot, tasks: Tasks, source: MovingCircles, told: Told, tmp_path: Path
) -> None:
    page = RecordPage(place_of(tasks, Said(), Remembered()), source, DESIGN, tmp_path / "drafts")
    qtbot.addWidget(page)
    page.show()
    source.trouble = WorldError("データベースを読めません。")
    page.filters.set_query(ListQuery(text="会", sort="name"))
    page.lists.ask(ListQuery(text="会"))
    qtbot.waitUntil(lambda: bool(told.troubles) and tasks.is_idle())
    assert not page.table.view.isVisible()
    source.trouble = None
    page.lists.when_whole(lambda: None)
    qtbot.waitUntil(page.table.view.isVisible)
    assert page.table.current_id() == matching(source, "会")[0]


def test_what_waits_for_the_list_outlives_a_save(qtbot: QtBot, page: RecordPage, begin: Begin) -> None:
    done: list[int] = []
    begin("会")
    page.lists.when_whole(lambda: done.append(len(page.table.model.ids)))
    page.lists.ask_again()
    qtbot.waitUntil(lambda: bool(done))
    assert done == [240]


def test_the_basket_in_place_of_the_list_is_not_overtaken_by_the_rest(
    qtbot: QtBot, page: RecordPage, source: MovingCircles, begin: Begin
) -> None:
    begin("会")
    page.lists.when_whole(lambda: pytest.fail("the list that it waited for was given up"))
    page.lists.show_these(array("q", [7, 3]))
    wait_for_all(qtbot, page, 2)
    qtbot.waitUntil(page.place.tasks.is_idle)
    assert list(page.table.model.ids) == [7, 3]
    assert page.table.foot.text() == "2件　会員数 計 20名"
    page.lists.ask_again()
    qtbot.waitUntil(page.place.tasks.is_idle)
    assert list(page.table.model.ids) == [7, 3], "a save does not put another list in its place"
