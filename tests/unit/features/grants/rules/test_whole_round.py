"""One round from the budgets to a repayment, worked out by hand."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.features.grants.rules.account import Event, EventKind
from kyodo_desktop.features.grants.rules.amount import AmountRequest, grant_amount
from kyodo_desktop.features.grants.rules.budget import Budget, ExpenseLine, IncomeKind, IncomeLine, check_budget
from kyodo_desktop.features.grants.rules.costs import CostRule, count_costs
from kyodo_desktop.features.grants.rules.findings import Level
from kyodo_desktop.features.grants.rules.outcome import Decision
from kyodo_desktop.features.grants.rules.ranking import Candidate, RankingRules, rank
from kyodo_desktop.features.grants.rules.receipts import Receipt, ReceiptRules, check_receipts, limit_to_receipts
from kyodo_desktop.features.grants.rules.review import Reviewer, ReviewItem, ReviewRules, Sheet, score
from kyodo_desktop.features.grants.rules.settlement import check_advance, settle
from kyodo_desktop.features.grants.rules.terms import AmountTerms
from tests.unit.features.grants.replaying import replay

TERMS = AmountTerms(2, 3, ceiling=200_000, floor=30_000)
COST_RULES = (CostRule("supplies", "消耗品費"), CostRule("food", "食糧費", cap_permille=100))
REVIEW = ReviewRules(
    tuple(ReviewItem(str(number), f"項目{number}", 10) for number in range(5)),
    tuple(Reviewer(key, key) for key in "ABCDE"),
)


def budget(grant: int, own: int, other: int, supplies: int, food: int) -> Budget:
    return Budget(
        (
            IncomeLine("補助金", grant, IncomeKind.GRANT),
            IncomeLine("会費", own, IncomeKind.OWN),
            IncomeLine("参加費", other, IncomeKind.OTHER),
        ),
        (ExpenseLine("supplies", "消耗品費", supplies), ExpenseLine("food", "食糧費", food)),
    )


def amount_of(plan: Budget) -> int:
    counted = count_costs(plan.expenses, COST_RULES).counted_total
    return grant_amount(TERMS, AmountRequest(counted, plan.other_income, plan.grant)).amount


def test_a_round_from_the_call_to_a_repayment() -> None:
    plans = {
        1: budget(200_000, 100_000, 20_000, 300_000, 20_000),  # 320,000 × 2/3 = 213,333 → the ceiling
        2: budget(150_000, 40_000, 60_000, 200_000, 50_000),  # food counts 25,000: 225,000 × 2/3, less than 165,000
        3: budget(130_000, 20_000, 50_000, 180_000, 20_000),  # 200,000 × 2/3 = 133,333, asked for 130,000
    }
    assert all(each.level is Level.OK for plan in plans.values() for each in check_budget(plan, plan.grant))
    amounts = {key: amount_of(plan) for key, plan in plans.items()}
    assert amounts == {1: 200_000, 2: 150_000, 3: 130_000}

    marks = {1: (40, 42, 38, 41, 39), 2: (36, None, 38, 37, 39), 3: (38, 37, 36, 37, 39)}
    candidates = []
    for key, totals in marks.items():
        sheets = [
            Sheet(reviewer, (None,) * 5, interest=True)
            if total is None
            else Sheet(reviewer, tuple(total // 5 + (place < total % 5) for place in range(5)))
            for reviewer, total in zip("ABCDE", totals, strict=True)
        ]
        found = score(REVIEW, sheets)
        candidates.append(Candidate(key, amounts[key], plans[key].grant, found.total, found.full, found.counted))
    assert [one.total for one in candidates] == [200, 187, 187]  # B has an interest in 2: 150 ÷ 4 = 37.5 → 37

    outcome = rank(RankingRules(budget=400_000), candidates)
    assert [(one.key, one.decision, one.amount) for one in outcome.placings] == [
        (1, Decision.ADOPTED, 200_000),
        (3, Decision.ADOPTED, 130_000),  # equal marks, the smaller request
        (2, Decision.PARTIAL, 70_000),
    ]
    assert outcome.left == 0

    decided_on, ends_on = dt.date(2026, 6, 15), dt.date(2027, 2, 28)
    assert check_advance(200_000, 800, 0, 160_000).level is Level.OK
    receipts = check_receipts(
        ReceiptRules(decided_on, ends_on),
        (
            Receipt(dt.date(2026, 6, 14), "文具店", "supplies", 30_000),
            Receipt(dt.date(2026, 9, 1), "文具店", "supplies", 210_000),
            Receipt(dt.date(2026, 9, 2), "仕出し店", "food", 10_000),
        ),
    )
    assert (receipts.accepted_total, receipts.refused_total) == (220_000, 30_000)
    result = budget(200_000, 40_000, 10_000, 240_000, 10_000)
    proven = count_costs(limit_to_receipts(result.expenses, receipts).lines, COST_RULES).counted_total
    settlement = settle(TERMS, AmountRequest(proven, result.other_income), decided=200_000, paid=160_000)
    assert (settlement.determined, settlement.unused, settlement.to_return) == (146_000, 54_000, 14_000)  # 146,666

    account = replay(
        [
            Event(EventKind.DECIDE, decided_on, 200_000),
            Event(EventKind.ADVANCE, dt.date(2026, 7, 1), 160_000),
            Event(EventKind.SETTLE, dt.date(2027, 3, 20), settlement.determined),
        ],
        advance_permille=800,
    )
    assert (account.to_return, account.unused) == (settlement.to_return, settlement.unused)
