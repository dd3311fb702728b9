"""実績と年次報告 by keyboard: a past figure is typed, a number opens its list, a year's report is begun and changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kyodo_desktop.application import Office
from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.core.schema import Draft, Snapshot
from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import YESTERDAY

TAB = "評価"
TABLE = "実績の表"


def prepare(office: Path) -> None:
    """Register a volunteer of a free programme and one time of the chronology."""
    with Office(office, FixedClock(YESTERDAY)) as opened:
        programme = opened.words().taxonomy("volunteer_programmes").terms[0].code
        volunteer = Draft(
            {
                "name": "沖　花子",
                "kind": "individual",
                "registered_on": dt.date(2024, 5, 1),
                "valid_until": dt.date(2030, 3, 31),
            },
            {"registrations": [Draft({"programme": programme, "work": "花壇の世話"})]},
        )
        opened.service("volunteers").save("佐藤", volunteer)
        opened.service("chronology").save("佐藤", Draft({"when_words": "H18.6", "name": "センターの開設"}))


def chapter(office: Path) -> Snapshot:
    """Return the third chapter of the report as it is stored."""
    with Office(office, FixedClock(YESTERDAY), read_only=True) as opened:
        return opened.service("annual_reports").load(1).children["sections"][2]


def test_a_number_opens_its_list_and_a_past_one_is_typed(open_desk: OpenDesk, office: Path) -> None:
    prepare(office)
    desk = open_desk(office)
    desk.open_list(TAB)
    desk.press("Ctrl+4")
    desk.wait(lambda: desk.field() == TABLE and desk.rows(TABLE))
    desk.rest()
    desk.press("Down", "Left")
    desk.write("12")
    desk.press("Return")
    desk.wait(lambda: "の数値を保存しました。" in desk.said())
    desk.wait(lambda: any("12＊" in row for row in desk.rows(TABLE)))
    desk.press("Ctrl+Alt+Z")
    desk.wait(lambda: desk.said() == "元に戻しました。")
    desk.wait(lambda: not any("12＊" in row for row in desk.rows(TABLE)))
    desk.press("Right")
    desk.rest()
    desk.press("Return")
    desk.wait(lambda: any("沖　花子" in row for row in desk.rows()))


def test_a_report_is_begun_and_a_chapter_left_out(open_desk: OpenDesk, office: Path) -> None:
    prepare(office)
    desk = open_desk(office)
    desk.open_list(TAB)
    desk.press("Ctrl+7")
    desk.wait(lambda: "F2" in desk.offered_keys())
    desk.press("F2")
    desk.wait_for("1／6ページ")
    desk.go_to("章の一覧", "Tab")
    desk.press("Down", "Down", "Space")
    desk.wait(lambda: "年次報告を保存しました。" in desk.said())
    desk.wait_for("1／5ページ")
    desk.go_to("文章", "Tab")
    desk.press("Shift+Tab")
    desk.write_over("あゆみ")
    desk.press("F12")
    desk.wait(lambda: chapter(office)["heading"] == "あゆみ")
    assert not chapter(office)["included"]
