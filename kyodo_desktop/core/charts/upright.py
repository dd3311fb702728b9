"""The frame of charts whose figures rise from a base line: the scale at the left, the categories below."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kyodo_desktop.core.charts.chart import Chart
from kyodo_desktop.core.charts.drawing import Box, Label, Mark, Stroke, bounds, line
from kyodo_desktop.core.charts.legend import numbered
from kyodo_desktop.core.charts.lettering import Letters, NoRoom
from kyodo_desktop.core.charts.scale import Counted, Scale, scale_for

GRID = Stroke("grid", 0.12)
AXIS = Stroke("text", 0.25)

_BEYOND = 1.3
"""Room in kanji that is kept for writing beyond the outermost figures."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the figures stand: ``box`` from the top of the scale to its low end, one slot of it a category.

    ``room`` reaches beyond the ends of the scale as far as figures may be written.
    """

    box: Box
    room: Box
    scale: Scale
    counted: Counted
    marks: list[Mark]
    slots: int

    @property
    def slot(self) -> float:
        """The width of a category in mm."""
        return self.box.width / self.slots

    @property
    def base(self) -> float:
        """The value on which bars stand: nought where the scale has it, or its nearer end."""
        return min(max(0.0, self.scale.low), self.scale.high)

    def holds(self, box: Box) -> bool:
        """Return whether words have room in a rectangle."""
        room = self.room
        return room.left <= box.left and room.top <= box.top and box.right <= room.right and box.foot <= room.foot

    def x(self, category: int) -> float:
        """Return the middle of a category."""
        return self.box.left + (category + 0.5) * self.slot

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return self.box.foot - self.scale.share(value) * self.box.height


def frame(
    chart: Chart,
    area: Box,
    letters: Letters,
    counted: Counted,
    figures: list[float],
    *,
    thin: bool = False,
) -> Frame:
    """Return the frame for some figures, with its grid and words.

    ``thin`` lets names of categories be left out between others, as years can. Raises NoRoom.
    """
    em, small = letters.em, letters.smaller()
    steps = max(2, min(6, int((area.height - 6 * em) / (2 * em))))
    fixed = (chart.scale[0] / counted.each, chart.scale[1] / counted.each) if chart.scale else None
    scale = scale_for([value / counted.each for value in figures], steps, decimals=counted.decimals, fixed=fixed)
    scale = Scale(scale.low * counted.each, scale.high * counted.each, scale.step * counted.each)
    ticks = [small.line(counted.written(value)) for value in scale.ticks]
    left = max(tick.width for tick in ticks) + 0.5 * em
    head = small.line(counted.notice) if counted.notice else None
    wide = area.cut(left=left)
    if wide.width < 2 * em:
        raise NoRoom
    foot, foot_height = _categories(chart, wide, area, letters, thin=thin)
    room = wide.cut(top=head.height + 0.9 * em if head else 0.5 * em, foot=foot_height + 0.6 * em)
    below, over = (max(0.0, _BEYOND * em - free * room.height) for free in _free(scale, figures))
    box = room.cut(top=over, foot=below)
    if box.height < max(4 * em, len(ticks) * small.em):
        raise NoRoom
    made = Frame(box, room, scale, counted, [], len(chart.categories))
    if head:
        if head.width > area.width:
            raise NoRoom
        made.marks.extend(head.labels(area.left, area.top, "left", "muted"))
    for value, tick in zip(scale.ticks, ticks, strict=True):
        y = made.y(value)
        made.marks.append(line(box.left, y, box.right, y, GRID))
        made.marks.extend(tick.labels(box.left - 0.4 * em, y - tick.height / 2, "right", "muted"))
    base = made.y(made.base)
    made.marks.append(line(box.left, base, box.right, base, AXIS))
    made.marks.extend(foot)
    return made


def _free(scale: Scale, figures: list[float]) -> tuple[float, float]:
    """Return the shares of the scale that no figure reaches, at its low and at its high end."""
    low, high = min(figures), max(figures)
    return 1.0 if low >= 0 else scale.share(low), 1 - scale.share(max(high, scale.low))


def _categories(chart: Chart, wide: Box, area: Box, letters: Letters, *, thin: bool) -> tuple[list[Mark], float]:
    """Return the names below the slots at the foot of the area, and their height.

    They are broken into lines, written smaller, left out between others where ``thin`` allows it, or numbered with the
    names below each other.
    """
    names, slot = chart.categories, wide.width / len(chart.categories)
    for tried in (letters, letters.smaller(0.85)):
        blocks = [tried.block(name, slot - 0.5 * tried.em, 2 if thin else 3) for name in names]
        there = [block for block in blocks if block is not None]
        if len(there) == len(names):
            height = max(block.height for block in there)
            return [
                label
                for number, block in enumerate(there)
                for label in block.labels(wide.left + (number + 0.5) * slot, area.foot - height, "center")
            ], height
    if thin:
        return _thinned(names, wide, area, letters.smaller(0.9))
    small = letters.smaller(0.9)
    if max(small.width(str(number + 1)) for number in range(len(names))) > slot - 0.2 * small.em:
        raise NoRoom
    key = numbered(names, area, small)
    key = numbered(names, area.cut(top=area.height - key.height), small)
    top = area.foot - key.height - small.em - 0.6 * small.em
    marks = [
        label
        for number in range(len(names))
        for label in small.line(str(number + 1)).labels(wide.left + (number + 0.5) * slot, top, "center")
    ]
    return [*marks, *key.marks], area.foot - top


def _thinned(names: tuple[str, ...], wide: Box, area: Box, letters: Letters) -> tuple[list[Mark], float]:
    """Return every n-th name in one line, the last among them; those at the ends are moved inside the area."""
    slot = wide.width / len(names)
    for each in range(1, len(names) + 1):
        shown: list[Label] = []
        for number in range((len(names) - 1) % each, len(names), each):
            block = letters.line(names[number])
            x = wide.left + (number + 0.5) * slot
            x = min(max(x, area.left + block.width / 2), area.right - block.width / 2)
            shown += block.labels(x, area.foot - block.height, "center")
        boxes = [bounds(label) for label in shown]
        apart = all(one.right + 0.4 * letters.em <= other.left for one, other in pairwise(boxes))
        if apart and all(box.left >= area.left - 1e-6 and box.right <= area.right + 1e-6 for box in boxes):
            return [*shown], letters.em
    raise NoRoom
