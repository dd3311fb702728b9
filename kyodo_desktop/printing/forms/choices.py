"""Boxes to tick, in columns or in running lines, and the grid of a week."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kyodo_desktop.core import dates
from kyodo_desktop.core.fields import Choice, Choices, Field, Flag, Privacy
from kyodo_desktop.printing.forms.phrases import Values
from kyodo_desktop.printing.forms.strips import Sheet
from kyodo_desktop.printing.forms.template import ChoiceCell, DisclosureCell, PublishedCell, TickCell
from kyodo_desktop.printing.page import MM_PER_POINT, THIN, CheckBox, Item, Rule, Text, TextBox

_BOX = 3.2
_AFTER_BOX = 1.0
_BETWEEN = 3.2
_BASELINE = 0.36
"""Where the baseline lies below the middle of a line, as a share of the size."""


@dataclass(frozen=True, slots=True)
class Option:
    """One box with its words."""

    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """An option (None for words before and after) at its place inside its cell: mm from its left edge, line number."""

    x: float
    line: int
    width: float
    label: str
    ticked: bool | None


def options_of(cell: TickCell, values: Values) -> list[Option]:
    """Return the boxes of a cell: every term in use, and whatever the record names beside them."""
    match cell:
        case DisclosureCell():
            level = _privacy(cell.attribute, values)
            return [Option(privacy.label, privacy == level) for privacy in Privacy]
        case PublishedCell():
            return [
                Option(values.fields[name].label, _privacy(name, values) == Privacy.PUBLIC) for name in cell.attributes
            ]
        case ChoiceCell():
            return _terms(cell, values)


def _privacy(attribute: str, values: Values) -> Privacy | None:
    """Return who may read an attribute as the record says it; None on a blank form, and where nobody said anything.

    What is declared for such a record holds inside the program alone: on paper a tick is somebody's own word.
    """
    level = (values.value("disclosure") or {}).get(attribute)
    return Privacy(level) if level else None


def _terms(cell: ChoiceCell, values: Values) -> list[Option]:
    declared, chosen = _chosen(cell, values)
    if isinstance(declared, Flag):
        return [Option(declared.yes, True in chosen), Option(declared.no, False in chosen)]
    assert isinstance(declared, (Choice, Choices)), "the reader lets nothing else through"
    terms = values.words.taxonomy(declared.taxonomy).terms
    offered = [
        Option(term.label, term.code in chosen)
        for term in terms
        if term.code in chosen or not (term.retired or term.code in cell.without)
    ]
    known = {term.code for term in terms}
    return offered + [Option(str(code), True) for code in chosen if code not in known]


def _chosen(cell: ChoiceCell, values: Values) -> tuple[Field, list[Any]]:
    """Return the field of a cell and the codes that the record, or a table inside it, names."""
    table, _, column = cell.attribute.rpartition(".")
    if not table:
        value = values.value(column)
        chosen = list(value) if isinstance(value, (tuple, list)) else [] if value is None else [value]
        return values.fields[column], chosen
    named = [row.get(column) for row in values.rows(table) if not cell.when or row.get(cell.when)]
    return values.tables[table].fields[column], list(dict.fromkeys(code for code in named if code is not None))


def arrange(cell: TickCell, sheet: Sheet, width: float, size: float) -> list[Placed]:
    """Return where the boxes and words of a cell stand in a width of mm."""
    options = options_of(cell, sheet.values)
    columns = 0 if isinstance(cell, DisclosureCell) else cell.columns
    if columns:
        return _in_columns(options, sheet, width / columns, columns, size)
    pieces: list[tuple[str, bool | None]] = [(option.label, option.ticked) for option in options]
    if isinstance(cell, ChoiceCell):
        before, after = sheet.values.write(cell.before), sheet.values.write(cell.after)
        pieces = [*([(before, None)] if before else []), *pieces, *([(after, None)] if after else [])]
    placed: list[Placed] = []
    x, line = 0.0, 0
    for label, ticked in pieces:
        box = 0.0 if ticked is None else _BOX + _AFTER_BOX
        length = min(box + sheet.fonts.width(label, size), width)
        if x and x + length > width:
            x, line = 0.0, line + 1
        placed.append(Placed(x, line, length, label, ticked))
        x += length + _BETWEEN
    return placed


def _in_columns(options: list[Option], sheet: Sheet, step: float, columns: int, size: float) -> list[Placed]:
    """Return boxes under each other in columns ``step`` mm wide; words that need more take the next column too."""
    placed = []
    column, line = 0, 0
    for option in options:
        length = _BOX + _AFTER_BOX + sheet.fonts.width(option.label, size) + 1.0
        taken = min(columns, math.ceil(length / step - 0.001))
        if column + taken > columns:
            column, line = 0, line + 1
        placed.append(Placed(column * step, line, taken * step - 1.0, option.label, option.ticked))
        column += taken
    return placed


def line_height(size: float) -> float:
    """Return the height of a line of boxes in mm."""
    return max(size * 1.5 * MM_PER_POINT, _BOX + 1.4)


def height_of(cell: TickCell, sheet: Sheet, width: float, size: float) -> float:
    """Return the height in mm that the boxes of a cell need."""
    placed = arrange(cell, sheet, width, size)
    return (max((one.line for one in placed), default=0) + 1) * line_height(size)


def draw_choices(cell: TickCell, sheet: Sheet, area: tuple[float, float, float, float], size: float) -> list[Item]:
    """Return the boxes of a cell in an area (left, top, width, height), in the middle of its height."""
    left, top, width, height = area
    placed = arrange(cell, sheet, width, size)
    step = line_height(size)
    lines = max((one.line for one in placed), default=0) + 1
    first = top + (height - lines * step) / 2
    items: list[Item] = []
    for one in placed:
        middle = first + (one.line + 0.5) * step
        x = left + one.x
        if one.ticked is not None:
            items.append(CheckBox(x, middle - _BOX / 2, _BOX, one.ticked))
            x += _BOX + _AFTER_BOX
        room = one.width - (x - left - one.x)
        if sheet.fonts.width(one.label, size) <= room + 0.05:
            items.append(Text(x, middle + size * _BASELINE * MM_PER_POINT, one.label, size))
        else:
            items.append(TextBox(x, middle - step / 2, room, step, one.label, size))
    return items


_TIMES = ("午前", "午後", "夜")
"""In the order in which ``dates.WEEK_SLOTS`` counts them within a day."""

WEEK_ROW = 5.5
"""Height of a row of the week's grid in mm."""

_WEEK_SIDE = 13.0


def draw_week(attribute: str, values: Values, area: tuple[float, float, float, float], size: float) -> list[Item]:
    """Return the grid of a week, 曜日 across and 午前・午後・夜 down, filling an area; ○ stands in what was chosen."""
    left, top, width, height = area
    chosen: Sequence[str] = values.value(attribute) or ()
    row = height / (len(_TIMES) + 1)
    column = (width - _WEEK_SIDE) / len(dates.WEEKDAYS)
    items: list[Item] = []
    for number, day in enumerate(dates.WEEKDAYS):
        x = left + _WEEK_SIDE + number * column
        items.append(Rule(x, top, x, top + height, THIN))
        items.append(TextBox(x, top, column, row, day, size, align="center"))
    for line, time in enumerate(_TIMES, start=1):
        y = top + line * row
        items.append(Rule(left, y, left + width, y, THIN))
        items.append(TextBox(left, y, _WEEK_SIDE, row, time, size, align="center"))
        for number in range(len(dates.WEEKDAYS)):
            if dates.WEEK_SLOTS[number * len(_TIMES) + line - 1] in chosen:
                x = left + _WEEK_SIDE + number * column
                items.append(TextBox(x, y, column, row, "○", size + 1, align="center"))
    return items
