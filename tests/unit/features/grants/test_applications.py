"""Applications: the round that is meant, what follows from what was entered, what stands beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.grants.assessment import lines_of_snapshot
from kyodo_desktop.features.grants.checks import BESIDE
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.rules.findings import Level
from kyodo_desktop.features.grants.service import GrantService
from tests.unit.features.grants.conftest import Apply, take

DAY = dt.date(2026, 4, 20)


def levels(grants: GrantService, values: dict[str, Any], lines: dict[str, Any]) -> dict[str, Level]:
    return {finding.code: finding.level for finding in grants.findings(values, lines)}


def test_the_round_is_found_by_its_number_and_brings_programme_and_year(apply: Apply, grant_round: Snapshot) -> None:
    stored = apply()
    assert stored["round"] == grant_round["name"]
    assert stored["round_id"] == grant_round.id
    assert (stored["programme"], stored["fiscal_year"]) == ("civic_activity", 2026)


def test_a_round_that_is_not_registered_tells_what_its_text_says(grants: GrantService) -> None:
    draft = Draft({"round": "平成30年度まちづくり活動支援補助金", "name": "花の道", "organization": "浜の会"})
    stored = grants.save("窓口", draft).snapshot
    assert stored["round_id"] is None
    assert (stored["programme"], stored["fiscal_year"]) == ("civic_activity", 2018)
    assert grants.findings_of(stored)[0].code == "round"


def test_a_changed_round_is_looked_up_again(apply: Apply, grants: GrantService, rounds: GrantRoundService) -> None:
    second = rounds.save("窓口", rounds.begins_with("civic_activity", 2026, 2)).snapshot
    stored = grants.save("窓口", Draft({"round": "令和8年度第2回"}, id=apply().id)).snapshot
    assert stored["round_id"] == second.id


def test_a_frame_must_be_one_of_the_rounds(apply: Apply) -> None:
    with pytest.raises(InputError, match="一般、地域en") as raised:
        apply(frame="子ども")
    assert raised.value.problems[0].attribute == "frame"


def test_the_only_organisation_of_a_name_is_joined(apply: Apply, office: Office, organization: Snapshot) -> None:
    assert apply(organization="青葉の会")["organization_id"] == organization.id
    assert apply(organization=organization["reference"])["organization_id"] == organization.id
    office.service("organizations").save("窓口", Draft({"name": "青葉の会", "kind": "civic_group"}))
    assert apply(organization="青葉の会")["organization_id"] is None, "two have this name"


def test_a_renamed_organisation_leaves_the_papers_of_the_past(
    apply: Apply, grants: GrantService, office: Office, organization: Snapshot
) -> None:
    stored = apply(organization="青葉の会")
    office.service("organizations").save("窓口", Draft({"name": "若葉の会"}, id=organization.id))
    again = grants.save("窓口", Draft({"notes": "電話あり"}, id=stored.id)).snapshot
    assert (again["organization"], again["organization_id"]) == ("青葉の会", organization.id)


def test_sums_and_amount_follow_from_the_budget(apply: Apply, grants: GrantService) -> None:
    stored = apply(cost=500_000, requested=250_000)
    assert (stored["total_income"], stored["total_expense"]) == (500_000, 500_000)
    assert (stored["eligible_amount"], stored["computed_amount"]) == (500_000, 250_000)
    lines = grants.derivation(stored.values, lines_of_snapshot(stored))
    assert lines[0].text == "対象経費×補助率：500,000円×50％＝250,000円"
    assert lines[-1].amount == 250_000


def test_a_category_that_is_not_eligible_counts_only_where_it_is_claimed(apply: Apply, grants: GrantService) -> None:
    stored = apply(cost=400_000, requested=200_000)
    draft = Draft.of(stored)
    draft.children["expenses"].append(Draft({"category": "food", "budget": 50_000}))
    changed = grants.save("窓口", draft).snapshot
    assert (changed["total_expense"], changed["eligible_amount"]) == (450_000, 400_000)
    found = {finding.code: finding for finding in grants.findings_of(changed)}
    assert found["balance"].yen == -50_000
    assert "cost" not in found, "nothing of it was claimed"


def test_findings_of_what_is_being_typed(grants: GrantService, grant_round: Snapshot) -> None:
    values = {"round": grant_round["reference"], "frame": "一般", "requested_amount": 400_000, "received_on": DAY}
    lines = {
        "incomes": [{"category": "grant", "budget": 300_000}, {"category": "dues", "budget": 100_000}],
        "expenses": [{"category": "equipment", "budget": 400_000, "eligible": 400_000}],
    }
    found = {finding.code: finding for finding in grants.findings(values, lines)}
    assert found["grant_line"].yen == -100_000
    assert found["cost"].row == 0
    assert found["cost"].yen == 300_000, "equipment counts up to 100,000 yen"
    assert found["amount"].sentence == "算定額は50,000円です。申請額のうち350,000円は補助できません。"
    assert found["registered"].level is Level.REFUSED
    assert found["documents"].level is Level.REFUSED
    assert found.keys() <= BESIDE.keys()


def test_an_eligible_applicant(apply: Apply, grants: GrantService, organization: Snapshot) -> None:
    stored = apply(organization="青葉の会")
    assert {each.code: each.level for each in grants.findings_of(stored)} == {
        "received": Level.OK,
        "registered": Level.OK,
        "reports": Level.OK,
        "years": Level.OK,
        "only_one": Level.OK,
        "balance": Level.OK,
        "grant_line": Level.OK,
        "amount": Level.OK,
        "documents": Level.OK,
    }


def test_a_second_application_and_a_late_report_are_seen(
    apply: Apply, grants: GrantService, organization: Snapshot
) -> None:
    old = Draft({"round": "令和6年度第1回", "name": "前の事業", "organization": "青葉の会", "decided_amount": 100_000})
    old.values |= {"decided_on": dt.date(2024, 6, 1), "until_on": dt.date(2024, 12, 1)}
    grants.save("窓口", old)
    apply("花いっぱい事業", organization="青葉の会")
    second = apply("もう一つの事業", organization="青葉の会")
    found = {finding.code: finding for finding in grants.findings_of(second)}
    assert "花いっぱい事業" in found["only_one"].sentence
    assert "前の事業" in found["reports"].sentence


def test_years_received_are_proposed_from_what_was_decided(
    apply: Apply, grants: GrantService, grant_round: Snapshot, organization: Snapshot
) -> None:
    for year in (6, 7):
        old = Draft({"round": f"令和{year}年度まちづくり活動支援補助金", "name": "花", "organization": "青葉の会"})
        grants.save("窓口", Draft(old.values | {"decided_amount": 1, "received_on": dt.date(2018 + year, 5, 1)}))
    assert apply(organization="青葉の会")["years_received"] == 2
    assert apply(organization="浜の会")["years_received"] == 0
    assert apply(organization="青葉の会", years_received=1)["years_received"] == 1, "what was typed stays"
    [offered] = grants.suggest("organization", "青葉", {"round_id": grant_round.id})
    assert offered.fills["years_received"] == 2
    assert offered.fills["organization_id"] == organization.id


def test_rounds_and_frames_are_offered(grants: GrantService, grant_round: Snapshot) -> None:
    [offered] = grants.suggest("round", "まちづくり", {})
    assert (offered.text, offered.fills) == (grant_round["name"], {"round_id": grant_round.id})
    assert offered.detail == "R8-B01　募集 R8.4.6～R8.5.15"
    frames = grants.suggest("frame", "", {"round_id": grant_round.id})
    assert (frames[0].text, frames[0].detail) == ("一般", "補助率50％・上限300,000円")
    assert grants.suggest("name", "花", {}) == ()


def test_an_older_list_keeps_its_sums_and_is_given_its_steps(grants: GrantService) -> None:
    values = {
        "round": "平成29年度まちづくり活動支援補助金",
        "name": "花の道",
        "organization": "浜の会",
        "total_expense": 420_000,
        "eligible_amount": 400_000,
        "decided_amount": 200_000,
        "settled_amount": 180_000,
        "paid_amount": 180_000,
    }
    stored = grants.save("窓口", Draft(values)).snapshot
    assert {name: stored[name] for name in values} == values
    assert stored["unused_amount"] == 20_000
    assert (stored["unpaid_amount"], stored["return_due_amount"]) == (0, 0)
    assert {line["happened_on"] for line in stored.children["steps"]} == {dt.date(2018, 3, 31)}
    assert "年度の末日" in stored.children["steps"][0]["note"]
    again = grants.save("窓口", Draft({"notes": "綴り3"}, id=stored.id)).snapshot
    assert {name: again[name] for name in values} == values


def test_days_of_the_round_are_deadlines_of_its_applications(apply: Apply, grants: GrantService) -> None:
    stored = take(grants, apply(), "review", DAY)
    stored = take(grants, stored, "allot", dt.date(2026, 5, 29), amount=200_000)
    assert (stored["due_what"], stored["due_on"]) == ("交付決定の予定日", dt.date(2026, 6, 12))


def test_filters_of_a_round_and_an_organisation(
    apply: Apply, grants: GrantService, grant_round: Snapshot, organization: Snapshot
) -> None:
    from kyodo_desktop.core.listing import ListQuery

    mine = apply(organization="青葉の会")
    apply("別の事業")
    assert grants.list_ids(ListQuery(filters={"round": (str(grant_round.id),)})).total == 2
    assert list(grants.list_ids(ListQuery(filters={"organization": (str(organization.id),)})).ids) == [mine.id]
    assert grants.list_ids(ListQuery(filters={"money": ("decided_amount",)})).total == 0


def test_another_rule_of_the_round_counts_its_applications_anew(
    apply: Apply, grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot
) -> None:
    stored = take(grants, take(grants, apply(), "review", DAY), "allot", DAY, amount=200_000)
    over = take(grants, apply("取り下げた事業"), "withdraw", DAY)
    draft = Draft.of(rounds.load(grant_round.id))
    draft.values |= {"decide_by": dt.date(2026, 6, 30), "name": "令和8年度 春の募集"}
    draft.children["frames"][0].values["ceiling"] = 150_000
    changes = rounds.save("窓口", draft).changes
    again = grants.load(stored.id)
    assert (again["computed_amount"], again["due_on"]) == (150_000, dt.date(2026, 6, 30))
    assert again["round"] == "令和8年度 春の募集"
    assert again["allotted_amount"] == 200_000, "what was decided stays"
    assert changes.records["grants"] == {stored.id}
    assert grants.load(over.id) == over
    rounds.undo("窓口", changes.operation_id or 0)
    assert grants.load(stored.id)["computed_amount"] == 200_000
    assert not rounds.save("窓口", Draft({"notes": "覚え"}, id=grant_round.id)).changes.records.get("grants")


def test_a_new_rule_that_a_list_brings_counts_the_applications_anew(
    apply: Apply, grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot
) -> None:
    stored = take(grants, take(grants, apply(), "review", DAY), "allot", DAY, amount=200_000)
    changes = rounds.save_all("窓口", "取込", [Draft({"decide_by": dt.date(2026, 6, 30)}, id=grant_round.id)])
    assert grants.load(stored.id)["due_on"] == dt.date(2026, 6, 30)
    rounds.undo("窓口", changes.operation_id or 0)
    assert grants.load(stored.id)["due_on"] == dt.date(2026, 6, 12)


def test_an_archived_round_still_holds_for_its_applications(
    apply: Apply, grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot
) -> None:
    stored = apply()
    rounds.archive("窓口", grant_round.id, "重複")
    assert rounds.book().rounds == ()
    assert rounds.book().find(grant_round["reference"]) is None
    saved = grants.save("窓口", Draft({"requested_amount": 150_000}, id=stored.id)).snapshot
    assert (saved["round_id"], saved["computed_amount"]) == (grant_round.id, 150_000)
    rounds.unarchive("窓口", grant_round.id)
    assert grants.at_a_glance(grant_round.id)["applied"].count == 1


def test_a_round_without_frames_contradicts_none(grants: GrantService, rounds: GrantRoundService) -> None:
    """A round that was made along with an older list knows nothing of the 部門 in it."""
    made = {"programme": "civic_activity", "fiscal_year": 2019, "number": 1}
    old = rounds.save("窓口", Draft(made)).snapshot
    draft = Draft({"round": old["reference"], "frame": "子ども部門", "name": "花の道", "organization": "浜の会"})
    stored = grants.save("窓口", draft).snapshot
    again = grants.save("窓口", Draft({"notes": "綴り3"}, id=stored.id)).snapshot
    assert (again["frame"], again["notes"]) == ("子ども部門", "綴り3")


def test_two_applications_with_steps_of_their_own_stay_two(apply: Apply, grants: GrantService) -> None:
    kept, other = (take(grants, apply(), "review", DAY) for _ in range(2))
    kept, other = (take(grants, each, "decide", DAY, amount=200_000, document_number="1") for each in (kept, other))
    paid = take(grants, other, "advance", DAY, amount=100_000)
    take(grants, kept, "advance", DAY, amount=50_000)
    with pytest.raises(InputError, match="手続の経過があるため、統合できません"):
        grants.merge("窓口", kept.id, paid.id)
    grants.take_back("窓口", paid.id, "二重の登録")
    merged = grants.merge("窓口", kept.id, paid.id).snapshot
    assert (merged["decided_amount"], merged["paid_amount"], merged["unpaid_amount"]) == (200_000, 50_000, 150_000)


def test_the_steps_of_one_of_two_applications_go_over(apply: Apply, grants: GrantService) -> None:
    kept, other = apply(), take(grants, apply(), "review", DAY)
    changes = grants.merge("窓口", kept.id, other.id).changes
    assert grants.load(kept.id)["state"] == "reviewing"
    grants.undo("窓口", changes.operation_id or 0)
    assert (grants.load(kept.id)["state"], grants.load(other.id)["state"]) == ("received", "reviewing")


def test_a_record_takes_one_step_at_a_time(apply: Apply, grants: GrantService) -> None:
    stored = apply()
    twice = [Taking(stored.id, "receive", {"happened_on": DAY}) for _ in range(2)]
    with pytest.raises(ValueError, match="one step"):
        grants.take("窓口", twice)
    assert grants.load(stored.id) == stored
