"""The tab 団体."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kyodo_desktop.core.taxonomy import Words
from kyodo_desktop.core.validity import status_of
from kyodo_desktop.features.organizations import rules
from kyodo_desktop.ui.colours import Mark, validity_mark
from kyodo_desktop.ui.place import Place
from kyodo_desktop.ui.record_source import Filter, RecordPageDesign
from kyodo_desktop.ui.registered_page import RegisteredPage
from kyodo_desktop.ui.registration_filters import ARCHIVE, FISCAL_YEAR, STATUS

STATUS_READS = ("valid_until", "withdrawn_on", "missing_documents")


def build(place: Place) -> RegisteredPage:
    """Return the tab 団体."""
    return RegisteredPage(place, place.office.service("organizations"), DESIGN, place.office.folder.drafts)


def _extra_fields(values: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    return rules.extra_fields(values.get("kind"), words)


def _mark(values: Mapping[str, Any], words: Words) -> Mark:
    return validity_mark(status_of(words.today, *(values.get(name) for name in STATUS_READS)))


DESIGN = RecordPageDesign(
    filters=(
        Filter("kind", "種別", taxonomy="organization_kinds"),
        Filter("activity_fields", "分野", taxonomy="activity_fields"),
        Filter("areas", "地域", taxonomy="areas"),
        STATUS,
        FISCAL_YEAR,
        ARCHIVE,
    ),
    extra_fields=_extra_fields,
    mark=_mark,
    mark_reads=STATUS_READS,
    mark_sort="valid_until",
    looked_alike=("name", "furigana", "phone", "address"),
    copied_without=frozenset({"reference", "registered_on", "valid_until", "withdrawn_on", "withdrawal_reason"}),
)
