"""The user guide: F1 opens the page of what is in front, and the pages hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from installer.picture_scenes import LOOKS, SCENES, WITHOUT_OFFICE
from kyodo_desktop.application import create_office
from kyodo_desktop.cli import main as command
from kyodo_desktop.core.errors import WorldError
from kyodo_desktop.core.resources import shipped
from kyodo_desktop.features.office.settings import OfficeSettings
from kyodo_desktop.gui import TABS
from kyodo_desktop.shell.counter import Counter
from kyodo_desktop.shell.guide import FIRST_START, guide_page, open_guide
from kyodo_desktop.shell.main_window import MainWindow
from kyodo_desktop.shell.preferences_file import PreferencesFile
from kyodo_desktop.slices import SLICES
from kyodo_desktop.ui.function_keys import WORDS
from tests.architecture.checkout import ROOT

GUIDE = ROOT / "docs" / "guide"
NAMES = sorted(path.stem for path in GUIDE.glob("*.html"))
VOID = frozenset({"br", "img", "link", "meta"})


class Reader(HTMLParser):
    """What a page refers to, and whether its tags are closed in turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: dict[str, str] = {}
        self.navigation: list[str] = []
        self.here: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if "href" in given:
            self.links.append(given["href"])
        if tag == "img":
            self.pictures[given["src"]] = given.get("alt", "")
        if tag == "a" and "nav" in self.open:
            self.navigation.append(given["href"])
            if "aria-current" in given:
                self.here.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> at {self.getpos()}"


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


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest) -> tuple[str, Reader]:
    name: str = request.param
    return name, Reader((GUIDE / f"{name}.html").read_text(encoding="utf-8"))


def test_every_tab_and_the_first_start_have_their_page() -> None:
    inside = {shown.guide for each in SLICES for shown in (each.tab, *each.pages) if shown.guide}
    assert {"grants", "reports"} <= inside
    for name in (*(tab.name for tab in TABS), *inside, FIRST_START):
        assert guide_page(name) == GUIDE / f"{name}.html"
    assert guide_page("something-new") == GUIDE / "index.html"
    assert shipped("docs", "guide") == GUIDE


def test_a_page_opens_in_the_browser(browser: Browser) -> None:
    open_guide("volunteers")
    assert browser.shown == [GUIDE / "volunteers.html"]


def test_without_a_browser_it_is_said_where_the_page_lies(qapp: QApplication) -> None:
    with pytest.raises(WorldError, match=r"today\.html」をブラウザーで開いてください。"):
        open_guide("today")


def test_f1_opens_the_page_of_what_is_in_front(
    browser: Browser, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    create_office(tmp_path / "office", OfficeSettings(town="汐見野市"))
    window = MainWindow(TABS)
    qtbot.addWidget(window)
    counter = Counter(window, qapp, PreferencesFile(None))
    try:
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        counter.begin(None)
        qtbot.keyClick(window, Qt.Key.Key_F1)
        counter.open(tmp_path / "office")
        qtbot.waitUntil(lambda: counter.office is not None)
        for tab in TABS:
            window.go_to_tab(tab.name)
            qtbot.keyClick(window, Qt.Key.Key_F1)
    finally:
        counter.close()
    assert [path.stem for path in browser.shown] == [FIRST_START, *(tab.name for tab in TABS)]


def test_tags_are_closed_and_links_lead_somewhere(page: tuple[str, Reader]) -> None:
    _, reader = page
    assert reader.open == []
    assert [link for link in reader.links if not (GUIDE / link).is_file()] == []


def test_every_page_leads_to_every_other_in_the_same_order(page: tuple[str, Reader]) -> None:
    name, reader = page
    index = Reader((GUIDE / "index.html").read_text(encoding="utf-8"))
    assert reader.navigation == index.navigation
    assert reader.here == [f"{name}.html"]
    assert sorted(reader.navigation) == sorted(f"{each}.html" for each in NAMES)


def test_pictures_are_those_that_are_made_and_each_is_described(page: tuple[str, Reader]) -> None:
    _, reader = page
    for source, words in reader.pictures.items():
        assert (GUIDE / source).is_file()
        assert words, f"{source} says nothing to who cannot see it"


def test_every_picture_is_made_and_used() -> None:
    texts = "".join((GUIDE / f"{name}.html").read_text(encoding="utf-8") for name in NAMES)
    used = {Path(source).stem for source in re.findall(r'src="pictures/([^"]+)"', texts)}
    assert used == set(SCENES)
    assert {path.stem for path in (GUIDE / "pictures").iterdir()} == set(SCENES)
    assert set(SCENES) >= WITHOUT_OFFICE | set(LOOKS)


def test_the_list_of_keys_names_every_f_key() -> None:
    text = (GUIDE / "keys.html").read_text(encoding="utf-8")
    assert [key for key in WORDS if f"<kbd>F{key}</kbd>" not in text] == []


def test_the_page_of_commands_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command(["--help"])
    told = re.search(r"コマンド：([a-z、]+)（", re.sub(r"\s", "", capsys.readouterr().out))
    assert told is not None
    names = told[1].split("、")
    text = (GUIDE / "commands.html").read_text(encoding="utf-8")
    assert len(names) > 10
    assert [name for name in names if f"<code>{name} " not in text] == []
