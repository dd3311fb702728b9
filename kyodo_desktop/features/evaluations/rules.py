"""Rules of the evaluation: the score and its parts, missing reasons, gaps between the parties, trends.

A score is the share of the highest marks that was reached, group by group, weighted as the sheet says. What was not
marked is counted as missing and never as 0: a group without marks leaves its weight to the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kyodo_desktop.core.evaluation_sheets import EvaluationSheet, Group

GAP = 2
"""From which difference between two parties on one item is talked about."""

FULL = 100
"""Points of a sheet that has the highest mark everywhere."""

Given = Mapping[str, int | None]
"""The marks of one sheet by the code of their item; None or absent where none was given."""


@dataclass(frozen=True, slots=True)
class GroupScore:
    """One group of a sheet: ``mean`` is the mean of its marks, None without any."""

    group: Group
    mean: Fraction | None
    filled: int
    missing: int


@dataclass(frozen=True, slots=True)
class Score:
    """A whole sheet: ``total`` is from 0 to 100, None without any marks."""

    total: Fraction | None
    groups: tuple[GroupScore, ...]

    @property
    def filled(self) -> int:
        """How many items have a mark."""
        return sum(each.filled for each in self.groups)

    @property
    def missing(self) -> int:
        """How many items have none."""
        return sum(each.missing for each in self.groups)


def score(sheet: EvaluationSheet, given: Given) -> Score:
    """Return what the marks of a sheet come to; marks of items that the sheet does not have are left out."""
    groups = tuple(_group_score(group, given) for group in sheet.groups)
    marked = [(each.group.weight, each.mean) for each in groups if each.mean is not None]
    if not marked:
        return Score(None, groups)
    weights = sum(weight for weight, _ in marked)
    reached = sum((weight * mean / sheet.most for weight, mean in marked), Fraction())
    return Score(FULL * reached / weights, groups)


def _group_score(group: Group, given: Given) -> GroupScore:
    marks = [mark for item in group.items if (mark := given.get(item.code)) is not None]
    mean = Fraction(sum(marks), len(marks)) if marks else None
    return GroupScore(group, mean, len(marks), len(group.items) - len(marks))


def tenths(value: Fraction | None) -> int | None:
    """Return a number in tenths, halves rounded up, as it is stored and printed with one decimal."""
    return None if value is None else int(value * 10 + Fraction(1, 2))


def decimal(value: Fraction | None) -> str:
    """Return a number with one decimal, halves rounded up; empty for None."""
    found = tenths(value)
    return "" if found is None else f"{found // 10}.{found % 10}"


def unexplained(sheet: EvaluationSheet, given: Given, reasons: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the codes of the items whose mark wants a reason that is missing, in the order of the sheet."""
    return tuple(
        item.code
        for _, item in sheet.items()
        if sheet.needs_reason(given.get(item.code)) and not (reasons.get(item.code) or "").strip()
    )


def gap(marks: Iterable[int | None]) -> int:
    """Return the difference between the highest and the lowest of the marks that were given; 0 of fewer than two."""
    given = [mark for mark in marks if mark is not None]
    return max(given) - min(given) if given else 0


def rate(target: int | None, result: int | None) -> int | None:
    """Return how much of a target was reached, in tenths of a percent; None without a target above 0 or a result."""
    if not target or result is None:
        return None
    return tenths(Fraction(100 * result, target))


def change(before: Fraction | None, now: Fraction | None) -> str:
    """Return how a score changed, as it is said: +3.5, －2.0, ±0; empty where one of the two is missing."""
    if before is None or now is None:
        return ""
    difference = (tenths(now) or 0) - (tenths(before) or 0)
    if difference == 0:
        return "±0"
    sign = "＋" if difference > 0 else "－"
    return f"{sign}{abs(difference) // 10}.{abs(difference) % 10}"


def trend(scores: Mapping[int, Sequence[Fraction | None]]) -> list[tuple[int, Fraction | None]]:
    """Return the mean score of every year from the first to the last, in order; None for a year without any."""
    if not scores:
        return []
    found = []
    for year in range(min(scores), max(scores) + 1):
        given = [each for each in scores.get(year, ()) if each is not None]
        found.append((year, sum(given, Fraction()) / len(given) if given else None))
    return found
