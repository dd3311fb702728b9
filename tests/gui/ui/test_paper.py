from __future__ import annotations

from unittest.mock import sentinel

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.paper import LABEL_LETTERS, Cell, LabelCell, arrange


def cells(*letters: int) -> list[Cell]:
    return [Cell(str(place), sentinel.label, sentinel.content, each) for place, each in enumerate(letters)]


def names(rows: list[tuple[Cell, ...]]) -> list[str]:
    return ["".join(cell.attribute for cell in row) for row in rows]


def test_two_short_neighbours_share_a_row() -> None:
    assert names(arrange(cells(12, 20, 0, 12, 60, 14, 14), 110)) == ["01", "2", "3", "4", "56"]


def test_on_narrow_paper_each_has_its_own() -> None:
    assert names(arrange(cells(12, 20, 14), 60)) == ["0", "1", "2"]


@given(st.lists(st.integers(0, 80), max_size=30), st.integers(0, 300))
def test_nothing_is_lost_or_moved_and_what_shares_a_row_fits(letters: list[int], width: int) -> None:
    given_cells = cells(*letters)
    rows = arrange(given_cells, width)
    assert [cell for row in rows for cell in row] == given_cells
    for row in rows:
        assert len(row) in (1, 2)
        if len(row) == 2:
            assert all(0 < cell.letters <= width // 2 - LABEL_LETTERS for cell in row)


def test_the_words_of_a_field_break_between_phrases(qtbot: QtBot) -> None:
    label = LabelCell("できること・指導内容 & 資格", required=True)
    qtbot.addWidget(label)
    letter = label.fontMetrics().horizontalAdvance("あ")
    label.resize(letter * 14, 80)
    label.show()
    qtbot.waitUntil(lambda: "\n" in label.words.text())
    assert label.words.text().split("\n")[0] == "できること・"
    assert "&& 資格" in label.words.text()
    label.resize(letter * 60, 80)
    qtbot.waitUntil(lambda: label.words.text() == "できること・指導内容 && 資格")
