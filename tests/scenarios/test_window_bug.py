"""A bug in the program: it is said in Japanese, reported without what people typed, and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.core.clock import FixedClock
from kyodo_desktop.database import migrate
from kyodo_desktop.database.record_service import RecordService
from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import Desk, register

NAME = "𠮷田川を守る会"
PHONE = "0143-22-2211"


def break_down(*arguments: Any, **_named: Any) -> Any:
    """Fail as a bug does, with everything that was typed in the message of the error."""
    raise ArithmeticError(f"{NAME} {PHONE} {arguments}")


def report_of(desk: Desk, office: Path) -> str:
    """Wait until the bug is said, and return the one report that it names."""
    desk.wait(lambda: desk.said().startswith("プログラムの不具合が起きました。入力した内容は残っています。"))
    [report] = (office / "reports").iterdir()
    assert f"「{report}」に書き出しました（個人の情報は含みません）。" in desk.said()
    return report.read_text(encoding="utf-8")


def test_a_bug_while_saving_keeps_what_was_typed(
    open_desk: OpenDesk, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(office)
    desk.open_list("団体")
    desk.press("F2")
    desk.write(NAME)
    desk.go_to("団体の種別")
    desk.write("町内会")
    desk.press("Return")
    desk.go_to("電話番号")
    desk.write(PHONE)
    desk.rest()
    with monkeypatch.context() as patch:
        patch.setattr(RecordService, "save", break_down)
        desk.press("F12")
        report = report_of(desk, office)
    assert "ArithmeticError" in report
    assert "break_down" in report
    assert not any(typed in report for typed in (NAME, "吉田", "守る会", "0143", "2211", "よしだ"))
    assert {NAME, PHONE} <= set(desk.texts())
    desk.press("F12")
    desk.wait(lambda: desk.said() == f"「{NAME}」を保存しました。")
    desk.wait(lambda: desk.names(NAME))


def test_a_bug_while_the_office_is_opened_comes_back_to_the_first_page(
    open_desk: OpenDesk, office: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "upgrade", break_down)
        desk = open_desk(office)
        desk.wait_for("プログラムの不具合が起きたため、事務所を開けませんでした。")
    [report] = (office / "reports").iterdir()
    assert report.name == f"report-{clock.now():%Y%m%d-%H%M%S}.txt"
    assert desk.reads(f"「{report}」に書き出しました（個人の情報は含みません）。")
    assert "break_down" in report.read_text(encoding="utf-8")
    assert not desk.reads("事務所を開いています…")
    assert "すでにある事務所を開く…(&O)" in desk.buttons()


def test_a_bug_while_searching_leaves_the_window_at_work(
    open_desk: OpenDesk, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(office, {"name": "港町内会"}, {"name": "髙橋町内会"})
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: desk.names("港町内会", "髙橋町内会"))
    with monkeypatch.context() as patch:
        patch.setattr(RecordService, "list_ids", break_down)
        desk.write("高")
        report = report_of(desk, office)
    assert "高" not in report
    desk.write("橋")
    desk.wait(lambda: desk.names("髙橋町内会"))
    assert desk.entry() == "高橋"
