"""How the columns of a table inside a record share the room, and what stands in one that is only read."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.fields import EraDate, Name, Text, Yen
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.ui.child_table import ChildTable, is_typed
from kyodo_desktop.ui.child_widths import Room, heading_of, share
from kyodo_desktop.ui.record_source import list_columns

from .fake_steps import COSTS, DESIGN, LINES, REQUEST
from .invented import WORDS

ROOMS = st.lists(
    st.tuples(st.integers(10, 300), st.integers(0, 200)).map(lambda pair: Room(pair[0] + pair[1], pair[0])),
    min_size=1,
    max_size=12,
)


@given(ROOMS, st.integers(50, 2000))
def test_no_column_is_narrower_than_it_needs_or_wider_than_it_wants(rooms: list[Room], room: int) -> None:
    widths = share(rooms, room)
    assert all(each.least <= width <= each.wanted for each, width in zip(rooms, widths, strict=True))
    if sum(each.wanted for each in rooms) <= room:
        assert widths == [each.wanted for each in rooms]
    elif sum(each.least for each in rooms) <= room:
        assert sum(widths) <= room


def costs(*lines: tuple[str, str, int]) -> list[Snapshot]:
    return [
        Snapshot(
            COSTS.name,
            place,
            1,
            dict.fromkeys(COSTS.fields) | {"item": item, "detail": detail, "budget": budget, "settled": budget},
        )
        for place, (item, detail, budget) in enumerate(lines, 1)
    ]


@pytest.mark.parametrize("editable", [False, True])
def test_budget_and_settlement_are_seen_side_by_side_in_a_narrow_record(qtbot: QtBot, *, editable: bool) -> None:
    table = ChildTable(COSTS, WORDS, editable=editable)
    qtbot.addWidget(table)
    table.resize(470 if not editable else 710, 300)
    table.load(costs(("報償費", "講師謝礼　3名、2回分の旅費を含む", 120_000), ("需用費", "消耗品", 83_450)), WORDS)
    table.show()
    header = table.view.horizontalHeader()
    qtbot.waitUntil(lambda: header.length() <= table.view.viewport().width())
    settled = table.model.attributes.index("settled")
    assert not table.view.isColumnHidden(settled)
    assert header.sectionViewportPosition(settled) + header.sectionSize(settled) <= table.view.viewport().width()


def test_columns_that_are_empty_throughout_are_left_out_only_where_nothing_is_typed(qtbot: QtBot) -> None:
    read, typed = ChildTable(COSTS, WORDS, editable=False), ChildTable(COSTS, WORDS)
    note = read.model.attributes.index("note")
    for table in (read, typed):
        qtbot.addWidget(table)
        table.load(costs(("報償費", "謝礼", 5)), WORDS)
    assert read.view.isColumnHidden(note)
    assert not typed.view.isColumnHidden(note)


def test_the_unit_stands_in_the_heading_and_numbers_at_the_right(qtbot: QtBot) -> None:
    table = ChildTable(COSTS, WORDS, editable=False)
    qtbot.addWidget(table)
    table.load(costs(("報償費", "謝礼", 120_000)), WORDS)
    budget = table.model.attributes.index("budget")
    assert table.model.headerData(budget, Qt.Orientation.Horizontal) == "予算額（円）"
    assert table.model.index(0, budget).data() == "120,000"
    assert table.model.index(0, budget).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert heading_of(Text("摘要")) == "摘要"
    assert heading_of(Yen("金額")) == "金額（円）"


MIXED = Schema(
    "visits",
    "訪問",
    {
        "number": Text("番号", derived=True),
        "day": EraDate("年月日", required=True),
        "who": Name("訪問先"),
        "total": Yen("計", derived=True, required=True),
    },
)


def test_what_is_derived_is_passed_over_by_keys_paste_and_delete(qtbot: QtBot) -> None:
    table = ChildTable(MIXED, WORDS)
    qtbot.addWidget(table)
    values = {"number": "1", "day": dt.date(2026, 4, 1), "who": "青葉の会", "total": 500}
    table.load([Snapshot("visits", 1, 1, values)], WORDS)
    view, model = table.view, table.model
    view.setCurrentIndex(model.index(0, 2))
    view.go_on()
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 1)
    view.go_on(forward=False)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, 2)
    model.paste(0, 0, [["9", "R8.5.1", "若葉の会", "700"]])
    assert model.drafts()[0].values == {"day": dt.date(2026, 5, 1), "who": "若葉の会"}
    assert not model.setData(model.index(0, 3), "")
    model.paste(1, 1, [["R8.6.1"]])
    assert model.problems("visits") == []


def test_a_table_is_typed_into_where_one_of_its_fields_is() -> None:
    assert is_typed(COSTS)
    assert is_typed(MIXED)
    assert not is_typed(LINES)


def test_the_mark_takes_the_place_of_the_column_of_the_state() -> None:
    states = [column for column in list_columns(DESIGN, REQUEST, WORDS) if column.heading == "状態"]
    assert len(states) == 1
    assert states[0].sources == ("state",)
