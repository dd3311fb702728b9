"""A title breaks into two lines, then ends in … with the whole in its tooltip."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.title_label import MOST_LINES, TitleLabel

SHORT, LONG = "定例会", "令和8年度 第2回 市民協働推進委員会の臨時の会議とその資料について話し合う会"


def label(qtbot: QtBot, words: str, letters: int) -> TitleLabel:
    made = TitleLabel()
    qtbot.addWidget(made)
    made.ensurePolished()
    made.resize(made.fontMetrics().horizontalAdvance("あ") * letters, 80)
    made.say(words)
    return made


def test_a_short_title_has_one_line_and_no_tooltip(qtbot: QtBot) -> None:
    title = label(qtbot, SHORT, 10)
    assert title.shown_lines(title.width()) == [SHORT]
    assert title.heightForWidth(title.width()) == title.minimumSizeHint().height()
    assert title.toolTip() == ""


def test_a_longer_title_breaks_and_is_whole(qtbot: QtBot) -> None:
    title = label(qtbot, "市民協働推進委員会の会議", 8)
    lines = title.shown_lines(title.width())
    assert "".join(lines) == "市民協働推進委員会の会議"
    assert len(lines) == MOST_LINES
    assert title.heightForWidth(title.width()) > title.minimumSizeHint().height()
    assert title.toolTip() == ""


def test_a_title_beyond_two_lines_ends_in_dots_and_tells_the_whole(qtbot: QtBot) -> None:
    title = label(qtbot, LONG, 9)
    lines = title.shown_lines(title.width())
    assert len(lines) == MOST_LINES
    assert lines[-1].endswith("…")
    assert all(title.fontMetrics().horizontalAdvance(line) <= title.width() for line in lines)
    assert title.toolTip() == title.text() == LONG


def test_the_tooltip_goes_when_there_is_room_again(qtbot: QtBot) -> None:
    title = label(qtbot, LONG, 9)
    title.resize(title.width() * 6, title.height())
    title.show()
    qtbot.waitUntil(lambda: title.toolTip() == "")
    title.say(SHORT)
    assert title.toolTip() == ""


def test_a_title_without_words_keeps_the_height_of_a_line(qtbot: QtBot) -> None:
    title = label(qtbot, "", 9)
    assert title.shown_lines(title.width()) == [""]
    assert title.heightForWidth(title.width()) == title.minimumSizeHint().height()
