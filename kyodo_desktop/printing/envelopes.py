"""Postcards and envelopes, written horizontally on paper that stands upright.

Vertical writing is one more function beside :func:`_horizontal`, over the same formats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.printing.addressee import FONT, Addressee, Place, compose_block
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import (
    ENVELOPE_LONG_3,
    ENVELOPE_LONG_4,
    ENVELOPE_SQUARE_2,
    MM_PER_POINT,
    POSTCARD,
    Document,
    Item,
    Page,
    Text,
    TextBox,
)


@dataclass(frozen=True, slots=True)
class EnvelopeFormat:
    """A paper with the places on it, in mm, and the largest sizes of type in points.

    ``code_boxes`` says that the seven boxes for the postcode are printed on it.
    """

    id: str
    name: str
    paper: tuple[float, float]
    addressee: tuple[float, float, float, float]
    sender: tuple[float, float, float, float]
    address_size: float
    name_size: float
    sender_size: float
    code_boxes: bool = False


FORMATS: Mapping[str, EnvelopeFormat] = {
    envelope.id: envelope
    for envelope in (
        EnvelopeFormat(
            "postcard", "はがき", POSTCARD, (12, 34, 76, 56), (10, 112, 58, 28), 11.5, 18, 8.5, code_boxes=True
        ),
        EnvelopeFormat("long-3", "長形3号", ENVELOPE_LONG_3, (14, 56, 92, 80), (12, 190, 72, 34), 13, 20, 9.5),
        EnvelopeFormat("long-4", "長形4号", ENVELOPE_LONG_4, (10, 50, 70, 74), (9, 166, 58, 30), 11, 17, 8.5),
        EnvelopeFormat("square-2", "角形2号", ENVELOPE_SQUARE_2, (40, 96, 160, 100), (20, 276, 110, 42), 18, 28, 11.5),
    )
}
"""The formats by their id."""

_CODE_TOP = 12.0
_CODE_RIGHT = 8.0
_CODE_BOX = (5.7, 8.0)
_CODE_GAPS = (1.3, 1.3, 1.9, 1.1, 1.1, 1.1)
"""The boxes of a postcode: distance from the upper and the right edge, width and height of a box, and the spaces
between them, in mm (Japan Post, 郵便番号・バーコードマニュアル, 図2)."""

_CODE_SIZE = 15.0


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends it, small in the lower left."""

    postal_code: str
    address: str
    name: str
    phone: str = ""


def code_box_lefts(paper_width: float) -> tuple[float, ...]:
    """Return the left edges in mm of the seven boxes for the postcode."""
    lefts = [paper_width - _CODE_RIGHT - _CODE_BOX[0]]
    for gap in reversed(_CODE_GAPS):
        lefts.append(lefts[-1] - gap - _CODE_BOX[0])
    return tuple(reversed(lefts))


def compose_envelopes(
    envelope: EnvelopeFormat,
    addressees: Sequence[Addressee],
    sender: Sender,
    fonts: FontBook,
    *,
    offset: tuple[float, float] = (0.0, 0.0),
) -> Document:
    """Return one page for each addressee; ``offset`` moves everything by mm to the right and down.

    Raises InputError naming the addressees whose address has no room.
    """
    pages = []
    troubles: dict[Problem, None] = {}
    for addressee in addressees:
        try:
            pages.append(Page(*envelope.paper, _horizontal(envelope, addressee, sender, offset, fonts)))
        except InputError as error:
            troubles.update(dict.fromkeys(error.problems))
    if troubles:
        raise InputError(list(troubles))
    return Document(f"宛名（{envelope.name}）", pages, persons=len(addressees))


def _horizontal(
    envelope: EnvelopeFormat,
    addressee: Addressee,
    sender: Sender,
    offset: tuple[float, float],
    fonts: FontBook,
) -> list[Item]:
    right, down = offset
    x, y, width, height = envelope.addressee
    digits = "".join(character for character in addressee.postal_code if character.isdigit())
    in_boxes = envelope.code_boxes and len(digits) == len(_CODE_GAPS) + 1
    place = Place(
        x + right,
        y + down,
        width,
        height,
        envelope.address_size,
        envelope.name_size,
        align="center",
        postal_code=not in_boxes,
    )
    items: list[Item] = list(compose_block(addressee, place, fonts))
    if in_boxes:
        baseline = _CODE_TOP + _CODE_BOX[1] / 2 + _CODE_SIZE * 0.36 * MM_PER_POINT + down
        items += [
            Text(left + _CODE_BOX[0] / 2 + right, baseline, digit, _CODE_SIZE, FONT, "center")
            for left, digit in zip(code_box_lefts(envelope.paper[0]), digits, strict=True)
        ]
    x, y, width, height = envelope.sender
    lines = [f"〒{sender.postal_code}" if sender.postal_code else "", sender.address, sender.name]
    lines.append(f"電話 {sender.phone}" if sender.phone else "")
    text = "\n".join(line for line in lines if line)
    items.append(
        TextBox(x + right, y + down, width, height, text, size=envelope.sender_size, font=FONT, valign="bottom")
    )
    if addressee.reference:
        paper_width, paper_height = envelope.paper
        items.append(
            Text(paper_width - 8 + right, paper_height - 8 + down, addressee.reference, 7, FONT, "right", grey=0.3)
        )
    return items
