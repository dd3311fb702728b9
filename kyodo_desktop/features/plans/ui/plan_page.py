"""The page 指針・計画."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from kyodo_desktop.core.schema import Schema, Snapshot
from kyodo_desktop.core.taxonomy import Term, Words
from kyodo_desktop.features.plans import PROGRESS
from kyodo_desktop.features.plans.advice import of_plan
from kyodo_desktop.features.plans.plan_service import SOON_DAYS
from kyodo_desktop.ui.colours import Mark, Tone
from kyodo_desktop.ui.columns import Column, arranged, columns_of
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.register_page import RegisterPage
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.side_panel import Link, LinkBlock

SEEN = ("reference", "name", "adopted_on", "due_on")
"""The columns that are seen unless a person chooses others."""

READS = ("due_on", "ended_on")
"""The attributes of which the mark is made."""


def build(place: Place) -> PlanPage:
    """Return the page 指針・計画."""
    return PlanPage(place, place.office.service("plans"), DESIGN, place.office.folder.drafts)


class PlanPage(RegisterPage):
    """The register of guidelines and plans with their reviews."""

    def links_of(self, snapshot: Snapshot) -> Sequence[LinkBlock]:
        """Return the ways to the actions, then the papers and files."""
        links = (
            Link("取組の一覧を開く", partial(self._go_to, "plan_actions")),
            Link("進捗の表を開く", partial(self._go_to, PROGRESS)),
        )
        return (LinkBlock("取組", links), *super().links_of(snapshot))

    def _go_to(self, page: str) -> None:
        self.place.go_to_tab(page)


def review_mark(values: Mapping[str, Any], words: Words) -> Mark | None:
    """Return how far the next review is away; what has ended is quiet."""
    if values.get("ended_on") and values["ended_on"] <= words.today:
        return Mark("終了", Tone.QUIET)
    due = values.get("due_on")
    if due is None:
        return None
    if due < words.today:
        return Mark("見直し遅れ", Tone.LATE)
    return Mark("見直しの年", Tone.SOON) if (due - words.today).days <= SOON_DAYS else Mark("有効", Tone.GOOD)


def _columns(schema: Schema, words: Words) -> Sequence[Column]:
    return arranged(columns_of(schema, words), SEEN)


DESIGN = RecordPageDesign(
    filters=(
        Filter("kind", "種類", taxonomy="plan_kinds"),
        Filter(
            "review",
            "見直し",
            terms=lambda _words: (Term("late", "期限を過ぎた"), Term("soon", "1年以内"), Term("later", "それより先")),
        ),
        Filter("active", "効力", terms=lambda _words: (Term("yes", "有効"), Term("no", "終了"))),
        ARCHIVE,
    ),
    mark=review_mark,
    mark_reads=READS,
    mark_sort="due_on",
    columns=_columns,
    looked_alike=("name",),
    copied_without=frozenset({"reference", "adopted_on", "ended_on"}),
    begins_with=lambda _words: {"review_years": 5},
    advice=lambda values, words: tuple(of_plan(values, words)),
)
