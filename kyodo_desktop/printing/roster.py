"""Rosters: a table over as many pages as it takes, with the day, the page and the warning that a list of persons needs.

Lists that name persons carry 取扱注意, the day on which they were true, and page n/N (the office's rules for personal
data). Nothing is cut: a long cell takes up to three lines, then smaller type, then more lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from kyodo_desktop.core import dates
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import (
    A4,
    A4_LANDSCAPE,
    MM_PER_POINT,
    THICK,
    THIN,
    Box,
    Column,
    Document,
    FontRole,
    Item,
    Page,
    Table,
    Text,
    TextBox,
)
from kyodo_desktop.printing.roster_layout import (
    FONT,
    LEADING,
    LEAST_SIZE,
    PADDING,
    Band,
    Columns,
    HeadedColumn,
    Strip,
    cut_columns,
    fit_columns,
    fit_headings,
    fit_rows,
    paginate,
    row_height,
)

BINDING_MARGIN = 25.0
"""Left margin in mm of a paper that is bound."""

MARGIN = 12.0
HEAD_HEIGHT = 16.0
NOTE_SIZE = 9.0

BAND_SIZE = 10.5
BAND_FONT: FontRole = "gothic-bold"
"""Of the headings across the table."""

FOOT_HEIGHT = 8.0
_NOTE_HEIGHT = 4.6
_END_HEIGHT = 9.0
_EMPTY_HEIGHT = 14.0
_RULES_GREY = 0.55
_BAND_GROUND = 0.9


@dataclass(frozen=True, slots=True)
class Roster:
    """What a roster says.

    ``groups`` is empty or holds the heading of each row (あ行, a kind, an area); neighbours under the same heading
    share it. ``subtitle`` says what was chosen (such as the filters). ``notes`` stand below the last row. ``unit``
    counts the rows (名, 団体). ``bound`` leaves the margin for binding.
    """

    title: str
    columns: tuple[HeadedColumn, ...]
    rows: Sequence[Sequence[str]]
    as_of: dt.date
    groups: Sequence[str] = ()
    office: str = ""
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    unit: str = "名"
    confidential: bool = True
    numbered: bool = True
    paper: Literal["portrait", "landscape"] = "landscape"
    bound: bool = True
    page_for_each_group: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the paper that is printed on, in mm."""

    paper: tuple[float, float]
    left: float

    @property
    def right(self) -> float:
        return self.paper[0] - MARGIN

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def foot(self) -> float:
        return self.paper[1] - MARGIN

    @classmethod
    def of(cls, paper: Literal["portrait", "landscape"], *, bound: bool) -> Frame:
        return cls(A4 if paper == "portrait" else A4_LANDSCAPE, BINDING_MARGIN if bound else MARGIN)


def compose_roster(roster: Roster, fonts: FontBook) -> Document:
    """Return the pages of a roster.

    Raises InputError for a text that would make its row higher than a page; ValueError when a row has not one cell for
    each column, or there is not one group heading for each row.
    """
    for row in roster.rows:
        if len(row) != len(roster.columns):
            raise ValueError(f"a row of {len(row)} cells in a roster of {len(roster.columns)} columns")
    if roster.groups and len(roster.groups) != len(roster.rows):
        raise ValueError(f"{len(roster.groups)} group headings for {len(roster.rows)} rows")
    frame = Frame.of(roster.paper, bound=roster.bound)
    table, rows = _table(roster, frame, fonts)
    band = row_height(table.size) + 0.6
    room = frame.foot - FOOT_HEIGHT - table.y - table.header_height
    end = _END_HEIGHT + _NOTE_HEIGHT * len(roster.notes)
    fitted, heights = fit_rows(rows, table, fonts)
    _refuse_endless(roster, table, heights, room - band - end, fonts)
    pages = paginate(
        fitted,
        heights,
        roster.groups,
        room=room,
        band=band,
        end=end,
        page_for_each_group=roster.page_for_each_group,
    )
    return Document(
        title=roster.title,
        pages=[
            Page(
                *frame.paper,
                [
                    *head_items(roster, frame),
                    *_body(roster, table, band, strips, fonts, last=number == len(pages)),
                    *foot_items(roster.office, frame, number, len(pages)),
                ],
            )
            for number, strips in enumerate(pages, 1)
        ],
        author=roster.office,
        persons=len(roster.rows),
        cut=tuple(table.header[index].replace("\n", "") for index in cut_columns(rows, table, fonts)),
    )


def _refuse_endless(roster: Roster, table: Table, heights: Sequence[float], room: float, fonts: FontBook) -> None:
    """Raise InputError for the first row that would reach beyond the foot of its page; ``room`` is in mm."""
    number = next((number for number, height in enumerate(heights) if height > room), None)
    if number is None:
        return
    row = roster.rows[number]
    columns = table.columns[-len(row) :]
    alone = [
        fit_rows([[text]], replace(table, columns=(column,)), fonts)[1][0]
        for text, column in zip(row, columns, strict=True)
    ]
    heading = roster.columns[alone.index(max(alone))].heading
    whose = next((text for text in row if text), "")
    raise InputError(
        f"「{whose}」の行は「{heading}」が長く、1ページに収まりません。"
        "印刷する項目を減らすか、その項目を外して印刷してください。一覧をExcelに書き出すこともできます。"
    )


def _table(roster: Roster, frame: Frame, fonts: FontBook) -> tuple[Table, Sequence[Sequence[str]]]:
    """Return the head of the table as it stands on every page, and the rows with their numbers."""
    headings = [column.heading for column in roster.columns]
    aligns = [column.align for column in roster.columns]
    counter = 0.0
    if roster.numbered:
        counter = fonts.width(str(len(roster.rows)).rjust(3), 9.0, FONT) + 2 * PADDING + 0.5
    fitted = fit_columns(
        [column.width for column in roster.columns], headings, roster.rows, frame.width - counter, fonts
    )
    widths, rows = fitted.widths, roster.rows
    if roster.numbered:
        headings, aligns, widths = ["No.", *headings], ["right", *aligns], (counter, *widths)
        rows = [(str(number), *row) for number, row in enumerate(roster.rows, 1)]
    broken, height = fit_headings(headings, Columns(tuple(widths), fitted.size), fonts)
    return (
        Table(
            frame.left,
            MARGIN + HEAD_HEIGHT,
            tuple(Column(width, align) for width, align in zip(widths, aligns, strict=True)),
            (),
            header=broken,
            header_height=height,
            size=fitted.size,
            font=FONT,
            padding=PADDING,
            frame=0.0,
            rules_grey=_RULES_GREY,
            leading=LEADING,
            least_size=LEAST_SIZE,
        ),
        rows,
    )


class Headed(Protocol):
    """What stands at the head of every page of a list."""

    @property
    def title(self) -> str: ...
    @property
    def subtitle(self) -> str: ...
    @property
    def as_of(self) -> dt.date: ...
    @property
    def confidential(self) -> bool: ...


def head_items(roster: Headed, frame: Frame) -> list[Item]:
    """Return title, warning, subtitle and day, the same on every page."""
    mark = 27.0 if roster.confidential else 0.0
    items: list[Item] = [
        TextBox(
            frame.left,
            MARGIN - 1.0,
            frame.width - mark - 3.0,
            8.0,
            roster.title,
            size=15,
            font="gothic-bold",
            least_size=9,
        ),
        TextBox(frame.left, MARGIN + 8.2, frame.width - 52.0, 6.0, roster.subtitle, size=NOTE_SIZE, font=FONT),
        TextBox(
            frame.right - 50.0,
            MARGIN + 8.2,
            50.0,
            6.0,
            f"{dates.era(roster.as_of)}現在",
            size=NOTE_SIZE,
            font=FONT,
            align="right",
        ),
    ]
    if roster.confidential:
        items += [
            Box(frame.right - mark, MARGIN - 1.0, mark, 7.2, line=0.5),
            TextBox(
                frame.right - mark, MARGIN - 1.0, mark, 7.2, "取扱注意", size=12, font="gothic-bold", align="center"
            ),
        ]
    return items


def foot_items(office: str, frame: Frame, number: int, count: int) -> list[Item]:
    """Return page n/N in the middle and the office on the right."""
    middle, half = (frame.left + frame.right) / 2, frame.width / 2
    return [
        Text(middle, frame.foot, f"{number}／{count}", NOTE_SIZE, FONT, "center"),
        TextBox(middle + 14.0, frame.foot - 2.8, half - 14.0, 3.2, office, size=NOTE_SIZE, font=FONT, align="right"),
    ]


def _body(
    roster: Roster, table: Table, band: float, strips: Sequence[Strip], fonts: FontBook, *, last: bool
) -> list[Item]:
    """Return the table of one page, and below the last row the count and the notes."""
    items: list[Item] = [table]
    y = table.y + table.header_height
    for strip in strips:
        if isinstance(strip, Band):
            ground = Box(table.x, y, table.width, band, line=THIN, fill=_BAND_GROUND, grey=_RULES_GREY)
            items += [ground, *_band_texts(strip, ground, roster.unit, fonts)]
            y += band
        else:
            items.append(replace(table, y=y, rows=strip.rows, row_height=strip.height, header=()))
            y += strip.height * len(strip.rows)
    if not roster.rows:
        empty = TextBox(
            table.x, y, table.width, _EMPTY_HEIGHT, "該当するものはありません。", size=10.5, font=FONT, align="center"
        )
        items.append(empty)
        y += _EMPTY_HEIGHT
    items.append(Box(table.x, table.y, table.width, y - table.y, line=THICK))
    if last:
        items += _end(roster, table, y)
    return items


def _band_texts(band: Band, ground: Box, unit: str, fonts: FontBook) -> list[Item]:
    """Return a heading across the table, in one line as long as it can be read, and how many rows stand under it."""
    note = "（続き）" if band.continued else f"{band.count:,}{unit}"
    room = ground.width - 30.0
    fitting = room / fonts.width(band.heading, 1.0, BAND_FONT) - 0.01
    size = min(BAND_SIZE, fitting) if fitting >= LEAST_SIZE else LEAST_SIZE
    return [
        TextBox(
            ground.x + PADDING, ground.y, room, ground.height, band.heading, size=size, font=BAND_FONT, leading=1.1
        ),
        TextBox(
            ground.x + ground.width - 28.0,
            ground.y,
            28.0 - PADDING,
            ground.height,
            note,
            size=NOTE_SIZE,
            font=FONT,
            align="right",
        ),
    ]


def _end(roster: Roster, table: Table, y: float) -> list[Item]:
    right = table.x + table.width
    total = f"計　{len(roster.rows):,}{roster.unit}"
    items: list[Item] = [Text(right, y + 6.0, total, 11, "gothic-bold", "right")]
    for number, note in enumerate(roster.notes):
        baseline = y + 6.0 + _NOTE_HEIGHT * number
        items.append(
            TextBox(
                table.x,
                baseline - NOTE_SIZE * MM_PER_POINT,
                table.width - (45.0 if number == 0 else 0.0),
                _NOTE_HEIGHT,
                f"※ {note}",
                size=NOTE_SIZE,
                font=FONT,
            )
        )
    return items
