"""What a reader finds in a PDF: its text, and where a text stands."""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

from kyodo_desktop.printing.page import MM_PER_POINT


@dataclass(frozen=True, slots=True)
class Found:
    """The box around a text in mm from the upper left corner of its page, counted from 1."""

    page: int
    left: float
    top: float
    right: float
    foot: float


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [str(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Return a text without spaces and line ends, which a PDF keeps only as places."""
    return "".join(text.split())


def find(pdf: bytes, text: str, page: int = 1) -> Found:
    """Return where a text stands on a page. Raises AssertionError when it does not, or in more than one place."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page - 1]
        words = sheet.get_textpage()
        searcher = words.search(text, match_case=True)
        found = []
        while (match := searcher.get_next()) is not None:
            found.append(match)
        assert len(found) == 1, f"{text} stands {len(found)} times on page {page}"
        start, count = found[0]
        boxes = [words.get_charbox(index, loose=True) for index in range(start, start + count)]
        height = sheet.get_height()
        return Found(
            page,
            min(box[0] for box in boxes) * MM_PER_POINT,
            (height - max(box[3] for box in boxes)) * MM_PER_POINT,
            max(box[2] for box in boxes) * MM_PER_POINT,
            (height - min(box[1] for box in boxes)) * MM_PER_POINT,
        )
    finally:
        document.close()
