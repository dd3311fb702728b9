"""What a chart is drawn of, in millimetres from the top left corner of its rectangle.

The primitives say which part of the chart they belong to, never a colour: the screen takes the colours of its theme,
paper takes greys. Sizes of type are points. Later primitives are drawn over earlier ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Place = tuple[float, float]
"""x and y in mm from the top left."""

Ink = Literal["text", "muted", "grid", "ground"] | int
"""What something is drawn in: words and axes, lesser words, grid lines, the ground behind all, or a series' own ink."""

MM_PER_POINT = 25.4 / 72

ASCENT = 0.88
"""Height of the baseline above the foot of the em square, as a share of the size."""

Align = Literal["left", "center", "right"]
"""Which end of a line of text stands at its place."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn. ``width`` is mm, ``dash`` mm drawn and left out by turns."""

    ink: Ink = "text"
    width: float = 0.2
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """How a shape is filled; ``strength`` 1 is the ink itself, 0 the ground."""

    ink: Ink
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Path:
    """A line through some places, or the outline of a shape when it is ``closed``."""

    places: tuple[Place, ...]
    stroke: Stroke | None = None
    fill: Fill | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle around ``x``, ``y``."""

    x: float
    y: float
    radius: float
    stroke: Stroke | None = None
    fill: Fill | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text. ``x`` is its left end, middle or right end as ``align`` says, ``y`` its baseline."""

    x: float
    y: float
    text: str
    size: float
    width: float
    """As measured, in mm."""

    align: Align = "left"
    ink: Ink = "text"
    bold: bool = False


Mark = Path | Disc | Label


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def foot(self) -> float:
        return self.top + self.height

    def meets(self, other: Box) -> bool:
        """Return whether two rectangles have more than an edge in common."""
        return self.left < other.right and other.left < self.right and self.top < other.foot and other.top < self.foot

    def cut(self, *, left: float = 0.0, top: float = 0.0, right: float = 0.0, foot: float = 0.0) -> Box:
        """Return what is left after some mm were taken from the sides."""
        return Box(self.left + left, self.top + top, self.width - left - right, self.height - top - foot)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on the drawing: where it is, and the rectangle that a pointer or the keyboard's frame takes for it."""

    series: int
    category: int
    x: float
    y: float
    box: Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn into a rectangle.

    ``points`` stand series by series in the order of the categories; ``written`` says whether every figure of them
    stands on the drawing in figures (a document may want a table beside it where not). ``notice`` is the sentence that
    stands instead of a chart, when there is none.
    """

    width: float
    height: float
    marks: Sequence[Mark]
    points: tuple[Point, ...] = ()
    written: bool = True
    notice: str = ""


def bounds(mark: Mark) -> Box:
    """Return the rectangle that a primitive covers, with half of its line's width on every side."""
    match mark:
        case Label():
            left = mark.x - {"left": 0.0, "center": mark.width / 2, "right": mark.width}[mark.align]
            size = mark.size * MM_PER_POINT
            return Box(left, mark.y - ASCENT * size, mark.width, size)
        case Disc():
            reach = mark.radius + _half(mark.stroke)
            return Box(mark.x - reach, mark.y - reach, 2 * reach, 2 * reach)
        case Path():
            half = _half(mark.stroke)
            across, down = zip(*mark.places, strict=True)
            return Box(
                min(across) - half,
                min(down) - half,
                max(across) - min(across) + 2 * half,
                max(down) - min(down) + 2 * half,
            )


def _half(stroke: Stroke | None) -> float:
    return stroke.width / 2 if stroke else 0.0


def line(x1: float, y1: float, x2: float, y2: float, stroke: Stroke) -> Path:
    """Return a straight line."""
    return Path(((x1, y1), (x2, y2)), stroke)


def rectangle(box: Box, stroke: Stroke | None = None, fill: Fill | None = None) -> Path:
    """Return a rectangle as an outline."""
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.foot), (box.left, box.foot))
    return Path(corners, stroke, fill, closed=True)
