"""かご: gathered over two searches, printed to files that name nobody else; and a registration that is renewed."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from tests.printing.reading import page_texts, squeezed
from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import Desk, register

NAMES = ("港町内会", "浜町内会", "丘町内会", "森町内会")


def print_paper(desk: Desk, paper: str, path: Path) -> str:
    """Save a paper from the window of F6, and return its text without spaces."""
    desk.press("F6")
    desk.wait(lambda: desk.field() == "印刷するもの")
    desk.press("Home")  # at once: the papers may not have come yet
    desk.wait(desk.line)
    desk.press("Home")
    for _ in range(40):
        if desk.line().strip() == paper:
            break
        desk.press("Down")
    assert desk.line().strip() == paper
    with desk.answering_file_dialog(path):
        desk.press("F12")
    desk.wait(lambda: desk.reads(f"」を「{path}」に保存しました。"))
    desk.press("Esc")
    desk.wait_for("F1 手引き")
    return squeezed("".join(page_texts(path.read_bytes())))


def test_what_is_in_the_basket_is_printed_and_nobody_else(open_desk: OpenDesk, office: Path, tmp_path: Path) -> None:
    places = [
        {"name": name, "postal_code": "050-0083", "address": f"室蘭市東町{at}-1"} for at, name in enumerate(NAMES, 1)
    ]
    register(office, *places)
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: desk.names(*NAMES))
    for name in NAMES[:2]:
        desk.press("F3")
        desk.write_over(name[0])
        desk.wait(lambda name=name: desk.names(name))
        desk.press("Down", "Space")
    desk.wait_for("かご 2件")
    for paper, file in (("宛名ラベル", "labels.pdf"), ("市民活動団体名簿", "roster.pdf")):
        text = print_paper(desk, paper, tmp_path / file)
        assert sorted(re.findall("[港浜丘森]町内会", text)) == sorted(NAMES[:2]), paper
    desk.close()
    with sqlite3.connect(office / "office.db") as base:
        kept = base.execute("SELECT staff, document, destination, people FROM handouts ORDER BY id").fetchall()
    base.close()
    assert [(row[0], row[2], row[3]) for row in kept] == [("佐藤", "labels.pdf", 2), ("佐藤", "roster.pdf", 2)]


def test_a_print_stands_in_the_timeline_and_a_renewal_too(open_desk: OpenDesk, office: Path, tmp_path: Path) -> None:
    register(office, {"name": "港町内会", "registered_on": None})
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: "F5" in desk.offered_keys())
    print_paper(desk, "団体登録証", tmp_path / "paper.pdf")
    desk.wait_for("団体登録証（paper.pdf）")
    desk.press("F5")
    desk.wait_for("「港町内会」の登録を、次の期限まで更新します。")
    assert {"やめる", "更新する"} <= set(desk.buttons())
    desk.press("Right", "Return")
    desk.wait(lambda: desk.said() == "「港町内会」を更新しました。")
    desk.wait_for("令和10年3月31日（2028年）（金）")
    desk.wait_for("団体の更新\n有効期限：")
