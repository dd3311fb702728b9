"""The scale of figures: where they lie between nought and the top, and what is written at the axis."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, takewhile

from kyodo_desktop.core.charts.words import figure

YEN = "円"
_THOUSAND = 1000
_SLACK = 1e-12


@dataclass(frozen=True, slots=True)
class Counted:
    """The unit in which figures are written: ``word``, and how many of the figures' own units are one of it."""

    word: str
    each: int = 1
    decimals: int = 0
    exact: bool = True

    def written(self, value: float) -> str:
        return figure(value / self.each, self.decimals)

    @property
    def notice(self) -> str:
        """What stands at the head of the axis."""
        return f"（{self.word}{'' if self.exact else '、四捨五入'}）" if self.word else ""


def countings(unit: str, decimals: int, figures: list[float]) -> list[Counted]:
    """Return the units in which figures can be written, the exact one first; yen also in 千円 and 百万円."""
    found = [Counted(unit, 1, decimals)]
    if unit == YEN:
        largest = max(map(abs, figures), default=0)
        for word, each in (("千円", _THOUSAND), ("百万円", _THOUSAND**2)):
            if largest >= each * 10:
                found.append(Counted(word, each, 0, all(value % each == 0 for value in figures)))
    return found


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``low`` to ``high`` with equal steps: 1, 2 or 5 times a power of ten."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """Return where a value lies, 0 at the low end and 1 at the high end."""
        return (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[float]:
        """The values at which a line is drawn, from the lowest."""
        count = round((self.high - self.low) / self.step)
        return [round(self.low + number * self.step, 10) for number in range(count + 1)]


def scale_for(
    figures: list[float], most_steps: int, *, decimals: int = 0, fixed: tuple[float, float] | None = None
) -> Scale:
    """Return a scale of at most so many steps (two at least) that holds every figure and nought, or the ``fixed`` one.

    Without decimals a step is never less than 1: there is no half person. The ends of a fixed scale are ticks.
    """
    most = max(2, most_steps)
    steps = _round_numbers(10.0**-decimals)
    if fixed:
        low, high = fixed
        counted = ((step, (high - low) / step) for step in takewhile(lambda step: step <= high - low, steps))
        even = (step for step, number in counted if number < most + 0.5 and abs(number - round(number)) < _SLACK)
        return Scale(low, high, next(even, high - low))
    low, high = min([0.0, *figures]), max([0.0, *figures])
    for step in steps:
        under, over = math.floor(low / step + _SLACK), math.ceil(high / step - _SLACK)
        if over - under <= most:
            break
    return Scale(under * step, max(over, under + 1) * step, step)


def _round_numbers(least: float) -> Iterator[float]:
    """Yield 1, 2, 5, 10, 20, 50 … times a number."""
    for power in count():
        for part in (1, 2, 5):
            yield least * part * 10**power
