"""統合 of two rounds and of two applications: what was counted is counted anew, and one undo takes it back."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.service import GrantService
from tests.unit.features.grants.conftest import Apply


@pytest.fixture
def older(rounds: GrantRoundService) -> Snapshot:
    """The same call once more, as a list of past years brings it: without rules."""
    return rounds.save("窓口", Draft({"programme": "civic_activity", "fiscal_year": 2026, "number": 2})).snapshot


def enter(grants: GrantService, grant_round: Snapshot) -> Snapshot:
    """Enter an application of 700,000 yen, half of which is more than the ceiling of the round with rules."""
    draft = Draft({"round": grant_round["reference"], "name": "山の道", "organization": "山の会"})
    draft.values |= {"requested_amount": 350_000, "received_on": dt.date(2026, 4, 20)}
    draft.children["expenses"] = [Draft({"category": "materials", "budget": 700_000})]
    return grants.save("窓口", draft).snapshot


def test_the_applications_of_a_merged_round_are_counted_by_the_rules_of_the_other(
    grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot, older: Snapshot
) -> None:
    draft = Draft.of(rounds.load(grant_round.id))
    draft.children["frames"] = [Draft({"name": "一般", "ceiling": 300_000})]
    grant_round = rounds.save("窓口", draft).snapshot
    before = enter(grants, older)
    assert (before["round"], before["computed_amount"]) == (older["name"], None)
    merged = rounds.merge("窓口", grant_round.id, older.id)
    after = grants.load(before.id)
    assert (after["round_id"], after["round"], after["frame"]) == (grant_round.id, grant_round["name"], "一般")
    assert after["computed_amount"] == 300_000
    assert grants.at_a_glance(grant_round.id)["applied"].count == 1
    assert merged.changes.operation_id is not None
    rounds.undo("窓口", merged.changes.operation_id)
    assert grants.load(before.id).values == before.values


def test_rounds_whose_rules_differ_are_not_merged(rounds: GrantRoundService, grant_round: Snapshot) -> None:
    other = rounds.begins_with("civic_activity", 2026, 2)
    other.children["frames"][0].values["ceiling"] = 1
    stored = rounds.save("窓口", other).snapshot
    name = stored.children["frames"][0]["name"]
    with pytest.raises(InputError, match=f"部門・枠「{name}」の決まりが二つの募集回で異なる"):
        rounds.merge("窓口", grant_round.id, stored.id)


def test_two_halves_of_an_application_are_counted_together(grants: GrantService, apply: Apply) -> None:
    kept, other = apply(), apply("花いっぱい事業の続き", cost=100_000, requested=0)
    merged = grants.merge("窓口", kept.id, other.id).snapshot
    assert (merged["total_expense"], merged["total_income"]) == (500_000, 500_000)
    assert merged["eligible_amount"] == sum(line["budget"] for line in merged.children["expenses"])
    assert merged["computed_amount"] == 200_000, "as much as was asked for"
    assert merged["missing_documents"] == 0
