"""計画・会議 by keyboard: a committee meets, the progress of the plan is typed down a column."""

from __future__ import annotations

from pathlib import Path

from kyodo_desktop.application import Office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft
from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import YESTERDAY

TAB = "計画・会議"
NAMES = ("出前講座", "情報の発信")


def test_a_committee_is_registered_and_meets(open_desk: OpenDesk, office: Path) -> None:
    desk = open_desk(office)
    desk.open_list(TAB)
    desk.press("Ctrl+4")
    desk.wait(lambda: "F2" in desk.offered_keys())
    desk.press("F2")
    desk.go_to("名称")
    desk.write("推進委員会")
    desk.go_to("任期", "Tab")
    desk.write("2")
    desk.go_to("委員", "Tab")
    for text in ("沖　一郎", "", "委員長", "", "汐見野大学", "", "R7.4.1", "", "", ""):
        if text:
            desk.write(text)
        desk.press("Return")
    desk.press("F12")
    desk.wait(lambda: desk.said() == "「推進委員会」を保存しました。")
    desk.wait(lambda: desk.rows("委員"))
    [member] = desk.rows("委員")
    assert "沖　一郎" in member
    assert "R9.3.31" in member or "令和9年3月31日" in member, "the last day follows from the years"

    desk.press("Ctrl+5")
    desk.wait(lambda: "F2" in desk.offered_keys())
    desk.press("F2")
    desk.go_to("会議体")
    desk.write("推進委員会")
    desk.rest()
    desk.go_to("開催日")
    desk.write("R8.11.20")
    desk.press("F12")
    desk.wait(lambda: desk.said() == "「令和8年度 第1回 推進委員会」を保存しました。")
    desk.wait(lambda: desk.rows("出欠"))
    desk.rest()
    desk.press("F5")
    desk.wait_for("この会議の表に何を入れますか。")
    desk.press("Return")
    desk.wait(lambda: desk.said() == "出欠の空いている人を出席にしました。")
    desk.wait(lambda: "出席" in desk.rows("出欠")[0])
    desk.press("Ctrl+Alt+Z")
    desk.wait(lambda: desk.said() == "元に戻しました。")


def test_progress_is_typed_down_a_column_and_counted(open_desk: OpenDesk, office: Path) -> None:
    with Office(office, FixedClock(YESTERDAY)) as opened:
        drafts = [Draft({"name": name, "policy": "information", "from_year": 2025}) for name in NAMES]
        opened.service("plan_actions").save_all("佐藤", "準備", drafts)
    desk = open_desk(office)
    desk.open_list(TAB)
    desk.press("Ctrl+2")
    desk.wait(lambda: desk.field() == "進捗の表" and desk.rows("進捗の表"))
    desk.press("1", "3")
    desk.wait(lambda: desk.said() == "進捗を2か所保存しました。")
    assert [row.split("\t")[-2:] for row in desk.rows("進捗の表")] == [["◎", ""], ["△", ""]]
    desk.press("0")
    desk.wait(lambda: desk.said() == "進捗を1か所保存しました。")
    assert desk.rows("進捗の表")[1].split("\t")[-2] == ""
    desk.press("Ctrl+Alt+Z")
    desk.wait(lambda: desk.said() == "元に戻しました。")
    desk.wait(lambda: desk.rows("進捗の表")[1].split("\t")[-2] == "△")
    desk.press("Return")
    desk.wait_for("年度ごとの進捗")
    desk.wait(lambda: desk.rows("年度ごとの進捗") and "遅れている" in desk.rows("年度ごとの進捗")[0])
