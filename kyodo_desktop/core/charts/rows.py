"""Bars from left to right, one below the other: for categories with long names."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.core.charts.chart import Chart
from kyodo_desktop.core.charts.drawing import Box, Mark, Point, line
from kyodo_desktop.core.charts.lettering import Block, Letters, NoRoom
from kyodo_desktop.core.charts.looks import bar
from kyodo_desktop.core.charts.part import Part
from kyodo_desktop.core.charts.scale import Counted, countings
from kyodo_desktop.core.charts.upright import AXIS

_NAMES = (0.34, 0.42, 0.5)
"""Shares of the width that the names may take, tried in this order."""

_MOST_LINES = 3
_GAP = 0.7
"""Between two rows, in kanji."""

_THICK = 1.3
"""The bar of a single series, in kanji; those of several are as high as their figures."""


@dataclass(frozen=True, slots=True)
class _Plan:
    names: list[Block]
    width: float
    height: float
    """Of the rows at their closest, with the unit above them."""


def rows_height(chart: Chart, width: float, letters: Letters) -> float:
    """Return the height in mm that the rows want. Raises NoRoom."""
    return _planned(chart, width, letters).height + 2 * len(chart.categories) * 0.15 * letters.em


def draw_rows(chart: Chart, area: Box, letters: Letters) -> Part:
    """Return the bars with their names before and their figures behind. Raises NoRoom."""
    em, small = letters.em, letters.smaller()
    plan = _planned(chart, area.width, letters)
    if plan.height > area.height + 1e-6:
        raise NoRoom
    counted, behind = _counted(chart, area.width - plan.width, small)
    marks: list[Mark] = []
    top = area.top
    if counted.notice:
        head = small.line(counted.notice)
        if head.width > area.width:
            raise NoRoom
        marks += head.labels(area.left, top, "left", "muted")
        top += _head(letters)
    low, high = chart.scale or (min([0.0, *chart.figures]), max([0.0, *chart.figures]))
    before = behind if low < 0 else 0.0
    span = (high - low) or 1.0
    bars = area.cut(left=plan.width + before, right=behind, top=top - area.top)
    if bars.width < 2 * em:
        raise NoRoom
    base = bars.left + (min(max(0.0, low), high) - low) / span * bars.width
    spare = min((area.height - plan.height) / len(chart.categories), 1.2 * em)
    points: list[Point] = []
    y = top
    for category, name in enumerate(plan.names):
        height = _row(chart, name, letters) + spare
        marks += name.labels(area.left + plan.width - 0.6 * em, y + (height - name.height) / 2, "right")
        thick = _thickness(chart, letters)
        first = y + (height - thick * len(chart.series)) / 2
        for number in range(len(chart.series)):
            value = chart.value(number, category)
            if value is None:
                continue
            end = bars.left + (value - low) / span * bars.width
            box = Box(min(base, end), first + number * thick + 0.06 * em, abs(end - base), thick - 0.12 * em)
            marks += bar(number, box)
            block = small.line(counted.written(value))
            middle = first + (number + 0.5) * thick
            ahead = -0.3 * em if value < 0 else 0.3 * em
            marks += block.labels(end + ahead, middle - block.height / 2, "right" if value < 0 else "left")
            reach = max(0.0, 0.6 * em - box.width)
            points.append(Point(number, category, end, middle, Box(box.left, box.top, box.width + reach, box.height)))
        y += height
    marks.append(line(base, top, base, y, AXIS))
    return Part(marks, sorted(points, key=lambda point: (point.series, point.category)), written=True)


def _planned(chart: Chart, width: float, letters: Letters) -> _Plan:
    """Return the names in lines, their column no wider than it must be."""
    for share in _NAMES:
        names = [letters.block(name, width * share - 0.6 * letters.em, _MOST_LINES) for name in chart.categories]
        there = [name for name in names if name is not None]
        if len(there) == len(names):
            head = _head(letters) if chart.unit else 0.0
            rows = sum(_row(chart, name, letters) for name in there)
            return _Plan(there, max(name.width for name in there) + 0.6 * letters.em, head + rows)
    raise NoRoom


def _head(letters: Letters) -> float:
    return letters.smaller().em + 0.4 * letters.em


def _thickness(chart: Chart, letters: Letters) -> float:
    return letters.em * (_THICK if len(chart.series) == 1 else 1.05)


def _row(chart: Chart, name: Block, letters: Letters) -> float:
    return max(name.height, _thickness(chart, letters) * len(chart.series)) + _GAP * letters.em


def _counted(chart: Chart, room: float, small: Letters) -> tuple[Counted, float]:
    """Return the unit of the figures and the room behind the longest bar for them: half of what there is at most."""
    for counted in countings(chart.unit, chart.decimals, chart.figures):
        widest = max(small.width(counted.written(value)) for value in chart.figures) + 0.5 * small.em
        if widest <= room / 2:
            return counted, widest
    raise NoRoom
