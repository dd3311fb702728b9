"""Address labels: which cell takes which addressee, and the ruler by which a printer is set."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain, islice, repeat

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.printing.addressee import FONT, Addressee, Place, compose_block
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.label_sheets import LabelSheet
from kyodo_desktop.printing.page import A4, Box, Document, Item, Page, Rule, Text, TextBox

Offset = tuple[float, float]
"""How far a printer's sheet lies from where it should, in mm to the right and down; the print is moved by it."""

_REFERENCE_SIZE = 6.5
_REFERENCE_HEIGHT = 2.6
_TICKS = 5


def compose_labels(
    sheet: LabelSheet,
    addressees: Sequence[Addressee],
    fonts: FontBook,
    *,
    start_cell: int = 1,
    copies: int = 1,
    skipped: Collection[int] = (),
    offset: Offset = (0.0, 0.0),
) -> Document:
    """Return sheets of labels, each addressee ``copies`` times.

    Cells before ``start_cell`` and the ``skipped`` ones are left empty on the first sheet, because they are used up.
    Raises InputError for a cell that the sheet does not have, or an address that has no room on a label.
    """
    free = _free_cells(sheet, start_cell, skipped)
    labels = chain.from_iterable(repeat(addressee, copies) for addressee in addressees)
    pages = []
    troubles: dict[Problem, None] = {}
    while batch := list(islice(labels, len(free))):
        items: list[Item] = []
        for cell, addressee in zip(free, batch, strict=False):
            try:
                items += _label(sheet, cell, addressee, offset, fonts)
            except InputError as error:
                troubles.update(dict.fromkeys(error.problems))
        pages.append(Page(*A4, items))
        free = range(1, sheet.cells + 1)
    if troubles:
        raise InputError(list(troubles))
    return Document(f"宛名ラベル（{sheet.name}）", pages, persons=len(addressees))


def _free_cells(sheet: LabelSheet, start_cell: int, skipped: Collection[int]) -> Sequence[int]:
    cells = range(1, sheet.cells + 1)
    free = [cell for cell in cells if cell >= start_cell and cell not in skipped]
    if start_cell not in cells or any(cell not in cells for cell in skipped) or not free:
        raise InputError(
            f"この用紙のラベルは{sheet.cells}面です。開始位置と使わない面は1から{sheet.cells}までの数字で指定し、"
            "使える面を1つ以上残してください。"
        )
    return free


def _label(sheet: LabelSheet, cell: int, addressee: Addressee, offset: Offset, fonts: FontBook) -> Iterable[Item]:
    x, y = sheet.corner(cell)
    left, top = x + offset[0] + sheet.padding[0], y + offset[1] + sheet.padding[1]
    width, height = (side - 2 * pad for side, pad in zip(sheet.label, sheet.padding, strict=True))
    foot = top + height
    if addressee.reference:
        height -= _REFERENCE_HEIGHT
        yield Text(left + width, foot, addressee.reference, _REFERENCE_SIZE, FONT, "right", grey=0.3)
    yield from compose_block(addressee, Place(left, top, width, height, *_sizes(sheet)), fonts)


def _sizes(sheet: LabelSheet) -> tuple[float, float]:
    """Return the largest sizes of address and name in points that suit a label's height."""
    height = sheet.label[1]
    return (11.0, 16.0) if height >= 48 else (10.5, 15.0) if height >= 40 else (9.5, 13.5)


def ruler_page(sheet: LabelSheet, offset: Offset = (0.0, 0.0)) -> Document:
    """Return a page that, laid over a sheet of labels against the light, shows how far a printer is off.

    Every label is outlined; at the corners of the first and the last one stand crosses with a tick each mm.
    """
    items: list[Item] = []
    for cell in range(1, sheet.cells + 1):
        x, y = sheet.corner(cell)
        items.append(Box(x + offset[0], y + offset[1], *sheet.label, line=0.15, dash=(1.0, 1.0)))
    first, last = sheet.corner(1), sheet.corner(sheet.cells)
    items += _cross(first[0] + offset[0], first[1] + offset[1])
    items += _cross(last[0] + sheet.label[0] + offset[0], last[1] + sheet.label[1] + offset[1])
    items += _instructions(sheet, offset)
    return Document(f"ラベル位置合わせ（{sheet.name}）", [Page(*A4, items)])


def _cross(x: float, y: float) -> list[Item]:
    """Return a cross at a corner with a tick each mm to either side, the fifth ones longer."""
    items: list[Item] = [Rule(x - 6, y, x + 6, y, 0.2), Rule(x, y - 6, x, y + 6, 0.2)]
    for tick in range(-_TICKS, _TICKS + 1):
        half = 1.4 if abs(tick) == _TICKS else 0.7
        items.append(Rule(x + tick, y - half, x + tick, y + half, 0.1))
        items.append(Rule(x - half, y + tick, x + half, y + tick, 0.1))
    return items


def _instructions(sheet: LabelSheet, offset: Offset) -> list[Item]:
    """Return what to do, and a line of 100 mm by which the scale is checked."""
    left, top, width = 40.0, 112.0, 130.0
    text = (
        f"{sheet.name}　位置合わせ\n"
        "1．普通紙に「実際のサイズ（100％）」で印刷します。\n"
        "2．ラベル用紙に重ねて光にかざし、左上の十字とラベルの角のずれを目盛り（1mm）で読みます。\n"
        "3．ラベルの角が十字より右なら右へ、下なら下へ、その長さを「印刷位置の調整」に入力します。\n"
        f"現在の調整：右へ{offset[0]:+.1f}mm、下へ{offset[1]:+.1f}mm\n"
        "下の線が100mmでないときは、印刷の倍率を100％に直してください。"
    )
    line = top + 50.0
    return [
        Box(left, top, width, 62.0, line=0.3, fill=1.0),
        TextBox(left + 4, top + 3, width - 8, 44.0, text, size=9.5, font=FONT, valign="top"),
        Rule(55.0, line, 155.0, line, 0.3),
        Rule(55.0, line - 2, 55.0, line + 2, 0.3),
        Rule(155.0, line - 2, 155.0, line + 2, 0.3),
        Text(105.0, line + 6, "100mm", 9, FONT, "center"),
    ]
