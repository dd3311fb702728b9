"""The words on a chart: measured, broken into lines, set as labels."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from kyodo_desktop.core.charts.drawing import ASCENT, MM_PER_POINT, Align, Box, Fill, Ink, Label, Mark, rectangle
from kyodo_desktop.core.line_breaking import NOT_AT_END, NOT_AT_START, ends_phrase, may_break

WidthOf = Callable[[str, float], float]
"""Gives the width in mm of one line of text at a size in points, in the face that will draw it."""

LEADING = 1.3
"""Distance of two baselines as a multiple of the size."""


_SHORTEST = 0.45
"""A line that ends well may be so much shorter than one that ends late."""


class NoRoom(Exception):
    """A part of a chart found no room; the whole is tried smaller, or a sentence stands instead."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text below each other, measured."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    size: float

    @property
    def width(self) -> float:
        return max(self.widths)

    @property
    def height(self) -> float:
        return self.size * (1 + LEADING * (len(self.lines) - 1)) * MM_PER_POINT

    def labels(self, x: float, top: float, align: Align = "left", ink: Ink = "text") -> list[Label]:
        """Return the lines at their places; ``x`` is where ``align`` says, ``top`` the top of the first."""
        first = top + self.size * ASCENT * MM_PER_POINT
        step = self.size * LEADING * MM_PER_POINT
        return [
            Label(x, first + number * step, text, self.size, width, align, ink)
            for number, (text, width) in enumerate(zip(self.lines, self.widths, strict=True))
        ]

    def box(self, x: float, top: float, align: Align = "left") -> Box:
        """Return the rectangle of the lines at a place."""
        return Box(
            x - {"left": 0.0, "center": self.width / 2, "right": self.width}[align], top, self.width, self.height
        )


@dataclass(frozen=True, slots=True)
class Letters:
    """How words are measured, and their size in points."""

    width_of: WidthOf
    size: float

    @property
    def em(self) -> float:
        """The height of a line of text in mm, and the width of a kanji: the measure of every distance on a chart."""
        return self.size * MM_PER_POINT

    def smaller(self, share: float = 0.9) -> Letters:
        """Return the lettering of lesser words."""
        return Letters(self.width_of, self.size * share)

    def width(self, text: str) -> float:
        return self.width_of(text, self.size)

    def line(self, text: str) -> Block:
        """Return a text in one line, however long."""
        return Block((text,), (self.width(text),), self.size)

    def block(self, text: str, width: float, most_lines: int) -> Block | None:
        """Return a text in lines of about equal length, or None when that takes too many lines or cuts a word."""
        lines = self._broken(text, width)
        if lines is None or len(lines) > most_lines:
            return None
        if len(lines) > 1:
            least = min(self.width(text) / len(lines), width)  # of a text with spaces that no line keeps
            for share in range(8):
                even = self._broken(text, least + (width - least) * share / 8)
                if even is not None and len(even) == len(lines):
                    lines = even
                    break
        return Block(tuple(lines), tuple(map(self.width, lines)), self.size)

    def _broken(self, text: str, width: float) -> list[str] | None:
        lines: list[str] = []
        for paragraph in text.split("\n"):
            rest = paragraph.strip()
            while rest and self.width(rest) > width:
                end = self._line_end(rest, width)
                if not end:
                    return None
                lines.append(rest[:end].rstrip())
                rest = rest[end:].lstrip()
            lines.append(rest)
        return lines

    def _line_end(self, text: str, width: float) -> int:
        """Return where the first line of a text ends that is too long for one, at a phrase if may be; 0 for nowhere."""
        fitting = takewhile(lambda end: self.width(text[:end].rstrip()) <= width, range(1, len(text)))
        ends = [end for end in fitting if _may_end(text, end)]
        if not ends:
            return 0
        well = next((end for end in reversed(ends) if ends_phrase(text[end - 1], text[end])), 0)
        return well if well > ends[-1] * _SHORTEST else ends[-1]


def _may_end(text: str, end: int) -> bool:
    """Return whether a line may end before a character: by the rules, and not before a selector of variants."""
    is_space = " " in text[end - 1 : end + 1]
    after = text[end:].lstrip()[:1] if is_space else text[end]
    if after and unicodedata.category(after) == "Mn":
        return False
    if is_space:
        return not (text[:end].rstrip()[-1:] in NOT_AT_END or after in NOT_AT_START)
    return may_break(text[end - 1], text[end])


def on_plate(block: Block, x: float, top: float, *, around: float = 0.0) -> list[Mark]:
    """Return words in the middle of ``x`` on a piece of the ground, so that no line or hatch runs through them."""
    box = block.box(x, top, "center").cut(left=-around, top=-around / 2, right=-around, foot=-around / 2)
    return [rectangle(box, None, Fill("ground")), *block.labels(x, top, "center")]
