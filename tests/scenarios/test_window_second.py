"""A second window on an office that somebody holds: it says who, and shows everything without writing."""

from __future__ import annotations

import getpass
from pathlib import Path

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import register

WRITING = {"F2", "F4", "F5", "F7", "F9", "F12"}
"""新規, 編集, 更新, 取込, 複写, 保存."""


def test_a_second_window_says_who_holds_the_office_and_only_reads(open_desk: OpenDesk, office: Path) -> None:
    register(office, {"name": "港町内会", "phone": "0143-22-2211"}, {"name": "髙橋町内会"})
    first = open_desk(office)
    first.open_list("団体")
    first.wait(lambda: first.names("港町内会", "髙橋町内会"))

    desk = open_desk(office)
    desk.wait_for(f"この事務所は、ほかで開かれています（{getpass.getuser()}さん、")
    assert desk.reads("2026/11/21 10:00 から")
    desk.press_button("閲覧だけで開く")
    desk.wait_for("汐見野市　［閲覧のみ］")
    desk.open_list("団体")
    desk.wait(lambda: desk.names("港町内会", "髙橋町内会"))
    desk.write("高橋")
    desk.wait(lambda: desk.names("髙橋町内会"))
    desk.press("Ctrl+K")
    desk.write("2211")
    desk.wait(lambda: len(desk.found()) == 1)
    desk.press("Return")
    desk.wait_for("0143-22-2211　〔●非公開〕")
    assert desk.offered_keys() & WRITING == set()
    desk.press(*sorted(WRITING))
    desk.rest()
    assert desk.reads("0143-22-2211　〔●非公開〕")
    assert "保存（F12）" not in desk.buttons()

    desk.press("F6")
    desk.wait(lambda: desk.field() == "印刷するもの")
    desk.wait(desk.line)
    desk.press("F12")
    desk.wait_for("閲覧のみで開いているため、印刷の記録を残せません。")
    desk.press("Esc")
    desk.wait_for("F1 手引き")
    desk.open_tab("設定")
    assert "F12" not in desk.offered_keys()
