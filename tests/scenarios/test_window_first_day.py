"""The first day of an office: made by keyboard, and its first organisation registered."""

from __future__ import annotations

from pathlib import Path

from kyodo_desktop.features.office.settings import read_settings
from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import Desk

WRONG = "「0143-22」は6桁です。この番号は10桁のはずです。数字を確かめてください。"


def make_office(desk: Desk, folder: Path) -> None:
    desk.wait_for("協働デスクへようこそ")
    assert desk.field() == "市町村名"
    desk.write("汐見野市")
    desk.press("Return")
    assert desk.field() == "市町村の型"
    desk.press("Down")
    desk.go_to("事務所の名前")
    desk.write("市民活動センター")
    desk.go_to("市長・町長の職名")
    desk.write("市長")
    desk.press("Return")
    desk.write("湊川　誠一郎")
    desk.press("Return")
    desk.write("佐藤、鈴木")
    desk.press("Return")
    assert desk.field() == "保存するフォルダー"
    desk.write_over(str(folder))
    desk.press("Return", "Return")
    desk.wait_for("はじめの一歩")
    assert desk.reads("市民活動センター")


def test_an_office_is_made_and_its_first_organisation_registered(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk(None)
    make_office(desk, tmp_path / "office")
    settings = read_settings(tmp_path / "office" / "settings.toml")
    assert (settings.town, settings.head_title, settings.head_name) == ("汐見野市", "市長", "湊川　誠一郎")
    assert (settings.profile, settings.staff) == ("muroran", ("佐藤", "鈴木"))
    register_the_first(desk)


def register_the_first(desk: Desk) -> None:
    desk.open_tab("団体")
    desk.wait_for("団体はまだ登録されていません。")
    desk.wait(lambda: {"団体を登録する（F2）", "Excel・CSV から取り込む（F7）"} <= set(desk.buttons()))
    desk.press("F2")
    assert desk.field() == "団体名"
    desk.write("髙橋町内会")
    desk.press("Return")
    assert desk.field() == "ふりがな"
    desk.wait(lambda: desk.entry() == "たかはしちょうないかい")
    desk.go_to("団体の種別")
    desk.write("町内会")
    desk.press("Return")
    desk.go_to("電話番号")
    desk.write("0143-22")
    desk.press("Return")
    assert desk.reads(WRONG)
    desk.press("F12")
    desk.wait_for("保存する前に、印の付いた1か所を確かめてください。")
    assert (desk.field(), desk.entry()) == ("電話番号", "0143-22")
    assert desk.names()
    assert {"髙橋町内会", "たかはしちょうないかい"} <= set(desk.texts())

    desk.write_over("0143222211")
    desk.press("Return")
    assert not desk.reads(WRONG)
    desk.press("F12")
    desk.wait(lambda: desk.said() == "「髙橋町内会」を保存しました。")
    desk.wait(lambda: desk.names("髙橋町内会"))
    desk.wait(lambda: desk.field() == "一覧")
    assert "0143-22-2211" in desk.rows()[0]
    assert {"F4", "F5", "F6"} <= desk.offered_keys()
    assert "F12" not in desk.offered_keys()
    assert desk.reads("0143-22-2211　〔●非公開〕")
    desk.wait_for("R8.11.21 10:00　佐藤")
    assert desk.reads("団体の登録")
