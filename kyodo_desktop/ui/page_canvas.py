"""The pages of a PDF below each other, drawn off the UI thread when they come into sight."""

from __future__ import annotations

import enum
import math
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from kyodo_desktop.ui.colours import colours_of
from kyodo_desktop.ui.pdf_pages import POINTS_PER_INCH, PdfPages
from kyodo_desktop.ui.tasks import Tasks
from kyodo_desktop.ui.theme import GRID

ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""The steps of ±; 1 is the size of the paper."""

MOST_PIXELS = 36_000_000
"""A page is never drawn larger than this: 4 bytes a pixel."""

KEPT = 2
"""So many pages before and behind those in sight stay drawn."""

ZOOM_IN = ("+", ";", "=")
"""The characters of the keys that enlarge with Ctrl: + needs Shift on some keyboards, ; or = lies on its key."""


class Fit(enum.StrEnum):
    """What the size of the pages follows."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


class PageCanvas(QAbstractScrollArea):
    """A document to page through. ``page_changed`` carries the page in front (from 1), ``zoomed`` tells a new size."""

    page_changed = Signal(int)
    zoomed = Signal()

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pages: PdfPages | None = None
        self._places: list[QRectF] = []
        self._drawn: dict[int, tuple[float, QImage]] = {}
        self._failed: set[tuple[int, float]] = set()
        self._drawing = False
        self._current = 0
        self.fit = Fit.PAGE
        self.zoom = 1.0
        self.empty_words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("印刷の内容")
        self.verticalScrollBar().valueChanged.connect(self._notice_page)

    # ------------------------------------------------------------------------------------------------- what is shown

    @property
    def page(self) -> int:
        """The page in front, from 1; 0 without a document."""
        return self._current + 1 if self._places else 0

    @property
    def count(self) -> int:
        return len(self._places)

    def show_pages(self, pages: PdfPages | None) -> None:
        """Show a document from the page that is in front; None shows none."""
        kept = self._current
        self._pages = pages
        self._drawn.clear()
        self._failed.clear()
        self._lay_out()
        self.go_to_page(min(kept, self.count - 1) + 1 if pages is not None else 0)

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page (from 1) into sight."""
        self._current = max(0, min(page, self.count) - 1)
        if self._places:
            kept = self._current
            self.verticalScrollBar().setValue(round(self._places[kept].top()) - GRID)
            self._current = kept  # near the end a page cannot come to the top
        self._tell()

    def set_fit(self, fit: Fit) -> None:
        """Let the size of the pages follow the window."""
        self.fit = fit
        self._resize_pages()

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at a size of their own; 1 is the size of the paper."""
        self.fit = Fit.FREE
        self.zoom = max(ZOOMS[0], min(ZOOMS[-1], zoom))
        self._resize_pages()

    def step_zoom(self, larger: bool) -> None:
        """Go to the next larger or smaller size."""
        if larger:
            self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self.zoom * 1.01), ZOOMS[-1]))
        else:
            self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self.zoom * 0.99), ZOOMS[0]))

    def is_drawn(self, page: int) -> bool:
        """Return whether a page (from 1) is drawn in its present size."""
        found = self._drawn.get(page - 1)
        return found is not None and found[0] == self._scale(page - 1)

    # -------------------------------------------------------------------------------------------------------- inside

    def _resize_pages(self) -> None:
        """Lay the pages out anew with the same place of the document in sight."""
        bar = self.verticalScrollBar()
        page, share = self._current, 0.0
        if self._places:
            place = self._places[page]
            share = (bar.value() - place.top()) / max(1.0, place.height())
        self._lay_out()
        if self._places:
            place = self._places[page]
            bar.setValue(round(place.top() + share * place.height()) if abs(share) < 1 else round(place.top()) - GRID)
            self._current = page
        self._tell()
        self.zoomed.emit()

    def _lay_out(self) -> None:
        pages = self._pages
        room = self.viewport().size()
        pixels = self.logicalDpiX() / POINTS_PER_INCH
        sizes = [size * pixels for size in pages.sizes] if pages is not None else []
        if sizes and self.fit is not Fit.FREE:
            widest = max(size.width() for size in sizes)
            self.zoom = max(0.05, (room.width() - 2 * GRID) / widest)
            if self.fit is Fit.PAGE:
                self.zoom = min(self.zoom, max(0.05, (room.height() - 2 * GRID) / max(size.height() for size in sizes)))
        sizes = [size * self.zoom for size in sizes]
        width = max([room.width() - 2.0 * GRID, *(size.width() for size in sizes)])
        self._places = []
        y = float(GRID)
        for size in sizes:
            self._places.append(QRectF(GRID + (width - size.width()) / 2, y, size.width(), size.height()))
            y += size.height() + GRID
        for bar, whole, seen in (
            (self.verticalScrollBar(), y, room.height()),
            (self.horizontalScrollBar(), width + 2 * GRID, room.width()),
        ):
            bar.setRange(0, max(0, round(whole) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(GRID * 5)
        self.viewport().update()

    def _scale(self, number: int) -> float:
        """Return the pixels a point at which a page is drawn."""
        assert self._pages is not None
        size = self._pages.sizes[number]
        most = math.sqrt(MOST_PIXELS / (size.width() * size.height()))
        wanted = self.zoom * self.logicalDpiX() / POINTS_PER_INCH * self.devicePixelRatioF()
        return round(min(wanted, most), 4)

    def _origin(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_sight(self) -> list[int]:
        seen = QRectF(self._origin(), self.viewport().size())
        return [number for number, place in enumerate(self._places) if place.intersects(seen)]

    def _draw_next(self) -> None:
        """Ask for the page that is missed most: those in sight, then their neighbours. One at a time."""
        if self._pages is None or self._drawing:
            return
        seen = self._in_sight() or [self._current]
        near = range(max(0, seen[0] - KEPT), min(self.count, seen[-1] + KEPT + 1))
        for number in [number for number in self._drawn if number not in near]:
            del self._drawn[number]
        for number in dict.fromkeys([*seen, seen[-1] + 1, seen[0] - 1]):
            if number in near and not self.is_drawn(number + 1) and (number, self._scale(number)) not in self._failed:
                self._drawing = True
                pages, scale = self._pages, self._scale(number)
                self._failed.add((number, scale))  # until it comes: a page that cannot be drawn is asked for once
                self._tasks.compute(
                    partial(pages.draw, number, scale),
                    partial(self._keep, pages, number, scale),
                    on_finished=self._go_on_drawing,
                    label="ページを表示しています",
                    owner=self,
                )
                return

    def _keep(self, pages: PdfPages, number: int, scale: float, image: QImage) -> None:
        if pages is self._pages:
            self._failed.discard((number, scale))
            self._drawn[number] = scale, image
            self.viewport().update()

    def _go_on_drawing(self) -> None:
        self._drawing = False
        self._draw_next()

    @Slot()
    def _notice_page(self) -> None:
        """Take the page at the upper third of the view as the one in front."""
        line = self.verticalScrollBar().value() + self.viewport().height() / 3
        above = [number for number, place in enumerate(self._places) if place.top() <= line]
        self._current = above[-1] if above else 0
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(
            f"{self.count}ページのうち{self.page}ページ目" if self.count else self.empty_words
        )
        self.page_changed.emit(self.page)
        self._draw_next()

    # ------------------------------------------------------------------------------------------------- Qt's own calls

    def sizeHint(self) -> QSize:
        return QSize(GRID * 60, GRID * 80)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(colours.cell))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(colours.line))
        for number in self._in_sight():
            place = self._places[number].translated(-self._origin())
            painter.fillRect(place, Qt.GlobalColor.white)
            if number in self._drawn:
                painter.drawImage(place, self._drawn[number][1])
            painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        if not self._places and self.empty_words:
            painter.setPen(QColor(colours.muted))
            area = self.viewport().rect().adjusted(GRID * 2, GRID * 2, -GRID * 2, -GRID * 2)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_words)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent_text), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize_pages()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self._draw_next()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(event.angleDelta().y() > 0)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, control = self.verticalScrollBar(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if control and (event.matches(QKeySequence.StandardKey.ZoomIn) or chr(min(key, 0x7F)) in ZOOM_IN):
            self.step_zoom(larger=True)
        elif control and key == Qt.Key.Key_Minus:
            self.step_zoom(larger=False)
        elif control and key == Qt.Key.Key_0:
            self.set_fit(Fit.PAGE)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.go_to_page(max(1, self.page + (1 if key == Qt.Key.Key_PageDown else -1)))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to_page(1 if key == Qt.Key.Key_Home else self.count)
        elif key == Qt.Key.Key_Space:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep() * 9 // 10)
        else:
            super().keyPressEvent(event)
