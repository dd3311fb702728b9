"""The pages 年表 and 事例."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kyodo_desktop.core.dates import fiscal_year
from kyodo_desktop.core.schema import Schema
from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.features import reports
from kyodo_desktop.ui.columns import Column, arranged, columns_of
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.register_page import RegisterPage
from kyodo_desktop.ui.registration_filters import ARCHIVE
from kyodo_desktop.ui.step_filters import YEAR


def build_chronology(place: Place) -> RegisterPage:
    """Return the page 年表: the oldest entry first."""
    return RegisterPage(place, place.office.service("chronology"), CHRONOLOGY, place.office.folder.drafts)


def build_cases(place: Place) -> RegisterPage:
    """Return the page 事例."""
    return RegisterPage(place, place.office.service("cases"), CASES, place.office.folder.drafts)


def _columns(seen: tuple[str, ...], schema: Schema, words: Words) -> Sequence[Column]:
    return arranged(columns_of(schema, words), seen)


CHRONOLOGY = RecordPageDesign(
    filters=(
        Filter("kind", "区分", taxonomy="chronology_kinds"),
        Filter("policy", "方針", taxonomy="policies"),
        ARCHIVE,
    ),
    columns=partial(_columns, ("when_words", "kind", "name")),
    looked_alike=("name",),
    sort=reports.CHRONOLOGY.sort,
)

CASES = RecordPageDesign(
    filters=(Filter("pattern", "協働の型", taxonomy="collaboration_forms"), YEAR, ARCHIVE),
    columns=partial(_columns, ("reference", "name", "pattern", "fiscal_year")),
    looked_alike=("name",),
    copied_without=frozenset({"reference", "project", "project_id"}),
    begins_with=lambda words: {"fiscal_year": fiscal_year(words.today)},
    sort=reports.CASES.sort,
)
