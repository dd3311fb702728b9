"""The list of what can be printed, by its keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kyodo_desktop.features.papers.offer import Offer
from kyodo_desktop.features.papers.ui.paper_list import Kind, PaperList, papers_of
from kyodo_desktop.printing.envelopes import FORMATS
from kyodo_desktop.printing.slice_papers import RosterPaper


def test_keys_that_come_before_the_papers_do_nothing(qtbot: QtBot) -> None:
    papers = PaperList()
    qtbot.addWidget(papers)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_End):
        qtbot.keyClick(papers, key)
    assert papers.paper is None


def test_records_without_an_address_have_neither_labels_nor_envelopes() -> None:
    roster = RosterPaper("figures", "実績一覧", ("name",))
    without = Offer(forms=(), rosters=(roster,), sheets={}, envelopes={}, has_cards=False)
    assert [paper.kind for paper in papers_of(without)] == [Kind.ROSTER]
    with_post = Offer(forms=(), rosters=(roster,), sheets={}, envelopes=FORMATS, has_cards=False)
    assert [paper.kind for paper in papers_of(with_post)] == [Kind.ROSTER, Kind.ENVELOPES]
