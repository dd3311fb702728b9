"""The page 改善の取組: what is to be done by whom until when, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features.evaluations import IMPROVEMENTS
from kyodo_desktop.ui.columns import Column, arranged, columns_of
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import RecordPageDesign
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.state_mark import READS, state_mark
from kyodo_desktop.ui.step_filters import DUE, OPEN, STATE, YEAR
from kyodo_desktop.ui.step_page import StepPage

SEEN = ("reference", "name", "owner", "due_on", "project")
"""The columns that are seen unless a person chooses others."""

NOT_COPIED = frozenset({"reference", "finish_by", "outcome", "notes"})
"""What belongs to one improvement alone."""


def build(place: Place) -> StepPage:
    """Return the page 改善の取組."""
    return StepPage(place, place.office.service("improvements"), DESIGN, place.office.folder.drafts)


def _columns(schema: Schema, words: Words) -> Sequence[Column]:
    return arranged(columns_of(schema, words), SEEN)


DESIGN = RecordPageDesign(
    filters=(OPEN, DUE, YEAR, STATE, ARCHIVE),
    mark=state_mark,
    mark_reads=READS,
    mark_sort="state",
    columns=_columns,
    looked_alike=(),
    copied_without=NOT_COPIED,
    begins_with=lambda words: {"fiscal_year": fiscal_year(words.today)},
    sort=IMPROVEMENTS.sort,
)
