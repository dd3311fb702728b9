"""収支決算: the table of 予算, 決算 and 増減."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kyodo_desktop.features.grants.rules.budget import Budget


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One 科目 or 費目: planned and actual yen, and 増減 (actual less planned). ``total`` marks the last line."""

    label: str
    budgeted: int
    actual: int
    difference: int
    total: bool = False


def compare_incomes(budget: Budget, result: Budget) -> tuple[ComparisonLine, ...]:
    """Return the incomes by 科目 in the order of the budget, then what the result adds, then the total."""
    return _table(
        ((line.subject, line.subject, line.amount) for line in budget.incomes),
        ((line.subject, line.subject, line.amount) for line in result.incomes),
    )


def compare_expenses(budget: Budget, result: Budget) -> tuple[ComparisonLine, ...]:
    """Return the expenses (対象外経費 included) by 費目, as :func:`compare_incomes` does."""
    return _table(
        ((line.category, line.label, line.total) for line in budget.expenses),
        ((line.category, line.label, line.total) for line in result.expenses),
    )


def _table(
    planned: Iterable[tuple[str, str, int]], actual: Iterable[tuple[str, str, int]]
) -> tuple[ComparisonLine, ...]:
    labels: dict[str, str] = {}
    sums: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for side, lines in zip(sums, (planned, actual), strict=True):
        for key, label, amount in lines:
            labels.setdefault(key, label)
            side[key] = side.get(key, 0) + amount
    rows = [_line(label, sums[0].get(key, 0), sums[1].get(key, 0)) for key, label in labels.items()]
    return (*rows, _line("合計", sum(sums[0].values()), sum(sums[1].values()), total=True))


def _line(label: str, budgeted: int, actual: int, *, total: bool = False) -> ComparisonLine:
    return ComparisonLine(label, budgeted, actual, actual - budgeted, total)
