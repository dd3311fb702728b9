"""The page model: what a printed page holds, in millimetres from its top left corner, whatever draws it.

Lengths are mm, sizes of type are points, widths of rules are mm. The items are plain values: a golden test compares
them, ``pdf`` draws them, and a new kind (a QR code, vertical writing, a field to fill in) is one more class here and
one more function there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

FontRole = Literal["mincho", "gothic", "gothic-bold"]
"""``mincho`` for forms, letters and certificates; ``gothic`` for rosters, labels and headings."""

Align = Literal["left", "center", "right", "justify", "distribute"]
"""``justify`` fills every line but the last of a paragraph; ``distribute`` spreads a line over the width (均等割付)."""

VerticalAlign = Literal["top", "middle", "bottom"]

Overflow = Literal["wrap", "shrink", "continue"]
"""What a text does that is too long for its box.

``shrink`` wraps and takes a smaller size until all of it fits; ``continue`` wraps at its size, and whoever composes the
page carries the rest to a continuation sheet; ``wrap`` wraps at its size and runs on below the box.
"""

MM_PER_POINT = 25.4 / 72

THIN = 0.2
"""Width of the rules inside a table, in mm."""

THICK = 0.4
"""Width of the frame around a table, in mm."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. ``x`` is its left end, middle or right end as ``align`` says; ``y`` is the baseline."""

    x: float
    y: float
    text: str
    size: float = 10.5
    font: FontRole = "mincho"
    align: Literal["left", "center", "right"] = "left"
    grey: float = 0.0
    """0 is black, 1 is white."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """Text inside a rectangle, broken by the Japanese rules of line breaking (禁則).

    ``leading`` is the distance of two baselines as a multiple of ``size``; a single line needs no more height than its
    size. ``least_size`` is where ``shrink`` stops to prefer whole half points and goes on by the smallest steps.
    """

    x: float
    y: float
    width: float
    height: float
    text: str
    size: float = 10.5
    font: FontRole = "mincho"
    align: Align = "left"
    valign: VerticalAlign = "middle"
    overflow: Overflow = "shrink"
    leading: float = 1.45
    least_size: float = 6.0
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line. ``dash`` holds lengths in mm, drawn and left out by turns."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = THIN
    dash: tuple[float, ...] = ()
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``line`` 0 draws no frame, ``fill`` None no ground, otherwise its grey (0 black, 1 white)."""

    x: float
    y: float
    width: float
    height: float
    line: float = THIN
    fill: float | None = None
    radius: float = 0.0
    dash: tuple[float, ...] = ()
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class CheckBox:
    """A square to tick, ``size`` mm wide."""

    x: float
    y: float
    size: float = 3.2
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG file's bytes, fitted into the rectangle in its own proportions and centred there."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Seal:
    """The place of a seal: a dotted circle (a person's) or square (the town's 公印) around ``text``.

    ``x``, ``y`` are its centre, ``size`` its diameter or side in mm.
    """

    x: float
    y: float
    size: float = 9.0
    text: str = "印"
    shape: Literal["circle", "square"] = "circle"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a :class:`Table`."""

    width: float
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal height under thin rules: the bulk of a roster, drawn without an item for each cell.

    A cell that is too long for one line wraps and shrinks inside its cell as a :class:`TextBox` does. ``header`` is
    one more row on top, on a light ground. ``frame`` is the width of the outer rule, ``rules`` of those inside (0 for
    none), which are drawn in ``rules_grey``.
    """

    x: float
    y: float
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    row_height: float = 7.0
    header: Sequence[str] = ()
    header_height: float = 8.0
    size: float = 9.0
    font: FontRole = "gothic"
    padding: float = 1.0
    frame: float = THICK
    rules: float = THIN
    rules_grey: float = 0.0
    leading: float = 1.2
    least_size: float = 6.0

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)

    @property
    def height(self) -> float:
        return (self.header_height if self.header else 0.0) + self.row_height * len(self.rows)


Tone = float | tuple[float, float, float]
"""A grey, 0 black and 1 white, or the shares of red, green and blue, 1 each for white."""


@dataclass(frozen=True, slots=True)
class Polygon:
    """A line through some places, or the outline of a shape when it is ``closed``; ``fill`` None leaves it empty.

    The places are mm from ``x``, ``y``, so that a shape moves as a whole.
    """

    x: float
    y: float
    places: tuple[tuple[float, float], ...]
    line: float = THIN
    tone: Tone = 0.0
    fill: Tone | None = None
    dash: tuple[float, ...] = ()
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around ``x``, ``y``; ``line`` 0 draws no rim, ``fill`` None no ground."""

    x: float
    y: float
    radius: float
    line: float = THIN
    tone: Tone = 0.0
    fill: Tone | None = None


Item = Text | TextBox | Rule | Box | CheckBox | Image | Seal | Table | Polygon | Circle


@dataclass(frozen=True, slots=True)
class Page:
    """One side of paper. Later items are drawn over earlier ones."""

    width: float
    height: float
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Document:
    """Pages with what a PDF says of itself. ``persons`` counts the people on it, for the record of prints.

    ``continued`` are the words for what had no room in its place and stands on a continuation sheet, ``cut`` the
    headings of the columns in which words had to be cut.
    """

    title: str
    pages: Sequence[Page]
    author: str = ""
    subject: str = ""
    persons: int = 0
    continued: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


A4 = (210.0, 297.0)
A4_LANDSCAPE = (297.0, 210.0)
POSTCARD = (100.0, 148.0)
ENVELOPE_LONG_3 = (120.0, 235.0)
ENVELOPE_LONG_4 = (90.0, 205.0)
ENVELOPE_SQUARE_2 = (240.0, 332.0)
