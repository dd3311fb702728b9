"""How a series is told from the others without colour: its marker, its line, its ground.

The shapes alternate between full and hollow and the lines between dashes of clearly different length, so that two
neighbours in the legend stay apart on a copy of a copy and for eyes that mix up colours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from kyodo_desktop.core.charts.chart import MOST_SERIES
from kyodo_desktop.core.charts.drawing import Box, Disc, Fill, Ink, Mark, Path, Place, Stroke, line, rectangle

Shape = Literal["circle", "square", "triangle", "diamond", "inverted", "cross", "pentagon", "star"]
Hatch = Literal["", "rising", "dots", "level", "crossed"]

LINE = 0.45
"""Width of a series' line in mm."""

EDGE = 0.25
"""Width of the outline of a bar or a marker in mm."""


@dataclass(frozen=True, slots=True)
class Look:
    """``strength`` is how far the ground of a bar goes from the ground of the chart (0) to the series' ink (1)."""

    shape: Shape
    hollow: bool
    dash: tuple[float, ...]
    strength: float
    hatch: Hatch


LOOKS = (
    Look("circle", False, (), 0.65, ""),
    Look("square", True, (2.0, 0.9), 0.0, "rising"),
    Look("triangle", False, (0.6, 0.7), 0.28, ""),
    Look("diamond", True, (3.0, 0.8, 0.6, 0.8), 0.0, "dots"),
    Look("inverted", False, (4.5, 1.2), 0.15, "level"),
    Look("cross", True, (1.0, 0.5, 1.0, 2.0), 0.0, "crossed"),
    Look("pentagon", False, (3.0, 0.7, 0.5, 0.7, 0.5, 0.7), 0.45, ""),
    Look("star", True, (6.0, 0.6), 0.0, ""),
)
assert len(LOOKS) == MOST_SERIES


def marker(series: int, x: float, y: float, size: float) -> Mark:
    """Return the marker of a series, ``size`` mm across; a hollow one is larger and lets through what is below."""
    look = LOOKS[series]
    stroke = Stroke(series, EDGE * 1.2)
    fill = None if look.hollow else Fill(series)
    reach = size / 2 * (1.25 if look.hollow else 0.95)
    if look.shape == "circle":
        return Disc(x, y, reach * 0.9, stroke, fill)
    if look.shape == "cross":
        places = ((-1, -1), (1, 1), (0, 0), (-1, 1), (1, -1))
        return Path(tuple((x + across * reach * 0.8, y + down * reach * 0.8) for across, down in places), stroke)
    return Path(
        tuple((x + across * reach, y + down * reach) for across, down in _corners(look.shape)), stroke, fill, True
    )


def _corners(shape: Shape) -> list[Place]:
    """Return the corners of a shape around the origin, none farther than 1."""
    if shape == "square":
        return [(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]
    if shape == "diamond":
        return [(0, -1), (1, 0), (0, 1), (-1, 0)]
    if shape == "star":
        return [_turn(step / 10, 1.0 if step % 2 == 0 else 0.45) for step in range(10)]
    if shape == "pentagon":
        return [_turn(step / 5, 1.0) for step in range(5)]
    points = [_turn(step / 3, 1.0) for step in range(3)]
    return points if shape == "triangle" else [(across, -down) for across, down in points]


def _turn(share: float, radius: float) -> Place:
    """Return a place on a circle; ``share`` of the whole turn, clockwise from the top."""
    angle = 2 * math.pi * share
    return radius * math.sin(angle), -radius * math.cos(angle)


def bar(series: int, box: Box) -> list[Mark]:
    """Return a bar with the ground of its series: a tone, a hatch, or both. A flat one is only a line."""
    look = LOOKS[series]
    ground = Fill(series, look.strength)
    inside = box.cut(left=EDGE / 2, top=min(EDGE, box.height) / 2, right=EDGE / 2, foot=min(EDGE, box.height) / 2)
    if inside.height <= 0 or inside.width <= 0:
        return (
            [line(box.left + EDGE, box.top, box.right - EDGE, box.top, Stroke(series, EDGE))] if box.width > 1 else []
        )
    return [
        rectangle(inside, None, ground if look.strength else Fill("ground")),
        *_hatching(look.hatch, inside, series),
        rectangle(inside, Stroke(series, EDGE)),
    ]


def _hatching(hatch: Hatch, box: Box, ink: Ink) -> list[Mark]:
    stroke = Stroke(ink, 0.18)
    match hatch:
        case "rising":
            return _slants(box, 1.2, stroke, rising=True)
        case "crossed":
            return _slants(box, 1.7, stroke, rising=True) + _slants(box, 1.7, stroke, rising=False)
        case "level":
            return [
                line(box.left, box.top + down, box.right, box.top + down, stroke) for down in _steps(box.height, 1.0)
            ]
        case "dots":
            return [
                Disc(box.left + across, box.top + down, 0.22, fill=Fill(ink))
                for row, down in enumerate(_steps(box.height, 1.0))
                for across in _steps(box.width, 1.4, 0.7 if row % 2 else 0.0)
                if 0.25 <= across <= box.width - 0.25 and 0.25 <= down <= box.height - 0.25
            ]
    return []


def _steps(length: float, step: float, first: float = 0.0) -> list[float]:
    """Return places at equal distances inside a length, the first half a step from its beginning."""
    return [place for number in range(int(length / step) + 1) if (place := first + (number + 0.5) * step) < length]


def _slants(box: Box, step: float, stroke: Stroke, *, rising: bool) -> list[Mark]:
    """Return slanting lines at 45 degrees, ``step`` mm apart along the edge, cut off at the rectangle's edges."""
    lines: list[Mark] = []
    for reach in _steps(box.width + box.height, step):
        near, far = max(0.0, reach - box.height), min(reach, box.width)
        if far - near > 0.05:
            one, other = (near, reach - near), (far, reach - far)
            ends = [(across, down if rising else box.height - down) for across, down in (one, other)]
            (x1, y1), (x2, y2) = ends
            lines.append(line(box.left + x1, box.top + y1, box.left + x2, box.top + y2, stroke))
    return lines
