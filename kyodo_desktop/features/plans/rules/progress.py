"""Progress of the plan in a 年度: which actions ran, how each went, and how many of each there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Line = Mapping[str, Any]

WAITING = "waiting"
"""What stands for an action that ran in a year and of which no progress was entered."""


@dataclass(frozen=True, slots=True)
class ActionYears:
    """An action as the table of progress shows it; ``lines`` are what was entered, by 年度."""

    id: int
    reference: str
    name: str
    policy: str
    department: str
    from_year: int | None
    until_year: int | None
    lines: Mapping[int, Line] = field(default_factory=dict)

    def runs_in(self, year: int) -> bool:
        """Return whether the action runs in a 年度: one without a first or last year has begun, or goes on."""
        return (self.from_year is None or self.from_year <= year) and (
            self.until_year is None or year <= self.until_year
        )

    def mark(self, year: int) -> str | None:
        """Return the progress of a year; None where none was entered."""
        line = self.lines.get(year)
        return line["progress"] if line else None

    def counted_as(self, year: int) -> str | None:
        """Return under which progress the action counts in a year; None when it does not run then."""
        return self.mark(year) or (WAITING if self.runs_in(year) else None)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many actions of a policy or department went how in a year, by the code of the progress."""

    label: str
    counts: Mapping[str, int]
    codes: tuple[tuple[str, str], ...] = ()
    """The filters of the list behind it, beside the progress: pairs of a filter's name and code."""

    @property
    def total(self) -> int:
        """All actions that ran."""
        return sum(self.counts.values())


def tallies(actions: Iterable[ActionYears], year: int, by: str, groups: Sequence[tuple[str, str]]) -> list[Tally]:
    """Return the counts of a year for each of the groups (value of the attribute ``by``, label) that has actions.

    The sum over all groups stands last, under 計, when there is more than one.
    """
    counted: dict[str, Counter[str]] = {}
    for each in actions:
        code = each.counted_as(year)
        if code is not None:
            counted.setdefault(getattr(each, by) or "", Counter())[code] += 1
    found = [Tally(label, dict(counted[value]), ((by, value),)) for value, label in groups if value in counted]
    if len(found) > 1:
        total: Counter[str] = Counter()
        for tally in found:
            total.update(tally.counts)
        found.append(Tally("計", dict(total)))
    return found


def years_of(actions: Sequence[ActionYears], today: int, most: int = 6) -> list[int]:
    """Return the years that the table shows, the latest last: from the first of any action to the present one.

    Not more than ``most`` years; a year to come is shown where something was entered for it already.
    """
    entered = [year for each in actions for year, line in each.lines.items() if line["progress"] or line["target"]]
    begun = [each.from_year for each in actions if each.from_year is not None]
    last = max([today, *(year for year in entered if year <= today + 1)])
    first = min([today - 1, *entered, *begun])
    return list(range(max(first, last - most + 1), last + 1))


def latest(lines: Iterable[Line]) -> tuple[int | None, str | None]:
    """Return the last year of which a progress was entered, and that progress."""
    marked = [(line["fiscal_year"], line["progress"]) for line in lines if line.get("progress")]
    return max(marked) if marked else (None, None)


def years_twice(lines: Sequence[Line]) -> list[int]:
    """Return the places of the lines, from 0, whose 年度 an earlier line has already."""
    seen: set[int] = set()
    places = []
    for place, line in enumerate(lines):
        year = line.get("fiscal_year")
        if year in seen:
            places.append(place)
        elif year is not None:
            seen.add(year)
    return places
