from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.features.grants.rules.amount import AmountRequest
from kyodo_desktop.features.grants.rules.budget import Budget, ExpenseLine, IncomeKind, IncomeLine
from kyodo_desktop.features.grants.rules.findings import Level
from kyodo_desktop.features.grants.rules.receipts import Receipt, ReceiptRules, check_receipts, limit_to_receipts
from kyodo_desktop.features.grants.rules.result_table import compare_expenses, compare_incomes
from kyodo_desktop.features.grants.rules.retention import kept_until
from kyodo_desktop.features.grants.rules.settlement import (
    Asset,
    advance_ceiling,
    check_advance,
    restricted_assets,
    settle,
)
from kyodo_desktop.features.grants.rules.terms import AmountTerms, Frame, YearStep

# ------------------------------------------------------------------------------------------------------- receipts

DECIDED_ON = dt.date(2026, 6, 15)
RECEIPT_RULES = ReceiptRules(DECIDED_ON, dt.date(2027, 3, 10))
RECEIPT = Receipt(DECIDED_ON, "みなと文具店", "supplies", 5_400)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"on": dt.date(2026, 6, 14)},
            "支払日（令和8年6月14日）が、交付決定などで支出が認められた日（令和8年6月15日）より前",
        ),
        ({"on": dt.date(2027, 3, 11)}, "支払の期限（令和9年3月10日）を過ぎています"),
        ({"on": None}, "支払日がありません"),
        ({"payee": "　"}, "支払先がありません"),
        ({"amount": 0}, "金額が1円以上ではありません"),
    ],
)
def test_receipts_that_do_not_count(change: dict[str, Any], words: str) -> None:
    check = check_receipts(RECEIPT_RULES, (RECEIPT, replace(RECEIPT, **change)))
    assert [one.accepted for one in check.lines] == [True, False]
    assert words in check.lines[1].reason
    assert check.accepted_total == 5_400


def test_receipts_of_the_first_and_the_last_day_count() -> None:
    last = replace(RECEIPT, on=dt.date(2027, 3, 10), category="rent")
    check = check_receipts(RECEIPT_RULES, (last, RECEIPT, replace(RECEIPT, on=dt.date(2026, 4, 1))))
    assert check.by_category == (("rent", 5_400), ("supplies", 5_400))
    assert (check.accepted_total, check.refused_total) == (10_800, 5_400)


def test_what_no_receipt_proves_is_no_eligible_cost() -> None:
    expenses = (
        ExpenseLine("supplies", "消耗品費", 5_000, 1_000),
        ExpenseLine("rent", "会場使用料", 3_000),
        ExpenseLine("supplies", "消耗品費", 2_000),
        ExpenseLine("print", "印刷費", 100),
    )
    receipts = (RECEIPT, replace(RECEIPT, category="print", amount=150), replace(RECEIPT, category="food", amount=9))
    found = limit_to_receipts(expenses, check_receipts(RECEIPT_RULES, receipts))
    assert [(one.eligible, one.ineligible) for one in found.lines] == [
        (5_000, 1_000),
        (0, 3_000),
        (400, 1_600),
        (100, 0),
    ]
    assert [(one.code, one.yen, one.sentence) for one in found.findings] == [
        ("unproven", 1_600, "「消耗品費」の対象経費のうち1,600円に、認められる領収書がありません。"),
        ("unproven", 3_000, "「会場使用料」の対象経費のうち3,000円に、認められる領収書がありません。"),
        ("more_receipts", 50, "「印刷費」の領収書が支出より50円多くなっています。支出を確かめてください。"),
        ("unknown_category", 9, "支出にない費目の領収書が9円あります。費目を確かめてください。"),
    ]


# ---------------------------------------------------------------------------------------------- budget and result


def test_the_result_beside_the_budget() -> None:
    budget = Budget(
        (IncomeLine("補助金", 100_000, IncomeKind.GRANT), IncomeLine("会費", 50_000, IncomeKind.OWN)),
        (ExpenseLine("supplies", "消耗品費", 120_000, 5_000), ExpenseLine("rent", "会場使用料", 25_000)),
    )
    result = Budget(
        (IncomeLine("補助金", 100_000, IncomeKind.GRANT), IncomeLine("寄附金", 1_200, IncomeKind.OTHER)),
        (ExpenseLine("supplies", "消耗品費", 101_200),),
    )
    assert [(one.label, one.budgeted, one.actual, one.difference) for one in compare_incomes(budget, result)] == [
        ("補助金", 100_000, 100_000, 0),
        ("会費", 50_000, 0, -50_000),
        ("寄附金", 0, 1_200, 1_200),
        ("合計", 150_000, 101_200, -48_800),
    ]
    expenses = compare_expenses(budget, result)
    assert [(one.label, one.difference, one.total) for one in expenses] == [
        ("消耗品費", -23_800, False),
        ("会場使用料", -25_000, False),
        ("合計", -48_800, True),
    ]


# ----------------------------------------------------------------------------------------------------- settlement

HALF = AmountTerms(rate=500, ceiling=200_000, floor=50_000)


def test_a_smaller_result_leaves_a_part_unused_and_to_be_returned() -> None:
    found = settle(HALF, AmountRequest(261_500, other_income=20_000, requested=999), decided=156_000, paid=140_000)
    assert (found.determined, found.unused, found.to_pay, found.to_return) == (130_000, 26_000, 0, 10_000)
    assert [line.text for line in found.lines] == [
        "対象経費×補助率：261,500円×50％＝130,750円",
        "対象経費－他の収入：261,500円－20,000円＝241,500円",
        "上限額：200,000円",
        "端数の処理：130,750円の1,000円未満を切捨て＝130,000円",
        "実績から算出した額：130,000円",
        "交付決定額：156,000円",
        "確定額：130,000円",
        "不用額：156,000円－130,000円＝26,000円",
        "既払額：140,000円",
        "返還額：140,000円－130,000円＝10,000円",
    ]
    assert [line.label for line in found.lines if line.decisive] == ["対象経費×補助率"]


def test_a_larger_result_keeps_the_decided_amount() -> None:
    found = settle(HALF, AmountRequest(390_000), decided=156_000, paid=124_800)
    assert (found.determined, found.unused, found.to_pay, found.to_return) == (156_000, 0, 31_200, 0)
    assert [line.label for line in found.lines if line.decisive] == ["交付決定額"]
    assert found.lines[-1].text == "精算払額：156,000円－124,800円＝31,200円"


def test_the_floor_and_the_limit_of_years_are_conditions_of_applying() -> None:
    small = AmountRequest(60_000, year=2)
    terms = replace(HALF, year_limit=1, years=(YearStep(2, rate=400),))
    frame = Frame("en", "地域枠", floor=40_000)
    assert settle(terms, small, 50_000, 0).determined == 24_000
    assert settle(terms, small, 50_000, 0, frame).determined == 24_000
    strict = settle(terms, small, 50_000, 0, frame, applies_floor=True)
    assert (strict.determined, strict.unused) == (0, 50_000)
    assert strict.reason == "実績では補助額が0円になるため、交付決定額の全額が不用になります。"
    assert "下限額との比較：24,000円は下限額40,000円に満たない＝0円" in [line.text for line in strict.lines]


@given(
    cost=st.integers(0, 1_000_000),
    other=st.integers(0, 1_000_000),
    decided=st.integers(0, 300_000),
    paid_permille=st.integers(0, 1000),
)
def test_a_settlement_adds_up(cost: int, other: int, decided: int, paid_permille: int) -> None:
    paid = decided * paid_permille // 1000
    found = settle(HALF, AmountRequest(cost, other), decided, paid)
    assert 0 <= found.determined <= decided
    assert found.determined + found.unused == decided
    assert found.paid + found.to_pay - found.to_return == found.determined
    assert found.to_return == max(0, paid - found.determined)
    assert found.to_pay == max(0, found.determined - paid)
    assert bool(found.reason) == (found.determined == 0)
    assert sum(line.decisive for line in found.lines) == 1


def test_an_advance_has_a_ceiling() -> None:
    assert advance_ceiling(156_000, 800) == 124_000
    assert advance_ceiling(156_000, 500, unit=1) == 78_000
    assert check_advance(156_000, 800, 0, 124_000).level is Level.OK
    too_much = check_advance(156_000, 800, 24_000, 100_001)
    assert (too_much.level, too_much.yen) == (Level.REFUSED, 100_000)
    assert too_much.sentence == (
        "概算払は交付決定額（156,000円）の80％、124,000円までです（支払済み24,000円）。100,000円以下で入力してください。"
    )
    assert "これ以上は概算払できません" in check_advance(156_000, 800, 124_000, 1).sentence
    assert check_advance(156_000, 800, 0, 0).level is Level.REFUSED


def test_dear_assets_are_named() -> None:
    found = restricted_assets((Asset("テント", 499_999), Asset("発電機", 500_000)))
    assert [(one.row, one.yen) for one in found] == [(1, 500_000)]
    assert "「発電機」（500,000円）は取得価格が500,000円以上です。" in found[0].sentence
    assert len(restricted_assets((Asset("テント", 499_999),), threshold=300_000)) == 1


@pytest.mark.parametrize(
    ("completed", "until"),
    [
        (dt.date(2027, 2, 28), dt.date(2032, 3, 31)),
        (dt.date(2027, 3, 31), dt.date(2032, 3, 31)),
        (dt.date(2027, 4, 1), dt.date(2033, 3, 31)),
    ],
)
def test_papers_are_kept_five_years_after_the_fiscal_year(completed: dt.date, until: dt.date) -> None:
    assert kept_until(completed) == until
    assert kept_until(completed, years=0) == dt.date(until.year - 5, 3, 31)
