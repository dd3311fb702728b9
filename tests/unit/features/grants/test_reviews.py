"""審査 of a round: marks, interests, ranking, simulation, 内定, letters for all."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.review_service import MarkChange
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.rules.outcome import Decision
from kyodo_desktop.features.grants.service import GrantService
from tests.unit.features.grants.conftest import Apply, take

REVIEWED = dt.date(2026, 5, 29)
DECIDED = dt.date(2026, 6, 12)
ONE_GRANT = {"budget": 200_000, "frames_flow_over": False, "tie_rule": "committee"}
"""A round whose budget lasts for one application, and whose committee decides between equals."""

REVIEWERS = ("秋山 次郎", "井上 花子", "上田 三郎")


def under_review(grants: GrantService, record: Snapshot, marks: int) -> Snapshot:
    """Put an application before the committee, with the same mark for every item."""
    record = take(grants, record, "review", dt.date(2026, 5, 20))
    changes = [MarkChange(record.id, name, (marks,) * 5) for name in REVIEWERS]
    grants.reviews.enter_marks("窓口", record["round_id"], changes)
    return grants.load(record.id)


@pytest.fixture
def three(apply: Apply, grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot) -> list[Snapshot]:
    """Applications with 9, 8 and 7 points an item; the budget lasts for one and a half."""
    rounds.save("窓口", Draft({"budget": 300_000, "frames_flow_over": False}, id=grant_round.id))
    return [under_review(grants, apply(name), marks) for name, marks in (("甲事業", 9), ("乙事業", 8), ("丙事業", 7))]


def test_the_sheet_says_what_is_missing(apply: Apply, grants: GrantService, grant_round: Snapshot) -> None:
    stored = apply()
    sheet = grants.reviews.review(grant_round.id)
    assert [reviewer.name for reviewer in sheet.reviewers] == list(REVIEWERS)
    assert len(sheet.items) == 5
    assert not sheet.complete
    assert sheet.missing[0] == f"{stored['reference']} 花いっぱい事業：秋山 次郎さんの点数がまだ入力されていません。"
    grants.reviews.enter_marks(
        "窓口", grant_round.id, [MarkChange(stored.id, "秋山次郎", (8, 7, None, 9, 6), remark="よい")]
    )
    [row] = grants.reviews.review(grant_round.id).rows
    assert row.cells[0].marks == (8, 7, None, 9, 6)
    assert row.cells[0].remark == "よい"
    assert row.score.missing[0] == "秋山 次郎さんの「協働性」の点数がまだ入力されていません。"


def test_an_interest_is_proposed_by_name_and_by_number(
    apply: Apply, grants: GrantService, office: Office, grant_round: Snapshot
) -> None:
    for number in range(9):
        office.service("organizations").save("窓口", Draft({"name": f"第{number}の会", "kind": "civic_group"}))
    named, numbered = apply("甲事業", organization="青葉の会"), apply("乙事業", organization="第8の会")
    assert office.service("organizations").load(numbered["organization_id"])["reference"] == "D0009"
    rows = {row.application_id: row for row in grants.reviews.review(grant_round.id).rows}
    for record in (named, numbered):
        assert [(cell.interest, cell.proposed) for cell in rows[record.id].cells] == [
            (False, False),
            (True, True),
            (False, False),
        ]
    grants.reviews.enter_marks("窓口", grant_round.id, [MarkChange(named.id, "井上 花子", (9,) * 5, interest=False)])
    rows = {row.application_id: row for row in grants.reviews.review(grant_round.id).rows}
    assert not rows[named.id].cells[1].interest, "what was entered goes before what was proposed"


def test_an_interested_reviewer_is_replaced_by_the_average(
    apply: Apply, grants: GrantService, grant_round: Snapshot
) -> None:
    stored = apply(organization="青葉の会")
    changes = [MarkChange(stored.id, REVIEWERS[0], (8,) * 5), MarkChange(stored.id, REVIEWERS[2], (7, 7, 7, 7, 8))]
    grants.reviews.enter_marks("窓口", grant_round.id, changes)
    [row] = grants.reviews.review(grant_round.id).rows
    assert row.score.total == 40 + 36 + 38


def test_wrong_marks_are_refused_with_their_place(apply: Apply, grants: GrantService, grant_round: Snapshot) -> None:
    stored = apply()
    changes = [
        MarkChange(stored.id, REVIEWERS[0], (8,) * 5),
        MarkChange(stored.id, REVIEWERS[1], (8, 11, 8, 8, 8)),
        MarkChange(stored.id, "見知らぬ人", (8,) * 5),
        MarkChange(stored.id + 1, REVIEWERS[0], (8,) * 5),
    ]
    with pytest.raises(InputError) as raised:
        grants.reviews.enter_marks("窓口", grant_round.id, changes)
    assert [(problem.row, problem.attribute) for problem in raised.value.problems] == [
        (1, "marks"),
        (2, "reviewer"),
        (3, "reviewer"),
    ]
    assert grants.load(stored.id).children["scores"] == ()


def test_marks_are_one_operation_and_can_be_taken_out(
    apply: Apply, grants: GrantService, grant_round: Snapshot
) -> None:
    first, second = apply("甲事業"), apply("乙事業")
    changes = [MarkChange(each.id, name, (8,) * 5) for each in (first, second) for name in REVIEWERS]
    entered = grants.reviews.enter_marks("窓口", grant_round.id, changes)
    assert grants.reviews.review(grant_round.id).complete
    grants.reviews.enter_marks("窓口", grant_round.id, [MarkChange(first.id, REVIEWERS[0])])
    assert len(grants.load(first.id).children["scores"]) == 2
    assert grants.history(second.id)[0].action == "評点の入力"
    with pytest.raises(InputError):
        grants.undo("窓口", entered.operation_id or 0)


def test_the_ranking_spends_the_budget_and_simulates_another(
    three: list[Snapshot], grants: GrantService, grant_round: Snapshot
) -> None:
    ranking = grants.reviews.ranking(grant_round.id)
    assert [(placing.decision, placing.amount) for placing in ranking.placings] == [
        (Decision.ADOPTED, 200_000),
        (Decision.PARTIAL, 100_000),
        (Decision.REJECTED, 0),
    ]
    simulation = grants.reviews.simulate(grant_round.id, budget=600_000)
    assert len(simulation.tried.adopted) == 3
    moves = simulation.comparison.moves
    assert [each.key for each in moves if each.before and not each.before.amount] == [three[2].id]
    cheaper = grants.reviews.ranking(grant_round.id, ceiling=100_000)
    assert [placing.amount for placing in cheaper.placings] == [100_000] * 3


def test_who_takes_no_part_is_runner_up(three: list[Snapshot], grants: GrantService, grant_round: Snapshot) -> None:
    grants.save("窓口", Draft({"accepts_part": False}, id=three[1].id))
    decisions = [placing.decision for placing in grants.reviews.ranking(grant_round.id).placings]
    assert decisions == [Decision.ADOPTED, Decision.RUNNER_UP, Decision.REJECTED]


def test_the_result_is_one_operation_that_can_be_undone(
    three: list[Snapshot], grants: GrantService, grant_round: Snapshot
) -> None:
    changes = grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED)
    first, second, third = (grants.load(each.id) for each in three)
    assert (first["state"], first["result"], first["allotted_amount"]) == ("allotted", "adopted", 200_000)
    assert (first["marks_total"], first["rank"]) == (135, 1)
    assert (second["state"], second["allotted_amount"]) == ("allotted", 100_000)
    assert (third["state"], third["result"], third["rank"]) == ("rejected", "rejected", 3)
    assert "予算に達しました" in third.children["steps"][-1]["note"]
    with pytest.raises(InputError, match="審査の結果が決まっています"):
        grants.reviews.enter_marks("窓口", grant_round.id, [MarkChange(first.id, REVIEWERS[0], (1,) * 5)])
    with pytest.raises(InputError, match="結果の決まっていない申請がありません"):
        grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED)
    grants.undo("窓口", changes.operation_id or 0)
    assert [grants.load(each.id)["result"] for each in three] == [None] * 3
    assert grants.load(first.id)["marks_total"] is None


def test_no_result_while_marks_are_missing(
    three: list[Snapshot], apply: Apply, grants: GrantService, grant_round: Snapshot
) -> None:
    late = apply("遅れた事業")
    with pytest.raises(InputError, match="遅れた事業：点数がそろっていません"):
        grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED)
    take(grants, late, "withdraw", REVIEWED)
    assert grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED)


def test_an_application_that_is_not_under_review_is_named(
    apply: Apply, grants: GrantService, grant_round: Snapshot
) -> None:
    stored = apply()
    changes = [MarkChange(stored.id, name, (9,) * 5) for name in REVIEWERS]
    grants.reviews.enter_marks("窓口", grant_round.id, changes)
    with pytest.raises(
        InputError, match="花いっぱい事業：審査の結果を記録できる状態ではありません（いまの状態は「受付」）"
    ):
        grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED)


def test_the_committee_decides_between_equals(
    apply: Apply, grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot
) -> None:
    rounds.save("窓口", Draft(ONE_GRANT, id=grant_round.id))
    first, second = (under_review(grants, apply(name), 8) for name in ("甲事業", "乙事業"))
    with pytest.raises(InputError, match="委員会で決めてください"):
        grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED)
    grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED, order={second.id: 1, first.id: 2})
    assert grants.load(second.id)["result"] == "adopted"
    assert [placing.key for placing in grants.reviews.ranking(grant_round.id).placings] == [second.id, first.id]


def test_decisions_for_all_are_numbered_by_rank(
    three: list[Snapshot], grants: GrantService, grant_round: Snapshot
) -> None:
    grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED)
    with pytest.raises(InputError, match="続き番号"):
        grants.outcomes.decide("窓口", grant_round.id, DECIDED, "市民協働号")
    decided = grants.outcomes.decide("窓口", grant_round.id, DECIDED, "汐協第９９号")
    found = [grants.load(each.id) for each in three]
    assert [each["decision_number"] for each in found] == ["汐協第９９号", "汐協第１００号", None]
    assert [each["decided_amount"] for each in found] == [200_000, 100_000, None]
    assert [each["unpaid_amount"] for each in found] == [200_000, 100_000, None]
    grants.outcomes.refuse("窓口", grant_round.id, DECIDED, "汐協第101号")
    refused = grants.load(three[2].id)
    assert (refused["state"], refused["decision_number"]) == ("refused", "汐協第101号")
    with pytest.raises(InputError, match="交付決定をする申請がありません"):
        grants.outcomes.decide("窓口", grant_round.id, DECIDED, "汐協第102号")
    grants.undo("窓口", decided.operation_id or 0)
    assert grants.load(three[0].id)["state"] == "allotted"


def test_a_round_at_a_glance_and_the_lists_behind_its_numbers(
    three: list[Snapshot], grants: GrantService, grant_round: Snapshot
) -> None:
    grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED)
    grants.outcomes.decide("窓口", grant_round.id, DECIDED, "第1号")
    take(grants, grants.load(three[0].id), "advance", DECIDED, amount=160_000)
    glance = grants.at_a_glance(grant_round.id)
    assert (glance["applied"].count, glance["applied"].amount) == (3, 600_000)
    assert (glance["adopted"].count, glance["adopted"].amount) == (2, 300_000)
    assert (glance["decided"].amount, glance["paid"].amount, glance["unpaid"].amount) == (300_000, 160_000, 140_000)
    assert glance.budget == 300_000 + 600_000 + 1_000_000
    assert glance.remaining == glance.budget - 300_000
    for stage in glance.stages:
        assert grants.list_ids(ListQuery(filters=stage.filters)).total == stage.count, stage.label


def test_what_is_withdrawn_after_its_adoption_frees_the_budget(
    three: list[Snapshot], grants: GrantService, grant_round: Snapshot
) -> None:
    grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED)
    before = grants.at_a_glance(grant_round.id).remaining
    take(grants, grants.load(three[0].id), "withdraw", REVIEWED)
    glance = grants.at_a_glance(grant_round.id)
    assert glance.remaining == before + 200_000
    assert [glance[code].count for code in ("applied", "withdrawn", "adopted")] == [3, 1, 1]
    for stage in glance.stages:
        assert grants.list_ids(ListQuery(filters=stage.filters)).total == stage.count, stage.label


def test_a_later_change_of_plan_leaves_the_ranking_as_it_was_decided(
    three: list[Snapshot], grants: GrantService, grant_round: Snapshot
) -> None:
    grants.outcomes.settle_review("窓口", grant_round.id, REVIEWED)
    grants.outcomes.decide("窓口", grant_round.id, DECIDED, "第1号")
    before = grants.reviews.ranking(grant_round.id)
    draft = Draft.of(grants.load(three[0].id))
    draft.children["expenses"][0].values["budget"] = 200_000
    assert grants.save("窓口", draft).snapshot["computed_amount"] == 100_000
    assert grants.reviews.ranking(grant_round.id) == before


def test_who_names_no_amount_asks_for_what_is_computed(
    apply: Apply, grants: GrantService, grant_round: Snapshot
) -> None:
    larger = apply("大きな事業", cost=500_000, requested=250_000)
    grants.save("窓口", Draft({"requested_amount": None}, id=larger.id))
    smaller = apply("小さな事業")
    for each in (larger, smaller):
        changes = [MarkChange(each.id, name, (8,) * 5) for name in REVIEWERS]
        grants.reviews.enter_marks("窓口", grant_round.id, changes)
    placings = grants.reviews.ranking(grant_round.id).placings
    assert [(each.key, each.rank) for each in placings] == [(smaller.id, 1), (larger.id, 2)]


def test_nothing_is_adopted_without_items_to_mark(
    apply: Apply, grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot
) -> None:
    stored = apply()
    rounds.save("窓口", Draft({"tie_rule": "higher_item"}, {"review_items": []}, id=grant_round.id))
    [placing] = grants.reviews.ranking(grant_round.id).placings
    assert (placing.key, placing.decision) == (stored.id, Decision.UNSCORED)
    [row] = grants.reviews.review(grant_round.id).rows
    assert row.score.missing == ("審査項目がないため、点数を付けられません。募集回に審査項目を加えてください。",)
