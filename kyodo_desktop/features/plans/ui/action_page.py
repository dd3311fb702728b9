"""The page 推進計画の取組."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from kyodo_desktop.core.dates import fiscal_year, fiscal_year_label
from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.features.plans import ACTIONS, PROGRESS
from kyodo_desktop.features.plans.rules.marks import PROGRESS as PROGRESS_WORDS
from kyodo_desktop.features.plans.ui.progress_model import tone_of
from kyodo_desktop.ui.colours import Mark
from kyodo_desktop.ui.columns import Column, arranged, columns_of
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.register_page import RegisterPage
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.side_panel import Link, LinkBlock

SEEN = ("reference", "name", "department", "policy", "latest_year")
"""The columns that are seen unless a person chooses others."""

READS = ("latest_progress",)
"""The attributes of which the mark is made."""


def build(place: Place) -> ActionPage:
    """Return the page 推進計画の取組."""
    return ActionPage(place, place.office.service("plan_actions"), DESIGN, place.office.folder.drafts)


class ActionPage(RegisterPage):
    """The register of actions; the table of progress shows all of them side by side."""

    def links_of(self, snapshot: Snapshot) -> Sequence[LinkBlock]:
        """Return the way to the table of progress, then the papers and files."""
        opened = partial(self.place.open_record, PROGRESS, snapshot.id)
        return (LinkBlock("進捗", [Link("進捗の表で見る", opened)]), *super().links_of(snapshot))


def progress_mark(values: Mapping[str, Any], words: Words) -> Mark | None:
    """Return the latest progress in words, in the tone that the profile gives it."""
    code = values.get("latest_progress")
    if not code:
        return None
    return Mark(words.taxonomy(PROGRESS_WORDS).label_of(code), tone_of(code, words))


def _columns(schema: Schema, words: Words) -> Sequence[Column]:
    return arranged(columns_of(schema, words), SEEN)


def _years(words: Words) -> Sequence[Term]:
    present = fiscal_year(words.today)
    return [Term(str(year), fiscal_year_label(year)) for year in range(present + 1, present - 10, -1)]


DESIGN = RecordPageDesign(
    filters=(
        Filter("policy", "方針", taxonomy="policies"),
        Filter("running", "実施年度", terms=_years),
        Filter("latest", "最新の進捗", taxonomy="plan_progress"),
        Filter("waiting", "未入力", terms=lambda _words: (Term("now", "今年度がまだ"), Term("last", "昨年度がまだ"))),
        ARCHIVE,
    ),
    mark=progress_mark,
    mark_reads=READS,
    mark_sort="latest_progress",
    columns=_columns,
    looked_alike=("name",),
    begins_with=lambda words: {"from_year": fiscal_year(words.today)},
    sort=ACTIONS.sort,
)
