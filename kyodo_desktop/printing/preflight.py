"""What the fonts cannot do for a document, known before it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyodo_desktop.printing.fonts import Coverage, FontBook
from kyodo_desktop.printing.page import Document, FontRole, Item, Seal, Table, Text, TextBox


def check(document: Document, fonts: FontBook) -> Coverage:
    """Return the characters of a document that no font has, and the variants that are drawn in the common shape.

    Raises WorldError when the fonts are not installed.
    """
    by_role: dict[FontRole, dict[str, None]] = {}
    for page in document.pages:
        for item in page.items:
            for role, text in _texts(item):
                by_role.setdefault(role, {})[text] = None
    found = [fonts.coverage(texts, role) for role, texts in by_role.items()]
    return Coverage(
        missing=_once([cluster for each in found for cluster in each.missing]),
        plain_variants=_once([cluster for each in found for cluster in each.plain_variants]),
    )


def _once(clusters: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clusters))


def _texts(item: Item) -> Iterator[tuple[FontRole, str]]:
    match item:
        case Text() | TextBox():
            yield item.font, item.text
        case Seal():
            yield "mincho", item.text
        case Table():
            for row in (item.header, *item.rows):
                yield from ((item.font, cell) for cell in row)
        case _:
            return
