"""How the columns of a table inside a record share the room: all seen where it suffices, texts narrower where not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from kyodo_desktop.core.fields import Count, EraDate, Field, FiscalYear, Flag, Hours, Percent
from kyodo_desktop.ui import heading_view
from kyodo_desktop.ui.columns import MILLIMETRES

DATE_LETTERS = 16
"""What 令和10年11月21日 takes, in half-width letters."""

NUMBER_LETTERS = 12
"""What 12,345,678 takes."""

TEXT_LETTERS = 8
"""Four characters: a text column is never narrower, and a heading of four does not wrap."""

MOST_LETTERS = 44
"""A longer text wraps or is cut."""

PADDING = 8
"""Pixels of a cell that hold no text."""


@dataclass(frozen=True, slots=True)
class Room:
    """The width of a column in pixels: what it wants, and what it needs at least."""

    wanted: int
    least: int


def is_number(field: Field) -> bool:
    """Return whether the values of a field stand right-aligned."""
    return isinstance(field, (Count, Percent, Hours))


def heading_of(field: Field) -> str:
    """Return the heading of a column; its unit stands there once instead of in every line."""
    return f"{field.label}（{field.unit}）" if field.unit and is_number(field) else field.label


def room_of(field: Field, texts: Sequence[str] | None, metrics: QFontMetrics) -> Room:
    """Return the room for a column: by its declared width, or by ``texts`` where that is all it will hold.

    A heading takes two lines rather than be wider than its column, and three where room is short.
    """
    letter = metrics.horizontalAdvance("0")
    if texts is not None:
        longest = max((metrics.horizontalAdvance(line) for text in texts for line in text.split("\n")), default=0)
        wanted = min(longest, MOST_LETTERS * letter)
    elif isinstance(field, EraDate):
        wanted = DATE_LETTERS * letter
    elif is_number(field):
        wanted = NUMBER_LETTERS * letter
    else:
        wanted = round(field.width / MILLIMETRES * letter)
    wanted += PADDING
    gives = not is_number(field) and not isinstance(field, (EraDate, FiscalYear, Flag))
    least = min(wanted, TEXT_LETTERS * letter + PADDING) if gives else wanted
    return Room(max(wanted, _heading(field, 2, metrics)), max(least, _heading(field, heading_view.MOST_LINES, metrics)))


def _heading(field: Field, lines: int, metrics: QFontMetrics) -> int:
    """Return the width at which a heading takes so many lines; a short one takes one."""
    words, letter = metrics.horizontalAdvance(heading_of(field)), metrics.horizontalAdvance("0")
    short = words <= TEXT_LETTERS * letter
    return (words if short else max(words // lines + 2 * letter, TEXT_LETTERS * letter)) + heading_view.PADDING


def share(columns: Sequence[Room], room: int) -> list[int]:
    """Return the widths: what each wants where that fits, else less for those that can give, in proportion."""
    excess = sum(each.wanted for each in columns) - room
    gives = sum(each.wanted - each.least for each in columns)
    if excess <= 0 or not gives:
        return [each.wanted for each in columns]
    part = min(1.0, excess / gives)
    return [each.wanted - math.ceil((each.wanted - each.least) * part) for each in columns]  # not a pixel too many
