"""What one kind of chart draws inside its area."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.core.charts.drawing import Mark, Point


@dataclass(frozen=True, slots=True)
class Part:
    """``written`` says whether every figure stands there in figures."""

    marks: list[Mark]
    points: list[Point]
    written: bool
