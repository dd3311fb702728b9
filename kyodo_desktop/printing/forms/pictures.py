"""Pictures on a form: beside each other at one height, each with its words below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kyodo_desktop.printing.forms.strips import Sheet, Strip
from kyodo_desktop.printing.forms.template import Pictures
from kyodo_desktop.printing.page import Box, Image, Item, TextBox

PICTURE = "picture"
"""The name under which a row holds the bytes of a PNG or JPEG file."""

GAP = 4.0
CAPTION_HEIGHT = 8.0
CAPTION_SIZE = 9.0

Row = Mapping[str, Any]


def pictures(block: Pictures, sheet: Sheet) -> list[Strip]:
    """Return the strip of the pictures; a form without any has none."""
    rows = [row for row in sheet.values.rows(block.child) if row.get(PICTURE)]
    return [_strip(block, sheet, rows[: block.columns])] if rows else []


def _strip(block: Pictures, sheet: Sheet, rows: Sequence[Row]) -> Strip:
    width = (sheet.width - GAP * (block.columns - 1)) / block.columns
    indent = (sheet.width - len(rows) * width - GAP * (len(rows) - 1)) / 2
    captions = [sheet.values.of_row(block.child, row).write(block.caption) for row in rows]

    def draw(top: float, height: float) -> list[Item]:
        drawn: list[Item] = []
        room = height - CAPTION_HEIGHT
        for place, (row, caption) in enumerate(zip(rows, captions, strict=True)):
            left = sheet.left + indent + place * (width + GAP)
            drawn.append(Box(left, top, width, room, grey=0.6))
            drawn.append(Image(left + 0.6, top + 0.6, width - 1.2, room - 1.2, row[PICTURE]))
            words = TextBox(left, top + room + 0.6, width, CAPTION_HEIGHT - 0.6, caption, CAPTION_SIZE, valign="top")
            drawn.append(words)
        return drawn

    return Strip(block.height + CAPTION_HEIGHT, draw, gap=4.0)
