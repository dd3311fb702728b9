"""What a PDF says on its pages, read back by PDFium, another program than the one that wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import pytest

MM = 25.4 / 72


@dataclass(frozen=True)
class PrintedText:
    """One stretch of text: where it begins on its baseline, in mm from the top left, and the box of its ink."""

    page: int
    x: float
    y: float
    size: float
    text: str
    ink: tuple[float, float, float, float]
    """Left, top, right, foot in mm."""


@pytest.fixture(scope="session")
def printed() -> Callable[[bytes], list[PrintedText]]:
    """Return a function that reads the texts of a PDF in the order in which they were drawn."""

    def read(data: bytes) -> list[PrintedText]:
        document = pypdfium2.PdfDocument(data)
        texts = [text for number, page in enumerate(document, start=1) for text in _texts(page, number)]
        document.close()
        return texts

    return read


def _texts(page: pypdfium2.PdfPage, number: int) -> Iterator[PrintedText]:
    height = page.get_height()
    textpage = page.get_textpage()
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=textpage):
        matrix = item.get_matrix()
        left, foot, right, top = item.get_bounds()
        yield PrintedText(
            page=number,
            x=round(matrix.e * MM, 1),
            y=round((height - matrix.f) * MM, 1),
            size=round(item.get_font_size(), 2),
            text=item.extract().rstrip(" "),
            ink=(left * MM, (height - top) * MM, right * MM, (height - foot) * MM),
        )
