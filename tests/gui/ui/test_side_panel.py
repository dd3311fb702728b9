"""Beside a record: blocks of links that fit the panel, and what is told in its colour."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.side_panel import Link, LinkBlock, SidePanel

LONG = "事業計画変更（中止・廃止）承認申請書の受理を記録する"


def test_long_links_are_cut_to_the_panel_and_told_whole(qtbot: QtBot) -> None:
    panel = SidePanel()
    qtbot.addWidget(panel)
    panel.resize(180, 300)
    panel.show()
    panel.show_links([LinkBlock("手続", [Link(LONG, lambda: None, "1件"), Link("承認する", lambda: None)])])
    qtbot.waitUntil(lambda: panel.buttons[0].text().endswith("…"))
    long, short = panel.buttons
    assert long.width() <= panel.viewport().width()
    assert long.toolTip() == f"{LONG}　1件"
    assert long.accessibleName() == LONG
    assert short.text() == "承認する"
    panel.resize(900, 300)
    qtbot.waitUntil(lambda: long.text() == LONG)
    assert long.toolTip() == "1件"


def test_a_part_that_the_keys_go_to_is_framed(qtbot: QtBot) -> None:
    panel = SidePanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.ring.isVisible)
    panel.resize(300, 200)
    qtbot.waitUntil(lambda: panel.ring.size() == panel.size())
    corner = panel.grab().toImage().pixelColor(1, 1)
    panel.clearFocus()
    qtbot.waitUntil(lambda: not panel.ring.isVisible())
    assert panel.grab().toImage().pixelColor(1, 1) != corner


def test_a_block_with_nothing_to_say_is_not_seen(qtbot: QtBot) -> None:
    panel = SidePanel()
    qtbot.addWidget(panel)
    panel.show_links([LinkBlock("様式", ()), LinkBlock("添付ファイル", (), empty="ありません")])
    assert [label.text() for label in panel.findChildren(QLabel)] == ["添付ファイル", "ありません"]


def test_what_is_told_has_the_colour_of_its_tone(qtbot: QtBot) -> None:
    panel = SidePanel()
    qtbot.addWidget(panel)
    panel.show_links([LinkBlock("手続", (), told=(Mark("受付", Tone.WAITING), "書類を待っています。"))])
    _, mark, words = panel.findChildren(QLabel)
    assert (mark.text(), mark.property("tone")) == ("◆ 受付", "waiting")
    assert (words.text(), words.property("tone") or "") == ("書類を待っています。", "")
