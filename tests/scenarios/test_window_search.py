"""Searching: in any width, kana or variant, in the list and over everything."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import register

HERE = (
    {"name": "渡邉愛好会", "furigana": "わたなべあいこうかい"},
    {"name": "渡辺文庫", "furigana": "わたなべぶんこ"},
    {"name": "髙橋町内会", "furigana": "たかはしちょうないかい", "phone": "0143-22-2211"},
    {"name": "港町内会", "furigana": "みなとちょうないかい"},
)


def test_the_list_is_searched_in_any_width_kana_and_variant(open_desk: OpenDesk, office: Path) -> None:
    register(office, *HERE)
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: len(desk.rows()) == 4)
    for typed, found in (
        ("ﾜﾀﾅﾍﾞ", ("渡邉愛好会", "渡辺文庫")),
        ("渡邉", ("渡邉愛好会", "渡辺文庫")),
        ("高橋", ("髙橋町内会",)),
        ("2211", ("髙橋町内会",)),
    ):
        desk.press("F3")
        assert desk.field() == "この一覧から検索"
        desk.write_over(typed)
        desk.wait(lambda found=found: desk.names(*found))
    desk.press("Down")
    assert desk.field() == "一覧"
    desk.press("F3")
    desk.write_over("存在しない")
    desk.wait_for("条件に合う団体はありません。")
    desk.press("Esc")
    desk.wait(lambda: len(desk.rows()) == 4)


def test_the_list_is_narrowed_by_its_index_tabs(open_desk: OpenDesk, office: Path) -> None:
    register(office, *HERE)
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: len(desk.rows()) == 4)
    desk.go_to("全", "Tab")
    desk.go_to("た行の見出し", "Right")
    desk.wait(lambda: desk.names("髙橋町内会"))
    desk.go_to("わ行の見出し", "Right")
    desk.wait(lambda: desk.names("渡邉愛好会", "渡辺文庫"))
    desk.press("Tab")
    assert desk.field() == "一覧"


def test_the_one_search_box_opens_what_it_finds(open_desk: OpenDesk, office: Path) -> None:
    register(office, *HERE)
    register(office, {"name": "渡邉　花子", "furigana": "わたなべ　はなこ"}, slice_name="volunteers")
    desk = open_desk(office)
    desk.wait_for("登録中の団体")
    desk.open_tab("設定")
    desk.wait_for("明るさ(&L)")
    desk.press("Ctrl+K")
    assert desk.field() == "すべてから検索"
    desk.write("ﾜﾀﾅﾍﾞﾊﾅｺ")
    desk.wait(lambda: any("渡邉　花子" in row for row in desk.found()))
    assert len(desk.found()) == 1
    desk.press("Return")
    desk.wait(lambda: desk.names("渡邉　花子"))
    desk.wait_for("わたなべ　はなこ")
    assert desk.field() == "一覧"
    desk.begin_edit()
    assert (desk.field(), desk.entry()) == ("氏名・団体名", "渡邉　花子")
    desk.press("Esc")

    desk.press("Ctrl+K")
    assert (desk.field(), desk.entry()) == ("すべてから検索", "")
    desk.write("高橋")
    desk.wait(lambda: len(desk.found()) == 1)
    desk.press("Return")
    desk.wait_for("0143-22-2211　〔●非公開〕")
    assert desk.field() == "一覧"
    desk.begin_edit()
    assert (desk.field(), desk.entry()) == ("団体名", "髙橋町内会")
