from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.features.grants.rules.amount import AmountRequest, grant_amount
from kyodo_desktop.features.grants.rules.budget import Budget, ExpenseLine
from kyodo_desktop.features.grants.rules.changes import (
    ChangeRules,
    Plan,
    amount_after_change,
    check_change,
)
from kyodo_desktop.features.grants.rules.findings import Level
from kyodo_desktop.features.grants.rules.terms import AmountTerms

RULES = ChangeRules()
PLAN = Plan(
    Budget(
        expenses=(ExpenseLine("honorarium", "講師謝金", 100_000), ExpenseLine("supplies", "消耗品費", 150_000, 50_000))
    ),
    150_000,
    "花壇をつくる",
    dt.date(2026, 7, 1),
    dt.date(2027, 2, 28),
)


def with_costs(*lines: ExpenseLine) -> Plan:
    return replace(PLAN, budget=Budget(expenses=lines))


def costs(honorarium: int, supplies: int, *more: ExpenseLine) -> Plan:
    first, second = PLAN.budget.expenses
    return with_costs(replace(first, eligible=honorarium), replace(second, eligible=supplies, ineligible=0), *more)


def test_up_to_twenty_percent_is_a_small_change() -> None:
    found = check_change(RULES, PLAN, costs(120_000, 160_000))
    assert not found.needs_approval
    assert [one.sentence for one in found.findings] == ["軽微な変更です。変更承認の申請は要りません。"]
    assert [(one.label, one.difference, one.permille) for one in found.lines] == [
        ("講師謝金", 20_000, 200),
        ("消耗品費", -40_000, 200),
        ("合計", -20_000, 66),
    ]


def test_one_yen_more_needs_an_approval() -> None:
    found = check_change(RULES, PLAN, costs(120_001, 200_000))
    assert found.needs_approval
    assert [(one.code, one.sentence, one.row) for one in found.findings] == [
        ("category", "「講師謝金」が20,001円増え、20％を超える変更です。変更承認が必要です。", 0)
    ]


def test_the_total_is_looked_at_too() -> None:
    found = check_change(replace(RULES, category_permille=None), PLAN, costs(20_000, 180_000))
    assert [(one.code, one.yen) for one in found.findings] == [("total", -100_000)]
    assert "「合計」が100,000円減り" in found.findings[0].sentence
    assert not check_change(ChangeRules(None, None), PLAN, costs(1, 1)).needs_approval


def test_a_new_category_needs_an_approval_and_a_gone_one_as_well() -> None:
    new = check_change(RULES, PLAN, costs(100_000, 200_000, ExpenseLine("rent", "会場使用料", 1)))
    assert new.findings[0].sentence == "予算になかった「会場使用料」に1円を使います。変更承認が必要です。"
    assert new.lines[2].permille is None
    gone = check_change(RULES, PLAN, with_costs(*PLAN.budget.expenses[1:]))
    assert gone.lines[0].after == 0
    assert gone.needs_approval


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"purpose": "公園をつくる"}, "purpose"),
        ({"ends_on": dt.date(2027, 3, 15)}, "period"),
        ({"grant": 140_000}, "grant"),
    ],
)
def test_purpose_period_and_grant(change: dict[str, Any], code: str) -> None:
    found = check_change(RULES, PLAN, replace(PLAN, **change))
    assert (found.needs_approval, [one.code for one in found.findings]) == (True, [code])
    lenient = ChangeRules(purpose_needs=False, period_needs=False)
    assert check_change(lenient, PLAN, replace(PLAN, **change)).needs_approval == (code == "grant")


def test_a_grant_is_raised_only_by_programmes_that_do_so() -> None:
    more = replace(PLAN, grant=160_000)
    found = check_change(RULES, PLAN, more)
    assert (found.findings[0].level, found.findings[0].yen) == (Level.REFUSED, 10_000)
    allowed = check_change(ChangeRules(may_raise=True), PLAN, more)
    assert allowed.findings[0].sentence == "補助額が10,000円増えます。変更の決定が必要です。"


def test_the_amount_after_a_change_is_not_more_than_decided() -> None:
    more = grant_amount(AmountTerms(500), AmountRequest(400_000))
    held = amount_after_change(RULES, 150_000, more)
    assert held.amount == 150_000
    assert [line.label for line in held.lines if line.decisive] == ["変更前の交付決定額"]
    assert [line.text for line in held.lines][-3:] == [
        "変更後に算出した額：200,000円",
        "変更前の交付決定額：150,000円",
        "変更後の補助額：150,000円",
    ]
    assert amount_after_change(ChangeRules(may_raise=True), 150_000, more).amount == 200_000
    less = amount_after_change(RULES, 150_000, grant_amount(AmountTerms(500), AmountRequest(200_000)))
    assert less.amount == 100_000
    assert [line.label for line in less.lines if line.decisive] == ["対象経費×補助率"]


@given(before=st.integers(0, 1_000_000), after=st.integers(0, 1_000_000), permille=st.integers(0, 1_000))
def test_the_threshold_is_exact(before: int, after: int, permille: int) -> None:
    rules = ChangeRules(permille, None)
    plans = [with_costs(ExpenseLine("a", "費目", amount)) for amount in (before, after)]
    assert check_change(rules, *plans).needs_approval == (abs(after - before) > before * permille / 1000)


@given(decided=st.integers(0, 2_000_000), cost=st.integers(0, 3_000_000), may_raise=st.booleans())
def test_a_change_never_gives_more_than_the_plan_supports(decided: int, cost: int, may_raise: bool) -> None:
    recomputed = grant_amount(AmountTerms(500, ceiling=1_000_000), AmountRequest(cost))
    found = amount_after_change(ChangeRules(may_raise=may_raise), decided, recomputed)
    assert 0 <= found.amount <= recomputed.amount
    assert may_raise or found.amount == min(decided, recomputed.amount)
    assert found.lines[-1].amount == found.amount
