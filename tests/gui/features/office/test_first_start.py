"""The first start: make an office, open one, or try the sample."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.errors import Cancelled, InputError, WorldError
from kyodo_desktop.core.profiles import profile_labels
from kyodo_desktop.features.office.ui.first_start import Doors, FirstStart
from kyodo_desktop.ui import theme
from kyodo_desktop.ui.theme import Size, Theme

from .conftest import compose


class Asked:
    """What the page asked for."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.doors = Doors(
            open=lambda root: self.calls.append(("open", root)),
            open_read_only=lambda root: self.calls.append(("read", root)),
            create=lambda root, settings: self.calls.append(("create", root, settings)),
            make_sample=lambda root: self.calls.append(("sample", root)),
            profiles=profile_labels,
            today=lambda: dt.date(2026, 11, 21),
        )


@pytest.fixture
def asked() -> Asked:
    return Asked()


def shown(asked: Asked, bot: QtBot) -> FirstStart:
    page = FirstStart(asked.doors)
    bot.addWidget(page)
    page.resize(1366, 640)
    page.show()
    bot.waitExposed(page)
    return page


@pytest.fixture
def page(asked: Asked, qtbot: QtBot) -> FirstStart:
    return shown(asked, qtbot)


def line(page: FirstStart, name: str) -> QLineEdit:
    target = page.lines.cells[name].editor.target
    assert isinstance(target, QLineEdit)
    return target


def test_an_office_is_made_with_the_keyboard_alone(page: FirstStart, asked: Asked, qtbot: QtBot) -> None:
    assert line(page, "town").hasFocus()
    for text in ("汐見野市", "", "市民活動センター", "", "湊川　誠一郎", "佐藤、鈴木", ""):
        focus = QApplication.focusWidget()
        if text:
            compose(focus, text)
        qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert page.make.hasFocus()
    qtbot.keyClick(page.make, Qt.Key.Key_Return)
    [(what, root, settings)] = asked.calls
    assert what == "create"
    assert root == Path(page.folder.text())
    assert (settings.town, settings.profile, settings.office) == ("汐見野市", "standard", "市民活動センター")
    assert (settings.head_name, settings.staff) == ("湊川　誠一郎", ("佐藤", "鈴木"))
    assert not page.make.isEnabled(), "nothing is pressed twice"


def test_shift_and_enter_go_back(page: FirstStart, qtbot: QtBot) -> None:
    line(page, "office").setFocus()
    qtbot.keyClick(line(page, "office"), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.profile.hasFocus()


def test_without_a_town_there_is_no_office(page: FirstStart, asked: Asked) -> None:
    page.make.click()
    assert asked.calls == []
    assert page.notices.notice is not None
    assert page.notices.notice.text == "市町村名を入力してください（例：室蘭市）。"
    assert line(page, "town").hasFocus()


def test_an_office_without_names_of_staff_has_one_counter(page: FirstStart, asked: Asked, qtbot: QtBot) -> None:
    compose(line(page, "town"), "汐見野市")
    page.make.click()
    assert asked.calls[0][2].staff == ("窓口",)


def test_a_folder_that_is_only_named_is_made_at_home(page: FirstStart, asked: Asked, qtbot: QtBot) -> None:
    compose(line(page, "town"), "汐見野市")
    page.folder.setText("窓口の台帳")
    page.make.click()
    assert asked.calls[0][1] == Path.home() / "窓口の台帳"


def test_the_sample_is_one_press_away(page: FirstStart, asked: Asked) -> None:
    page.sample.click()
    assert asked.calls[0][0] == "sample"
    page.sample.click()
    assert len(asked.calls) == 1


def test_what_was_typed_stays_when_it_could_not_be_made(page: FirstStart, asked: Asked, qtbot: QtBot) -> None:
    compose(line(page, "town"), "汐見野市")
    page.make.click()
    page.show_trouble(Path(page.folder.text()), InputError("空のフォルダーではありません。"))
    assert page.make.isEnabled()
    assert line(page, "town").text() == "汐見野市"
    assert page.notices.buttons == []


def test_an_office_that_somebody_else_holds_can_be_read(asked: Asked, page: FirstStart, tmp_path: Path) -> None:
    (tmp_path / "office.db").touch()
    page.show_trouble(tmp_path, WorldError("ほかの人が開いています。"))
    [button] = page.notices.buttons
    assert button.text() == "閲覧だけで開く"
    button.click()
    assert asked.calls == [("read", tmp_path)]


def test_an_opening_that_was_stopped_can_be_begun_again(asked: Asked, page: FirstStart, tmp_path: Path) -> None:
    (tmp_path / "office.db").touch()
    page.show_trouble(tmp_path, Cancelled())
    [button] = page.notices.buttons
    assert (page.notices.kind.text(), button.text()) == ("お知らせ", "もう一度開く")
    button.click()
    assert asked.calls == [("open", tmp_path)]


@pytest.mark.parametrize("size", Size)
def test_everything_is_in_sight_in_the_smallest_usual_window(
    asked: Asked, qapp: QApplication, qtbot: QtBot, size: Size
) -> None:
    theme.apply(qapp, Theme(size=size))
    try:
        page = shown(asked, qtbot)
        assert page.area.horizontalScrollBar().maximum() == 0
        assert page.area.verticalScrollBar().maximum() == 0
    finally:
        theme.apply(qapp, Theme())
