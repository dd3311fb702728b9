"""Registration cards of 91 × 55 mm, ten on a sheet of A4: to cut along marks or on perforated paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.printing.page import A4, MM_PER_POINT, Document, Item, Page, Rule, TextBox

CARD = (91.0, 55.0)
"""Width and height of a card in mm, those of a business card."""

COLUMNS, ROWS = 2, 5
CARDS_ON_SHEET = COLUMNS * ROWS
TOP, LEFT = 11.0, 14.0
"""Margins of a sheet in mm, those of perforated business card paper (A-One 51002 and its like)."""

_AIR = 6.0
"""What stays free along the edges of a card, so that a cut that is a little off harms nothing."""

_MARK = 5.0

_LEAST_SIZE = 6.0
"""Points: what would be smaller takes two lines."""

_TIGHT = 1.15


@dataclass(frozen=True, slots=True)
class CardContent:
    """What a card says. ``valid_until`` None means without a term; ``title`` is what the card is."""

    programme: str
    name: str
    reference: str
    valid_until: dt.date | None
    town: str
    office: str
    title: str = "登録証"
    furigana: str = ""
    phone: str = ""


def compose_cards(
    contents: Sequence[CardContent],
    *,
    start_cell: int = 1,
    cut_marks: bool = True,
    offset: tuple[float, float] = (0.0, 0.0),
) -> Document:
    """Return sheets of cards; cells before ``start_cell`` (1 to 10) stay empty on the first one.

    ``cut_marks`` draws the marks for plain paper; ``offset`` moves everything by mm to the right and down. Raises
    InputError for a cell that a sheet does not have.
    """
    if not 1 <= start_cell <= CARDS_ON_SHEET:
        raise InputError(
            f"カード用紙は{CARDS_ON_SHEET}面です。開始位置は1から{CARDS_ON_SHEET}までの数字で入力してください。"
        )
    right, down = offset
    cells: list[CardContent | None] = [None] * (start_cell - 1) + list(contents)
    pages = []
    for first in range(0, len(cells), CARDS_ON_SHEET):
        items: list[Item] = _cut_marks(right, down) if cut_marks else []
        for cell, content in enumerate(cells[first : first + CARDS_ON_SHEET]):
            if content is not None:
                row, column = divmod(cell, COLUMNS)
                items += _card(content, LEFT + column * CARD[0] + right, TOP + row * CARD[1] + down)
        pages.append(Page(*A4, items))
    return Document("登録証カード", pages, persons=len(contents))


def _card(content: CardContent, x: float, y: float) -> list[Item]:
    """Return one card with its upper left corner at a place."""
    left, width = x + _AIR, CARD[0] - 2 * _AIR
    middle = x + CARD[0] / 2
    until = f"{dates.era(content.valid_until)}まで" if content.valid_until else "期限なし"
    named = content.office.startswith(content.town)
    issuer = content.office if named else "　".join(filter(None, (content.town, content.office)))
    if _needs_two_lines(issuer, width):
        issuer = issuer.replace("　", "\n", 1)
    reading_height = 4.6 if _needs_two_lines(content.furigana, width) else 3.0
    items: list[Item] = [
        TextBox(left, y + 5.5, width, 4.6, content.programme, size=10, align="center"),
        TextBox(middle - 20, y + 10.8, 40.0, 7.0, content.title, size=17, align="distribute"),
        Rule(left, y + 19.2, left + width, y + 19.2, 0.5),
        Rule(left, y + 20.0, left + width, y + 20.0, 0.15),
    ]
    name_top = y + 21.0 + reading_height if content.furigana else y + 21.0
    if content.furigana:
        items.append(
            TextBox(left, y + 21.0, width, reading_height, content.furigana, size=7, align="center", leading=_TIGHT)
        )
    items += [
        TextBox(left, name_top, width, y + 33.0 - name_top, content.name, size=18, align="center", least_size=8.0),
        *_entry(left + 6.0, y + 34.0, width - 12.0, "登録番号", content.reference),
        *_entry(left + 6.0, y + 39.2, width - 12.0, "有効期限", until),
        TextBox(left, y + 44.9, width, 4.7, issuer, size=9, align="center", leading=_TIGHT),
    ]
    if content.phone:
        items.append(TextBox(left, y + 49.6, width, 2.8, f"電話 {content.phone}", size=6.5, align="center"))
    return items


def _needs_two_lines(text: str, width: float) -> bool:
    """Return whether a text of full-width characters has no room in a width of mm in the smallest type of a card."""
    return len(text) * _LEAST_SIZE * MM_PER_POINT > width


def _entry(x: float, y: float, width: float, label: str, value: str) -> list[Item]:
    return [
        TextBox(x, y, 17.0, 4.8, label, size=8.5),
        TextBox(x + 18.0, y, width - 18.0, 4.8, value, size=10.5),
        Rule(x, y + 4.9, x + width, y + 4.9, 0.1, grey=0.5),
    ]


def _cut_marks(right: float, down: float) -> list[Item]:
    """Return the marks in the margins of the sheet at every edge of a card."""
    items: list[Item] = []
    for column in range(COLUMNS + 1):
        x = LEFT + column * CARD[0] + right
        for y in (TOP - _MARK, TOP + ROWS * CARD[1] + 1.0):
            items.append(Rule(x, y + down, x, y + _MARK - 1.0 + down, 0.1))
    for row in range(ROWS + 1):
        y = TOP + row * CARD[1] + down
        for x in (LEFT - _MARK, LEFT + COLUMNS * CARD[0] + 1.0):
            items.append(Rule(x + right, y, x + _MARK - 1.0 + right, y, 0.1))
    return items
