"""Editing: leaving with and without something typed, and taking a save back."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import register

QUESTION = "保存していない入力があります。"


def test_leaving_asks_only_when_something_typed_would_be_lost(open_desk: OpenDesk, office: Path) -> None:
    register(office, {"name": "港町内会", "representative": "岬　一郎"})
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: desk.names("港町内会"))
    desk.press("Down")
    desk.begin_edit()
    assert desk.field() == "団体名"
    desk.press("Esc")
    assert not desk.reads(QUESTION)
    assert desk.field() == "一覧"

    desk.begin_edit()
    desk.rest()
    assert not desk.reads("すでに登録されている団体かもしれません")
    desk.go_to("代表者氏名")
    desk.write_over("灘　二郎")
    desk.press("Esc")
    assert desk.reads(QUESTION)
    desk.wait_for("なだ　じろう")  # the reading comes late, and the question stays
    assert desk.reads(QUESTION)
    assert {"編集に戻る", "破棄して閉じる"} <= set(desk.buttons())
    desk.press("Return")
    assert not desk.reads(QUESTION)
    assert (desk.field(), desk.entry()) == ("代表者氏名", "灘　二郎")

    desk.press("Esc")
    assert desk.reads(QUESTION)
    desk.press("Esc")  # the first button loses nothing, and Esc presses it
    assert (desk.field(), desk.entry()) == ("代表者氏名", "灘　二郎")

    desk.press("Esc", "Right", "Return")
    assert desk.field() == "一覧"
    assert not desk.reads("灘　二郎")
    assert desk.reads("岬　一郎")
    desk.begin_edit()
    desk.go_to("代表者氏名")
    assert desk.entry() == "岬　一郎"


def test_a_save_is_taken_back(open_desk: OpenDesk, office: Path) -> None:
    register(office, {"name": "港町内会", "representative": "岬　一郎"})
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: desk.names("港町内会"))
    desk.press("Down")
    desk.begin_edit()
    assert desk.field() == "団体名"
    desk.go_to("代表者氏名")
    desk.write_over("灘　二郎")
    desk.press("F12")
    desk.wait(lambda: desk.said() == "「港町内会」を保存しました。")
    desk.wait(lambda: "灘　二郎" in desk.rows()[0])
    assert any(words.startswith("元に戻す") for words in desk.buttons())
    desk.press("Ctrl+Alt+Z")
    desk.wait(lambda: desk.said() == "元に戻しました。")
    desk.wait(lambda: "岬　一郎" in desk.rows()[0])
    desk.wait_for("岬　一郎　〔○公開〕")
    desk.wait_for("団体の変更（元に戻しました）")
    assert desk.reads("元に戻す：団体の変更\n代表者氏名：灘　二郎 → 岬　一郎")


def test_officers_are_typed_line_by_line(open_desk: OpenDesk, office: Path) -> None:
    register(office, {"name": "港町内会"})
    desk = open_desk(office)
    desk.open_list("団体")
    desk.begin_edit()
    desk.go_to("役員", "Tab")
    for text in ("会長", "灘　花子", "", "0143222211", "R8.4.1", "", "副会長", "沖　三郎"):
        if text:
            desk.write(text)
        desk.press("Return")
    desk.press("F12")
    desk.wait(lambda: desk.said() == "「港町内会」を保存しました。")
    desk.wait(lambda: desk.rows("役員"))
    chair, deputy = desk.rows("役員")
    assert chair.split("\t")[:2] == ["会長", "灘　花子"]
    assert "0143-22-2211" in chair
    assert deputy.split("\t")[:2] == ["副会長", "沖　三郎"]


def test_the_window_closes_after_its_question(open_desk: OpenDesk, office: Path) -> None:
    desk = open_desk(office)
    desk.open_list("団体")
    desk.press("F2")
    desk.write("港町内会")
    desk.window.close()  # the window system's own button
    assert desk.window.isVisible()
    assert desk.reads(QUESTION)
    assert {"編集に戻る", "破棄して終了する"} <= set(desk.buttons())
    desk.press("Return")
    assert (desk.field(), desk.entry()) == ("団体名", "港町内会")
    desk.window.close()
    desk.press("Right", "Return")
    desk.wait(lambda: not desk.window.isVisible())
