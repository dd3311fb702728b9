"""The page 評価シート: the sheets of every party, and the filling in of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.schema import Draft, Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.evaluations import EVALUATIONS, laying
from kyodo_desktop.features.evaluations.service import EvaluationService
from kyodo_desktop.features.evaluations.ui import sheet_words
from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.columns import Column, arranged, columns_of
from kyodo_desktop.ui.page import KeyAction
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_form import RecordForm
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.register_page import RegisterPage
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.step_filters import YEAR

SEEN = ("reference", "name", "kind", "fiscal_year", "stage", "score", "organization")
"""The columns that are seen unless a person chooses others."""

NOT_COPIED = frozenset(
    {"reference", "fiscal_year", "evaluated_on", "good_points", "issues", "requests", "agreed", "notes"}
)
"""What belongs to one sheet alone; the rest is the frame of next year's."""

ASKED_BY = ("name", "fiscal_year", "stage", "sheet")
"""The attributes after which it is known what a new sheet begins with."""

KEPT_TARGETS = ("name", "unit", "target")
"""What a copy keeps of the indicators: what is aimed at, not what was reached."""

TONES = {"blank": Tone.QUIET, "partial": Tone.SOON, "unexplained": Tone.LATE, "complete": Tone.GOOD}
"""How the states of a sheet are coloured."""


def build(place: Place) -> EvaluationPage:
    """Return the page 評価シート."""
    return EvaluationPage(place, place.office.service("evaluations"), DESIGN, place.office.folder.drafts)


class EvaluationPage(RegisterPage):
    """The register of sheets. A new one brings its items, and what the last evaluation asked for."""

    def __init__(
        self, place: Place, source: EvaluationService, design: RecordPageDesign, drafts: Path | None = None
    ) -> None:
        begins = partial(_begins_with, source)
        super().__init__(place, source, replace(design, advice=self._advise, begins_with=begins), drafts)
        self.evaluations = source
        self._asked: tuple[Any, ...] = ()
        self.panel.form_made.connect(self._watch)
        self.editing.changed.connect(self._begin)

    def actions_by_key(self) -> dict[int, KeyAction]:
        """Return the keys of every register; 複写 takes the frame of a sheet for the next year."""
        actions = super().actions_by_key()
        actions[9] = KeyAction(self.copy_frame, actions[9].enabled)
        return actions

    def show_snapshot(self, snapshot: Snapshot) -> None:
        super().show_snapshot(snapshot)
        told = sheet_words.below(self.evaluations.sheet_of(snapshot.values), _lines(snapshot, "marks"))
        if (table := self.panel.view.tables.get("marks")) is not None:
            table.tell(told)

    @Slot()
    def copy_frame(self) -> None:
        """Open a new sheet of this 年度 with the project, the party and the targets of the shown one."""
        self.when_come(self._copy_frame)

    # ------------------------------------------------------------------------------------------------------- inside

    def _copy_frame(self) -> None:
        shown = self.snapshot
        if shown is None:
            return
        values = dict(self.design.begins_with(self.place.words()))
        values |= {name: value for name, value in shown.values.items() if name not in NOT_COPIED and value is not None}
        aims = [{name: line[name] for name in KEPT_TARGETS} for line in shown.children["indicators"]]
        self.editing.begin_with(Draft(values, {"indicators": [Draft(aim) for aim in aims]}))

    @Slot(object)
    def _watch(self, form: RecordForm) -> None:
        form.edited.connect(self._tell_marks)
        form.field_left.connect(self._leave_field)
        marks = form.tables["marks"]
        marks.model.passed_over = self._passed_over
        marks.view.selectionModel().currentRowChanged.connect(self._tell_marks)

    @Slot()
    def _begin(self) -> None:
        self._asked = ()
        if self.editing.is_active:
            self._lay()
            self._tell_marks()

    @Slot(str, object)
    def _leave_field(self, attribute: str, _value: object) -> None:
        if attribute in ASKED_BY:
            self._lay()

    def _lay(self) -> None:
        """Ask what a sheet with these values begins with, unless that was asked already."""
        form = self.panel.form
        values = form.values()
        asked = tuple(values.get(name) for name in ASKED_BY)
        if self.editing.record_id is not None and values.get("filled"):
            return
        if asked != self._asked:
            self._asked = asked
            self.place.tasks.read(
                partial(self.evaluations.beginning, values, self.editing.record_id),
                self._show_beginning,
                key="evaluations beginning",
                owner=self,
            )

    def _show_beginning(self, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        if not self.editing.is_active:
            return
        for name, lines in tables.items():
            table = self.panel.form.tables[name]
            stored = self.editing.record_id is not None and name != "marks"
            if not stored and not table.is_changed():
                table.model.lay(lines)
        self._tell_marks()

    @Slot()
    def _tell_marks(self) -> None:
        """Say below the marks what they come to, and beside a low one that it wants a reason."""
        form = self.panel.form
        table = form.tables["marks"]
        sheet = self.evaluations.sheet_of(form.values())
        lines = laying.named(sheet, table.model.values())
        present = table.view.currentIndex().row()
        asked = sheet_words.asked(sheet, lines[present]) if 0 <= present < len(lines) else []
        table.tell([*asked, *sheet_words.below(sheet, lines)])
        table.model.hint(sheet_words.hints(sheet, lines))

    def _passed_over(self, values: Mapping[str, Any], attribute: str) -> bool:
        sheet = self.evaluations.sheet_of(self.panel.form.values())
        return attribute == "reason" and (sheet is None or not sheet.needs_reason(values.get("mark")))

    def _advise(self, values: Mapping[str, Any], _words: Words) -> Sequence[str]:
        return sheet_words.above(self.evaluations.sheet_of(values))


def _lines(snapshot: Snapshot, name: str) -> list[Mapping[str, Any]]:
    return [line.values for line in snapshot.children[name]]


def _begins_with(service: EvaluationService, words: Words) -> Mapping[str, Any]:
    sheet = service.sheet_for(None)
    stage = next((term.code for term in reversed(words.taxonomy("evaluation_stages").terms)), None)
    return {
        "fiscal_year": fiscal_year(words.today),
        "evaluated_on": words.today,
        "stage": stage,
        "sheet": sheet.name if sheet else None,
    }


def _columns(schema: Schema, words: Words) -> Sequence[Column]:
    return arranged(columns_of(schema, words), SEEN)


def _extra_fields(values: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    kind = words.taxonomy("evaluation_kinds").get(values.get("kind") or "")
    return ("agreed",) if kind is not None and kind.extra.get("agrees") else ()


def _mark(values: Mapping[str, Any], words: Words) -> Mark | None:
    code = values.get("state")
    label = words.taxonomy("evaluation_states").label_of(code) if code else ""
    return Mark(label, TONES.get(str(code), Tone.QUIET)) if code else None


DESIGN = RecordPageDesign(
    filters=(
        Filter("kind", "種類", taxonomy="evaluation_kinds"),
        YEAR,
        Filter("stage", "時期", taxonomy="evaluation_stages"),
        Filter("state", "状態", taxonomy="evaluation_states"),
        ARCHIVE,
    ),
    extra_fields=_extra_fields,
    mark=_mark,
    mark_reads=("state",),
    mark_sort="state",
    columns=_columns,
    looked_alike=(),
    copied_without=NOT_COPIED,
    sort=EVALUATIONS.sort,
)
