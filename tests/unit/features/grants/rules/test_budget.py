from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.features.grants.rules.budget import (
    Budget,
    ExpenseLine,
    IncomeKind,
    IncomeLine,
    balance,
    check_budget,
)
from kyodo_desktop.features.grants.rules.costs import CostRule, count_costs
from kyodo_desktop.features.grants.rules.findings import Level

BUDGET = Budget(
    (
        IncomeLine("補助金", 100_000, IncomeKind.GRANT),
        IncomeLine("会費", 40_000, IncomeKind.OWN),
        IncomeLine("参加費", 30_000, IncomeKind.OTHER, "300円×100名"),
        IncomeLine("協賛金", 20_000, IncomeKind.OTHER),
    ),
    (
        ExpenseLine("honorarium", "講師謝金", 60_000),
        ExpenseLine("supplies", "消耗品費", 80_000, 2_000),
        ExpenseLine("food", "食糧費", 20_000, 28_000),
    ),
)


def test_totals() -> None:
    assert (BUDGET.income_total, BUDGET.expense_total) == (190_000, 190_000)
    assert BUDGET.eligible_total == 160_000
    assert (BUDGET.grant, BUDGET.other_income) == (100_000, 50_000)


def test_a_right_budget_is_named_right() -> None:
    found = check_budget(BUDGET, 100_000)
    assert all(each.level is Level.OK for each in found)
    assert [one.sentence for one in found] == [
        "収入と支出が一致しています。",
        "収入の補助金は申請額（100,000円）と一致しています。",
    ]


def test_a_difference_says_which_side_is_larger() -> None:
    more_expense = Budget(BUDGET.incomes, (*BUDGET.expenses, ExpenseLine("rent", "会場使用料", 12_000)))
    more_income = Budget((*BUDGET.incomes, IncomeLine("寄附金", 500, IncomeKind.OTHER)), BUDGET.expenses)
    assert balance(more_expense).sentence == "支出が収入より12,000円多くなっています。"
    assert balance(more_expense).difference == -12_000
    assert balance(more_income).sentence == "収入が支出より500円多くなっています。"
    assert not balance(more_income).matches
    assert Level.REFUSED in [each.level for each in check_budget(more_income, 100_000)]


def test_the_grant_among_the_incomes_is_what_was_asked_for() -> None:
    findings = {one.code: one for one in check_budget(BUDGET, 110_000)}
    assert (
        findings["grant_line"].sentence
        == "収入の補助金（100,000円）が申請額（110,000円）より10,000円少なくなっています。"
    )
    assert findings["grant_line"].yen == -10_000
    assert "多く" in {one.code: one for one in check_budget(BUDGET, 90_000)}["grant_line"].sentence


def test_negative_lines_and_empty_budgets_are_refused() -> None:
    wrong = Budget((IncomeLine("会費", -1, IncomeKind.OWN),), (ExpenseLine("food", "食糧費", 0, -1),))
    assert [(one.code, one.row) for one in check_budget(wrong, 0)][:2] == [
        ("negative_income", 0),
        ("negative_expense", 0),
    ]
    assert "支出を入力してください。" in check_budget(Budget(), 0)[0].sentence


RULES = (
    CostRule("honorarium", "講師謝金", cap_yen=50_000, unit_note="1時間5,000円まで"),
    CostRule("supplies", "消耗品費"),
    CostRule("food", "食糧費", cap_permille=100),
    CostRule("staff", "人件費", eligible=False),
)


def test_each_line_counts_under_its_rule() -> None:
    expenses = (*BUDGET.expenses, ExpenseLine("staff", "人件費", 30_000), ExpenseLine("fuel", "燃料費", 1_000))
    check = count_costs(expenses, RULES)
    assert [one.counted for one in check.lines] == [50_000, 80_000, 16_000, 0, 0]
    assert [one.left_out for one in check.lines] == [10_000, 0, 4_000, 30_000, 1_000]
    assert check.counted_total == 146_000
    assert [one.level for one in check.lines] == [Level.LOOK, Level.OK, Level.LOOK, Level.REFUSED, Level.REFUSED]
    assert check.lines[0].reasons == (
        "「講師謝金」で対象経費になるのは50,000円までです。10,000円は数えません。",
        "「講師謝金」には決まりがあります（1時間5,000円まで）。内訳を確かめてください。",
    )
    assert check.lines[2].reasons == (
        "「食糧費」で対象経費になるのは対象経費の合計（160,000円）の10％（16,000円）までです。4,000円は数えません。",
    )
    assert check.lines[3].reasons == ("「人件費」は補助の対象になりません。対象外経費にしてください。",)
    assert "費目にありません" in check.lines[4].reasons[0]


def test_a_cap_holds_for_all_lines_of_a_category_together() -> None:
    lines = tuple(ExpenseLine("honorarium", "講師謝金", yen) for yen in (30_000, 30_000, 5_000))
    assert [one.counted for one in count_costs(lines, RULES).lines] == [30_000, 20_000, 0]


def test_the_smaller_of_two_caps_is_named() -> None:
    rule = CostRule("food", "食糧費", cap_permille=500, cap_yen=3_000)
    check = count_costs((ExpenseLine("food", "食糧費", 10_000),), (rule,))
    assert check.counted_total == 3_000
    assert "3,000円までです" in check.lines[0].reasons[0]


def test_without_rules_what_is_claimed_counts() -> None:
    check = count_costs(BUDGET.expenses)
    assert check.counted_total == BUDGET.eligible_total == 160_000


@given(
    st.lists(
        st.builds(
            ExpenseLine,
            st.sampled_from(("honorarium", "supplies", "food", "staff", "fuel")),
            st.just("費目"),
            st.integers(0, 1_000_000),
            st.integers(0, 1_000_000),
        ),
        max_size=8,
    )
)
def test_what_counts_keeps_within_its_caps(expenses: list[ExpenseLine]) -> None:
    check = count_costs(expenses, RULES)
    assert all(0 <= one.counted <= one.line.eligible for one in check.lines)
    assert all(one.reasons for one in check.lines if one.left_out)
    assert sum(one.counted for one in check.lines if one.line.category == "honorarium") <= 50_000
    base = sum(line.eligible for line in expenses if line.category in ("honorarium", "supplies", "food"))
    assert sum(one.counted for one in check.lines if one.line.category == "food") <= base // 10
    assert check.counted_total == sum(one.counted for one in check.lines)
