"""The tables of a form: labels and values under rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kyodo_desktop.printing.forms import choices
from kyodo_desktop.printing.forms.blocks import text_strip, text_strips
from kyodo_desktop.printing.forms.grid import PlacedCell, place_cells, shared_widths
from kyodo_desktop.printing.forms.lists import AIR, LABEL_GROUND, MORE, MORE_SIZE
from kyodo_desktop.printing.forms.room import kept_in
from kyodo_desktop.printing.forms.strips import Continued, Sheet, Strip
from kyodo_desktop.printing.forms.template import (
    AnyCell,
    ChoiceCell,
    DisclosureCell,
    FieldTable,
    LabelCell,
    PublishedCell,
    Row,
    ValueCell,
    WeekCell,
)
from kyodo_desktop.printing.layout import fit, text_of
from kyodo_desktop.printing.page import MM_PER_POINT, THICK, THIN, Box, Item, Rule, TextBox

_PADDING = 1.8
"""Free at either side of a text inside its cell, in mm."""

_LEAST_LABEL = 9.0
"""Below this many points a label rather wraps."""

_LEAST_WHOLE = 8.5
"""Points: down to this size a text becomes smaller, so that a line or two take no continuation sheet."""

_DOTS = (0.4, 0.7)


def field_table(block: FieldTable, sheet: Sheet) -> list[Strip]:
    """Return a table as strips: rows that a cell spans, or that a dotted line joins, stand in one."""
    widths = shared_widths(block.widths, sheet.width)
    placed = place_cells(block.rows, len(widths))
    strips = []
    heading = sheet.values.write(block.heading)
    if heading:
        strips.append(text_strip(sheet, heading, gap=4.0, keep=True))
    groups = _groups(block.rows, placed)
    for number, (first, last) in enumerate(groups):
        group = _Group(
            sheet,
            widths,
            block.rows[first:last],
            [replace(one, row=one.row - first) for one in placed if first <= one.row < last],
            begins=number == 0,
            ends=number == len(groups) - 1,
        )
        gap = 0.0 if number else 2.0 if heading else 4.0
        strips.append(Strip(sum(group.heights), group.draw, gap=gap, grow=sum(row.grow for row in group.rows)))
    return strips


def _groups(rows: Sequence[Row], placed: Sequence[PlacedCell]) -> list[tuple[int, int]]:
    """Return the first row and the row behind the last of each group that must not be cut."""
    groups = []
    start = 0
    while start < len(rows):
        end = start + 1
        at = start
        while at < end:
            reach = max((one.row + one.cell.down for one in placed if one.row == at), default=at + 1)
            end = min(len(rows), max(end, reach, at + 2 if rows[at].dotted else 0))
            at += 1
        groups.append((start, end))
        start = end
    return groups


class _Group:
    """Rows that stand together."""

    def __init__(
        self,
        sheet: Sheet,
        widths: list[float],
        rows: Sequence[Row],
        placed: list[PlacedCell],
        *,
        begins: bool,
        ends: bool,
    ) -> None:
        self.sheet = sheet
        self.widths = widths
        self.lefts = [sheet.left + sum(widths[:number]) for number in range(len(widths) + 1)]
        self.rows = rows
        self.placed = placed
        self.begins = begins
        self.ends = ends
        self.heights = [
            max([row.height, *(self._needed(one) for one in placed if one.row == number and one.cell.down == 1)])
            for number, row in enumerate(rows)
        ]

    def _width(self, one: PlacedCell) -> float:
        return self.lefts[one.column + one.cell.span] - self.lefts[one.column]

    def _needed(self, one: PlacedCell) -> float:
        match one.cell:
            case ChoiceCell() | DisclosureCell() | PublishedCell():
                room = self._width(one) - 2 * _PADDING
                return choices.height_of(one.cell, self.sheet, room, _choice_size(self.sheet)) + 2 * AIR + 1.0
            case WeekCell():
                return choices.WEEK_ROW * 4
            case _:
                return 0.0

    def draw(self, top: float, height: float) -> list[Item]:
        spare = height - sum(self.heights)
        weight = sum(row.grow for row in self.rows)
        heights = [
            own + (spare * row.grow / weight if weight else 0.0)
            for own, row in zip(self.heights, self.rows, strict=True)
        ]
        tops = [top + sum(heights[:number]) for number in range(len(heights) + 1)]
        grounds: list[Item] = []
        contents: list[Item] = []
        for one in self.placed:
            left, right = self.lefts[one.column], self.lefts[one.column + one.cell.span]
            head, foot = tops[one.row], tops[min(one.row + one.cell.down, len(heights))]
            area = (left, head, right - left, foot - head)
            if isinstance(one.cell, LabelCell):
                grounds.append(Box(*area, line=0.0, fill=LABEL_GROUND))
            contents += _cell_items(one.cell, self.sheet, area)
        return [*grounds, *contents, *self._rules(tops)]

    def _rules(self, tops: list[float]) -> list[Item]:
        covered = {
            (one.row + down, one.column + across): one
            for one in self.placed
            for down in range(one.cell.down)
            for across in range(one.cell.span)
        }
        left, right = self.lefts[0], self.lefts[-1]
        rules: list[Item] = []
        for line in range(1, len(self.rows)):
            dash = _DOTS if self.rows[line - 1].dotted else ()
            for first, last in _runs(
                [covered.get((line - 1, column)) != covered.get((line, column)) for column in range(len(self.widths))]
            ):
                rules.append(Rule(self.lefts[first], tops[line], self.lefts[last], tops[line], THIN, dash))
        for column in range(1, len(self.widths)):
            for first, last in _runs(
                [covered.get((row, column - 1)) != covered.get((row, column)) for row in range(len(self.rows))]
            ):
                rules.append(Rule(self.lefts[column], tops[first], self.lefts[column], tops[last], THIN))
        rules.append(Rule(left, tops[0], right, tops[0], THICK if self.begins else THIN))
        rules.append(Rule(left, tops[-1], right, tops[-1], THICK if self.ends else THIN))
        head, foot = tops[0] - _corner(self.begins), tops[-1] + _corner(self.ends)
        return rules + [Rule(x, head, x, foot, THICK) for x in (left, right)]


def _corner(outer: bool) -> float:
    """Return how far the frame's upright rules reach beyond a table's edge, so that its corners close."""
    return THICK / 2 if outer else 0.0


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the stretches of true flags as first and behind-last."""
    runs = []
    start: int | None = None
    for number, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = number
        elif not flag and start is not None:
            runs.append((start, number))
            start = None
    return runs


def _choice_size(sheet: Sheet) -> float:
    return max(9.0, sheet.size - 1.0)


def _cell_items(cell: AnyCell, sheet: Sheet, area: tuple[float, float, float, float]) -> list[Item]:
    left, top, width, height = area
    inside = (left + _PADDING, top + AIR, width - 2 * _PADDING, height - 2 * AIR)
    match cell:
        case LabelCell():
            return [_label(cell, sheet, area)]
        case ChoiceCell() | DisclosureCell() | PublishedCell():
            return choices.draw_choices(cell, sheet, inside, _choice_size(sheet))
        case WeekCell():
            return choices.draw_week(cell.attribute, sheet.values, area, _choice_size(sheet))
        case ValueCell():
            return _value_items(cell, sheet, inside)


def _label(cell: LabelCell, sheet: Sheet, area: tuple[float, float, float, float]) -> TextBox:
    """Return the words of a label: broken where they are told to, and a little smaller rather than wrapped."""
    left, top, width, height = area
    text = sheet.values.write(cell.text)
    margin = min(_PADDING, max(0.4, (width - sheet.size * MM_PER_POINT) / 2 - 0.2))
    room = width - 2 * margin
    longest = max(sheet.fonts.width(line, sheet.size) for line in text.split("\n"))
    smaller = sheet.size * room / longest if longest > room else sheet.size
    size = smaller if smaller >= _LEAST_LABEL else sheet.size
    return TextBox(left + margin, top + AIR, room, height - 2 * AIR, text, size, align=cell.align, leading=1.25)


def _value_items(cell: ValueCell, sheet: Sheet, inside: tuple[float, float, float, float]) -> list[Item]:
    box = TextBox(*inside, sheet.values.write(cell.text), cell.size or sheet.size, align=cell.align)
    if sheet.values.blank:
        return [box]
    title = sheet.values.write(cell.title).replace("\n", "　")
    if not cell.continued:
        return [kept_in(box, sheet, title)]
    box = replace(box, text=box.text.strip("\n"), valign="top", overflow="continue")
    sizes = [box.size - 0.5 * step for step in range(max(0, int((box.size - _LEAST_WHOLE) / 0.5)) + 1)]
    for size in sizes:
        if not fit(replace(box, size=size), sheet.fonts).rest:
            return [replace(box, size=size, valign="middle")]
    left, top, width, height = inside
    mark = MORE_SIZE * 1.3 * MM_PER_POINT
    box = replace(box, height=height - mark)
    fitted = fit(box, sheet.fonts)
    rest = text_strips(sheet, fitted.rest.lstrip("\n"), leading=1.6, align="justify")
    sheet.continued.append(Continued(f"【{title}】（続き）", tuple(rest), title))
    more = TextBox(left, top + height - mark, width, mark, MORE, MORE_SIZE, align="right", valign="bottom")
    return [replace(box, text=text_of(fitted.lines).rstrip("\n")), more]
