from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.core.resources import shipped
from kyodo_desktop.core.validity import Status
from kyodo_desktop.ui import icons, theme
from kyodo_desktop.ui.colours import DARK, LEAST_CONTRAST, LIGHT, Colours, Tone, colours_of, contrast, validity_mark
from kyodo_desktop.ui.theme import Mode, Size, Theme

GROUNDS = ("window", "base", "alternate", "cell", "information_ground", "warning_ground", "error_ground")
WRITING = ("text", "muted", "accent_text", *(tone.value for tone in Tone))


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.apply(qapp, Theme())


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("writing", "ground"), list(itertools.product(WRITING, GROUNDS)))
def test_every_writing_is_legible_on_every_ground(colours: Colours, writing: str, ground: str) -> None:
    assert contrast(getattr(colours, writing), getattr(colours, ground)) >= LEAST_CONTRAST


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_writing_on_the_accent_is_legible(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= LEAST_CONTRAST


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_is_seen_against_what_it_surrounds(colours: Colours) -> None:
    assert contrast(colours.accent_text, colours.line) >= 1.5
    assert contrast(colours.accent_text, colours.base) >= 3


def test_each_state_differs_by_word_shape_and_colour() -> None:
    marks = [validity_mark(status) for status in Status]
    assert len({mark.word for mark in marks}) == len(marks)
    assert len({mark.tone.shape for mark in marks}) == len(marks)
    assert len({LIGHT.of(mark.tone) for mark in marks}) == len(marks)
    assert str(validity_mark(Status.EXPIRED)) == "■ 期限切れ"


@pytest.mark.parametrize("mode", Mode)
def test_colours_are_known_from_the_palette(application: QApplication, mode: Mode) -> None:
    theme.apply(application, Theme(mode))
    assert colours_of(application.palette()) == Theme(mode).colours
    assert colours_of(QLabel().palette()) == Theme(mode).colours


@pytest.mark.parametrize("size", Size)
def test_the_face_is_japanese_in_three_sizes(application: QApplication, size: Size) -> None:
    theme.apply(application, Theme(size=size))
    assert application.font().pointSizeF() == size.points
    assert QFontInfo(application.font()).family() in theme.FONT_FAMILIES


def test_words_in_a_dressed_part_take_the_new_colours(application: QApplication, qtbot: QtBot) -> None:
    theme.apply(application, Theme())
    part = QWidget()
    qtbot.addWidget(part)
    labels = [QLabel("必須", part) for _ in range(40)]
    for label in labels:
        theme.set_look(label, "tone", "late")
    theme.dress(part)
    part.show()
    for mode in (Mode.DARK, Mode.LIGHT, Mode.DARK):
        theme.apply(application, Theme(mode))
        shown = {label.palette().color(QPalette.ColorRole.WindowText).name() for label in labels}
        assert shown == {Theme(mode).colours.late}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_name_in_the_style_sheet_is_a_colour(colours: Colours) -> None:
    assert "$" not in theme.style_sheet(colours)


def test_looks_change_what_is_shown(application: QApplication, qtbot: QtBot) -> None:
    theme.apply(application, Theme())
    label = QLabel("期限切れ")
    qtbot.addWidget(label)
    label.ensurePolished()
    before = label.palette().color(QPalette.ColorRole.WindowText)
    theme.set_look(label, "tone", "late")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.late
    theme.set_look(label, "tone", "")
    assert label.palette().color(QPalette.ColorRole.WindowText) == before


def test_a_dressed_part_follows_the_theme(application: QApplication, qtbot: QtBot) -> None:
    theme.apply(application, Theme())
    line = QLineEdit()
    qtbot.addWidget(line)
    theme.dress(line)
    assert LIGHT.base in line.styleSheet()
    theme.apply(application, Theme(Mode.DARK))
    assert DARK.base in line.styleSheet()


def test_the_main_button_keeps_the_accent(application: QApplication, qtbot: QtBot) -> None:
    theme.apply(application, Theme(Mode.DARK))
    button = QPushButton("保存")
    qtbot.addWidget(button)
    theme.set_look(button, "button", "primary")
    button.resize(120, 40)
    assert button.grab().toImage().pixelColor(20, 8).name() == DARK.accent


def test_a_notice_stands_on_its_ground(application: QApplication, qtbot: QtBot) -> None:
    theme.apply(application, Theme())
    frame = QFrame()
    qtbot.addWidget(frame)
    theme.set_look(frame, "notice", "warning")
    assert frame.grab().toImage().pixelColor(5, 5).name() == LIGHT.warning_ground


def colours_in(button: QToolButton) -> set[str]:
    image = button.icon().pixmap(24, 24).toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_icons_take_the_colour_of_the_text_and_follow_the_theme(application: QApplication, qtbot: QtBot) -> None:
    theme.apply(application, Theme())
    button = QToolButton()
    qtbot.addWidget(button)
    icons.set_icon(button, "save")
    assert LIGHT.text in colours_in(button)
    theme.apply(application, Theme(Mode.DARK))
    assert DARK.text in colours_in(button)


def test_icons_are_sharp_on_dense_screens() -> None:
    for scale in (1.0, 1.5, 2.0):
        pixmap = icons.icon("save", "#000000").pixmap(QSize(24, 24), scale)
        assert pixmap.width() == 24 * scale
        assert pixmap.devicePixelRatio() == scale


def test_every_icon_is_a_drawing_on_the_same_grid(qapp: QApplication) -> None:
    drawings = list(shipped("resources", "icons").glob("*.svg"))
    assert len(drawings) > 20
    for drawing in drawings:
        text = drawing.read_text(encoding="utf-8")
        assert re.search(r'width="24" height="24" viewBox="0 0 24 24"', text), drawing.name
        assert "currentColor" in text
        assert not icons.icon(drawing.stem, "#123456").isNull(), drawing.name


def test_an_unknown_icon_is_refused(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("nothing", "#000000")
