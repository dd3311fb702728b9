"""The page 補助金の申請: what the rules say stands beside what is read, and follows what is typed."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.core.taking import Taking
from kyodo_desktop.features.grants.ui.page import PUT_BACK, GrantPage, build
from kyodo_desktop.ui.child_model import MessageRole
from tests.gui.features.counter_desk import CounterDesk, texts
from tests.gui.features.grant_office import PAPERS, application, apply, grants_of, make_round, put_under_review


@pytest.fixture
def grant_round(muroran: Office) -> Snapshot:
    return make_round(muroran)


@pytest.fixture
def page(counter_desk: CounterDesk, muroran: Office, grant_round: Snapshot) -> GrantPage:
    apply(muroran, grant_round, "花いっぱい")
    page: GrantPage = counter_desk.show(build)
    return page


def test_a_record_is_read_with_its_amount_line_by_line(page: GrantPage) -> None:
    side = texts(page.panel.side)
    assert "収入と支出が一致しています。" in side
    assert "対象経費×補助率：400,000円×50％＝200,000円 ← 最も小さい額" in side
    assert "上限額：300,000円" in side
    assert "補助額：200,000円" in side
    assert "合計　予算 400,000円" in texts(page.panel.view.tables["expenses"])


def test_the_derivation_is_printed_from_beside_it(page: GrantPage, counter_desk: CounterDesk) -> None:
    button = next(each for each in page.panel.side.buttons if each.accessibleName() == "算定調書を印刷する")
    button.click()
    counter_desk.settle()
    assert counter_desk.printed[0][1]["form"] == "grant-derivation"


def test_the_tables_stand_where_the_paper_form_has_them(page: GrantPage) -> None:
    headings = list(page.panel.view.sections)
    assert headings.index("事業計画") < headings.index("収入") < headings.index("支出") < headings.index("金額")
    assert headings.index("実績") < headings.index("領収書") < headings.index("確定と支払")
    assert not page.panel.form.tables.keys() & {"scores", "steps"}  # marks and steps are only read


def test_what_does_not_balance_is_said_in_yen_while_it_is_typed(
    page: GrantPage, counter_desk: CounterDesk, muroran: Office
) -> None:
    counter_desk.function(page, 4)
    table = page.panel.form.tables["expenses"]
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(0, table.model.attributes.index("budget")))
    counter_desk.write("430000")
    counter_desk.press("Return")
    counter_desk.settle()
    assert "30,000円" in texts(table)
    assert "■" in texts(table)
    live = texts(page.live)
    assert "対象経費×補助率：430,000円×50％＝215,000円" in live
    assert "申請額：200,000円 ← 最も小さい額" in live
    assert "合計　予算 430,000円" in texts(table)
    counter_desk.press("Escape")


def test_a_new_application_is_computed_before_it_is_saved(
    page: GrantPage, counter_desk: CounterDesk, grant_round: Snapshot
) -> None:
    counter_desk.function(page, 2)
    assert "募集回と支出を入力すると" in texts(page.live)
    counter_desk.press("Escape")
    assert page.notices.notice is None, "the day of receipt was not typed"
    draft = application(grant_round, "灯りのつどい", cost=1_000_000, requested=400_000)
    page.editing.begin_with(draft)
    counter_desk.settle()
    assert "上限額：300,000円 ← 最も小さい額" in texts(page.live)
    assert "100,000円は補助できません" in texts(page.live)


def test_eligibility_is_said_above(counter_desk: CounterDesk, muroran: Office) -> None:
    registered = make_round(muroran, must_be_registered=True)
    apply(muroran, registered, "花いっぱい")
    page: GrantPage = counter_desk.show(build)
    assert any("登録" in sentence for sentence in page.panel.advice.sentences)
    counter_desk.function(page, 4)
    assert any("登録" in sentence for sentence in page.panel.advice.sentences)


def test_eligibility_is_over_once_there_is_a_result(counter_desk: CounterDesk, muroran: Office) -> None:
    registered = make_round(muroran, must_be_registered=True)
    (record_id,) = apply(muroran, registered, "花いっぱい")
    put_under_review(muroran, [record_id])
    decided = {"happened_on": dt.date(2026, 11, 20), "amount": 200_000, "document_number": "R8-1"}
    grants_of(muroran).take("窓口", [Taking(record_id, "decide", decided)])
    page: GrantPage = counter_desk.show(build)
    assert not any("登録" in sentence for sentence in page.panel.advice.sentences)
    counter_desk.function(page, 4)
    assert not any("登録" in sentence for sentence in page.panel.advice.sentences)


def test_receipts_from_before_the_decision_are_marked_as_they_are_typed(
    counter_desk: CounterDesk, muroran: Office, grant_round: Snapshot
) -> None:
    (record_id,) = apply(muroran, grant_round, "花いっぱい")
    put_under_review(muroran, [record_id])
    decided = {"happened_on": dt.date(2026, 11, 20), "amount": 200_000, "document_number": "R8-1"}
    grants_of(muroran).take("窓口", [Taking(record_id, "decide", decided)])
    page: GrantPage = counter_desk.show(build)
    counter_desk.function(page, 4)
    table = page.panel.form.tables["receipts"]
    table.view.begin()
    for entry in ("R8.11.1", "原材料費", "苗の店", "苗", "30000"):
        counter_desk.write(entry) if entry.isascii() else table.model.setData(table.view.currentIndex(), entry)
        counter_desk.press("Return")
    table.view.setCurrentIndex(table.model.index(0, 0))
    counter_desk.settle()
    assert "より前です" in (table.model.index(0, 0).data(MessageRole) or "")
    assert "合計　領収書 30,000円" in texts(table)
    assert not page.panel.form.problems()  # it may be saved; it will not count


def test_a_list_of_one_round_says_so(page: GrantPage, counter_desk: CounterDesk, grant_round: Snapshot) -> None:
    page.show_list({"round": (str(grant_round.id),), "money": ("decided_amount",)})
    counter_desk.settle()
    words = "交付決定した・募集回：令和8年度 第1回 まちづくり活動支援補助金"
    assert page.narrowed.text.text() == f"「金額：{words}」だけを表示しています（0件）。"
    assert page.filters.buttons["money"].chosen == ("decided_amount",)
    page.filters.clear()
    counter_desk.settle()
    assert not page.narrowed.isVisible()


def test_what_the_rules_say_never_takes_a_cell_from_under_the_hand(
    page: GrantPage, counter_desk: CounterDesk, muroran: Office
) -> None:
    counter_desk.function(page, 4)
    table = page.panel.form.tables["expenses"]
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(0, table.model.attributes.index("budget")))
    counter_desk.write("43")
    table.model.hint({0: {"eligible": "確かめてください。"}})
    counter_desk.write("0000")
    counter_desk.press("Return")
    assert table.model.values()[0]["budget"] == 430_000
    counter_desk.settle()


def test_a_new_application_has_a_line_for_each_paper_of_its_programme(
    counter_desk: CounterDesk, muroran: Office, grant_round: Snapshot
) -> None:
    page: GrantPage = counter_desk.show(build)
    counter_desk.function(page, 2)
    form = page.panel.form
    table = form.tables["documents"]
    assert table.model.values() == []
    form.cells["round"].setFocus()
    counter_desk.write("R8-B01")
    counter_desk.press("Return")
    counter_desk.settle()
    assert [line["kind"] for line in table.model.values()] == list(PAPERS)
    assert not any(line["received_on"] for line in table.model.values())
    table.view.begin()
    for _ in PAPERS[:2]:
        counter_desk.write("R8.10.20")
        counter_desk.press("Return")
    counter_desk.settle()
    received = [line["kind"] for line in table.model.values() if line["received_on"] == dt.date(2026, 10, 20)]
    assert received == list(PAPERS[:2])
    assert "団体調書" in texts(table)
    assert "事業計画書" not in texts(table)


def test_a_refused_change_is_taken_out_of_the_plan_by_one_line(
    counter_desk: CounterDesk, muroran: Office, grant_round: Snapshot
) -> None:
    (record_id,) = apply(muroran, grant_round, "花いっぱい")
    put_under_review(muroran, [record_id])
    grants = grants_of(muroran)

    def step(code: str, day: int, **asked: object) -> None:
        grants.take("窓口", [Taking(record_id, code, {"happened_on": dt.date(2026, 11, day), **asked})])

    step("decide", 18, amount=200_000, document_number="R8-1")
    step("request_change", 19)
    changed = Draft.of(grants.load(record_id))
    changed.children["expenses"][0].values["budget"] = 300_000
    grants.save("窓口", changed)
    step("refuse_change", 20, note="目的から外れるため")
    page: GrantPage = counter_desk.show(build)
    assert "変更は承認されていませんが" in texts(page.panel.side)
    assert "支出　原材料費：400,000円 → 300,000円" in texts(page.panel.side)
    next(each for each in page.panel.side.buttons if each.accessibleName() == PUT_BACK).click()
    counter_desk.settle()
    assert counter_desk.said[-1] == "「花いっぱい」の計画を、交付決定したときのものに戻しました。"
    assert counter_desk.operations, "it can be taken back"
    assert page.snapshot is not None
    assert page.snapshot["total_expense"] == 400_000
    assert "変更は承認されていませんが" not in texts(page.panel.side)
    assert PUT_BACK not in [each.accessibleName() for each in page.panel.side.buttons]


def test_a_decision_of_a_list_says_that_its_plan_is_not_known(
    counter_desk: CounterDesk, muroran: Office, grant_round: Snapshot
) -> None:
    draft = application(grant_round, "花いっぱい")
    draft.values |= {"decided_on": dt.date(2026, 11, 18), "decided_amount": 200_000}
    stored = grants_of(muroran).save("窓口", draft).snapshot
    forgotten = Draft.of(stored)
    for line in forgotten.children["steps"]:
        line.values["plan"] = None
    grants_of(muroran).save("窓口", forgotten)
    page: GrantPage = counter_desk.show(build)
    assert "交付決定のときの計画がこの記録に残っていないため、変更前と比べられません" in texts(page.panel.side)
