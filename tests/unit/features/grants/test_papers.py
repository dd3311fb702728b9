"""The papers of grants say what the services say; what belongs together is bound together."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.dates import era
from kyodo_desktop.core.errors import InputError
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants import bundles, facts, round_facts
from kyodo_desktop.features.grants.assessment import lines_of_snapshot
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.printing.slice_papers import Gathered
from tests.printing.reading import page_texts, squeezed
from tests.unit.features.grants.conftest import Apply, take

JUNE = dt.date(2026, 6, 12)


def of_one(grants: GrantService, record: Snapshot) -> Gathered:
    return facts.gather(grants, [record])[0]


def decided(grants: GrantService, record: Snapshot) -> Snapshot:
    take(grants, record, "review", dt.date(2026, 5, 20))
    take(grants, record, "allot", dt.date(2026, 5, 29), amount=200_000)
    return take(grants, record, "decide", JUNE, document_number="汐協第31号", amount=200_000)


def reported(grants: GrantService, record: Snapshot, *receipts: tuple[dt.date, int]) -> Snapshot:
    draft = Draft.of(decided(grants, record))
    for line in (*draft.children["incomes"], *draft.children["expenses"]):
        line.values["settled"] = 360_000 if line.values["category"] == "materials" else 180_000
    draft.children["receipts"] = [
        Draft({"paid_on": day, "category": "materials", "payee": "見本商店", "amount": amount})
        for day, amount in receipts
    ]
    draft.values["finished_on"] = dt.date(2026, 12, 20)
    grants.save("窓口", draft)
    return grants.load(record.id)


def test_the_derivation_on_paper_is_the_one_on_the_screen(grants: GrantService, apply: Apply) -> None:
    record = apply(cost=300_000, requested=150_000)
    found = of_one(grants, record)
    shown = grants.derivation(record.values, lines_of_snapshot(record))
    assert [(row["label"], row["formula"], row["amount"]) for row in found.tables["derivation"]] == [
        (line.label, line.formula, line.amount) for line in shown
    ]
    assert [row["mark"] for row in found.tables["derivation"]].count("○") == 1
    assert found.values["derived_amount"] == 150_000


def test_rules_of_the_round_are_said_in_words(grants: GrantService, apply: Apply) -> None:
    values = of_one(grants, apply()).values
    assert values["rate_words"] == "補助対象経費の50％以内（上限300,000円、下限30,000円）"
    assert values["change_words"] == "20％を超える増減"
    assert values["advance_words"] == "交付決定額の80％以内"
    assert values["year_label"] == "令和8年度"
    assert values["round_rule"] == "まちづくり活動支援補助金交付要綱"


def test_what_is_due_next_is_said_with_its_day_or_not_at_all(grants: GrantService, apply: Apply) -> None:
    record = decided(grants, apply())
    assert of_one(grants, record).values["due_words"] == f"{record['due_what']}　{era(record['due_on'])}"
    over = take(grants, record, "stop", JUNE, document_number="汐協第32号")
    over = take(grants, over, "close", JUNE)
    assert of_one(grants, over).values["due_words"] == ""


def test_papers_ask_no_more_whether_it_may_apply_once_there_is_a_result(grants: GrantService, apply: Apply) -> None:
    def told(record: Snapshot) -> str:
        return "".join(row["sentence"] for row in of_one(grants, record).tables["open_checks"])

    record = apply()
    assert "団体登録" in told(record)
    assert "団体登録" not in told(decided(grants, record))


def test_an_application_without_a_registered_round_prints_all_the_same(grants: GrantService, office: Office) -> None:
    old = {"round": "平成20年度 第1回 まちづくり活動支援補助金", "name": "古い事業", "organization": "古い会"}
    record = grants.save("窓口", Draft({**old, "programme": "civic_activity"})).snapshot
    found = of_one(grants, record)
    assert found.tables["derivation"] == []
    assert found.values["round_rule"] == "まちづくり活動支援補助金交付要綱"
    assert "古い事業" in squeezed(page_texts(office.papers.filled_form("grant-application", [record.id]).draw().pdf)[0])


def test_receipts_that_do_not_count_are_told_with_the_reason_and_left_out_of_the_sums(
    grants: GrantService, apply: Apply
) -> None:
    record = reported(grants, apply(), (dt.date(2026, 6, 1), 60_000), (dt.date(2026, 7, 1), 300_000))
    tables = of_one(grants, record).tables
    assert [row["verdict"] for row in tables["judged_receipts"]] == ["×", "○"]
    assert tables["receipt_sums"] == [{"category": "原材料費", "sheets": 1, "amount": 300_000}]
    (refused,) = tables["refused_receipts"]
    assert (refused["number"], refused["amount"]) == (1, 60_000)
    assert era(dt.date(2026, 6, 1)) in refused["reason"]


def test_the_settlement_on_paper_is_the_one_of_the_service(grants: GrantService, apply: Apply) -> None:
    record = reported(grants, apply(), (dt.date(2026, 7, 1), 360_000))
    found, settling = of_one(grants, record), grants.settlement(record)
    assert settling is not None
    assert found.values["settled_or_expected"] == settling.settlement.determined == 180_000
    assert found.values["unused_or_expected"] == settling.settlement.unused == 20_000
    assert [row["amount"] for row in found.tables["settlement_derivation"]] == [
        line.amount for line in settling.settlement.lines
    ]
    assert found.tables["compared_expenses"] == [
        {"label": "原材料費", "budgeted": 400_000, "actual": 360_000, "difference": -40_000, "note": ""}
    ]


def test_nothing_is_settled_before_a_result_or_after_a_cancellation(grants: GrantService, apply: Apply) -> None:
    day = dt.date(2026, 6, 12)
    record = take(grants, apply(), "review", day)
    record = take(grants, record, "decide", day, amount=200_000, document_number="1")
    record = take(grants, record, "advance", day, amount=160_000)
    found = of_one(grants, record)
    assert {found.values[name] for name in ("settled_or_expected", "unused_or_expected", "return_or_expected")} == {
        None
    }
    assert found.tables["settlement_derivation"] == []
    draft = Draft.of(record)
    draft.children["expenses"][0].values["settled"] = 320_000
    record = grants.save("窓口", draft).snapshot
    assert of_one(grants, record).values["settled_or_expected"] == 160_000
    found = of_one(grants, take(grants, record, "cancel", day, document_number="2", note="虚偽の申請"))
    assert found.values["settled_or_expected"] is None
    assert (found.values["unused_or_expected"], found.values["return_or_expected"]) == (200_000, 160_000)
    assert found.tables["settlement_derivation"] == []


def test_a_refusal_says_why(grants: GrantService, apply: Apply, office: Office) -> None:
    record = take(grants, apply(), "refuse", JUNE, document_number="汐協第61号", note="対象とならない事業のため")
    (page,) = page_texts(office.papers.filled_form("grant-refusal", [record.id]).draw().pdf)
    assert "対象とならない事業のため" in squeezed(page)
    assert "審査請求" in page, "who is refused is told how to object, whatever the town's habit"


def test_only_corrections_that_wait_are_asked_for(grants: GrantService, apply: Apply) -> None:
    draft = Draft.of(apply())
    asked = {"asked_on": dt.date(2026, 4, 21), "due_on": dt.date(2026, 4, 30)}
    draft.children["corrections"] = [
        Draft({**asked, "text": "見積書を添える", "answered_on": dt.date(2026, 4, 22)}),
        Draft({**asked, "text": "押印する"}),
    ]
    (waiting,) = of_one(grants, grants.save("窓口", draft).snapshot).tables["open_corrections"]
    assert (waiting["number"], waiting["text"]) == (1, "押印する")


@pytest.fixture
def reviewed(grants: GrantService, apply: Apply) -> list[Snapshot]:
    """Two applications with the marks of all reviewers, of whom one has an interest in the second."""
    made = []
    for name, mark in (("花いっぱい事業", 9), ("青葉祭り", 8)):
        applicant = {"organization": "青葉の会"} if name == "青葉祭り" else {}
        draft = Draft.of(apply(name, **applicant))
        draft.children["scores"] = [
            Draft({"reviewer": reviewer, "marks": (mark,) * 5}) for reviewer in ("秋山 次郎", "上田 三郎")
        ]
        if not applicant:
            draft.children["scores"].append(Draft({"reviewer": "井上 花子", "marks": (mark,) * 5}))
        made.append(grants.save("窓口", draft).snapshot)
    return made


def test_reviewers_stand_on_their_sheets_with_their_interests(grants: GrantService, reviewed: list[Snapshot]) -> None:
    rows = of_one(grants, reviewed[1]).tables["reviewers"]
    assert [(row["name"], bool(row["notice"]), row["total"]) for row in rows] == [
        ("秋山 次郎", False, 40),
        ("井上 花子", True, 40),
        ("上田 三郎", False, 40),
    ]


def test_the_ranking_on_paper_is_the_one_of_the_service(
    grants: GrantService, rounds: GrantRoundService, grant_round: Snapshot, reviewed: list[Snapshot]
) -> None:
    (found,) = round_facts.gather(rounds, [grant_round])
    ranking = grants.reviews.ranking(grant_round.id)
    assert [(row["amount"], row["cumulative"], row["decision"]) for row in found.tables["placings"]] == [
        (placing.amount, placing.cumulative, placing.decision.label) for placing in ranking.placings
    ]
    assert [row["score"] for row in found.tables["placings"]] == ["135／150", "120／150"]
    assert found.values["adopted_count"] == len(reviewed)
    assert found.values["left"] == ranking.left == found.values["whole_budget"] - found.values["spent"]
    assert found.values["missing_words"] == ""
    assert [row["given"] for row in found.tables["marks"]] == ["45　45　45", "40　（40）　40"]


def test_everything_about_an_application_is_bound_with_contents(
    grants: GrantService, apply: Apply, office: Office
) -> None:
    record = decided(grants, apply())
    parts = [part.form for part in bundles.of_application(grants, record, "")]
    assert parts[0] == "grant-sheet"
    assert {"grant-application", "grant-budget", "grant-decision", "grant-derivation"} <= set(parts)
    assert not {"grant-refusal", "grant-report", "grant-settlement", "grant-score-sheet"} & set(parts)
    pages = page_texts(office.papers.bundle("grant-dossier", record.id).draw().pdf)
    assert "補助金交付決定通知書" in pages[0]
    assert f"1／{len(pages)}" in pages[0]
    assert len(pages) > len(parts)


def test_the_committee_gets_the_ranking_and_a_page_for_each_application(
    rounds: GrantRoundService, grant_round: Snapshot, reviewed: list[Snapshot], office: Office
) -> None:
    drawn = office.papers.bundle("grant-committee-pack", grant_round.id).draw()
    pages = [squeezed(text) for text in page_texts(drawn.pdf)]
    assert "審査結果一覧" in pages[1]
    assert [record["name"] in page for record, page in zip(reviewed, pages[2:], strict=True)] == [True, True]


def test_a_reviewer_gets_the_sheets_of_all_applications(
    grant_round: Snapshot, reviewed: list[Snapshot], office: Office
) -> None:
    own = [
        squeezed(text)
        for text in page_texts(office.papers.bundle("grant-score-sheets", grant_round.id, "井上").draw().pdf)
    ]
    assert len(own) == 1 + len(reviewed)
    assert all("井上花子" in page for page in own)
    assert "利害関係のため" in own[2]
    everyone = page_texts(office.papers.bundle("grant-score-sheets", grant_round.id).draw().pdf)
    assert len(everyone) == 1 + 3 * len(reviewed)
    with pytest.raises(InputError, match="「見知らぬ人」という審査員はいません。秋山 次郎、井上 花子、上田 三郎"):
        office.papers.bundle("grant-score-sheets", grant_round.id, "見知らぬ人")


def test_papers_that_lives_name_are_forms_that_there_are(office: Office) -> None:
    forms = office.papers.templates()
    assert not forms.broken
    named: dict[str, Any] = {
        paper: life.name for life in office.profile.lifecycles.values() for step in life.steps for paper in step.papers
    }
    assert set(named) <= set(forms.forms)


def test_papers_that_are_printed_again_say_what_stood_when_they_went_out(grants: GrantService, apply: Apply) -> None:
    record = decided(grants, apply())
    take(grants, record, "advance", dt.date(2026, 6, 19), amount=150_000)
    draft = Draft.of(grants.load(record.id))
    for line in draft.children["expenses"]:
        line.values["settled"] = 200_000
    for line in draft.children["incomes"]:
        line.values["settled"] = 100_000
    draft.children["receipts"] = [
        Draft({"paid_on": dt.date(2026, 7, 1), "category": "materials", "payee": "見本商店", "amount": 200_000})
    ]
    draft.values["finished_on"] = dt.date(2026, 10, 20)
    grants.save("窓口", draft)
    take(grants, record, "report", dt.date(2026, 11, 2))
    take(grants, record, "settle", dt.date(2026, 11, 4), document_number="汐協第71号", amount=100_000)
    due = dt.date(2026, 11, 19)
    take(grants, record, "order_return", dt.date(2026, 11, 5), document_number="汐協第72号", due_on=due)
    ordered = of_one(grants, grants.load(record.id)).values
    record = take(grants, record, "return_received", dt.date(2026, 11, 19), amount=50_000)
    again = of_one(grants, record)
    assert (record["returned_amount"], record["return_due_amount"]) == (50_000, 0)
    for name, said in {
        "net_paid_amount": 150_000,
        "to_pay_amount": None,
        "return_or_expected": 50_000,
        "return_ordered_amount": 50_000,
    }.items():
        assert ordered[name] == again.values[name] == said, name
    settled = {row["label"]: row["amount"] for row in again.tables["settlement_derivation"]}
    assert (settled["既払額"], settled["返還額"]) == (150_000, 50_000)
