"""収支予算 and 収支決算: incomes and expenses in yen, their totals, and whether they agree."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from kyodo_desktop.core.money import yen
from kyodo_desktop.features.grants.rules.findings import Finding, Level


class IncomeKind(enum.StrEnum):
    """Whose money an income is.

    This grant, the group's own (会費, 自己資金), or anyone else's (参加費, 協賛金, 他の補助金).
    """

    GRANT = "grant"
    OWN = "own"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """One income: 科目, yen, whose money it is, 説明."""

    subject: str
    amount: int
    kind: IncomeKind
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExpenseLine:
    """One expense: the key and the words of its 費目, yen of 対象経費 and 対象外経費, and 積算内訳."""

    category: str
    label: str
    eligible: int
    ineligible: int = 0
    breakdown: str = ""

    @property
    def total(self) -> int:
        return self.eligible + self.ineligible


@dataclass(frozen=True, slots=True)
class Budget:
    """Both sides of a budget or of its result, in the order of the paper."""

    incomes: tuple[IncomeLine, ...] = ()
    expenses: tuple[ExpenseLine, ...] = ()

    @property
    def income_total(self) -> int:
        return sum(line.amount for line in self.incomes)

    @property
    def expense_total(self) -> int:
        return sum(line.total for line in self.expenses)

    @property
    def eligible_total(self) -> int:
        return sum(line.eligible for line in self.expenses)

    @property
    def grant(self) -> int:
        """The grant as it stands among the incomes."""
        return self._of(IncomeKind.GRANT)

    @property
    def other_income(self) -> int:
        """他の収入: what is neither the grant nor the group's own."""
        return self._of(IncomeKind.OTHER)

    def _of(self, kind: IncomeKind) -> int:
        return sum(line.amount for line in self.incomes if line.kind is kind)


@dataclass(frozen=True, slots=True)
class Balance:
    """収支一致: both totals in yen, income less expense, and the sentence that stands beside the table."""

    income: int
    expense: int
    difference: int
    sentence: str

    @property
    def matches(self) -> bool:
        return self.difference == 0


def balance(budget: Budget) -> Balance:
    """Return whether incomes and expenses agree, and by how many yen they do not."""
    income, expense = budget.income_total, budget.expense_total
    if income == expense:
        sentence = "収入と支出が一致しています。"
    elif expense > income:
        sentence = f"支出が収入より{yen(expense - income)}多くなっています。"
    else:
        sentence = f"収入が支出より{yen(income - expense)}多くなっています。"
    return Balance(income, expense, income - expense, sentence)


def check_budget(budget: Budget, requested: int) -> tuple[Finding, ...]:
    """Return what is wrong with a budget; its balance and its grant are named when they are right, too.

    ``requested`` is the 申請額 in yen, which the grant among the incomes must equal.
    """
    return (*_negatives(budget), _balance_finding(budget), _grant_finding(budget, requested))


def _negatives(budget: Budget) -> Iterator[Finding]:
    for row, income in enumerate(budget.incomes):
        if income.amount < 0:
            sentence = f"収入の「{income.subject}」が0円より小さくなっています。0円以上で入力してください。"
            yield Finding("negative_income", Level.REFUSED, sentence, income.amount, row)
    for row, expense in enumerate(budget.expenses):
        if min(expense.eligible, expense.ineligible) < 0:
            sentence = f"支出の「{expense.label}」が0円より小さくなっています。0円以上で入力してください。"
            yield Finding("negative_expense", Level.REFUSED, sentence, min(expense.eligible, expense.ineligible), row)


def _balance_finding(budget: Budget) -> Finding:
    found = balance(budget)
    if not budget.expense_total:
        return Finding("balance", Level.REFUSED, "支出がありません。支出を入力してください。", 0)
    return Finding("balance", Level.OK if found.matches else Level.REFUSED, found.sentence, found.difference)


def _grant_finding(budget: Budget, requested: int) -> Finding:
    difference = budget.grant - requested
    if not difference:
        return Finding("grant_line", Level.OK, f"収入の補助金は申請額（{yen(requested)}）と一致しています。", 0)
    sentence = (
        f"収入の補助金（{yen(budget.grant)}）が申請額（{yen(requested)}）より{yen(abs(difference))}"
        f"{'多く' if difference > 0 else '少なく'}なっています。"
    )
    return Finding("grant_line", Level.REFUSED, sentence, difference)
