"""A report of many pages: cover, contents, chapters of words, tables and charts, and pages that others composed.

What a book says is plain values; :func:`compose_book` lays it out on A4 with running heads and page numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Literal

from kyodo_desktop.core.charts.chart import Chart
from kyodo_desktop.printing.book_flow import FRAME, Flow, page_items
from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import A4, Box, Document, Item, Page, Rule, Text, TextBox
from kyodo_desktop.printing.roster_layout import HeadedColumn

LINE, LEAST_LINE = 9.0, 7.2
"""From one line of the contents to the next, in mm; they stand closer where one page is then enough."""

LINES = 24
"""On a page of contents with wide lines."""

MOST_LINES = 30
"""On a page of contents with close ones."""

_BEGIN = 44.0
"""Where the lines of a page of contents begin, in mm from its upper edge."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text; each line break begins a paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; ``listed`` puts it into the contents."""

    text: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that goes over as many pages as it takes. ``groups`` is empty or holds a heading for each row.

    A chart ``beside`` it takes the right half of the page, where the table fits into the left one.
    """

    columns: tuple[HeadedColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: tuple[str, ...] = ()
    note: str = ""
    beside: Chart | None = None


@dataclass(frozen=True, slots=True)
class Diagram:
    """A chart across the page; two ``beside`` each other share it."""

    chart: Chart
    beside: Chart | None = None


Block = Words | Heading | Grid | Diagram


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter, which begins on a page of its own; ``pages`` composed elsewhere stand behind its blocks.

    Without any blocks it consists of those pages, and its title stands in the contents alone.
    ``entries`` are the lines of the contents for those pages: words, and the place of the page from 0.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    entries: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: what it is, of whom, and when."""

    title: str
    subtitle: str = ""
    office: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The page that lists the chapters."""

    title: str = "目次"


Part = Cover | Contents | Chapter


@dataclass(frozen=True, slots=True)
class Book:
    """The parts in their order. ``running`` stands at the head of every page but the cover."""

    title: str
    parts: Sequence[Part]
    running: str = ""
    author: str = ""


@dataclass(slots=True)
class _Laid:
    """One part with its pages; ``entries`` are lines of the contents with level and page from 0 in this part."""

    part: Part
    pages: list[Page] = field(default_factory=list)
    entries: list[tuple[str, int, int]] = field(default_factory=list)


def compose_book(book: Book, fonts: FontBook) -> Document:
    """Return the pages of a book. Raises WorldError when the fonts are not installed."""
    laid = [_lay(part, fonts) for part in book.parts]
    entries = [entry for each in laid for entry in each.entries]
    for each in laid:
        if isinstance(each.part, Contents):
            needed = 1 if len(entries) <= MOST_LINES else -(-len(entries) // LINES)
            each.pages = [Page(*A4, ()) for _ in range(needed)]
    _write_contents(laid)
    pages: list[Page] = []
    count = sum(len(each.pages) for each in laid)
    for each in laid:
        heading = "" if isinstance(each.part, Cover) else each.part.title
        for page in each.pages:
            number = len(pages) + 1
            pages.append(page if isinstance(each.part, Cover) else _run(page, book.running, heading, number, count))
    return Document(book.title, pages, author=book.author)


def _lay(part: Part, fonts: FontBook) -> _Laid:
    match part:
        case Cover():
            return _Laid(part, [_cover(part)])
        case Contents():
            return _Laid(part)
    flow = Flow(fonts)
    laid = _Laid(part, entries=[(part.title, 0, 0)])
    if not part.blocks:
        laid.pages = list(part.pages)
        laid.entries += [(words, 1, at) for words, at in part.entries]
        return laid
    flow.title(part.title)
    for block, following in zip_longest(part.blocks, part.blocks[1:]):
        match block:
            case Words():
                flow.words(block.text)
            case Heading():
                at = flow.heading(block.text, _needed(flow, following))
                if block.listed:
                    laid.entries.append((block.text, 1, at))
            case Grid(beside=Chart() as chart):
                flow.grid_beside(block.columns, block.rows, chart, block.note)
            case Grid():
                flow.grid(block.columns, block.rows, block.groups, block.note)
            case Diagram():
                flow.charts([each for each in (block.chart, block.beside) if each is not None])
    laid.pages = [Page(*A4, items) for items in flow.pages]
    laid.entries += [(words, 1, len(laid.pages) + at) for words, at in part.entries]
    laid.pages += part.pages
    return laid


def _needed(flow: Flow, block: Block | None) -> float:
    """Return how many mm of a block have to stand on the page of its heading."""
    match block:
        case Grid(beside=Chart()):
            return flow.beside_height(block.columns, block.rows)
        case Grid():
            return flow.first_height(block.columns, block.rows, bands=len(set(block.groups)))
        case Diagram():
            return flow.charts_height([each for each in (block.chart, block.beside) if each is not None])
    return LINE * 2


def _write_contents(laid: Sequence[_Laid]) -> None:
    """Fill the pages of contents, now that it is known where each part begins."""
    lines, begins = [], 0
    for each in laid:
        lines += [(words, level, begins + at + 1) for words, level, at in each.entries]
        begins += len(each.pages)
    for each in laid:
        if isinstance(each.part, Contents):
            on_one = len(each.pages) == 1
            line = min(LINE, max(LEAST_LINE, LINES * LINE / max(len(lines), 1))) if on_one else LINE
            for place in range(len(each.pages)):
                shown = lines if on_one else lines[place * LINES : (place + 1) * LINES]
                each.pages[place] = Page(*A4, _contents(each.part.title, shown, line))


def _contents(title: str, lines: Sequence[tuple[str, int, int]], line: float) -> list[Item]:
    left, right = FRAME.left, FRAME.right
    items: list[Item] = [TextBox(left, 24.0, right - left, 12.0, title, size=18, font="gothic-bold", align="center")]
    for place, (words, level, page) in enumerate(lines):
        y, indent = _BEGIN + place * line, 8.0 * level
        size, font = (11.5, "gothic-bold") if level == 0 else (10.5, "mincho")
        items.append(
            TextBox(
                left + indent,
                y - 6.5,
                right - left - indent - 16,
                7,
                words,
                size=size,
                font=_font(font),
                valign="bottom",
            )
        )
        items.append(Rule(left + indent, y + 1.4, right, y + 1.4, dash=(0.4, 1.2), grey=0.45))
        items.append(Text(right, y - 0.6, str(page), size, _font(font), "right"))
    return items


def _font(name: str) -> Literal["mincho", "gothic", "gothic-bold"]:
    return "gothic-bold" if name == "gothic-bold" else "mincho"


def _cover(cover: Cover) -> Page:
    left, width = FRAME.left, FRAME.right - FRAME.left
    title = "\n".join(part for part in cover.title.split("　") if part)
    return Page(
        *A4,
        [
            Box(left - 5, 60.0, 3.0, 70.0, line=0, fill=0.25),
            TextBox(left + 4, 60.0, width - 4, 52.0, title, size=27, font="gothic-bold", leading=1.5, least_size=14),
            TextBox(left + 4, 114.0, width - 4, 16.0, cover.subtitle, size=13, font="gothic", valign="bottom"),
            Rule(left, 236.0, left + width, 236.0, width=0.5),
            TextBox(left, 240.0, width, 10.0, cover.day, size=13, align="center"),
            TextBox(left, 252.0, width, 12.0, cover.office, size=16, font="gothic-bold", align="center"),
        ],
    )


def _run(page: Page, running: str, heading: str, number: int, count: int) -> Page:
    """Return a page with what runs at its head and foot."""
    return replace(page, items=[*page.items, *page_items(page, running, heading, number, count)])
