"""Several documents bound into one: a page of contents before them, and running page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.printing.page import A4, Document, Item, Page, Rule, Text, TextBox

LEFT, RIGHT, TOP = 30.0, 185.0, 40.0
"""Of the page of contents, in mm from the left and upper edges."""

LINE = 8.5
"""From one line of the contents to the next, in mm."""

LINES = 26
"""On a page of contents."""


def bind(title: str, whose: str, documents: Sequence[Document]) -> Document:
    """Return one document: contents with the page on which each begins, then all of them.

    ``whose`` stands below the title. The page numbers at the foot count the contents too. Raises InputError when there
    is nothing to bind.
    """
    if not documents:
        raise InputError(f"「{title}」に綴じるものがありません。")
    begins, page = [], 1 + -(-len(documents) // LINES)
    for document in documents:
        begins.append(page)
        page += len(document.pages)
    entries = [(document.title, begin) for document, begin in zip(documents, begins, strict=True)]
    pages = [
        *(_contents(title, whose, entries[start : start + LINES]) for start in range(0, len(entries), LINES)),
        *(each for document in documents for each in document.pages),
    ]
    numbered = [_numbered(each, number, len(pages)) for number, each in enumerate(pages, 1)]
    persons = max(document.persons for document in documents)
    continued = tuple(name for document in documents for name in document.continued)
    return replace(documents[0], title=title, subject=whose, pages=numbered, persons=persons, continued=continued)


def _contents(title: str, whose: str, entries: Sequence[tuple[str, int]]) -> Page:
    items: list[Item] = [
        TextBox(LEFT, TOP - 18, RIGHT - LEFT, 10, title, size=18, align="center"),
        TextBox(LEFT, TOP - 6, RIGHT - LEFT, 8, whose, size=11, align="center"),
    ]
    for place, (name, page) in enumerate(entries):
        y = TOP + 12 + place * LINE
        items.append(TextBox(LEFT, y - 6, RIGHT - LEFT - 20, 7, name, size=11, valign="bottom"))
        items.append(Rule(LEFT, y + 1.6, RIGHT, y + 1.6, dash=(0.4, 1.2), grey=0.4))
        items.append(Text(RIGHT, y, str(page), 11, align="right"))
    return Page(*A4, items)


def _numbered(page: Page, number: int, count: int) -> Page:
    return replace(
        page, items=[*page.items, Text(page.width - 12, page.height - 7, f"{number}／{count}", 8, align="right")]
    )
