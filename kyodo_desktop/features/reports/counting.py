"""実績 as numbers: for each measure and 年度 what the records come to, what was entered, and what is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kyodo_desktop.core.measures import NUMBERS, Measure
from kyodo_desktop.core.slice import Filters

Counted = Mapping[str, Sequence[int | None]]
"""The numbers of one measure by :data:`~kyodo_desktop.core.measures.NUMBERS`, a value for each year; None where the
records say nothing of it."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The list behind a number: the slice, the filters that list it, and what they say in words."""

    slice_name: str
    filters: Filters
    words: str


@dataclass(frozen=True, slots=True)
class Entered:
    """What a person entered for a measure and year."""

    record_id: int
    version: int
    numbers: Mapping[str, int | None]
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of one year. ``value`` is None where nothing is known; ``counted`` is what the records say."""

    value: int | None
    is_entered: bool = False
    counted: int | None = None
    behind: Behind | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class StatLine:
    """One number of a measure over the years."""

    measure: Measure
    number: str
    cells: tuple[Cell, ...]

    @property
    def unit(self) -> str:
        """The word behind its figures."""
        return self.measure.units[self.number]

    @property
    def values(self) -> tuple[int | None, ...]:
        """What is shown for each year."""
        return tuple(cell.value for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Stats:
    """All measures over some years, which ascend."""

    years: tuple[int, ...]
    lines: tuple[StatLine, ...]
    entered: Mapping[tuple[str, int], Entered] = field(default_factory=dict)

    def of(self, code: str) -> tuple[StatLine, ...]:
        """Return the lines of a measure."""
        return tuple(line for line in self.lines if line.measure.code == code)

    def cell(self, code: str, number: str, year: int) -> Cell:
        """Return one number. Raises KeyError for what there is not."""
        for line in self.lines:
            if line.measure.code == code and line.number == number and year in self.years:
                return line.cells[self.years.index(year)]
        raise KeyError((code, number, year))

    def groups(self) -> dict[str, list[StatLine]]:
        """Return the lines under the headings of their measures, in order."""
        found: dict[str, list[StatLine]] = {}
        for line in self.lines:
            found.setdefault(line.measure.group, []).append(line)
        return found


def gathered(
    years: Sequence[int],
    measures: Sequence[Measure],
    counted: Mapping[str, Counted],
    entered: Mapping[tuple[str, int], Entered],
    behind: Mapping[tuple[str, str, int], Behind],
) -> Stats:
    """Return what is shown: an entered number before a counted one, and nothing for the years before the records.

    The records of a measure begin with the first year for which one of its numbers is more than 0; the last year is
    counted in any case, because that is the one in which the office works.
    """
    lines = []
    for measure in measures:
        numbers = counted.get(measure.code, {})
        begins = _begin(numbers, len(years))
        for number in (each for each in NUMBERS if each in measure.units):
            values = numbers.get(number)
            cells = []
            for at, year in enumerate(years):
                computed = values[at] if values is not None and at >= begins else None
                by_hand = entered.get((measure.code, year))
                typed = by_hand.numbers.get(number) if by_hand else None
                list_behind = behind.get((measure.code, number, year)) if computed else None
                if typed is not None:
                    assert by_hand is not None
                    cells.append(Cell(typed, True, computed, list_behind, by_hand.source))
                else:
                    cells.append(Cell(computed, False, computed, list_behind))
            lines.append(StatLine(measure, number, tuple(cells)))
    return Stats(tuple(years), tuple(lines), dict(entered))


def _begin(numbers: Counted, years: int) -> int:
    """Return the place of the year with which the records of a measure begin."""
    for at in range(years):
        if any(values[at] for values in numbers.values()):
            return at
    return years - 1


def total(values: Sequence[int | None]) -> int | None:
    """Return the sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None
