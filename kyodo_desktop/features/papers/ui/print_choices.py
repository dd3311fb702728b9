"""The left part of the window: what is printed, for whom, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kyodo_desktop.features.papers.offer import Offer
from kyodo_desktop.features.papers.ui.option_pages import OptionPages
from kyodo_desktop.features.papers.ui.paper_list import Kind, Paper, PaperList
from kyodo_desktop.features.papers.ui.paper_options import Order, PaperOptions
from kyodo_desktop.features.papers.ui.print_output import PrintOutput
from kyodo_desktop.features.papers.ui.whom import People, Whom, WhomChooser
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.theme import GRID, dress, set_look

PAPERS, OPTIONS = 38, 64
"""The widths of the list of papers and of their options, in half-width letters."""

_WHOM = "whom "
"""Begins the name under which is remembered for whom a roster was."""


class PrintChoices(QSplitter):
    """``changed`` is sent when something else is to be printed, ``went_on`` when Enter leaves for the preview."""

    changed = Signal()
    went_on = Signal()

    def __init__(
        self,
        place: Place,
        slice_name: str,
        people: People,
        output: PrintOutput,
        parent: QWidget,
        *,
        remembered: Mapping[str, Any],
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._remembered = remembered
        self._only: Sequence[int] | None = None
        self.papers = PaperList(self)
        self.troubles = QLabel(self)
        self.whom = WhomChooser(people, self)
        self.stack = QStackedWidget(self)
        self.pages = OptionPages(place, slice_name, output, remembered, self.stack, before=self.whom.last)
        self.setChildrenCollapsible(False)
        self._what = pane(self.papers, self.troubles, heading="印刷するもの")
        self.addWidget(self._what)
        self.addWidget(pane(self.whom, self.stack))
        self.setStretchFactor(1, 1)
        self.troubles.setWordWrap(True)
        self.troubles.hide()
        set_look(self.troubles, "tone", "late")
        dress(self.whom)
        self.papers.chosen.connect(self._choose)
        self.papers.went_on.connect(self.went_on)
        self.whom.changed.connect(self._take_whom)
        self.pages.changed.connect(self.changed)
        self.pages.went_on.connect(self.went_on)

    @property
    def paper(self) -> Paper | None:
        """The chosen paper, None until it is known what there is."""
        return self.papers.paper

    @property
    def options(self) -> PaperOptions:
        """The options of the chosen paper."""
        page: PaperOptions = self.stack.currentWidget()  # type: ignore[assignment]  # nothing else is put into it
        return page

    @property
    def ids(self) -> Sequence[int] | None:
        """For whom is printed; None leaves it to the roster."""
        return self.whom.ids if self._only is None else self._only

    def print_only(self, ids: Sequence[int]) -> None:
        """Print for these alone, until a paper or the people are chosen anew."""
        self._only = ids
        self.changed.emit()

    def order(self) -> Order | None:
        """Return what is to be printed, None when there is nobody to print it for."""
        ids, paper = self.ids, self.paper
        if paper is None or (paper.kind is not Kind.BLANK and ids is not None and not ids):
            return None
        return self.options.order(ids)

    def show_offer(self, offer: Offer, name: str, form: str) -> None:
        """Show what can be printed; ``name`` is whose record is in front, ``form`` is chosen already."""
        self.pages.offer = offer
        self.whom.current.say(name)
        self.troubles.setText("\n".join(offer.troubles))
        self.troubles.setVisible(bool(offer.troubles))
        self.papers.show_offer(offer)
        self.papers.choose(f"{Kind.FILLED.value}:{form}" if form else self._remembered.get("paper", ""))
        self.papers.setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        paper = self.paper
        if paper is None:
            return dict(self._remembered)
        state = {**self._remembered, **self.pages.state(), "paper": paper.key}
        if paper.kind is Kind.ROSTER and self.whom.whom in (Whom.LISTED, Whom.REGISTERED):
            state[_WHOM + paper.key] = self.whom.whom.value
        return state

    def arrange(self, *, beside: bool, height: int) -> int:
        """Put the papers beside their options or above them; return the width that this takes."""
        letter = self.fontMetrics().horizontalAdvance("0")
        self.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        self._what.setMinimumWidth(PAPERS * letter if beside else 0)
        self.setSizes([PAPERS * letter, OPTIONS * letter] if beside else [height // 3, height // 2])
        width = self.least_width(beside=beside)
        self.setMinimumWidth(width)
        return width

    def least_width(self, *, beside: bool) -> int:
        """Return the width that the papers and their options need."""
        return (PAPERS + OPTIONS if beside else OPTIONS) * self.fontMetrics().horizontalAdvance("0")

    @Slot()
    def _take_whom(self) -> None:
        self._only = None
        self.changed.emit()

    @Slot(object)
    def _choose(self, paper: Paper) -> None:
        self._only = None
        self.stack.setCurrentWidget(self.pages.page(paper))
        self.whom.offer(paper.kind, self._remembered.get(_WHOM + paper.key, ""))
        self.changed.emit()


def pane(*parts: QWidget, heading: str = "") -> QWidget:
    """Return widgets below each other, under a heading when one is given."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID // 2)
    if heading:
        label = QLabel(heading, made)
        set_look(label, "look", "heading")
        label.setBuddy(parts[0])
        column.addWidget(label)
    for part in parts:
        column.addWidget(part)
    return made
