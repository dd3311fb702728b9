"""設定 in the window: looks at once, names with F12, own forms with the reason, backups."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.features.office.settings import read_settings
from kyodo_desktop.features.office.ui.settings_page import SettingsPage
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.preferences import RECENT_OFFICE
from kyodo_desktop.ui.theme import Mode, Size, Theme

from .conftest import Desk, compose


@pytest.fixture
def page(desk: Desk) -> SettingsPage:
    made = SettingsPage(desk.place())
    desk.show(made)
    return made


def line(page: SettingsPage, name: str) -> QLineEdit:
    target = page.lines.cells[name].editor.target
    assert isinstance(target, QLineEdit)
    return target


def type_into(page: SettingsPage, name: str, text: str) -> None:
    line(page, name).setFocus()
    line(page, name).selectAll()
    compose(line(page, name), text)


def press(page: SettingsPage, words: str) -> None:
    next(each for each in page.findChildren(QPushButton) if words in each.text()).click()


def test_the_looks_change_at_once(desk: Desk, page: SettingsPage) -> None:
    assert page.mode.hasFocus()
    page.mode.setCurrentIndex(1)
    page.text_size.setCurrentIndex(2)
    assert desk.themes[-1] == Theme(Mode.DARK, Size.LARGEST)


def test_what_is_saved_is_tidy_and_holds_on_the_next_paper(desk: Desk, page: SettingsPage, qtbot: QtBot) -> None:
    type_into(page, "phone", "０１４３（２２）１１１１")
    qtbot.keyClick(line(page, "phone"), Qt.Key.Key_Return)
    assert line(page, "phone").text() == "0143-22-1111"
    assert line(page, "email").hasFocus(), "Enter goes on"
    type_into(page, "staff", "佐藤, 鈴木、佐藤")
    page.actions_by_key()[12].run()
    desk.settle()
    stored = read_settings(desk.office.folder.settings)
    assert (stored.phone, stored.staff) == ("0143-22-1111", ("佐藤", "鈴木"))
    assert stored.town == "汐見野市"
    assert desk.office.papers.office["phone"] == "0143-22-1111"
    assert page.may_leave()


def test_a_postcode_fills_the_address(page: SettingsPage, qtbot: QtBot) -> None:
    type_into(page, "postal_code", "0500083")
    qtbot.keyClick(line(page, "postal_code"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line(page, "address").text() == "北海道室蘭市東町")


def test_what_cannot_be_read_or_is_missing_is_not_saved(desk: Desk, page: SettingsPage, qtbot: QtBot) -> None:
    type_into(page, "postal_code", "12")
    line(page, "town").clear()
    press(page, "事務所の設定を保存する")
    desk.settle()
    assert read_settings(desk.office.folder.settings).town == "汐見野市"
    assert page.notices.notice is not None
    assert "市町村名を入力してください" in page.notices.notice.text
    assert "郵便番号" in page.notices.notice.text
    assert page.lines.cells["town"].is_marked
    assert line(page, "town").hasFocus()


def test_leaving_with_something_typed_asks_what_to_do(page: SettingsPage, qtbot: QtBot) -> None:
    assert page.may_leave()
    type_into(page, "office", "別の名前")
    assert not page.may_leave()
    assert [button.text() for button in page.notices.buttons] == ["編集に戻る", "破棄して終了する"]
    page.notices.buttons[0].click()
    assert line(page, "office").hasFocus()
    assert not page.may_leave()
    page.notices.buttons[1].click()
    assert line(page, "office").text() == "市民活動センター"
    assert not page.isVisible()


def test_a_broken_form_of_the_office_is_named_with_the_reason(desk: Desk, page: SettingsPage) -> None:
    assert "様式はありません" in page.own_forms.summary.text()
    path = desk.office.folder.forms / "our-card.toml"
    path.write_text('title = "会員証"\nrecord = "nothing"\n', encoding="utf-8")
    press(page, "もう一度確かめる")
    desk.settle()
    assert "1件は書き方に誤り" in page.own_forms.summary.text()
    assert page.own_forms.reasons.isVisible()
    assert "our-card.toml" in page.own_forms.reasons.text()
    path.unlink()
    page.enter()
    desk.settle()
    assert not page.own_forms.reasons.isVisible()


def test_a_backup_is_made_and_named(desk: Desk, page: SettingsPage) -> None:
    press(page, "今すぐバックアップ")
    desk.settle()
    [made] = desk.office.folder.backups.iterdir()
    assert made.name in desk.said[-1]


def test_the_next_start_can_offer_another_office(desk: Desk, page: SettingsPage) -> None:
    preferences = desk.place().preferences
    preferences.set(RECENT_OFFICE, str(desk.office.folder.root))
    page.other.click()
    assert preferences.get(RECENT_OFFICE, "something") is None
    assert "はじめの画面が出ます" in desk.said[-1]


def test_who_may_only_read_cannot_save(desk: Desk) -> None:
    page = SettingsPage(desk.place(read_only=True))
    desk.show(page)
    assert not page.save.isEnabled()
    assert not page.actions_by_key()[12].enabled


@pytest.mark.parametrize("size", Size)
def test_nothing_is_cut_off_in_the_smallest_usual_window(desk: Desk, qapp: QApplication, size: Size) -> None:
    theme.apply(qapp, Theme(size=size))
    try:
        page = SettingsPage(desk.place())
        desk.show(page, (1366, 600))
        assert page.area.horizontalScrollBar().maximum() == 0
        for label in page.findChildren(QLabel):
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
        labels = {label.x() for label in page.findChildren(QLabel) if label.buddy() is not None}
        assert len(labels) == 1, "the labels stand in one column"
    finally:
        theme.apply(qapp, Theme())
