"""F1 opens the user guide at the page of what is in front, wherever a person is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from tests.scenarios.conftest import OpenDesk
from tests.scenarios.desk import register


class Browser(QObject):
    """Takes the place of the machine's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Browser]:
    made = Browser()
    QDesktopServices.setUrlHandler("file", made, "show")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_the_guide_opens_wherever_f1_is_pressed(open_desk: OpenDesk, office: Path, browser: Browser) -> None:
    desk = open_desk(None)
    desk.wait_for("協働デスクへようこそ")
    desk.press("F1")
    desk.close()
    desk = open_desk(office)
    desk.wait_for("はじめの一歩")
    for label in desk.tabs():
        desk.open_tab(label)
        desk.press("F1")
    desk.open_tab("団体")
    desk.press("F2", "F1", "Esc", "Ctrl+K", "F1")
    assert all(page.is_file() for page in browser.shown)
    stems = [page.stem for page in browser.shown]
    assert {"start", "today", "organizations", "volunteers", "settings"} <= set(stems)
    assert stems[-2:] == ["organizations", "organizations"]  # while a record is typed, from the search over everything
    assert len(stems) == len(desk.tabs()) + 3
    assert desk.said() == ""


def test_a_page_inside_a_tab_has_its_own(open_desk: OpenDesk, office: Path, browser: Browser) -> None:
    desk = open_desk(office)
    desk.open_page("事業", "この一覧から検索")
    for number in range(1, 6):  # 事業台帳、補助金の申請、募集回、審査、期限と集計
        desk.press(f"Ctrl+{number}", "F1")
    assert [page.stem for page in browser.shown] == ["projects", "grants", "grants", "grants", "boards"]


def test_f1_in_the_windows_beside_the_main_one_explains_them(
    open_desk: OpenDesk, office: Path, browser: Browser
) -> None:
    register(office, {"name": "港町内会"})
    desk = open_desk(office)
    desk.open_list("団体")
    desk.wait(lambda: desk.names("港町内会"))
    for key, words in (("F6", "PDFで保存（F12）"), ("F8", "1件を書き出します"), ("F7", "閉じる（Esc）")):
        desk.press(key)
        desk.wait_for(words)
        desk.press("F1", "Esc")
        desk.wait_for("F7 取込")
    assert [page.stem for page in browser.shown] == ["print", "exchange", "exchange"]
