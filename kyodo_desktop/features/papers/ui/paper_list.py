"""What can be printed: the papers under their headings."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kyodo_desktop.features.papers.offer import Offer
from kyodo_desktop.ui.theme import GRID


class Kind(enum.StrEnum):
    """The headings, in their order."""

    FILLED = "filled"
    BLANK = "blank"
    BUNDLE = "bundle"
    ROSTER = "roster"
    LABELS = "labels"
    ENVELOPES = "envelopes"
    CARDS = "cards"

    @property
    def heading(self) -> str:
        return {
            "filled": "様式（内容入り）",
            "blank": "様式（白紙）",
            "bundle": "綴り",
            "roster": "名簿",
            "labels": "宛名ラベル",
            "envelopes": "はがき・封筒",
            "cards": "登録証カード",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Paper:
    """One line of the list. ``name`` is the id of the form or the name of the roster or bundle."""

    kind: Kind
    name: str
    title: str
    number: str = ""

    @property
    def key(self) -> str:
        """What is remembered of it."""
        return f"{self.kind.value}:{self.name}"


def papers_of(offer: Offer) -> Iterator[Paper]:
    """Yield the papers of a slice in the order of the list."""
    for form in offer.forms:
        if form.id in offer.fitting:
            yield Paper(Kind.FILLED, form.id, form.title, form.number)
    for bundle in offer.bundles:
        yield Paper(Kind.BUNDLE, bundle.name, bundle.title)
    for form in offer.forms:
        yield Paper(Kind.BLANK, form.id, form.title, form.number)
    for roster in offer.rosters:
        yield Paper(Kind.ROSTER, roster.name, roster.title)
    if offer.sheets:
        yield Paper(Kind.LABELS, "", "宛名ラベル")
    if offer.envelopes:
        yield Paper(Kind.ENVELOPES, "", "はがき・封筒の宛名")
    if offer.has_cards:
        yield Paper(Kind.CARDS, "", "登録証カード（10面）")


class PaperList(QListWidget):
    """``chosen`` comes with each paper the cursor moves to, ``went_on`` when Enter takes it."""

    chosen = Signal(object)
    went_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("印刷するもの")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._row = QSize(GRID, self.fontMetrics().height() + GRID)
        self._papers: dict[int, Paper] = {}
        self.currentRowChanged.connect(self._tell)

    @property
    def paper(self) -> Paper | None:
        """The chosen paper."""
        return self._papers.get(self.currentRow())

    def show_offer(self, offer: Offer) -> None:
        """Show the papers of a slice; none is chosen."""
        self.clear()
        self._papers = {}
        heading = None
        for paper in papers_of(offer):
            if paper.kind is not heading:
                heading = paper.kind
                self._add_heading(heading.heading)
            item = QListWidgetItem(f"　{paper.title}")
            item.setSizeHint(self._row)
            item.setToolTip(f"{paper.number}　{paper.title}".strip())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{heading.heading} {paper.title}")
            self.addItem(item)
            self._papers[self.count() - 1] = paper

    def choose(self, key: str) -> None:
        """Move the cursor to a paper, to the first one when there is no such paper."""
        rows = [row for row, paper in self._papers.items() if paper.key == key]
        self.setCurrentRow((rows or list(self._papers))[0])

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setBold(True)
        item.setFont(font)
        item.setSizeHint(self._row)
        self.addItem(item)

    @Slot()
    def _tell(self) -> None:
        if self.paper is not None:
            self.chosen.emit(self.paper)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_on.emit()
        elif event.key() == Qt.Key.Key_Home:
            self.setCurrentRow(min(self._papers, default=-1))  # below the first heading, once there is anything
        else:
            super().keyPressEvent(event)
