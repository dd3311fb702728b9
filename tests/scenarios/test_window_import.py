"""F7 by keyboard: a messy file of another program comes in as far as it can, and one key takes all of it back."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import Desk, register

PEOPLE = (
    ("1", "港町第一町内会", "ﾐﾅﾄﾁｮｳﾀﾞｲｲﾁﾁｮｳﾅｲｶｲ", "髙橋　善次郎", "０１４３(22)２２１１", "S45.4.1", "盆踊り"),
    ("2", "浜中町内会", "ﾊﾏﾅｶﾁｮｳﾅｲｶｲ", "﨑山 タツ", "0143-22-3333", "昭和50年13月1日", "海岸の清掃"),
    ("3", "灯台町内会", "ﾄｳﾀﾞｲﾁｮｳﾅｲｶｲ", "灘　一郎", "0143-22", "H元.5.1", ""),
)
COLUMN = "G　謎の欄の列を何として取り込むか"


def write_roster(path: Path) -> None:
    """Write a roster as a spreadsheet program of an office saves it: a title, a date, a total, a footnote, cp932."""
    lines = [
        ("令和７年度　町内会名簿",),
        ("", "", "", "", "", "", "R7.4.1現在"),
        ("№", "町会名", "ﾌﾘｶﾞﾅ", "会長名", "電話", "設立", "謎の欄"),
        *PEOPLE,
        ("", "合計", "", "", "3"),
        ("※自己申告による",),
    ]
    width = len(PEOPLE[0])
    rows = [",".join((*line, *("",) * (width - len(line)))) for line in lines]
    path.write_bytes("\r\n".join([*rows, ""]).encode("cp932"))


def open_file(desk: Desk, path: Path) -> None:
    desk.press("F7")
    desk.wait(lambda: "ファイルを選ぶ（Ctrl+O）" in desk.buttons())
    with desk.answering_file_dialog(path):
        desk.press("Ctrl+O")


def test_a_messy_file_comes_in_by_keyboard_and_is_taken_back(open_desk: OpenDesk, office: Path, tmp_path: Path) -> None:
    write_roster(tmp_path / "町内会.csv")
    register(office, {"name": "港町内会"})
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: desk.names("港町内会"))
    open_file(desk, tmp_path / "町内会.csv")
    desk.wait_for("確認が必要な行が2件あります。")
    assert [row.split("\t")[0] for row in desk.rows("取り込む内容")] == ["4", "5", "6"]
    assert "取り込む（F12）" not in desk.buttons()

    desk.go_to(COLUMN, "Shift+Tab")
    desk.rest()  # the readings of the choices have come
    desk.write_over("ﾄｸｲ")
    desk.press("Tab")
    assert desk.field() != COLUMN
    desk.wait(lambda: any("海岸の清掃" in row for row in desk.rows("取り込む内容")))

    desk.press("F12")
    assert desk.field() == "取り込む内容"
    assert desk.line().startswith("■ 昭和50年13月1日")
    assert desk.reads("■ F列「設立」：「昭和50年13月1日」という日はありません。")
    desk.press("Return")
    desk.write_over("S50.12.1")
    desk.press("Return")
    desk.press("F3", "Return")
    desk.write_over("0143-2")
    desk.wait_for("確認が必要な行が1件あります。")  # what was typed first is understood while the next is typed
    desk.rest()
    assert desk.entry() == "0143-2"
    desk.press("Esc")
    assert desk.line().startswith("■ 0143-22")
    desk.press("Delete")
    desk.wait(lambda: "取り込む（F12）" in desk.buttons())
    desk.press("F12")
    desk.wait(lambda: desk.said().startswith("「町内会.csv」を取り込みました（追加 2件、"))
    desk.wait(lambda: desk.names("港町内会", "港町第一町内会", "浜中町内会"))
    desk.wait(lambda: any("﨑山　タツ" in row and "0143-22-3333" in row for row in desk.rows()))
    desk.press("Ctrl+Alt+Z")
    desk.wait(lambda: desk.said() == "元に戻しました。")
    desk.wait(lambda: desk.names("港町内会"))
