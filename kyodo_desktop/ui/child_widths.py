"""How the columns of a table inside a record share the room: all seen where it suffices, texts narrower where not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from kyodo_desktop.core.fields import Count, EraDate, Field, Flag, Hours, Percent
from kyodo_desktop.ui.columns import MILLIMETRES

DATE_LETTERS = 16
"""What 令和10年11月21日 takes, in half-width letters."""

NUMBER_LETTERS = 12
"""What 12,345,678 takes."""

TEXT_LETTERS = 10
"""Five characters: a text column is never narrower."""

MOST_LETTERS = 44
"""A longer text wraps or is cut."""

PADDING = 12
"""Pixels of a cell that hold no text."""


@dataclass(frozen=True, slots=True)
class Room:
    """The width of a column in pixels: what it wants, and what it needs at least."""

    wanted: int
    least: int


def is_number(field: Field) -> bool:
    """Return whether the values of a field stand right-aligned."""
    return isinstance(field, (Count, Percent, Hours))


def room_of(field: Field, texts: Sequence[str] | None, metrics: QFontMetrics) -> Room:
    """Return the room for a column: by its declared width, or by ``texts`` where that is all it will hold.

    A heading may take two lines.
    """
    letter = metrics.horizontalAdvance("0")
    heading = metrics.horizontalAdvance(field.label) // 2 + 2 * letter
    if texts is not None:
        longest = max((metrics.horizontalAdvance(line) for text in texts for line in text.split("\n")), default=0)
        wanted = min(longest, MOST_LETTERS * letter)
    elif isinstance(field, EraDate):
        wanted = DATE_LETTERS * letter
    elif is_number(field):
        wanted = NUMBER_LETTERS * letter
    else:
        wanted = round(field.width / MILLIMETRES * letter)
    wanted = max(wanted, heading) + PADDING
    gives = not is_number(field) and not isinstance(field, (EraDate, Flag))
    return Room(wanted, min(wanted, max(TEXT_LETTERS * letter, heading) + PADDING) if gives else wanted)


def share(columns: Sequence[Room], room: int) -> list[int]:
    """Return the widths: what each wants where that fits, else less for those that can give, in proportion."""
    excess = sum(each.wanted for each in columns) - room
    gives = sum(each.wanted - each.least for each in columns)
    if excess <= 0 or not gives:
        return [each.wanted for each in columns]
    part = min(1.0, excess / gives)
    return [each.wanted - round((each.wanted - each.least) * part) for each in columns]
