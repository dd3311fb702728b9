"""The page 募集回."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.slice import Filters
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.grants import REVIEW, ROUNDS
from kyodo_desktop.features.grants.glance import Glance
from kyodo_desktop.features.grants.round_service import GrantRoundService
from kyodo_desktop.features.grants.ui.glance_bar import GlanceBar
from kyodo_desktop.ui.columns import Column, arranged, columns_of
from kyodo_desktop.ui.icons import set_icon
from kyodo_desktop.ui.messages import NextStep, Notice, NoticeKind
from kyodo_desktop.ui.page import KeyAction
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.side_panel import Link, LinkBlock
from kyodo_desktop.ui.state_mark import READS, state_mark
from kyodo_desktop.ui.step_filters import DUE, OPEN, STATE, YEAR
from kyodo_desktop.ui.step_page import StepPage

SEEN = ("reference", "name", "budget", "call_until", "due_on", "due_what")
"""The columns that are seen unless a person chooses others."""


def build(place: Place) -> RoundPage:
    """Return the page 募集回."""
    return RoundPage(place, place.office.service("grant_rounds"), DESIGN, place.office.folder.drafts)


class RoundPage(StepPage):
    """The register of rounds; above the record stands the round at a glance."""

    def __init__(
        self, place: Place, source: GrantRoundService, design: RecordPageDesign, drafts: Path | None = None
    ) -> None:
        super().__init__(place, source, design, drafts)
        self.rounds = source
        self.glance = GlanceBar(self._open_applications, self.panel)
        self.panel.put_above(self.glance)
        self.editing.changed.connect(self._show_or_hide)

    def actions_by_key(self) -> dict[int, KeyAction]:
        """Return the keys of every register; F2 asks for the programme first, F9 copies the round for the next year."""
        actions = super().actions_by_key()
        actions[2] = KeyAction(self.begin_new, actions[2].enabled)
        actions[9] = KeyAction(self.copy, actions[9].enabled)
        return actions

    def first_steps(self) -> Sequence[QAction]:
        """Offer to begin a round."""
        steps = list(super().first_steps())
        if steps:
            begin = QAction("募集回を始める（F2）", self)
            begin.triggered.connect(self.begin_new)
            set_icon(begin, "new")
            steps[0] = begin
        return steps

    def links_of(self, snapshot: Snapshot) -> Sequence[LinkBlock]:
        """Return 手続, then the ways to the applications and to the review, then the papers."""
        steps, *others = super().links_of(snapshot)
        ways = (
            Link("申請の一覧を開く", partial(self._open_applications, {"round": (str(snapshot.id),)})),
            Link("審査・順位・交付決定の画面を開く", partial(self.place.open_record, REVIEW, snapshot.id)),
        )
        return (steps, LinkBlock("この回の仕事", ways), *others)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a round, then how its applications stand."""
        if self.snapshot is None or self.snapshot.id != snapshot.id:
            self.glance.clear()
        super().show_snapshot(snapshot)
        self._read_glance(snapshot.id)

    def refresh(self, changed: object) -> None:
        """Read the numbers again when an application was changed."""
        super().refresh(changed)
        if "grants" in getattr(changed, "records", {}) and self.snapshot is not None and self._listed:
            self._read_glance(self.snapshot.id)

    # ------------------------------------------------------------------------------------------------------ beginning

    @Slot()
    def begin_new(self) -> None:
        """Ask whether the round begins with last year's or with what the profile gives a programme."""
        self.editing.leave_for(self._begin_new)

    def _begin_new(self) -> None:
        self.place.tasks.read(self._read_beginnings, self._ask_beginning, owner=self)

    @Slot()
    def copy(self) -> None:
        """Begin the round of the next year with what the one under the cursor has."""
        self.when_come(self._copy)

    def _copy(self) -> None:
        if self.snapshot is not None:
            self._begin_copy_of(self.snapshot)

    def _read_beginnings(self) -> list[Snapshot]:
        """Return the last round of each programme. Runs on the database thread."""
        last: dict[str, Snapshot] = {}
        for each in self.rounds.book().rounds:  # the newest first
            last.setdefault(each["programme"], each)
        return list(last.values())

    def _ask_beginning(self, last: Sequence[Snapshot]) -> None:
        terms = [term for term in self.rounds.programmes.terms if not term.retired]
        steps = [NextStep("やめる", self.notices.clear)]
        steps += [NextStep(f"「{each['name']}」を写す", partial(self._begin_copy_of, each)) for each in last]
        steps += [NextStep(f"{term.label}を新しく始める", partial(self._begin_programme, term.code)) for term in terms]
        words = "どのように始めますか。写すと、率・上限・審査項目・審査員が入り、日程は1年後の開庁日になります。"
        question = Notice(NoticeKind.WARNING, words, steps, topic="beginning", asks=True)
        self.notices.show_notice(question)
        self.notices.buttons[1].setFocus()

    def _begin_programme(self, programme: str) -> None:
        year = fiscal_year(self.place.words().today)
        self.place.tasks.read(partial(self._new_draft, programme, year), self.editing.begin_with, owner=self)

    def _new_draft(self, programme: str, year: int) -> Draft:
        """Return a new round with the next free number. Runs on the database thread."""
        rounds = self.rounds.book().rounds
        numbers = [each["number"] for each in rounds if (each["programme"], each["fiscal_year"]) == (programme, year)]
        return self.rounds.begins_with(programme, year, max(numbers, default=0) + 1)

    def _begin_copy_of(self, grant_round: Snapshot) -> None:
        copied = partial(self.rounds.copied_from, grant_round.id, grant_round["fiscal_year"] + 1)
        self.place.tasks.read(copied, self.editing.begin_with, owner=self)

    # --------------------------------------------------------------------------------------------------------- inside

    def _read_glance(self, round_id: int) -> None:
        grants = self.place.office.service("grants")
        self.place.tasks.read(
            partial(grants.at_a_glance, round_id), partial(self._show_glance, round_id), key="glance", owner=self
        )

    def _show_glance(self, round_id: int, glance: Glance) -> None:
        if self.snapshot is not None and self.snapshot.id == round_id and not self.editing.is_active:
            self.glance.show_glance(glance)

    @Slot()
    def _show_or_hide(self) -> None:
        self.glance.setVisible(self.glance.has_glance and not self.editing.is_active)

    def _open_applications(self, filters: Filters) -> None:
        page = self.place.go_to_tab("grants")
        if page is not None:
            page.show_list(filters)


def _columns(schema: Schema, words: Words) -> Sequence[Column]:
    return arranged(columns_of(schema, words), SEEN)


DESIGN = RecordPageDesign(
    filters=(Filter("programme", "制度", taxonomy="grant_programmes"), YEAR, OPEN, STATE, DUE, ARCHIVE),
    mark=state_mark,
    mark_reads=READS,
    mark_sort="state",
    columns=_columns,
    looked_alike=("name",),
    sort=ROUNDS.sort,
)
