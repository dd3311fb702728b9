"""A chart in a rectangle: title, legend and the figures, or a calm sentence where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kyodo_desktop.core.charts.bars import draw_bars, draw_stacked
from kyodo_desktop.core.charts.chart import Chart, Kind
from kyodo_desktop.core.charts.drawing import Box, Drawing, Mark, Stroke, rectangle
from kyodo_desktop.core.charts.legend import legend
from kyodo_desktop.core.charts.lettering import Block, Letters, NoRoom, WidthOf
from kyodo_desktop.core.charts.lines import draw_lines, names_at_ends
from kyodo_desktop.core.charts.part import Part
from kyodo_desktop.core.charts.radar import LEAST_AXES, draw_radar
from kyodo_desktop.core.charts.rows import draw_rows, rows_height
from kyodo_desktop.core.charts.words import NOTHING, TOO_NARROW

SIZE = 9.0
"""Of the words, in points."""

_SMALLER = (1.0, 0.9, 0.8, 0.7)
"""Shares of the size that are tried, before a sentence says that there is no room."""

_EDGE = 0.3
"""Left free at every side in mm, so that no line's half width leaves the rectangle."""

_TITLE = 0.94
"""Share of the width that a title may take: its bold face may be a little wider than measured."""

_PROPORTIONS = {Kind.RADAR: 0.75, Kind.BARS: 0.5, Kind.STACKED: 0.5, Kind.LINES: 0.45}
"""Height over width, below title and legend, of what has no height of its own; up to twice that for long names."""

_HIGHEST = 26
"""In kanji: a wide window needs no higher figures."""

_NOTICE = 8
"""Height of a sentence in its frame, in kanji."""

_ENDLESS = 10_000.0
"""A height in mm that is never reached."""


def draw(chart: Chart, width: float, height: float, width_of: WidthOf, *, size: float = SIZE) -> Drawing:
    """Return a chart drawn into a rectangle of mm; ``size`` is that of its words in points, made smaller where it must.

    Nothing leaves the rectangle, and no two words meet. Without figures or without room the drawing is a frame with a
    sentence.
    """
    if not chart.figures:
        return _notice(chart.title, NOTHING, width, height, Letters(width_of, size))
    for letters in _sizes(width_of, size):
        try:
            return _whole(chart, width, height, letters)
        except NoRoom:
            continue
    return _notice(chart.title, TOO_NARROW, width, height, Letters(width_of, size))


def wanted_height(chart: Chart, width: float, width_of: WidthOf, *, size: float = SIZE) -> float:
    """Return the height in mm at which a chart stands well in a width: rows need what they hold, the others a share."""
    kind, em = _kind(chart), Letters(width_of, size).em
    if not chart.figures:
        return _NOTICE * em
    for letters in _sizes(width_of, size):
        try:
            _, area = _head(chart, Box(_EDGE, _EDGE, width - 2 * _EDGE, _ENDLESS), letters)
            named = kind is Kind.LINES and names_at_ends(chart, area, letters) is not None
            _, area = _legend(chart, kind, area, letters, named=named)
            if kind is Kind.ROWS:
                return area.top + rows_height(chart, area.width, letters) + _EDGE
        except NoRoom:
            continue
        least = min(width * _PROPORTIONS[kind], _HIGHEST * letters.em)
        heights = [area.top + least * (1 + step / 8) for step in range(9)]
        return next((high for high in heights if _stands(chart, width, high, letters)), heights[0])
    return _NOTICE * em


def _stands(chart: Chart, width: float, height: float, letters: Letters) -> bool:
    """Return whether a chart finds room in a rectangle without smaller words."""
    try:
        _whole(chart, width, height, letters)
    except NoRoom:
        return False
    return True


def _sizes(width_of: WidthOf, size: float) -> Iterator[Letters]:
    measured = cache(width_of)  # the same words are measured for every way that is tried
    return (Letters(measured, size * share) for share in _SMALLER)


def _kind(chart: Chart) -> Kind:
    """Return how a chart is drawn: a radar of two axes has no outline, so rows say the same."""
    return Kind.ROWS if chart.kind is Kind.RADAR and len(chart.categories) < LEAST_AXES else chart.kind


def _whole(chart: Chart, width: float, height: float, letters: Letters) -> Drawing:
    area = Box(_EDGE, _EDGE, width - 2 * _EDGE, height - 2 * _EDGE)
    if area.width <= letters.em or area.height <= letters.em:
        raise NoRoom
    kind = _kind(chart)
    marks, area = _head(chart, area, letters)
    names = names_at_ends(chart, area, letters) if kind is Kind.LINES else None
    named, area = _legend(chart, kind, area, letters, named=names is not None)
    if area.height <= letters.em:
        raise NoRoom
    part = _drawn(chart, kind, area, letters, names)
    return Drawing(width, height, [*marks, *named, *part.marks], tuple(part.points), part.written)


def _drawn(chart: Chart, kind: Kind, area: Box, letters: Letters, names: list[Block] | None) -> Part:
    match kind:
        case Kind.RADAR:
            return draw_radar(chart, area, letters)
        case Kind.BARS:
            return draw_bars(chart, area, letters)
        case Kind.STACKED:
            return draw_stacked(chart, area, letters)
        case Kind.ROWS:
            return draw_rows(chart, area, letters)
        case Kind.LINES:
            return draw_lines(chart, area, letters, names)


def _head(chart: Chart, area: Box, letters: Letters) -> tuple[list[Mark], Box]:
    """Return the title and what is left below it."""
    if not chart.title:
        return [], area
    title = Letters(letters.width_of, letters.size * 1.15).block(chart.title, area.width * _TITLE, 2)
    if title is None:
        raise NoRoom
    labels = [replace(label, bold=True) for label in title.labels(area.left, area.top)]
    return [*labels], area.cut(top=title.height + 0.7 * letters.em)


def _legend(chart: Chart, kind: Kind, area: Box, letters: Letters, *, named: bool) -> tuple[list[Mark], Box]:
    """Return the legend and what is left below it.

    Named lines need none, nor a single series without a name, or with one that the title says already.
    """
    is_said = len(chart.series) == 1 and chart.series[0].name in chart.title
    if named or is_said or not any(series.name for series in chart.series):
        return [], area
    made = legend(chart, kind, area, letters)
    return made.marks, area.cut(top=made.height + 0.8 * letters.em)


def _notice(title: str, sentence: str, width: float, height: float, letters: Letters) -> Drawing:
    """Return a frame with a sentence in its middle, below the title if there is room, or the frame alone."""
    edge = min(_EDGE, width / 4, height / 4)
    frame = rectangle(Box(edge, edge, width - 2 * edge, height - 2 * edge), Stroke("grid", min(0.2, edge), (1.0, 1.0)))
    for words in (f"{title}\n{sentence}", sentence) if title else (sentence,):
        for tried in _sizes(letters.width_of, letters.size):
            block = tried.block(words, width - 2 * tried.em, 4) if width > 3 * tried.em else None
            if block is not None and block.height + tried.em <= height:
                labels = block.labels(width / 2, (height - block.height) / 2, "center", "muted")
                return Drawing(width, height, [frame, *labels], notice=sentence)
    return Drawing(width, height, [frame], notice=sentence)
