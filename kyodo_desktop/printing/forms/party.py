"""Who applies: labels, values over a fine line, and the place of the seal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from kyodo_desktop.core.profiles import Seal
from kyodo_desktop.printing.forms.blocks import read_name
from kyodo_desktop.printing.forms.strips import Sheet, Strip
from kyodo_desktop.printing.forms.template import Party
from kyodo_desktop.printing.layout import block_height, break_lines
from kyodo_desktop.printing.page import Item, Rule, TextBox
from kyodo_desktop.printing.page import Seal as SealItem

_PARTY_FROM = 0.42
"""Where the applicant's block begins, as a share of the width."""

_SEAL_ROOM = 10.0
"""What the place of a seal takes of the end of a line, in mm."""

_BELOW_NAME = 4.0
"""Height in mm of the words below a name that is written by hand (自署又は記名押印)."""

_LEAST_VALUE = 8.0
"""Points: rather than be smaller, the name of who applies takes another line."""

_BELOW_RULE = 1.6
"""What several lines of who applies keep free below the line above them, in mm."""


def party(block: Party, sheet: Sheet, seal: Seal) -> list[Strip]:
    """Return who applies: labels, values over a fine line, and the place of the seal."""
    left = sheet.left + sheet.width * _PARTY_FROM
    heading = sheet.values.write(block.heading)
    rows = [(sheet.values.write(row.label), sheet.values.write(row.value), row.seal) for row in block.rows]
    widths = [sheet.fonts.width(label, sheet.size) for label, _, _ in rows]
    labels = max(widths, default=0.0) + 3.0
    rooms = [
        sheet.right - left - labels - (_SEAL_ROOM if sealed and seal is Seal.STAMP else 0.0) for _, _, sealed in rows
    ]
    full, smaller = (
        [_value(value, room, sheet, saves_lines=saves) for (_, value, _), room in zip(rows, rooms, strict=True)]
        for saves in (False, True)
    )
    below = [_BELOW_NAME if sealed and seal is Seal.SIGNATURE_OR_STAMP else 0.0 for _, _, sealed in rows]
    head = 4.5 if heading else 0.0

    def strip(values: Sequence[TextBox]) -> Strip:
        height = head + sum(value.height for value in values) + sum(below) + 0.6 * len(values) + 1.0
        return Strip(height, partial(draw, values), gap=2.0)

    def draw(values: Sequence[TextBox], top: float, _height: float) -> list[Item]:
        items: list[Item] = []
        if heading:
            items.append(TextBox(left - 8.0, top, 60.0, head, heading, sheet.size, valign="middle"))
        y = top + head
        for (label, _, sealed), value, hint in zip(rows, values, below, strict=True):
            height = value.height
            items.append(TextBox(left, y, labels - 3.0, height, label, sheet.size, valign="bottom", align="distribute"))
            items.append(replace(value, x=left + labels, y=y))
            items.append(Rule(left + labels, y + height + 0.9, sheet.right, y + height + 0.9, 0.15, (0.5, 0.6), 0.3))
            if sealed and seal is Seal.STAMP:
                items.append(SealItem(sheet.right - 4.6, y + height - 2.0, 9.0))
            if hint:
                items.append(TextBox(left, y + height + 1.2, sheet.right - left, hint, seal.words, 9, align="right"))
            y += height + hint + 0.6
        return items

    return [replace(strip(full), smaller=strip(smaller))]


def _value(value: str, room: float, sheet: Sheet, *, saves_lines: bool) -> TextBox:
    """Return a line of who applies: a little smaller where it then has room, else at its size in several lines.

    ``saves_lines`` asks for smaller type, too, where a long text then takes fewer lines.
    """
    measured = sheet.fonts.widths("mincho")
    paragraphs = value.count("\n") + 1
    box = TextBox(0.0, 0.0, room, 7.4 + 4.5 * (paragraphs - 1), value, sheet.size, valign="bottom", overflow="wrap")
    sizes = [sheet.size - 0.5 * step for step in range(int((sheet.size - _LEAST_VALUE) / 0.5) + 1)]
    for size in sizes:
        if len(break_lines(value, room, size, measured)[0]) == paragraphs:
            return replace(box, size=size)
    broken = {size: read_name(value, room, size, sheet) for size in (sizes if saves_lines else sizes[:1])}
    lines = {size: len(break_lines(text, room, size, measured)[0]) for size, text in broken.items()}
    size = min(broken, key=lines.__getitem__)
    needed = block_height(lines[size], size, box.leading) + _BELOW_RULE
    return replace(box, text=broken[size], size=size, height=max(box.height, needed))
