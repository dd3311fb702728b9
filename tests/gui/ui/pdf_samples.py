"""Small PDFs whose every page tells which it is and where something on it stands."""

from __future__ import annotations

from collections.abc import Sequence

from kyodo_desktop.printing.fonts import FontBook
from kyodo_desktop.printing.page import A4, Box, Document, Item, Page, TextBox
from kyodo_desktop.printing.pdf import render
from kyodo_desktop.ui.pdf_pages import PdfPages

MARK = (20.0, 30.0, 40.0, 10.0)
"""Left, top, width and height in mm of the black box on every page."""


def pdf(papers: Sequence[tuple[float, float]]) -> bytes:
    """Return a PDF with a page for each paper (mm); on page n stands n."""
    pages = []
    for number, paper in enumerate(papers, 1):
        items: list[Item] = [Box(*MARK, line=0.0, fill=0.0), TextBox(20.0, 60.0, 60.0, 20.0, f"{number}枚目", size=30)]
        pages.append(Page(*paper, items))
    return render(Document("見本", pages), FontBook())


def pages(count: int = 3, paper: tuple[float, float] = A4) -> PdfPages:
    return PdfPages(pdf([paper] * count))
