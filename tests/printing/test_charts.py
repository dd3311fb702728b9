"""Charts on paper: where their words stand, what a printer without colour makes of their series."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import PIL.Image
import PIL.ImageChops
import pypdfium2
import pytest

from kyodo_desktop.core.charts.chart import Chart, Kind, Series
from kyodo_desktop.printing.charts import chart_drawing, chart_height, chart_items
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import MM_PER_POINT, Circle, Column, Document, Item, Page, Polygon, Table
from kyodo_desktop.printing.pdf import render
from kyodo_desktop.printing.preflight import check

FONTS = FontBook()
BARS = Chart(
    Kind.BARS,
    ("まかせて", "まごころ"),
    (Series("令和7年度", (12, 211)), Series("令和8年度", (14, 198))),
    "登録者数",
    "人",
)
RADAR = Chart(
    Kind.RADAR,
    ("目的共有", "相互理解", "自主・自立", "対等", "役割分担", "情報公開・情報共有", "評価"),
    (Series("団体", (4, 5, 4, 3, 4, 4, 3)), Series("担当課", (4, 3, 4, 2, 5, 4, 3))),
    scale=(1, 5),
)
EDGE = 0.2
"""Half of what a place read from the file may be off, in mm."""


def items(chart: Chart, x: float = 25, y: float = 40, *, colour: bool = False) -> list[Item]:
    return chart_items(chart_drawing(chart, 80, 50, FONTS), x, y, colour=colour)


def pdf(*drawn: Item) -> bytes:
    return render(Document("試験", [Page(210, 297, drawn)]), FONTS)


def picture(data: bytes, *, grey: bool = True) -> PIL.Image.Image:
    file = pypdfium2.PdfDocument(data)
    image = file[0].render(scale=6, grayscale=grey).to_pil()
    file.close()
    return image


def darkness(image: PIL.Image.Image, left: float, top: float, right: float, foot: float) -> float:
    """Return how dark a rectangle of mm is on average, 0 white and 1 black."""
    part = image.crop([round(edge * 6 / MM_PER_POINT) for edge in (left, top, right, foot)])
    shades = part.convert("L").histogram()
    return 1 - sum(shade * count for shade, count in enumerate(shades)) / sum(shades) / 255


def test_the_words_of_a_bar_chart_stand_where_they_stood(printed: Callable[[bytes], list[Any]]) -> None:
    assert [(text.text, text.x, text.y, text.size) for text in printed(pdf(*items(BARS)))] == [
        ("登録者数", 25.3, 43.2, 9.2),
        ("令和7年度", 31.2, 48.0, 8.0),
        ("令和8年度", 53.8, 48.0, 8.0),
        ("（人）", 25.3, 52.8, 7.2),
        ("0", 28.1, 86.1, 7.2),
        ("100", 25.6, 76.3, 7.2),
        ("200", 25.6, 66.5, 7.2),
        ("300", 25.6, 56.6, 7.2),
        ("まかせて", 43.4, 89.4, 8.0),
        ("まごころ", 80.5, 89.4, 8.0),
        ("12", 40.8, 83.2, 6.8),
        ("14", 54.9, 83.0, 6.8),
        ("211", 77.3, 63.7, 6.8),
        ("198", 91.4, 64.9, 6.8),
    ]


def test_the_words_of_a_radar_stand_around_it(printed: Callable[[bytes], list[Any]]) -> None:
    texts = {text.text: text for text in printed(pdf(*items(RADAR)))}
    top, right, left = texts["目的共有"], texts["相互理解"], texts["評価"]
    assert top.y < right.y == left.y < texts["自主・自立"].y < texts["対等"].y == texts["役割分担"].y
    assert left.x < top.x < right.x
    assert texts["情報公開・"].x < left.x
    assert {"1", "2", "3", "4", "5"} <= set(texts)


@pytest.mark.parametrize("kind", Kind)
def test_a_chart_prints_inside_its_rectangle_and_nowhere_else(kind: Kind) -> None:
    chart = Chart(kind, RADAR.categories, RADAR.series, "協働の原則", scale=(0, 10) if kind is Kind.STACKED else None)
    image = picture(pdf(*items(chart)))
    ground = PIL.Image.new("L", image.size, 255)
    left, top, right, foot = PIL.ImageChops.difference(image, ground).getbbox() or (0, 0, 0, 0)
    millimetres = [edge / 6 * MM_PER_POINT for edge in (left, top, right, foot)]
    assert millimetres[0] >= 25 - EDGE
    assert millimetres[1] >= 40 - EDGE
    assert 65 < millimetres[2] <= 105 + EDGE
    assert 65 < millimetres[3] <= 90 + EDGE


def test_the_series_have_different_grounds_without_colour() -> None:
    drawing = chart_drawing(BARS, 80, 50, FONTS)
    image = picture(pdf(*chart_items(drawing, 0, 0)))
    full, hatched = (
        darkness(image, point.box.left + 0.6, point.box.top + 3, point.box.right - 0.6, point.box.foot - 1)
        for point in drawing.points
        if point.category == 1
    )
    assert full == pytest.approx(0.65, abs=0.02)
    assert 0.05 < hatched < 0.35


def test_a_chart_is_grey_unless_colour_is_asked_for() -> None:
    def coloured(data: bytes) -> bool:
        saturation = picture(data, grey=False).convert("HSV").getchannel("S")
        return (saturation.getextrema()[1] or 0) > 100

    assert not coloured(pdf(*items(BARS)))
    assert coloured(pdf(*items(BARS, colour=True)))


def test_shapes_are_drawn_where_they_are_placed() -> None:
    triangle = Polygon(20, 30, ((0, 0), (20, 0), (0, 20)), line=0, fill=0.0)
    disc = Circle(100, 40, 10, line=0, fill=(0.0, 0.0, 0.0))
    angle = Polygon(20, 100, ((0, 0), (20, 0), (20, 20)), line=1.0, closed=False)
    image = picture(pdf(triangle, disc, angle))
    assert darkness(image, 21, 31, 28, 38) == 1.0
    assert darkness(image, 33, 43, 40, 50) == 0.0
    assert darkness(image, 94, 34, 106, 46) > 0.99
    assert darkness(image, 90, 30, 110, 50) == pytest.approx(3.1416 / 4, abs=0.01)
    assert darkness(image, 22, 99.7, 38, 100.3) == 1.0
    assert darkness(image, 21, 103, 38, 119) == 0.0  # an open line has no third side


def test_a_chart_stands_beside_a_table() -> None:
    table = Table(110, 40, (Column(40), Column(20, "right")), [("まかせて", "14"), ("まごころ", "198")])
    document = Document("試験", [Page(210, 297, [*items(BARS), table])])
    assert check(document, FONTS).missing == ()
    file = pypdfium2.PdfDocument(render(document, FONTS))
    assert file[0].get_textpage().get_text_range().count("まごころ") == 2
    file.close()


def test_the_height_of_rows_grows_with_them() -> None:
    names = tuple(f"第{number}の分野の活動" for number in range(1, 13))

    def height(count: int) -> float:
        rows = Chart(Kind.ROWS, names[:count], (Series("", tuple(range(count))),))
        return chart_height(rows, 80, FONTS)

    assert height(12) - height(8) == pytest.approx(height(8) - height(4))
    assert height(12) > height(4) + 8 * 4


def test_the_same_chart_gives_the_same_file() -> None:
    assert pdf(*items(RADAR)) == pdf(*items(RADAR))
