"""Marks on axes around a centre: one outline a party, the names of the axes around it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from kyodo_desktop.core.charts.chart import Chart
from kyodo_desktop.core.charts.drawing import Align, Box, Label, Mark, Path, Place, Point, Stroke, bounds, line
from kyodo_desktop.core.charts.legend import numbered
from kyodo_desktop.core.charts.lettering import Letters, NoRoom
from kyodo_desktop.core.charts.looks import LINE, LOOKS, marker
from kyodo_desktop.core.charts.part import Part
from kyodo_desktop.core.charts.scale import Scale, scale_for
from kyodo_desktop.core.charts.upright import GRID
from kyodo_desktop.core.charts.words import figure, spans

LEAST_AXES = 3
"""Fewer do not make an outline."""

_LEAST_RADIUS = 4.0
"""In kanji: below it the marks can no longer be told apart, and the names become numbers."""

_MARKER = 0.8

_WIDEST_NAME = 9
"""In kanji; a longer name is broken into lines."""


@dataclass(frozen=True, slots=True)
class _Wheel:
    """The axes: ``scale`` runs from the centre, one step below the lowest mark, to the rim."""

    x: float
    y: float
    radius: float
    axes: int
    scale: Scale

    def place(self, axis: int, share: float) -> Place:
        """Return a place on an axis, clockwise from the top; ``share`` of the way to the rim."""
        angle = 2 * math.pi * axis / self.axes
        return self.x + self.radius * share * math.sin(angle), self.y - self.radius * share * math.cos(angle)


def draw_radar(chart: Chart, area: Box, letters: Letters) -> Part:
    """Return the wheel with an outline for each series. Raises NoRoom."""
    scale = _scale(chart)
    found = _named(chart.categories, area, letters, scale)
    if found is None:
        found = _with_numbers(chart, area, letters, scale)
    wheel, labels = found
    marks: list[Mark] = [*_web(wheel), *labels, *_figures(wheel, labels, chart.decimals, letters)]
    points: list[Point] = []
    for number in range(len(chart.series)):
        marks += _outline(chart, number, wheel)
    size = _MARKER * letters.em
    for number, series in enumerate(chart.series):
        for axis, value in enumerate(series.values):
            if value is not None:
                x, y = wheel.place(axis, wheel.scale.share(value))
                marks.append(marker(number, x, y, size))
                points.append(Point(number, axis, x, y, Box(x - size / 2, y - size / 2, size, size)))
    return Part(marks, points, written=False)


def _scale(chart: Chart) -> Scale:
    """Return the scale from the centre: marks from 1 to 5 have 0 there, so that the lowest mark is seen."""
    scale = scale_for(chart.figures, 6, decimals=chart.decimals, fixed=chart.scale)
    return Scale(scale.low - scale.step, scale.high, scale.step) if chart.scale else scale


def _named(names: tuple[str, ...], area: Box, letters: Letters, scale: Scale) -> tuple[_Wheel, list[Label]] | None:
    """Return the largest wheel whose axes can be named around it, or None.

    It gives up a quarter of its radius for names in two lines, and more only for names in three.
    """
    largest = min(area.width, area.height) / 2 - letters.em
    tries = [(share / 25, 2) for share in range(25, 17, -1)] + [(share / 25, 3) for share in range(25, 6, -1)]
    for share, most_lines in tries:
        radius = largest * share
        labels = _around(names, area, radius, most_lines, letters) if radius >= _LEAST_RADIUS * letters.em else None
        if labels is not None:
            top = min(box.top for _, box in labels)
            foot = max(box.foot for _, box in labels)
            foot = max(foot, area.top + area.height / 2 + radius)
            down = area.top + (area.height - (foot - top)) / 2 - top
            wheel = _Wheel(area.left + area.width / 2, area.top + area.height / 2 + down, radius, len(names), scale)
            return wheel, [replace(label, y=label.y + down) for block, _ in labels for label in block]
    return None


def _around(
    names: tuple[str, ...], area: Box, radius: float, most_lines: int, letters: Letters
) -> list[tuple[list[Label], Box]] | None:
    """Return the names around a wheel in the middle of the area, or None where they do not fit or meet.

    They may stand higher or lower than the area as long as all of them together are not higher than it: the wheel is
    moved afterwards, because an odd number of axes needs less room below than above.
    """
    em = letters.em
    wheel = _Wheel(area.left + area.width / 2, area.top + area.height / 2, radius, len(names), Scale(0, 1, 1))
    placed: list[tuple[list[Label], Box]] = []
    for axis, name in enumerate(names):
        x, y = wheel.place(axis, 1 + 0.75 * em / radius)
        side = math.sin(2 * math.pi * axis / len(names))
        rise = math.cos(2 * math.pi * axis / len(names))
        align: Align = "center" if abs(side) < 0.1 else "left" if side > 0 else "right"
        room = {"center": area.width * 0.6, "left": area.right - x, "right": x - area.left}[align]
        block = letters.block(name, min(room, _WIDEST_NAME * em), most_lines) if room > 0 else None
        if block is None:
            return None
        top = y - block.height * (1 + rise) / 2
        placed.append((block.labels(x, top, align), block.box(x, top, align)))
    boxes = [box for _, box in placed]
    height = max([*(box.foot for box in boxes), wheel.y + radius]) - min(box.top for box in boxes)
    apart = not any(one.meets(other) for place, one in enumerate(boxes) for other in boxes[:place])
    return placed if apart and height <= area.height else None


def _with_numbers(chart: Chart, area: Box, letters: Letters, scale: Scale) -> tuple[_Wheel, list[Label]]:
    """Return a wheel with numbers around it and the names beside or below it. Raises NoRoom."""
    small = letters.smaller()
    names = chart.categories
    numbers = tuple(str(number + 1) for number in range(len(names)))
    if area.width > area.height * 1.5:
        beside = area.cut(left=area.height + letters.em)
        key = numbered(names, beside, small)
        if key.height > area.height:
            raise NoRoom
        key = numbered(names, beside.cut(top=(area.height - key.height) / 2), small)
        rest = area.cut(right=beside.width + letters.em)
    else:
        key = numbered(names, area, small)
        key = numbered(names, area.cut(top=area.height - key.height), small)
        rest = area.cut(foot=key.height + letters.em)
    found = _named(numbers, rest, letters, scale)
    if found is None:
        raise NoRoom
    wheel, labels = found
    return wheel, [*labels, *(mark for mark in key.marks if isinstance(mark, Label))]


def _web(wheel: _Wheel) -> list[Mark]:
    """Return the rings and axes."""
    marks: list[Mark] = []
    for value in wheel.scale.ticks[1:]:
        share = wheel.scale.share(value)
        ring = tuple(wheel.place(axis, share) for axis in range(wheel.axes))
        stroke = GRID if value < wheel.scale.high else Stroke("muted", 0.2)
        marks.append(Path(ring, stroke, closed=True))
    return marks + [line(wheel.x, wheel.y, *wheel.place(axis, 1), GRID) for axis in range(wheel.axes)]


def _figures(wheel: _Wheel, names: list[Label], decimals: int, letters: Letters) -> list[Label]:
    """Return the figures of the scale beside the axis that points up, where they meet neither each other nor a name."""
    small = letters.smaller(0.75)
    taken = [bounds(name) for name in names]
    placed: list[Label] = []
    for value in reversed(wheel.scale.ticks[1:]):
        _, y = wheel.place(0, wheel.scale.share(value))
        block = small.line(figure(value, decimals))
        x, top = wheel.x - 0.6 * letters.em, y - block.height * 0.2
        box = block.box(x, top, "right")
        if not any(box.meets(other) for other in taken):
            taken.append(box)
            placed += block.labels(x, top, "right", "muted")
    return placed


def _outline(chart: Chart, number: int, wheel: _Wheel) -> list[Mark]:
    """Return the outline of a series, open where a figure is missing."""
    values = chart.series[number].values
    stroke = Stroke(number, LINE, LOOKS[number].dash)
    places = [
        None if value is None else wheel.place(axis, wheel.scale.share(value)) for axis, value in enumerate(values)
    ]
    if all(place is not None for place in places):
        return [Path(tuple(place for place in places if place is not None), stroke, closed=True)]
    gap = places.index(None)
    turned = [*values[gap:], *values[:gap]]
    around = [*places[gap:], *places[:gap]]
    pieces = [tuple(place for at in span if (place := around[at]) is not None) for span in spans(turned)]
    return [Path(piece, stroke) for piece in pieces if len(piece) > 1]
