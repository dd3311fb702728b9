from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.features.grants.rules.amount import AmountRequest, grant_amount
from kyodo_desktop.features.grants.rules.outcome import Decision, Ranking, compare
from kyodo_desktop.features.grants.rules.ranking import Basis, Candidate, RankingRules, Rest, Tie, priced, rank
from kyodo_desktop.features.grants.rules.terms import AmountTerms, Frame

FULL = 250


def candidate(key: int, total: int | None, amount: int, **more: object) -> Candidate:
    return replace(Candidate(key, amount, amount, total, FULL, 5), **more)  # type: ignore[arg-type]  # named by the tests


def decisions(ranking: Ranking) -> list[tuple[int, str, int]]:
    return [(one.key, one.decision.value, one.amount) for one in ranking.placings]


FIVE = (
    candidate(1, 230, 200_000),
    candidate(2, 210, 150_000),
    candidate(3, 200, 120_000),
    candidate(4, 190, 80_000),
    candidate(5, 174, 50_000),
)


def test_adoption_goes_down_the_ranks_and_the_runner_up_takes_the_rest() -> None:
    found = rank(RankingRules(budget=400_000), FIVE)
    assert decisions(found) == [
        (1, "adopted", 200_000),
        (2, "adopted", 150_000),
        (3, "partial", 50_000),
        (4, "rejected", 0),
        (5, "rejected", 0),
    ]
    assert [one.cumulative for one in found.placings] == [200_000, 350_000, 400_000, 400_000, 400_000]
    assert [one.rank for one in found.placings] == [1, 2, 3, 4, 5]
    assert found.by_key[3].reason == "予算の残り（50,000円）が補助額（120,000円）に足りません。残りの額で採択します。"
    assert found.by_key[4].reason == "上の順位までで予算に達しました。"
    assert found.by_key[5].reason == "得点（174点）が基準点（175点）に達していません。"
    assert (found.spent, found.left) == (400_000, 0)
    assert [one.decision.label for one in found.placings][:3] == ["採択", "採択", "一部採択"]


def test_a_smaller_application_never_overtakes() -> None:
    found = rank(RankingRules(budget=280_000, rest=Rest.DECLINES), FIVE)
    assert decisions(found)[1:4] == [(2, "runner_up", 0), (3, "rejected", 0), (4, "rejected", 0)]
    assert found.left == 80_000


def test_what_becomes_of_the_rest() -> None:
    declining = (FIVE[0], replace(FIVE[1], accepts_rest=False), *FIVE[2:])
    budget = RankingRules(budget=300_000)
    assert decisions(rank(budget, declining))[1:3] == [(2, "runner_up", 0), (3, "rejected", 0)]
    passed_on = rank(replace(budget, rest=Rest.PASSES_ON), declining)
    assert decisions(passed_on)[1:4] == [(2, "runner_up", 0), (3, "partial", 100_000), (4, "rejected", 0)]
    none = rank(replace(budget, rest=Rest.NONE), declining)
    assert decisions(none)[1:3] == [(2, "rejected", 0), (3, "rejected", 0)]
    three = rank(replace(budget, rest=Rest.DECLINES, runner_ups=2), FIVE)
    assert [one.decision for one in three.placings].count(Decision.RUNNER_UP) == 2
    least = rank(replace(budget, least_amount=100_001), FIVE)
    assert decisions(least)[1] == (2, "runner_up", 0)
    cut = rank(replace(budget, budget=250_999, unit=10_000), FIVE)
    assert decisions(cut)[1] == (2, "partial", 50_000)


def test_equal_marks_go_to_the_smaller_request() -> None:
    equal = (candidate(1, 200, 120_000), candidate(2, 200, 90_000), candidate(3, 210, 100_000))
    found = rank(RankingRules(budget=200_000, rest=Rest.DECLINES), equal)
    assert [(one.key, one.rank, one.tied) for one in found.placings] == [(3, 1, False), (2, 2, False), (1, 3, False)]
    assert [one.decision for one in found.placings] == [Decision.ADOPTED, Decision.ADOPTED, Decision.RUNNER_UP]


def test_other_rules_for_equal_marks() -> None:
    equal = (
        candidate(1, 200, 100_000, item_totals=(40, 30), received_on=dt.date(2026, 5, 20)),
        candidate(2, 200, 100_000, item_totals=(30, 40), received_on=dt.date(2026, 5, 10)),
        candidate(3, 200, 100_000, item_totals=(30, 30)),
    )

    def order(*ties: Tie, tie_item: int = 0) -> list[tuple[int, int | None]]:
        found = rank(RankingRules(budget=300_000, ties=ties, tie_item=tie_item), equal)
        return [(one.key, one.rank) for one in found.placings]

    assert order(Tie.HIGHER_ITEM) == [(1, 1), (2, 2), (3, 2)]
    assert order(Tie.HIGHER_ITEM, tie_item=1) == [(2, 1), (1, 2), (3, 2)]
    assert order(Tie.EARLIER_RECEIPT) == [(2, 1), (1, 2), (3, 3)]
    assert order(Tie.HIGHER_ITEM, Tie.EARLIER_RECEIPT) == [(1, 1), (2, 2), (3, 3)]


def test_what_stays_equal_is_left_to_the_committee_where_money_depends_on_it() -> None:
    rules = RankingRules(budget=300_000, ties=(), rest=Rest.TAKES_REST)
    equal = (
        candidate(1, 220, 150_000),
        candidate(2, 200, 100_000),
        candidate(3, 200, 100_000),
        candidate(4, 190, 10_000),
    )
    found = rank(rules, equal)
    assert decisions(found)[1:] == [(2, "undecided", 0), (3, "undecided", 0), (4, "rejected", 0)]
    assert found.by_key[2].reason == (
        "同じ順位の2件の全部では予算の残り（150,000円）に収まりません。委員会で決めてください。"
    )
    assert [one.key for one in found.undecided] == [2, 3]
    settled = rank(
        rules, (equal[0], replace(equal[1], committee_order=2), replace(equal[2], committee_order=1), equal[3])
    )
    assert decisions(settled)[1:] == [(3, "adopted", 100_000), (2, "partial", 50_000), (4, "rejected", 0)]
    enough = rank(replace(rules, budget=350_000), equal)
    assert [(one.key, one.tied, one.decision.value) for one in enough.placings][1:3] == [
        (2, True, "adopted"),
        (3, True, "adopted"),
    ]
    passing_on = rank(replace(rules, rest=Rest.PASSES_ON), equal)
    assert passing_on.by_key[4].reason == "上の順位の決定を待っています。"


def test_more_equal_ones_than_runner_ups_are_left_to_the_committee() -> None:
    rules = RankingRules(budget=100_000, ties=(), rest=Rest.DECLINES)
    equal = (candidate(1, 220, 100_000), candidate(2, 200, 1_000), candidate(3, 200, 1_000), candidate(4, 190, 1_000))
    spent = rank(rules, equal)
    assert decisions(spent)[1:] == [(2, "undecided", 0), (3, "undecided", 0), (4, "rejected", 0)]
    one_named = rank(replace(rules, budget=99_999), equal)
    assert decisions(one_named) == [(1, "runner_up", 0), (2, "rejected", 0), (3, "rejected", 0), (4, "rejected", 0)]
    one_left = rank(replace(rules, budget=99_999, runner_ups=2), equal)
    assert decisions(one_left) == [(1, "runner_up", 0), (2, "undecided", 0), (3, "undecided", 0), (4, "rejected", 0)]
    assert one_left.by_key[2].reason == "同じ順位の2件は次点の数（1件）を超えます。委員会で決めてください。"


def test_equal_ones_of_which_none_fits_need_no_committee() -> None:
    rules = RankingRules(budget=100_500, ties=())
    equal = (candidate(1, 220, 100_000), candidate(2, 200, 2_000), candidate(3, 200, 1_000), candidate(4, 190, 100))
    two = rank(replace(rules, runner_ups=2), equal)
    assert decisions(two)[1:] == [(2, "runner_up", 0), (3, "runner_up", 0), (4, "rejected", 0)]
    assert two.by_key[2].reason == "予算の残り（500円）が補助額（1,000円）に足りません。"
    none = rank(replace(rules, rest=Rest.NONE), equal)
    assert decisions(none)[1:] == [(2, "rejected", 0), (3, "rejected", 0), (4, "rejected", 0)]
    passed_on = rank(replace(rules, rest=Rest.PASSES_ON, runner_ups=2), equal)
    assert decisions(passed_on)[1:] == [(2, "runner_up", 0), (3, "runner_up", 0), (4, "adopted", 100)]
    part = rank(
        replace(rules, budget=102_000, unit=1), (*equal[:1], candidate(2, 200, 5_000), candidate(3, 200, 6_000))
    )
    assert decisions(part)[1:] == [(2, "undecided", 0), (3, "undecided", 0)]


def test_marks_that_are_missing_and_other_reasons() -> None:
    found = rank(
        RankingRules(budget=300_000),
        (
            candidate(1, None, 100_000),
            candidate(2, 240, 100_000, refused="申請資格がありません。"),
            candidate(3, 230, 0),
            candidate(4, 180, 100_000),
        ),
    )
    assert decisions(found) == [(3, "rejected", 0), (4, "adopted", 100_000), (1, "unscored", 0), (2, "rejected", 0)]
    assert [one.rank for one in found.placings] == [1, 2, None, None]
    assert found.by_key[2].reason == "申請資格がありません。"
    assert [one.key for one in found.undecided] == [1]


def test_averages_compare_applications_of_different_numbers_of_reviewers() -> None:
    four = replace(candidate(1, 164, 100_000), full=200, counted=4)  # 41 on the average
    five = candidate(2, 200, 100_000)  # 40
    assert [one.key for one in rank(RankingRules(budget=0), (four, five)).placings] == [2, 1]
    averages = RankingRules(budget=0, basis=Basis.AVERAGE)
    assert [one.key for one in rank(averages, (four, five)).placings] == [1, 2]


EN = Frame("en", "地域en(えん)づくり枠", budget=300_000)


def test_a_frame_has_its_own_budget_and_its_rest_may_flow_over() -> None:
    framed = (*(replace(one, frame="en") for one in FIVE[:2]), *FIVE[2:4])
    keeps = rank(RankingRules(budget=150_000, rest=Rest.DECLINES, frames=(EN,)), framed)
    assert [(pot.label, pot.budget, pot.flowed_in, pot.spent, pot.left, pot.flowed_out) for pot in keeps.pots] == [
        ("地域en(えん)づくり枠", 300_000, 0, 200_000, 100_000, 0),
        ("一般枠", 150_000, 0, 120_000, 30_000, 0),
    ]
    flows = rank(RankingRules(budget=150_000, rest=Rest.DECLINES, frames=(replace(EN, flows_over=True),)), framed)
    assert decisions(flows) == [
        (1, "adopted", 200_000),
        (2, "runner_up", 0),
        (3, "adopted", 120_000),
        (4, "adopted", 80_000),
    ]
    assert [(pot.flowed_in, pot.left, pot.flowed_out) for pot in flows.pots] == [(0, 0, 100_000), (100_000, 50_000, 0)]
    assert (flows.budget, flows.spent, flows.left) == (450_000, 400_000, 50_000)
    assert [one.rank for one in flows.placings] == [1, 2, 1, 2]


def test_a_last_frame_may_take_what_the_general_budget_leaves() -> None:
    framed = (*(replace(one, frame="en") for one in FIVE[:2]), *FIVE[2:4])
    last = replace(EN, first=False, flows_over=True)
    found = rank(RankingRules(budget=250_000, frames=(last,)), framed)
    assert decisions(found) == [
        (3, "adopted", 120_000),
        (4, "adopted", 80_000),
        (1, "adopted", 200_000),
        (2, "adopted", 150_000),
    ]
    assert [(pot.key, pot.flowed_in, pot.left, pot.flowed_out) for pot in found.pots] == [
        ("", 0, 0, 50_000),
        ("en", 50_000, 0, 0),
    ]


def test_strange_frames_and_doubled_applications_are_bugs() -> None:
    with pytest.raises(ValueError, match="no frame"):
        rank(RankingRules(budget=1), (candidate(1, 200, 1, frame="en"),))
    with pytest.raises(ValueError, match="once"):
        rank(RankingRules(budget=1), (FIVE[0], FIVE[0]))


def test_a_simulation_says_who_moves() -> None:
    rules = RankingRules(budget=400_000)
    found = compare(rank(rules, FIVE), rank(replace(rules, budget=550_000), FIVE))
    assert [(one.key, one.before and one.before.amount, one.after and one.after.amount) for one in found.moves] == [
        (3, 50_000, 120_000),
        (4, 0, 80_000),
    ]
    assert found.sentence == "採択は3件から4件、補助額の合計は400,000円から550,000円（＋150,000円）になります。"
    back = compare(rank(replace(rules, budget=550_000), FIVE), rank(rules, FIVE))
    assert back.sentence == "採択は4件から3件、補助額の合計は550,000円から400,000円（－150,000円）になります。"
    assert compare(rank(rules, FIVE), rank(rules, FIVE)).moves == ()
    assert compare(rank(rules, FIVE), rank(rules, FIVE[:4])).moves[-1].after is None


def test_a_simulation_of_another_ceiling() -> None:
    request = {one.key: AmountRequest(one.requested * 2, requested=one.requested) for one in FIVE}

    def simulated(ceiling: int, floor: int = 0) -> Ranking:
        terms = AmountTerms(500, ceiling=ceiling, floor=floor)
        return rank(RankingRules(budget=400_000), [priced(one, grant_amount(terms, request[one.key])) for one in FIVE])

    assert simulated(200_000) == rank(RankingRules(budget=400_000), FIVE)
    found = compare(simulated(200_000), simulated(100_000))
    assert [one.key for one in found.moves if one.before and not one.before.amount] == [4]
    assert "（－20,000円）" in found.sentence
    assert "下限額" in simulated(100_000, floor=60_000).by_key[5].reason


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 10_000),
        amount=st.integers(0, 30).map(lambda thousands: thousands * 1_000),
        requested=st.integers(1, 4).map(lambda tens: tens * 10_000),
        total=st.none() | st.sampled_from((170, 175, 180, 181, 200, 240)),
        full=st.just(FULL),
        counted=st.sampled_from((4, 5)),
        item_totals=st.tuples(st.integers(30, 32)),
        received_on=st.none() | st.dates(dt.date(2026, 5, 1), dt.date(2026, 5, 3)),
        frame=st.sampled_from(("", "en", "last")),
        accepts_rest=st.booleans(),
        committee_order=st.integers(0, 2),
        refused=st.sampled_from(("", "", "", "取り下げられました。")),
    ),
    unique_by=lambda one: one.key,
    max_size=8,
)
RULES = st.builds(
    RankingRules,
    budget=st.integers(0, 150_000),
    basis=st.sampled_from(Basis),
    ties=st.lists(st.sampled_from(Tie), unique=True).map(tuple),
    rest=st.sampled_from(Rest),
    least_amount=st.integers(0, 5_000),
    runner_ups=st.integers(0, 3),
    frames=st.tuples(
        st.builds(Frame, st.just("en"), st.just("特別枠"), budget=st.integers(0, 60_000), flows_over=st.booleans()),
        st.builds(
            Frame,
            st.just("last"),
            st.just("周年枠"),
            budget=st.integers(0, 60_000),
            first=st.just(False),
            flows_over=st.booleans(),
        ),
    ),
)


@given(rules=RULES, candidates=CANDIDATES)
def test_no_budget_is_overspent_and_every_yen_is_accounted_for(
    rules: RankingRules, candidates: list[Candidate]
) -> None:
    found = rank(rules, candidates)
    assert {one.key for one in found.placings} == {one.key for one in candidates}
    for pot in found.pots:
        amounts = sum(one.amount for one in found.placings if one.frame == pot.key)
        assert pot.spent == amounts
        assert min(pot.left, pot.spent, pot.flowed_in, pot.flowed_out) >= 0
        assert pot.budget + pot.flowed_in == pot.spent + pot.left + pot.flowed_out
    assert sum(pot.flowed_in for pot in found.pots) == sum(pot.flowed_out for pot in found.pots)
    assert found.spent <= found.budget
    by_key = {one.key: one for one in candidates}
    for one in found.placings:
        asked = by_key[one.key]
        assert one.decision.granted == (one.amount > 0)
        assert (one.decision is Decision.ADOPTED) == (0 < one.amount == asked.amount)
        assert bool(one.reason) == (one.decision is not Decision.ADOPTED)
        if one.decision.granted:
            assert not asked.refused
            assert asked.total is not None
            assert asked.total * 1000 >= asked.full * rules.floor_permille
        if one.decision is Decision.PARTIAL:
            assert asked.accepts_rest
            assert one.amount % rules.unit == 0
            assert one.amount >= rules.least_amount


@given(rules=RULES, candidates=CANDIDATES, data=st.data())
def test_the_order_of_the_input_never_matters(
    rules: RankingRules, candidates: list[Candidate], data: st.DataObject
) -> None:
    assert rank(rules, data.draw(st.permutations(candidates))) == rank(rules, candidates)


@given(rules=RULES, candidates=CANDIDATES, more=st.integers(0, 100_000))
def test_a_larger_budget_never_drops_anybody(rules: RankingRules, candidates: list[Candidate], more: int) -> None:
    """Except where a rest is passed on to the next, and where a last frame lives from what is left."""
    if rules.rest is Rest.PASSES_ON:
        rules = replace(rules, rest=Rest.TAKES_REST)
    rules = replace(rules, frames=tuple(replace(frame, flows_over=frame.first) for frame in rules.frames))
    before, after = rank(rules, candidates), rank(replace(rules, budget=rules.budget + more), candidates)
    assert {one.key for one in before.adopted} <= {one.key for one in after.adopted}
    assert all(after.by_key[one.key].amount >= one.amount for one in before.adopted)


@given(rules=RULES, candidates=CANDIDATES)
def test_ranks_follow_the_marks(rules: RankingRules, candidates: list[Candidate]) -> None:
    by_key = {one.key: one for one in candidates}
    found = rank(rules, candidates)
    for frame in ("", "en", "last"):
        placed = [one for one in found.placings if one.frame == frame and one.rank is not None]
        ranks = [one.rank or 0 for one in placed]
        assert ranks == sorted(ranks)
        assert all(ranks.count(one.rank or 0) == 1 or one.tied for one in placed)
        if rules.basis is Basis.TOTAL:
            totals = [one.total or 0 for one in placed]
            assert totals == sorted(totals, reverse=True)
        else:
            averages = [(one.total or 0) / by_key[one.key].counted for one in placed]
            assert averages == sorted(averages, reverse=True)


@given(rules=RULES, candidates=CANDIDATES, data=st.data())
def test_what_was_settled_stands_and_its_money_is_spent(
    rules: RankingRules, candidates: list[Candidate], data: st.DataObject
) -> None:
    known = rank(rules, candidates)
    settled = data.draw(st.sets(st.sampled_from([one.key for one in candidates]))) if candidates else set()
    fixed = [one for one in known.placings if one.key in settled]
    found = rank(rules, [one for one in candidates if one.key not in settled], fixed)
    assert [found.by_key[one.key] for one in fixed] == fixed
    assert set(found.by_key) == set(known.by_key)
    for pot in found.pots:
        assert pot.budget + pot.flowed_in == pot.spent + pot.left + pot.flowed_out
        assert pot.spent == sum(one.amount for one in found.placings if one.frame == pot.key)


def test_one_that_comes_later_is_ranked_behind_who_was_better_and_takes_what_is_left() -> None:
    rules = RankingRules(budget=400_000)
    first = rank(rules, FIVE[:1])
    found = rank(rules, FIVE[2:4], first.placings)
    assert [(one.key, one.rank, one.amount, one.cumulative) for one in found.placings] == [
        (1, 1, 200_000, 200_000),
        (3, 2, 120_000, 320_000),
        (4, 3, 80_000, 400_000),
    ]
    with pytest.raises(ValueError, match="once"):
        rank(rules, FIVE, first.placings)
