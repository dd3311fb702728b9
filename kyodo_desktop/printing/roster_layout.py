"""How a roster is fitted to its paper: the widths of its columns, the heights of its rows, and where a page ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from kyodo_desktop.core.headings import broken_heading, heading_width
from kyodo_desktop.core.line_breaking import may_break
from kyodo_desktop.printing.fonts import FontBook, clusters
from kyodo_desktop.printing.layout import block_height, break_lines, broken_in_two
from kyodo_desktop.printing.page import MM_PER_POINT, FontRole, Table
from kyodo_desktop.printing.table_content import CELL_AIR, Room

FONT: FontRole = "gothic"
PADDING = 1.2
LEADING = 1.2
SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
"""Sizes of type in points that a roster takes, the first one in which its columns have room."""

LEAST_SIZE = 6.5
"""The smallest size to which one long cell shrinks, in points."""

MOST_LINES = 3
"""How many lines a cell takes before it shrinks."""

_SHORT = 12
"""Up to so many characters a column holds names, numbers and dates, which are hard to read when they are broken."""

_WORD = 14
"""Up to so many characters what no rule lets break, such as a date or a telephone number, keeps its line; what is
longer (an address of e-mail) may be cut."""

_NAMES = (4, 3, 2)
"""So many characters wide a column of names still is where there is hardly any room, the first that has room."""

_SAMPLE = 400
_USUAL = 0.9
_FAR = 1.4
"""A text longer than this multiple of the usual ones breaks rather than widen its column any further."""

_SLACK = 0.3


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """A column of a roster or a table: its heading, the width in mm that it would like, and how its texts stand."""

    heading: str
    width: float = 25.0
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in mm that fill the paper, and the size of type in points that goes with them."""

    widths: tuple[float, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Band:
    """A heading across the table: ``count`` rows stand under it, ``continued`` when it began on an earlier page."""

    heading: str
    count: int
    continued: bool = False


@dataclass(slots=True)
class Run:
    """Rows of one height that follow each other on a page."""

    height: float
    rows: list[Sequence[str]]


Strip = Band | Run


def fit_columns(
    wishes: Sequence[float],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    available: float,
    fonts: FontBook,
) -> Columns:
    """Return widths that fill ``available`` mm.

    Where all texts have room, what is left over is shared as the columns wish. Where they have not, the wishes set the
    proportions, and columns that are wider than their texts give to those that are narrower: short texts first, because
    an address may take a second line and a telephone number may not. Where even the smallest type does not help, names
    take more lines, so that dates and numbers keep theirs.
    """
    samples = _samples(rows) or [()] * len(headings)
    for size in SIZES:
        needs = [_need(texts, heading, size, fonts) for texts, heading in zip(samples, headings, strict=True)]
        short = _SHORT * size * MM_PER_POINT + 2 * PADDING + _SLACK
        least = [need if need <= short else need / MOST_LINES for need in needs]
        widths = _balance(wishes, needs, least, available)
        if all(width >= enough - 0.01 for width, enough in zip(widths, least, strict=True)):
            break
    else:
        widths = _keep_words(widths, samples, needs, fonts)
    return Columns(tuple(widths), size)


def _keep_words(
    widths: Sequence[float], samples: Sequence[Sequence[str]], needs: Sequence[float], fonts: FontBook
) -> list[float]:
    """Return widths in mm of which columns that can break their texts gave to those whose words were cut."""
    air = 2 * PADDING + _SLACK
    words = [_widest_word(texts, fonts) + air for texts in samples]
    names = [characters * SIZES[-1] * MM_PER_POINT + air for characters in _NAMES]
    tried = [[max(word, min(need, name)) for word, need in zip(words, needs, strict=True)] for name in names]
    least = next((each for each in tried if sum(each) <= sum(widths)), tried[-1])
    return _give(widths, least, spare_above=least)


def _widest_word(texts: Sequence[str], fonts: FontBook) -> float:
    """Return the width in mm of the widest word that keeps its line."""
    words = {word for text in texts for word in _words(text)}
    return max((fonts.width(word, SIZES[-1], FONT) for word in words), default=0.0)


def _words(text: str) -> Iterator[str]:
    """Yield what no rule lets break in a text, as far as it is short enough to keep its line."""
    word: list[str] = []
    for part in (*clusters(text), " "):
        if word and (part.isspace() or may_break(word[-1], part)):
            if len(word) <= _WORD:
                yield "".join(word)
            word = []
        if not part.isspace():
            word.append(part)


def cut_columns(rows: Sequence[Sequence[str]], table: Table, fonts: FontBook) -> tuple[int, ...]:
    """Return the columns, from 0, in which a date, a number or another word is cut even in the smallest type."""
    cut = []
    for index, column in enumerate(table.columns):
        room = Room.of(column.width - 2 * table.padding, LEAST_SIZE, FONT, fonts)
        if room.ascii_characters < _WORD and any(
            fonts.width(word, LEAST_SIZE, FONT) > room.width + 0.01
            for text in {row[index] for row in rows}
            if not room.surely_holds(text)
            for word in _words(text)
        ):
            cut.append(index)
    return tuple(cut)


def fit_headings(headings: Sequence[str], columns: Columns, fonts: FontBook) -> tuple[list[str], float]:
    """Return the headings as they are broken in their columns, and the height in mm of the row that they stand in."""
    size, widths = columns.size, fonts.widths(FONT)
    rooms = [width - 2 * PADDING for width in columns.widths]
    broken = [
        broken_heading(heading, room, lambda text: fonts.width(text, size, FONT))
        for heading, room in zip(headings, rooms, strict=True)
    ]
    lines = max(len(break_lines(each, room, size, widths)[0]) for each, room in zip(broken, rooms, strict=True))
    return broken, row_height(size, lines) + 0.8


def _samples(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return some texts of each column, evenly spread, and its longest one."""
    step = max(1, len(rows) // _SAMPLE)
    return [(*texts[::step], max(texts, key=len)) for texts in zip(*rows, strict=True)]


def _need(texts: Sequence[str], heading: str, size: float, fonts: FontBook) -> float:
    """Return the width in mm in which the texts of a column stand in one line, and its heading in two at most.

    Texts far longer than the usual ones count only so far.
    """
    widths = sorted(max(fonts.width(line, size, FONT) for line in text.split("\n")) for text in texts) or [0.0]
    usual = widths[int((len(widths) - 1) * _USUAL)]
    title = heading_width(heading, size * MM_PER_POINT, lambda text: fonts.width(text, size, FONT))
    return max(min(widths[-1], usual * _FAR), title) + 2 * PADDING + _SLACK


def _balance(wishes: Sequence[float], needs: Sequence[float], least: Sequence[float], available: float) -> list[float]:
    """Return widths in mm by what each column wishes, needs, and can do with at least where its texts may break."""
    wished, left = sum(wishes), available - sum(needs)
    if left >= 0.0:
        return [need + left * wish / wished for need, wish in zip(needs, wishes, strict=True)]
    widths = [wish * available / wished for wish in wishes]
    widths = _give(widths, least, spare_above=needs)
    widths = _give(widths, least, spare_above=least)
    return _give(widths, needs, spare_above=needs)


def _give(widths: Sequence[float], wanted: Sequence[float], *, spare_above: Sequence[float]) -> list[float]:
    """Return the widths after the narrowest wants were met, as far as the spare goes that lies above some widths."""
    spare = [max(0.0, width - kept) for width, kept in zip(widths, spare_above, strict=True)]
    left = available = sum(spare)
    given = list(widths)
    for index in sorted(range(len(widths)), key=wanted.__getitem__):
        lack = min(left, max(0.0, wanted[index] - widths[index]))
        given[index] += lack
        left -= lack
    if available:
        given = [width - part * (1 - left / available) for width, part in zip(given, spare, strict=True)]
    return given


def row_height(size: float, lines: int = 1) -> float:
    """Return the height in mm of a row with some lines of type."""
    if lines == 1:
        return round(size * MM_PER_POINT * 1.8, 2)
    return round(block_height(lines, size, LEADING) + 2 * CELL_AIR + 0.6, 2)


def fit_rows(rows: Sequence[Sequence[str]], table: Table, fonts: FontBook) -> tuple[list[Sequence[str]], list[float]]:
    """Return the rows with what takes two lines broken at a space or between phrases, and each row's height in mm.

    So a name breaks before the given name and an address before the building. A row has one line, or as many as its
    longest cell needs.
    """
    single = row_height(table.size)
    rooms = [Room.of(column.width - 2 * table.padding, table.size, FONT, fonts) for column in table.columns]
    known: dict[tuple[str, int], tuple[str, float]] = {}
    fitted: list[Sequence[str]] = []
    heights = []
    for row in rows:
        shown, height = row, single
        for index, (text, room) in enumerate(zip(row, rooms, strict=True)):
            if not room.surely_holds(text):
                if (text, index) not in known:
                    known[text, index] = _fit_cell(text, room.width, table.size, fonts)
                broken, needed = known[text, index]
                height = max(height, needed)
                if broken is not text:
                    shown = (*shown[:index], broken, *shown[index + 1 :])
        fitted.append(shown)
        heights.append(height)
    return fitted, heights


def _fit_cell(text: str, room: float, size: float, fonts: FontBook) -> tuple[str, float]:
    """Return the text as it is broken, and the height in mm that it needs."""
    widths = fonts.widths(FONT)
    text = broken_in_two(text, room, size, widths)
    lines, forced = break_lines(text, room, size, widths)
    while (len(lines) > MOST_LINES or forced) and size - 0.5 >= LEAST_SIZE:
        size -= 0.5
        lines, forced = break_lines(text, room, size, widths)
    return text, row_height(size, len(lines))


def paginate(
    rows: Sequence[Sequence[str]],
    heights: Sequence[float],
    groups: Sequence[str],
    *,
    room: float,
    band: float,
    end: float,
    page_for_each_group: bool = False,
) -> list[list[Strip]]:
    """Return the strips of each page.

    ``room`` is the height in mm for the strips of a page, ``band`` that of a heading, ``end`` what the last page keeps
    free below its last row. A heading never stands alone at the foot of a page, and the last page holds two rows at
    least when it holds only the end of the list.
    """
    pages: list[list[Strip]] = [[]]
    used = 0.0
    for heading, first, last in _groups(rows, groups):
        for index in range(first, last):
            opens = index == first and bool(heading)
            needed = heights[index] + (band if opens else 0.0)
            if opens and index + 1 < last:
                needed += heights[index + 1]
            if index >= len(rows) - 2:
                needed += sum(heights[index + 1 :]) + end
            if used and (used + needed > room or (opens and page_for_each_group)):
                pages.append([])
                used = 0.0
            if heading and (opens or not used):
                pages[-1].append(Band(heading, last - first, continued=not opens))
                used += band
            _append(pages[-1], rows[index], heights[index])
            used += heights[index]
    return pages


def _groups(rows: Sequence[Sequence[str]], groups: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each heading with the first row under it and the one after the last."""
    if not groups:
        yield "", 0, len(rows)
        return
    start = 0
    for heading, members in groupby(groups):
        count = sum(1 for _ in members)
        yield heading, start, start + count
        start += count


def _append(strips: list[Strip], row: Sequence[str], height: float) -> None:
    last = strips[-1] if strips else None
    if isinstance(last, Run) and last.height == height:
        last.rows.append(row)
    else:
        strips.append(Run(height, [row]))
