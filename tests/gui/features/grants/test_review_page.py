"""The page 審査: marks by keyboard, the ranking that follows, and the decisions on a whole round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from kyodo_desktop.application import Office
from kyodo_desktop.core.schema import Draft, Snapshot
from kyodo_desktop.features.grants.ui.review_page import ReviewPage, build
from tests.gui.features.counter_desk import CounterDesk, rows, texts
from tests.gui.features.grant_office import apply, grants_of, make_round, mark, put_under_review


@pytest.fixture
def grant_round(muroran: Office) -> Snapshot:
    return make_round(muroran)


@pytest.fixture
def ids(muroran: Office, grant_round: Snapshot) -> list[int]:
    """Three applications of 200,000 yen for a budget of 500,000."""
    found = apply(muroran, grant_round, "花いっぱい", "防災マップ", "読み聞かせ")
    put_under_review(muroran, found)
    return found


@pytest.fixture
def page(counter_desk: CounterDesk, ids: list[int]) -> ReviewPage:
    page: ReviewPage = counter_desk.show(build)
    return page


def column(page: ReviewPage, heading: str) -> list[str]:
    """Return a column of the ranking."""
    at = [each.heading for each in page.ranks.model.columns].index(heading)
    return [str(row[at]) for row in rows(page.ranks.model)]


def test_the_round_under_review_is_shown_with_its_reviewers(page: ReviewPage, grant_round: Snapshot) -> None:
    assert page.round_id == grant_round.id
    assert [page.marks.reviewers.tabText(at) for at in range(2)] == ["◆ 秋山 次郎 0/3", "◆ 井上 花子 0/3"]
    assert column(page, "採否") == ["◆ 審査未了"] * 3


def test_what_is_tried_and_decided_stands_in_one_row_where_there_is_room(
    page: ReviewPage, counter_desk: CounterDesk
) -> None:
    ranks = page.ranks

    def is_one_row() -> bool:
        counter_desk.settle()
        places = [line.mapTo(ranks, line.rect().center()).y() for line in (ranks.budget, ranks.refuse_button)]
        return abs(places[0] - places[1]) < ranks.budget.height() / 2

    controls = [ranks.settle_button, ranks.decide_button, ranks.refuse_button]
    words = sum(each.sizeHint().width() for each in (*controls, ranks.budget, ranks.ceiling))
    ranks.setFixedWidth(2 * words)
    assert is_one_row()
    ranks.setFixedWidth(words)
    assert not is_one_row()
    assert all(each.mapTo(ranks, each.rect().topRight()).x() <= ranks.width() for each in controls)


def test_what_is_missing_stands_beside_the_button_that_settles_the_results(
    page: ReviewPage, counter_desk: CounterDesk, muroran: Office, grant_round: Snapshot, ids: list[int]
) -> None:
    def missing() -> str:
        counter_desk.settle()
        assert page.ranks.settle_button.isEnabled() == (not page.ranks.missing.text())
        return page.ranks.missing.text()

    first, second, third = (each["reference"] for each in grants_of(muroran).load_many(ids))
    assert missing() == f"点数のそろっていない申請が3件（{first}、{second}、{third}）あります。"
    (late,) = apply(muroran, grant_round, "星空の会")
    mark(muroran, grant_round, dict(zip([*ids, late], (9, 8, 7, 6), strict=True)))
    page.refresh(type("Changes", (), {"records": {"grants": frozenset(ids)}})())
    number = grants_of(muroran).load(late)["reference"]
    assert (
        missing()
        == f"審査に付していない申請が1件（{number}）あります。「補助金の申請」で「審査に付す」を行ってください。"
    )
    put_under_review(muroran, [late])
    page.refresh(type("Changes", (), {"records": {"grants": frozenset([late])}})())
    assert missing() == ""
    page.marks.view.begin()
    counter_desk.write("5")
    counter_desk.press("Return")
    assert missing() == "入力した点数を F12 で保存してください。"
    counter_desk.function(page, 12)
    assert missing() == ""
    page.ranks.settle_button.click()
    counter_desk.press("Return", "Return")
    assert missing() == "全件の審査結果が確定しています。"


def test_digits_and_enter_fill_the_sheets_and_f12_saves_them_in_one_operation(
    page: ReviewPage, counter_desk: CounterDesk, muroran: Office, ids: list[int]
) -> None:
    items = len(page.marks.model.items)
    for number in range(3 * items):
        counter_desk.write(str(9 - number // items))
        counter_desk.press("Return")
    page.marks.view.setFocus()
    counter_desk.press("Ctrl+Right")
    page.marks.view.begin()
    for _ in range(3 * items):
        counter_desk.write("8")
        counter_desk.press("Return")
    counter_desk.settle()
    assert page.marks.model.reviewer_name == "井上 花子"
    assert [page.marks.reviewers.tabText(at)[0] for at in range(2)] == ["●", "●"]
    assert column(page, "順位") == ["1", "2", "3"]  # before anything is saved
    counter_desk.function(page, 12)
    assert counter_desk.said == ["評点を6件保存しました。"]
    assert len(counter_desk.operations) == 1
    sheet = grants_of(muroran).reviews.review(page.round_id or 0)
    assert sheet.complete
    assert [row.score.total for row in sheet.rows] == [items * (9 + 8), items * (8 + 8), items * (7 + 8)]
    grants_of(muroran).undo("窓口", counter_desk.operations[0][1])
    assert grants_of(muroran).reviews.review(page.round_id or 0).rows[0].score.total is None


def test_a_mark_out_of_range_is_marked_at_once_and_is_not_saved(page: ReviewPage, counter_desk: CounterDesk) -> None:
    counter_desk.write("99")
    counter_desk.press("Return", "Left")
    assert "0点から10点までです。" in page.marks.message.text()
    page.ranks.view.setFocus()
    counter_desk.function(page, 12)
    assert counter_desk.said == []
    assert page.notices.notice is not None
    assert "1か所" in page.notices.notice.text
    assert QApplication.focusWidget() is page.marks.view
    counter_desk.write("10")
    counter_desk.press("Return")
    counter_desk.function(page, 12)
    assert counter_desk.said == ["評点を1件保存しました。"]


def test_space_says_that_a_reviewer_has_an_interest(
    page: ReviewPage, counter_desk: CounterDesk, muroran: Office
) -> None:
    counter_desk.press("Space")
    assert rows(page.marks.model)[0][3:5] == ["あり", "―"]
    counter_desk.function(page, 12)
    cells = grants_of(muroran).reviews.review(page.round_id or 0).rows[0].cells
    assert [cell.interest for cell in cells] == [True, False]


def test_what_was_typed_survives_a_crash(page: ReviewPage, counter_desk: CounterDesk) -> None:
    counter_desk.write("7")
    counter_desk.press("Return")
    counter_desk.settle()
    again: ReviewPage = counter_desk.show(build)
    assert rows(again.marks.model)[0][4] == "7"
    assert "保存していなかった点数の続きです。" in texts(again)
    again.notices.buttons[0].click()
    counter_desk.settle()
    assert rows(again.marks.model)[0][4] == ""
    assert again.may_leave()


def test_leaving_asks_while_something_is_not_saved(page: ReviewPage, counter_desk: CounterDesk) -> None:
    counter_desk.write("7")
    counter_desk.press("Return")
    assert not page.may_leave()
    assert [button.text() for button in page.notices.buttons] == ["入力に戻る", "破棄して終了する"]
    counter_desk.press("Return")
    assert QApplication.focusWidget() is page.marks.view
    assert page.marks.model.is_dirty()


def test_the_budget_ends_at_a_line_and_another_one_stands_beside_it(
    page: ReviewPage, counter_desk: CounterDesk, muroran: Office, grant_round: Snapshot, ids: list[int]
) -> None:
    mark(muroran, grant_round, dict(zip(ids, (9, 8, 7), strict=True)))
    page.refresh(type("Changes", (), {"records": {"grants": frozenset(ids)}})())
    counter_desk.settle()
    assert column(page, "配分額") == ["200,000", "200,000", "100,000"]
    assert column(page, "採否") == ["● 採択", "● 採択", "● 一部採択"]
    page.ranks.budget.setFocus()
    counter_desk.write("400000")
    counter_desk.settle()
    assert column(page, "試算の配分額") == ["200,000", "200,000", ""]
    assert "変わる" in column(page, "試算の採否")[2]
    assert "試算　配分 400,000円　残り 0円" in page.ranks.comparison.text()
    assert column(page, "配分額") == ["200,000", "200,000", "100,000"]


def test_results_and_decisions_of_the_whole_round_with_their_letters(
    page: ReviewPage, counter_desk: CounterDesk, muroran: Office, grant_round: Snapshot, ids: list[int]
) -> None:
    mark(muroran, grant_round, dict(zip(ids, (9, 8, 3), strict=True)))
    page.refresh(type("Changes", (), {"records": {"grants": frozenset(ids)}})())
    counter_desk.settle()
    page.ranks.settle_button.setFocus()
    counter_desk.press("Space")
    assert "採択（内定） 2件 計400,000円、次点 0件、不採択 1件" in page.panel.words.text()
    counter_desk.press("Return", "Return")
    counter_desk.settle()
    grants = grants_of(muroran)
    assert [grants.load(each)["result"] for each in ids] == ["adopted", "adopted", "rejected"]
    page.ranks.decide_button.setFocus()
    counter_desk.press("Space")
    counter_desk.settle()
    counter_desk.press("Return")
    counter_desk.write("R8-101")
    counter_desk.press("Return", "Return")
    counter_desk.settle()
    assert [grants.load(each)["decision_number"] for each in ids] == ["R8-101", "R8-102", None]
    assert [grants.load(each)["decided_amount"] for each in ids] == [200_000, 200_000, None]
    counter_desk.press("Return")  # the button that prints the letters has the cursor
    name, whom = counter_desk.printed[-1]
    assert (name, whom["form"], tuple(whom["basket"])) == ("grants", "grant-decision", tuple(ids[:2]))
    assert not page.ranks.decide_button.isEnabled()
    assert page.ranks.refuse_button.isEnabled()
    assert not page.marks.model.is_open(0)


def test_the_committee_sets_the_order_of_equals(
    page: ReviewPage, counter_desk: CounterDesk, muroran: Office, ids: list[int]
) -> None:
    grants = grants_of(muroran)
    stored = grants.rounds.load(page.round_id or 0)
    grants.rounds.save(
        "窓口", Draft({"tie_rule": "committee", "budget": 300_000}, id=stored.id, version=stored.version)
    )
    mark(muroran, stored, dict.fromkeys(ids, 9))
    page.refresh(type("Changes", (), {"records": {"grants": frozenset(ids)}})())
    counter_desk.settle()
    assert column(page, "採否") == ["■ 委員会で決定"] * 3
    page.ranks.view.setFocus()
    page.ranks.view.go_to(ids[0])
    counter_desk.press("Alt+Down")
    counter_desk.settle()
    assert column(page, "団体") == ["防災マップの会", "花いっぱいの会", "読み聞かせの会"]
    assert column(page, "採否") == ["● 採択", "● 一部採択", "○ 不採択"]


def test_score_sheets_go_out_and_come_back(
    page: ReviewPage, counter_desk: CounterDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "審査票.xlsx"
    answer: Any = lambda *_arguments: (str(path), "")  # noqa: E731 - both dialogs answer alike
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    counter_desk.function(page, 8)
    assert counter_desk.said == ["審査票を「審査票.xlsx」に書き出しました。"]
    import openpyxl

    book = openpyxl.load_workbook(path)
    heading = next(row for row in book["井上 花子"].iter_rows() if row[0].value == "整理番号")
    for place in range(len(page.marks.model.items)):
        book["井上 花子"].cell(heading[0].row + 1, 4 + place).value = 6
    book.save(path)
    counter_desk.function(page, 7)
    assert "1件の評点を読みました" in texts(page)
    counter_desk.press("Ctrl+Right")
    assert rows(page.marks.model)[0][4] == "6"
    assert page.marks.model.is_dirty()


def test_score_sheets_are_printed_for_the_whole_round(
    page: ReviewPage, counter_desk: CounterDesk, ids: list[int]
) -> None:
    counter_desk.function(page, 6)
    name, whom = counter_desk.printed[0]
    assert (name, whom["form"], tuple(whom["basket"])) == ("grants", "grant-score-sheet", tuple(ids))


def test_who_only_reads_enters_nothing(counter_desk: CounterDesk, ids: list[int]) -> None:
    page: ReviewPage = counter_desk.show(build, read_only=True)
    counter_desk.write("7")
    counter_desk.press("Space")
    assert not page.marks.model.is_dirty()
    actions = page.actions_by_key()
    assert not actions[7].enabled
    assert not actions[12].enabled
    assert not page.ranks.settle_button.isEnabled()


def test_the_models_keep_to_what_qt_asks_of_them(
    page: ReviewPage, counter_desk: CounterDesk, qtmodeltester: Any
) -> None:
    qtmodeltester.check(page.marks.model)
    qtmodeltester.check(page.ranks.model)
    page.ranks.budget.setFocus()
    counter_desk.write("100000")
    counter_desk.settle()
    qtmodeltester.check(page.ranks.model)


def test_scores_that_are_others_by_now_are_named(
    page: ReviewPage, counter_desk: CounterDesk, muroran: Office, grant_round: Snapshot, ids: list[int]
) -> None:
    grants = grants_of(muroran)
    mark(muroran, grant_round, dict(zip(ids, (9, 8, 3), strict=True)))
    grants.outcomes.settle_review("窓口", grant_round.id, grants.today())
    page.refresh(type("Changes", (), {"records": {"grants": frozenset(ids)}})())
    counter_desk.settle()
    assert not page.ranks.differing.isVisible()
    before = column(page, "得点"), column(page, "配分額")
    draft = Draft.of(grants.rounds.load(grant_round.id))
    draft.children["review_items"][0].values["weight"] = 2
    grants.rounds.save("窓口", draft)
    page.refresh(type("Changes", (), {"records": {"grant_rounds": frozenset([grant_round.id])}})())
    counter_desk.settle()
    assert "いまの得点と異なる申請が3件あります" in page.ranks.differing.text()
    assert (column(page, "得点"), column(page, "配分額")) == before
