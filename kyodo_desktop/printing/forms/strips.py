"""Strips of a sheet: what stands on it from top to bottom, each kept whole, and the pages that they fill."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.forms.phrases import Values
from kyodo_desktop.printing.forms.template import FormTemplate
from kyodo_desktop.printing.page import Item

Draw = Callable[[float, float], Sequence[Item]]
"""Draws a strip at the top edge and with the height that it was given, in mm."""

_SLACK = 0.01

_TIGHTER = (0.9, 0.8, 0.7, 0.6, 0.5)
"""Shares of the space between the strips that are tried, one after the other, before a further page is begun."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a sheet that is never cut. ``gap`` is free space before it, unless it begins a page.

    ``grow`` is its share in what is left of the last page. ``breaks`` begins a new page.
    """

    height: float
    draw: Draw
    gap: float = 0.0
    grow: float = 0.0
    keep: bool = False
    """Whether the next strip stands on the same page."""
    breaks: bool = False
    again: Strip | None = None
    """What stands before it when it begins a page: the heading of its list once more."""
    smaller: Strip | None = None
    """What stands in its place where that saves a page."""


@dataclass(frozen=True, slots=True)
class Continued:
    """What found no room on the form: a long text, or the rows of a list under their headings.

    ``heading`` stands above it, ``title`` is what the form calls it.
    """

    heading: str
    strips: tuple[Strip, ...]
    title: str


@dataclass(slots=True)
class Sheet:
    """What composing a form needs to know, and what it leaves for continuation sheets."""

    template: FormTemplate
    values: Values
    fonts: FontBook
    continued: list[Continued] = field(default_factory=list)
    part: tuple[float, float] | None = None
    """Left edge and width in mm of the part of the sheet that is used; None is all between the margins."""

    @property
    def left(self) -> float:
        return self.part[0] if self.part else self.template.left

    @property
    def width(self) -> float:
        return self.part[1] if self.part else self.template.width

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def size(self) -> float:
        return self.template.size

    def narrowed(self, left: float, width: float) -> Sheet:
        """Return a part of the sheet, which leaves to the same continuation sheets."""
        return replace(self, part=(left, width))


def flow(strips: Sequence[Strip], top: float, bottom: float) -> list[list[Item]]:
    """Return the items of each page: strips one below the other, from ``top`` to ``bottom`` mm.

    What a page has left is shared among its growing strips, unless it is the last of a text that ran over. Where less
    space between the strips saves a page, which would hold little more than a few stamps, there is less; where that is
    not enough, long names are smaller.
    """
    pages: list[list[Item]] = []
    chunks = _tightened(strips, bottom - top)
    for page, chunk in enumerate(chunks):
        used = sum(strip.height + (strip.gap if number else 0.0) for number, strip in enumerate(chunk))
        weight = sum(strip.grow for strip in chunk)
        grows = page == 0 or page < len(chunks) - 1 or chunk[0].breaks
        spare = max(0.0, bottom - top - used) if grows else 0.0
        items: list[Item] = []
        y = top
        for number, strip in enumerate(chunk):
            y += strip.gap if number else 0.0
            height = strip.height + (spare * strip.grow / weight if weight else 0.0)
            items.extend(strip.draw(y, height))
            y += height
        pages.append(items)
    return pages


def _tightened(strips: Sequence[Strip], room: float) -> list[list[Strip]]:
    """Return the strips of each page, with smaller gaps and then in smaller type where that takes a page less."""
    chunks = _paginate(strips, room)
    if len(chunks) == 1:
        return chunks
    smaller = [replace(strip.smaller, keep=strip.keep) if strip.smaller else strip for strip in strips]
    for tried in (strips, smaller):
        for share in (1.0, *_TIGHTER):
            tighter = _paginate([replace(strip, gap=strip.gap * share) for strip in tried], room)
            if len(tighter) < len(chunks):
                return tighter
    return chunks


def _paginate(strips: Sequence[Strip], room: float) -> list[list[Strip]]:
    chunks: list[list[Strip]] = [[]]
    used = 0.0
    for group in _kept_together(strips):
        height = sum(strip.height + strip.gap for strip in group)
        first_gap = group[0].gap if not chunks[-1] else 0.0
        if chunks[-1] and (group[0].breaks or used + height - first_gap > room + _SLACK):
            repeated = group[0].again
            chunks.append([repeated] if repeated else [])
            used = repeated.height if repeated else 0.0
        if not chunks[-1]:
            height -= group[0].gap
        chunks[-1].extend(group)
        used += height
    return [chunk for chunk in chunks if chunk]


def _kept_together(strips: Sequence[Strip]) -> list[list[Strip]]:
    groups: list[list[Strip]] = []
    kept = False
    for strip in strips:
        if kept and not strip.breaks:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        kept = strip.keep
    return groups
