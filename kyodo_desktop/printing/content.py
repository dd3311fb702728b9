"""The operators of one page: the items of the page model as PDF content (ISO 32000-1, clauses 8 and 9).

Written as text, without a library, because a roster of seven thousand rows is mostly this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, islice

from kyodo_desktop.printing.encoding import DocumentFonts
from kyodo_desktop.printing.layout import PlacedLine, place, place_text
from kyodo_desktop.printing.page import (
    MM_PER_POINT,
    Box,
    CheckBox,
    Circle,
    FontRole,
    Image,
    Page,
    Polygon,
    Rule,
    Seal,
    Table,
    Text,
    TextBox,
    Tone,
)
from kyodo_desktop.printing.table_content import TableCells

ImageName = Callable[[Image], tuple[str, int, int]]
"""Gives the name of a picture in the file, with its width and height in pixels."""

_POINTS = 1 / MM_PER_POINT

_ROUND = 0.5523
"""How far the handles of a quarter circle's Bézier curve reach, as a share of its radius."""

_SQUARE_LEFT, _SQUARE_TOP, _SQUARE_SIDE = 0.1, 0.78, 0.8
"""Where the ink of □ begins, how high it reaches and how wide it is in BIZ UDGothic, as shares of the size."""

_SEAL_GREY = 0.45
_HEADER_GROUND = 0.93


class ContentWriter:
    """Collects the operators of one page, and the names of the pictures on it."""

    def __init__(self, page: Page, used: DocumentFonts, cells: TableCells, image_name: ImageName) -> None:
        self.page = page
        self.used = used
        self.cells = cells
        self.image_name = image_name
        self.operators: list[str] = ["0 J 0 j"]
        self.images: list[str] = []

    def draw(self) -> None:
        """Write every item of the page, in order."""
        for item in self.page.items:
            match item:
                case Text():
                    self._lines([place_text(item, self.used.fonts)], item.font, item.grey)
                case TextBox():
                    self._lines(place(item, self.used.fonts), item.font, item.grey)
                case Rule():
                    self._rule(item)
                case Box():
                    self._box(item)
                case CheckBox():
                    self._check_box(item)
                case Image():
                    self._image(item)
                case Seal():
                    self._seal(item)
                case Table():
                    self._table(item)
                case Polygon():
                    self._shape(item, self._through(item))
                case Circle():
                    reach = item.radius
                    around = Box(item.x - reach, item.y - reach, 2 * reach, 2 * reach, radius=reach)
                    self._shape(item, self._outline(around))

    def _height(self, y: float) -> str:
        """Return a height in mm from the top as points from the bottom."""
        return f"{(self.page.height - y) * _POINTS:.2f}"

    def _point(self, x: float, y: float) -> str:
        """Return a place in mm from the top left as points from the bottom left."""
        return f"{x * _POINTS:.2f} {(self.page.height - y) * _POINTS:.2f}"

    def _lines(self, lines: Sequence[PlacedLine], role: FontRole, grey: float) -> None:
        encoder = self.used.encoder(role)
        write = self.operators.append
        write(f"BT {grey:g} g" if grey else "BT")
        for line in lines:
            if not line.text:
                continue
            write(f"1 0 0 1 {self._point(line.x, line.y)} Tm")
            if line.spacing:
                write(f"{line.spacing * _POINTS:.3f} Tc")
            for font, codes in encoder.runs(line.text):
                write(f"/{font} {line.size:g} Tf <{codes}> Tj")
            if line.spacing:
                write("0 Tc")
        write("ET 0 g" if grey else "ET")

    def _pen(self, width: float, dash: tuple[float, ...] = (), grey: float = 0.0) -> str:
        lengths = " ".join(f"{length * _POINTS:.2f}" for length in dash)
        return f"{width * _POINTS:.3f} w [{lengths}] 0 d {grey:g} G"

    def _rule(self, rule: Rule) -> None:
        pen = self._pen(rule.width, rule.dash, rule.grey)
        self.operators.append(f"{pen} {self._point(rule.x1, rule.y1)} m {self._point(rule.x2, rule.y2)} l S")

    def _box(self, box: Box) -> None:
        ground = "" if box.fill is None else f"{box.fill:g} g "
        paint = {(True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n"}[
            (box.line > 0, box.fill is not None)
        ]
        pen = self._pen(box.line, box.dash, box.grey)
        self.operators.append(f"{pen} {ground}{self._outline(box)} {paint}{' 0 g' if ground else ''}")

    def _outline(self, box: Box) -> str:
        if not box.radius:
            width, height = box.width * _POINTS, box.height * _POINTS
            return f"{self._point(box.x, box.y + box.height)} {width:.2f} {height:.2f} re"
        left, top, right, foot = box.x, box.y, box.x + box.width, box.y + box.height
        radius = min(box.radius, box.width / 2, box.height / 2)
        near, point = radius * (1 - _ROUND), self._point
        return (
            f"{point(left + radius, top)} m {point(right - radius, top)} l "
            f"{point(right - near, top)} {point(right, top + near)} {point(right, top + radius)} c "
            f"{point(right, foot - radius)} l "
            f"{point(right, foot - near)} {point(right - near, foot)} {point(right - radius, foot)} c "
            f"{point(left + radius, foot)} l "
            f"{point(left + near, foot)} {point(left, foot - near)} {point(left, foot - radius)} c "
            f"{point(left, top + radius)} l "
            f"{point(left, top + near)} {point(left + near, top)} {point(left + radius, top)} c h"
        )

    def _through(self, polygon: Polygon) -> str:
        first, *others = (self._point(polygon.x + across, polygon.y + down) for across, down in polygon.places)
        return f"{first} m {' '.join(f'{place} l' for place in others)}{' h' if polygon.closed else ''}"

    def _shape(self, item: Polygon | Circle, outline: str) -> None:
        """Fill and draw an outline; the ends of its lines are round, so that none sticks out at a sharp corner."""
        paint = {(True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n"}[
            (item.line > 0, item.fill is not None)
        ]
        ground = "" if item.fill is None else f"{_tone(item.fill)} {'g' if isinstance(item.fill, float) else 'rg'} "
        pen = self._pen(item.line, item.dash if isinstance(item, Polygon) else ())
        ink = f"{_tone(item.tone)} {'G' if isinstance(item.tone, float) else 'RG'}"
        self.operators.append(f"{pen} {ink} 1 j {ground}{outline} {paint} 0 j{' 0 g' if ground else ''}")

    def _check_box(self, box: CheckBox) -> None:
        """Draw the square as the character □, so that it is found in the text, and ✓ over it when it is ticked."""
        em = box.size / _SQUARE_SIDE
        mark = PlacedLine(box.x - em * _SQUARE_LEFT, box.y + em * _SQUARE_TOP, "□", em / MM_PER_POINT)
        self._lines([mark, replace(mark, text="✓")] if box.checked else [mark], "gothic", 0.0)

    def _image(self, item: Image) -> None:
        name, pixels_across, pixels_down = self.image_name(item)
        scale = min(item.width / pixels_across, item.height / pixels_down)
        width, height = pixels_across * scale, pixels_down * scale
        left, foot = item.x + (item.width - width) / 2, item.y + (item.height + height) / 2
        if name not in self.images:
            self.images.append(name)
        self.operators.append(
            f"q {width * _POINTS:.2f} 0 0 {height * _POINTS:.2f} {self._point(left, foot)} cm /{name} Do Q"
        )

    def _seal(self, seal: Seal) -> None:
        half = seal.size / 2
        self._box(
            Box(
                seal.x - half,
                seal.y - half,
                seal.size,
                seal.size,
                line=0.15,
                radius=half if seal.shape == "circle" else 0.0,
                dash=(0.5, 0.5),
                grey=_SEAL_GREY,
            )
        )
        text = TextBox(
            seal.x - half,
            seal.y - half,
            seal.size,
            seal.size - (0.0 if seal.shape == "circle" else 1.5),
            seal.text,
            size=9,
            align="center",
            valign="middle" if seal.shape == "circle" else "bottom",
            grey=_SEAL_GREY,
        )
        self._lines(place(text, self.used.fonts), text.font, text.grey)

    def _table(self, table: Table) -> None:
        top = table.y
        if table.header:
            self._box(Box(table.x, top, table.width, table.header_height, line=0, fill=_HEADER_GROUND))
            centred = replace(table, columns=tuple(replace(column, align="center") for column in table.columns))
            self.operators += self.cells.write(
                centred, [table.header], top=top, height=table.header_height, page_height=self.page.height
            )
            top += table.header_height
        self.operators += self.cells.write(
            table, table.rows, top=top, height=table.row_height, page_height=self.page.height
        )
        self._table_rules(table)

    def _table_rules(self, table: Table) -> None:
        if table.rules:
            left, right = f"{table.x * _POINTS:.2f}", f"{(table.x + table.width) * _POINTS:.2f}"
            top, foot = self._height(table.y), self._height(table.y + table.height)
            first = table.y + (table.header_height if table.header else 0.0)
            across = [
                self._height(first + number * table.row_height)
                for number in range(0 if table.header else 1, len(table.rows) + 1)
            ]
            down = accumulate((column.width for column in table.columns[:-1]), initial=table.x)
            lines = [f"{left} {height} m {right} {height} l" for height in across]
            lines += [f"{x * _POINTS:.2f} {top} m {x * _POINTS:.2f} {foot} l" for x in islice(down, 1, None)]
            self.operators.append(f"{self._pen(table.rules, grey=table.rules_grey)} {' '.join(lines)} S")
        if table.frame:
            self._box(Box(table.x, table.y, table.width, table.height, line=table.frame))


def _tone(tone: Tone) -> str:
    return f"{tone:g}" if isinstance(tone, float) else " ".join(f"{share:.3g}" for share in tone)
