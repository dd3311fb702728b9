"""Two years of evaluation by keyboard: both sheets, the talk about what differs, what is done next, the year after."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kyodo_desktop.application import Office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import YESTERDAY, Desk

PROJECT = "港の花いっぱい運動"
ITEMS = 16


def prepare(root: Path) -> None:
    """Register a project, and the department's sheet of it."""
    with Office(root, FixedClock(YESTERDAY)) as office:
        values = {"name": PROJECT, "form": "subsidy", "fiscal_year": 2026, "received_on": dt.date(2026, 5, 1)}
        partner = {"organization": "浜の会", "department": "市民協働課"}
        office.service("projects").save("佐藤", Draft(values | partner))
        sheet = {"name": PROJECT, "fiscal_year": 2026, "stage": "final", "sheet": "collaboration"}
        office.service("evaluations").save("佐藤", Draft({**sheet, "kind": "department", "given": (4,) * ITEMS}))


def fill_in(desk: Desk, marks: str, reason: str) -> None:
    """Type the marks one after the other; Enter goes on, and stops at the reason of a low one."""
    for mark in marks:
        desk.write(mark)
        desk.press("Return")
        if mark in "12":
            desk.write(reason)
            desk.press("Return")


def has_suggestions() -> bool:
    """Return whether something is offered below the field that is typed into."""
    return any(each.accessibleName() == "候補" and each.isVisible() for each in QApplication.allWidgets())


def begin_sheet(desk: Desk, kind: str, year: str = "R8") -> None:
    """Begin a new sheet of the project and go to its first mark."""
    desk.press("F2")
    desk.wait(lambda: desk.field() == "事業名")
    desk.write("花いっぱい")
    desk.wait(has_suggestions)
    desk.press("Down", "Return")
    desk.wait_for("事業台帳の事業と結び付いています。")
    desk.go_to("年度")
    desk.write_over(year)
    desk.go_to("評価の種類")
    desk.write(kind)
    desk.wait(lambda: len(desk.rows("評点")) == ITEMS)  # before the cursor is in the table, which would keep them out
    desk.go_to("評点")


def test_a_project_is_evaluated_talked_about_and_followed_into_the_next_year(open_desk: OpenDesk, office: Path) -> None:
    prepare(office)
    desk = open_desk(office)
    desk.open_list("評価")
    begin_sheet(desk, "団体の自己評価")
    desk.wait(lambda: len(desk.rows("評点")) == ITEMS)
    fill_in(desk, "2" + "5" * (ITEMS - 1), "分担を決めないまま始めた。")
    desk.go_to("次への要望", "Tab")
    desk.write("打合せを早く始める。")
    desk.press("F12")
    desk.wait(lambda: "を保存しました" in desk.said())
    desk.wait_for("評価点 98.3点")

    desk.press("Ctrl+2")
    desk.wait_for("評点の差が2以上の項目が1つあります：目的共有")
    desk.press("Return")
    assert desk.field() == "評点を並べた表"
    desk.press("Right", "Return")
    desk.wait_for("担当課の評価")
    desk.wait(lambda: desk.reads("R8-E001") and "F9" in desk.offered_keys())
    desk.press("Ctrl+2")
    desk.wait(lambda: "F4" in desk.offered_keys() and desk.reads("F4 合意を書く"))
    desk.press("F4")
    desk.write("4月に役割の表を作る。")
    desk.press("Tab")
    desk.write("役割の表")
    desk.press("Return")
    desk.write("佐藤")
    desk.press("Return", "Return")
    desk.write("R9.5.31")
    desk.press("F12")
    desk.wait(lambda: desk.said() == "合意したことを保存しました。改善の取組を1件登録しました。")
    desk.rest()
    assert desk.reads("話し合って合意したこと")

    desk.press("Ctrl+3")
    desk.wait(lambda: len(desk.rows()) == 1)
    assert "役割の表" in desk.rows()[0]
    assert "未着手" in desk.rows()[0]

    desk.press("Ctrl+1")
    desk.wait(lambda: desk.names("団体の自己評価", "担当課の評価", "合意"))
    begin_sheet(desk, "団体の自己評価", "R9")
    desk.wait(lambda: any("役割の表" in row for row in desk.rows("前回の要望と、その後")))
    assert any("打合せを早く始める。" in row for row in desk.rows("前回の要望と、その後"))


def test_a_low_mark_without_its_reason_is_not_saved(open_desk: OpenDesk, office: Path) -> None:
    prepare(office)
    desk = open_desk(office)
    desk.open_list("評価")
    begin_sheet(desk, "団体の自己評価")
    desk.wait(lambda: len(desk.rows("評点")) == ITEMS)
    desk.write("1")
    desk.press("Return")
    assert desk.reads("2点以下の項目は、理由を入力してください。")
    desk.press("F12")
    desk.wait_for("保存する前に、印の付いた1か所を確かめてください。")
    desk.write("目的を話し合っていなかった。")
    desk.press("Return", "F12")
    desk.wait(lambda: "を保存しました" in desk.said())


def test_what_is_typed_about_an_agreement_is_not_lost(open_desk: OpenDesk, office: Path) -> None:
    prepare(office)
    desk = open_desk(office)
    desk.open_list("評価")
    desk.press("Ctrl+2")
    desk.wait_for("評価シートが1つだけです。")
    desk.press("F4")
    desk.write("書きかけ")
    desk.window.close()
    desk.wait_for("保存していない合意や取組があります。")
    assert desk.window.isVisible()
    desk.press("Return")
    assert desk.entry() == "書きかけ"


def test_an_agreement_and_what_is_done_next_are_taken_back_at_once(open_desk: OpenDesk, office: Path) -> None:
    prepare(office)
    desk = open_desk(office)
    desk.open_list("評価")
    desk.press("Ctrl+2")
    desk.wait_for("評価シートが1つだけです。")
    desk.press("F4")
    desk.write("4月に役割の表を作る。")
    desk.press("Tab")
    desk.write("役割の表")
    desk.press("Return", "F12")
    desk.wait(lambda: desk.said() == "合意したことを保存しました。改善の取組を1件登録しました。")
    desk.rest()
    desk.press("Ctrl+Alt+Z")
    desk.wait(lambda: desk.said() == "元に戻しました。")
    with Office(office, FixedClock(YESTERDAY), read_only=True) as opened:
        for name, kept in (("evaluations", 1), ("improvements", 0)):
            assert len(opened.service(name).list_ids(ListQuery()).ids) == kept


def test_the_frame_of_last_years_sheet_is_copied(open_desk: OpenDesk, office: Path) -> None:
    with Office(office, FixedClock(YESTERDAY)) as opened:
        sheet = {"name": PROJECT, "fiscal_year": 2025, "stage": "final", "kind": "self", "sheet": "collaboration"}
        words = {"evaluator": "浜の会", "good_points": "去年だけのこと", "given": (4,) * ITEMS}
        aim = {"name": "参加者", "unit": "名", "target": 200, "result": 180}
        opened.service("evaluations").save("佐藤", Draft(sheet | words, {"indicators": [Draft(aim)]}))
    desk = open_desk(office)
    desk.open_list("評価")
    desk.wait(lambda: desk.names(PROJECT))
    desk.press("Down")
    desk.wait(lambda: "F9" in desk.offered_keys())
    desk.press("F9")
    desk.wait(lambda: len(desk.rows("評点")) == ITEMS)
    assert desk.reads("令和8年度")
    assert desk.reads("浜の会")
    assert not desk.reads("去年だけのこと")
    assert desk.rows("活動指標")[0].split("\t")[:4] == ["参加者", "名", "200", ""]
    assert not any("4" in row.split("\t")[-2] for row in desk.rows("評点"))
