"""A chart in the window: the geometry of ``core.charts`` in the colours and the text size of the theme.

Every figure can be reached with the arrow keys or the pointer, is told in words, and opens what it counts.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kyodo_desktop.core.charts.chart import Chart, Kind
from kyodo_desktop.core.charts.drawing import Box, Drawing, Point
from kyodo_desktop.core.charts.layout import draw, wanted_height
from kyodo_desktop.core.charts.lettering import Letters
from kyodo_desktop.core.charts.words import chart_name, point_words, summary
from kyodo_desktop.ui.chart_painting import ChartPainter, sized
from kyodo_desktop.ui.colours import Colours, colours_of
from kyodo_desktop.ui.theme import GRID

MM_PER_INCH = 25.4

_BUBBLE = 0.7
"""Share of the width that the words of a figure may take."""

_ALMOST = 4
"""So many pixels beside a marker still count as on it."""

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ALONG = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
"""Steps in series and category of the arrow keys, where the categories stand side by side."""


def _within(box: Box, x: float, y: float, reach: float) -> bool:
    return box.left - reach <= x <= box.right + reach and box.top - reach <= y <= box.foot + reach


class ChartView(QWidget):
    """Shows one chart.

    ``opened`` carries series and category (from 0) of a figure that is asked for its list (Enter, Space or a click),
    ``pointed`` those of the figure that the keys or the pointer came to.
    """

    opened = Signal(int, int)
    pointed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._drawn: tuple[tuple[int, int], Drawing] | None = None
        self._widths: dict[tuple[str, float], float] = {}
        self._metrics: dict[float, QFontMetricsF] = {}
        self._current: tuple[int, int] | None = None
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def chart(self) -> Chart | None:
        return self._chart

    @property
    def current(self) -> tuple[int, int] | None:
        """Series and category of the figure that the keys or the pointer stand on."""
        return self._current

    @property
    def drawing(self) -> Drawing | None:
        """The chart as it stands in the widget's size, in mm."""
        if self._chart is None:
            return None
        size = self.width(), self.height()
        if self._drawn is None or self._drawn[0] != size:
            across, down = (max(length - 2 * GRID, 1) / self._pixels for length in size)
            self._drawn = size, draw(self._chart, across, down, self._width_of, size=self._points)
        return self._drawn[1]

    def show_chart(self, chart: Chart) -> None:
        """Show a chart, on the same figure as before if it has that."""
        self._chart = chart
        self._drawn = None
        self.setAccessibleName(chart_name(chart))
        if self._point() is None:
            self._current = None
        self._tell()
        self.updateGeometry()
        self.update()

    def point_to(self, series: int, category: int) -> None:
        """Stand on a figure, show it in words and have it spoken. A figure that is not there changes nothing."""
        if (series, category) == self._current or self._at(series, category) is None:
            return
        self._current = series, category
        self._tell()
        self.update()
        self.pointed.emit(series, category)

    # -------------------------------------------------------------------------------------------------------- inside

    @property
    def _pixels(self) -> float:
        """Pixels a mm."""
        return self.logicalDpiX() / MM_PER_INCH

    @property
    def _points(self) -> float:
        size = self.font().pointSizeF()
        return size if size > 0 else self.font().pixelSize() * 72 / self.logicalDpiY()

    def _width_of(self, text: str, points: float) -> float:
        if (text, points) not in self._widths:
            if points not in self._metrics:
                self._metrics[points] = QFontMetricsF(sized(self.font(), points), self)
            self._widths[text, points] = self._metrics[points].horizontalAdvance(text) / self._pixels
        return self._widths[text, points]

    def _at(self, series: int, category: int) -> Point | None:
        points = self.drawing.points if self.drawing else ()
        return next((point for point in points if (point.series, point.category) == (series, category)), None)

    def _point(self) -> Point | None:
        return self._at(*self._current) if self._current else None

    def _tell(self) -> None:
        """Tell those who do not see the chart: the figure they stand on, and before that all of it."""
        if self._chart is None:
            return
        if self._current is None:
            self.setAccessibleDescription(summary(self._chart))
            return
        words = point_words(self._chart, *self._current)
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _go(self, series_step: int, category_step: int) -> bool:
        """Go to the next figure in a direction; return whether there is one."""
        here, drawing = self._point(), self.drawing
        if drawing is None or not drawing.points:
            return False
        if here is None:
            self.point_to(drawing.points[0].series, drawing.points[0].category)
            return True
        ahead = [
            point
            for point in drawing.points
            if (point.series - here.series) * series_step > 0
            or ((point.category - here.category) * category_step > 0 and point.series == here.series)
        ]
        if not ahead:
            return False
        nearest = min(ahead, key=lambda to: (abs(to.series - here.series), abs(to.category - here.category)))
        self.point_to(nearest.series, nearest.category)
        return True

    def _hit(self, place: QPointF) -> Point | None:
        """Return the figure below the pointer, the last drawn first, or else the nearest that it almost touches."""
        x, y = (place.x() - GRID) / self._pixels, (place.y() - GRID) / self._pixels
        points = self.drawing.points if self.drawing else ()
        for reach in (0.0, _ALMOST / self._pixels):
            near = [point for point in reversed(points) if _within(point.box, x, y, reach)]
            if near:
                return near[0] if not reach else min(near, key=lambda point: math.dist((x, y), (point.x, point.y)))
        return None

    # ----------------------------------------------------------------------------------------------------- the picture

    def _brush(self, painter: QPainter) -> ChartPainter:
        return ChartPainter(painter, colours_of(self.palette()), self._pixels, self.font())

    def _paint_current(self, painter: QPainter, point: Point, colours: Colours) -> None:
        """Frame the figure and put it in words beside it, inside the widget."""
        assert self._chart is not None
        scale, letters = self._pixels, Letters(self._width_of, self._points)
        around = QRectF(
            point.box.left * scale, point.box.top * scale, point.box.width * scale, point.box.height * scale
        ).adjusted(-2, -2, 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawRoundedRect(around, 2, 2)
        words = point_words(self._chart, point.series, point.category)
        right, foot = (self.width() - 2 * GRID) / scale, (self.height() - 2 * GRID) / scale
        block = letters.block(words, right * _BUBBLE, 4)
        if block is None:
            return  # it is spoken all the same
        width, height = block.width + letters.em, block.height + 0.7 * letters.em
        left = min(max(point.x - width / 2, 0.0), right - width)
        top = around.top() / scale - height - 1
        if top < 0:
            top = min(around.bottom() / scale + 1, foot - height)
        painter.setPen(QPen(QColor(colours.text), 1))
        painter.setBrush(QColor(colours.cell))
        painter.drawRoundedRect(QRectF(left * scale, top * scale, width * scale, height * scale), 3, 3)
        self._brush(painter).paint(block.labels(left + width / 2, top + 0.35 * letters.em, "center"))

    # ------------------------------------------------------------------------------------------------- Qt's own calls

    def sizeHint(self) -> QSize:
        wide = GRID * 56
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        em = QFontMetricsF(self.font(), self).height()
        return QSize(math.ceil(em * 14), math.ceil(em * 9))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._chart is None:
            return self.minimumSizeHint().height()
        high = wanted_height(self._chart, max(width - 2 * GRID, 1) / self._pixels, self._width_of, size=self._points)
        return math.ceil(high * self._pixels) + 2 * GRID

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.base))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(GRID, GRID)
        if drawing := self.drawing:
            self._brush(painter).paint(drawing.marks)
        if (point := self._point()) and (self.hasFocus() or self._hovered):
            self._paint_current(painter, point, colours)
        painter.translate(-GRID, -GRID)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent_text), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, drawing = Qt.Key(event.key()), self.drawing
        if self._chart is None or drawing is None or not drawing.points:
            super().keyPressEvent(event)
        elif key in _ALONG:
            series, category = _ALONG[key]
            swapped = self._chart.kind is Kind.ROWS
            if not self._go(*((category, series) if swapped else (series, category))):
                super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            row = [point for point in drawing.points if not self._current or point.series == self._current[0]]
            end = row[0 if key == Qt.Key.Key_Home else -1]
            self.point_to(end.series, end.category)
        elif key in _OPENING_KEYS and self._current is not None:
            self.opened.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._hit(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        if found:
            self._hovered = True
            self.point_to(found.series, found.category)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._hit(event.position())
        if found and event.button() == Qt.MouseButton.LeftButton:
            self.point_to(found.series, found.category)
            self.opened.emit(found.series, found.category)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        drawing = self.drawing
        by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_keys and self._current is None and drawing and drawing.points:
            self.point_to(drawing.points[0].series, drawing.points[0].category)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = False
        if not self.hasFocus():
            self._current = None
            self._tell()
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._drawn = None
            self._widths.clear()
            self._metrics.clear()
            self.updateGeometry()
            self.update()
