"""The PDF says exactly what the page model says, where it says it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import PIL.Image
import pypdfium2
import pytest

from kyodo_desktop.core.errors import Cancelled
from kyodo_desktop.printing import page as model
from kyodo_desktop.printing import pdf
from kyodo_desktop.printing.fonts import FontBook, MissingGlyphs
from kyodo_desktop.printing.page import Document, Item, Page, Text
from kyodo_desktop.printing.preflight import check

FONTS = FontBook()
NAMES = "髙﨑邉𠮷濵德　葛\U000e0100城　辻\U000e0101　か\u3099"


def document(*items: Item, title: str = "試験") -> Document:
    return Document(title, [Page(210, 297, items)], author="汐見野市", subject="様式第１号")


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    opened_file = pypdfium2.PdfDocument(data)
    yield opened_file
    opened_file.close()


def ink(data: bytes, left: float, top: float, right: float, foot: float) -> float:
    """Return the share of dark dots in a rectangle of mm on the first page."""
    with opened(data) as file:
        image = file[0].render(scale=4, grayscale=True).to_pil()
    dots = image.crop([round(edge * 4 / model.MM_PER_POINT) for edge in (left, top, right, foot)])
    histogram = dots.histogram()
    return sum(histogram[:160]) / sum(histogram)


@pytest.mark.parametrize("role", ["mincho", "gothic", "gothic-bold"])
def test_names_come_back_exactly(role: Any) -> None:
    with opened(pdf.render(document(Text(25, 40, NAMES, font=role)), FONTS)) as file:
        assert file[0].get_textpage().get_text_range() == NAMES


def test_a_text_stands_at_its_baseline(printed: Callable[[bytes], list[Any]]) -> None:
    (text,) = printed(pdf.render(document(Text(25, 40, "協働", 12)), FONTS))
    assert (text.x, text.y, text.size, text.text) == (25.0, 40.0, 12.0, "協働")


def test_the_same_document_gives_the_same_bytes() -> None:
    made = document(Text(25, 40, NAMES), model.Seal(100, 100))
    assert pdf.render(made, FontBook()) == pdf.render(made, FontBook())


def test_fonts_are_embedded_with_the_glyphs_in_use_alone() -> None:
    data = pdf.render(document(Text(25, 40, NAMES), Text(25, 50, "協働", font="gothic")), FONTS)
    assert len(data) < 40_000
    assert b"Helvetica" not in data
    fonts = set(re.findall(rb"/BaseFont /([^ \n]+)", data))
    assert fonts
    assert all(re.match(rb"[A-Z]{6}\+", name) for name in fonts)
    assert data.count(b"/FontFile2") == data.count(b"/Type /FontDescriptor") == 3


def test_an_empty_text_draws_nothing(printed: Callable[[bytes], list[Any]]) -> None:
    empty = document(Text(25, 40, ""), model.TextBox(25, 50, 40, 10, "\n\n"))
    assert printed(pdf.render(empty, FONTS)) == []


def test_different_subsets_of_a_face_have_different_names() -> None:
    names = [
        re.findall(rb"/BaseFont /([A-Z]{6})\+", pdf.render(document(Text(25, 40, text)), FONTS))[0]
        for text in ("協働", "協議")
    ]
    assert names[0] != names[1]


def test_the_file_says_what_it_is() -> None:
    with opened(pdf.render(document(title="団体名簿"), FONTS)) as file:
        said = file.get_metadata_dict()
        assert (said["Title"], said["Author"], said["Subject"]) == ("団体名簿", "汐見野市", "様式第１号")
    assert b"/Lang (ja)" in pdf.render(document(), FONTS)


def test_pages_have_their_size_in_mm() -> None:
    with opened(pdf.render(Document("葉書", [Page(100, 148, []), Page(210, 297, [])]), FONTS)) as file:
        sizes = [tuple(round(side * model.MM_PER_POINT, 1) for side in sheet.get_size()) for sheet in file]
    assert sizes == [(100, 148), (210, 297)]


def test_a_character_without_glyph_stops_the_print_and_is_named() -> None:
    with pytest.raises(MissingGlyphs, match="「🌀」") as raised:
        pdf.render(document(Text(25, 40, "祭🌀"), Text(25, 50, "🎉")), FONTS)
    assert raised.value.characters == ("🌀", "🎉")


def test_what_cannot_be_drawn_is_known_before_printing() -> None:
    table = model.Table(20, 30, (model.Column(40),), [("祭🌀",)], header=("🎉",))
    box = model.TextBox(25, 50, 40, 10, "🌀")
    made = document(Text(25, 40, "葛\U000e01ef"), box, table, model.Seal(9, 9), model.CheckBox(9, 9))
    found = check(made, FONTS)
    assert set(found.missing) == {"🌀", "🎉"}
    assert found.plain_variants == ("葛\U000e01ef",)


def test_a_character_without_glyph_becomes_a_geta_when_that_is_wanted() -> None:
    with opened(pdf.render(document(Text(25, 40, "祭🌀り")), FONTS, replace_missing=True)) as file:
        assert file[0].get_textpage().get_text_range() == "祭〓り"


def test_rules_and_boxes_lie_where_they_are_put() -> None:
    data = pdf.render(
        document(
            model.Rule(20, 50, 120, 50, 1.0),
            model.Box(20, 100, 40, 20, line=0, fill=0.0),
            model.Box(100, 100, 40, 20, line=1.0, radius=5),
            model.Rule(20, 200, 120, 200, 1.0, dash=(2, 2)),
        ),
        FONTS,
    )
    assert ink(data, 20, 49.6, 120, 50.4) > 0.95
    assert ink(data, 20, 51, 120, 60) == 0
    assert ink(data, 20.5, 100.5, 59.5, 119.5) == 1
    assert ink(data, 102, 102, 138, 118) == 0
    assert ink(data, 99.6, 106, 100.4, 114) > 0.9
    assert ink(data, 99.5, 99.5, 100.5, 100.5) == 0
    assert 0.4 < ink(data, 20, 199.6, 120, 200.4) < 0.6


def test_a_ticked_box_is_told_from_an_empty_one(printed: Callable[[bytes], list[Any]]) -> None:
    texts = printed(pdf.render(document(model.CheckBox(20, 50), model.CheckBox(60, 50, checked=True)), FONTS))
    assert [text.text for text in texts] == ["□", "□", "✓"]
    left, top, right, foot = texts[0].ink
    assert (left, top) == (pytest.approx(20, abs=0.1), pytest.approx(50, abs=0.1))
    assert (right - left, foot - top) == (pytest.approx(3.2, abs=0.1), pytest.approx(3.2, abs=0.1))


def picture(file_format: str, colour: str = "black") -> bytes:
    data = io.BytesIO()
    PIL.Image.new("RGB", (40, 20), colour).save(data, file_format)
    return data.getvalue()


@pytest.mark.parametrize("file_format", ["PNG", "JPEG"])
def test_a_picture_keeps_its_proportions_in_the_middle_of_its_place(file_format: str) -> None:
    item = model.Image(20, 50, 40, 40, picture(file_format))
    data = pdf.render(document(item, model.Image(100, 50, 40, 20, item.data)), FONTS)
    assert ink(data, 20.5, 60.5, 59.5, 79.5) > 0.98
    assert ink(data, 20.5, 50.5, 59.5, 59.5) == 0
    assert ink(data, 100.5, 50.5, 139.5, 69.5) > 0.98
    assert data.count(b"/Subtype /Image") == 1


def test_a_transparent_picture_lies_on_white() -> None:
    data = io.BytesIO()
    PIL.Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(data, "PNG")
    assert ink(pdf.render(document(model.Image(20, 50, 20, 20, data.getvalue())), FONTS), 20, 50, 40, 70) == 0


def test_progress_counts_pages_and_may_stop_the_work() -> None:
    seen: list[tuple[int, int]] = []
    pages = [Page(210, 297, [])] * 3
    pdf.render(Document("三枚", pages), FONTS, progress=lambda done, count: seen.append((done, count)))
    assert seen == [(1, 3), (2, 3), (3, 3)]

    def stop(_done: int, _count: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        pdf.render(Document("三枚", pages), FONTS, progress=stop)


def test_a_table_puts_its_cells_into_their_columns(printed: Callable[[bytes], list[Any]]) -> None:
    table = model.Table(
        20,
        30,
        (model.Column(20, "center"), model.Column(30), model.Column(30, "right")),
        [("1", "髙橋 𠮷美", "1,234円"), ("2", "港の花壇をみんなで育てる連絡協議会", "5円")],
        header=("番号", "氏名", "金額"),
    )
    texts = printed(pdf.render(document(table), FONTS))
    edges = [20, 40, 70, 100]
    for text in texts:
        column = max(number for number, edge in enumerate(edges) if text.x >= edge - 0.01)
        assert text.ink[2] <= edges[column + 1]
    by_text = {text.text: text for text in texts}
    assert by_text["1,234円"].ink[2] == pytest.approx(99, abs=0.6)
    assert by_text["番号"].y < by_text["1"].y < by_text["2"].y
    assert {text.text for text in texts} >= {"髙橋", "𠮷", "美"}
    assert max(text.ink[3] for text in texts) < 30 + table.height
