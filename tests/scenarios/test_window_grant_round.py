"""A whole round by keyboard, as a new user goes through it: from the call over the review to a repayment."""

from __future__ import annotations

from pathlib import Path

from kyodo_desktop.application import Office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Snapshot
from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import Desk

ROUND = "令和8年度 第1回 まちづくり活動支援補助金"
SEARCH = "この一覧から検索"
PAPERS = 7
"""What the programme asks for with an application; a line of each stands ready for its day."""
ITEMS = 5
"""Review items of the programme."""


def save(desk: Desk) -> None:
    desk.press("F12")
    desk.wait(lambda: "保存しました。" in desk.said())
    desk.rest()


def take(desk: Desk, label: str, done: str, **entries: str) -> None:
    """Take a step with what is under the cursor: F5, its words, what it asks for, F12."""
    desk.rest()
    desk.wait(lambda: "F5" in desk.offered_keys())
    desk.press("F5")
    desk.wait(lambda: desk.field() == "手続を選ぶ")
    desk.write(label)
    desk.press("Return")
    desk.wait(lambda: "F12" in desk.offered_keys())
    for name, text in entries.items():
        desk.go_to(name, "Tab")
        desk.write_over(text)
    desk.press("F12")
    desk.wait(lambda: done in desk.said())
    desk.rest()


def fill(desk: Desk, *entries: tuple[str, str]) -> None:
    """Go on with Tab to each field and enter a text."""
    for name, text in entries:
        desk.go_to(name, "Tab")
        desk.write_over(text)


def line(desk: Desk, *cells: str) -> None:
    """Type one line of a table; the cursor goes on to the next line behind its last cell."""
    for cell in cells:
        if cell:
            desk.write(cell)
        desk.press("Return")


def apply(desk: Desk, name: str, group: str) -> None:
    """Enter an application of 400,000 yen that asks for 200,000."""
    desk.wait(lambda: "F2" in desk.offered_keys())
    desk.press("F2")
    desk.wait(lambda: "F12" in desk.offered_keys())
    fill(desk, ("募集回", "R8-B01"), ("部門・枠", "一般"), ("事業名", name), ("団体名", group))
    fill(desk, ("実施期間の始め", "R8.12.20"), ("実施期間の終わり", "R9.2.10"))
    desk.go_to("収入", "Tab")
    line(desk, "1", "", "200000", "", "")
    line(desk, "2", "", "200000", "", "")
    desk.go_to("支出")
    line(desk, "4", "", "430000", "", "", "", "")
    desk.wait_for("30,000円")  # the difference stands there before anything is saved
    desk.press("Up", "Right", "Right")
    desk.write("400000")
    desk.press("Return")
    desk.wait_for("収入と支出が一致しています。")
    desk.go_to("交付申請額", "Tab")
    desk.write_over("200000")
    desk.wait_for("対象経費×補助率：400,000円×50％＝200,000円")
    desk.go_to("添付書類", "Tab")
    for _ in range(PAPERS):
        line(desk, "R8.11.20")
    desk.wait_for("書類はそろっています。")
    save(desk)


def show(desk: Desk, row: int) -> None:
    """Go to a line of the list; the newest application stands first."""
    desk.rest()
    desk.press("F3", "Down", "Ctrl+Home", *["Down"] * row)
    desk.rest()


def stored(root: Path, clock: FixedClock) -> list[Snapshot]:
    with Office(root, clock, read_only=True) as office:
        service = office.service("grants")
        return service.load_many(range(1, 3))


def call_for_applications(desk: Desk) -> None:
    desk.press("Ctrl+3")
    desk.wait(lambda: "F2" in desk.offered_keys())
    desk.press("F2")
    desk.wait_for("どのように始めますか。")
    desk.press("Return")
    desk.wait(lambda: "F12" in desk.offered_keys())
    fill(desk, ("予算額", "300000"), ("募集開始日", "R8.10.1"), ("募集締切日", "R8.11.20"))
    fill(desk, ("審査会の日", "R8.11.27"), ("交付決定の予定日", "R8.12.10"), ("実績報告の期限", "R9.3.19"))
    desk.go_to("審査員", "Tab")
    line(desk, "秋山次郎", "", "")
    line(desk, "井上花子", "", "")
    save(desk)
    assert desk.reads(ROUND)
    take(desk, "募集を始める", "募集の開始")


def receive_two(desk: Desk) -> None:
    desk.press("Ctrl+2")
    desk.wait(lambda: desk.field() == SEARCH)
    apply(desk, "花いっぱい運動", "青葉の会")
    apply(desk, "防災マップづくり", "若葉の会")
    desk.wait(lambda: len(desk.rows()) == 2)
    desk.press("Space", "Down", "Space")
    take(desk, "審査に付す", "かごは空にしました。")
    desk.press("Ctrl+3")
    desk.rest()
    desk.press("Down")
    take(desk, "募集を締め切る", "募集の締切")


def review_and_decide(desk: Desk) -> None:
    desk.press("Ctrl+4")
    desk.wait(lambda: desk.reads(ROUND) and desk.field() == "評点の表")
    desk.wait(lambda: len(desk.rows("評点の表")) == 2)
    for mark in ("8", "9"):
        for _ in range(ITEMS):
            desk.write(mark)
            desk.press("Return")
    desk.press("F3", "Ctrl+Right")
    for mark in ("8", "9"):
        for _ in range(ITEMS):
            desk.write(mark)
            desk.press("Return")
    desk.press("F12")
    desk.wait(lambda: "評点を4件保存しました。" in desk.said())
    desk.rest()
    desk.wait(lambda: any("● 採択" in row for row in desk.rows("順位の表")))
    desk.press_button("審査結果を確定する…")
    desk.wait_for("2件の審査結果を確定します。")
    desk.press("Return", "Return")
    desk.wait(lambda: "審査結果を確定しました。" in desk.said())
    desk.rest()
    desk.press_button("交付決定を全件行う…")
    desk.wait(lambda: desk.field().startswith("年月日"))
    desk.press("Return")
    desk.write_over("R8-101")
    desk.press("Return", "Return")
    desk.wait(lambda: "交付を決定しました。" in desk.said())
    desk.rest()
    desk.wait_for("交付決定通知書を2件印刷する")


def report_and_repay(desk: Desk) -> None:
    desk.press("Ctrl+2")
    show(desk, 0)
    take(desk, "概算払をする", "概算払", 金額="160000")
    desk.begin_edit()
    desk.go_to("収入", "Tab")
    desk.press("Up", "Up", "Right", "Right", "Right")
    desk.write("100000")
    desk.press("Return", "Return", "Return", "Return", "Return")
    desk.write("200000")
    desk.press("Return")
    desk.go_to("支出", "Tab")
    desk.press("Up", *["Right"] * 4)
    desk.write("300000")
    desk.press("Return")
    desk.go_to("領収書", "Tab")
    line(desk, "R8.11.1", "4", "", "", "300000", "")
    desk.wait_for("認められない領収書が1件、300,000円あります")  # paid before the decision: said at once
    desk.press("Up")
    desk.write("R9.1.15")
    desk.press("Return", "Return")
    desk.write("苗の店")
    desk.press("Return")
    save(desk)
    take(desk, "実績報告を受け付ける", "実績報告の受付", 事業完了日="R8.11.21")
    take(desk, "額を確定する", "額の確定", 文書番号="R8-201")
    take(desk, "返還を命じる", "返還命令", 文書番号="R8-202")
    take(desk, "返還金を受け入れる", "返還の受入れ")
    take(desk, "完了にする", "完了")


def test_a_round_from_the_call_to_a_repayment(open_desk: OpenDesk, office: Path, clock: FixedClock) -> None:
    desk = open_desk(office)
    desk.open_page("事業", SEARCH)

    call_for_applications(desk)
    receive_two(desk)
    review_and_decide(desk)
    first, second = stored(office, clock)
    assert [second["rank"], first["rank"]] == [1, 2]
    assert [second["decided_amount"], first["decided_amount"]] == [200_000, 200_000]
    assert [second["decision_number"], first["decision_number"]] == ["R8-101", "R8-102"]
    report_and_repay(desk)
    _, second = stored(office, clock)
    assert (second["settled_amount"], second["returned_amount"]) == (150_000, 10_000)
    assert (second["unpaid_amount"], second["return_due_amount"]) == (0, 0)
