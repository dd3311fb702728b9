"""設定 by keyboard: the window changes its looks while something is being typed, and another office can be chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QWidget

from kyodo_desktop.ui.colours import LEAST_CONTRAST, contrast
from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import SIZE, Desk, register

NAME = "𠮷野町内会"


def ground(desk: Desk) -> str:
    """Return the colour on which the window's words stand."""
    return desk.window.palette().color(QPalette.ColorRole.Window).name()


def illegible(desk: Desk) -> list[str]:
    """Return the words in sight that do not stand out from the ground."""
    role, below = QPalette.ColorRole.WindowText, ground(desk)
    labels = [each for each in desk.window.findChildren(QLabel) if each.isVisible() and each.text()]
    return [each.text() for each in labels if contrast(each.palette().color(role).name(), below) < LEAST_CONTRAST]


def broken(desk: Desk) -> list[str]:
    """Return the buttons and words that are lower than their letters, or beyond the edge without a scroll bar."""
    kinds = (QLabel, QAbstractButton)
    found = [each for kind in kinds for each in desk.window.findChildren(kind) if each.isVisible() and each.text()]
    parts = [each for each in found if not isinstance(each.parent(), QLineEdit)]  # signs in a line, without words
    scrolled = {each for area in desk.window.findChildren(QScrollArea) for each in area.findChildren(QWidget)}
    inside = desk.window.rect()
    places = {each: QRect(each.mapTo(desk.window, QPoint()), each.size()) for each in parts if each not in scrolled}
    low = [each.text() for each in parts if each.height() < each.fontMetrics().height()]
    return low + [each.text() for each, place in places.items() if not inside.contains(place)]


def check_pages(desk: Desk) -> None:
    """Go through the tabs: every word is legible, and nothing stands beyond the edge of the smallest screen."""
    for label in desk.tabs():
        desk.open_tab(label)
        desk.rest()
        assert desk.window.size().toTuple() == SIZE, label
        assert broken(desk) == [], label
        assert illegible(desk) == [], label


def test_the_looks_change_and_nothing_typed_is_lost(open_desk: OpenDesk, office: Path) -> None:
    register(office, {"name": "港町内会"})
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: desk.names("港町内会"))
    desk.press("F2")
    desk.write(NAME)
    desk.press("Return")
    desk.wait(lambda: desk.entry() == "よしのちょうないかい")
    letters, light = desk.window.fontMetrics().height(), ground(desk)
    bright = desk.window.grab().toImage()

    desk.open_tab("設定")
    assert desk.field() == "明るさ"
    desk.press("Down", "Return")
    assert desk.field() == "文字の大きさ"
    desk.press("Down", "Down")
    assert desk.reads("暗い")
    assert desk.reads("特大")
    assert contrast(light, ground(desk)) > LEAST_CONTRAST
    assert desk.window.fontMetrics().height() > letters
    check_pages(desk)
    desk.open_tab("団体")
    assert (desk.field(), desk.entry()) == ("ふりがな", "よしのちょうないかい")
    assert NAME in desk.texts()
    assert desk.window.grab().toImage() != bright

    desk.open_tab("設定")
    desk.press("Up", "Return", "Up", "Up")
    assert (ground(desk), desk.window.fontMetrics().height()) == (light, letters)
    check_pages(desk)
    desk.open_tab("団体")
    desk.press("Shift+Return")
    assert (desk.field(), desk.entry()) == ("団体名", NAME)
    assert desk.window.grab().toImage().size() == bright.size()


def test_the_looks_and_the_office_are_those_of_last_time(open_desk: OpenDesk, office: Path) -> None:
    desk = open_desk(office)
    desk.open_page("設定", "明るさ")
    light = ground(desk)
    desk.press("Down")
    dark = ground(desk)
    desk.close()
    desk = open_desk(None)
    assert light != ground(desk) == dark
    desk.open_page("設定", "明るさ")
    desk.press_button("次に起動したとき、別の事務所を選ぶ")
    assert "はじめの画面が出ます" in desk.said()
    desk.close()
    desk = open_desk(None)
    desk.wait_for("協働デスクへようこそ")
