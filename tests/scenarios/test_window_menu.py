"""F10 by keyboard: a registration is ended, and two records become one and two again."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import Desk, register

PORT = {"name": "港町内会", "furigana": "みなとちょうないかい", "phone": "0143-22-2211"}
SHORE = {"name": "浜町内会", "furigana": "はまちょうないかい"}


def choose(desk: Desk, words: str) -> None:
    """Open the menu of the record under the cursor, and choose one of its lines."""
    desk.wait(lambda: "F10" in desk.offered_keys())
    desk.press("F10")
    desk.wait(desk.menu)
    desk.press(*["Down"] * (desk.menu().index(words) + 1), "Return")


def test_a_registration_is_ended(open_desk: OpenDesk, office: Path) -> None:
    register(office, PORT)
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait_for("0143-22-2211　〔●非公開〕")
    choose(desk, "廃止・抹消する")
    desk.wait(lambda: desk.field() == "廃止の理由")
    desk.write("解散のため")
    desk.press("F12")
    desk.wait(lambda: desk.said() == "「港町内会」を保存しました。")
    desk.wait_for("廃止年月日：空欄 → 令和8年11月21日")
    assert desk.reads("解散のため")
    assert desk.reads("○ 廃止")
    desk.wait(lambda: "○ 廃止" in desk.rows()[0])


def test_two_records_become_one_and_two_again(open_desk: OpenDesk, office: Path) -> None:
    register(office, PORT, SHORE)
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: desk.names("港町内会", "浜町内会"))
    desk.press("Down", "Space", "Down")
    desk.wait_for("0143-22-2211　〔●非公開〕")
    choose(desk, "かごの1件と統合する")
    desk.wait_for("「浜町内会」（D0002）を「港町内会」（D0001）に統合します。")
    assert {"やめる", "統合する"} <= set(desk.buttons())
    desk.press("Right", "Return")
    desk.wait(lambda: desk.said() == "統合しました。")
    desk.wait(lambda: desk.names("港町内会"))
    assert desk.reads("かご 0件")
    desk.press("Ctrl+Alt+Z")
    desk.wait(lambda: desk.said() == "元に戻しました。")
    desk.wait(lambda: desk.names("港町内会", "浜町内会"))
