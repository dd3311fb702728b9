from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.features.grants.rules.amount import AmountRequest, grant_amount
from kyodo_desktop.features.grants.rules.terms import AmountTerms, Frame, YearStep, share_text, terms_in_force

HALF = AmountTerms(rate=500, ceiling=200_000)


def test_the_share_of_the_costs_is_the_smallest() -> None:
    found = grant_amount(HALF, AmountRequest(eligible_cost=312_345, other_income=20_000, requested=180_000))
    assert found.amount == 156_000  # 312,345 × 50 % = 156,172
    assert [line.text for line in found.lines] == [
        "対象経費×補助率：312,345円×50％＝156,172円",
        "対象経費－他の収入：312,345円－20,000円＝292,345円",
        "上限額：200,000円",
        "申請額：180,000円",
        "端数の処理：156,172円の1,000円未満を切捨て＝156,000円",
        "補助額：156,000円",
    ]
    assert [line.label for line in found.lines if line.decisive] == ["対象経費×補助率"]


@pytest.mark.parametrize(
    ("request_", "amount", "decisive"),
    [
        (AmountRequest(300_000, 250_500, 150_000), 49_000, "対象経費－他の収入"),
        (AmountRequest(900_000, 0, 450_000), 200_000, "上限額"),
        (AmountRequest(300_000, 0, 99_999), 99_000, "申請額"),
        (AmountRequest(300_000), 150_000, "対象経費×補助率"),
    ],
)
def test_each_bound_can_decide(request_: AmountRequest, amount: int, decisive: str) -> None:
    found = grant_amount(HALF, request_)
    assert found.amount == amount
    assert [line.label for line in found.lines if line.decisive] == [decisive]


def test_two_thirds_are_exact() -> None:
    assert grant_amount(AmountTerms(2, 3), AmountRequest(300_000)).amount == 200_000
    assert share_text(2, 3) == "3分の2"
    assert share_text(625) == "62.5％"


@pytest.mark.parametrize(("unit", "amount"), [(1, 156_172), (100, 156_100), (1_000, 156_000), (10_000, 150_000)])
def test_the_unit_cuts(unit: int, amount: int) -> None:
    assert grant_amount(AmountTerms(500, unit=unit), AmountRequest(312_345)).amount == amount


def test_below_the_floor_there_is_nothing() -> None:
    found = grant_amount(AmountTerms(500, floor=50_000), AmountRequest(99_999))
    assert found.amount == 0
    assert found.reason == "算出した額（49,000円）が補助金の下限額（50,000円）に満たないため、交付できません。"
    assert grant_amount(AmountTerms(500, floor=50_000), AmountRequest(100_000)).amount == 50_000


def test_other_income_above_the_costs_leaves_nothing() -> None:
    found = grant_amount(HALF, AmountRequest(100_000, 130_000))
    assert (found.amount, found.reason) == (0, "算出した額が0円になるため、交付できません。")
    assert "端数の処理：マイナスは0円とする＝0円" in [line.text for line in found.lines]
    kept = AmountTerms(500, deducts_other_income=False)
    assert grant_amount(kept, AmountRequest(100_000, 130_000)).amount == 50_000


def test_the_ladder_falls_and_ends() -> None:
    terms = AmountTerms(
        1000,
        ceiling=300_000,
        years=(YearStep(2, rate=800, ceiling=200_000), YearStep(3, rate=2, rate_of=3)),
        year_limit=3,
    )
    amounts = [grant_amount(terms, AmountRequest(240_000, year=year)).amount for year in (1, 2, 3, 4)]
    assert amounts == [240_000, 192_000, 160_000, 0]
    assert terms_in_force(terms, 3).ceiling == 300_000  # a step keeps what it does not name from the programme
    last = grant_amount(terms, AmountRequest(240_000, year=4))
    assert last.reason == "補助は通算3年までです。今回は4年目に当たるため、交付できません。"
    assert "上限額：300,000円" in [line.text for line in grant_amount(terms, AmountRequest(900_000, year=3)).lines]
    assert "上限額：2年目の上限＝200,000円" in [
        line.text for line in grant_amount(terms, AmountRequest(900_000, year=2)).lines
    ]


def test_a_frame_has_its_own_conditions() -> None:
    frame = Frame("en", "地域en(えん)づくり枠", rate=1000, ceiling=500_000, floor=100_000)
    found = grant_amount(HALF, AmountRequest(600_000), frame)
    assert found.amount == 500_000
    assert "上限額：地域en(えん)づくり枠の上限＝500,000円" in [line.text for line in found.lines]
    assert grant_amount(HALF, AmountRequest(99_000), frame).amount == 0


@pytest.mark.parametrize(("rate", "rate_of", "unit"), [(1001, 1000, 1), (-1, 1000, 1), (1, 0, 1), (500, 1000, 0)])
def test_impossible_terms_are_refused(rate: int, rate_of: int, unit: int) -> None:
    with pytest.raises(ValueError, match="a rate is a share"):
        AmountTerms(rate, rate_of, unit=unit)


YEN = st.integers(0, 10_000_000)


@given(
    terms=st.builds(
        AmountTerms,
        rate=st.integers(0, 1000),
        ceiling=st.none() | YEN,
        floor=st.integers(0, 100_000),
        unit=st.sampled_from((1, 100, 1_000, 10_000)),
        deducts_other_income=st.booleans(),
    ),
    request=st.builds(AmountRequest, eligible_cost=YEN, other_income=YEN, requested=st.none() | YEN),
    more=YEN,
)
def test_an_amount_keeps_within_its_bounds(terms: AmountTerms, request: AmountRequest, more: int) -> None:
    found = grant_amount(terms, request)
    assert found.amount % terms.unit == 0
    assert found.amount == 0 or found.amount >= terms.floor
    assert 0 <= found.amount * 1000 <= request.eligible_cost * terms.rate
    assert found.amount <= (request.eligible_cost if terms.ceiling is None else terms.ceiling)
    assert request.requested is None or found.amount <= request.requested
    if terms.deducts_other_income:
        assert found.amount <= max(0, request.eligible_cost - request.other_income)
    assert bool(found.reason) == (found.amount == 0)
    assert sum(line.decisive for line in found.lines) == 1
    assert found.lines[-1].amount == found.amount
    richer = AmountRequest(request.eligible_cost + more, request.other_income, request.requested)
    assert grant_amount(terms, richer).amount >= found.amount
