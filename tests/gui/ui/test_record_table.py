from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.listing import ListResult
from kyodo_desktop.core.validity import Status
from kyodo_desktop.ui.basket import Basket
from kyodo_desktop.ui.colours import LIGHT, Tone, validity_mark
from kyodo_desktop.ui.columns import Column, ListRow, columns_of
from kyodo_desktop.ui.record_model import PAGE, PAGES_KEPT, RecordTableModel
from kyodo_desktop.ui.record_table import RecordTable
from kyodo_desktop.ui.tasks import Tasks
from tests.cost import least_cost

from .conftest import Remembered, Told
from .invented import CIRCLE, WORDS

COLUMNS = (
    Column("name", "名称", 30),
    Column("phone", "電話", 14),
    Column("status", "状態", 12, show=lambda value: validity_mark(Status(value)), sort=""),
    Column("members", "会員数", 8, show=lambda value: f"{value:,}", numeric=True),
    Column("address", "住所", 40, listed=False),
)


class Source:
    """Rows made up on the database thread, and what was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.threads: set[int] = set()
        self.gone: set[int] = set()
        self.edition = ""
        self.trouble: Exception | None = None

    def __call__(self, ids: Sequence[int]) -> Sequence[ListRow]:
        self.asked.append(list(ids))
        self.threads.add(threading.get_ident())
        if self.trouble is not None:
            raise self.trouble
        return [ListRow(id, self.values(id)) for id in reversed(ids) if id not in self.gone]

    def values(self, id: int) -> dict[str, Any]:
        status = list(Status)[id % len(Status)].value
        return {
            "name": f"団体{id}{self.edition}",
            "phone": f"0143-22-{id:04}",
            "status": status,
            "members": id * 1000,
            "address": f"中央町{id}\n1階",
        }


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def basket() -> Basket:
    return Basket()


@pytest.fixture
def preferences() -> Remembered:
    return Remembered()


MakeTable = Callable[[], RecordTable]


@pytest.fixture
def make_table(qtbot: QtBot, tasks: Tasks, source: Source, basket: Basket, preferences: Remembered) -> MakeTable:
    def make() -> RecordTable:
        table = RecordTable("circles", COLUMNS, source, tasks=tasks, basket=basket, preferences=preferences)
        table.resize(700, 400)
        qtbot.addWidget(table)
        table.show()
        return table

    return make


@pytest.fixture
def table(make_table: MakeTable) -> RecordTable:
    return make_table()


def listed(count: int, begin: int = 1) -> ListResult:
    return ListResult(array("q", range(begin, begin + count)), count)


def text(table: RecordTable, row: int, column: int) -> str:
    return str(table.model.index(row, column).data())


def wait_for_rows(qtbot: QtBot, table: RecordTable, row: int = 0) -> None:
    qtbot.waitUntil(lambda: text(table, row, 1) not in ("…", "None"))


def test_the_model_keeps_the_rules_of_qt(
    qtbot: QtBot, tasks: Tasks, source: Source, basket: Basket, qtmodeltester: Any
) -> None:
    model = RecordTableModel(COLUMNS, source, tasks, basket)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_ids(array("q", range(1, 500)))
    qtmodeltester.check(model)
    qtbot.waitUntil(lambda: model.index(0, 1).data() == "団体1")
    basket.put([3])
    model.refresh()
    model.set_ids(array("q", range(5, 20)))
    model.extend(array("q", range(5, 200)))
    assert model.rowCount() == 195
    model.extend(array("q", range(7, 9)))
    assert model.rowCount() == 2
    model.set_ids(array("q"))
    assert tester.model() is model


def test_rows_come_from_the_database_thread_as_they_are_seen(qtbot: QtBot, table: RecordTable, source: Source) -> None:
    table.show_result(listed(10_000))
    assert text(table, 0, 1) == "…"
    wait_for_rows(qtbot, table)
    assert text(table, 0, 1) == "団体1"
    assert text(table, 0, 4) == "1,000"
    assert threading.get_ident() not in source.threads
    assert max(max(ids) for ids in source.asked) <= 2 * PAGE


def test_jumping_fetches_only_where_it_ends(qtbot: QtBot, table: RecordTable, source: Source) -> None:
    table.show_result(listed(100_000))
    wait_for_rows(qtbot, table)
    table.view.scrollToBottom()
    wait_for_rows(qtbot, table, 99_999)
    assert text(table, 99_999, 1) == "団体100000"
    assert sum(map(len, source.asked)) <= 8 * PAGE


def test_rows_seen_long_ago_are_let_go(qtbot: QtBot, tasks: Tasks, source: Source, basket: Basket) -> None:
    model = RecordTableModel(COLUMNS, source, tasks, basket)
    model.set_ids(array("q", range(PAGE * (PAGES_KEPT + 5))))
    for page in range(PAGES_KEPT + 3):
        qtbot.waitUntil(lambda page=page: model.row_at(page * PAGE) is not None)
    before = len(source.asked)
    model.row_at(0)
    qtbot.waitUntil(lambda: model.row_at(0) is not None)
    assert len(source.asked) > before


def test_a_hundred_thousand_records_open_at_once(qtbot: QtBot, table: RecordTable) -> None:
    result = ListResult(array("q", range(100_000, 0, -1)), 100_000)

    def open_after_another() -> None:
        table.show_result(listed(10))
        table.show_result(result)

    assert least_cost(open_after_another) < 0.1
    wait_for_rows(qtbot, table)


def test_all_of_a_hundred_thousand_are_selected_without_asking_about_each(
    qtbot: QtBot, make_table: MakeTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    flags = RecordTableModel.flags

    def counted(model: RecordTableModel, index: QModelIndex) -> Qt.ItemFlag:
        asked.append(index.row())
        return flags(model, index)

    monkeypatch.setattr(RecordTableModel, "flags", counted)
    table = make_table()
    qtbot.waitExposed(table)
    table.show_result(listed(100_000))
    wait_for_rows(qtbot, table)
    qtbot.keyClick(table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    table.grab()
    assert len(table.selected_ids()) == 100_000
    assert 0 < len(asked) < 1000


def test_the_cursor_stays_on_its_record_in_another_order(qtbot: QtBot, table: RecordTable) -> None:
    table.show_result(listed(300))
    assert table.current_id() == 1
    assert table.go_to(250)
    table.show_result(ListResult(array("q", range(300, 0, -1)), 300))
    assert table.current_id() == 250
    with qtbot.waitSignal(table.current_changed) as signal:
        table.show_result(listed(5))
    assert signal.args == [1]
    assert not table.go_to(250)


def test_after_a_write_the_rows_in_sight_are_fetched_again(qtbot: QtBot, table: RecordTable, source: Source) -> None:
    table.show_result(listed(50))
    wait_for_rows(qtbot, table)
    source.edition = "（改）"
    source.gone.add(2)
    seen: set[str] = set()
    table.model.dataChanged.connect(lambda: seen.add(text(table, 0, 1)))
    table.show_result(listed(50))
    qtbot.waitUntil(lambda: text(table, 0, 1) == "団体1（改）")
    assert "…" not in seen
    assert text(table, 1, 1) == "None"


def test_trouble_is_told_once_and_not_asked_again_by_painting(
    qtbot: QtBot, table: RecordTable, source: Source, told: Told
) -> None:
    source.trouble = WorldError("データベースを読めません。")
    table.show_result(listed(50))
    qtbot.waitUntil(lambda: bool(told.troubles))
    asked = len(source.asked)
    table.view.viewport().repaint()
    assert text(table, 0, 1) == "None"
    assert len(source.asked) == asked
    source.trouble = None
    table.show_result(listed(50))
    wait_for_rows(qtbot, table)


def test_states_have_word_shape_and_colour(qtbot: QtBot, table: RecordTable) -> None:
    table.show_result(listed(10))
    wait_for_rows(qtbot, table)
    cell = table.model.index(1, 3)
    assert cell.data() == "■ 期限切れ"
    assert cell.data(Qt.ItemDataRole.ForegroundRole).name() == LIGHT.of(Tone.LATE)
    assert table.model.index(1, 1).data(Qt.ItemDataRole.ForegroundRole) is None


def test_space_puts_aside_and_keeps_it_across_searches(qtbot: QtBot, table: RecordTable, basket: Basket) -> None:
    table.show_result(listed(10))
    table.go_to(3)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert basket.ids == (3, 4)
    table.show_result(listed(10, begin=4))
    assert table.model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert table.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "かごに入っています"
    assert table.basket_button.text() == "かご 2件"
    table.go_to(4)
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert basket.ids == (3,)


def test_a_click_on_the_box_puts_aside(qtbot: QtBot, table: RecordTable, basket: Basket) -> None:
    table.show_result(listed(10))
    assert table.model.setData(table.model.index(4, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert basket.ids == (5,)
    assert not table.model.setData(table.model.index(4, 1), "x")


def test_keys_move_and_enter_opens(qtbot: QtBot, table: RecordTable) -> None:
    table.show_result(listed(1000))
    opened: list[int] = []
    table.opened.connect(opened.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(table.view, key)
    assert opened == [3]
    qtbot.keyClick(table.view, Qt.Key.Key_End)
    qtbot.keyClick(table.view, Qt.Key.Key_PageUp)
    current = table.current_id()
    assert current is not None
    assert 900 < current < 1000
    qtbot.keyClick(table.view, Qt.Key.Key_Home)
    assert table.current_id() == 1


def test_letters_typed_over_the_list_go_to_the_search(qtbot: QtBot, table: RecordTable) -> None:
    table.show_result(listed(10))
    with qtbot.waitSignal(table.sought) as signal:
        qtbot.keyClick(table.view, "t")
    assert signal.args == ["t"]


def test_copy_pastes_into_excel(qtbot: QtBot, table: RecordTable) -> None:
    table.show_result(listed(1000))
    table.view.selectAll()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["名称", "電話", "状態", "会員数"]
    assert lines[2].split("\t") == ["団体2", "0143-22-0002", "期限切れ" if 2 % 5 == 2 else "", "2,000"]
    assert len(lines) == 1001


def test_sorting_is_asked_for_and_shown(qtbot: QtBot, table: RecordTable) -> None:
    table.show_result(listed(10))
    asked: list[tuple[str, bool]] = []
    table.sort_chosen.connect(lambda attribute, descending: asked.append((attribute, descending)))
    for section in (1, 1, 1, 3, 0, 2):
        table.header.sectionClicked.emit(section)
    assert asked == [("name", False), ("name", True), ("", False), ("phone", False)]
    assert table.header.sortIndicatorSection() == 2


def test_the_list_is_sorted_by_keys_too(qtbot: QtBot, table: RecordTable) -> None:
    table.show_result(listed(10))
    asked: list[tuple[str, bool]] = []
    table.sort_chosen.connect(lambda attribute, descending: asked.append((attribute, descending)))
    menu = table.header.sort_menu(table)
    headings = [action.text() for action in menu.actions()]
    assert [action.data() for action in menu.actions()] == [1, 2, 4]
    menu.actions()[0].trigger()
    menu = table.header.sort_menu(table)
    assert menu.actions()[0].text() == f"{headings[0]}（昇順）"
    menu.actions()[0].trigger()
    assert table.header.sort_menu(table).actions()[0].text() == f"{headings[0]}（降順）"
    assert asked == [("name", False), ("name", True)]


def test_columns_are_remembered(qtbot: QtBot, make_table: MakeTable, preferences: Remembered) -> None:
    table = make_table()
    assert table.header.shown_attributes() == ["name", "phone", "status", "members"]
    menu = table.header.columns_menu(table)
    choose(menu, "住所")
    choose(menu, "電話")
    table.header.moveSection(table.header.visualIndex(4), 1)
    table.header.resizeSection(1, 333)
    qtbot.waitUntil(lambda: "circles.columns" in preferences.values)
    again = make_table()
    assert again.header.shown_attributes() == ["members", "name", "status", "address"]
    assert again.header.sectionSize(1) == pytest.approx(333, abs=1)
    choose(again.header.columns_menu(again), "列をはじめの状態に戻す")
    assert again.header.shown_attributes() == ["name", "phone", "status", "members"]


def choose(menu: QMenu, words: str) -> None:
    action = next(action for action in menu.actions() if action.text() == words)
    action.trigger()


def test_the_last_column_cannot_be_hidden(table: RecordTable) -> None:
    menu = table.header.columns_menu(table)
    for words in ("名称", "電話", "状態", "会員数"):
        choose(menu, words)
    assert table.header.shown_attributes() == ["members"]


def test_the_foot_says_how_many(table: RecordTable) -> None:
    table.show_result(ListResult(array("q", [1, 2]), 1234), "会員数 計 5,000名")
    assert table.foot.text() == "1,234件　会員数 計 5,000名"
    table.show_result(ListResult(array("q", [1, 2]), 1001, capped=True))
    assert table.foot.text() == "1,001件以上"


def test_an_empty_list_says_the_next_step(qtbot: QtBot, table: RecordTable) -> None:
    action = QAction("団体を登録する", table)
    table.empty.show_state(
        "まだ団体がありません。", "最初の団体を登録するか、Excelの名簿を取り込んでください。", [action]
    )
    table.show_result(listed(0))
    assert table.empty.isVisible()
    assert not table.view.isVisible()
    assert table.current_id() is None
    with qtbot.waitSignal(action.triggered):
        table.empty.buttons[0].click()
    table.show_result(listed(3))
    assert table.view.isVisible()


def test_a_column_may_be_made_of_several_attributes() -> None:
    column = Column(
        "who", "代表者", 20, show=lambda title, name: f"{title or ''}{name or 'なし'}", reads=("title", "name")
    )
    assert column.text({"title": "会長", "name": "髙橋"}) == "会長髙橋"
    assert column.text({}) == "なし"
    assert column.sort_attribute == "who"
    assert Column("phone", "電話", 10).text({"phone": None}) == ""


def test_columns_derive_from_the_declared_fields() -> None:
    columns = {column.attribute: column for column in columns_of(CIRCLE, WORDS)}
    assert [name for name, column in columns.items() if column.listed] == [
        "reference",
        "kind",
        "name",
        "address",
        "phone",
        "member_count",
    ]
    assert "disclosure" not in columns
    assert columns["kind"].show("music") == "音楽・演劇"
    assert columns["member_count"].numeric
    assert columns["purpose"].show("合唱\n訪問") == "合唱 訪問"
    assert columns["established_on"].show(WORDS.today) == "R8.11.21"
