from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeKind
from kyodo_desktop.ui.record_model import PAGE
from kyodo_desktop.ui.record_page import RecordPage
from kyodo_desktop.ui.side_panel import Link, LinkBlock
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import Size, Theme
from tests.gui.conftest import PATIENCE

from .conftest import Remembered, Told
from .fake_source import DESIGN, Changed, Circles, Said, place_of
from .invented import circle

MakePage = Callable[..., RecordPage]


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def source() -> Circles:
    return Circles(30)


@pytest.fixture
def make_page(qtbot: QtBot, tasks: Tasks, said: Said, tmp_path: Path) -> MakePage:
    preferences = Remembered()

    def make(source: Circles, *, read_only: bool = False) -> RecordPage:
        place = place_of(tasks, said, preferences, read_only=read_only)
        page = RecordPage(place, source, DESIGN, tmp_path / "drafts")
        tasks.written.connect(lambda stored: page.refresh(getattr(stored, "changes", stored)))
        page.resize(1366, 700)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitExposed(page)
        page.enter()
        if source.kept:
            qtbot.waitUntil(lambda: page.snapshot is not None)
        return page

    return make


@pytest.fixture
def page(make_page: MakePage, source: Circles) -> RecordPage:
    return make_page(source)


def line(page: RecordPage, attribute: str) -> QLineEdit:
    target = page.panel.form.cells[attribute].editor.target
    assert isinstance(target, QLineEdit)
    return target


def enter_text(page: RecordPage, attribute: str, text: str) -> None:
    line(page, attribute).setText(text)
    line(page, attribute).textEdited.emit(text)
    line(page, attribute).editingFinished.emit()


def press_step(page: RecordPage, words: str) -> None:
    button = next(button for button in page.notices.buttons if button.text() == words)
    button.click()


def notice(page: RecordPage) -> str:
    return page.notices.notice.text if page.notices.notice is not None else ""


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


# ------------------------------------------------------------------------------------------------------- the list


def test_the_list_comes_and_its_first_record_is_read(qtbot: QtBot, page: RecordPage) -> None:
    assert page.table.foot.text() == "30件　会員数 計 300名"
    assert page.snapshot is not None
    assert page.snapshot["name"].startswith("あおぞら")
    assert page.panel.title.text() == page.snapshot["name"]
    assert page.panel.mark.text() in ("● 有効", "■ 期限切れ")
    qtbot.waitUntil(lambda: bool(page.panel.side.findChildren(QWidget)))
    assert page.filters.search.hasFocus()


def test_filled_is_told_when_the_rows_are_there(
    qtbot: QtBot, tasks: Tasks, said: Said, tmp_path: Path, source: Circles
) -> None:
    page = RecordPage(place_of(tasks, said, Remembered()), source, DESIGN, tmp_path)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    with qtbot.waitSignal(page.filled):
        page.enter()
    assert page.table.model.index(0, 1).data().startswith("C-")


def test_the_first_rows_come_with_the_list(qtbot: QtBot, page: RecordPage) -> None:
    asked: list[int] = []
    page.table.model.dataChanged.connect(lambda *_: asked.append(1))
    page.filters.search.setText("ﾜﾀﾅﾍﾞ")
    page.filters.search.textEdited.emit("ﾜﾀﾅﾍﾞ")
    with qtbot.waitSignal(page.filled):
        pass
    shown = [page.table.model.index(0, place).data() for place in range(1, page.table.model.columnCount())]
    assert any("渡邉" in text for text in shown)
    assert asked == []


def test_of_a_long_search_the_rows_in_sight_come_first_and_all_ids_behind_them(
    qtbot: QtBot, make_page: MakePage
) -> None:
    source = Circles(400)
    page = make_page(source)
    done: list[int] = []
    page.filters.search.setText("会")
    page.filters.search.textEdited.emit("会")
    page.lists.when_whole(lambda: done.append(len(page.table.model.ids)))
    with qtbot.waitSignal(page.filled):
        pass
    assert len(page.table.model.ids) == PAGE
    assert page.table.foot.text().startswith("240件")
    assert done == []
    qtbot.waitUntil(lambda: bool(done))
    assert done == [240]
    assert page.table.foot.text() == "240件　会員数 計 2,400名"
    assert [query.limit for query in source.asked[-2:]] == [PAGE, 0]
    page.lists.when_whole(lambda: done.append(0))
    assert done == [240, 0]


def test_after_a_save_the_cursor_stays_far_down_in_a_search(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(Circles(400))
    page.filters.search.setText("会")
    page.filters.search.textEdited.emit("会")
    qtbot.waitUntil(lambda: len(page.table.model.ids) == 240)
    page.table.go_to_row(200)
    current = page.table.current_id()
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == current)
    page.editing.begin_edit()
    enter_text(page, "phone", "0143-22-9999")
    page.editing.save()
    qtbot.waitUntil(lambda: not page.editing.is_active and page.place.tasks.is_idle())
    assert page.table.current_id() == current


def test_a_record_that_the_cursor_passes_by_is_not_read(qtbot: QtBot, page: RecordPage, source: Circles) -> None:
    source.loaded.clear()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == page.table.current_id())
    assert source.loaded == [page.table.current_id()]


def test_f4_edits_the_record_under_the_cursor_although_it_has_not_come_yet(qtbot: QtBot, page: RecordPage) -> None:
    before = page.snapshot
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    page.editing.begin_edit()
    assert page.snapshot is before
    qtbot.waitUntil(lambda: page.editing.is_active)
    assert page.editing.record_id == page.table.current_id() != (before and before.id)


def test_typing_searches_and_arrow_goes_into_the_list(qtbot: QtBot, page: RecordPage) -> None:
    page.filters.search.setText("ﾜﾀﾅﾍﾞ")
    page.filters.search.textEdited.emit("ﾜﾀﾅﾍﾞ")
    qtbot.waitUntil(lambda: page.table.foot.text().startswith("6件"))
    qtbot.waitUntil(lambda: page.snapshot is not None and "渡邉" in page.snapshot["name"])
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Down)
    assert page.table.view.hasFocus()
    qtbot.keyClick(page.table.view, "h")
    assert page.filters.search.hasFocus()
    assert page.filters.search.text() == "h"


def test_filters_tabs_and_order_make_one_query(qtbot: QtBot, page: RecordPage, source: Circles) -> None:
    choose(page.filters.buttons["kind"].choices, "音楽・演劇")
    choose(page.filters.buttons["kind"].choices, "自然観察")
    page.tabs.buttons["た"].click()
    page.table.header.sectionClicked.emit(1)
    qtbot.waitUntil(lambda: source.asked[-1].sort == "reference")
    assert source.asked[-1] == ListQuery(filters={"kind": ("music", "nature")}, sort="reference", tab="た")
    assert page.filters.buttons["kind"].text() == "種別：音楽・演劇 ほか1"
    page.filters.clear_button.click()
    qtbot.waitUntil(lambda: source.asked[-1] == ListQuery(sort="reference"))
    assert page.tabs.buttons[""].isChecked()
    assert not page.filters.clear_button.isEnabled()


def test_conditions_are_kept_under_their_own_words(qtbot: QtBot, page: RecordPage, source: Circles) -> None:
    menu = page.filters.kept_menu
    choose(page.filters.buttons["kind"].choices, "音楽・演劇")
    menu.aboutToShow.emit()
    choose(menu, "今の条件を保存：種別：音楽・演劇")
    page.filters.clear()
    menu.aboutToShow.emit()
    choose(menu, "種別：音楽・演劇")
    qtbot.waitUntil(lambda: source.asked[-1].filters == {"kind": ("music",)})
    menu.aboutToShow.emit()
    drop = next(action for action in menu.actions() if action.text() == "保存した条件を削除")
    choose(drop.menu(), "種別：音楽・演劇")
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "まだありません"


def test_nothing_found_offers_to_show_everything(qtbot: QtBot, page: RecordPage) -> None:
    page.filters.set_query(ListQuery(text="どこにもない"))
    qtbot.waitUntil(page.table.empty.isVisible)
    assert "条件に合うサークルはありません" in page.table.empty.title.text()
    page.table.empty.buttons[0].click()
    qtbot.waitUntil(lambda: page.table.foot.text().startswith("30件"))


def test_an_empty_register_says_how_to_begin(qtbot: QtBot, make_page: MakePage) -> None:
    page = make_page(Circles(0))
    qtbot.waitUntil(lambda: bool(page.table.empty.buttons))
    page.table.empty.buttons[0].click()
    assert page.editing.is_active
    assert page.panel.title.text() == "新しいサークル"


def test_the_shell_may_ask_for_a_list_or_a_record(qtbot: QtBot, page: RecordPage, source: Circles) -> None:
    page.show_list({"kind": ("music",)})
    qtbot.waitUntil(lambda: page.table.foot.text().startswith("10件"))
    assert page.filters.buttons["kind"].chosen == ("music",)
    page.open_record(3)
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == 3)
    assert source.kept[3]["kind"] == "sports"


def test_what_stands_beside_a_record_comes_from_the_slice(qtbot: QtBot, page: RecordPage) -> None:
    printed: list[int] = []

    def links(snapshot: Snapshot) -> tuple[LinkBlock, ...]:
        return (LinkBlock("書類", (Link("登録証", lambda: printed.append(snapshot.id)),)),)

    page.links_of = links  # type: ignore[method-assign]  # what a slice would override
    page.show_snapshot(page.source.load(5))
    page.panel.side.buttons[0].click()
    assert printed == [5]


# ------------------------------------------------------------------------------------------------------ new, edit, save


def test_a_new_record_is_saved_and_stays_in_front(qtbot: QtBot, page: RecordPage, source: Circles, said: Said) -> None:
    page.actions_by_key()[2].run()
    assert page.panel.form.cells["kind"].editor.target.hasFocus()
    enter_text(page, "kind", "2")
    enter_text(page, "name", "新しい会")
    page.actions_by_key()[12].run()
    qtbot.waitUntil(lambda: bool(said.words))
    assert said.words == [("「新しい会」を保存しました。", ("circles", 1))]
    assert not page.editing.is_active
    assert page.snapshot is not None
    assert page.snapshot.id == 31
    qtbot.waitUntil(lambda: page.table.foot.text().startswith("31件"))
    qtbot.waitUntil(lambda: page.table.current_id() == 31)
    assert page.panel.title.text() == "新しい会"


def test_a_change_is_saved_over_its_record(qtbot: QtBot, page: RecordPage, source: Circles, said: Said) -> None:
    assert page.snapshot is not None
    id = page.snapshot.id
    page.actions_by_key()[4].run()
    enter_text(page, "phone", "0143229999")
    page.panel.save_button.click()
    qtbot.waitUntil(lambda: bool(said.words))
    assert source.kept[id]["phone"] == "0143-22-9999"
    assert page.panel.view.values["phone"].text().startswith("0143-22-9999")
    assert page.table.current_id() == id


class SlowCircles(Circles):
    """Circles of which one is read only when the gate is opened."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.slow: int | None = None
        self.entered, self.opened = threading.Event(), threading.Event()

    def load(self, record_id: int) -> Snapshot:
        if record_id == self.slow:
            self.entered.set()
            assert self.opened.wait(PATIENCE / 1000)
        return super().load(record_id)


@pytest.fixture
def slow_page(qtbot: QtBot, make_page: MakePage) -> Iterator[tuple[RecordPage, SlowCircles]]:
    """A page whose cursor has come to its third record, which is being read and does not come."""
    source = SlowCircles(30)
    page = make_page(source)
    page.table.setFocus()
    source.slow = page.table.model.ids[2]
    page.table.go_to_row(2)
    qtbot.waitUntil(source.entered.is_set)
    yield page, source
    source.opened.set()


@pytest.mark.parametrize("row", [0, 4])
def test_a_record_that_comes_after_the_cursor_went_on_is_not_shown(
    qtbot: QtBot, slow_page: tuple[RecordPage, SlowCircles], row: int
) -> None:
    page, source = slow_page
    wanted = page.table.model.ids[row]
    page.table.go_to_row(row)
    source.opened.set()
    qtbot.waitUntil(page.place.tasks.is_idle)
    assert page.snapshot is not None
    assert page.snapshot.id != source.slow
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == wanted)
    assert page.panel.title.text() == page.snapshot["name"]


def test_a_change_of_the_record_that_is_shown_does_not_keep_the_next_from_coming(
    qtbot: QtBot, slow_page: tuple[RecordPage, SlowCircles]
) -> None:
    page, source = slow_page
    assert page.snapshot is not None
    assert page.snapshot.id != source.slow
    page.refresh(Changed(None, {"circles": frozenset({page.snapshot.id})}))
    source.opened.set()
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == source.slow)
    assert page.table.current_id() == source.slow


def leave_the_list(bot: QtBot, page: RecordPage) -> int:
    """Save the fourth record of the list of musicians as one of another kind; return its id."""
    page.show_list({"kind": ("music",)})
    bot.waitUntil(lambda: page.table.foot.text().startswith("10件"))
    page.table.go_to_row(3)
    left = page.table.current_id()
    assert left is not None
    bot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == left)
    page.actions_by_key()[4].run()
    enter_text(page, "kind", "1")
    page.editing.save()
    bot.waitUntil(lambda: not page.editing.is_active and page.table.foot.text().startswith("9件"))
    bot.waitUntil(page.place.tasks.is_idle)
    return left


@pytest.mark.parametrize(("key", "row"), [(Qt.Key.Key_Down, 3), (Qt.Key.Key_Up, 2)])
def test_a_record_that_a_save_takes_out_of_the_list_stays_in_front(
    qtbot: QtBot, page: RecordPage, key: Qt.Key, row: int
) -> None:
    left = leave_the_list(qtbot, page)
    assert left not in page.table.model.ids
    assert page.snapshot is not None
    assert (page.snapshot.id, page.table.current_id()) == (left, None)
    page.go_to_search()
    page.table.setFocus()
    page.refresh(Changed(None, {"circles": frozenset({1})}))
    qtbot.waitUntil(page.place.tasks.is_idle)
    assert (page.snapshot.id, page.table.current_id()) == (left, None)
    qtbot.keyClick(page.table.view, key)
    assert page.table.current_id() == page.table.model.ids[row]
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == page.table.current_id())


def test_f4_edits_the_record_beside_the_list_and_another_search_ends_it(qtbot: QtBot, page: RecordPage) -> None:
    left = leave_the_list(qtbot, page)
    page.actions_by_key()[4].run()
    assert page.editing.record_id == left
    page.editing.leave()
    page.filters.set_tab("")
    page.filters.clear()
    qtbot.waitUntil(lambda: page.table.foot.text().startswith("30件"))
    assert page.table.current_id() == page.table.model.ids[0]


def test_a_record_opened_from_elsewhere_stays_in_front_of_a_list_without_it(
    qtbot: QtBot, page: RecordPage, source: Circles
) -> None:
    page.show_list({"kind": ("music",)})
    qtbot.waitUntil(lambda: page.table.foot.text().startswith("10件"))
    page.open_record(3)
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == 3)
    page.refresh(Changed(None, {"circles": frozenset({3})}))
    qtbot.waitUntil(page.place.tasks.is_idle)
    assert page.snapshot is not None
    assert (page.snapshot.id, page.table.current_id()) == (3, None)
    page.open_record(6)
    page.filters.search.setText("会")
    page.filters.search.textEdited.emit("会")
    qtbot.waitUntil(lambda: page.table.current_id() is not None)
    assert page.table.current_id() == page.table.model.ids[0]
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == page.table.current_id())


def test_what_is_wrong_is_marked_and_not_saved(qtbot: QtBot, page: RecordPage, source: Circles) -> None:
    page.editing.begin_new()
    page.editing.save()
    assert notice(page) == "保存する前に、印の付いた2か所を確かめてください。"
    assert line(page, "kind").hasFocus()
    assert source.operations == 0


def test_what_the_source_refuses_is_shown_and_can_be_laid_over(
    qtbot: QtBot, page: RecordPage, source: Circles, said: Said
) -> None:
    assert page.snapshot is not None
    id = page.snapshot.id
    page.editing.begin_edit()
    enter_text(page, "phone", "0143-22-9999")
    source.kept[id] = replace(source.kept[id], version=5, values={**source.kept[id].values, "fax": "0143-33-3333"})
    page.editing.save()
    qtbot.waitUntil(lambda: "変更されています" in notice(page))
    assert page.editing.is_active
    press_step(page, "最新の内容に重ねて入力を続ける")
    qtbot.waitUntil(lambda: line(page, "fax").text() == "0143-33-3333")
    assert line(page, "phone").text() == "0143-22-9999"
    page.editing.save()
    qtbot.waitUntil(lambda: bool(said.words))
    assert (source.kept[id]["phone"], source.kept[id]["fax"]) == ("0143-22-9999", "0143-33-3333")


def test_nothing_is_typed_into_a_form_that_waits_to_be_saved(
    qtbot: QtBot, page: RecordPage, tasks: Tasks, said: Said
) -> None:
    gate = threading.Event()
    page.editing.begin_edit()
    enter_text(page, "phone", "0143-22-9999")
    tasks.write(lambda: gate.wait(10))
    page.editing.save()
    assert page.panel.save_button.hasFocus()
    qtbot.waitUntil(lambda: not page.panel.form.isEnabled())
    gate.set()
    qtbot.waitUntil(lambda: bool(said.words))
    assert not page.editing.is_active
    page.editing.begin_edit()
    assert page.panel.form.isEnabled()


def test_a_bug_in_saving_leaves_the_form_open_and_usable(
    qtbot: QtBot, page: RecordPage, source: Circles, said: Said, told: Told, tmp_path: Path
) -> None:
    page.editing.begin_edit()
    enter_text(page, "phone", "0143-22-9999")
    source.is_broken = True
    page.editing.save()
    qtbot.waitUntil(lambda: bool(told.bugs))
    assert page.editing.is_active
    kept = tmp_path / "drafts" / f"circles-{page.editing.record_id}.json"
    qtbot.waitUntil(lambda: kept.exists() and "0143-22-9999" in kept.read_text(encoding="utf-8"))
    source.is_broken = False
    page.editing.save()
    qtbot.waitUntil(lambda: bool(said.words))


def test_what_a_new_record_begins_with_was_not_typed(make_page: MakePage, source: Circles, tmp_path: Path) -> None:
    page = make_page(source)
    page.editing.begin_with(Draft({"kind": "music"}, {"members": [Draft({"name": "高橋"})]}))
    enter_text(page, "name", "")
    page.editing.leave()
    assert notice(page) == ""
    assert not page.editing.is_active
    page.editing.begin_with(Draft({"kind": "music"}))
    enter_text(page, "name", "湖合唱団")
    page.editing.leave()
    assert notice(page) == "保存していない入力があります。"


def test_a_draft_goes_with_the_words_that_were_taken_out_again(qtbot: QtBot, page: RecordPage, tmp_path: Path) -> None:
    page.editing.begin_new()
    enter_text(page, "fax", "0143-22-9999")
    kept = tmp_path / "drafts" / "circles-new.json"
    qtbot.waitUntil(kept.exists)
    enter_text(page, "fax", "")
    page.editing.leave()
    assert not page.editing.is_active
    assert not kept.exists()


def test_a_copy_begins_with_what_the_record_has(page: RecordPage) -> None:
    assert page.snapshot is not None
    page.actions_by_key()[9].run()
    assert page.editing.record_id is None
    assert line(page, "name").text() == page.snapshot["name"]
    assert line(page, "reference").text() == ""


def test_extra_fields_follow_the_kind_as_it_is_chosen(page: RecordPage) -> None:
    page.editing.begin_new()
    assert not page.panel.form.cells["join_rate"].isVisible()
    enter_text(page, "kind", "運動")
    assert page.panel.form.cells["join_rate"].isVisible()


def test_between_the_form_and_its_buttons_the_cursor_is_always_in_sight(qtbot: QtBot, page: RecordPage) -> None:
    page.editing.begin_new()
    form, save = page.panel.form, page.panel.save_button
    save.setFocus()
    qtbot.keyClick(save, Qt.Key.Key_Backtab)
    last = form.tables["members"].view
    assert last.hasFocus()
    seen = form.verticalScrollBar()
    qtbot.waitUntil(lambda: seen.value() > 0)
    page.panel.leave_button.setFocus()
    qtbot.keyClick(page.panel.leave_button, Qt.Key.Key_Tab)
    first = line(page, "reference")
    assert first.hasFocus()
    assert form.viewport().rect().contains(first.mapTo(form.viewport(), first.rect().center()))


def test_only_headings_that_are_on_the_sheet_are_offered(page: RecordPage) -> None:
    menu = page.panel.sections.menu()
    assert menu is not None

    def offered() -> list[str]:
        menu.aboutToShow.emit()
        return [action.text() for action in menu.actions() if action.isVisible()]

    page.show_snapshot(circle())
    assert {"サークル", "会員"} <= set(offered())
    page.show_snapshot(replace(circle(), children={}))
    assert "サークル" in offered()
    assert "会員" not in offered()  # a table without lines
    page.editing.begin_new()
    section = page.panel.form.sections["連絡先"]
    assert "連絡先" in offered()
    section.hide()
    assert "連絡先" not in offered()


def test_a_reading_is_proposed_in_a_table_too(qtbot: QtBot, page: RecordPage) -> None:
    page.editing.begin_new()
    members = page.panel.form.tables["members"].model
    members.setData(members.index(0, 0), "高橋　花子")
    qtbot.waitUntil(lambda: members.index(0, 1).data() == "たかはし　はなこ")


def test_a_possible_duplicate_is_shown_while_typing(qtbot: QtBot, page: RecordPage, source: Circles) -> None:
    page.editing.begin_new()
    enter_text(page, "phone", "0143-22-0007")
    qtbot.waitUntil(lambda: "すでに登録されている" in notice(page))
    assert "電話番号が同じ" in notice(page)
    assert page.notices.notice is not None
    assert page.notices.notice.kind is NoticeKind.INFORMATION
    press_step(page, f"「{source.kept[7]['name']}」を開く")
    assert notice(page) == "保存していない入力があります。"
    press_step(page, "破棄して閉じる")
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == 7)


def test_a_postcode_fills_the_address_and_an_address_its_postcode(qtbot: QtBot, page: RecordPage) -> None:
    page.editing.begin_new()
    enter_text(page, "postal_code", "0500083")
    qtbot.waitUntil(lambda: line(page, "address").text() == "北海道室蘭市東町")
    enter_text(page, "postal_code", "0500081")
    qtbot.waitUntil(lambda: line(page, "address").text() == "北海道室蘭市日の出町")
    enter_text(page, "address", "北海道室蘭市日の出町1-2-3")
    enter_text(page, "postal_code", "0500083")
    enter_text(page, "postal_code", "")
    enter_text(page, "address", "北海道室蘭市東町2-1")
    qtbot.waitUntil(lambda: line(page, "postal_code").text() == "050-0083")


# ---------------------------------------------------------------------------------------------------------- leaving


def test_leaving_asks_only_if_something_would_be_lost(qtbot: QtBot, page: RecordPage) -> None:
    page.editing.begin_edit()
    qtbot.keyClick(line(page, "phone"), Qt.Key.Key_Escape)
    assert not page.editing.is_active
    page.editing.begin_edit()
    enter_text(page, "phone", "0143-22-9999")
    qtbot.keyClick(line(page, "phone"), Qt.Key.Key_Escape)
    assert [button.text() for button in page.notices.buttons] == ["編集に戻る", "破棄して閉じる"]
    assert page.notices.buttons[0].hasFocus()
    qtbot.keyClick(page.notices.buttons[0], Qt.Key.Key_Return)
    assert page.editing.is_active
    assert line(page, "phone").text() == "0143-22-9999"
    page.editing.leave()
    press_step(page, "破棄して閉じる")
    assert not page.editing.is_active


def test_the_list_keeps_the_edited_record_until_it_is_left(qtbot: QtBot, page: RecordPage) -> None:
    assert page.snapshot is not None
    id = page.snapshot.id
    page.editing.begin_edit()
    enter_text(page, "phone", "0143-22-9999")
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    assert notice(page) == "保存していない入力があります。"
    press_step(page, "編集に戻る")
    assert page.table.current_id() == id
    assert page.editing.is_active
    page.filters.search.setFocus()
    page.filters.set_query(ListQuery(text="わたなべ"))
    qtbot.waitUntil(lambda: page.table.foot.text().startswith("6件"))
    assert page.editing.record_id == id
    assert notice(page) == ""


def test_the_window_waits_for_an_answer(qtbot: QtBot, page: RecordPage) -> None:
    assert page.may_leave()
    page.editing.begin_edit()
    assert page.may_leave()
    enter_text(page, "phone", "0143-22-9999")
    assert not page.may_leave()
    press_step(page, "破棄して終了する")
    assert page.may_leave()
    assert not page.isVisible()


def test_drafts_survive_a_crash(qtbot: QtBot, make_page: MakePage, source: Circles, tmp_path: Path) -> None:
    page = make_page(source)
    assert page.snapshot is not None
    id = page.snapshot.id
    page.editing.begin_edit()
    enter_text(page, "phone", "12")
    qtbot.waitUntil((tmp_path / "drafts" / f"circles-{id}.json").exists)
    again = make_page(source)
    qtbot.waitUntil(lambda: "下書きが1件" in notice(again))
    press_step(again, "続きを入力する")
    qtbot.waitUntil(lambda: again.editing.is_active)
    assert line(again, "phone").text() == "12"
    assert again.editing.record_id == id
    enter_text(again, "phone", "0143-22-9999")
    again.editing.save()
    qtbot.waitUntil(lambda: not again.editing.is_active)
    assert not list((tmp_path / "drafts").glob("*.json"))


def leave_drafts(qtbot: QtBot, page: RecordPage, folder: Path, drafts: dict[str, str]) -> None:
    """Type into records, or into a new one, and let the program end before anything is saved."""
    for key, phone in drafts.items():
        if key.startswith("new"):
            page.editing.begin_new()
            enter_text(page, "name", f"途中の会{key}")
        else:
            page.open_record(int(key))
            qtbot.waitUntil(lambda key=key: page.snapshot is not None and page.snapshot.id == int(key))
            page.editing.begin_edit()
        enter_text(page, "phone", phone)
        qtbot.waitUntil((folder / f"circles-{key}.json").exists)
        page.panel.show_nothing()  # as after a crash: neither saved nor given up
    page.hide()


def test_each_of_several_drafts_goes_on(qtbot: QtBot, make_page: MakePage, source: Circles, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    leave_drafts(qtbot, make_page(source), folder, {"3": "12", "new": "34", "5": "56", "new2": "78"})
    again = make_page(source)
    qtbot.waitUntil(lambda: "下書きが4件あります（1件目）" in notice(again))
    assert notice(again).endswith("「途中の会new2」")
    again.notices.buttons[1].setFocus()
    for place in (2, 3, 4, 1, 2):  # round, by Enter alone
        focus = QApplication.focusWidget()
        assert focus is again.notices.buttons[1]
        qtbot.keyClick(focus, Qt.Key.Key_Return)
        assert f"（{place}件目）" in notice(again)
    assert notice(again).endswith(f"「{source.kept[5]['name']}」")
    press_step(again, "この下書きを捨てる")
    assert not (folder / "circles-5.json").exists()
    assert notice(again).endswith("下書きが3件あります（1件目）：「途中の会new」")
    press_step(again, "続きを入力する")
    assert (line(again, "name").text(), line(again, "phone").text()) == ("途中の会new", "34")
    again.editing.leave()
    press_step(again, "破棄して閉じる")
    qtbot.waitUntil(lambda: "下書きが2件" in notice(again))
    assert {path.stem for path in folder.glob("*.json")} == {"circles-3", "circles-new2"}


def test_any_draft_is_resumed_by_its_key(qtbot: QtBot, make_page: MakePage, source: Circles, tmp_path: Path) -> None:
    leave_drafts(qtbot, make_page(source), tmp_path / "drafts", {"3": "12", "5": "56"})
    again = make_page(source)
    again.editing.resume("3")
    qtbot.waitUntil(lambda: again.editing.is_active)
    assert (again.editing.record_id, line(again, "phone").text()) == (3, "12")
    assert notice(again) == "保存していなかった入力の続きです。"
    again.editing.resume("3")
    assert again.editing.is_active
    again.editing.resume("5")
    qtbot.waitUntil(lambda: notice(again) == "保存していない入力があります。")
    press_step(again, "編集に戻る")
    enter_text(again, "phone", "0143-22-9999")
    again.editing.save()
    qtbot.waitUntil(lambda: "下書きが1件" in notice(again))
    press_step(again, "続きを入力する")
    qtbot.waitUntil(lambda: again.editing.record_id == 5)
    assert line(again, "phone").text() == "56"


def test_a_draft_that_is_no_more_is_told(qtbot: QtBot, page: RecordPage) -> None:
    page.editing.resume("7")
    qtbot.waitUntil(lambda: "この下書きは残っていません" in notice(page))
    assert not page.editing.is_active


def test_a_draft_of_a_record_that_is_gone_goes_on_as_a_new_one(
    qtbot: QtBot, make_page: MakePage, source: Circles, tmp_path: Path
) -> None:
    leave_drafts(qtbot, make_page(source), tmp_path / "drafts", {"3": "0143-22-9999"})
    name = source.kept[3]["name"]
    del source.kept[3]
    again = make_page(source)
    again.editing.resume("3")
    qtbot.waitUntil(lambda: "消えています" in notice(again))
    assert f"「{name}」の記録は" in notice(again)
    press_step(again, "新しい記録として入力を続ける")
    assert again.editing.is_active
    assert again.editing.record_id is None
    assert (line(again, "name").text(), line(again, "phone").text()) == (name, "0143-22-9999")
    again.panel.form.set_value("kind", "music")
    again.editing.save()
    qtbot.waitUntil(lambda: not again.editing.is_active)
    assert not list((tmp_path / "drafts").glob("*.json"))
    assert [each["name"] for each in source.kept.values() if each["phone"] == "0143-22-9999"] == [name]


def test_a_draft_of_a_record_that_is_gone_can_be_given_up(
    qtbot: QtBot, make_page: MakePage, source: Circles, tmp_path: Path
) -> None:
    leave_drafts(qtbot, make_page(source), tmp_path / "drafts", {"5": "56", "3": "12"})
    del source.kept[3]
    again = make_page(source)
    again.editing.resume("3")
    qtbot.waitUntil(lambda: "消えています" in notice(again))
    press_step(again, "この下書きを捨てる")
    qtbot.waitUntil(lambda: "下書きが1件" in notice(again))
    assert {path.stem for path in (tmp_path / "drafts").glob("*.json")} == {"circles-5"}


def test_a_record_that_goes_while_it_is_edited_can_be_saved_as_a_new_one(
    qtbot: QtBot, make_page: MakePage, source: Circles, tmp_path: Path
) -> None:
    page = make_page(source)
    page.open_record(3)
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == 3)
    page.editing.begin_edit()
    enter_text(page, "phone", "0143-22-9999")
    qtbot.waitUntil((tmp_path / "drafts" / "circles-3.json").exists)
    name = source.kept.pop(3)["name"]
    page.editing.save()
    qtbot.waitUntil(lambda: "見つかりません" in notice(page))
    press_step(page, "最新の内容に重ねて入力を続ける")
    qtbot.waitUntil(lambda: "消えています" in notice(page))
    press_step(page, "新しい記録として入力を続ける")
    assert page.editing.record_id is None
    assert (line(page, "name").text(), line(page, "phone").text()) == (name, "0143-22-9999")
    qtbot.waitUntil((tmp_path / "drafts" / "circles-new.json").exists)
    assert not (tmp_path / "drafts" / "circles-3.json").exists()


def test_editing_a_record_goes_on_with_its_draft(
    qtbot: QtBot, make_page: MakePage, source: Circles, tmp_path: Path
) -> None:
    path = tmp_path / "drafts" / "circles-3.json"
    leave_drafts(qtbot, make_page(source), tmp_path / "drafts", {"3": "12"})
    again = make_page(source)
    again.open_record(3)
    qtbot.waitUntil(lambda: again.snapshot is not None and again.snapshot.id == 3)
    again.editing.begin_edit()
    qtbot.waitUntil(lambda: again.editing.is_active)
    assert line(again, "phone").text() == "12"
    press_step(again, "下書きを捨てて最初から")
    assert again.editing.is_active
    assert line(again, "phone").text() == (source.kept[3]["phone"] or "")
    assert not path.exists()
    again.editing.leave()

    path.write_text("{", encoding="utf-8")
    again.editing.begin_edit()  # what cannot be read holds nobody up
    qtbot.waitUntil(lambda: again.editing.is_active)


def test_a_draft_given_up_is_gone(qtbot: QtBot, make_page: MakePage, source: Circles, tmp_path: Path) -> None:
    page = make_page(source)
    page.editing.begin_new()
    enter_text(page, "name", "途中の会")
    qtbot.waitUntil((tmp_path / "drafts" / "circles-new.json").exists)
    page.editing.leave()
    press_step(page, "破棄して閉じる")
    assert not list((tmp_path / "drafts").glob("*"))


# ----------------------------------------------------------------------------------------------------- what may be done


def test_keys_follow_what_may_be_done(qtbot: QtBot, page: RecordPage) -> None:
    def enabled() -> set[int]:
        return {key for key, action in page.actions_by_key().items() if action.enabled}

    assert enabled() == {2, 3, 4, 9, 10}
    with qtbot.waitSignal(page.actions_changed):
        page.editing.begin_edit()
    assert enabled() == {3, 10, 12}


def test_nothing_is_written_where_the_office_is_only_read(make_page: MakePage, source: Circles) -> None:
    page = make_page(source, read_only=True)
    assert {key for key, action in page.actions_by_key().items() if action.enabled} == {3, 10}
    assert not page.panel.edit_button.isEnabled()
    page.editing.begin_edit()
    assert not page.editing.is_active


def test_what_somebody_else_changed_is_read_again(qtbot: QtBot, page: RecordPage, source: Circles) -> None:
    assert page.snapshot is not None
    id = page.snapshot.id
    source.kept[id] = replace(source.kept[id], values={**source.kept[id].values, "phone": "0143-00-0000"})
    page.refresh(Changed(9, {"circles": frozenset({id})}))
    qtbot.waitUntil(lambda: page.panel.view.values["phone"].text().startswith("0143-00-0000"))
    asked = len(source.asked)
    page.refresh(Changed(10, {"others": frozenset({id})}))
    page.refresh(None)
    assert len(source.asked) == asked


def test_a_record_is_read_again_although_its_row_moves(qtbot: QtBot, page: RecordPage, source: Circles) -> None:
    above = page.table.current_id()
    assert above is not None
    row = page.table.view.currentIndex().row() + 2
    page.table.go_to_row(row)
    kept = page.table.current_id()
    assert kept is not None
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == kept)
    del source.kept[above]
    source.kept[kept] = replace(source.kept[kept], values={**source.kept[kept].values, "phone": "0143-00-0000"})
    page.refresh(Changed(9, {"circles": frozenset({above, kept})}))  # as when two records become one
    qtbot.waitUntil(lambda: page.table.view.currentIndex().row() == row - 1)
    qtbot.waitUntil(lambda: page.panel.view.values["phone"].text().startswith("0143-00-0000"))


def test_a_record_that_undo_took_away_is_not_shown_any_longer(
    qtbot: QtBot, page: RecordPage, source: Circles, told: Told
) -> None:
    row = page.table.view.currentIndex().row() + 2
    page.table.go_to_row(row)
    gone = page.table.current_id()
    qtbot.waitUntil(lambda: page.snapshot is not None and page.snapshot.id == gone)
    assert gone is not None
    del source.kept[gone]
    page.refresh(Changed(9, {"circles": frozenset({gone})}))
    qtbot.waitUntil(lambda: page.snapshot is None)
    assert page.panel.stack.currentWidget() is page.panel.nothing
    assert not page.actions_by_key()[4].enabled
    assert told.troubles == [], "who took it back was told so"
    qtbot.waitUntil(lambda: page.table.foot.text().startswith("29件"))
    qtbot.keyClick(page.table.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.snapshot is not None)
    assert page.table.view.currentIndex().row() == row, "the arrows go on from where the cursor was"


def test_the_papers_get_a_quarter_of_a_wide_page_and_never_less_than_they_need(qtbot: QtBot, page: RecordPage) -> None:
    page.resize(1500, 700)
    side = page.panel.side
    qtbot.waitUntil(side.isVisible)
    least = side.width()
    page.resize(2400, 700)
    qtbot.waitUntil(lambda: side.width() > least)
    assert side.width() <= page.panel.width() // 4


def test_the_papers_stand_beside_where_there_is_room(qtbot: QtBot, page: RecordPage) -> None:
    page.resize(1920, 900)
    qtbot.waitUntil(lambda: page.panel.side.isVisible() and page.panel.view.isVisible())
    page.resize(1100, 700)
    qtbot.waitUntil(lambda: not page.panel.side.isVisible())
    page.panel.papers.click()
    assert page.panel.side.isVisible()
    assert not page.panel.view.isVisible()


def test_enter_in_the_list_goes_into_the_record(qtbot: QtBot, page: RecordPage) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.panel.edit_button.hasFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert page.editing.is_active


def test_esc_in_the_list_takes_a_notice_away(qtbot: QtBot, page: RecordPage) -> None:
    answered: list[str] = []
    steps = (NextStep("やめる", lambda: answered.append("やめる")), NextStep("移す", lambda: answered.append("移す")))
    for notice in (
        Notice(NoticeKind.ERROR, "更新済みです。"),
        Notice(NoticeKind.WARNING, "保管庫に移します。", steps, asks=True),
    ):
        page.notices.show_notice(notice)
        qtbot.keyClick(page.table.view, Qt.Key.Key_Escape)
        assert page.notices.notice is None
    assert answered == ["やめる"]


def test_a_heading_is_gone_to_by_keys(qtbot: QtBot, page: RecordPage) -> None:
    page.editing.begin_edit()
    form = page.panel.form
    line(page, "name").setFocus()
    qtbot.waitUntil(line(page, "name").hasFocus)  # shortcuts are those of the window in front
    qtbot.keyClick(line(page, "name"), Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions()]
    for _ in range(words.index("活動")):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    first = next(cell for cell in form.cells.values() if form.sections["活動"].isAncestorOf(cell))
    qtbot.waitUntil(lambda: first.isAncestorOf(form.focusWidget()))


def test_everything_grows_with_the_text(qtbot: QtBot, qapp: QApplication, page: RecordPage) -> None:
    page.editing.begin_edit()
    form = page.panel.form

    def sizes() -> list[int]:
        return [
            page.table.view.verticalHeader().defaultSectionSize(),
            page.table.header.sectionSize(1),
            line(page, "phone").maximumWidth(),
            form.cells["purpose"].editor.target.height(),
            form.tables["members"].view.columnWidth(3),  # a day; columns of text share what room is left
            form.cells["phone"].disclosure.width(),
        ]

    before = sizes()
    theme.apply(qapp, Theme(size=Size.LARGEST))
    try:
        qtbot.waitUntil(lambda: all(after > 1.3 * old for old, after in zip(before, sizes(), strict=True)))
    finally:
        theme.apply(qapp, Theme())
    qtbot.waitUntil(lambda: sizes() == before)


def test_in_the_largest_text_the_page_fits_the_smallest_usual_screen(
    qtbot: QtBot, qapp: QApplication, page: RecordPage
) -> None:
    theme.apply(qapp, Theme(size=Size.LARGEST))
    try:
        bar = page.filters
        parts = (*bar.buttons.values(), bar.clear_button, bar.kept)
        bar.buttons["kind"].setText("種別：" + "まちづくりの推進を図る活動" * 3)
        qtbot.waitUntil(lambda: len({each.y() for each in parts}) > 1)
        qtbot.waitUntil(lambda: all(each.geometry().right() < bar.width() for each in parts))
        assert all(each.width() >= each.sizeHint().width() for each in parts)
        assert page.minimumSizeHint().width() <= 1366
    finally:
        theme.apply(qapp, Theme())
