"""The options of every paper, made when a paper is first chosen and kept while the window is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kyodo_desktop.features.papers.offer import Offer
from kyodo_desktop.features.papers.ui.bundle_options import BundleOptions
from kyodo_desktop.features.papers.ui.form_options import FormOptions, has_parameters
from kyodo_desktop.features.papers.ui.paper_list import Kind, Paper
from kyodo_desktop.features.papers.ui.paper_options import PaperOptions, PlainOptions
from kyodo_desktop.features.papers.ui.post_options import CardOptions, EnvelopeOptions, LabelOptions
from kyodo_desktop.features.papers.ui.print_offset import PrintOffset
from kyodo_desktop.features.papers.ui.print_output import PrintOutput
from kyodo_desktop.features.papers.ui.roster_options import RosterOptions
from kyodo_desktop.printing.slice_papers import RosterPaper
from kyodo_desktop.ui.place import Place

OPTIONS = "options "
"""Begins the name under which the options of a paper are remembered."""


class OptionPages(QObject):
    """``changed`` and ``went_on`` come from the options of whichever paper is in front.

    ``before`` is the stop of Tab that the options follow; by themselves they would come behind the whole window.
    """

    changed = Signal()
    went_on = Signal()

    def __init__(
        self,
        place: Place,
        slice_name: str,
        output: PrintOutput,
        remembered: Mapping[str, Any],
        stack: QStackedWidget,
        *,
        before: QWidget,
    ) -> None:
        super().__init__(stack)
        self._before = before
        self._place = place
        self._slice = slice_name
        self._output = output
        self._stack = stack
        self._made: dict[str, PaperOptions] = {}
        self._remembered = remembered
        self.offer: Offer | None = None

    def page(self, paper: Paper) -> PaperOptions:
        """Return the options of a paper."""
        if paper.key not in self._made:
            options = self._made[paper.key] = self._make(paper)
            options.restore(self._remembered.get(OPTIONS + paper.key, {}))
            options.changed.connect(self.changed)
            options.went_on.connect(self.went_on)
            self._stack.addWidget(options)
            _follow(self._before, options)
        return self._made[paper.key]

    def state(self) -> dict[str, Any]:
        """Return what is to be remembered."""
        return {OPTIONS + key: dict(options.state()) for key, options in self._made.items() if options.state()}

    def is_typed(self) -> bool:
        """Return whether something was typed that exists nowhere else."""
        return any(options.is_typed() for options in self._made.values())

    def forget_typed(self) -> None:
        """Ask no more about what was typed so far."""
        for options in self._made.values():
            options.forget_typed()

    def _make(self, paper: Paper) -> PaperOptions:
        assert self.offer is not None
        match paper.kind:
            case Kind.FILLED | Kind.BLANK:
                return self._make_form(paper, self.offer)
            case Kind.BUNDLE:
                return BundleOptions(next(each for each in self.offer.bundles if each.name == paper.name))
            case Kind.ROSTER:
                return self._make_roster(paper.name, self.offer)
            case Kind.LABELS:
                return LabelOptions(self._slice, self.offer.sheets, self._offset())
            case Kind.ENVELOPES:
                return EnvelopeOptions(self._slice, self.offer.envelopes, self._offset())
            case Kind.CARDS:
                return CardOptions(self._slice, self._offset())

    def _make_form(self, paper: Paper, offer: Offer) -> PaperOptions:
        name = paper.name
        if paper.kind is Kind.BLANK:
            return PlainOptions(lambda papers, _ids: papers.blank_form(name), "手書きで記入する用紙です。")
        template = next(form for form in offer.forms if form.id == name)
        if has_parameters(template):
            return FormOptions(template, self._place.words())
        return PlainOptions(lambda papers, ids: papers.filled_form(name, ids or ()), "登録の内容を印刷します。")

    def _make_roster(self, name: str, offer: Offer) -> PaperOptions:
        roster = next(each for each in offer.rosters if each.name == name)
        if isinstance(roster, RosterPaper):
            return RosterOptions(roster, self._place.office.service(self._slice).schema)
        words = "公開に同意した項目だけを印刷します。"
        return PlainOptions(lambda papers, ids: papers.roster(name, ids=ids), words)

    def _offset(self) -> PrintOffset:
        return PrintOffset(self._place.preferences, self._output.printers())


def _follow(before: QWidget, added: QWidget) -> None:
    """Let Tab go from a widget into one that was just added to its window, and on behind it."""
    stops = []
    inside = added.nextInFocusChain()
    while inside is not None and added.isAncestorOf(inside):
        if inside.focusPolicy() is not Qt.FocusPolicy.NoFocus and inside.focusProxy() is None:
            stops.append(inside)
        inside = inside.nextInFocusChain()
    for stop in stops:
        QWidget.setTabOrder(before, stop)
        before = stop
