"""The money of an application over its life: what the guards say, what is proposed, what is settled."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.core.errors import InputError, WorldError
from kyodo_desktop.core.lifecycle import Step
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.service import GrantService
from tests.unit.features.grants.conftest import Apply, take

DECIDED = dt.date(2026, 6, 12)
REPORTED = dt.date(2026, 11, 2)


@pytest.fixture
def decided(apply: Apply, grants: GrantService) -> Snapshot:
    """An application of 400,000 yen to which 200,000 were granted."""
    stored = take(grants, apply(), "review", dt.date(2026, 5, 20))
    return take(grants, stored, "decide", DECIDED, amount=200_000, document_number="汐協第5号")


def with_result(
    grants: GrantService, record: Snapshot, spent: int, *, paid_on: dt.date = dt.date(2026, 8, 1)
) -> Snapshot:
    """Enter 収支決算 and a receipt over all that was spent."""
    draft = Draft.of(record)
    grant, own = draft.children["incomes"]
    grant.values["settled"], own.values["settled"] = 200_000, spent - 200_000
    draft.children["expenses"][0].values["settled"] = spent
    draft.children["receipts"] = [
        Draft({"paid_on": paid_on, "category": "materials", "payee": "浜園芸", "amount": spent}),
    ]
    return grants.save("窓口", draft).snapshot


def report(grants: GrantService, record: Snapshot) -> Snapshot:
    return take(grants, record, "report", REPORTED, values={"finished_on": dt.date(2026, 10, 20)})


def step(grants: GrantService, record: Snapshot, code: str) -> Step:
    return next(each for each in grants.offered(record) if each.code == code)


def test_an_advance_up_to_its_ceiling(decided: Snapshot, grants: GrantService) -> None:
    assert grants.proposal(decided, step(grants, decided, "advance"))["amount"] == 160_000
    with pytest.raises(InputError, match="80％、160,000円まで") as raised:
        take(grants, decided, "advance", DECIDED, amount=170_000)
    assert [problem.attribute for problem in raised.value.problems] == ["amount"], "said once"
    paid = take(grants, decided, "advance", DECIDED, amount=100_000)
    assert (paid["advance_amount"], paid["paid_amount"], paid["unpaid_amount"]) == (100_000, 100_000, 100_000)
    assert grants.proposal(paid, step(grants, paid, "advance"))["amount"] == 60_000


def test_a_change_needs_no_amount_and_raises_none(decided: Snapshot, grants: GrantService) -> None:
    same = take(grants, decided, "change", dt.date(2026, 7, 1), document_number="汐協第9号")
    assert (same["decided_amount"], same["change_number"]) == (200_000, "汐協第9号")
    with pytest.raises(InputError, match="50,000円超えています"):
        take(grants, same, "change", dt.date(2026, 7, 2), document_number="汐協第10号", amount=250_000)
    paid = take(grants, same, "advance", dt.date(2026, 7, 2), amount=150_000)
    with pytest.raises(InputError, match="支払済みの額（150,000円）を下回る"):
        take(grants, paid, "change", dt.date(2026, 7, 3), document_number="汐協第10号", amount=100_000)


def test_a_report_wants_the_result(decided: Snapshot, grants: GrantService) -> None:
    with pytest.raises(InputError) as raised:
        take(grants, decided, "report", REPORTED)
    assert [problem.message for problem in raised.value.problems] == [
        "事業完了日を入力してください。",
        "支出の決算額が入力されていません。収支決算書の額を入力してください。",
    ]
    unbalanced = with_result(grants, decided, 380_000)
    draft = Draft.of(unbalanced)
    draft.children["incomes"][1].values["settled"] = 0
    with pytest.raises(InputError, match="支出が収入より180,000円多く"):
        report(grants, grants.save("窓口", draft).snapshot)


def test_less_spent_is_settled_lower_and_the_rest_returned(decided: Snapshot, grants: GrantService) -> None:
    stored = take(grants, decided, "advance", dt.date(2026, 7, 1), amount=160_000)
    stored = report(grants, with_result(grants, stored, 300_000))
    settling = grants.settlement(stored)
    assert settling is not None
    assert (settling.settlement.determined, settling.settlement.to_return) == (150_000, 10_000)
    assert grants.proposal(stored, step(grants, stored, "settle"))["amount"] == 150_000
    stored = take(grants, stored, "settle", REPORTED, amount=150_000, document_number="汐協第20号")
    assert stored["due_what"] == "返還命令の目安（確定・取消から30日）", "nothing is left to pay"
    assert (stored["unused_amount"], stored["unpaid_amount"], stored["return_due_amount"]) == (50_000, 0, 10_000)
    with pytest.raises(InputError, match="10,000円残っています"):
        take(grants, stored, "close", REPORTED)
    proposed = grants.proposal(stored, step(grants, stored, "order_return"))
    assert proposed["due_on"] == dt.date(2026, 12, 11)
    assert proposed["document_number"] == "汐協第21号"
    stored = take(grants, stored, "order_return", REPORTED, document_number="汐協第21号", due_on=proposed["due_on"])
    assert (stored["due_what"], stored["due_on"]) == ("返還の期限", dt.date(2026, 12, 11))
    assert grants.proposal(stored, step(grants, stored, "return_received"))["amount"] == 10_000
    stored = take(grants, stored, "return_received", REPORTED, amount=10_000)
    stored = take(grants, stored, "close", REPORTED)
    assert (stored["return_due_amount"], stored["state"]) == (0, "completed")
    assert stored["kept_until"] == dt.date(2032, 3, 31)


def test_receipts_before_the_decision_support_nothing(decided: Snapshot, grants: GrantService) -> None:
    stored = report(grants, with_result(grants, decided, 400_000, paid_on=dt.date(2026, 6, 1)))
    assert stored["receipts_total"] == 400_000
    with pytest.raises(InputError, match="1行目（400,000円）：支払日（令和8年6月1日）"):
        take(grants, stored, "settle", REPORTED, amount=200_000, document_number="汐協第20号")
    found = [finding for finding in grants.findings_of(stored) if finding.code == "receipt"]
    assert [(finding.row, finding.yen) for finding in found] == [(0, 400_000)]
    zero = take(grants, stored, "settle", REPORTED, amount=0, document_number="汐協第20号")
    assert zero["due_what"] is None, "nothing moves either way"
    assert (zero["unused_amount"], zero["unpaid_amount"]) == (200_000, 0)


def test_what_is_unpaid_keeps_an_application_open(decided: Snapshot, grants: GrantService) -> None:
    stored = report(grants, with_result(grants, decided, 400_000))
    stored = take(grants, stored, "settle", REPORTED, amount=200_000, document_number="汐協第20号")
    assert stored["due_what"] == "支払の目安（確定から30日）"
    with pytest.raises(InputError, match="未払の額が200,000円残っています"):
        take(grants, stored, "close", REPORTED)
    with pytest.raises(InputError, match="返還を求める額がありません"):
        take(grants, stored, "order_return", REPORTED, document_number="1", due_on=REPORTED)
    assert grants.proposal(stored, step(grants, stored, "pay"))["amount"] == 200_000
    stored = take(grants, stored, "pay", REPORTED, amount=200_000)
    assert take(grants, stored, "close", REPORTED)["state"] == "completed"


def test_a_cancelled_decision_asks_all_back(decided: Snapshot, grants: GrantService) -> None:
    stored = take(grants, decided, "advance", dt.date(2026, 7, 1), amount=160_000)
    stored = take(grants, stored, "cancel", REPORTED, document_number="汐協第30号", note="虚偽の申請")
    assert (stored["unused_amount"], stored["unpaid_amount"], stored["return_due_amount"]) == (200_000, 0, 160_000)
    assert stored["due_what"] == "返還命令の目安（確定・取消から30日）"
    grants.take_back("窓口", stored.id, "聞き違い")
    back = grants.load(stored.id)
    assert (back["state"], back["unpaid_amount"], back["return_due_amount"]) == ("decided", 40_000, 0)


def test_a_stopped_project_without_payment_is_simply_closed(decided: Snapshot, grants: GrantService) -> None:
    stopped = take(grants, decided, "stop", REPORTED, document_number="汐協第40号")
    closed = take(grants, stopped, "close", REPORTED)
    assert (closed["state"], closed["unpaid_amount"], closed["unused_amount"]) == ("completed", 0, 200_000)
    paid = take(grants, decided_again(grants, closed), "advance", REPORTED, amount=10_000)
    stopped = take(grants, paid, "stop", REPORTED, document_number="汐協第41号")
    with pytest.raises(InputError, match="10,000円残っています"):
        take(grants, stopped, "close", REPORTED)


def decided_again(grants: GrantService, closed: Snapshot) -> Snapshot:
    """Take 完了 and 中止 back."""
    for _ in range(2):
        grants.take_back("窓口", closed.id, "やり直し")
    return grants.load(closed.id)


def test_papers_and_balance_come_before_the_review(apply: Apply, grants: GrantService) -> None:
    draft = Draft.of(apply())
    draft.children["documents"] = draft.children["documents"][1:]
    draft.children["incomes"][1].values["budget"] = 100_000
    stored = grants.save("窓口", draft).snapshot
    assert stored["missing_documents"] == 1
    with pytest.raises(InputError) as raised:
        take(grants, stored, "review", dt.date(2026, 5, 20))
    assert [problem.message for problem in raised.value.problems] == [
        "まだ受け取っていない書類があります（交付申請書）。",
        "支出が収入より100,000円多くなっています。",
    ]


def test_a_correction_is_due_in_two_weeks_on_an_office_day(apply: Apply, grants: GrantService) -> None:
    stored = apply()
    assert grants.proposal(stored, step(grants, stored, "ask_correction"))["due_on"] == dt.date(2026, 12, 7)


def test_a_guard_that_there_is_not_is_named(apply: Apply, grants: GrantService) -> None:
    stored = apply()
    misspelt = Step("review", "審査に付す", "審査", ("received",), guards=("documents_compleat",))
    with pytest.raises(WorldError, match="documents_compleat"):
        grants.hinders(misspelt, {}, stored)


def test_a_result_far_from_the_plan_wants_an_approval(decided: Snapshot, grants: GrantService) -> None:
    """More than 20 % of a 費目 or of the whole; exactly 20 % needs none."""

    def said(record: Snapshot) -> list[str]:
        return [found.sentence for found in grants.findings_of(record) if found.code == "result"]

    assert not said(decided), "nothing is spent yet"
    assert not said(with_result(grants, decided, 320_000))
    far = with_result(grants, grants.load(decided.id), 319_999)
    assert said(far) == [
        f"「{label}」が80,001円減り、20％を超える変更です。変更承認が必要です。" for label in ("原材料費", "合計")
    ]
    settled = take(grants, report(grants, far), "settle", REPORTED, amount=159_000, document_number="汐協第9号")
    assert not said(settled)


def test_a_costly_asset_is_not_disposed_of_without_consent(decided: Snapshot, grants: GrantService) -> None:
    assets = [Draft({"name": name, "amount": amount}) for name, amount in (("印刷機", 500_000), ("机", 499_999))]
    stored = grants.save("窓口", Draft(children={"assets": assets}, id=decided.id)).snapshot
    [found] = [each for each in grants.findings_of(stored) if each.code == "asset"]
    assert (found.row, found.yen) == (0, 500_000)
    assert "「印刷機」" in found.sentence


def test_without_a_result_what_was_decided_is_proposed(grants: GrantService, grant_round: Snapshot) -> None:
    """An application from an older list has its report, but not line by line."""
    values = {"round": grant_round["reference"], "frame": "一般", "name": "花の道", "organization": "浜の会"}
    days = {"received_on": dt.date(2026, 4, 20), "decided_on": DECIDED, "reported_on": REPORTED}
    stored = grants.save("窓口", Draft({**values, **days, "decided_amount": 150_000})).snapshot
    assert stored["state"] == "reported"
    assert grants.proposal(stored, step(grants, stored, "settle"))["amount"] == 150_000
