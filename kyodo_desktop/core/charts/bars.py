"""Upright bars: those of a category side by side, or upon each other."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.core.charts.chart import Chart
from kyodo_desktop.core.charts.drawing import Box, Mark, Point
from kyodo_desktop.core.charts.lettering import Block, Letters, on_plate
from kyodo_desktop.core.charts.looks import bar
from kyodo_desktop.core.charts.part import Part
from kyodo_desktop.core.charts.scale import countings
from kyodo_desktop.core.charts.upright import Frame, frame

_GROUP = 0.76
"""Share of a slot that its bars take."""

_WIDEST = 6.0
"""A bar is never wider than so many kanji, however few there are."""


def draw_bars(chart: Chart, area: Box, letters: Letters) -> Part:
    """Return bars side by side with their figures above. Raises NoRoom."""
    for counted in countings(chart.unit, chart.decimals, chart.figures):
        made = frame(chart, area, letters, counted, chart.figures)
        points = _side_by_side(chart, made, letters)
        figures = _figures(chart, made, points, letters.smaller(0.85))
        if figures is not None:
            break
    marks = [mark for point in points for mark in bar(point.series, point.box)]
    reachable = [replace(point, box=_reachable(point.box, letters)) for point in _by_series(points)]
    return Part([*made.marks, *marks, *(figures or [])], reachable, figures is not None)


def _side_by_side(chart: Chart, made: Frame, letters: Letters) -> list[Point]:
    """Return the bars from left to right."""
    pitch = min(made.slot * _GROUP / len(chart.series), _WIDEST * letters.em)
    points = []
    for category in range(len(chart.categories)):
        first = made.x(category) - pitch * len(chart.series) / 2
        for number in range(len(chart.series)):
            value = chart.value(number, category)
            if value is not None:
                left = first + pitch * number
                box = _between(made, left + pitch * 0.06, pitch * 0.88, made.base, value)
                points.append(Point(number, category, left + pitch / 2, made.y(value), box))
    return points


def _figures(chart: Chart, made: Frame, points: list[Point], small: Letters) -> list[Mark] | None:
    """Return the figures at the ends of their bars, or None where one of them would meet another or a bar."""
    taken = [point.box for point in points]
    marks: list[Mark] = []
    for point in points:
        value = chart.value(point.series, point.category) or 0
        block, top = _at_end(made, small, value, point.box)
        box = block.box(point.x, top, "center").cut(left=-0.08 * small.em, right=-0.08 * small.em)
        if not made.holds(box) or any(box.meets(other) for other in taken):
            return None
        taken.append(box)
        marks += on_plate(block, point.x, top)
    return marks


def _at_end(made: Frame, small: Letters, value: float, bar_box: Box) -> tuple[Block, float]:
    """Return a figure with its top at the end of its bar: above, or below where it falls under nought."""
    top = bar_box.foot + 0.2 * small.em if value < 0 else bar_box.top - 1.2 * small.em
    return small.line(made.counted.written(value)), top


def draw_stacked(chart: Chart, area: Box, letters: Letters) -> Part:
    """Return bars upon each other, their figures inside where there is room and the sums above. Raises NoRoom."""
    sums = [total for place in range(len(chart.categories)) if (total := chart.total(place)) is not None]
    small = letters.smaller(0.85)
    for counted in (choices := countings(chart.unit, chart.decimals, sums)):
        made = frame(chart, area, letters, counted, sums)
        if all(small.width(counted.written(total)) <= made.slot - 0.3 * small.em for total in sums):
            summed = True
            break
        summed = counted is not choices[-1]
    width = min(made.slot * _GROUP * 0.85, _WIDEST * letters.em)
    marks, points, written = list(made.marks), [], summed
    for category in range(len(chart.categories)):
        left, below = made.x(category) - width / 2, made.base
        for number in range(len(chart.series)):
            value = chart.value(number, category)
            if value is None:
                continue
            box = _between(made, left, width, below, below + value)
            below += value
            marks += bar(number, box)
            points.append(Point(number, category, box.left + width / 2, box.top, _reachable(box, letters)))
            inside = _plate(small, counted.written(value), box)
            marks += inside
            written = written and bool(inside)
        if summed and chart.total(category) is not None:
            block, top = _at_end(made, small, below, _between(made, left, width, made.base, below))
            marks += on_plate(block, made.x(category), top)
    return Part(marks, _by_series(points), written)


def _between(made: Frame, left: float, width: float, low: float, high: float) -> Box:
    """Return the rectangle between two values."""
    one, other = made.y(low), made.y(high)
    return Box(left, min(one, other), width, abs(one - other))


def _plate(small: Letters, text: str, box: Box) -> list[Mark]:
    """Return a figure inside a part of a bar on a ground of its own, or nothing where it has no room."""
    block = small.line(text)
    if block.width + 0.5 * small.em > box.width or block.height + 0.35 * small.em > box.height:
        return []
    return on_plate(block, box.left + box.width / 2, box.top + (box.height - block.height) / 2, around=0.2 * small.em)


def _reachable(box: Box, letters: Letters) -> Box:
    """Return a rectangle that can be hit also where the bar is flat."""
    missing = max(0.0, letters.em * 0.6 - box.height)
    return Box(box.left, box.top - missing, box.width, box.height + missing)


def _by_series(points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda point: (point.series, point.category))
