"""今日 in the window: every line is a button that opens what it tells."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.application import Office
from kyodo_desktop.core.listing import ListQuery
from kyodo_desktop.core.schema import Draft
from kyodo_desktop.features.office.ui import backing_up
from kyodo_desktop.features.office.ui.today import TodayPage
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.record_page import RecordPage
from kyodo_desktop.ui.tasks import Progress
from kyodo_desktop.ui.theme import Size, Theme

from .conftest import Desk


def register(office: Office, name: str, valid_until: dt.date) -> None:
    values = {"kind": "npo", "name": name, "registered_on": dt.date(2025, 4, 1), "valid_until": valid_until}
    office.service("organizations").save("窓口", Draft(values))


@pytest.fixture
def page(desk: Desk) -> TodayPage:
    register(desk.office, "期限切れの会", dt.date(2026, 3, 31))
    register(desk.office, "まだ有効な会", dt.date(2028, 3, 31))
    made = TodayPage(desk.place())
    desk.show(made)
    return made


def line(page: TodayPage, words: str) -> QPushButton:
    return next(each for each in page.lines if words in each.accessibleName())


def record_page(desk: Desk, name: str) -> RecordPage:
    page = desk.pages[name]
    assert isinstance(page, RecordPage)
    return page


def test_the_cursor_is_on_the_first_line_and_enter_opens_its_list(desk: Desk, page: TodayPage, qtbot: QtBot) -> None:
    assert page.lines[0].hasFocus()
    assert page.lines[0].accessibleName() == "登録の期限が切れた団体 1件"
    qtbot.keyClick(page.lines[0], Qt.Key.Key_Return)
    desk.settle()
    assert desk.front == "organizations"
    shown = record_page(desk, "organizations")
    assert shown.filters.query.filters == {"status": ("expired",)}
    assert len(shown.table.model.ids) == 1
    assert shown.narrowed.text.text() == "「登録の期限が切れた団体」だけを表示しています（1件）。"


def test_what_is_in_force_opens_the_list_of_as_many(desk: Desk, page: TodayPage) -> None:
    assert [each.text() for each in page.lines if "中の" in each.text()] == ["登録中の団体 1件"], "none that is 0"
    line(page, "登録中の団体").click()
    desk.settle()
    assert len(record_page(desk, "organizations").table.model.ids) == 1


def test_what_is_in_force_stands_in_two_lines(desk: Desk, page: TodayPage) -> None:
    kept = {
        "kind": "person",
        "name": "港 一郎",
        "registered_on": dt.date(2026, 4, 1),
        "valid_until": dt.date(2028, 3, 31),
    }
    desk.office.service("volunteers").save("窓口", Draft(kept))
    for number in range(2):
        values = {"name": f"花いっぱい{number}", "form": "endorsement", "fiscal_year": 2026}
        desk.office.service("projects").save("窓口", Draft(values))
    asked = {"name": "防災", "organization": "港の会", "round": "令和8年度", "received_on": dt.date(2026, 5, 1)}
    desk.office.service("grants").save("窓口", Draft(asked))
    page.enter()
    desk.settle()
    counted = [each for each in page.lines if "中の" in each.text()]
    assert [each.text() for each in counted] == [
        "登録中の団体 1件",
        "登録中のボランティア 1件",
        "手続中の事業 2件",
        "手続中の補助金の申請 1件",
    ]
    assert len({each.y() for each in counted}) == 2


def test_a_draft_of_the_day_before_goes_on_in_its_tab(desk: Desk, page: TodayPage, qtbot: QtBot) -> None:
    desk.go_to_tab("volunteers")
    typed_in = record_page(desk, "volunteers")
    typed_in.editing.begin_new()
    name = typed_in.panel.form.cells["name"].editor.target
    qtbot.keyClicks(name, "Nagisa")
    qtbot.waitUntil(lambda: any(desk.office.folder.drafts.glob("volunteers-*.json")))
    del desk.pages["volunteers"]

    page.enter()
    desk.settle()
    left = line(page, "「Nagisa」（ボランティア）")
    left.click()
    desk.settle()
    assert desk.front == "volunteers"
    resumed = record_page(desk, "volunteers")
    qtbot.waitUntil(lambda: resumed.editing.is_active)
    assert resumed.panel.form.value("name") == "Nagisa"


def test_a_backup_is_made_from_here(desk: Desk, page: TodayPage) -> None:
    assert "まだ作っていません" in line(page, "バックアップを作る").accessibleName()
    line(page, "バックアップを作る").click()
    desk.settle()
    assert len(list(desk.office.folder.backups.iterdir())) == 1
    assert "最後は" in line(page, "バックアップを作る").accessibleName()
    assert desk.said == ["バックアップを作り、検査しました。"]


def test_a_second_press_while_a_backup_is_made_makes_no_second_one(desk: Desk, page: TodayPage) -> None:
    line(page, "バックアップを作る").click()
    line(page, "バックアップを作る").click()
    desk.settle()
    assert len(list(desk.office.folder.backups.iterdir())) == 1
    assert desk.said == ["バックアップを作り、検査しました。"]


def test_a_backup_tells_how_far_it_is_and_is_stopped_without_a_trace(
    desk: Desk, page: TodayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int, str]] = []
    step = Progress.step

    def stop_at_the_check(progress: Progress, done: int = 0, total: int = 0, words: str = "") -> None:
        told.append((done, total, words))
        if words == backing_up.CHECKING:
            progress.cancel()
        step(progress, done, total, words)

    monkeypatch.setattr(Progress, "step", stop_at_the_check)
    line(page, "バックアップを作る").click()
    desk.settle()
    assert told[-1] == (0, 0, backing_up.CHECKING)
    assert list(desk.office.folder.backups.iterdir()) == []
    assert str(desk.troubles.pop()) == "中止しました。何も変更されていません。"
    assert desk.said == []


def test_what_was_done_is_taken_back_after_a_question(desk: Desk, page: TodayPage, qtbot: QtBot) -> None:
    back = line(page, "団体の登録を元に戻す")
    back.click()
    assert page.notices.notice is not None
    assert "「団体の登録」（10:00、窓口）を元に戻します。" in page.notices.notice.text
    assert page.notices.buttons[0].hasFocus(), "Enter changes nothing"
    page.notices.buttons[1].click()
    desk.settle()
    assert desk.said == ["元に戻しました。"]
    page.refresh(True)
    desk.settle()
    assert page.lines[0].hasFocus(), "the button that had the cursor is gone"
    assert not [each for each in page.lines if "登録中の団体" in each.text()], "none is in force any more"
    assert "団体の登録（元に戻しました）" in {label.text() for label in page.findChildren(QLabel)}


def test_what_was_changed_again_is_not_taken_back_unsaid(desk: Desk, page: TodayPage) -> None:
    service = desk.office.service("organizations")
    [latest] = service.list_ids(ListQuery(text="まだ有効な会")).ids
    service.archive("窓口", latest, "整理")
    page.enter()
    desk.settle()
    line(page, "団体の登録を元に戻す").click()
    page.notices.buttons[1].click()
    desk.settle()
    assert page.notices.notice is not None
    assert "先にその操作を元に戻してください" in page.notices.notice.text


def test_a_new_office_is_told_its_first_steps(desk: Desk) -> None:
    page = TodayPage(desk.place())
    desk.show(page)
    assert line(page, "事業を1件登録する")  # the words of one record, not of the register
    line(page, "団体の一覧を Excel から取り込む").click()
    assert (desk.front, desk.imports) == ("organizations", ["organizations"])
    line(page, "ボランティアを1件登録する").click()
    desk.settle()
    assert record_page(desk, "volunteers").editing.is_active


def test_who_may_only_read_is_not_told_to_register(desk: Desk) -> None:
    page = TodayPage(desk.place(read_only=True))
    desk.show(page)
    assert not [each for each in page.lines if "登録する" in each.text() or "取り込む" in each.text()]


def test_who_may_only_read_takes_nothing_back(desk: Desk, page: TodayPage) -> None:
    reader = TodayPage(desk.place(read_only=True))
    desk.show(reader)
    assert [each for each in page.lines if "元に戻す" in each.text()]
    assert not [each for each in reader.lines if "元に戻す" in each.text()]


def test_reading_anew_does_not_take_the_cursor_away(desk: Desk, page: TodayPage, qtbot: QtBot) -> None:
    search = QLineEdit(page)
    search.show()
    search.setFocus()
    register(desk.office, "新しい会", dt.date(2028, 3, 31))
    page.refresh(True)
    desk.settle()
    assert line(page, "登録中の団体").accessibleName().endswith("2件")
    assert search.hasFocus()


@pytest.mark.parametrize("size", Size)
def test_nothing_is_cut_off_in_the_smallest_usual_window(
    desk: Desk, qapp: QApplication, size: Size, qtbot: QtBot
) -> None:
    long = "特定非営利活動法人汐見野市の海と山と川をいつまでも守り育てて次の世代に手渡す会連絡協議会"
    register(desk.office, long, dt.date(2026, 3, 31))
    desk.office.folder.drafts.mkdir()
    (desk.office.folder.drafts / "organizations-new.json").write_text(f'{{"title": "{long}"}}', encoding="utf-8")
    theme.apply(qapp, Theme(size=size))
    try:
        page = TodayPage(desk.place())
        desk.show(page, (1366, 600))
        assert page.area.horizontalScrollBar().maximum() == 0
        for label in page.findChildren(QLabel):
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    finally:
        theme.apply(qapp, Theme())
