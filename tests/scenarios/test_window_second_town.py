"""A second town with rules of its own, by keyboard: what a grant may still go through after it was decided on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyodo_desktop.application import Office, create_office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Snapshot
from kyodo_desktop.features.office.settings import OfficeSettings
from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import Desk
from tests.scenarios.test_window_grant_round import SEARCH, fill, line, save, show, take

START, STEP_UP = "市民活動スタート補助金", "市民まちづくり補助金"


@pytest.fixture
def town(tmp_path: Path, clock: FixedClock) -> Path:
    """An empty office of another profile: two programmes, one of them without a review."""
    root = tmp_path / "town"
    create_office(root, OfficeSettings(town="白波市", profile="tomakomai", staff=("佐藤",)), clock)
    return root


def call(desk: Desk, programme: str, budget: str = "", reviewers: tuple[str, ...] = ()) -> None:
    """Begin a round of a programme with what the profile gives it."""
    desk.press("Ctrl+3")
    desk.rest()
    desk.wait(lambda: "F2" in desk.offered_keys())
    desk.press("F2")
    desk.wait_for("どのように始めますか。")
    desk.press_button(f"{programme}を新しく始める")
    desk.wait(lambda: "F12" in desk.offered_keys())
    if budget:
        fill(desk, ("予算額", budget))
    fill(desk, ("募集開始日", "R8.10.1"), ("募集締切日", "R8.11.20"), ("実績報告の期限", "R9.3.19"))
    if reviewers:
        desk.go_to("審査員", "Tab")
    for name in reviewers:
        line(desk, name, "", "")
    save(desk)
    take(desk, "募集を始める", "募集の開始")


def apply(
    desk: Desk, name: str, reference: str, cost: int, asked: int, papers: int, derived: str, frame: str = ""
) -> None:
    """Enter an application to a round of which the amount comes about as ``derived`` says."""
    desk.wait(lambda: "F2" in desk.offered_keys())
    desk.press("F2")
    desk.wait(lambda: "F12" in desk.offered_keys())
    fill(desk, ("募集回", reference))
    if frame:
        fill(desk, ("部門・枠", frame))
    fill(desk, ("事業名", name), ("団体名", f"{name}の会"))
    fill(desk, ("実施期間の始め", "R8.12.20"), ("実施期間の終わり", "R9.2.10"))
    desk.go_to("収入", "Tab")
    line(desk, "1", "", str(asked), "", "")
    if cost > asked:
        line(desk, "2", "", str(cost - asked), "", "")
    desk.go_to("支出")
    line(desk, "4", "", str(cost), "", "", "", "")
    desk.go_to("交付申請額", "Tab")
    desk.write_over(str(asked))
    desk.wait(lambda: sum(bool(row.strip()) for row in desk.rows("添付書類")) == papers)  # the rules have named them
    desk.go_to("添付書類", "Tab")
    for _ in range(papers):
        line(desk, "R8.11.20")
    desk.wait_for("書類はそろっています。")
    desk.wait_for(derived)
    save(desk)


def stored(root: Path, clock: FixedClock) -> dict[str, Snapshot]:
    with Office(root, clock, read_only=True) as office:
        return {each["name"]: each for each in office.service("grants").load_many(range(1, 5))}


def standing(application: Snapshot) -> tuple[str, dict[str, int]]:
    """Return the state and the yen that moved or still have to, as far as there are any."""
    names = ("decided", "settled", "paid", "returned", "unpaid", "return_due")
    return application["state"], {name: yen for name in names if (yen := application[f"{name}_amount"])}


def account_for(desk: Desk, income: str, spent: str, receipt: str) -> None:
    """Enter 収支決算 and one receipt over a record with one line of income and one of expenses."""
    desk.begin_edit()
    desk.go_to("収入", "Tab")
    desk.press("Up", "Right", "Right", "Right")
    desk.write(income)
    desk.press("Return")
    desk.go_to("支出", "Tab")
    desk.press("Up", *["Right"] * 4)
    desk.write(spent)
    desk.press("Return")
    desk.go_to("領収書", "Tab")
    line(desk, "R9.1.15", "4", "苗の店", "苗", receipt, "")
    save(desk)


def plan_anew(desk: Desk, grant: str, cost: str) -> None:
    """Change the budget of a record with two lines of income, the grant first, and one line of expenses."""
    desk.begin_edit()
    desk.go_to("収入", "Tab")
    desk.press("Up", "Up", "Right", "Right")
    desk.write_over(grant)
    desk.press("Return")
    desk.go_to("支出", "Tab")
    desk.press("Up", "Right", "Right")
    desk.write_over(cost)
    desk.press("Return")
    desk.wait_for(f"→ {int(cost):,}円（")
    save(desk)


def test_grants_are_changed_stopped_revoked_and_withdrawn(open_desk: OpenDesk, town: Path, clock: FixedClock) -> None:
    desk = open_desk(town)
    desk.open_page("事業", SEARCH)
    call(desk, START)
    desk.press("Ctrl+4")
    desk.wait_for("この制度は審査会を開きません。")
    assert "審査結果を確定する…" not in desk.buttons()

    desk.press("Ctrl+2")
    desk.wait(lambda: desk.field() == SEARCH)
    for name in ("はじまり", "とちゅう", "とりけし", "みおくり"):
        apply(desk, name, "R8-B01", 60_000, 50_000, papers=4, derived="上限額：50,000円 ← 最も小さい額")
    desk.wait(lambda: len(desk.rows()) == 4)

    show(desk, 0)
    take(desk, "取下げを受け付ける", "取下げ")

    show(desk, 1)  # paid in advance, then revoked: everything comes back
    take(desk, "交付を決定する", "交付決定", 文書番号="R8-103")
    take(desk, "概算払をする", "概算払", 金額="50000")
    take(desk, "交付決定を取り消す", "交付決定の取消", 文書番号="R8-203", 内容="事業を行わなかったため")
    desk.wait_for("50,000円")
    take(desk, "返還を命じる", "返還命令", 文書番号="R8-303")
    take(desk, "返還金を受け入れる", "返還の受入れ")
    take(desk, "完了にする", "完了")

    show(desk, 2)  # stopped halfway, nothing was paid
    take(desk, "交付を決定する", "交付決定", 文書番号="R8-102")
    take(desk, "変更・中止の申請を受け付ける", "変更・中止の申請")
    take(desk, "中止を承認する", "中止の承認", 文書番号="R8-202")
    take(desk, "完了にする", "完了")

    show(desk, 3)  # changed to a smaller amount, settled, paid after the settlement
    take(desk, "交付を決定する", "交付決定", 文書番号="R8-101")
    take(desk, "変更・中止の申請を受け付ける", "変更・中止の申請")
    plan_anew(desk, grant="40000", cost="50000")
    desk.wait_for("交付決定額：50,000円 → 40,000円")
    desk.wait_for("支出　原材料費：60,000円 → 50,000円（△10,000円、16.6％）")
    take(desk, "変更を承認する", "変更の承認", 文書番号="R8-201")  # the amount follows from the changed plan
    account_for(desk, "40000", "40000", "40000")
    take(desk, "実績報告を受け付ける", "実績報告の受付", 事業完了日="R8.11.21")
    take(desk, "額を確定する", "額の確定", 文書番号="R8-301")
    take(desk, "精算払をする", "精算払")
    take(desk, "完了にする", "完了")

    assert {name: standing(each) for name, each in stored(town, clock).items()} == {
        "はじまり": ("completed", {"decided": 40_000, "settled": 40_000, "paid": 40_000}),
        "とちゅう": ("completed", {"decided": 50_000}),
        "とりけし": ("completed", {"decided": 50_000, "paid": 50_000, "returned": 50_000}),
        "みおくり": ("withdrawn", {}),
    }


def test_a_round_by_the_rules_of_another_town(open_desk: OpenDesk, town: Path, clock: FixedClock) -> None:
    desk = open_desk(town)
    desk.open_page("事業", SEARCH)
    call(desk, STEP_UP, budget="300000", reviewers=("秋山次郎",))

    desk.press("Ctrl+2")
    desk.wait(lambda: desk.field() == SEARCH)
    derived = "対象経費×補助率：300,000円×3分の2＝200,000円"
    for name in ("まえ", "あと", "ひくい"):
        apply(desk, name, "R8-B01", 300_000, 200_000, papers=7, derived=derived, frame="ステップアップ")
    desk.press("F3", "Down", "Ctrl+Home", "Space", "Down", "Space", "Down", "Space")
    take(desk, "審査に付す", "かごは空にしました。")

    desk.press("Ctrl+4")
    desk.wait(lambda: desk.field() == "評点の表" and len(desk.rows("評点の表")) == 3)
    desk.wait_for("点数のそろっていない申請が3件")
    for marks in ("8755", "9555", "4444"):  # 33, 33 and 20 of 50: the first item counts twice
        for mark in marks:
            desk.write(mark)
            desk.press("Return")
    desk.wait_for("入力した点数を F12 で保存してください。")
    desk.press("F12")
    desk.wait(lambda: "評点を3件保存しました。" in desk.said())
    desk.rest()
    assert [row.split("\t")[2:7] for row in desk.rows("順位の表")[1:]] == [
        ["あと", "33", "200,000", "200,000", "200,000"],  # equal marks: the first item decides
        ["まえ", "33", "200,000", "100,000", "300,000"],
        ["ひくい", "20", "200,000", "", ""],  # below the floor of 60 %
    ]
    desk.press_button("審査結果を確定する…")
    desk.wait_for("3件の審査結果を確定します。")
    desk.press("Return", "Return")
    desk.wait(lambda: "審査結果を確定しました。" in desk.said())
    desk.wait_for("全件の審査結果が確定しています。")
    for button, said in (
        ("交付決定を全件行う…", "2件の交付を決定しました。"),
        ("不交付決定を全件行う…", "1件の不交付"),
    ):
        desk.press_button(button)
        desk.wait(lambda: desk.field().startswith("年月日"))
        desk.press("Return")
        desk.write_over("R8-501")
        desk.press("Return", "Return")
        desk.wait(lambda said=said: said in desk.said())
        desk.rest()

    desk.press("Ctrl+2")
    show(desk, 1)
    desk.wait(lambda: "F5" in desk.offered_keys())
    desk.press("F5")
    desk.wait(lambda: desk.field() == "手続を選ぶ")
    desk.write("概算払をする")
    desk.press("Return")
    desk.wait(lambda: "F12" in desk.offered_keys())
    desk.go_to("金額", "Tab")
    assert desk.entry() == "100,000"  # half of what was decided
    desk.write_over("120000")
    desk.press("F12")
    desk.wait_for("概算払は交付決定額（200,000円）の50％、100,000円までです。100,000円以下で入力してください。")
    desk.write_over("100000")
    desk.press("F12")
    desk.wait(lambda: "概算払" in desk.said())
    desk.rest()
    found = stored(town, clock)
    assert {name: standing(each) for name, each in found.items()} == {
        "あと": ("decided", {"decided": 200_000, "paid": 100_000, "unpaid": 100_000}),
        "まえ": ("decided", {"decided": 100_000, "unpaid": 100_000}),
        "ひくい": ("refused", {}),
    }
