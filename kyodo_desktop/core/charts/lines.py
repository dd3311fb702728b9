"""Figures over the years: a line a series, broken where a figure is missing, its name at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from kyodo_desktop.core.charts.chart import Chart
from kyodo_desktop.core.charts.drawing import Box, Label, Mark, Path, Place, Point, Stroke, bounds
from kyodo_desktop.core.charts.lettering import Block, Letters, on_plate
from kyodo_desktop.core.charts.looks import LINE, LOOKS, marker
from kyodo_desktop.core.charts.part import Part
from kyodo_desktop.core.charts.scale import countings
from kyodo_desktop.core.charts.upright import Frame, frame
from kyodo_desktop.core.charts.words import spans

_NAMES = 0.3
"""Share of the width that the names at the ends may take."""

_MARKER = 0.75
"""Width of a marker in kanji."""

_LONGEST_FIGURE = 7
"""In characters: longer amounts of yen are written in thousands or millions."""


def names_at_ends(chart: Chart, area: Box, letters: Letters) -> list[Block] | None:
    """Return the names of the series for the ends of their lines, or None where a legend must name them.

    A name stands with its marker, because it moves away from its line where two lines end close together.
    """
    named = [letters.block(series.name, area.width * _NAMES, 2) for series in chart.series]
    blocks = [block for block in named if block is not None]
    high = sum(block.height + 0.3 * letters.em for block in blocks)
    if len(blocks) < len(named) or high > area.height * 0.6 or not any(series.name for series in chart.series):
        return None
    return blocks


def draw_lines(chart: Chart, area: Box, letters: Letters, names: list[Block] | None) -> Part:
    """Return the lines with their markers, names at their ends, and as many figures as have room. Raises NoRoom."""
    em = letters.em
    behind = max(name.width for name in names) + 1.6 * em if names else 0.0
    units = countings(chart.unit, chart.decimals, chart.figures)
    short = (unit for unit in units if max(len(unit.written(value)) for value in chart.figures) <= _LONGEST_FIGURE)
    counted = next(short, units[-1])
    made = frame(chart, area.cut(right=behind), letters, counted, chart.figures, thin=True)
    drawn = _Drawn(made, letters)
    for number in range(len(chart.series)):
        drawn.draw_series(chart, number)
    if names:
        _name_ends(drawn, names, area)
    latest_first = sorted(drawn.points, key=lambda point: (-point.category, point.series))
    written = sum(drawn.write_figure(chart, point) for point in latest_first)
    return Part([*made.marks, *drawn.marks], drawn.points, written == len(drawn.points))


@dataclass(slots=True)
class _Drawn:
    """What stands already, so that figures keep out of it."""

    made: Frame
    letters: Letters
    marks: list[Mark] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)
    strokes: list[tuple[Place, Place]] = field(default_factory=list)

    def draw_series(self, chart: Chart, number: int) -> None:
        """Draw the line of a series, piece by piece, and its markers."""
        size = _MARKER * self.letters.em
        stroke = Stroke(number, LINE, LOOKS[number].dash)
        values = chart.series[number].values
        for span in spans(values):
            places = tuple((self.made.x(place), self.made.y(values[place] or 0.0)) for place in span)
            if len(places) > 1:
                self.marks.append(Path(places, stroke))
                self.strokes += list(pairwise(places))
            for place, (x, y) in zip(span, places, strict=True):
                self.marks.append(marker(number, x, y, size))
                box = Box(x - size / 2, y - size / 2, size, size)
                self.taken.append(box)
                self.points.append(Point(number, place, x, y, box))

    def write_figure(self, chart: Chart, point: Point) -> bool:
        """Write a figure around its marker where that meets nothing; return whether there is such a place."""
        value = chart.value(point.series, point.category)
        assert value is not None
        small = self.letters.smaller(0.85)
        block = small.line(self.made.counted.written(value))
        above, below = point.box.top - 1.15 * small.em, point.box.foot + 0.15 * small.em
        aside = 0.45 * block.width
        for x, top in (
            (point.x, above),
            (point.x, below),
            (point.x - aside, above),
            (point.x + aside, above),
            (point.x + aside, below),
            (point.x - aside, below),
        ):
            box = block.box(x, top, "center")
            outside = top < self.made.box.top - 1.5 * self.letters.em or box.foot > self.made.box.foot
            beside = box.left < self.made.box.left - self.letters.em * 0.2 or box.right > self.made.box.right
            met = any(box.meets(other) for other in self.taken) or any(_crosses(box, *ends) for ends in self.strokes)
            if not (outside or beside or met):
                self.marks += on_plate(block, x, top)
                self.taken.append(box)
                return True
        return False


def _crosses(box: Box, one: Place, other: Place) -> bool:
    """Return whether a line, drawn from left to right, passes through a rectangle."""
    (x1, y1), (x2, y2) = one, other
    left, right = max(box.left, x1), min(box.right, x2)
    if left >= right:
        return False
    heights = [y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in (left, right)]
    return min(heights) < box.foot + LINE and max(heights) > box.top - LINE


def _name_ends(drawn: _Drawn, names: list[Block], area: Box) -> None:
    """Write every name beside the end of its line; those that end close together move apart."""
    em, made = drawn.letters.em, drawn.made
    last = {point.series: point.y for point in drawn.points}  # the points stand in the order of the categories
    ends = sorted((y, number) for number, y in last.items())
    tops: list[float] = []
    low = area.top
    for y, number in ends:
        tops.append(max(low, y - names[number].height / 2))
        low = tops[-1] + names[number].height + 0.3 * em
    foot = area.foot
    for place in reversed(range(len(ends))):
        name = names[ends[place][1]]
        tops[place] = min(tops[place], foot - name.height)
        foot = tops[place] - 0.3 * em
    for (_, number), top in zip(ends, tops, strict=True):
        x, line_high = made.box.right + 1.3 * em, names[number].labels(0, top)[0]
        drawn.marks.append(marker(number, x - 0.8 * em, bounds(line_high).top + em / 2, _MARKER * em))
        labels: list[Label] = names[number].labels(x, top)
        drawn.marks += labels
