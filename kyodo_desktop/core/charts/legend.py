"""Names beside a sample: which look is which series, and which number is which category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_desktop.core.charts.chart import Chart, Kind
from kyodo_desktop.core.charts.drawing import Box, Mark, Stroke, line
from kyodo_desktop.core.charts.lettering import Block, Letters, NoRoom
from kyodo_desktop.core.charts.looks import LINE, LOOKS, bar, marker

_BARS = (Kind.BARS, Kind.STACKED, Kind.ROWS)


@dataclass(frozen=True, slots=True)
class Names:
    """Something drawn at the top left of its rectangle, ``height`` mm high."""

    marks: list[Mark]
    height: float


def sample(kind: Kind, series: int, box: Box) -> list[Mark]:
    """Return what a series looks like, inside a small rectangle."""
    if kind in _BARS:
        return bar(series, box)
    middle = box.top + box.height / 2
    stroke = Stroke(series, LINE, LOOKS[series].dash)
    return [
        line(box.left, middle, box.right, middle, stroke),
        marker(series, box.left + box.width / 2, middle, box.height * 0.9),
    ]


def legend(chart: Chart, kind: Kind, area: Box, letters: Letters) -> Names:
    """Return every series with its look, line by line. Raises NoRoom when a name does not fit."""
    em = letters.em
    swatch, gap = (1.6 if kind in _BARS else 2.8) * em, 0.5 * em
    marks: list[Mark] = []
    x, y, row = area.left, area.top, 0.0
    for number, series in enumerate(chart.series):
        room = area.width - swatch - gap
        name = letters.block(series.name, room, 2) if room > 0 else None
        if name is None:
            raise NoRoom
        if x > area.left and x + swatch + gap + name.width > area.right:
            x, y, row = area.left, y + row + 0.35 * em, 0.0
        marks += sample(kind, number, Box(x, y + 0.1 * em, swatch, 0.8 * em))
        marks += name.labels(x + swatch + gap, y)
        x += swatch + gap + name.width + 1.4 * em
        row = max(row, name.height)
    return Names(marks, y + row - area.top)


def numbered(names: Sequence[str], area: Box, letters: Letters) -> Names:
    """Return 「1 名称」 in as many columns as the width has room for, reading down. Raises NoRoom."""
    ahead = letters.width(str(len(names))) + 0.6 * letters.em
    for columns in (4, 3, 2, 1):
        room = area.width / columns - ahead - letters.em
        blocks = [letters.block(name, room, 1 if columns > 1 else 3) for name in names]
        fitted = [block for block in blocks if block is not None]
        if room > 0 and len(fitted) == len(names):
            return _in_columns(fitted, columns, area, ahead, letters)
    raise NoRoom


def _in_columns(blocks: list[Block], columns: int, area: Box, ahead: float, letters: Letters) -> Names:
    """Return the names with their numbers, each of which stands in ``ahead`` mm before its name."""
    rows, gap = -(-len(blocks) // columns), 0.3 * letters.em
    marks: list[Mark] = []
    deepest = area.top
    for column in range(columns):
        x, y = area.left + column * area.width / columns + ahead, area.top
        for number, block in list(enumerate(blocks))[column * rows : (column + 1) * rows]:
            marks += letters.line(str(number + 1)).labels(x - 0.6 * letters.em, y, "right", "muted")
            marks += block.labels(x, y)
            y += block.height + gap
        deepest = max(deepest, y - gap)
    return Names(marks, deepest - area.top)
