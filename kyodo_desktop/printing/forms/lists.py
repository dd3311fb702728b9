"""Lists of rows on a form: written by hand on a blank one, with sums, beside each other, over several pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from kyodo_desktop.printing.forms.blocks import read_well, text_strip
from kyodo_desktop.printing.forms.grid import shared_widths
from kyodo_desktop.printing.forms.phrases import Values
from kyodo_desktop.printing.forms.room import kept_in
from kyodo_desktop.printing.forms.strips import Continued, Sheet, Strip
from kyodo_desktop.printing.forms.template import ChildList, ListColumn, ListPair
from kyodo_desktop.printing.layout import block_height, break_lines
from kyodo_desktop.printing.page import THICK, THIN, Box, Item, Rule, TextBox

LABEL_GROUND = 0.95
"""The grey of the ground under the words of a form."""

AIR = 0.8
"""Free above and below a text inside its cell, in mm."""

MORE = "（続紙に続く）"
MORE_SIZE = 9.0

_SIDE = 1.2
"""Free at either side of a text inside its cell, in mm."""

_HEAD = 7.0
_LEADING = 1.2
_BETWEEN = 4.0
"""Between two lists beside each other, in mm."""

Row = Mapping[str, Any]


def child_list(block: ChildList, sheet: Sheet) -> list[Strip]:
    """Return the rows of a table inside the record, with empty ones up to its count; more rows are continued."""
    rows = sheet.values.rows(block.child)
    heading = sheet.values.write(block.heading)
    here = list(rows) if block.flows else list(rows[: block.count])
    shown: list[Row | None] = [*here, *[None] * (block.count - len(here))]
    strips = [text_strip(sheet, heading, gap=4.0, keep=True)] if heading else []
    strips += _ListOn(block, sheet).strips(shown, gap=2.0 if heading else 4.0, total=rows if block.sums else None)
    if len(rows) > len(here):
        strips.append(text_strip(sheet, MORE, size=MORE_SIZE, align="right", gap=0.5))
        rest = _ListOn(replace(block, flows=True, grow=0.0), sheet).strips(rows[block.count :], gap=2.0)
        name = heading or sheet.values.tables[block.child].label
        sheet.continued.append(Continued(f"【{name}】（続き）", tuple(rest), name))
    return strips


def list_pair(block: ListPair, sheet: Sheet) -> list[Strip]:
    """Return two lists beside each other, row by row; they have one count of rows."""
    width = (sheet.width - _BETWEEN) / 2
    sides = [
        child_list(one, sheet.narrowed(left, width))
        for one, left in ((block.left, sheet.left), (block.right, sheet.right - width))
    ]
    return [_beside(left, right) for left, right in zip_longest(*sides)]


def _beside(left: Strip | None, right: Strip | None) -> Strip:
    both = [strip for strip in (left, right) if strip is not None]

    def draw(top: float, height: float) -> list[Item]:
        return [item for strip in both for item in strip.draw(top, max(height, strip.height))]

    again = [strip.again for strip in both if strip.again is not None]
    return Strip(
        max(strip.height for strip in both),
        draw,
        gap=max(strip.gap for strip in both),
        grow=max(strip.grow for strip in both),
        keep=any(strip.keep for strip in both),
        again=_beside(again[0], again[-1] if len(again) > 1 else None) if again else None,
    )


@dataclass(frozen=True, slots=True)
class _ListOn:
    """A list on a sheet."""

    block: ChildList
    sheet: Sheet

    def strips(self, rows: Sequence[Row | None], gap: float, total: Sequence[Row] | None = None) -> list[Strip]:
        """Return the heading row, one strip for each row (None is one to be written by hand), and the sums."""
        heading = Strip(_HEAD, self._draw_head, gap=gap, keep=True)
        strips = [heading]
        for number, row in enumerate(rows):
            last = total is None and number == len(rows) - 1
            texts = self._texts(self.sheet.values.of_row(self.block.child, row))
            texts = self._read_well(texts) if self.block.flows else texts
            height = max(self.block.row_height, self._needed(texts)) if self.block.flows else self.block.row_height
            keep = total is not None and number == len(rows) - 1
            strips.append(
                Strip(height, self._drawing(texts, number, ends=last), grow=self.block.grow, keep=keep, again=heading)
            )
        if total is not None:
            strips.append(Strip(self.block.row_height, self._drawing_sums(total), again=heading))
        return strips

    @property
    def _lefts(self) -> list[float]:
        widths = self._widths
        return [self.sheet.left + sum(widths[:number]) for number in range(len(widths) + 1)]

    @property
    def _widths(self) -> list[float]:
        return shared_widths([column.width for column in self.block.columns], self.sheet.width)

    def _texts(self, values: Values) -> list[str]:
        return [values.write(column.value) for column in self.block.columns]

    def _read_well(self, texts: Sequence[str]) -> list[str]:
        """Return the texts of a row that grows, broken where a reader would break them; numbers stay as they are."""
        return [
            text if column.align == "right" else read_well(text, width - 2 * _SIDE, self.sheet.size, self.sheet)
            for text, width, column in zip(texts, self._widths, self.block.columns, strict=True)
        ]

    def _needed(self, texts: Sequence[str]) -> float:
        """Return the height of a row that holds its texts at their size; a number rather becomes smaller."""
        size, measured = self.sheet.size, self.sheet.fonts.widths("mincho")
        lines = [
            len(break_lines(text, width - 2 * _SIDE, size, measured)[0])
            for text, width, column in zip(texts, self._widths, self.block.columns, strict=True)
            if column.align != "right"
        ]
        return block_height(max(lines, default=1), size, _LEADING) + 2 * AIR + 1.2

    def _draw_head(self, top: float, height: float) -> list[Item]:
        sheet, lefts = self.sheet, self._lefts
        drawn: list[Item] = [Box(sheet.left, top, sheet.width, height, line=0.0, fill=LABEL_GROUND)]
        for left, width, column in zip(lefts, self._widths, self.block.columns, strict=False):
            label = sheet.values.write(column.label)
            box = TextBox(left + 0.8, top, width - 1.6, height, label, sheet.size - 0.5, align="center")
            drawn.append(kept_in(box, sheet, "見出し"))
        drawn.append(Rule(sheet.left, top, sheet.right, top, THICK))
        return drawn + _uprights(lefts, top, top + height, begins=True)

    def _drawing(self, texts: Sequence[str], number: int, *, ends: bool) -> Callable[[float, float], list[Item]]:
        def draw(top: float, height: float) -> list[Item]:
            cells = zip(self.block.columns, self._lefts, self._widths, texts, strict=False)
            drawn: list[Item] = [Rule(self.sheet.left, top, self.sheet.right, top, THIN)]
            for column, left, width, text in cells:
                inside = (left + _SIDE, top + AIR, width - 2 * _SIDE, height - 2 * AIR)
                box = TextBox(*inside, text, self.sheet.size, align=column.align, leading=_LEADING)
                drawn.append(self._kept(box, number, column))
            return drawn + self._frame(top, height, ends=ends)

        return draw

    def _kept(self, box: TextBox, number: int, column: ListColumn) -> TextBox:
        """Return a cell that loses nothing: its row is high enough, or what has no room is continued."""
        if self.block.flows and column.align != "right":
            return replace(box, overflow="wrap")
        values = self.sheet.values
        heading = values.write(self.block.heading) or values.tables[self.block.child].label
        return kept_in(box, self.sheet, f"{heading}　{number + 1}行目　{values.write(column.label)}")

    def _drawing_sums(self, rows: Sequence[Row]) -> Callable[[float, float], list[Item]]:
        sums = {name: sum(row.get(name) or 0 for row in rows) for name in self.block.sums} if rows else None
        texts = self._texts(self.sheet.values.of_row(self.block.child, sums))
        summed = [
            any(place.name in self.block.sums for place in column.value.placeholders) for column in self.block.columns
        ]
        first = summed.index(True)

        def draw(top: float, height: float) -> list[Item]:
            sheet, lefts = self.sheet, self._lefts
            label = Box(sheet.left, top, lefts[first] - sheet.left, height, line=0.0, fill=LABEL_GROUND)
            middle = TextBox(label.x, top, label.width, height, self.block.sum_label, sheet.size, align="center")
            drawn: list[Item] = [label, middle, Rule(sheet.left, top, sheet.right, top, THIN)]
            for column, left, width, text, shown in zip(
                self.block.columns, lefts, self._widths, texts, summed, strict=False
            ):
                if shown:
                    inside = (left + _SIDE, top + AIR, width - 2 * _SIDE, height - 2 * AIR)
                    drawn.append(TextBox(*inside, text, sheet.size, align=column.align))
            return drawn + self._frame(top, height, ends=True, lefts=[lefts[0], *lefts[max(first, 1) :]])

        return draw

    def _frame(self, top: float, height: float, *, ends: bool, lefts: list[float] | None = None) -> list[Item]:
        foot = top + height
        line = Rule(self.sheet.left, foot, self.sheet.right, foot, THICK if ends else THIN)
        return [line, *_uprights(lefts or self._lefts, top, foot, ends=ends)]


def _uprights(lefts: list[float], top: float, foot: float, *, begins: bool = False, ends: bool = False) -> list[Item]:
    head, end = top - (THICK / 2 if begins else 0.0), foot + (THICK / 2 if ends else 0.0)
    inner: list[Item] = [Rule(x, top, x, foot, THIN) for x in lefts[1:-1]]
    return inner + [Rule(x, head, x, end, THICK) for x in (lefts[0], lefts[-1])]
