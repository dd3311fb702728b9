"""The placing that was decided on stays as it was, whatever is edited afterwards."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants import placings
from kyodo_desktop.features.grants.review_service import MarkChange
from kyodo_desktop.features.grants.round_facts import gather
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.rules.outcome import Decision, Placing
from kyodo_desktop.features.grants.service import GrantService
from tests.unit.features.grants.conftest import Apply, take

REVIEWED, HELD, DECIDED = dt.date(2026, 5, 20), dt.date(2026, 5, 29), dt.date(2026, 6, 12)
MARKS = {"あ": (9, 9, 9, 9, 9), "い": (9, 8, 8, 8, 8), "う": (3, 3, 3, 3, 3)}


@pytest.fixture
def reviewed(apply: Apply, grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot) -> list[int]:
    """Three applications under review with all their marks, and a budget for one and a half."""
    draft = Draft.of(grant_round)
    draft.values["budget"] = 300_000
    draft.children["frames"] = [line for line in draft.children["frames"] if not line.values["budget"]]
    items = [{"name": f"項目{number}", "points": 10} for number in range(5)]
    draft.children["review_items"] = [Draft(dict(item)) for item in items]
    rounds.save("窓口", draft)
    ids = [take(grants, apply(name), "review", REVIEWED).id for name in MARKS]
    changes = [
        MarkChange(record_id, line["name"], MARKS[name])
        for record_id, name in zip(ids, MARKS, strict=True)
        for line in grant_round.children["reviewers"]
    ]
    grants.reviews.enter_marks("窓口", grant_round.id, changes)
    return ids


def edit_round(rounds: GrantRoundService, grant_round: Snapshot, **values: int) -> None:
    """Let the first 審査項目 count three times, and set what else is wanted."""
    draft = Draft.of(rounds.load(grant_round.id))
    draft.values |= values
    draft.children["review_items"][0].values["weight"] = 3
    rounds.save("窓口", draft)


def seen(placing: Placing) -> tuple[int | None, int | None, int, Decision, int]:
    return placing.rank, placing.total, placing.full, placing.decision, placing.amount


def test_a_settled_ranking_stays_when_the_round_is_edited(
    grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot, reviewed: list[int]
) -> None:
    grants.outcomes.settle_review("窓口", grant_round.id, HELD)
    before = grants.reviews.ranking(grant_round.id)
    assert [seen(each) for each in before.placings] == [
        (1, 135, 150, Decision.ADOPTED, 200_000),
        (2, 123, 150, before.placings[1].decision, before.placings[1].amount),
        (3, 45, 150, Decision.REJECTED, 0),
    ]
    assert not placings.differing(grants.reviews.review(grant_round.id).rows, before)
    edit_round(rounds, grant_round, budget=900_000)
    after = grants.reviews.ranking(grant_round.id)
    assert after.placings == before.placings
    assert (after.budget, after.left) == (900_000, 600_000 + before.left)
    sheet = grants.reviews.review(grant_round.id)
    assert sheet.rows[0].score.total == 189, "the marks as they count by now"
    assert placings.differing(sheet.rows, after) == tuple(row.reference for row in sheet.rows)
    [facts] = gather(rounds, [rounds.load(grant_round.id)])
    assert facts.tables["placings"][0]["score"] == "135／150"
    assert "結果を決めたときのものです" in facts.values["missing_words"]


def test_a_result_that_is_taken_back_is_ranked_anew(
    grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot, reviewed: list[int]
) -> None:
    grants.outcomes.settle_review("窓口", grant_round.id, HELD)
    assert grants.load(reviewed[0])["rank"] == 1
    grants.take_back("窓口", reviewed[0], "集計の誤り")
    back = grants.load(reviewed[0])
    assert (back["placing"], back["rank"], back["marks_total"]) == (None, None, None)
    edit_round(rounds, grant_round)
    found = grants.reviews.ranking(grant_round.id)
    assert seen(found.by_key[reviewed[0]])[:3] == (1, 189, 210)
    assert found.by_key[reviewed[1]].total == 123
    assert found.spent == found.by_key[reviewed[0]].amount + found.by_key[reviewed[1]].amount <= found.budget


def test_a_single_decision_keeps_its_placing_too(
    grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot, reviewed: list[int]
) -> None:
    decided = take(grants, grants.load(reviewed[0]), "decide", DECIDED, amount=180_000, document_number="汐協第5号")
    assert (decided["rank"], decided["marks_total"]) == (1, 135)
    edit_round(rounds, grant_round)
    placing = grants.reviews.ranking(grant_round.id).by_key[decided.id]
    assert seen(placing) == (1, 135, 150, Decision.ADOPTED, 180_000)


def test_a_next_in_line_that_is_adopted_later_keeps_its_place(
    grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot, reviewed: list[int]
) -> None:
    rounds.save("窓口", Draft({"runner_up_rule": "declines"}, id=grant_round.id))
    grants.outcomes.settle_review("窓口", grant_round.id, HELD)
    second = grants.load(reviewed[1])
    assert second["result"] == "runner_up"
    adopted = take(grants, second, "allot", DECIDED, amount=100_000)
    assert seen(grants.reviews.ranking(grant_round.id).by_key[second.id]) == (2, 123, 150, Decision.ADOPTED, 100_000)
    less = take(grants, adopted, "decide", DECIDED, amount=90_000, document_number="汐協第6号")
    assert grants.reviews.ranking(grant_round.id).by_key[second.id].amount == 90_000
    for _ in range(2):
        grants.take_back("窓口", less.id, "辞退のため")
    assert seen(grants.reviews.ranking(grant_round.id).by_key[second.id]) == (2, 123, 150, Decision.RUNNER_UP, 0)


def test_another_budget_is_tried_beside_the_settled_one(
    grants: GrantService, grant_round: Snapshot, reviewed: list[int]
) -> None:
    grants.outcomes.settle_review("窓口", grant_round.id, HELD)
    found = grants.reviews.simulate(grant_round.id, budget=400_000)
    assert found.present.spent <= 300_000
    assert found.tried.by_key[reviewed[1]].amount == 200_000


def test_the_score_of_an_older_list_is_all_that_is_known(grants: GrantService, grant_round: Snapshot) -> None:
    values = {"round": grant_round["reference"], "frame": "一般", "name": "花の道", "organization": "浜の会"}
    told = {"received_on": DECIDED, "marks_total": 201, "rank": 4, "result": "rejected"}
    stored = grants.save("窓口", Draft({**values, **told})).snapshot
    placing = grants.reviews.ranking(grant_round.id).by_key[stored.id]
    assert (placing.rank, placing.total, placing.decision) == (4, 201, Decision.REJECTED)
    assert not placings.differing(grants.reviews.review(grant_round.id).rows, grants.reviews.ranking(grant_round.id))
