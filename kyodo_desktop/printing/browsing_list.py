"""閲覧用リスト: what a visitor at the counter leafs through, one entry a person, in large type under index headings.

Only what its caller gives is printed; choosing the public attributes is the caller's part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.layout import block_height, break_lines
from kyodo_desktop.printing.page import Box, Document, FontRole, Item, Page, Rule, TextBox
from kyodo_desktop.printing.roster import FOOT_HEIGHT, HEAD_HEIGHT, MARGIN, Frame, foot_items, head_items

FONT: FontRole = "gothic"
BOLD: FontRole = "gothic-bold"

_LABEL_SIZE = 9.0
_VALUE_SIZE = 11.0
_SUMMARY_SIZE = 12.0
_NAME_SIZE = 15.0
_LEADING = 1.4
_REFERENCE_WIDTH = 27.0
_LABEL_WIDTH = 21.0
_GAP = 1.6
_BAND_HEIGHT = 9.0
_GUIDE_HEIGHT = 12.0
_INDEX_COLUMNS = 3
_INDEX_LINE = 6.4
_AFTER_INDEX = 6.0


@dataclass(frozen=True, slots=True)
class BrowsingEntry:
    """One person or group. ``summary`` is what they can do, ``details`` are labels with texts; empty ones are left out.

    ``heading`` is the index heading it stands under; neighbours under the same heading share it.
    """

    heading: str
    reference: str
    name: str
    furigana: str = ""
    summary: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BrowsingList:
    """What the list says. ``guide`` tells a visitor what to do with it; it stands at the head of the first page."""

    title: str
    entries: Sequence[BrowsingEntry]
    as_of: dt.date
    office: str = ""
    subtitle: str = ""
    guide: str = "連絡先は載せていません。紹介をご希望の方は、左の番号を窓口にお知らせください。"
    confidential: bool = False
    bound: bool = True


@dataclass(frozen=True, slots=True)
class _Block:
    """What is said of one person: items placed from 0 at their upper edge, and their height in mm."""

    items: tuple[Item, ...]
    height: float
    heading: str = ""


@dataclass(slots=True)
class _Sheet:
    """The items of one page, and the height in mm that is still free."""

    free: float
    items: list[Item]
    last_heading: str = ""


def compose_browsing_list(listing: BrowsingList, fonts: FontBook) -> Document:
    """Return the pages of a list on A4 portrait, with an index of its headings on the first one."""
    frame = Frame.of("portrait", bound=listing.bound)
    top, foot = MARGIN + HEAD_HEIGHT, frame.foot - FOOT_HEIGHT
    headings = list(dict.fromkeys(entry.heading for entry in listing.entries if entry.heading))
    index_height = _index_height(headings)
    sheets = [_Sheet(foot - top - _GUIDE_HEIGHT - index_height, [])]
    numbers: dict[str, int] = {}
    for block in _blocks(listing.entries, frame, sheets[0].free - _BAND_HEIGHT, fonts):
        opens = bool(block.heading) and block.heading != sheets[-1].last_heading
        if block.height + (_BAND_HEIGHT if opens else 0.0) > sheets[-1].free:
            sheets.append(_Sheet(foot - top, []))
        sheet = sheets[-1]
        if block.heading and block.heading != sheet.last_heading:
            continued = block.heading in numbers and len(sheets) > 1 and not sheet.items
            _put(sheet, _band(block.heading, frame, continued=continued), foot)
            sheet.last_heading = block.heading
            numbers.setdefault(block.heading, len(sheets))
        _put(sheet, block, foot)
    first = [*_guide(listing, frame, top), *_index(numbers, frame, top + _GUIDE_HEIGHT)]
    return Document(
        listing.title,
        [
            Page(
                *frame.paper,
                [
                    *head_items(listing, frame),
                    *(first if number == 1 else []),
                    *sheet.items,
                    *foot_items(listing.office, frame, number, len(sheets)),
                ],
            )
            for number, sheet in enumerate(sheets, 1)
        ],
        author=listing.office,
        persons=len(listing.entries),
    )


def _put(sheet: _Sheet, block: _Block, foot: float) -> None:
    """Put a block below what a page already holds; ``foot`` is the lower edge of the page's free height."""
    sheet.items += [_moved(item, foot - sheet.free) for item in block.items]
    sheet.free -= block.height


def _moved(item: Item, down: float) -> Item:
    if isinstance(item, Rule):
        return replace(item, y1=item.y1 + down, y2=item.y2 + down)
    return replace(item, y=item.y + down)


def _band(heading: str, frame: Frame, *, continued: bool) -> _Block:
    text = f"{heading}（続き）" if continued else heading
    height = _BAND_HEIGHT - 2.0
    return _Block(
        (
            Box(frame.left, 1.0, frame.width, height, line=0.0, fill=0.86),
            TextBox(frame.left + 2.0, 1.0, frame.width - 4.0, height, text, size=13, font=BOLD),
        ),
        _BAND_HEIGHT,
    )


def _blocks(entries: Sequence[BrowsingEntry], frame: Frame, room: float, fonts: FontBook) -> Iterator[_Block]:
    """Yield what is said of each person; only where that were higher than ``room`` mm, its longest texts shrink."""
    for entry in entries:
        items, y = _name(entry, frame, fonts)
        shown = [(label, text) for label, text in entry.details if text]
        left = frame.left + _REFERENCE_WIDTH
        texts = [(entry.summary, frame.right - left, _SUMMARY_SIZE)]
        texts += [(text, frame.right - left - _LABEL_WIDTH, _VALUE_SIZE) for _, text in shown]
        most = _most(
            [_height(text, width, size, fonts) for text, width, size in texts],
            room - y - (len(texts) + 1) * _GAP,
        )
        if entry.summary:
            summary = TextBox(left, y, frame.right - left, most, entry.summary, size=_SUMMARY_SIZE)
            items.append(_as_high_as_its_text(summary, fonts))
            y += items[-1].height + _GAP
        for item in _details(shown, TextBox(left, y, frame.right - left, most, ""), fonts):
            items.append(item)
            y = max(y, item.y + item.height + _GAP)
        yield _Block((*items, Rule(frame.left, y + 0.8, frame.right, y + 0.8, 0.15, grey=0.5)), y + 0.8, entry.heading)
    if not entries:
        text = "現在、掲載している方はいません。"
        yield _Block((TextBox(frame.left, 0.0, frame.width, 20.0, text, size=11, font=FONT, align="center"),), 20.0)


def _most(heights: Sequence[float], room: float) -> float:
    """Return the height in mm that no text may exceed, so that all have ``room``: short ones leave theirs to long ones.

    That is the room itself where all of them stand in it.
    """
    left = room
    for number, height in enumerate(sorted(heights)):
        share = left / (len(heights) - number)
        if height > share:
            return share
        left -= height
    return room


def _name(entry: BrowsingEntry, frame: Frame, fonts: FontBook) -> tuple[list[TextBox], float]:
    """Return number and name with its reading, beside it or, where there is no room, above it, and where they end."""
    left = frame.left + _REFERENCE_WIDTH
    name_width = fonts.width(entry.name, _NAME_SIZE, BOLD) + 4.0
    reading_width = fonts.width(entry.furigana, _LABEL_SIZE, FONT) + 0.1
    beside = left + name_width + reading_width <= frame.right
    top = 2.2 if beside else 5.0
    reading = (
        TextBox(
            left + name_width, top + 1.6, reading_width, 4.0, entry.furigana, size=_LABEL_SIZE, font=FONT, grey=0.25
        )
        if beside
        else TextBox(left, 1.6, frame.right - left, 3.4, entry.furigana, size=8, font=FONT, grey=0.25)
    )
    return [
        TextBox(frame.left, top, _REFERENCE_WIDTH - 2.0, 6.0, entry.reference, size=13, font=BOLD),
        TextBox(left, top, frame.right - left, 6.0, entry.name, size=_NAME_SIZE, font=BOLD),
        reading,
    ], top + 7.4


def _details(shown: Sequence[tuple[str, str]], room: TextBox, fonts: FontBook) -> Iterator[TextBox]:
    """Yield labels and texts from the upper edge of ``room`` on: two short ones beside each other, a long one alone."""
    half = (room.width - 4.0) / 2
    y, below, second = room.y, room.y, False
    for label, text in shown:
        narrow = "\n" not in text and fonts.width(text, _VALUE_SIZE, FONT) <= half - _LABEL_WIDTH
        second = second and narrow
        if not second:
            y = below
        x = room.x + (half + 4.0 if second else 0.0)
        width = (half if narrow else room.width) - _LABEL_WIDTH
        value = _as_high_as_its_text(TextBox(x + _LABEL_WIDTH, y, width, room.height, text, size=_VALUE_SIZE), fonts)
        yield TextBox(x, y, _LABEL_WIDTH - 1.0, 4.2, label, size=_LABEL_SIZE, font=FONT, grey=0.25)
        yield value
        below = max(below, y + value.height + _GAP)
        second = narrow and not second


def _as_high_as_its_text(box: TextBox, fonts: FontBook) -> TextBox:
    """Return a box cut to its text, or at its full height with a text that shrinks."""
    height = min(box.height, _height(box.text, box.width, box.size, fonts))
    return replace(box, height=height, font=FONT, valign="top", leading=_LEADING)


def _height(text: str, width: float, size: float, fonts: FontBook) -> float:
    """Return the height in mm that a text takes at a size in points."""
    lines, _ = break_lines(text, width, size, fonts.widths(FONT))
    return block_height(len(lines), size, _LEADING) + 0.2


def _index_height(headings: Sequence[str]) -> float:
    if len(headings) < 2:
        return 0.0
    return -(-len(headings) // _INDEX_COLUMNS) * _INDEX_LINE + _AFTER_INDEX


def _guide(listing: BrowsingList, frame: Frame, y: float) -> list[Item]:
    return [
        Box(frame.left, y, frame.width, _GUIDE_HEIGHT - 3.0, line=0.2, radius=1.5),
        TextBox(frame.left + 3.0, y, frame.width - 6.0, _GUIDE_HEIGHT - 3.0, listing.guide, size=10.5, font=FONT),
    ]


def _index(numbers: Mapping[str, int], frame: Frame, y: float) -> list[Item]:
    """Return the headings with their pages, down one column after the other."""
    if len(numbers) < 2:
        return []
    rows = -(-len(numbers) // _INDEX_COLUMNS)
    width = frame.width / _INDEX_COLUMNS
    items: list[Item] = []
    for place, (heading, number) in enumerate(numbers.items()):
        column, row = divmod(place, rows)
        x, line = frame.left + column * width, y + row * _INDEX_LINE
        items += [
            TextBox(x, line, width - 18.0, _INDEX_LINE, heading, size=10.5, font=FONT),
            TextBox(x + width - 18.0, line, 14.0, _INDEX_LINE, f"{number}ページ", size=9, font=FONT, align="right"),
            Rule(x, line + _INDEX_LINE - 0.4, x + width - 4.0, line + _INDEX_LINE - 0.4, 0.1, (0.5, 0.8), grey=0.4),
        ]
    return items
