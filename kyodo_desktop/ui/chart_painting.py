"""The primitives of a chart in pixels and in the colours of the theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from kyodo_desktop.core.charts.drawing import Disc, Fill, Ink, Label, Mark, Path, Stroke
from kyodo_desktop.ui.colours import Colours


def series_colours(colours: Colours) -> tuple[str, ...]:
    """Return the inks of the eight series: the theme's own. The last is told from the first by its empty ground."""
    return (
        colours.accent_text,
        colours.soon,
        colours.good,
        colours.waiting,
        colours.late,
        colours.quiet,
        colours.text,
        colours.accent_text,
    )


def sized(font: QFont, points: float, *, bold: bool = False) -> QFont:
    """Return a face at a size in points."""
    made = QFont(font)
    made.setPointSizeF(points)
    made.setBold(bold)
    return made


@dataclass(frozen=True, slots=True)
class ChartPainter:
    """Draws primitives; ``scale`` is pixels a mm."""

    painter: QPainter
    colours: Colours
    scale: float
    font: QFont

    def paint(self, marks: Iterable[Mark]) -> None:
        """Draw some primitives, the later over the earlier."""
        for mark in marks:
            if isinstance(mark, Label):
                self._write(mark)
            else:
                self._draw(mark)

    def _write(self, label: Label) -> None:
        self.painter.setFont(sized(self.font, label.size, bold=label.bold))
        self.painter.setPen(self._ink(label.ink))
        left = label.x - {"left": 0.0, "center": label.width / 2, "right": label.width}[label.align]
        self.painter.drawText(QPointF(left * self.scale, label.y * self.scale), label.text)

    def _draw(self, mark: Path | Disc) -> None:
        self.painter.setPen(self._pen(mark.stroke))
        self.painter.setBrush(self._ground(mark.fill) if mark.fill else Qt.BrushStyle.NoBrush)
        if isinstance(mark, Disc):
            reach = mark.radius * self.scale
            self.painter.drawEllipse(QPointF(mark.x * self.scale, mark.y * self.scale), reach, reach)
            return
        shape = QPolygonF([QPointF(x * self.scale, y * self.scale) for x, y in mark.places])
        if mark.closed:
            self.painter.drawPolygon(shape)
        else:
            self.painter.drawPolyline(shape)

    def _pen(self, stroke: Stroke | None) -> QPen:
        if stroke is None:
            return QPen(Qt.PenStyle.NoPen)
        width = max(stroke.width * self.scale, 1.0)
        pen = QPen(self._ink(stroke.ink), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if stroke.dash:
            pen.setDashPattern([length * self.scale / width for length in stroke.dash])
        return pen

    def _ink(self, ink: Ink) -> QColor:
        colours = self.colours
        if isinstance(ink, int):
            return QColor(series_colours(colours)[ink])
        return QColor({"text": colours.text, "muted": colours.muted, "grid": colours.line, "ground": colours.base}[ink])

    def _ground(self, fill: Fill) -> QColor:
        ink, ground = self._ink(fill.ink), QColor(self.colours.base)
        parts = ((ink.red(), ground.red()), (ink.green(), ground.green()), (ink.blue(), ground.blue()))
        return QColor(*(round(fill.strength * part + (1 - fill.strength) * under) for part, under in parts))
