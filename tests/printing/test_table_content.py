"""Cells of a table as operators: what stands in them, and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kyodo_desktop.printing.fonts import FontBook, MissingGlyphs
from kyodo_desktop.printing.page import A4, Column, Document, Page, Table
from kyodo_desktop.printing.pdf import render
from tests.printing.conftest import PrintedText
from tests.printing.reading import find, page_texts

FONTS = FontBook()


def table_pdf(*rows: tuple[str, ...], columns: tuple[Column, ...] | None = None, row_height: float = 7.0) -> bytes:
    shape = columns or tuple(Column(50.0) for _ in rows[0])
    return render(Document("表", [Page(*A4, [Table(20.0, 30.0, shape, rows, row_height=row_height)])]), FONTS)


def test_cells_stand_at_the_edge_of_their_column() -> None:
    pdf = table_pdf(("港町", "東町", "西町"), columns=(Column(50.0), Column(50.0, "center"), Column(50.0, "right")))
    size = 9.0 * 25.4 / 72
    assert find(pdf, "港町").left == pytest.approx(21.0, abs=0.05)
    assert find(pdf, "東町").left == pytest.approx(95.0 - size, abs=0.05)
    assert find(pdf, "西町").right == pytest.approx(169.0, abs=0.05)


def test_rows_stand_below_each_other() -> None:
    pdf = table_pdf(("一行目",), ("二行目",), ("三行目",), row_height=8.0)
    tops = [find(pdf, text).top for text in ("一行目", "二行目", "三行目")]
    assert tops[1] - tops[0] == pytest.approx(8.0, abs=0.02)
    assert tops[2] - tops[1] == pytest.approx(8.0, abs=0.02)


def test_a_cell_from_another_font_leaves_the_next_ones_in_their_place() -> None:
    plain = table_pdf(("吉田", "次"))
    mixed = table_pdf(("𠮷田", "次"))
    assert find(mixed, "次") == find(plain, "次")
    assert "𠮷田" in page_texts(mixed)[0]


@pytest.mark.parametrize("text", ["葛\U000e0100城", "か\u3099き", "髙﨑"])
def test_what_belongs_to_a_character_is_not_torn_from_it(text: str) -> None:
    (found,) = page_texts(table_pdf(("葛城か き髙", text)))
    assert text in found


def test_a_long_cell_wraps_inside_its_row_and_the_next_stays() -> None:
    columns = (Column(30.0), Column(50.0))
    pdf = table_pdf(("あいうえおかきくけこさしすせそ", "次"), columns=columns, row_height=12.0)
    first, last = find(pdf, "あいうえおかきく"), find(pdf, "そ")
    assert first.top >= 30.0
    assert last.foot <= 42.0
    assert last.top > first.top
    assert find(pdf, "次").left == pytest.approx(51.0, abs=0.05)
    assert find(pdf, "次") == find(table_pdf(("短い", "次"), columns=columns, row_height=12.0), "次")


def test_the_same_text_in_two_columns_takes_the_shape_of_each(printed: Callable[[bytes], list[PrintedText]]) -> None:
    text = "あいうえおかきくけこさしすせそ"
    pdf = table_pdf((text, text), columns=(Column(30.0), Column(60.0)), row_height=14.0)
    lines = [(found.x, found.text) for found in printed(pdf)]
    assert lines == [(21.0, text[:8]), (21.0, text[8:]), (51.0, text)]


def test_empty_cells_move_nothing() -> None:
    assert find(table_pdf(("", "次")), "次") == find(table_pdf(("あ", "次")), "次")


def test_more_texts_than_are_kept_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyodo_desktop.printing.table_content._MOST_KEPT", 3)
    rows = [(f"{number}番",) for number in range(20)]
    (found,) = page_texts(table_pdf(*rows, columns=(Column(50.0, "right"),), row_height=6.0))
    assert [line for line in found.split() if line.endswith("番")] == [row[0] for row in rows]


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="1 cells in a table of 2 columns"):
        table_pdf(("一つ",), columns=(Column(50.0), Column(50.0)))


def test_a_character_without_a_glyph_is_found_in_a_cell() -> None:
    with pytest.raises(MissingGlyphs):
        table_pdf(("港\U000f0000",))
