"""A list that is painted directly looks as if Qt had painted it, and says what it has to in place and colour."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.listing import ListResult
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.basket import Basket
from kyodo_desktop.ui.colours import DARK, LIGHT, Colours, Mark, Tone
from kyodo_desktop.ui.columns import Column, ListRow
from kyodo_desktop.ui.record_table import RecordTable
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import Mode, Size, Theme

from .conftest import Remembered

NAME, STATE, MEMBERS, NOTES = 1, 2, 3, 4
TONES = list(Tone)
ROWS = [
    ListRow(
        number,
        {
            "name": "髙橋　" + "長い名前の会" * (number % 4),
            "state": Mark("状態", TONES[number % len(TONES)]),
            "members": number * 1000,
            "notes": None if number % 3 else "備考",
        },
    )
    for number in range(1, 30)
]
COLUMNS = (
    Column("name", "名称", 18),
    Column("state", "状態", 12, lambda mark: mark),
    Column("members", "会員数", 10, lambda count: f"{count:,}名", numeric=True),
    Column("notes", "備考", 10),
)


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Theme())


@pytest.fixture
def basket() -> Basket:
    made = Basket()
    made.put([2, 5])
    return made


@pytest.fixture
def table(qtbot: QtBot, tasks: Tasks, basket: Basket) -> RecordTable:
    made = RecordTable("circles", COLUMNS, lambda _ids: ROWS, tasks=tasks, basket=basket, preferences=Remembered())
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show_result(ListResult(array("q", [row.id for row in ROWS]), len(ROWS)), first=ROWS)
    made.show()
    qtbot.waitExposed(made)
    return made


def picture(table: RecordTable) -> QImage:
    return table.view.viewport().grab().toImage()


def greatest_difference(one: QImage, other: QImage) -> int:
    """Return by how much any channel of any pixel differs, 0 to 255."""
    assert one.size() == other.size()
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(first - second) for first, second in pairs)


def assert_as_qt_paints_it(table: RecordTable) -> None:
    ours = picture(table)
    direct = table.view.itemDelegate()
    table.view.setItemDelegate(QStyledItemDelegate(table))
    theirs = picture(table)
    table.view.setItemDelegate(direct)
    assert greatest_difference(ours, theirs) <= 2, "beyond what a kept box is rounded by"


def cell(table: RecordTable, row: int, column: int) -> tuple[QImage, QRect]:
    """Return the picture of a cell, and where in it anything but its ground is painted."""
    image = picture(table).copy(table.view.visualRect(table.model.index(row, column)))
    ground = image.pixelColor(0, 0)
    painted = [
        (x, y) for x in range(image.width()) for y in range(image.height()) if _distance(image, x, y, ground) > 60
    ]
    if not painted:
        return image, QRect()
    left, right = min(x for x, _ in painted), max(x for x, _ in painted)
    top, bottom = min(y for _, y in painted), max(y for _, y in painted)
    return image, QRect(left, top, right - left + 1, bottom - top + 1)


def _distance(image: QImage, x: int, y: int, colour: QColor) -> int:
    here = image.pixelColor(x, y)
    return max(abs(here.red() - colour.red()), abs(here.green() - colour.green()), abs(here.blue() - colour.blue()))


def nearest(image: QImage, colour: str) -> int:
    """Return how near any pixel comes to a colour, 0 when one has it."""
    wanted = QColor(colour)
    return min(_distance(image, x, y, wanted) for x in range(image.width()) for y in range(image.height()))


# ------------------------------------------------------------------------------------------------- as Qt paints it


def _as_it_comes(_table: RecordTable) -> None:
    pass


def _selected(table: RecordTable) -> None:
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (1, 4, 5):
        table.view.selectionModel().select(table.model.index(row, 1), rows)


def _all_selected(table: RecordTable) -> None:
    table.view.selectAll()


def _cursor_beside_the_selection(table: RecordTable) -> None:
    table.view.selectionModel().setCurrentIndex(table.model.index(3, 2), QItemSelectionModel.SelectionFlag.NoUpdate)


def _narrow(table: RecordTable) -> None:
    for column in (NAME, STATE, MEMBERS):
        table.header.resizeSection(column, 40)


def _rearranged(table: RecordTable) -> None:
    table.header.moveSection(table.header.visualIndex(MEMBERS), 1)
    table.header.setSectionHidden(STATE, True)


def _scrolled(table: RecordTable) -> None:
    table.resize(240, 200)
    table.view.horizontalScrollBar().setValue(37)
    table.view.verticalScrollBar().setValue(4)


def _other_basket(table: RecordTable) -> None:
    picture(table)
    table.basket.toggle([2])
    table.basket.toggle([9])


def _another_list(table: RecordTable) -> None:
    picture(table)
    table.go_to_row(6)
    table.show_result(ListResult(array("q", [7, 8, 99, 3]), 4), first=ROWS)


@pytest.mark.parametrize(
    "state",
    [
        _as_it_comes,
        _selected,
        _all_selected,
        _cursor_beside_the_selection,
        _narrow,
        _rearranged,
        _scrolled,
        _other_basket,
        _another_list,
    ],
)
@pytest.mark.parametrize("mode", list(Mode))
def test_a_list_looks_as_qt_paints_it(
    qapp: QApplication, table: RecordTable, mode: Mode, state: Callable[[RecordTable], None]
) -> None:
    theme.apply(qapp, Theme(mode))
    table.setFocus()
    state(table)
    assert_as_qt_paints_it(table)


@pytest.mark.parametrize("size", list(Size))
def test_boxes_and_letters_follow_the_theme_while_the_list_is_shown(
    qtbot: QtBot, qapp: QApplication, table: RecordTable, size: Size
) -> None:
    picture(table)
    theme.apply(qapp, Theme(Mode.DARK, size))
    qtbot.waitUntil(lambda: table.font() == qapp.font())
    assert_as_qt_paints_it(table)


# ------------------------------------------------------------------------------------------------ in place and colour


@pytest.mark.parametrize(("mode", "colours"), [(Mode.LIGHT, LIGHT), (Mode.DARK, DARK)])
def test_a_state_has_the_colour_of_its_tone_and_words_that_of_text(
    qapp: QApplication, table: RecordTable, mode: Mode, colours: Colours
) -> None:
    theme.apply(qapp, Theme(mode))
    for row in (1, 2, 3, 4):
        image, _ = cell(table, row, STATE)
        tone = ROWS[row].values["state"].tone
        others = {colours.of(other) for other in Tone} - {colours.of(tone)}
        assert nearest(image, colours.of(tone)) < 12
        assert all(nearest(image, other) > nearest(image, colours.of(tone)) for other in others)
    assert nearest(cell(table, 1, NAME)[0], colours.text) < 12
    assert nearest(cell(table, 2, MEMBERS)[0], colours.text) < 12, "the colour of a state ends with its cell"


def test_words_stand_left_and_numbers_right(table: RecordTable) -> None:
    name, painted = cell(table, 3, NAME)
    assert 2 <= painted.left() <= 8
    count, painted = cell(table, 3, MEMBERS)
    assert count.width() - 8 <= painted.right() <= count.width() - 3
    assert painted.left() > count.width() // 4
    assert abs(painted.center().y() - name.height() // 2) <= 3


def test_a_text_without_room_ends_in_dots_inside_its_cell(table: RecordTable) -> None:
    table.header.resizeSection(NAME, 90)
    image, painted = cell(table, 1, NAME)
    assert painted.right() <= image.width() - 3
    height = painted.height()
    dots = image.copy(painted.right() - 8, 0, 9, image.height())
    upper = image.copy(painted.right() - 8, painted.top(), 9, height // 3)
    assert nearest(dots, LIGHT.text) < 60
    assert nearest(upper, LIGHT.text) > 120, "nothing but dots at the end"


def test_an_empty_cell_stays_empty(table: RecordTable) -> None:
    assert cell(table, 1, NOTES)[1].isNull()
    assert not cell(table, 2, NOTES)[1].isNull()


@pytest.mark.parametrize(("mode", "colours"), [(Mode.LIGHT, LIGHT), (Mode.DARK, DARK)])
def test_a_selected_row_has_a_ground_of_its_own(
    qapp: QApplication, table: RecordTable, mode: Mode, colours: Colours
) -> None:
    theme.apply(qapp, Theme(mode))
    table.setFocus()
    table.go_to_row(2)
    for column in (NAME, STATE, MEMBERS, NOTES):
        assert _distance(cell(table, 2, column)[0], 1, 2, QColor(colours.information_ground)) <= 2
        assert _distance(cell(table, 3, column)[0], 1, 2, QColor(colours.information_ground)) > 8


def test_every_second_row_has_its_own_ground(table: RecordTable) -> None:
    grounds = [cell(table, row, NOTES)[0].pixelColor(1, 1).name() for row in (1, 2, 3, 4)]
    assert grounds == [LIGHT.alternate, LIGHT.base] * 2


def test_a_box_is_ticked_for_what_is_in_the_basket(table: RecordTable, basket: Basket) -> None:
    ticked, empty = cell(table, 4, 0)[0], cell(table, 3, 0)[0]
    assert basket.ids == (2, 5)
    assert greatest_difference(ticked, cell(table, 2, 0)[0]) > 100
    basket.toggle([4])
    assert greatest_difference(cell(table, 3, 0)[0], empty) > 100


def test_a_row_that_has_not_come_shows_dots(qtbot: QtBot, table: RecordTable, tasks: Tasks) -> None:
    table.show_result(ListResult(array("q", [1, *range(100, 140)]), 41))
    assert not cell(table, 5, NAME)[1].isNull()
    assert cell(table, 5, NAME)[1].width() < 20
    qtbot.waitUntil(lambda: tasks.is_idle() and table.model.has_row(0))
    assert cell(table, 5, NAME)[1].isNull(), "a record that is gone has nothing to show"


def test_the_cursor_alone_is_seen(qtbot: QtBot, table: RecordTable) -> None:
    table.setFocus()
    table.view.clearSelection()
    before = picture(table)
    qtbot.keyClick(table.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    row = table.view.currentIndex().row()
    assert table.selected_ids() == array("q")
    rect = table.view.visualRect(table.model.index(row, NAME))
    assert greatest_difference(before.copy(rect), picture(table).copy(rect)) > 20
