"""The page 事業台帳."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.projects import SLICE, rules
from kyodo_desktop.features.projects.advice import advice
from kyodo_desktop.features.projects.service import ProjectService
from kyodo_desktop.ui.awaited_lines import AwaitedLines
from kyodo_desktop.ui.columns import Column, arranged, columns_of
from kyodo_desktop.ui.form_follower import FormFollower
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.state_mark import READS, state_mark
from kyodo_desktop.ui.step_filters import DUE, OPEN, STATE, YEAR
from kyodo_desktop.ui.step_page import StepPage

SEEN = ("reference", "name", "form", "organization", "from_on", "due_on", "due_what")
"""The columns that are seen unless a person chooses others."""

NOT_COPIED = frozenset(
    {
        *("reference", "fiscal_year", "received_on", "from_on", "until_on", "term_until_on"),
        *("participants_actual", "outcome", "inspector", "inspection_result"),
    }
)
"""What belongs to one year's project alone."""


def build(place: Place) -> ProjectPage:
    """Return the page 事業台帳."""
    service = place.office.service("projects")
    design = replace(DESIGN, advice=partial(_advice, service.schema))
    return ProjectPage(place, service, design, place.office.folder.drafts)


class ProjectPage(StepPage):
    """The register of projects; above a record it is also said which papers and reports are not there.

    A project without papers begins with a line for each one that its 形態 asks for.
    """

    def __init__(
        self, place: Place, source: ProjectService, design: RecordPageDesign, drafts: Path | None = None
    ) -> None:
        super().__init__(place, source, design, drafts)
        self.projects = source
        self._papers_to_come = AwaitedLines("kind", waits_in="received_on")
        self._follower = FormFollower(self.panel, self._read_papers)
        self.editing.changed.connect(self._begin_papers)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a project, then what its register knows of its papers and of the partner's reports."""
        super().show_snapshot(snapshot)
        reminders = partial(self.place.office.service("projects").reminders, snapshot)
        self.place.tasks.read(reminders, partial(self._remind, snapshot), key="projects reminders", owner=self)

    @Slot()
    def _begin_papers(self) -> None:
        self._papers_to_come.begin()
        self._read_papers()

    @Slot()
    def _read_papers(self) -> None:
        if self.editing.is_active:
            wanted = partial(self.projects.wanted_documents, self.panel.form.values(), self.editing.record_id)
            self.place.tasks.read(wanted, self._lay_papers, key="projects papers to come", owner=self)

    def _lay_papers(self, wanted: tuple[str, ...]) -> None:
        stored = self.snapshot if self.editing.record_id is not None else None
        is_over = stored is not None and stored["state"] in self.projects.lifecycle(stored.values).closed
        if self.editing.is_active and not is_over:
            self._papers_to_come.lay(self.panel.form.tables["documents"], wanted, self.focusWidget())

    def _remind(self, snapshot: Snapshot, reminders: Sequence[str]) -> None:
        if self.snapshot is snapshot and not self.editing.is_active:
            said = self.design.advice(snapshot.values, self.place.words())
            self.panel.advice.show_sentences([*reminders, *said])


def _columns(schema: Schema, words: Words) -> Sequence[Column]:
    return arranged(columns_of(schema, words), SEEN)


def _extra_fields(values: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    return rules.extra(rules.form_of(values, words), "fields")


def _advice(schema: Schema, values: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    return tuple(advice(values, schema.fields, words))


DESIGN = RecordPageDesign(
    filters=(
        Filter("form", "形態", taxonomy="collaboration_forms"),
        Filter("domain", "領域", taxonomy="collaboration_domains"),
        YEAR,
        OPEN,
        STATE,
        DUE,
        ARCHIVE,
    ),
    extra_fields=_extra_fields,
    mark=state_mark,
    mark_reads=READS,
    mark_sort="state",
    columns=_columns,
    looked_alike=("name",),
    copied_without=NOT_COPIED,
    begins_with=lambda words: {"fiscal_year": fiscal_year(words.today), "received_on": words.today},
    sort=SLICE.sort,
    views=SLICE.views,
)
