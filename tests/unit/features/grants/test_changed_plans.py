"""変更: the plan as it was decided on is kept, and what is asked for by now is compared with that."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.assessment import lines_of_snapshot
from kyodo_desktop.features.grants.changing import ChangeStanding
from kyodo_desktop.features.grants.changing import approved as approved_change
from kyodo_desktop.features.grants.checks import UNKNOWN_PLAN
from kyodo_desktop.features.grants.facts import gather
from kyodo_desktop.features.grants.rules.changes import ChangeLine
from kyodo_desktop.features.grants.service import GrantService
from tests.unit.features.grants.conftest import Apply, take

DECIDED, ASKED, APPROVED = dt.date(2026, 6, 12), dt.date(2026, 7, 1), dt.date(2026, 7, 8)


@pytest.fixture
def decided(apply: Apply, grants: GrantService) -> Snapshot:
    """An application of 400,000 yen to which 200,000 were granted."""
    stored = take(grants, apply(), "review", dt.date(2026, 5, 20))
    return take(grants, stored, "decide", DECIDED, amount=200_000, document_number="汐協第5号")


def replan(grants: GrantService, record: Snapshot, cost: int, *more: Draft, grant: int = 200_000) -> Snapshot:
    """Enter another plan: materials for ``cost`` yen, and further expenses; the group pays the rest."""
    draft = Draft.of(grants.load(record.id))
    whole = cost + sum(line.values["budget"] for line in more)
    incomes, expenses = draft.children["incomes"], draft.children["expenses"]
    incomes[0].values["budget"], incomes[1].values["budget"] = grant, whole - grant
    expenses[0].values["budget"] = cost
    draft.children["expenses"] = [*expenses, *more]
    return grants.save("窓口", draft).snapshot


def said(grants: GrantService, record: Snapshot) -> list[str]:
    return [found.sentence for found in grants.findings_of(record) if found.code == "change"]


def replan_cost(grants: GrantService, record: Snapshot, cost: int) -> Snapshot:
    """Enter another cost of the only expense."""
    draft = Draft.of(record)
    draft.children["expenses"][0].values["budget"] = cost
    return grants.save("窓口", draft).snapshot


def standing(grants: GrantService, record: Snapshot) -> ChangeStanding:
    return grants.change_standing(record.values, lines_of_snapshot(record))


def table(lines: tuple[ChangeLine, ...]) -> list[tuple[str, int, int, int]]:
    return [(line.label, line.before, line.after, line.difference) for line in lines]


def asked(grants: GrantService, record: Snapshot) -> Any:
    return standing(grants, record).asked


def test_the_decided_plan_stands_beside_the_changed_one(decided: Snapshot, grants: GrantService) -> None:
    assert not said(grants, decided)
    changing = take(grants, decided, "request_change", ASKED, note="材料を減らし、講師を招く")
    assert (changing["due_what"], changing["due_on"]) == (decided["due_what"], decided["due_on"]), (
        "it is still to report"
    )
    changed = replan(grants, changing, 250_000, Draft({"category": "honoraria", "budget": 50_000}))
    found = asked(grants, changed)
    assert table(found.verdict.lines) == [
        ("原材料費", 400_000, 250_000, -150_000),
        ("報償費", 0, 50_000, 50_000),
        ("合計", 400_000, 300_000, -100_000),
    ]
    assert [(line.label, line.difference) for line in found.incomes] == [
        ("この補助金", 0),
        ("自己資金", -100_000),
        ("合計", -100_000),
    ]
    assert found.verdict.needs_approval
    assert said(grants, changed) == [
        "「原材料費」が150,000円減り、20％を超える変更です。変更承認が必要です。",
        "予算になかった「報償費」に50,000円を使います。変更承認が必要です。",
        "「合計」が100,000円減り、20％を超える変更です。変更承認が必要です。",
        "補助額が50,000円減ります。変更の決定が必要です。",
    ]


def test_the_amount_of_the_approval_follows_from_the_changed_plan(decided: Snapshot, grants: GrantService) -> None:
    changed = replan(grants, take(grants, decided, "request_change", ASKED), 300_000)
    step = next(each for each in grants.offered(changed) if each.code == "change")
    assert grants.proposal(changed, step)["amount"] == 150_000
    approved = take(grants, changed, "change", APPROVED, amount=150_000, document_number="汐協第9号")
    assert not said(grants, approved), "what was approved is what is decided on"
    found = approved_change(grants.case(approved))
    assert found is not None
    assert (found.before.grant, found.after.grant) == (200_000, 150_000)
    assert table(found.verdict.lines)[0] == ("原材料費", 400_000, 300_000, -100_000)
    grants.take_back("窓口", approved.id, "決裁の前だったため")
    back = grants.load(approved.id)
    assert (back["decided_amount"], approved_change(grants.case(back))) == (200_000, None)
    assert asked(grants, back).before.grant == 200_000


def test_a_small_change_is_called_one(decided: Snapshot, grants: GrantService) -> None:
    assert said(grants, replan(grants, decided, 480_000)) == ["軽微な変更です。変更承認の申請は要りません。"]
    assert "変更承認が必要です。" in "".join(said(grants, replan(grants, decided, 480_001)))
    assert not said(grants, replan(grants, decided, 400_000))


def test_a_larger_grant_is_refused_and_a_longer_period_needs_an_approval(
    decided: Snapshot, grants: GrantService
) -> None:
    more = replan(grants, decided, 480_000, grant=240_000)
    assert said(grants, more) == ["補助額は交付決定額（200,000円）より増やせません。40,000円減らしてください。"]
    same = replan(grants, more, 400_000)
    longer = grants.save("窓口", Draft({"until_on": dt.date(2027, 2, 1)}, id=same.id, version=same.version)).snapshot
    assert said(grants, longer) == ["事業の期間が変わります。変更承認が必要です。"]


def test_the_result_is_compared_with_what_was_decided(decided: Snapshot, grants: GrantService) -> None:
    draft = Draft.of(replan(grants, decided, 300_000))
    draft.children["expenses"][0].values["settled"] = 320_000
    stored = grants.save("窓口", draft).snapshot
    assert not [found for found in grants.findings_of(stored) if found.code == "result"], "400,000 less 20 %"


def test_a_decision_of_an_older_list_has_no_plan(grants: GrantService, grant_round: Snapshot) -> None:
    values = {"round": grant_round["reference"], "name": "花の道", "organization": "浜の会", "decided_on": DECIDED}
    stored = grants.save("窓口", Draft({**values, "decided_amount": 150_000})).snapshot
    assert asked(grants, stored) is None
    assert not said(grants, stored)
    assert not standing(grants, stored).is_unknown, "nothing was planned that could be compared"
    planned = Draft.of(stored)
    planned.children["expenses"] = [Draft({"category": "materials", "budget": 300_000})]
    stored = grants.save("窓口", planned).snapshot
    assert standing(grants, stored).is_unknown
    assert not said(grants, stored), "nobody asked for a change"
    changing = take(grants, stored, "request_change", ASKED, note="会場の変更")
    assert said(grants, changing) == [UNKNOWN_PLAN]
    approved = take(grants, changing, "change", APPROVED, amount=150_000, document_number="汐協第9号")
    assert not standing(grants, approved).is_unknown
    changed = asked(grants, replan_cost(grants, approved, 200_000))
    assert table(changed.verdict.lines)[0] == ("原材料費", 300_000, 200_000, -100_000)


def test_a_refused_change_stays_until_the_decided_plan_is_put_back(decided: Snapshot, grants: GrantService) -> None:
    longer = Draft(
        {"until_on": dt.date(2027, 1, 31), "purpose": "催しを二度にする"}, id=decided.id, version=decided.version
    )
    assert not standing(grants, decided).was_refused
    changing = take(grants, grants.save("窓口", longer).snapshot, "request_change", ASKED, note="催しを増やす")
    changed = replan(grants, changing, 250_000, Draft({"category": "honoraria", "budget": 50_000}))
    assert not standing(grants, changed).can_be_put_back, "it is still being asked for"
    refused = take(grants, changed, "refuse_change", APPROVED, note="目的から外れるため")
    found = standing(grants, refused)
    assert (found.was_refused, found.can_be_put_back) == (True, True)
    assert asked(grants, refused).is_one
    done = grants.put_back_plan("窓口", refused.id)
    back = grants.load(refused.id)
    assert not asked(grants, back).is_one
    for inside in ("incomes", "expenses"):
        assert [line.values for line in back.children[inside]] == [line.values for line in decided.children[inside]]
        assert [line.id for line in back.children[inside]] == [line.id for line in decided.children[inside]]
    assert [back[name] for name in ("until_on", "purpose")] == [decided[name] for name in ("until_on", "purpose")]
    assert (back["state"], back["total_expense"], back["decided_amount"]) == ("decided", 400_000, 200_000)
    assert done.operation_id is not None
    grants.undo("窓口", done.operation_id)
    assert grants.load(refused.id)["total_expense"] == 300_000, "what was typed is not lost"


def test_what_is_known_of_the_result_stays_when_the_plan_is_put_back(decided: Snapshot, grants: GrantService) -> None:
    draft = Draft.of(replan(grants, decided, 250_000, Draft({"category": "honoraria", "budget": 50_000})))
    for line, settled in zip(draft.children["expenses"], (240_000, 30_000), strict=True):
        line.values["settled"] = settled
    stored = grants.save("窓口", draft).snapshot
    grants.put_back_plan("窓口", stored.id)
    lines = [
        (line["category"], line["budget"], line["settled"]) for line in grants.load(stored.id).children["expenses"]
    ]
    assert lines == [("materials", 400_000, 240_000), ("honoraria", None, 30_000)]


def test_a_plan_that_was_not_kept_cannot_be_put_back(grants: GrantService, grant_round: Snapshot) -> None:
    values = {"round": grant_round["reference"], "name": "花の道", "organization": "浜の会", "decided_on": DECIDED}
    stored = grants.save("窓口", Draft({**values, "decided_amount": 150_000})).snapshot
    with pytest.raises(InputError, match="残っていない"):
        grants.put_back_plan("窓口", stored.id)


def test_the_application_of_a_change_says_what_is_asked_for(decided: Snapshot, grants: GrantService) -> None:
    def ticked(record: Snapshot) -> object:
        return gather(grants, [record])[0].values["change_procedure"]

    assert ticked(decided) is None
    changing = take(grants, decided, "request_change", ASKED, note="やめるかもしれない")
    assert ticked(changing) is None, "nobody has said yet what"
    changed = replan(grants, changing, 300_000)
    assert ticked(changed) == "変更"
    approved = take(grants, changed, "change", APPROVED, amount=150_000, document_number="汐協第9号")
    assert ticked(approved) == "変更"
    again = take(grants, approved, "request_change", APPROVED, note="やめる")
    assert ticked(again) is None
    assert not gather(grants, [again])[0].tables["asked_changes"], "the change before was another one"
    assert ticked(take(grants, again, "stop", APPROVED, document_number="汐協第10号")) == "中止"


def test_papers_of_a_change_name_both_plans(decided: Snapshot, grants: GrantService) -> None:
    changing = replan(grants, take(grants, decided, "request_change", ASKED, note="回数を減らす"), 300_000)
    [of_asked] = gather(grants, [changing])
    assert [of_asked.values[name] for name in ("asked_before_amount", "asked_amount")] == [200_000, 150_000]
    assert [(row["side"], row["label"], row["difference"]) for row in of_asked.tables["asked_changes"]] == [
        ("収入", "自己資金", -100_000),
        ("収入", "合計", -100_000),
        ("支出", "原材料費", -100_000),
        ("支出", "合計", -100_000),
    ]
    assert not of_asked.tables["approved_changes"]
    approved = take(grants, changing, "change", APPROVED, amount=150_000, document_number="汐協第9号")
    later = replan(grants, approved, 310_000, grant=150_000)
    [of_approved] = gather(grants, [later])
    names = ("amount_before_change", "amount_after_change", "change_requested")
    assert [of_approved.values[name] for name in names] == [200_000, 150_000, "回数を減らす"]
    [just_approved] = gather(grants, [approved])
    asked_for = [just_approved.values[name] for name in ("asked_before_amount", "asked_amount")]
    assert asked_for == [200_000, 150_000], "the application still speaks of the change that was approved"
    assert of_approved.tables["approved_changes"][-1]["after"] == 300_000, "as it was approved"
    assert of_approved.tables["compared_expenses"][0]["budgeted"] == 300_000


def test_the_claim_of_an_advance_names_its_amount(decided: Snapshot, grants: GrantService) -> None:
    names = ("advance_ceiling_amount", "advance_before_amount", "advance_claim_amount")

    def told(record: Snapshot) -> list[int]:
        return [gather(grants, [record])[0].values[name] for name in names]

    assert told(decided) == [160_000, 0, 160_000]
    paid = take(grants, decided, "advance", ASKED, amount=100_000)
    assert told(paid) == [160_000, 0, 100_000]
    again = take(grants, paid, "advance", APPROVED, amount=60_000)
    assert told(again) == [160_000, 100_000, 60_000]
    less = take(grants, replan(grants, again, 380_000), "change", APPROVED, amount=190_000, document_number="9")
    assert told(less) == [160_000, 100_000, 60_000]
    assert gather(grants, [less])[0].values["advance_decided_amount"] == 200_000, "of which the claim was a share"


def test_papers_of_the_decision_speak_of_what_was_decided_on(decided: Snapshot, grants: GrantService) -> None:
    names = ("first_decided_amount", "applied_total_expense", "applied_eligible_amount", "applied_until_on")
    before = gather(grants, [decided])[0].values
    changing = replan(grants, take(grants, decided, "request_change", ASKED), 300_000)
    longer = Draft({"until_on": dt.date(2027, 1, 31)}, id=changing.id, version=changing.version)
    approved = take(
        grants, grants.save("窓口", longer).snapshot, "change", APPROVED, amount=150_000, document_number="9"
    )
    after = gather(grants, [approved])[0].values
    assert [after[name] for name in names] == [before[name] for name in names]
    assert [after[name] for name in names] == [200_000, 400_000, 400_000, dt.date(2026, 12, 20)]
    assert "grant_line" not in {found.code for found in grants.findings_of(approved)}, "a smaller grant stands there"


def test_a_correction_is_printed_with_what_its_step_says(apply: Apply, grants: GrantService) -> None:
    due = dt.date(2026, 5, 8)
    stored = take(grants, apply(), "ask_correction", dt.date(2026, 4, 24), due_on=due, note="予算の内訳")
    rows = gather(grants, [stored])[0].tables["open_corrections"]
    assert [(row["number"], row["text"], row["due_on"]) for row in rows] == [(1, "予算の内訳", due)]


def test_a_return_says_why(decided: Snapshot, grants: GrantService) -> None:
    paid = take(grants, decided, "advance", ASKED, amount=100_000)
    cancelled = take(grants, paid, "cancel", APPROVED, document_number="汐協第9号", note="目的の外に使ったため")
    ordered = take(
        grants, cancelled, "order_return", APPROVED, document_number="汐協第10号", due_on=dt.date(2026, 8, 3)
    )
    assert gather(grants, [ordered])[0].values["return_reason"] == "交付決定の取消しによる"
