"""Charts on paper: the geometry of ``core.charts`` as items of a page, to be placed beside tables and text."""

from __future__ import annotations

from functools import partial

from kyodo_desktop.core.charts.chart import Chart
from kyodo_desktop.core.charts.drawing import Disc, Drawing, Fill, Ink, Label, Mark, Path, Stroke
from kyodo_desktop.core.charts.layout import draw, wanted_height
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import Circle, FontRole, Item, Polygon, Text, Tone

SIZE = 8.0
"""Of the words on a printed chart, in points."""

_GREYS = {"text": 0.0, "muted": 0.3, "grid": 0.72, "ground": 1.0}

_COLOURS = ("#005aff", "#c24000", "#03825a", "#84009b", "#8a5a00", "#0a7c99", "#4d4d4d", "#b8005c")
"""Of the series where a printer has colour: hues of the Color Universal Design set, dark enough for thin lines."""


def chart_drawing(chart: Chart, width: float, height: float, fonts: FontBook, *, size: float = SIZE) -> Drawing:
    """Return a chart drawn in the face of paper; tells whether its figures are all written and where they stand."""
    return draw(chart, width, height, partial(_width, fonts), size=size)


def chart_height(chart: Chart, width: float, fonts: FontBook, *, size: float = SIZE) -> float:
    """Return the height in mm at which a chart stands well in a width of mm."""
    return wanted_height(chart, width, partial(_width, fonts), size=size)


def chart_items(drawing: Drawing, x: float, y: float, *, colour: bool = False) -> list[Item]:
    """Return a drawing as items with its top left corner at a place on a page, in greys unless ``colour`` is asked."""
    return [_item(mark, x, y, colour=colour) for mark in drawing.marks]


def _width(fonts: FontBook, text: str, size: float) -> float:
    return fonts.width(text, size, "gothic")


def _item(mark: Mark, x: float, y: float, *, colour: bool) -> Item:
    match mark:
        case Label():
            grey = _GREYS.get(mark.ink, 0.0) if isinstance(mark.ink, str) else 0.0
            font: FontRole = "gothic-bold" if mark.bold else "gothic"
            return Text(mark.x + x, mark.y + y, mark.text, mark.size, font, mark.align, grey)
        case Disc():
            line, tone, _ = _pen(mark.stroke, colour=colour)
            return Circle(mark.x + x, mark.y + y, mark.radius, line, tone, _ground(mark.fill, colour=colour))
        case Path():
            line, tone, dash = _pen(mark.stroke, colour=colour)
            return Polygon(x, y, mark.places, line, tone, _ground(mark.fill, colour=colour), dash, mark.closed)


def _pen(stroke: Stroke | None, *, colour: bool) -> tuple[float, Tone, tuple[float, ...]]:
    return (stroke.width, _tone(stroke.ink, colour=colour), stroke.dash) if stroke else (0.0, 0.0, ())


def _ground(fill: Fill | None, *, colour: bool) -> Tone | None:
    if fill is None:
        return None
    tone = _tone(fill.ink, colour=colour)
    if isinstance(tone, float):
        return 1.0 - fill.strength * (1.0 - tone)
    red, green, blue = (1.0 - fill.strength * (1.0 - share) for share in tone)
    return red, green, blue


def _tone(ink: Ink, *, colour: bool) -> Tone:
    if isinstance(ink, str):
        return _GREYS[ink]
    if not colour:
        return 0.0
    red, green, blue = (int(_COLOURS[ink][at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
