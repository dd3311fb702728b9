from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from kyodo_desktop.features.exchange.plan import Action
from kyodo_desktop.features.exchange.ui.preview_model import ACTION, PreviewModel

from .conftest import Desk, MakeFile

FILE = """団体名,ふりがな,電話番号,設立年月日
港町内会,みなとちょうないかい,0143-22-1111,S45.4.1
浜町内会,はまちょうないかい,0143-22-1112,昭和50年13月1日
岡町内会,おかちょうないかい,12,昭和50年14月1日
"""


def shown(desk: Desk, make_file: MakeFile) -> PreviewModel:
    window = desk.import_window(make_file("団体.csv", FILE))
    return window.preview.model


def test_the_model_keeps_the_rules_of_qt(desk: Desk, make_file: MakeFile, qtmodeltester: Any) -> None:
    model = shown(desk, make_file)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    qtmodeltester.check(model)
    model.show_only_problems(True)
    model.show_choices({3: Action.SKIP})
    model.show_plan(None, {})
    assert (model.rowCount(), model.columnCount()) == (0, 3)


def test_the_next_problem_goes_round_and_back(desk: Desk, make_file: MakeFile) -> None:
    model = shown(desk, make_file)
    wrong = [
        (row, column)
        for row in range(model.rowCount())
        for column in range(3, model.columnCount())
        if str(model.index(row, column).data()).startswith("■")
    ]
    assert len(wrong) == 3
    place = (0, 0)
    for expected in [*wrong, wrong[0]]:
        found = model.next_problem(*place, 1)
        place = (found.row(), found.column())
        assert place == expected
    for expected in [wrong[-1], wrong[1]]:
        found = model.next_problem(*place, -1)
        place = (found.row(), found.column())
        assert place == expected


def test_a_row_that_is_left_out_is_no_problem_any_more(desk: Desk, make_file: MakeFile) -> None:
    model = shown(desk, make_file)
    model.show_choices({3: Action.SKIP, 4: Action.SKIP})
    assert not model.next_problem(0, 0, 1).isValid()
    assert model.index(1, ACTION).data() == "取り込まない"


def test_a_screen_reader_hears_what_is_wrong(desk: Desk, make_file: MakeFile) -> None:
    model = shown(desk, make_file)
    cell = model.next_problem(0, 0, 1)
    heard = model.data(cell, Qt.ItemDataRole.AccessibleDescriptionRole)
    assert heard.startswith("■ D列「設立年月日」：")
    assert model.data(model.index(0, 3), Qt.ItemDataRole.EditRole) == "港町内会"
