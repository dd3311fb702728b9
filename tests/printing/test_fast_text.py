"""Composite fonts: what comes out of the PDF is what went in, drawn with the glyphs that reportlab's own font draws."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kyodo_desktop.printing.fast_text import CompositeFont
from kyodo_desktop.printing.fonts import FontBook, Typeface


@pytest.fixture(scope="module")
def faces() -> tuple[Typeface, ...]:
    return FontBook().faces("gothic")


def draw(font_name: str, text: str) -> bytes:
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=(700, 60))
    canvas.setFont(font_name, 20)
    canvas.drawString(10, 20, text)
    canvas.showPage()
    canvas.save()
    return output.getvalue()


def extract(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()


def picture(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[0].render(scale=2)
        return bytes(bitmap.buffer)
    finally:
        document.close()


@pytest.fixture
def gothic(faces: tuple[Typeface, ...]) -> str:
    return register(faces[0])


@pytest.fixture
def widest(faces: tuple[Typeface, ...]) -> str:
    return register(next(face for face in faces if face.family.name == "IPAmjMincho"))


def register(typeface: Typeface) -> str:
    font = CompositeFont(typeface)
    pdfmetrics.registerFont(font)
    return font.fontName


def test_text_of_the_basic_plane_copies_out_as_it_went_in(gothic: str) -> None:
    text = "髙﨑邉濵德 (まちづくり) \\ ｱｲｳ 株式会社①㈱～－"
    assert extract(draw(gothic, text)) == text


@pytest.mark.parametrize("name", ["𠮷野", "葛\U000e0100城", "辻\U000e0100", "𠮷\U000e0101田"])
def test_names_of_several_code_units_copy_out_as_they_went_in(widest: str, name: str) -> None:
    assert extract(draw(widest, name)) == name


def test_a_variant_is_drawn_in_its_own_shape(gothic: str) -> None:
    assert picture(draw(gothic, "葛\U000e0100")) != picture(draw(gothic, "葛"))


def test_it_draws_the_same_glyphs_as_the_font_of_reportlab(faces: tuple[Typeface, ...], gothic: str) -> None:
    text = "協働のまちづくり Kyodo 0123"
    pdfmetrics.registerFont(TTFont("reportlab-gothic", str(faces[0].path)))
    assert isinstance(pdfmetrics.getFont("reportlab-gothic"), TTFont)
    ours, theirs = picture(draw(gothic, text)), picture(draw("reportlab-gothic", text))
    assert len(ours) == len(theirs)
    assert sum(abs(one - other) for one, other in zip(ours, theirs, strict=True)) / len(ours) < 1


def test_width_counts_narrow_and_wide_characters(faces: tuple[Typeface, ...]) -> None:
    font = CompositeFont(faces[0])
    assert font.width("ab漢") == 500 + 500 + 1000
    assert font.stringWidth("漢字", 10) == pytest.approx(20)
    assert font.width("葛\U000e0100") == 1000


def test_one_font_serves_several_documents(gothic: str) -> None:
    first, second = draw(gothic, "渡邉"), draw(gothic, "渡邊")
    assert (extract(first), extract(second)) == ("渡邉", "渡邊")


def test_the_same_text_gives_the_same_subset(gothic: str) -> None:
    def base_fonts(pdf: bytes) -> list[bytes]:
        return [line for line in pdf.splitlines() if b"/BaseFont" in line and b"BIZUD" in line]

    assert base_fonts(draw(gothic, "渡邉")) == base_fonts(draw(gothic, "渡邉")) != base_fonts(draw(gothic, "渡邊"))
