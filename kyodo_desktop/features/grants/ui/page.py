"""The page 補助金の申請."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.features.grants import GRANTS
from kyodo_desktop.features.grants.assessment import lines_of_snapshot
from kyodo_desktop.features.grants.service import GrantService
from kyodo_desktop.features.grants.ui import case_words
from kyodo_desktop.features.grants.ui.reading import CaseReading, read_case
from kyodo_desktop.ui.awaited_lines import AwaitedLines
from kyodo_desktop.ui.child_table import ChildTable
from kyodo_desktop.ui.columns import Column, arranged, columns_of
from kyodo_desktop.ui.form_follower import FormFollower
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.side_panel import Link, LinkBlock, SidePanel
from kyodo_desktop.ui.state_mark import READS, state_mark
from kyodo_desktop.ui.step_filters import DUE, OPEN, STATE, YEAR
from kyodo_desktop.ui.step_page import StepPage

SEEN = ("reference", "organization", "name", "requested_amount", "decided_amount", "due_on", "due_what")
"""The columns that are seen unless a person chooses others."""

LETTERS = {"organization": 18, "name": 23}
"""The first widths of columns that are narrower than on a roster, in half-width letters."""

DERIVATION = "grant-derivation"
"""The form 算定調書."""

CHANGED = "交付決定した計画からの変更"
PUT_BACK = "決定時の計画に戻す"

NOT_COPIED = frozenset(
    {
        *("reference", "round", "round_id", "frame", "received_on", "from_on", "until_on", "finished_on"),
        *("years_received", "requested_amount", "accepts_part", "review_comment"),
        *("participants_actual", "outcome", "remaining_issues", "presentation_order"),
    }
)
"""What belongs to one application alone."""

MONEY = Filter(
    "money",
    "金額",
    terms=lambda _words: (
        Term("decided_amount", "交付決定した"),
        Term("unpaid_amount", "未払がある"),
        Term("settled_amount", "額を確定した"),
        Term("return_due_amount", "返還を求める"),
        Term("returned_amount", "返還を受けた"),
    ),
)


def build(place: Place) -> GrantPage:
    """Return the page 補助金の申請."""
    return GrantPage(place, place.office.service("grants"), DESIGN, place.office.folder.drafts)


class GrantPage(StepPage):
    """The register of applications; what the rules of the round say stands beside what is read or typed."""

    def __init__(
        self, place: Place, source: GrantService, design: RecordPageDesign, drafts: Path | None = None
    ) -> None:
        self._said: list[str] = []
        super().__init__(place, source, replace(design, advice=self._advise), drafts)
        self.grants = source
        self.live = SidePanel(self.panel)
        self.live.setAccessibleName("収支と算定")
        self._reading: tuple[int, CaseReading] | None = None
        self._shown_live: list[LinkBlock] = []
        self._papers_to_come = AwaitedLines("kind", waits_in="received_on")
        self._follower = FormFollower(self.panel, self._read_typed)
        self.panel.put_beside(self.live)
        self.editing.changed.connect(self._begin_reading)

    def links_of(self, snapshot: Snapshot) -> Sequence[LinkBlock]:
        """Return 手続, then 収支 and 算定 of the record, then the papers."""
        steps, *others = super().links_of(snapshot)
        if self._reading is None or self._reading[0] != snapshot.id:
            return (steps, *others)
        reading = self._reading[1]
        return (
            steps,
            self._change_block(reading, snapshot),
            self._amount_block(reading, snapshot.values, printed=True),
            *others,
        )

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show an application, then what the rules say of it."""
        if self._reading is None or self._reading[0] != snapshot.id:
            self._said = []
        super().show_snapshot(snapshot)
        lines = lines_of_snapshot(snapshot)
        self._tell_sums(self.panel.view.tables, lines, None)
        self.place.tasks.read(
            partial(read_case, self.grants, snapshot.values, lines, snapshot.id),
            partial(self._show_stored, snapshot),
            key="grants reading",
            owner=self,
        )

    def show_list(self, filters: Mapping[str, tuple[str, ...]]) -> None:
        super().show_list(filters)
        if codes := filters.get("round"):
            self.place.tasks.read(partial(self._round_names, codes), self.filters.tell_beyond, owner=self)

    # ------------------------------------------------------------------------------------------------------- inside

    def _round_names(self, codes: Sequence[str]) -> str:
        """Return what rounds are called. Runs on the database thread."""
        book = self.grants.rounds.book()
        found = [book.of(int(code)) for code in codes]
        return "募集回：" + "、".join(str(each["name"]) for each in found if each is not None)

    def _show_stored(self, snapshot: Snapshot, reading: CaseReading) -> None:
        if self.snapshot is None or self.snapshot.id != snapshot.id or self.editing.is_active:
            return
        self._reading = (snapshot.id, reading)
        self.panel.side.show_links(self.links_of(snapshot))
        self._say_above(reading, snapshot.values)
        self._tell_sums(self.panel.view.tables, lines_of_snapshot(snapshot), reading)
        self._hint(self.panel.view.tables, reading)

    @Slot()
    def _begin_reading(self) -> None:
        if self.editing.is_active:
            self._said = self._said if self.editing.record_id is not None else []
            self._papers_to_come.begin()
            self._show_live([])
            self._read_typed()

    @Slot()
    def _read_typed(self) -> None:
        if not self.editing.is_active:
            return
        form = self.panel.form
        values, lines = form.values(), form.lines()
        self.place.tasks.read(
            partial(read_case, self.grants, values, lines, self.editing.record_id),
            self._show_typed,
            key="grants reading",
            label="算定しています",
            owner=self,
        )

    def _show_typed(self, reading: CaseReading) -> None:
        if not self.editing.is_active:
            return
        form = self.panel.form
        if form.values().get("decided_on") is None:
            self._papers_to_come.lay(form.tables["documents"], reading.documents, self.focusWidget())
        self._show_live([self._change_block(reading), self._amount_block(reading, form.values(), printed=False)])
        self._say_above(reading, form.values())
        self._tell_sums(form.tables, form.lines(), reading)
        self._hint(form.tables, reading)

    def _show_live(self, blocks: list[LinkBlock]) -> None:
        """Show what is computed while something is typed; what is the same stays, so that it does not flicker."""
        if blocks != self._shown_live:
            self._shown_live = blocks
            self.live.show_links(blocks)

    def _advise(self, _values: Mapping[str, Any], _words: Words) -> Sequence[str]:
        """Return what the rules said last; what they say of the present values comes in a moment."""
        return self._said

    def _say_above(self, reading: CaseReading, values: Mapping[str, Any]) -> None:
        self._said = case_words.above(reading, values)
        self.panel.advice.show_sentences(self._said)

    def _tell_sums(
        self, tables: Mapping[str, ChildTable], lines: Mapping[str, Sequence[Any]], reading: CaseReading | None
    ) -> None:
        for table, told in case_words.below(reading, lines, self.place.words()):
            if table in tables:
                tables[table].tell(told)

    @staticmethod
    def _hint(tables: Mapping[str, ChildTable], reading: CaseReading) -> None:
        for table, hints in case_words.hints(reading).items():
            if table in tables:
                tables[table].model.hint(hints)

    def _change_block(self, reading: CaseReading, stored: Snapshot | None = None) -> LinkBlock:
        """Return what differs from the plan that was decided on; beside a stored record also the way back to it."""
        told, links = case_words.change(reading.change), []
        if told and stored is not None and reading.change.can_be_put_back and not self.place.read_only:
            links.append(Link(PUT_BACK, partial(self._put_back_plan, stored)))
        return LinkBlock(CHANGED, links, told=told)

    def _put_back_plan(self, stored: Snapshot) -> None:
        """Let the decided plan stand again; 元に戻す brings back what was typed."""
        if not self.editing.is_active:
            self.place.tasks.write(
                partial(self.grants.put_back_plan, self.place.staff(), stored.id),
                partial(self._say, f"「{stored['name']}」の計画を、交付決定したときのものに戻しました。"),
                owner=self,
            )

    def _amount_block(self, reading: CaseReading, values: Mapping[str, Any], *, printed: bool) -> LinkBlock:
        links = [Link("算定調書を印刷する", partial(self.print, DERIVATION))] if printed and reading.derivation else []
        told = case_words.beside(reading, values)
        empty = "募集回と支出を入力すると、ここに補助額の算定が出ます。"
        return LinkBlock("収支と補助額の算定", links, empty=empty if not told else "", told=told)


def _columns(schema: Schema, words: Words) -> Sequence[Column]:
    """Return the columns; names are narrow enough to leave the 状態 behind them in sight on a small screen."""
    columns = (replace(each, letters=LETTERS.get(each.attribute, each.letters)) for each in columns_of(schema, words))
    return arranged(tuple(columns), SEEN)


DESIGN = RecordPageDesign(
    filters=(
        Filter("programme", "制度", taxonomy="grant_programmes"),
        YEAR,
        Filter("result", "結果", taxonomy="grant_results"),
        OPEN,
        STATE,
        MONEY,
        DUE,
        ARCHIVE,
    ),
    mark=state_mark,
    mark_reads=READS,
    mark_sort="state",
    columns=_columns,
    looked_alike=("name",),
    copied_without=NOT_COPIED,
    begins_with=lambda words: {"received_on": words.today},
    sort=GRANTS.sort,
)
