"""The block that a postman reads: postcode, address, name, written horizontally, as large as its place allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kyodo_desktop.core.errors import InputError, Problem
from kyodo_desktop.printing.fonts import FontBook, clusters
from kyodo_desktop.printing.name_lines import break_name
from kyodo_desktop.printing.page import MM_PER_POINT, FontRole, Text

FONT: FontRole = "gothic"
LEAST_SIZE = 5.5
"""The smallest type in points in which an address is still printed."""

_STEP = 0.95
_LEADING = 1.35
_GAP = 0.55
"""Space above the name, as a share of its size."""

_SHRINK = 0.75
"""How much smaller than its neighbours a name becomes before it is broken, and a block before a word of it is."""

_BEFORE_BUILDING = re.compile(
    r"(?<=[0-9０-９号地])(?=[^0-9０-９\s・,，、.．/／~〜～ー－‐−\-のノ之条線区丁番号地割組班町通])"
)
"""Where a house number ends and the name of a building may begin."""

_PLACE_NAME_ENDS = re.compile(r"(?:(?<![都道府県市区郡町村])[府県市区郡町村]|丁目)(?![都道府県市区郡町村通民内])")
"""Where the name of a prefecture, a municipality or a block ends: not inside 市川市, 都筑区, 大町市, 寺町通 or 市民."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom something goes.

    ``honorific`` is 様 for a person, 御中 for a body, 各位 for many, 殿 inside the office. ``affiliation`` (a body, a
    title) stands above the name, ``reference`` (登録番号) small beside the block for what comes back. An address may be
    one line; it is broken where a reader would break it.
    """

    postal_code: str
    address_lines: tuple[str, ...]
    name: str
    honorific: str = "様"
    affiliation: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The rectangle in mm for a block, and the largest sizes in points of its address and its name.

    ``align`` is that of the name; the address stands left. Without ``postal_code`` the postcode stands elsewhere.
    """

    x: float
    y: float
    width: float
    height: float
    address_size: float
    name_size: float
    align: Literal["left", "center"] = "left"
    postal_code: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    above: float = 0.0
    """Free space above the line in mm."""
    is_name: bool = False
    well: bool = True
    """Whether it belongs to a name that is broken between its words."""

    @property
    def height(self) -> float:
        return self.above + self.size * _LEADING * MM_PER_POINT


def compose_block(addressee: Addressee, place: Place, fonts: FontBook) -> list[Text]:
    """Return the lines of a block, all of it, in the largest type that has room; it stands in the middle of the height.

    Raises InputError naming the addressee when even the smallest type has no room.
    """
    scale, words_whole = 1.0, True
    while True:
        lines = list(_lines(addressee, place, scale, fonts))
        if (
            sum(line.height for line in lines) <= place.height
            and all(fonts.width(line.text, line.size, FONT) <= place.width + 0.01 for line in lines)
            and (not words_whole or all(line.well for line in lines))
        ):
            return list(_placed(lines, place))
        scale *= _STEP
        if words_whole and scale < _SHRINK:
            scale, words_whole = 1.0, False
        if place.address_size * scale < LEAST_SIZE:
            raise InputError(
                [
                    Problem(
                        f"「{addressee.name}」の宛名と住所が長く、用紙に入りません。大きい用紙を選ぶか、住所を短くしてください。"
                    )
                ]
            )


def _lines(addressee: Addressee, place: Place, scale: float, fonts: FontBook) -> Iterator[_Line]:
    size = place.address_size * scale
    if place.postal_code and addressee.postal_code:
        yield _Line(f"〒{addressee.postal_code}", size)
    for part in addressee.address_lines:
        for text in break_address(part, place.width / size, fonts.widths(FONT)):
            yield _Line(text, size)
    name_size = place.name_size * scale
    above = name_size * _GAP * MM_PER_POINT
    if addressee.affiliation:
        for line in _short_lines(addressee.affiliation, "", place.width, size * 1.1, fonts):
            yield replace(line, above=above)
            above = 0.0
        above = name_size * _GAP / 2 * MM_PER_POINT
    for line in _short_lines(addressee.name, addressee.honorific, place.width, name_size, fonts):
        yield replace(line, above=above, is_name=True)
        above = 0.0


def _short_lines(name: str, honorific: str, width: float, size: float, fonts: FontBook) -> list[_Line]:
    """Return a name with its honorific in lines: one, if type not much smaller lets it, else broken between words."""
    whole = f"{name}\u3000{honorific}" if honorific else name
    length = fonts.width(whole, 1.0, FONT)
    least = max(size * _SHRINK, LEAST_SIZE)
    if length * least <= width:
        return [_Line(whole, min(size, width / length - 0.005))]
    broken = break_name(whole, width / least, fonts.widths(FONT), glued=honorific)
    return [_Line(line, least, well=broken.well) for line in broken.lines]


def _placed(lines: Sequence[_Line], place: Place) -> Iterator[Text]:
    y = place.y + (place.height - sum(line.height for line in lines)) / 2
    for line in lines:
        y += line.height
        baseline = y - line.size * (_LEADING - 1.0) / 2 * MM_PER_POINT - line.size * 0.12 * MM_PER_POINT
        if line.is_name and place.align == "center":
            yield Text(place.x + place.width / 2, baseline, line.text, line.size, FONT, "center")
        else:
            yield Text(place.x, baseline, line.text, line.size, FONT)


def break_address(address: str, room: float, widths: Mapping[str, float]) -> list[str]:
    """Return an address in as few lines as it takes, broken where a reader would break it.

    ``room`` is the width of a line in mm at one point of type. A break is made at a space, before the name of a
    building, after a municipality or a block of streets, and only then between any two words.
    """
    return [line for part in _parts(address.strip(), room, widths) for line in _filled(part, room, widths)]


def _parts(address: str, room: float, widths: Mapping[str, float]) -> list[str]:
    """Return what stands between the natural breaks, several on a line where they have room."""
    parts = [""]
    for word, gap in re.findall(r"(\S+)(\s*)", address):
        if parts[-1] and _width(parts[-1] + word, widths) > room:
            parts[-1] = parts[-1].rstrip()
            parts.append("")
        parts[-1] += word + gap
    if len(parts) > 1 or _width(parts[0], widths) <= room:
        return parts
    building = _BEFORE_BUILDING.search(address)
    return [address[: building.start()], address[building.start() :]] if building else [address]


def _filled(part: str, room: float, widths: Mapping[str, float]) -> list[str]:
    """Return the lines of a part without a natural break: cut after a place name when what follows then fits."""
    if _width(part, widths) <= room:
        return [part]
    for place_name in reversed(list(_PLACE_NAME_ENDS.finditer(part))):
        lines = [part[: place_name.end()], part[place_name.end() :]]
        if all(line and _width(line, widths) <= room for line in lines):
            return lines
    return list(break_name(part, room, widths).lines)


def _width(text: str, widths: Mapping[str, float]) -> float:
    return sum(map(widths.__getitem__, clusters(text)))
