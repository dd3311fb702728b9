"""The pages of a PDF as pictures, drawn by PDFium."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72

_PDFIUM = threading.Lock()
"""PDFium is one library for the whole process and must never be entered by two threads at a time."""


class PdfPages:
    """A PDF that can be drawn page by page, from any thread. ``sizes`` are in points.

    The file is opened anew for every page, which takes a millisecond: nothing of PDFium outlives a call, so that no
    garbage collection enters the library beside another thread.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        with self._opened() as document:
            self.sizes = tuple(QSizeF(*document.get_page_size(number)) for number in range(len(document)))

    def __len__(self) -> int:
        return len(self.sizes)

    def draw(self, number: int, scale: float) -> QImage:
        """Return a page (from 0) for the screen, at ``scale`` pixels a point."""
        with self._opened() as document, contextlib.closing(document[number]) as page:
            return _image(page, QImage.Format.Format_RGB32, scale=scale, prefer_bgrx=True)

    def draw_for_paper(self, number: int, scale: float, *, colour: bool) -> QImage:
        """Return a page (from 0) for a printer, at ``scale`` dots a point: each dot of text is either ink or not.

        Without ``colour`` it is grey, which takes a quarter of the memory.
        """
        sharp = {"scale": scale, "no_smoothtext": True, "no_smoothpath": True}
        with self._opened() as document, contextlib.closing(document[number]) as page:
            if colour:
                return _image(page, QImage.Format.Format_RGB32, prefer_bgrx=True, **sharp)
            return _image(page, QImage.Format.Format_Grayscale8, grayscale=True, **sharp)

    def has_pictures(self, numbers: Iterable[int]) -> bool:
        """Return whether there is a picture on one of these pages (from 0); nothing else on them has a colour."""
        with self._opened() as document:
            return any(_is_pictured(document, number) for number in numbers)

    @contextlib.contextmanager
    def _opened(self) -> Iterator[Any]:
        with _PDFIUM:
            import pypdfium2  # type: ignore[import-untyped]  # ships no types

            with contextlib.closing(pypdfium2.PdfDocument(self.data)) as document:
                yield document


def _is_pictured(document: Any, number: int) -> bool:
    from pypdfium2 import raw

    with contextlib.closing(document[number]) as page:
        return any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=1))


def _image(page: Any, form: QImage.Format, **drawing: Any) -> QImage:
    with contextlib.closing(page.render(**drawing)) as bitmap:
        image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form)
        return image.copy()  # the bytes go away with this function
