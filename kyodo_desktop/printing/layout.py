"""Where text stands: lines broken by the Japanese rules (禁則), fitted into boxes, placed to the baseline.

Nothing is drawn here. What may not stand at the start of a line takes its predecessor down with it (追い出し); which
characters these are, ``core.line_breaking`` says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kyodo_desktop.core.line_breaking import ends_phrase, may_break
from kyodo_desktop.printing.fonts import FontBook, clusters
from kyodo_desktop.printing.page import MM_PER_POINT, Text, TextBox

ASCENT = 0.88
"""Height of the baseline above the foot of the em square, as a share of the size; that of all the faces used."""

_SLACK = 1e-6

_WIDE_SPACE = "\u3000"
_GAPS = re.compile(r" +|(?<!\u3000)\u3000(?!\u3000)")
"""Spaces between words; several full-width ones are the room in which something is written by hand."""

_GAPS_WIDTH = 2 * MM_PER_POINT
"""What the space that goes where a text is broken may take, in mm at one point."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of broken text. ``gap`` is the space dropped after it, ``ends`` whether a paragraph ends here."""

    text: str
    width: float
    ends: bool
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that stand in a box at a size in points; ``rest`` is the text that found no room."""

    lines: tuple[Line, ...]
    size: float
    rest: str = ""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line at its place: ``x`` its left end, ``y`` its baseline, ``spacing`` mm added after each character."""

    x: float
    y: float
    text: str
    size: float
    spacing: float = 0.0


def break_lines(text: str, width: float, size: float, widths: Mapping[str, float]) -> tuple[list[Line], bool]:
    """Return the lines of a text in a width of mm, and whether a word had to be cut where no rule allows it.

    ``widths`` gives the width of each cluster in mm at one point (see FontBook.widths).
    """
    lines: list[Line] = []
    forced = False
    limit = width + _SLACK
    for paragraph in text.split("\n"):
        parts = clusters(paragraph)
        sizes = [widths[part] * size for part in parts]
        start = 0
        while True:
            end, total = start, 0.0
            while end < len(parts) and total + sizes[end] <= limit:
                total += sizes[end]
                end += 1
            if end == len(parts):
                lines.append(Line("".join(parts[start:]), total, ends=True))
                break
            cut, cut_forced = _cut(parts, start, end)
            forced = forced or cut_forced
            after, shown = cut, cut
            while after < len(parts) and _is_gap(parts, after):
                after += 1
            while shown > start and _is_gap(parts, shown - 1):
                shown -= 1
            lines.append(
                Line(
                    "".join(parts[start:shown]),
                    sum(sizes[start:shown]),
                    ends=after == len(parts),
                    gap="".join(parts[shown:after]),
                )
            )
            if after == len(parts):
                break
            start = after
    return lines, forced


def _cut(parts: Sequence[str], start: int, end: int) -> tuple[int, bool]:
    """Return where to end a line that has room for ``parts[start:end]``, and whether that breaks a rule."""
    if _is_gap(parts, end):
        return end, False
    cut = end
    while cut > start and not may_break(parts[cut - 1], parts[cut]):
        cut -= 1
    if cut > start:
        return cut, False
    return max(end, start + 1), True


def _is_gap(parts: Sequence[str], at: int) -> bool:
    """Return whether a cluster is a space between words, which goes when a line ends there."""
    if parts[at] != _WIDE_SPACE:
        return parts[at] == " "
    return _WIDE_SPACE not in (*parts[at - 1 : at], *parts[at + 1 : at + 2])


def broken_in_two(text: str, width: float, size: float, widths: Mapping[str, float], *, least: int = 1) -> str:
    """Return a text that takes two lines broken where a reader would break it, and any other as it is.

    That is at the space that leaves the shorter lines (代表理事　髙橋　花子: before the name), else after a phrase.
    Neither line has fewer than ``least`` characters. ``widths`` gives the width of each cluster in mm at one point.
    """
    room = width / size + _SLACK

    def length(part: str) -> float:
        return sum(map(widths.__getitem__, clusters(part)))

    if "\n" in text or not room < length(text) <= 2 * room + _GAPS_WIDTH:
        return text
    spaces = [(text[: gap.start()], text[gap.end() :]) for gap in _GAPS.finditer(text)]
    spaces.sort(key=lambda parts: max(map(length, parts)))
    phrases = [
        (text[:at], text[at:])
        for at in range(len(text) - 1, 0, -1)
        if ends_phrase(text[at - 1], text[at]) and not any(map(str.isspace, text[at - 1 : at + 1]))
    ]
    for parts in (*spaces, *phrases):
        if all(len(part) >= least and length(part) <= room for part in parts):
            return "\n".join(parts)
    return text


def fit(box: TextBox, fonts: FontBook) -> Fitted:
    """Return the lines of a box as its ``overflow`` asks; ``rest`` is empty unless that is ``continue``."""
    widths = fonts.widths(box.font)
    if box.overflow == "shrink":
        return _shrink(box, widths)
    lines, _ = break_lines(box.text, box.width, box.size, widths)
    if box.overflow == "wrap":
        return Fitted(tuple(lines), box.size)
    room = line_count(box.height, box.size, box.leading)
    return Fitted(tuple(lines[:room]), box.size, text_of(lines[room:]))


def line_count(height: float, size: float, leading: float) -> int:
    """Return how many lines of a size in points stand in a height of mm."""
    points = height / MM_PER_POINT + _SLACK
    return 0 if points < size else int((points - size) / (size * leading) + _SLACK) + 1


def block_height(lines: int, size: float, leading: float) -> float:
    """Return the height in mm of some lines, from the top of the first to the foot of the last."""
    return size * (1 + leading * (lines - 1)) * MM_PER_POINT if lines else 0.0


def _shrink(box: TextBox, widths: Mapping[str, float]) -> Fitted:
    size = box.size
    while True:
        lines, forced = break_lines(box.text, box.width, size, widths)
        whole = len(lines) <= line_count(box.height, size, box.leading)
        if whole and not (forced and size > box.least_size):
            return Fitted(tuple(lines), size)
        size = size - 0.5 if size - 0.5 >= box.least_size else size * 0.95


def text_of(lines: Sequence[Line]) -> str:
    """Return the text that was broken into some lines, with the spaces dropped at their ends."""
    return "".join(line.text + line.gap + ("\n" if line.ends else "") for line in lines).rstrip("\n")


def place(box: TextBox, fonts: FontBook) -> list[PlacedLine]:
    """Return the lines of a box at their places on the page."""
    return place_lines(box, fit(box, fonts))


def place_lines(box: TextBox, fitted: Fitted) -> list[PlacedLine]:
    """Return lines that were fitted into a box at their places on the page."""
    size = fitted.size
    spare = box.height - block_height(len(fitted.lines), size, box.leading)
    top = box.y + {"top": 0.0, "middle": spare / 2, "bottom": spare}[box.valign]
    step = size * box.leading * MM_PER_POINT
    baseline = top + size * ASCENT * MM_PER_POINT
    placed = []
    for number, line in enumerate(fitted.lines):
        x, spacing = _align(box, line)
        placed.append(PlacedLine(x, baseline + number * step, line.text, size, spacing))
    return placed


def _align(box: TextBox, line: Line) -> tuple[float, float]:
    """Return the left end of a line and the space to add after each of its characters."""
    spare = box.width - line.width
    gaps = len(clusters(line.text)) - 1
    if box.align == "right":
        return box.x + spare, 0.0
    if box.align == "center" or (box.align == "distribute" and gaps < 1):
        return box.x + spare / 2, 0.0
    if gaps > 0 and spare > 0 and (box.align == "distribute" or (box.align == "justify" and not line.ends)):
        return box.x, spare / gaps
    return box.x, 0.0


def place_text(item: Text, fonts: FontBook) -> PlacedLine:
    """Return a single line of text at its left end."""
    x = item.x
    if item.align != "left":
        width = fonts.width(item.text, item.size, item.font)
        x -= width if item.align == "right" else width / 2
    return PlacedLine(x, item.y, item.text, item.size)
