"""What a chart says, before anybody draws it: categories, series of figures, and how they are counted."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass

MOST_SERIES = 8
"""So many series can be told apart without colour."""


class Kind(enum.StrEnum):
    """How figures are drawn."""

    RADAR = "radar"
    """One axis a category around a centre: marks by principle, one outline a party."""

    BARS = "bars"
    """Upright bars, those of a category side by side."""

    STACKED = "stacked"
    """Upright bars, those of a category upon each other; figures below nought are not possible."""

    ROWS = "rows"
    """Bars from left to right, for categories with long names."""

    LINES = "lines"
    """Figures in an order, such as the fiscal years; a missing one leaves a gap."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, a value for each category; None where there is no figure."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures with what is needed to read them.

    ``unit`` is the word behind a figure (円, 人, 件, ％), ``decimals`` how many places are written behind the point.
    ``scale`` are the least and the greatest figure possible, such as (1, 5) for marks; None takes what figures need.
    Raises ValueError when the figures do not match the categories, lie outside the scale, or cannot be told apart.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    title: str = ""
    unit: str = ""
    decimals: int = 0
    scale: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if len(self.series) > MOST_SERIES:
            raise ValueError(f"{len(self.series)} series cannot be told apart")
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("a series has not one value for each category")
        figures = self.figures
        if not all(map(math.isfinite, figures)):
            raise ValueError("a figure is not finite")
        if self.kind is Kind.STACKED and min(figures, default=0) < 0:
            raise ValueError("what lies below nought cannot be stacked")
        if self.scale is not None:
            low, high = self.scale
            stacked = self.kind is Kind.STACKED
            reached = [self.total(place) or 0 for place in range(len(self.categories))] if stacked else figures
            if low >= high or any(not low <= figure <= high for figure in reached):
                raise ValueError(f"the figures do not lie on the scale {low} to {high}")

    @property
    def figures(self) -> list[float]:
        """Every figure that is there."""
        return [value for series in self.series for value in series.values if value is not None]

    def value(self, series: int, category: int) -> float | None:
        """Return the figure of a series for a category, both counted from 0."""
        return self.series[series].values[category]

    def total(self, category: int) -> float | None:
        """Return the sum of a category over all series; None without any figure."""
        values = [value for series in self.series if (value := series.values[category]) is not None]
        return sum(values) if values else None
