"""The headings of a table, broken where a phrase ends, as those of a roster are on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from kyodo_desktop.core.headings import broken_heading

PADDING = 14
"""Pixels of a heading that hold no text."""

MOST_LINES = 3


class HeadingView(QHeaderView):
    """Headings over columns that are narrower than they are; left to itself, Qt breaks them behind any character."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        option.text = in_lines(option.text, self.sectionSize(section), self.fontMetrics())


def in_lines(heading: str, width: int, metrics: QFontMetrics) -> str:
    """Return a heading with line breaks for a column of so many pixels.

    One with a word that is wider, or that would take more than three lines, comes as it is: Qt breaks it where it must.
    """
    broken = broken_heading(heading, _room(width), metrics.horizontalAdvance)
    return broken if broken.count("\n") < MOST_LINES else heading


def line_count(heading: str, width: int, metrics: QFontMetrics) -> int:
    """Return how many lines a heading takes in a column of so many pixels, three at most."""
    lines = in_lines(heading, width, metrics).split("\n")
    return min(MOST_LINES, sum(max(1, -(-metrics.horizontalAdvance(line) // _room(width))) for line in lines))


def stands(heading: str, width: int, metrics: QFontMetrics) -> bool:
    """Return whether a heading stands in a column of so many pixels in three lines, without a word that is cut."""
    lines = broken_heading(heading, _room(width), metrics.horizontalAdvance).split("\n")
    return len(lines) <= MOST_LINES and all(metrics.horizontalAdvance(line) <= _room(width) for line in lines)


def _room(width: int) -> int:
    return max(1, width - PADDING)
